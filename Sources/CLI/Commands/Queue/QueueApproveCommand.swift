internal import ArgumentParser
internal import Casework

/// `kyc queue approve`
struct QueueApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Close a case: approved.",
    discussion: """
      Also a case that awaits the customer: the waiting ends.

        kyc queue approve K-2026-000017
        kyc queue approve K-2026-000017 --seen 3 --as anna --note "compared by hand"
      """)

  @OptionGroup var options: CaseOptions
  @OptionGroup var acting: ActOptions

  func run() async throws { try await acting.perform(.approve, options) }
}
