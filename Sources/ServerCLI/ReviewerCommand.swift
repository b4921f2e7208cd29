internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Glibc
internal import Model
internal import Paperwork
internal import Web
internal import Workplace

/// `kyc reviewer`
struct ReviewerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviewer",
    abstract: "Who signs in to the review desk in a browser.",
    discussion: """
      Passwords are asked for on the terminal, or read as one line from stdin; they are never an argument.

        kyc reviewer add anna --role reviewer
        kyc reviewer add bo --role lead < password.txt
      """,
    subcommands: [Add.self, List.self, Password.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let somebody sign in.")

    @Argument(help: "What is done at the desk is done in that name.") var name: String
    @Option(
      help: "reviewer, lead or auditor.",
      transform: { text in
        guard let role = Role(rawValue: text), role != .integrator else {
          throw ValidationError("it must be reviewer, lead or auditor")
        }
        return role
      })
    var role: Role
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      guard AccessToken.isName(name) else { throw ValidationError("a name has 1 to 60 letters, digits and .-_@") }
    }

    func run() async throws {
      let front = try workspace.open()
      let digest = await PasswordDigest.made(of: try PasswordPrompt.new())
      guard try await front.reviewers.add(reviewer: name, role: role, password: digest, at: Date()) != nil else {
        throw CommandFailure(
          .usage, "somebody has the name \(name) already; kyc reviewer password \(name) gives a new password")
      }
      print("\(name) may sign in as \(role.rawValue)")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Everybody, those removed too.")

    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      for reviewer in try await workspace.open().reviewers.reviewers() {
        let end = reviewer.ended.map { "removed " + $0.formatted(.iso8601) } ?? "may sign in"
        print("\(reviewer.name)\t\(reviewer.role.rawValue)\t\(reviewer.made.formatted(.iso8601))\t\(end)")
      }
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give somebody a new password; whoever is signed in by that name is signed out.")

    @Argument(help: "Whose.") var name: String
    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      let front = try workspace.open()
      let digest = await PasswordDigest.made(of: try PasswordPrompt.new())
      guard try await front.reviewers.change(passwordOf: name, to: digest, at: Date()) != nil else {
        throw ReviewerCommand.unknown(name)
      }
      print("\(Shown.text(name)) has a new password")
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let somebody sign in no more, at once.")

    @Argument(help: "Who.") var name: String
    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      guard try await workspace.open().reviewers.end(reviewer: name, at: Date()) != nil else {
        throw ReviewerCommand.unknown(name)
      }
      print("removed \(Shown.text(name))")
    }
  }

  private static func unknown(_ name: String) -> CommandFailure {
    CommandFailure(.usage, "nobody signs in by the name \(Shown.text(name)); kyc reviewer list shows all")
  }
}

/// Asks for a password where nobody sees it.
private enum PasswordPrompt {
  /// Twice on a terminal, once from anything else. Throws `CommandFailure` for one that is too short.
  static func new() throws(CommandFailure) -> Model.Private<String> {
    let first = try line("Password: ")
    guard first.value.count >= PasswordDigest.shortest else {
      throw CommandFailure(.usage, "a password has at least \(PasswordDigest.shortest) characters")
    }
    if isatty(STDIN_FILENO) == 1, try line("Once more: ").value != first.value {
      throw CommandFailure(.usage, "the two are not the same; nothing was changed")
    }
    return first
  }

  private static func line(_ prompt: String) throws(CommandFailure) -> Model.Private<String> {
    guard isatty(STDIN_FILENO) == 1 else { return try read() }
    Talk.write(prompt)
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else {
      throw CommandFailure(.usage, "the terminal cannot be told to hide the password; give it on stdin")
    }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      Talk.write("\n")
    }
    return try read()
  }

  private static func read() throws(CommandFailure) -> Model.Private<String> {
    guard let line = readLine(strippingNewline: true) else {
      throw CommandFailure(.usage, "there is no password on stdin")
    }
    return Model.Private(line)
  }
}
