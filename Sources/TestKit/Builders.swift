import Casework
import FoundationEssentials
import Inspection
import Model

extension Date {
  /// 2026-11-22T10:00:00Z, when everything in the tests begins.
  package static let start = Date(timeIntervalSince1970: 1_795_341_600)
}

extension Account {
  /// With a planted value in each kind of field.
  package static func made(
    id: String = "A-1001", family: String = Planted.family, priority: Priority = .standard, purpose: Purpose? = nil
  ) -> Account {
    Account(
      id: id, name: Name(given: Private(Planted.given), family: Private(family)),
      dateOfBirth: Day(year: 1988, month: 4, day: 12).map(Private.init),
      address: Address(street: Private(Planted.street), houseNumber: Private("44A"), country: "DK"),
      card: Card(first6: Private(Planted.card), last4: Private("1111")), email: Private(Planted.email), language: "da",
      priority: priority, purpose: purpose)
  }
}

extension Verdict {
  /// Approved for a reader of names, with planted evidence.
  package static let approval = Verdict(
    decision: .approve, confidence: .clear, findings: [],
    checks: [
      CheckResult(
        name: "holderName", required: true, outcome: .passed,
        evidence: Evidence(open: ["parts": "2"], personal: ["read": Private(Planted.evidence)]))
    ],
    documentTypes: [.passport])

  /// Rejected, clear, with one finding for each of the reasons.
  package static func rejection(_ reasons: ReasonCode...) -> Verdict {
    Verdict(
      decision: .reject, confidence: .clear, findings: reasons.map { Finding($0, .retry, file: 1) }, checks: [],
      documentTypes: [.passport])
  }
}

extension Document {
  /// One page with one planted word.
  package static let made = Document(
    format: .jpeg,
    pages: [
      Page(
        number: 1, width: 1000, height: 700, turned: 0, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], origin: .picture,
        dotsPerInch: 300, sharpness: Sharpness(block: 0.5, lineAcutance: 0.5), textHeight: 20,
        lines: [
          TextLine(words: [
            Word(text: Private(Planted.readText), box: PixelRect(x0: 10, y0: 10, x1: 200, y1: 40), confidence: 0.9)
          ])
        ],
        machineReadableZone: nil, codeLinesSeen: false, cards: [], masked: [])
    ],
    damagedButReadable: false)
}

extension Conclusion {
  package static func made(
    account: Account = .made(), verdict: Verdict = .approval, pages: [BlobKey] = []
  ) -> Conclusion {
    Conclusion(
      pipelineVersion: 3, account: account,
      files: [
        ExaminedFile(
          name: Private(Planted.fileName), bytes: 1000, sha256: String(repeating: "ab", count: 32),
          inspected: .document(.made), pages: pages)
      ],
      verdict: verdict, milliseconds: ["open": 1, "judge": 0])
  }
}

extension Case {
  /// With all that belongs to that state: judged once unless it waits for its first verdict, decided by anna, asked by
  /// anna for a sharp picture.
  package static func made(_ state: CaseState = .inReview, version: Int = 5, holder: DeskHold? = nil) -> Case {
    let isJudged = state != .waiting && state != .working
    return Case(
      number: CaseNumber(year: 2026, serial: 17), accountID: "A-1001", pipeline: "identity", pipelineVersion: 3,
      team: "general", state: state, run: 1, attempt: 1, version: version, priority: .standard, purpose: nil,
      times: ReviewTimes(arrived: .start, priority: .standard, policy: ReviewPolicy()),
      verdict: isJudged ? VerdictSummary(decision: .reject, confidence: .clear, reasons: [.pageBlurred]) : nil,
      ruling: state == .closed ? Ruling(decision: .reject, reasons: [.pageBlurred], by: "anna", at: .start) : nil,
      holder: holder,
      asked: state == .awaitingCustomer ? CustomerRequest(reasons: [.pageBlurred], by: "anna", at: .start) : nil)
  }
}

extension NewCase {
  /// `content` makes it a submission of its own.
  package static func made(
    _ content: String = "passport", account: Account = .made(), pipeline: String = "identity", arrived: Date = .start
  ) -> NewCase {
    let submission = Submission.made(content, account: account)
    return NewCase(
      identity: submission.identity(pipeline: pipeline), files: submission.files.map(\.sha256), account: account,
      pipeline: pipeline, pipelineVersion: 3, team: "general",
      times: ReviewTimes(arrived: arrived, priority: account.priority, policy: ReviewPolicy()))
  }
}

extension Submission {
  /// One file for each content, which begins as a PDF does; a stand-in for its hash is made of the content.
  package static func made(_ contents: String..., account: Account = .made()) -> Submission {
    Submission(
      account: account,
      files: contents.map { content in
        let bytes = Array("%PDF-\(content)".utf8)
        return SubmittedFile(
          name: Private(Planted.fileName), bytes: bytes.count, sha256: "hash of \(content)", content: bytes)
      })
  }
}

extension Pipeline {
  /// Takes two files of at most a megabyte each, and always comes to that verdict.
  package static func made(
    name: String = "identity", review: ReviewPolicy = ReviewPolicy(), verdict: Verdict = .approval
  ) -> Pipeline {
    Pipeline(
      name: name, version: 3,
      order: InspectionOrder(
        accepts: [.pdf, .jpeg],
        limits: InspectionLimits(
          files: 2, pages: 8, megabytes: 1, megapixels: 60, seconds: 45, addressSpaceMegabytes: 2048),
        renderDotsPerInch: 300, languages: ["dan", "eng"], mask: MaskKind.allCases),
      review: review, intake: .maskFirst, judge: { _, _, _, _ in verdict })
  }
}

extension LeaseOwner {
  /// Works, and will go on.
  package static let alive = LeaseOwner(system: "system", process: 100, started: "1")
  /// Another one that works.
  package static let other = LeaseOwner(system: "system", process: 200, started: "2")
  /// Was killed.
  package static let killed = LeaseOwner(system: "system", process: 300, started: "3")

  /// For stores in tests: knows who was killed.
  package static let seenDead: @Sendable (LeaseOwner) -> Bool = { $0 == killed }
}
