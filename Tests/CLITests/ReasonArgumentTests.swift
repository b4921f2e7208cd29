import Model
import Testing

@testable import CLI

@Suite("The reasons of a rejection")
struct ReasonArgumentTests {
  @Test("stand each once, in the order given")
  func once() throws {
    #expect(
      try ReasonArgument.rejecting(["page.blurred", "page.blank", "page.blurred"]) == [.pageBlurred, .pageBlank])
  }

  @Test("are none that reject nobody")
  func info() throws {
    let failure = #expect(throws: CommandFailure.self) { try ReasonArgument.rejecting(["card.number_exposed"]) }
    #expect(failure?.status == .usage)
    #expect(failure?.lines.first?.contains("kyc explain card.number_exposed") == true)
  }
}
