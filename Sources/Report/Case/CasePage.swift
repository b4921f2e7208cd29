import Casework
import Judgement
import Model

/// What the page of one case shows. Properties are named as the template calls them.
struct CasePage: Sendable {
  /// A case before or after this one.
  struct Neighbour: Sendable, Equatable {
    let number: String
    let href: String
  }

  let title: String
  let number: String
  let account: String
  let pipeline: String
  let state: String
  let verdict: [Badge]
  let notice: ReportNotice
  let previous: Neighbour?
  let next: Neighbour?
  let reasons: [ReasonCard]
  let hasReasons: Bool
  let hasVerdict: Bool
  let sheets: [PageSheet]
  let hasSheets: Bool
  let compared: [ComparedField]
  let hasCompared: Bool
  let checks: [CheckRow]
  let hasChecks: Bool
  let documents: [DocumentRow]
  let hasDocuments: Bool
  /// Other cases with the same files.
  let sightings: [SightingRow]
  let hasSightings: Bool
  let accountFacts: [NamedValue]
  let reviewFacts: [NamedValue]
  /// Empty for a case with one run.
  let runs: [RunRow]
  let hasRuns: Bool
  let history: [EventRow]

  init(
    _ file: CaseFile, pictures: KeptPictures, policy: ReportPolicy?, sightings: [SightingRow], previous: CaseNumber?,
    next: CaseNumber?, notice: ReportNotice
  ) {
    let standing = file.summary
    let last = file.runs.last?.conclusion
    let findings = (last?.verdict.findings ?? []).enumerated().map { (number: $0 + 1, finding: $1) }
    number = standing.number.description
    title = "\(standing.number) · \(standing.accountID)"
    account = standing.accountID
    pipeline = "\(standing.pipeline)@\(last?.pipelineVersion ?? standing.pipelineVersion)"
    state = CaseWords.state(standing)
    verdict = CaseWords.verdict(standing.verdict)
    self.notice = notice
    self.previous = previous.map(CasePage.neighbour)
    self.next = next.map(CasePage.neighbour)
    reasons = findings.map { number, finding in
      ReasonCard(finding, number: number, hasPicture: { pictures.picture(file: $0, page: $1) != nil })
    }
    hasReasons = !reasons.isEmpty
    hasVerdict = last != nil
    sheets = last.map { CasePage.sheets($0, pictures, findings) } ?? []
    hasSheets = !sheets.isEmpty
    compared = (last?.verdict.checks ?? []).compactMap(ComparedField.init)
    hasCompared = !compared.isEmpty
    checks = (last?.verdict.checks ?? []).map { CheckRow($0, found: findings, policy: policy) }
    hasChecks = !checks.isEmpty
    documents = last.map(DocumentRow.all) ?? []
    hasDocuments = !documents.isEmpty
    self.sightings = sightings
    hasSightings = !sightings.isEmpty
    accountFacts = CaseFacts.account(last?.account ?? file.account)
    reviewFacts = CaseFacts.review(file, now: notice.now)
    runs = file.runs.count > 1 ? file.runs.reversed().map { RunRow($0, of: standing) } : []
    hasRuns = !runs.isEmpty
    history = file.history.map(EventRow.init)
  }

  /// The name of the file that the page of a case is written to.
  static func fileName(of number: CaseNumber) -> String { "\(number).html" }

  /// Whether a file of that name is the page of some case.
  static func isFileName(_ name: String) -> Bool {
    name.hasSuffix(".html") && CaseNumber(String(name.dropLast(5))) != nil
  }

  private static func neighbour(_ number: CaseNumber) -> Neighbour {
    Neighbour(number: number.description, href: fileName(of: number))
  }

  private static func sheets(
    _ conclusion: Conclusion, _ pictures: KeptPictures, _ found: [(number: Int, finding: Finding)]
  ) -> [PageSheet] {
    let types = conclusion.verdict.documentTypes
    return conclusion.files.enumerated().flatMap { index, examined -> [PageSheet] in
      guard case .document(let document) = examined.inspected else { return [] }
      let type = types.indices.contains(index) ? types[index] : nil
      return document.pages.compactMap { page in
        pictures.picture(file: index + 1, page: page.number).map {
          PageSheet(
            page, file: index + 1, of: document.pages.count, type: type, picture: $0, found: found)
        }
      }
    }
  }
}
