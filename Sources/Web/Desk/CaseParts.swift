import Casework
import FoundationEssentials
import Judgement
import Model
import Report

/// What the account says beside what was read, as one check compared them.
struct CaseComparison: Sendable {
  struct Piece: Sendable {
    let text: Private<String>
    let differs: Bool
    let alone: Bool

    init(_ piece: TextComparison.Piece) {
      text = piece.text
      differs = piece.agreement == .differs
      alone = piece.agreement == .alone
    }
  }

  let name: String
  let outcome: String
  let outcomeStyle: String
  let accountPieces: [Piece]
  let documentPieces: [Piece]
  let isFound: Bool
  /// Nothing in it is marked.
  let isSame: Bool

  /// Nil for a check that compares no value of the account.
  init?(_ result: Verdict.CheckResult, _ words: DeskWords) {
    guard let claimed = result.evidence.personal["account"] else { return nil }
    let seen = result.evidence.personal["document"]
    let isName = result.name == HolderName.name || result.name == CardHolder.name
    let comparison = TextComparison(
      account: claimed.value, document: (seen ?? claimed).value, order: isName ? .free : .fixed)
    let badge = words.outcome(result.outcome)
    name = words.check(result.name)
    outcome = badge.text
    outcomeStyle = badge.style
    isFound = seen != nil
    accountPieces = comparison.account.map(Piece.init)
    documentPieces = seen == nil ? [] : comparison.document.map(Piece.init)
    isSame = isFound && (accountPieces + documentPieces).allSatisfy { !$0.differs && !$0.alone }
  }
}

/// One reason with everything that is known about it.
struct CaseReason: Sendable {
  let number: Int
  let code: String
  let reasonClass: String
  let className: String
  let place: String
  /// Where on this page it is shown; nil where nothing is.
  let link: String?
  let measured: String?
  let staff: String

  init(_ found: NumberedFinding, _ sheets: [CaseSheet], _ words: DeskWords) {
    let finding = found.finding
    number = found.number
    code = finding.code.rawValue
    reasonClass = finding.reasonClass.rawValue
    className = words["class_\(finding.reasonClass.rawValue)"]
    let sheet = sheets.first { $0.file == finding.file && $0.page == finding.page }
    switch (finding.file, finding.page) {
    case (nil, _): place = words["wholeSubmission"]
    case (let file?, nil): place = "\(words["file"]) \(file)"
    case (let file?, let page?): place = "\(words["file"]) \(file), \(words["page"]) \(page)"
    }
    link = sheet.map { "#page-\($0.index)" }
    measured = finding.measured.map { value in
      let unit = finding.unit.map { " " + (ReasonWords.word(for: $0, in: words.language) ?? $0) } ?? ""
      let limit = finding.limit.map { ", \(words["limit"]) \(words.number($0))" } ?? ""
      return "\(words["measured"]) \(words.number(value))\(unit)\(limit)"
    }
    staff = ReasonText(finding).staff
  }
}

/// One check: what it said, what it measured, and the limits it held that against.
struct CaseCheck: Sendable {
  struct Given: Sendable {
    let number: Int
    let code: String
  }

  let name: String
  let isOptional: Bool
  let outcome: String
  let outcomeStyle: String
  let measured: [NamedValue]
  let limits: [NamedValue]
  let given: [Given]

  init(_ result: Verdict.CheckResult, _ found: [NumberedFinding], _ policy: ReportPolicy?, _ words: DeskWords) {
    let codes = Set((CheckCatalog.check(named: result.name)?.reasons ?? []).map(\.code))
    let own = found.filter { codes.contains($0.finding.code) }
    let badge = words.outcome(result.outcome)
    name = words.check(result.name)
    isOptional = !result.required
    outcome = badge.text
    outcomeStyle = badge.style
    given = own.map { Given(number: $0.number, code: $0.finding.code.rawValue) }
    let open = result.evidence.open.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { NamedValue(PlainWords.words($0.key), PlainWords.list($0.value)) }
    // The two sides of a comparison stand in a section of their own.
    let personal = result.evidence.personal.filter { $0.key != "account" && $0.key != "document" }
      .sorted { $0.key < $1.key }.map { NamedValue(PlainWords.words($0.key), $0.value) }
    measured = open + personal
    let settings = policy?.limits(of: result.name) ?? []
    limits =
      settings.isEmpty
      ? own.compactMap { one in
        one.finding.limit.map { NamedValue(one.finding.unit ?? one.finding.code.rawValue, words.number($0)) }
      } : settings
  }
}

/// One page of a file, or a file without pages.
struct CaseDocument: Sendable {
  let file: String
  let format: String
  let size: String
  let type: String
  let pixels: String
  let resolution: String
  let turned: String
  let textHeight: String
  /// In lower-case hexadecimal, of the upload.
  let sha256: String

  static func all(_ conclusion: Conclusion, _ words: DeskWords) -> [CaseDocument] {
    let types = conclusion.verdict.documentTypes
    return conclusion.files.enumerated().flatMap { index, examined -> [CaseDocument] in
      switch examined.inspected {
      case .unreadable(let unreadable):
        return [CaseDocument(examined, index + 1, unreadable.format, words["notOpened"], nil, words)]
      case .document(let document):
        let type = words.type(types.indices.contains(index) ? types[index] : nil)
        return document.pages.map { CaseDocument(examined, index + 1, document.format, type, $0, words) }
      }
    }
  }

  private init(
    _ examined: ExaminedFile, _ file: Int, _ format: FileFormat, _ type: String, _ page: Page?, _ words: DeskWords
  ) {
    self.file = page.map { "\(file), \(words["page"]) \($0.number)" } ?? "\(file)"
    self.format = ReasonWords.word(for: format.rawValue, in: words.language) ?? format.rawValue
    size = PlainWords.size(examined.bytes)
    self.type = type
    pixels = page.map { "\($0.width) × \($0.height)" } ?? "–"
    resolution =
      page.map { page in
        page.dotsPerInch.map { "\(Int($0.rounded())) dpi" }
          ?? words[page.origin == .vector ? "drawn" : "notMeasurable"]
      } ?? "–"
    turned = page.map { "\($0.turned)°" } ?? "–"
    textHeight = page?.textHeight.map { "\(words.number(($0 * 10).rounded() / 10)) px" } ?? "–"
    sha256 = examined.sha256
  }
}

/// Another case in which a file of this one was sent too.
struct CaseSighting: Sendable {
  let file: Int
  let number: String
  let href: String
  let about: String

  init(_ sighting: Sighting, _ words: DeskWords) {
    file = sighting.file
    number = sighting.number.description
    href = "/review/cases/\(sighting.number)"
    let whose =
      sighting.sameAccount ? words["sameAccount"] : "\(words["otherAccount"]), \(sighting.accountID)"
    let decision = sighting.decision.map { words.decision($0) }
    about = [whose, sighting.pipeline, words["state_\(sighting.state.rawValue)"], decision].compactMap(\.self)
      .joined(separator: ", ")
  }
}

/// One run over a case, its verdict, and what that changed.
struct CaseRunRow: Sendable {
  let run: Int
  let at: String
  let pipeline: String
  let badges: [DeskBadge]
  let codes: [String]
  let change: String

  init(_ run: CaseRun, of standing: Case, _ words: DeskWords) {
    self.run = run.run
    at = words.moment(run.at)
    pipeline = "\(standing.pipeline)@\(run.conclusion.pipelineVersion)"
    badges = words.verdict(run.conclusion.summary)
    codes = run.conclusion.summary.reasons.map(\.rawValue)
    change =
      run.change.map { change in
        let rows = ChangeRow.all(change, words).map { "\($0.name): \($0.old) → \($0.new)" }
        let codes =
          change.reasonsGone.map { "− \($0.rawValue)" } + change.reasonsNew.map { "+ \($0.rawValue)" }
        return change.isEmpty ? words["nothingChanged"] : (rows + codes).joined(separator: "; ")
      } ?? "–"
  }
}

/// One line of what a verdict says otherwise than the one before.
struct ChangeRow: Sendable {
  let name: String
  let old: String
  let new: String

  static func all(_ change: VerdictChange, _ words: DeskWords) -> [ChangeRow] {
    func outcome(_ outcome: Verdict.Outcome?) -> String { outcome.map { words.outcome($0).text } ?? words["notThere"] }
    var rows: [ChangeRow] = []
    if change.before.decision != change.after.decision {
      rows.append(
        ChangeRow(
          name: words["verdict"], old: words.decision(change.before.decision),
          new: words.decision(change.after.decision)))
    }
    if change.before.confidence != change.after.confidence {
      rows.append(
        ChangeRow(
          name: words["confidence"], old: words[change.before.confidence.rawValue],
          new: words[change.after.confidence.rawValue]))
    }
    return rows
      + change.checks.map {
        ChangeRow(name: words.check($0.name), old: outcome($0.before), new: outcome($0.after))
      }
  }
}

/// One event in the life of a case.
struct CaseEventRow: Sendable {
  let at: String
  let what: String
  let by: String
  let run: Int
  /// The team or the reasons; nil for neither.
  let about: String?
  let note: Private<String>?

  init(_ event: CaseEvent, _ words: DeskWords) {
    at = words.moment(event.at)
    what = words["edge_\(event.edge.rawValue)"]
    by = event.by
    run = event.run
    let parts = [event.team].compactMap(\.self) + event.reasons.map(\.rawValue)
    about = parts.isEmpty ? nil : parts.joined(separator: ", ")
    note = event.note
  }
}
