import Model
import Testing
import Workplace

@testable import CLI

@Suite("A reason named on the command line")
struct ReasonArgumentTests {
  @Test("stands once, in the order given")
  func once() throws {
    let texts = ["page.blurred", "page.blank", "page.blurred"]
    #expect(try ReasonArgument.rejecting(texts) == [.pageBlurred, .pageBlank])
    #expect(try ReasonArgument.asking(texts) == [.pageBlurred, .pageBlank])
  }

  @Test("for a rejection is none that rejects nobody")
  func info() throws {
    let failure = #expect(throws: CommandFailure.self) { try ReasonArgument.rejecting(["card.number_exposed"]) }
    #expect(failure?.status == .usage)
    #expect(failure?.lines.first?.contains("kyc explain card.number_exposed") == true)
  }

  @Test(
    "for the customer is one that the customer can do something about",
    arguments: ["card.number_exposed", "holder.name_partial", "system.could_not_process"])
  func doubt(text: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try ReasonArgument.asking([text]) }
    #expect(failure?.lines.first?.contains("asks nothing of the customer") == true)
  }
}
