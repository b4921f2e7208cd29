internal import ArgumentParser
internal import Glibc
internal import Workplace

/// The program `kyc-server`: what `kyc serve`, `kyc token`, `kyc reviewer` and `kyc hook` start, so that `kyc` itself stays small.
@main
struct KycServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kyc",
    abstract: "The upload endpoint, its tokens and its webhooks.",
    subcommands: [ServeCommand.self, TokenCommand.self, ReviewerCommand.self, HookCommand.self])

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let failure as CommandFailure {
      end(failure)
    } catch {
      let code = exitCode(for: error)
      let isParsers = code == .success || code == .validationFailure
      guard isParsers else { end(CommandFailure(error)) }
      let text = fullMessage(for: error)
      if code == .success { print(text) } else { Talk.say(text) }
      Glibc.exit(code == .success ? ExitStatus.decided.rawValue : ExitStatus.usage.rawValue)
    }
  }

  private static func end(_ failure: CommandFailure) -> Never {
    for line in failure.lines { Talk.say(line) }
    Glibc.exit(failure.status.rawValue)
  }
}
