import Casework
import FoundationEssentials
import Model
import TestKit

@testable import Report

/// A workspace in memory with decided cases.
struct Desk {
  /// What the masked page of each case is made of.
  static let picture = Array("JPEG of a masked page".utf8)

  let store = MemoryStore()
  let blobs = MemoryBlobStore()

  /// Takes a submission in and settles it with that conclusion, on whose first file one page is kept.
  @discardableResult
  func decided(
    _ content: String, account: Account = .made(), pipeline: String = "identity",
    _ conclusion: (Account) -> Conclusion = { .made(account: $0) }
  ) async throws -> CaseNumber {
    let new = NewCase.made(content, account: account, pipeline: pipeline)
    guard case .new(let opened) = await store.open(new),
      case .claimed(let claim) = try await store.claim(
        opened.number, for: .alive, until: .start.addingTimeInterval(60), at: .start)
    else { throw NotDecided() }
    var settled = conclusion(account)
    if !settled.files.isEmpty {
      settled.files[0].pages = [try await blobs.write(Desk.picture, of: opened.number)]
    }
    guard await store.settle(claim, .concluded(settled), at: .start) != nil else { throw NotDecided() }
    return opened.number
  }

  func file(_ number: CaseNumber) async throws -> CaseFile {
    guard let file = await store.find(number) else { throw NotDecided() }
    return file
  }

  /// The page of a case as it would be written.
  func page(_ number: CaseNumber, policy: ReportPolicy? = nil) async throws -> CasePage {
    let file = try await file(number)
    return CasePage(
      file, pictures: try await KeptPictures.opened(of: file, from: blobs), policy: policy, sightings: [],
      previous: nil, next: nil, notice: ReportNotice(written: .start))
  }

  struct NotDecided: Error {}
}

extension Conclusion {
  /// With a verdict of these findings and checks.
  static func judged(
    _ account: Account, findings: [Finding] = [], checks: [Verdict.CheckResult] = []
  ) -> Conclusion {
    .made(
      account: account,
      verdict: Verdict(
        decision: findings.isEmpty ? .approve : .reject, confidence: .clear, findings: findings, checks: checks,
        documentTypes: [.passport]))
  }
}
