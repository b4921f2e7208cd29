import Testing

@testable import Workplace

@Suite("Settings")
struct SettingsTests {
  private func settings(
    _ flags: Settings.Flags = Settings.Flags(), _ environment: [String: String] = [:]
  ) throws(CommandFailure) -> Settings {
    try Settings(flags, environment: environment, executable: "/opt/kyc/bin/kyc", cores: 8)
  }

  @Test("without anything given are the documented defaults")
  func defaults() throws {
    let settings = try settings()
    #expect(settings.data == "./kyc-data")
    #expect(settings.pipelines == "pipelines")
    #expect(settings.inspector == "/opt/kyc/bin/kyc-inspector")
    #expect(settings.home == "/usr/local/lib/kyc")
    #expect(settings.jobs == 8)
    #expect(settings.logLevel == "warning")
    #expect(!settings.requireSandbox)
    #expect(settings.entries.allSatisfy { $0.origin == .byDefault })
  }

  @Test("come from the flag, else from the environment, where an empty variable is none")
  func order() throws {
    let environment = [
      "KYC_DATA": "/e", "KYC_PIPELINES": "/p", "KYC_JOBS": "3", "KYC_INSPECTOR": "", "KYC_HOME": "/h",
      "KYC_LOG_LEVEL": "debug",
    ]
    let settings = try settings(Settings.Flags(data: "/f", jobs: 2), environment)
    #expect(settings.data == "/f")
    #expect(settings.pipelines == "/p")
    #expect(settings.jobs == 2)
    #expect(settings.inspector == "/opt/kyc/bin/kyc-inspector")
    #expect(settings.home == "/h")
    #expect(settings.logLevel == "debug")
  }

  @Test("that make no sense end as what they are: usage on the command line, configuration in the environment")
  func nonsense() {
    #expect(throws: CommandFailure(.usage, "--jobs takes a number from 1 to 256")) {
      try settings(Settings.Flags(jobs: 0))
    }
    #expect(throws: CommandFailure(.usage, "--data is empty; name a folder, or leave it out")) {
      try settings(Settings.Flags(data: ""))
    }
    let sentence = "KYC_JOBS is 'many'; set it to a number from 1 to 256, or leave it unset"
    #expect(throws: CommandFailure(.configuration, sentence)) {
      try settings(Settings.Flags(), ["KYC_JOBS": "many"])
    }
  }

  @Test("tell where each value came from, and what else could set it")
  func origins() throws {
    let settings = try settings(
      Settings.Flags(data: "/f", requireSandbox: true), ["KYC_DATA": "/e", "KYC_JOBS": "3", "KYC_HOME": ""])
    let entries = Dictionary(uniqueKeysWithValues: settings.entries.map { ($0.name, $0) })
    #expect(
      entries["data"]
        == Settings.Entry(name: "data", value: "/f", origin: .flag("--data"), ways: ["--data", "KYC_DATA"]))
    #expect(entries["jobs"]?.origin == .environment("KYC_JOBS"))
    #expect(
      entries["home"]
        == Settings.Entry(name: "home", value: "/usr/local/lib/kyc", origin: .byDefault, ways: ["KYC_HOME"]))
    #expect(entries["require-sandbox"]?.value == "yes")
    #expect(settings.entries.count == 8)
  }

  @Test(
    "say in the environment yes or no in the usual words",
    arguments: [("1", true), ("yes", true), ("TRUE", true), ("on", true), ("0", false), ("No", false), ("", false)])
  func yesAndNo(word: String, expected: Bool) throws {
    #expect(try settings(Settings.Flags(), ["KYC_REQUIRE_SANDBOX": word]).requireSandbox == expected)
  }

  @Test("that make no sense in the environment can be looked at all the same, each with its complaint")
  func lenient() throws {
    let settings = try Settings(
      lenient: Settings.Flags(), environment: ["KYC_JOBS": "many", "KYC_REQUIRE_SANDBOX": "perhaps"],
      executable: "/opt/kyc/bin/kyc", cores: 8)
    #expect(settings.jobs == 8)
    #expect(settings.requireSandbox, "a wish that cannot be read is taken for the careful one")
    #expect(
      settings.complaints.flatMap(\.lines) == [
        "kyc: KYC_JOBS is 'many'; set it to a number from 1 to 256, or leave it unset",
        "kyc: KYC_REQUIRE_SANDBOX is 'perhaps'; set it to yes or no, or leave it unset",
      ])
  }
}
