internal import ArgumentParser
internal import Casework
internal import FoundationEssentials

/// `kyc queue claim`
struct QueueClaimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Take a case onto your desk for 10 minutes, so that no colleague works on it too.",
    discussion: """
      Claiming it again makes it 10 minutes from now. Deciding, asking and escalating end the hold, and so does its time. \
      Meanwhile a colleague's attempt to act on it is refused with your name.

        kyc queue claim K-2026-000017
        kyc queue claim K-2026-000017 --release
      """)

  @OptionGroup var options: CaseOptions

  @Flag(name: .long, help: "Put it back instead.")
  var release = false

  @OptionGroup var acting: ActOptions

  func run() async throws {
    let now = Date()
    try await acting.perform(
      release ? .release : .claim(until: now.addingTimeInterval(DeskHold.length)), options, at: now)
  }
}
