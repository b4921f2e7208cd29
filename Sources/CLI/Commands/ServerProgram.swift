internal import ArgumentParser
internal import Glibc
internal import Paperwork
internal import Workplace

/// The program beside this one that serves HTTP. It is a program of its own, so that a batch needs neither its size nor the
/// time that it takes to build.
enum ServerProgram {
  /// Becomes it. Returns only when that is not possible: with the reason.
  static func become(_ arguments: [String]) -> CommandFailure {
    let program = path(beside: Settings.executablePath)
    guard access(program, X_OK) == 0 else {
      return CommandFailure(
        .missing,
        "kyc-server is missing at \(Shown.text(program)); build it with `swift build -c release --product kyc-server`")
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    execv(program, words)
    return CommandFailure(
      .missing, "kyc-server cannot be started at \(Shown.text(program)): \(String(cString: strerror(errno)))")
  }

  /// In the folder of `executable`.
  static func path(beside executable: String) -> String {
    (executable.lastIndex(of: "/").map { String(executable[..<$0]) } ?? ".") + "/kyc-server"
  }
}

/// A command of that program; the words behind its name are handed on.
protocol ServerProgramCommand: ParsableCommand {
  var options: [String] { get }
}

extension ServerProgramCommand {
  func run() throws { throw ServerProgram.become([Self.configuration.commandName ?? ""] + options) }
}

/// `kyc serve`
struct ServeCommand: ServerProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Take uploads over HTTP, examine them, and tell hooks what was decided.")

  @Argument(parsing: .captureForPassthrough, help: "kyc serve --help lists them.") var options: [String] = []
}

/// `kyc token`
struct TokenCommand: ServerProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Who may use the HTTP interface: create, list, revoke.")

  @Argument(parsing: .captureForPassthrough, help: "kyc token --help lists them.") var options: [String] = []
}

/// `kyc reviewer`
struct ReviewerCommand: ServerProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviewer", abstract: "Who signs in to the review desk in a browser: add, list, password, remove.")

  @Argument(parsing: .captureForPassthrough, help: "kyc reviewer --help lists them.") var options: [String] = []
}

/// `kyc hook`
struct HookCommand: ServerProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Who is told what became of a case: add, list, rotate, remove, test, deliveries, resend.")

  @Argument(parsing: .captureForPassthrough, help: "kyc hook --help lists them.") var options: [String] = []
}
