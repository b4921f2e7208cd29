import Model

/// Is the document still valid, or new enough? Identity documents have an expiry date, letters and bills an issue date.
package struct DocumentDate: Check {
  package static let name = "documentDate"

  /// Not valid any more.
  package static let expired = Reason(
    .documentExpired, .retry, stage: "judge",
    danish: "Dokumentet er udløbet. Send et gyldigt dokument.",
    english: "The document has expired. Please send one that is valid.",
    staff: "Expired {measured} {unit} ago.")
  /// Valid once, but says too little about today.
  package static let tooOld = Reason(
    .documentTooOld, .retry, stage: "judge",
    danish: "Dokumentet er for gammelt: det må højst være {limit} {unit} gammelt. "
      + "Send et, der er dateret {from} eller senere.",
    english: "The document is too old: it may be at most {limit} {unit} old. Please send one dated {from} or later.",
    staff: "Issued {measured} {unit} ago; the limit is {limit}.")
  /// The date that decides was not found.
  package static let dateMissing = Reason(
    .documentDateMissing, .retry, stage: "judge",
    danish: "Vi kan ikke finde den dato, vi skal bruge, på dokumentet. Send et billede, hvor datoen kan ses.",
    english: "We cannot find the date we need on the document. Please send a picture that shows the date.",
    staff: "No {wanted} date was found.")
  /// Issued after today.
  package static let dateInFuture = Reason(
    .documentDateInFuture, .retry, stage: "judge",
    danish: "Dokumentet er dateret ude i fremtiden. Send et dokument med den rigtige udstedelsesdato.",
    english: "The document is dated in the future. Please send a document with the right date of issue.",
    staff: "Issued {measured} {unit} from today.")

  package static let reasons = [expired, tooOld, dateMissing, dateInFuture]

  /// Months since the issue date, by document type; types not named need no date. Absent: no issue date is asked for.
  package let newerThanMonths: [DocumentType: Int]?
  /// Whether the document must carry an expiry date that has not passed. Absent: no.
  package let notExpired: Bool?

  package init(newerThanMonths: [DocumentType: Int]? = nil, notExpired: Bool? = nil) {
    self.newerThanMonths = newerThanMonths
    self.notExpired = notExpired
  }

  package var complaint: String? {
    if let months = newerThanMonths?.values.min(), months < 1 { return "'newerThanMonths' must be 1 or more" }
    return newerThanMonths == nil && notExpired != true ? "neither 'newerThanMonths' nor 'notExpired' is set" : nil
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let dates = LabelledDates.all(in: dossier)
    var outcomes: [CheckOutcome] = []
    if notExpired == true { outcomes.append(expiryOutcome(dossier, dates)) }
    if let newerThanMonths { outcomes.append(issueOutcome(dossier, dates, newerThanMonths)) }
    return outcomes.dropFirst().reduce(outcomes.first ?? .couldNotTell([])) { combined($0, $1) }
  }

  // MARK: Expiry

  private struct Expiry {
    let day: Day
    let other: Day?
    let file: Int
    let page: Int
    let boxes: [PixelRect]
  }

  private func expiryOutcome(_ dossier: Dossier, _ dates: [LabelledDate]) -> CheckOutcome {
    let coded = dossier.pages.compactMap { file, page -> Expiry? in
      guard let zone = page.machineReadableZone,
        zone.checkDigits.contains(where: { $0.field == .expiryDate && $0.holds }),
        let day = zone.expiryDate(asOf: dossier.today)
      else { return nil }
      return Expiry(day: day, other: nil, file: file, page: page.number, boxes: zone.boxes)
    }
    let printed = dates.filter { $0.kind == .expiry }.map {
      Expiry(day: $0.day, other: $0.other, file: $0.file, page: $0.page, boxes: [$0.box])
    }
    let known = coded.isEmpty ? printed : coded
    guard let earliest = known.min(by: { $0.day < $1.day }) else {
      return .failed([Finding(.documentDateMissing, .retry, details: ["wanted": "expiryDate"])])
    }
    let evidence = Evidence(
      open: ["expiryFrom": coded.isEmpty ? "print" : "machineReadableZone"],
      personal: ["expiry": Private(earliest.day.description)])
    // Day first it has passed, month first it has not, or the other way round.
    if let other = earliest.other, (other < dossier.today) != (earliest.day < dossier.today) {
      return .couldNotTell([], evidence)
    }
    guard earliest.day < dossier.today else { return .passed(evidence) }
    let days = dossier.today.daysSinceEpoch - earliest.day.daysSinceEpoch
    return .failed(
      [
        Finding(
          .documentExpired, .retry, file: earliest.file, page: earliest.page, boxes: earliest.boxes,
          measured: Double(days), limit: 0, unit: "days")
      ], evidence)
  }

  // MARK: Issue

  private func issueOutcome(_ dossier: Dossier, _ dates: [LabelledDate], _ limits: [DocumentType: Int]) -> CheckOutcome
  {
    var findings: [Finding] = []
    var evidence = Evidence()
    var isNewEnough = false
    var isUnclear = false
    for (file, _) in dossier.documents {
      guard let type = dossier.types[file - 1], let months = limits[type] else { continue }
      guard let issued = issueDate(among: dates.filter { $0.file == file }, today: dossier.today) else {
        findings.append(Finding(.documentDateMissing, .retry, file: file, details: ["wanted": "issueDate"]))
        continue
      }
      evidence.personal["issued"] = Private(issued.day.description)
      let finding = finding(issued, issued.day, months, dossier.today)
      // Nothing but a guess says that this is the date of issue.
      if issued.kind == nil, issued.company == .words, finding == nil {
        isUnclear = true
      } else if let other = issued.other,
        (self.finding(issued, other, months, dossier.today) == nil) != (finding == nil)
      {
        // Only one of its two readings is new enough.
        isUnclear = true
      } else if let finding {
        findings.append(finding)
      } else {
        isNewEnough = true
      }
    }
    // The second page of a bill, sent as a file of its own, has no date of issue.
    if isNewEnough { findings.removeAll { $0.code == .documentDateMissing } }
    if !findings.isEmpty { return .failed(findings, evidence) }
    if isUnclear && !isNewEnough { return .couldNotTell([], evidence) }
    let needsNone = dossier.types.contains { type in type.map { $0 != .unknown && limits[$0] == nil } ?? false }
    if isNewEnough { return .passed(evidence) }
    return needsNone ? .passed(Evidence(open: ["issued": "not asked for"])) : .couldNotTell([])
  }

  /// The labelled issue date; else one labelled "date"; else the end of the period; else a date standing by itself on
  /// the first page.
  private func issueDate(among dates: [LabelledDate], today: Day) -> LabelledDate? {
    for kind in [DateKind.issue, .undescribed] {
      let issued = dates.filter { $0.kind == kind }
      if let past = issued.first(where: { $0.day <= today }) ?? issued.first { return past }
    }
    if let period = dates.filter({ $0.kind == .period && $0.day <= today }).max(by: { $0.day < $1.day }) {
      return period
    }
    let unlabelled = dates.filter { $0.kind == nil && $0.page == 1 }
    return unlabelled.first { $0.company == .none } ?? unlabelled.first { $0.company == .words }
  }

  private func finding(_ issued: LabelledDate, _ day: Day, _ months: Int, _ today: Day) -> Finding? {
    func finding(_ code: ReasonCode, _ measured: Int, _ limit: Int, _ unit: String, _ details: [String: String])
      -> Finding
    {
      Finding(
        code, .retry, file: issued.file, page: issued.page, boxes: [issued.box], measured: Double(measured),
        limit: Double(limit), unit: unit, details: details)
    }
    if day > today {
      return finding(.documentDateInFuture, day.daysSinceEpoch - today.daysSinceEpoch, 0, "days", [:])
    }
    let from = today.adding(months: -months)
    guard day < from else { return nil }
    let age =
      (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day ? 1 : 0)
    return finding(.documentTooOld, max(age, months), months, "months", ["from": from.description])
  }

  private func combined(_ one: CheckOutcome, _ other: CheckOutcome) -> CheckOutcome {
    let evidence = Evidence(
      open: one.evidence.open.merging(other.evidence.open) { first, _ in first },
      personal: one.evidence.personal.merging(other.evidence.personal) { first, _ in first })
    let findings = one.findings + other.findings
    switch (one, other) {
    case (.failed, _), (_, .failed): return .failed(findings, evidence)
    case (.passed, .passed): return .passed(evidence, notes: findings)
    default: return .couldNotTell(findings, evidence)
    }
  }
}
