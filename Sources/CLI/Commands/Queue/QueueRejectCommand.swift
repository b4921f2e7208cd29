internal import ArgumentParser
internal import Casework
internal import Model

/// `kyc queue reject`
struct QueueRejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Close a case: rejected, with the reasons that the customer is told.",
    discussion: """
      Where a new picture or a corrected account would help, kyc queue ask CASE keeps the case open for it. --set-aside \
      rejects a case that was approved, or for other reasons; the decision before stays in the history.

        kyc queue reject K-2026-000017 --reason holder.name_differs
        kyc queue reject K-2026-000017 --reason page.blurred --reason page.blank
        kyc queue reject K-2026-000017 --reason page.blank --set-aside --note x
      """)

  @OptionGroup var options: CaseOptions

  @Option(
    name: .long,
    help: ArgumentHelp("A reason code, such as page.blurred; may be given several times.", valueName: "code"),
    completion: Completions.reasons)
  var reason: [String]

  @OptionGroup var aside: SetAsideOption
  @OptionGroup var acting: ActOptions

  func run() async throws {
    let reasons = try ReasonArgument.rejecting(reason)
    try await acting.perform(aside.setAside ? .setAside(.reject, reasons) : .reject(reasons), options)
  }
}
