import Testing

@testable import CLI

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
}
