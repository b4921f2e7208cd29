internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork
internal import Web
internal import Workplace

/// `kyc token`
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Who may use the HTTP interface.",
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token and print its secret, which is shown this once.")

    @Argument(help: "Who it is for: what is done with it is done in that name.") var name: String
    @Option(
      help: "integrator, reviewer, lead or auditor.",
      transform: { text in
        guard let role = Role(rawValue: text) else {
          throw ValidationError("it must be one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return role
      })
    var role: Role
    @Flag(
      help: "Its secret signs what is posted to /v1/hooks/uploads/NAME (Standard Webhooks), and is never sent itself.")
    var signs = false
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      guard AccessToken.isName(name) else {
        throw ValidationError("a name has 1 to 60 letters, digits and .-_@")
      }
      guard !signs || role == .integrator else { throw ValidationError("--signs goes with --role integrator") }
    }

    func run() async throws {
      let front = try workspace.open()
      var random = SystemRandomNumberGenerator()
      let secret = signs ? HookSignature.secret(using: &random) : BearerSecret.random(using: &random).value
      let made =
        signs
        ? try await front.access.add(signer: secret, name: name, role: role, at: Date())
        : try await front.access.add(token: secret, name: name, role: role, at: Date())
      guard made != nil else {
        throw CommandFailure(
          .usage, "there is a token of the name \(name) already; revoke it first, or take another name")
      }
      print(secret.value)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All tokens, without their secrets.")

    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      for token in try await workspace.open().access.tokens() {
        let end = token.revoked.map { "revoked " + $0.formatted(.iso8601) } ?? "in use"
        print(
          "\(token.name)\t\(token.role.rawValue)\t\(token.made.formatted(.iso8601))\t\(end)"
            + (token.signs ? "\tsigns" : ""))
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "End a token, at once.")

    @Argument(help: "Its name.") var name: String
    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      guard try await workspace.open().access.revoke(name, at: Date()) != nil else {
        throw CommandFailure(
          .usage, "there is no token in use of the name \(Shown.text(name)); kyc token list shows all")
      }
      print("revoked \(name)")
    }
  }
}

/// Which workspace a command works on.
struct WorkspaceOption: ParsableArguments {
  @Option(help: "The workspace folder. [KYC_DATA; default: ./kyc-data]") var data: String?

  /// Throws `CommandFailure` and `StoreFailure`.
  func open() throws -> FrontDesk { try FrontDesk(opening: Settings(Settings.Flags(data: data))) }
}
