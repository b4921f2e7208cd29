import Casework
import Model
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("The choice of cases to judge again")
struct RerunChoiceTests {
  private let store = MemoryStore()
  private let first: Case
  private let second: Case
  private let third: Case

  init() async throws {
    first = try await DeskSteps.inReview(store, "1", account: Account(id: "A"), verdict: .rejection(.pageBlurred))
    second = try await DeskSteps.inReview(
      store, "2", account: Account(id: "B"), verdict: .rejection(.pageBlurred, .pageBlank))
    third = try await DeskSteps.inReview(store, "3", account: Account(id: "A"), pipeline: "address")
  }

  private func numbers(_ choice: RerunChoice, _ file: String? = nil) async throws -> [CaseNumber] {
    let accounts = file.map { CorrectedAccounts(Array($0.utf8), file: "new.jsonl") }
    return try await choice.cases(in: store, correcting: accounts).cases.map(\.number)
  }

  private func clause(_ text: String) throws -> RerunChoice {
    .clause(try WhereClause(text, pipelines: ["identity", "address"]))
  }

  @Test("takes numbers in the order given, each once")
  func numbers() async throws {
    let texts = [third.number, first.number, third.number].map(\.description)
    let choice = RerunChoice.numbers(try CaseArgument.numbers(texts))
    #expect(try await numbers(choice) == [third.number, first.number])
  }

  @Test("names a number that is none, and one that stands for no case")
  func strangers() async throws {
    #expect(throws: CommandFailure.self) { try CaseArgument.numbers(["17"]) }
    let stranger = CaseNumber(year: 2026, serial: 99)
    await #expect(throws: ReviewFailure.noSuchCase(stranger)) {
      try await numbers(.numbers([first.number, stranger]))
    }
  }

  @Test("takes a case once that fits several reasons, by number")
  func reasons() async throws {
    #expect(
      try await numbers(try clause("reason=page.blank,page.blurred")) == [first.number, second.number])
    #expect(try await numbers(try clause("decision=approved")) == [third.number])
    #expect(try await numbers(try clause("confidence=doubtful")).isEmpty)
  }

  @Test("with corrected accounts leaves out the cases of others, and says how many")
  func correcting() async throws {
    let accounts = CorrectedAccounts(Array(#"{"id": "A"}"#.utf8), file: "new.jsonl")
    let chosen = try await clause("since=2000-01-01").cases(in: store, correcting: accounts)
    #expect(chosen.cases.map(\.number) == [first.number, third.number])
    #expect(chosen.leftOut == 1)
    let others = CorrectedAccounts(Array(#"{"id": "Z"}"#.utf8), file: "new.jsonl")
    let none = try await clause("account=A").cases(in: store, correcting: others)
    #expect(none.cases.isEmpty)
    #expect(
      RerunCommand.nothing(none, others)
        == "2 cases fit, but new.jsonl names none of their accounts; nothing was judged again")
    #expect(RerunCommand.nothing(RerunChoice.Chosen(cases: [], leftOut: 0), nil).hasPrefix("no case fits"))
  }

  @Test("refuses a case that was named but whose account the file does not name")
  func stranger() async throws {
    let sentence =
      "\(second.number) belongs to account B, which new.jsonl does not name; add it there, or leave the case out"
    await #expect(throws: CommandFailure(.usage, sentence)) {
      try await numbers(.numbers([first.number, second.number]), #"{"id": "A"}"#)
    }
  }

  @Test("refuses a malformed account before anything is judged")
  func malformed() async throws {
    await #expect(throws: CommandFailure.self) {
      try await numbers(try clause("account=A"), #"{"id": "A", "email": 7}"#)
    }
    #expect(try await numbers(try clause("account=B"), "{\"id\": \"A\", \"email\": 7}\n{\"id\": \"B\"}\n").count == 1)
  }
}
