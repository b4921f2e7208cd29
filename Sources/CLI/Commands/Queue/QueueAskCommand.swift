internal import ArgumentParser
internal import Casework
internal import Paperwork

/// `kyc queue ask`
struct QueueAskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask the customer for a better file or a correction; the clock stands still meanwhile.",
    discussion: """
      Prints the letter to the customer in the account's language (da, else en), ready to send. When the answer lies in \
      the upload folder, kyc run goes on with the same case: files that nobody complained about still count, and the \
      deadline has moved by the time that was waited.

        kyc queue ask K-2026-000017
        kyc queue ask K-2026-000017 --reason page.blurred
      """)

  @OptionGroup var options: CaseOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is to be mended; may be given several times. [default: every reason of the verdict that the customer can mend]",
      valueName: "code"), completion: Completions.reasons)
  var reason: [String] = []

  @OptionGroup var acting: ActOptions

  func run() async throws {
    try await acting.perform(.ask(try ReasonArgument.asking(reason)), options) { CustomerLetter($0) }
  }
}
