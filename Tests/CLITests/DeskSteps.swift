import Casework
import Foundation
import Model
import TestKit
import Testing

/// What leads to the cases that tests of the desk are about.
enum DeskSteps {
  /// A case in review with that verdict, as the next number of the store.
  @discardableResult
  static func inReview(
    _ store: MemoryStore, _ content: String, account: Account = .made(), pipeline: String = "identity",
    verdict: Verdict = .approval, pages: [BlobKey] = [], at now: Date = .start
  ) async throws -> Case {
    let opening = await store.open(.made(content, account: account, pipeline: pipeline, arrived: now))
    guard case .new(let opened) = opening else {
      throw Unexpected(what: "the case is not new")
    }
    let answer = try await store.claim(opened.number, for: .alive, until: now.addingTimeInterval(300), at: now)
    guard case .claimed(let claim) = answer else { throw Unexpected(what: "the case cannot be claimed") }
    let conclusion = Conclusion.made(account: account, verdict: verdict, pages: pages)
    return try #require(await store.settle(claim, .concluded(conclusion), at: now))
  }

  struct Unexpected: Error {
    let what: String
  }
}

extension Case {
  /// In review, rejected for blur.
  static func made(
    serial: Int = 17, accountID: String = "A-1001", pipeline: String = "identity", state: CaseState = .inReview,
    verdict: VerdictSummary? = VerdictSummary(decision: .reject, confidence: .clear, reasons: [.pageBlurred]),
    ruling: Ruling? = nil, escalated: Bool = false, holder: DeskHold? = nil, asked: CustomerRequest? = nil,
    changedByRerun: Bool = false
  ) -> Case {
    Case(
      number: CaseNumber(year: 2026, serial: serial), accountID: accountID, pipeline: pipeline, pipelineVersion: 3,
      team: escalated ? "payments" : "general", state: state, run: 1, attempt: 1, version: 4, priority: .standard,
      purpose: nil, times: ReviewTimes(arrived: .start, priority: .standard, policy: ReviewPolicy()), verdict: verdict,
      ruling: ruling, escalated: escalated, holder: holder, asked: asked, changedByRerun: changedByRerun)
  }
}

extension Date {
  /// So many hours after everything began.
  static func hours(_ count: Double) -> Date { .start.addingTimeInterval(count * 3600) }
}
