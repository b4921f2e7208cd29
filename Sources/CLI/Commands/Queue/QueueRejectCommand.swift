internal import ArgumentParser
internal import Casework

/// `kyc queue reject`
struct QueueRejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Close a case: rejected, with the reasons that the customer is told.",
    discussion: """
      Where a new picture or a corrected account would help, kyc queue ask CASE keeps the case open for it.

        kyc queue reject K-2026-000017 --reason holder.name_differs
        kyc queue reject K-2026-000017 --reason page.blurred --reason page.blank
      """)

  @OptionGroup var options: CaseOptions

  @Option(
    name: .long,
    help: ArgumentHelp("A reason code, such as page.blurred; may be given several times.", valueName: "code"),
    completion: Completions.reasons)
  var reason: [String]

  @OptionGroup var acting: ActOptions

  func run() async throws {
    try await acting.perform(.reject(try ReasonArgument.rejecting(reason)), options)
  }
}
