import Model

/// Was the holder of the document born on the day the account says, and long enough ago?
package struct HolderBirthDate: Check {
  package static let name = "holderBirthDate"

  /// No birth date was found.
  package static let missing = Reason(
    .holderBirthDateMissing, .retry, stage: "judge",
    danish: "Vi kan ikke læse fødselsdatoen på dokumentet. Send et skarpt billede, hvor den kan ses.",
    english: "We cannot read the date of birth on the document. Please send a sharp picture that shows it.",
    staff: "No date of birth was found, or only one that may be read day first or month first.")
  /// Another birth date, as of a parent of the same name.
  package static let differs = Reason(
    .holderBirthDateDiffers, .amend, stage: "judge",
    danish: "Fødselsdatoen på dokumentet er en anden end den på din konto. "
      + "Ret datoen på din konto, eller send dit eget dokument.",
    english: "The date of birth on the document is not the one on your account. "
      + "Correct the date on your account, or send your own document.",
    staff: "The dates of birth differ. Compare the values.")
  /// Too young on the day of the verdict.
  package static let underAge = Reason.doubt(
    .holderUnderAge, stage: "judge", staff: "The holder is {measured} years old; the least age is {limit}.")

  package static let reasons = [missing, differs, underAge]

  /// In whole years.
  package let minimumAge: Int
  /// A differing printed date must have been read with this confidence, 0–1.
  package let minimumWordConfidence: Double

  package init(minimumAge: Int, minimumWordConfidence: Double) {
    self.minimumAge = minimumAge
    self.minimumWordConfidence = minimumWordConfidence
  }

  /// A date of birth on a document.
  private struct Birth {
    let day: Day
    let method: String
    let file: Int
    let page: Int
    let boxes: [PixelRect]
  }

  private struct Printed {
    let kind: DateKind?
    let birth: Birth
    /// The same numbers in the other order, where nothing says which is meant.
    let other: Day?
    let confidence: Double
  }

  package var complaint: String? {
    SettingComplaint.share(minimumWordConfidence, "minimumWordConfidence")
      ?? SettingComplaint.positive(Double(minimumAge), "minimumAge")
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard let claimed = dossier.account.dateOfBirth?.value, !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let births = codedBirths(in: dossier)
    if let birth = births.first(where: { $0.day != claimed }) ?? births.first {
      return outcome(birth, claimed, dossier.today)
    }
    // A date without a label counts only when it is the very day.
    let printed = LabelledDates.all(in: dossier).map { printedDate($0, dossier.today) }
      .filter { $0.kind == .birth || ($0.kind == nil && $0.birth.day == claimed) }
    if let same = printed.first(where: { $0.birth.day == claimed && $0.other == nil }) {
      return outcome(same.birth, claimed, dossier.today)
    }
    if let unclear = printed.first(where: { $0.kind == .birth && ($0.birth.day == claimed || $0.other == claimed) }) {
      let birth = unclear.birth
      let finding = Finding(.holderBirthDateMissing, .doubt, file: birth.file, page: birth.page, boxes: birth.boxes)
      return .couldNotTell(
        [finding],
        Evidence(open: ["order": "unknown"], personal: ["account": text(claimed), "document": text(birth.day)])
      )
    }
    if let other = printed.first(where: { $0.kind == .birth && $0.confidence >= minimumWordConfidence }) {
      return outcome(other.birth, claimed, dossier.today)
    }
    return .failed([Finding(.holderBirthDateMissing, .retry)], Evidence(personal: ["account": text(claimed)]))
  }

  private func outcome(_ birth: Birth, _ claimed: Day, _ today: Day) -> CheckOutcome {
    var findings: [Finding] = []
    if birth.day != claimed {
      findings.append(
        Finding(.holderBirthDateDiffers, .amend, file: birth.file, page: birth.page, boxes: birth.boxes))
    }
    let age = today.years(since: birth.day)
    if age < minimumAge {
      findings.append(
        Finding(
          .holderUnderAge, .doubt, file: birth.file, page: birth.page, boxes: birth.boxes, measured: Double(age),
          limit: Double(minimumAge), unit: "years"))
    }
    let evidence = Evidence(
      open: ["method": birth.method], personal: ["account": text(claimed), "document": text(birth.day)])
    return findings.isEmpty ? .passed(evidence) : .failed(findings, evidence)
  }

  /// From code lines whose own check digit for the date holds.
  private func codedBirths(in dossier: Dossier) -> [Birth] {
    dossier.pages.compactMap { file, page in
      guard let zone = page.machineReadableZone,
        zone.checkDigits.contains(where: { $0.field == .birthDate && $0.holds }),
        let day = zone.birthDate(asOf: dossier.today)
      else { return nil }
      return Birth(day: day, method: "machineReadableZone", file: file, page: page.number, boxes: zone.boxes)
    }
  }

  private func printedDate(_ date: LabelledDate, _ today: Day) -> Printed {
    let birth = Birth(
      day: inThePast(date.day, today), method: "print", file: date.file, page: date.page, boxes: [date.box])
    return Printed(
      kind: date.kind, birth: birth, other: date.other.map { inThePast($0, today) }, confidence: date.confidence)
  }

  /// A two-digit year was read as one of this century.
  private func inThePast(_ day: Day, _ today: Day) -> Day { day > today ? day.adding(months: -1200) : day }

  private func text(_ day: Day) -> Private<String> { Private(day.description) }
}

extension Day {
  /// Whole years from that day to this one, as ages are counted; somebody born on 29 February has a birthday on 1 March
  /// in other years.
  fileprivate func years(since birth: Day) -> Int {
    year - birth.year - ((month, day) < (birth.month, birth.day) ? 1 : 0)
  }
}
