internal import ArgumentParser
internal import Glibc
internal import Workplace

/// The command `kyc`.
@main
struct Kyc: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kyc",
    abstract: "Checks the documents that customers upload for know-your-customer: what is on them, and what is wrong.",
    discussion: """
      A batch over an upload folder puts a verdict with reasons for every submission into the review queue, where a \
      person decides. It does not check whether a document is genuine, or its holder alive or sanctioned.

        kyc run uploads                  decide everything new in a folder
        kyc submit uploads               take a folder in, for kyc work to examine
        kyc verify bill.pdf --account account.json --pipeline address
        kyc queue list                   what waits for a person, by urgency
        kyc queue show K-2026-000017     one case with every reason
        kyc rerun K-2026-000017 --account account.json    after a correction
        kyc explain page.blurred         what a reason code means
        kyc doctor                       whether all is there, and how to mend it

      Exit codes: 0 all decided (rejects included), 1 some could not be decided (run again), 2 usage, \
      3 configuration, 4 something missing on this machine, 5 store unreachable, 6 disk full, 130 interrupted.

      Environment: KYC_DATA, KYC_KEY_FILE, KYC_PIPELINES, KYC_JOBS, KYC_INSPECTOR, KYC_HOME, KYC_REQUIRE_SANDBOX, \
      KYC_LOG_LEVEL; a flag goes before them, and kyc doctor shows which took hold.

      Completions: source <(kyc --generate-completion-script bash); zsh and fish too.
      """,
    version: "kyc \(version)",
    subcommands: [
      RunCommand.self, SubmitCommand.self, WorkCommand.self, ServeCommand.self, TokenCommand.self,
      ReviewerCommand.self, HookCommand.self, VerifyCommand.self, QueueCommand.self,
      RerunCommand.self, PipelinesCommand.self, ExplainCommand.self, DoctorCommand.self, AuditCommand.self,
      AccountCommand.self, EraseCommand.self, ExportCommand.self, RetentionCommand.self,
      BackupCommand.self, RestoreCommand.self, InitCommand.self,
    ])

  /// Runs the command line, and is the one place where it ends.
  static func main() async {
    fillStandardFiles()
    // A file that may not grow any more is an error of the write, as a full disk is; it must not end us on the spot.
    signal(SIGXFSZ, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      if let sentence = CommandWords.unknown(words, below: Kyc.self) { throw CommandFailure(.usage, sentence) }
      var command = try await asyncParseAsRoot(words)
      if !type(of: command).configuration.subcommands.isEmpty {
        throw CommandFailure(.usage, located: CommandWords.commands(of: type(of: command), named: words))
      }
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch {
      end(with: error)
    }
  }

  /// Opens /dev/null as each of stdin, stdout and stderr that is closed, else the next file opened, such as the
  /// database, would be written to as one of them. stdout only for reading, so that lost data is an error still.
  private static func fillStandardFiles() {
    for file in STDIN_FILENO...STDERR_FILENO where fcntl(file, F_GETFD) == -1 {
      _ = open("/dev/null", file == STDOUT_FILENO ? O_RDONLY : O_RDWR)
    }
  }

  private static func end(with error: any Error) -> Never {
    let parserCode = exitCode(for: error)
    let isOurs = error is CommandFailure || !(message(for: error).isEmpty || isFromParser(parserCode))
    guard !isOurs else { end(CommandFailure(error)) }
    let text = fullMessage(for: error)
    if parserCode == .success {
      if !text.isEmpty { print(text) }
      Glibc.exit(ExitStatus.decided.rawValue)
    }
    end(CommandFailure(.usage, UsageMessage.line(message(for: error), from: text)))
  }

  private static func isFromParser(_ code: ExitCode) -> Bool { code == .validationFailure || code == .success }

  private static func end(_ failure: CommandFailure) -> Never {
    let console = Console(quiet: false, colour: false)
    for line in failure.lines { console.complain(line) }
    Glibc.exit(failure.status.rawValue)
  }
}
