import Foundation
import Testing

/// What the program says of itself: help, completions, the state of the machine.
struct CommandLineTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("alone it names its commands and ends as wrong usage; so does a group of commands")
  func alone() throws {
    let alone = try Program.run([])
    #expect(alone.exit == 2)
    #expect(alone.output.isEmpty)
    #expect(alone.errors.hasPrefix("usage: kyc COMMAND\n"), "\(alone.errors)")
    for command in ["run", "verify", "queue", "rerun", "doctor"] { #expect(alone.errors.contains("\n  \(command) ")) }
    let queue = try Program.run(["queue"])
    #expect(queue.exit == 2)
    #expect(queue.errors.hasPrefix("usage: kyc queue COMMAND\n"), "\(queue.errors)")
  }

  @Test(
    "help that is asked for goes to stdout",
    arguments: [
      ["--help"], ["help"], ["help", "run"], ["run", "--help"], ["queue", "--help"], ["help", "queue", "list"],
    ])
  func help(words: [String]) throws {
    let result = try Program.run(words)
    #expect(result.exit == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("USAGE: kyc"))
  }

  @Test("a command that is none is named with the one that may have been meant")
  func unknown() throws {
    let result = try Program.run(["rnu", "uploads"])
    #expect(result.exit == 2)
    #expect(result.errors.hasPrefix("kyc: unknown command 'rnu' (did you mean 'run'?)"), "\(result.errors)")
    let option = try Program.run(["run", "uploads", "--jsno"])
    #expect(option.exit == 2)
    #expect(option.errors == "kyc: unknown option '--jsno' (did you mean '--json'?); see kyc run --help\n")
    let tab = try Program.run(["queue", "list", "--tab", "due-son"])
    #expect(tab.exit == 2)
    #expect(
      tab.errors == "kyc: --tab is 'due-son' (did you mean 'due-soon'?); it takes needs-me, due-soon, overdue, "
        + "escalated, changed, awaiting, all; see kyc queue list --help\n")
    let verdict = try Program.run(["queue", "list", "--verdict", "maybe"])
    #expect(verdict.errors == "kyc: --verdict is 'maybe'; it takes approve, reject; see kyc queue list --help\n")
  }

  @Test("a run says what it does before anything is examined")
  func firstWord() throws {
    let desk = try Desk()
    try desk.submit(1...1)
    try desk.allow(0)
    let running = try Program.started(desk.run(), environment: desk.environment)
    try Program.wait(for: "the first file") { desk.starts == 1 }
    let said = try String(contentsOf: running.errors, encoding: .utf8)
    #expect(said == "kyc: looking through \(desk.uploads)\n")
    try desk.allow(1_000_000)
    #expect(try running.finished().exit == 0)
  }

  @Test("on a terminal a line counts what is done and left; in a pipe there is none of it")
  func progress() throws {
    let desk = try Desk()
    try desk.submit(1...4)
    let words = ["run", desk.uploads, "--data", desk.data]
    let command = "exec script --quiet --return --command \"$(printf '%q ' \"$0\" \"$@\")\" /dev/null"
    // The line is drawn now and then: what comes after the first file waits until it was.
    try desk.allow(2)
    let running = try Program.started(
      words, environment: desk.environment, through: ["/bin/bash", "-c", command])
    try Program.wait(for: "a line that counts the first file") {
      try String(contentsOf: running.output, encoding: .utf8).contains(/\r\e\[K1\/4 .* left/)
    }
    try desk.allow(1_000_000)
    let shown = try running.finished()
    #expect(shown.exit == 0, "\(shown.output)")
    let piped = try Program.run(["run", desk.uploads, "--data", desk.folder.path("other")])
    #expect(piped.exit == 0)
    for text in [piped.output, piped.errors] {
      #expect(!text.contains("\u{1B}") && !text.contains("\r"), "\(text)")
    }
  }

  @Test("every shell gets its completions", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell])
    #expect(script.exit == 0, "\(script.errors)")
    for word in ["queue", "require-sandbox", "page.blurred"] { #expect(script.output.contains(word)) }
  }

  /// What bash offers after these words.
  private func offered(_ words: [String]) throws -> [String] {
    let script = folder.path("kyc.bash")
    try Data(try Program.run(["--generate-completion-script", "bash"]).output.utf8).write(
      to: URL(fileURLWithPath: script))
    let commands = """
      set -e
      bash -n "$1"
      source "$1"
      shift
      COMP_WORDS=(kyc "$@")
      COMP_CWORD=$#
      COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      set +e
      _kyc kyc "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", commands, "bash", script] + words
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = try Program.path().deletingLastPathComponent().path + ":/usr/bin:/bin"
    process.environment = environment
    let output = folder.url.appendingPathComponent("offered")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// What a program prints, with our programs on its path.
  private func printed(by shell: String, _ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: shell)
    process.arguments = words
    process.environment = [
      "PATH": try Program.path().deletingLastPathComponent().path + ":/usr/bin:/bin", "HOME": folder.path(""),
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "zsh takes the completions from its folder of functions",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/zsh"), "there is no zsh here"))
  func zsh() throws {
    try Data(try Program.run(["--generate-completion-script", "zsh"]).output.utf8).write(
      to: URL(fileURLWithPath: folder.path("_kyc")))
    let commands = "fpath=($1 $fpath); autoload -U compinit && compinit -u -D && autoload +X _kyc && print $_comps[kyc]"
    #expect(try printed(by: "/usr/bin/zsh", ["-f", "-c", commands, "zsh", folder.path("")]) == "_kyc\n")
  }

  @Test(
    "fish offers commands, options and reason codes",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/fish"), "there is no fish here"),
    arguments: [("qu", ["queue"]), ("run --wa", ["--watch"]), ("queue reject --reason page.blu", ["page.blurred"])])
  func fish(line: String, offered: [String]) throws {
    let script = folder.path("kyc.fish")
    try Data(try Program.run(["--generate-completion-script", "fish"]).output.utf8).write(
      to: URL(fileURLWithPath: script))
    let words = try printed(
      by: "/usr/bin/fish", ["--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, "kyc " + line])
    #expect(words.split(separator: "\n").map { $0.prefix { $0 != "\t" } }.map(String.init) == offered)
  }

  @Test("bash offers commands, options, pipelines, reason codes and cases")
  func completions() throws {
    #expect(try offered(["qu"]) == ["queue"])
    #expect(Set(["list", "show", "approve", "reject"]).isSubset(of: try offered(["queue", ""])))
    #expect(try offered(["run", "--wa"]) == ["--watch"])
    #expect(try offered(["verify", "--pipeline", ""]).sorted() == ["address", "identity", "payment"])
    #expect(try offered(["queue", "reject", "--reason", "page.blu"]) == ["page.blurred"])
    let desk = try Desk()
    try desk.submit(1...1)
    #expect(try Program.run(desk.run()).exit == 0)
    #expect(try offered(["queue", "show", "--data", desk.data, ""]) == ["K-2026-000001"])
  }

  @Test(
    "another program in the examiner's place is found out before anything is decided",
    arguments: ["/bin/true", "/bin/cat", "/tmp", "/nonexistent", "/etc/passwd"])
  func wrongInspector(program: String) throws {
    let desk = try Desk()
    try desk.submit(1...1)
    let result = try Program.run(desk.run(), environment: ["KYC_INSPECTOR": program])
    #expect(result.exit == 4, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("KYC_INSPECTOR"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: desk.data))
  }

  @Test("where the sandbox is required and holds, everything is decided as without")
  func sandbox() throws {
    let desk = try Desk()
    try desk.submit(1...1)
    let result = try Program.run(desk.run(["--require-sandbox"]))
    #expect(result.exit == 0, "\(result.errors)")
    #expect(try Desk.decided(result).count == 1)
    let wrong = try Program.run(desk.run(), environment: ["KYC_REQUIRE_SANDBOX": "perhaps"])
    #expect(wrong.exit == 3)
    #expect(
      wrong.errors == "kyc: looking through \(desk.uploads)\nkyc: KYC_REQUIRE_SANDBOX is 'perhaps'; set it to yes or "
        + "no, or leave it unset\n")
  }

  @Test("doctor finds this machine well, and makes no workspace by looking for one")
  func doctor() throws {
    let data = folder.path("data")
    let result = try Program.run(["doctor", "--data", data])
    #expect(result.exit == 0, "\(result.output)")
    for area in ["settings", "programs", "sandbox", "pipelines", "workspace"] {
      #expect(result.output.contains("\n\(area)\n"))
    }
    #expect(result.output.contains("from --data"))
    #expect(result.output.contains("self-test"))
    #expect(!FileManager.default.fileExists(atPath: data))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("doctor names what is missing, with the command that mends it, and ends with its code")
  func missing() throws {
    let engine = try Program.run(["doctor", "--json"], environment: ["KYC_HOME": folder.path("nothing")])
    #expect(engine.exit == 4)
    let lines = try engine.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let failed = lines.filter { $0["level"] as? String == "fail" }
    #expect(failed.contains { $0["name"] as? String == "onnxruntime" })
    #expect(failed.allSatisfy { ($0["remedy"] as? String)?.contains("scripts/setup") == true })
    let settings = try Program.run(["doctor"], environment: ["KYC_JOBS": "many"])
    #expect(settings.exit == 3)
    #expect(settings.output.contains("KYC_JOBS is 'many'"))
    let file = folder.path("file")
    try Data().write(to: URL(fileURLWithPath: file))
    #expect(try Program.run(["doctor", "--data", file]).exit == 5)
  }
}
