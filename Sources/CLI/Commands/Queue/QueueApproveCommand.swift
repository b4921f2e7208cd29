internal import ArgumentParser
internal import Casework
internal import Model

/// `kyc queue approve`
struct QueueApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Close a case: approved.",
    discussion: """
      Also a case that awaits the customer: the waiting ends. --set-aside approves a case that was rejected; the rejection \
      stays in the history.

        kyc queue approve K-2026-000017
        kyc queue approve K-2026-000017 --seen 3 --as anna --note "compared by hand"
        kyc queue approve K-2026-000017 --set-aside --note "misread"
      """)

  @OptionGroup var options: CaseOptions
  @OptionGroup var aside: SetAsideOption
  @OptionGroup var acting: ActOptions

  func run() async throws {
    try await acting.perform(aside.setAside ? .setAside(.approve, []) : .approve, options)
  }
}
