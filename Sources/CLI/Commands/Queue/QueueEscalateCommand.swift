internal import ArgumentParser
internal import Casework

/// `kyc queue escalate`
struct QueueEscalateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate", abstract: "Hand a case to another team; it stays in review with the same deadline.",
    discussion: """
        kyc queue escalate K-2026-000017 --to payments --note "a company's"
      """)

  @OptionGroup var options: CaseOptions

  @Option(name: .long, help: ArgumentHelp("The team: 1 to 40 characters out of a-z, 0-9 and -.", valueName: "team"))
  var to: String

  @OptionGroup var acting: ActOptions

  func run() async throws { try await acting.perform(.escalate(team: to), options) }
}
