internal import ArgumentParser
internal import Glibc
internal import Paperwork
internal import Workplace

/// Who acts at the desk.
struct ActorOption: ParsableArguments {
  @Option(name: .customLong("as"), help: ArgumentHelp("Who acts. [default: your login name]", valueName: "name"))
  var actor: String?

  /// Throws `CommandFailure` for a name that could not stand in one line of the history.
  func name() throws(CommandFailure) -> String {
    let name = actor ?? ActorOption.loginName
    guard !name.isEmpty, Shown.text(name) == name else {
      throw CommandFailure(.usage, "--as must be a name of at most \(Shown.longest) plain characters")
    }
    return name
  }

  static var loginName: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid-\(geteuid())"
  }
}
