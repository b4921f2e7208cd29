import Model

/// The machine-readable zone: is it there, do its check digits hold, and does the print say the same?
package struct CodeLines: Check {
  package static let name = "machineReadableZone"

  /// Code lines that must be there, or are seen, were not read.
  package static let unreadable = Reason(
    .mrzUnreadable, .retry, stage: "read",
    danish: "Vi kan ikke læse kodelinjerne med <<< nederst på dokumentet. "
      + "Send et skarpt billede uden genskin, hvor begge linjer er med i fuld længde.",
    english: "We cannot read the code lines with <<< at the bottom of the document. "
      + "Please send a sharp picture without glare that shows the lines at full length.",
    staff: "No machine-readable zone could be read.")
  /// The zone contradicts itself.
  package static let checkDigitFailed = Reason.doubt(
    .mrzCheckDigitFailed, stage: "judge",
    staff: "Check digits that do not hold: {fields}. Misread or altered; compare with the picture.")
  /// The zone contradicts the print beside it.
  package static let differsFromPrint = Reason.doubt(
    .mrzDiffersFromPrint, stage: "judge",
    staff: "Code lines and print disagree on: {fields}. Compare with the picture.")
  /// A document made for showing.
  package static let specimen = Reason.doubt(
    .documentSpecimen, stage: "judge", staff: "The document is marked as a specimen, or its issuer is Utopia.")

  package static let reasons = [unreadable, checkDigitFailed, differsFromPrint, specimen]

  /// Documents that always have code lines on the page that is asked for.
  package let requiredFor: [DocumentType]
  /// Print must have been read with this confidence, 0–1, to contradict the code lines.
  package let minimumPrintConfidence: Double
  /// Whether a specimen raises a doubt.
  package let refusesSpecimens: Bool

  package init(requiredFor: [DocumentType], minimumPrintConfidence: Double, refusesSpecimens: Bool) {
    self.requiredFor = requiredFor
    self.minimumPrintConfidence = minimumPrintConfidence
    self.refusesSpecimens = refusesSpecimens
  }

  package var complaint: String? { SettingComplaint.share(minimumPrintConfidence, "minimumPrintConfidence") }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let zones = dossier.pages.compactMap { file, page in page.machineReadableZone.map { (file, page, $0) } }
    var findings = absent(in: dossier)
    for (file, page, zone) in zones { findings += self.findings(file, page, zone, dossier) }
    if refusesSpecimens, let specimen = specimen(in: dossier) { findings.append(specimen) }
    var evidence = Evidence(open: [
      "layout": zones.map(\.2.layout.rawValue).joined(separator: ","),
      "repairs": String(zones.reduce(0) { $0 + $1.2.repairs }),
    ])
    if zones.contains(where: { hasUnknownIssuer($0.2) }) { evidence.open["issuer"] = "no state's code" }
    if !findings.isEmpty { return .failed(findings, evidence) }
    let isKnown = dossier.types.contains { $0 != nil && $0 != .unknown }
    return zones.isEmpty && !isKnown ? .couldNotTell([]) : .passed(evidence)
  }

  /// Noted, and no more: no check digit guards the issuer, so that it may be misread. The layouts of licences have other
  /// columns there.
  private func hasUnknownIssuer(_ zone: MachineReadableZone) -> Bool {
    guard [.td1, .td2, .td3, .mrvA, .mrvB].contains(zone.layout), let issuer = zone.text(.issuer) else { return false }
    return !MRZState.isKnown(issuer)
  }

  /// Files that should have code lines, or show some, but none were read.
  private func absent(in dossier: Dossier) -> [Finding] {
    dossier.documents.compactMap { file, document in
      guard !document.pages.contains(where: { $0.machineReadableZone != nil }), let type = dossier.types[file - 1]
      else { return nil }
      let seen = document.pages.first(where: \.codeLinesSeen)
      let mayHaveThem = [.passport, .identityCard, .residencePermit, .unknown].contains(type)
      guard requiredFor.contains(type) || (seen != nil && mayHaveThem) else { return nil }
      if isOtherSideRead(of: type, file, dossier) { return nil }
      return Finding(.mrzUnreadable, .retry, file: file, page: seen?.number ?? document.pages.first?.number)
    }
  }

  /// The code lines of a card stand on one side only, and the other may be a file of its own.
  private func isOtherSideRead(of type: DocumentType, _ file: Int, _ dossier: Dossier) -> Bool {
    dossier.pages.contains { other, page in
      guard other != file, page.machineReadableZone != nil else { return false }
      return dossier.types[other - 1] == type || (type == .unknown && dossier.types[other - 1] != .passport)
    }
  }

  private func findings(_ file: Int, _ page: Page, _ zone: MachineReadableZone, _ dossier: Dossier) -> [Finding] {
    let failing = zone.checkDigits.filter { !$0.holds }.map(\.field.rawValue)
    if !failing.isEmpty {
      return [doubt(.mrzCheckDigitFailed, file, page, zone.boxes, failing)]
    }
    let print = PrintBesideCodeLines(page: page, file: file, zone: zone, minimumConfidence: minimumPrintConfidence)
    let contradictions = print.contradictions(names: ClaimedName.all(of: dossier.account), today: dossier.today)
    guard !contradictions.isEmpty else { return [] }
    return [
      doubt(.mrzDiffersFromPrint, file, page, contradictions.compactMap(\.box), contradictions.map(\.field.rawValue))
    ]
  }

  private func doubt(
    _ code: ReasonCode, _ file: Int, _ page: Page, _ boxes: [PixelRect], _ fields: [String]
  ) -> Finding {
    Finding(
      code, .doubt, file: file, page: page.number, boxes: boxes, details: ["fields": fields.joined(separator: ",")])
  }

  /// "SPECIMEN" over the picture, in the languages of the neighbours, or the issuer that ICAO made up for examples.
  private func specimen(in dossier: Dossier) -> Finding? {
    let words: Set<String> = ["specimen", "especimen", "muster", "exempel", "eksempel", "prove"].reduce(into: []) {
      $0.insert(Misreading.skeleton(of: $1))
    }
    for (file, page) in dossier.pages {
      if page.machineReadableZone?.text(.issuer) == "UTO" {
        return Finding(.documentSpecimen, .doubt, file: file, page: page.number)
      }
      guard isIdentity(dossier.types[file - 1]) else { continue }
      let marked = page.lines.flatMap(\.words).first { word in
        let bare = ClaimedName.bare(word.text.value)
        return bare.count >= 5 && bare == bare.uppercased() && words.contains(Misreading.skeleton(of: bare))
      }
      if let marked { return Finding(.documentSpecimen, .doubt, file: file, page: page.number, boxes: [marked.box]) }
    }
    return nil
  }

  private func isIdentity(_ type: DocumentType?) -> Bool {
    switch type {
    case .passport, .identityCard, .drivingLicence, .residencePermit: true
    default: false
    }
  }
}
