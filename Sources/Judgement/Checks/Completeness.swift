import Model

/// Are all sides there that are needed? A passport shows everything on one page and a driving licence on its front;
/// identity cards and residence permits carry their code lines on the back.
package struct Completeness: Check {
  package static let name = "completeness"

  /// One side of a card was sent, and the other is needed too.
  package static let missingSide = Reason(
    .documentMissingSide, .retry, stage: "judge",
    danish: "Vi mangler {side} af kortet. Send billeder af begge sider.",
    english: "We are missing {side} of the card. Please send pictures of both sides.",
    staff: "{measured} of {limit} {unit} seen; missing: {side}.")

  package static let reasons = [missingSide]

  /// Cards of which both sides are asked for. Payment cards need the side with the number, whether listed or not.
  package let bothSidesOf: [DocumentType]

  package init(bothSidesOf: [DocumentType]) { self.bothSidesOf = bothSidesOf }

  package var complaint: String? {
    let sided: [DocumentType] = [.identityCard, .residencePermit, .drivingLicence]
    return bothSidesOf.first { !sided.contains($0) }.map { "'bothSidesOf' lists '\($0.rawValue)', which has one side" }
  }

  private enum Side: String { case front, back }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    if let file = dossier.types.firstIndex(where: { $0.map(bothSidesOf.contains) ?? false }),
      !dossier.types.contains(where: isWholeByItself)
    {
      return outcome(ofCard: file + 1, dossier)
    }
    if dossier.types.contains(.paymentCard) { return outcome(ofPaymentCards: dossier) }
    let isKnown = dossier.types.contains { $0 != nil && $0 != .unknown }
    return isKnown ? .passed(Evidence(open: ["sides": "one is enough"])) : .couldNotTell([])
  }

  /// Shows everything on one page, so that half a card beside it does no harm.
  private func isWholeByItself(_ type: DocumentType?) -> Bool {
    type == .passport || (type == .drivingLicence && !bothSidesOf.contains(.drivingLicence))
  }

  private func outcome(ofCard file: Int, _ dossier: Dossier) -> CheckOutcome {
    let type = dossier.types[file - 1]
    // A side without a word that tells its kind may belong to the card; a file that is clearly something else does not.
    let pages = dossier.pages.filter { dossier.types[$0.file - 1] == type || dossier.types[$0.file - 1] == .unknown }
    if pages.count > 1 {
      guard let side = sideTwice(pages.map(\.page), type, dossier.today) else {
        return .passed(Evidence(open: ["sides": "\(pages.count) pages"]))
      }
      let other: Side = side == .front ? .back : .front
      return .failed([finding(missing: other, pages[0].file, pages[0].page)], Evidence(open: ["sides": side.rawValue]))
    }
    guard let page = pages.first?.page else { return .couldNotTell([]) }
    // Only the code lines tell the sides of a card apart.
    let hasCodeLines = page.machineReadableZone != nil || page.codeLinesSeen
    let isFront = type == .drivingLicence || showsFront(page, dossier.today)
    let seen: [Side] = (isFront ? [.front] : []) + (hasCodeLines ? [.back] : [])
    let evidence = Evidence(open: ["sides": seen.map(\.rawValue).joined(separator: ",")])
    if seen.count == 2 { return .passed(evidence) }
    return .failed([finding(missing: hasCodeLines ? .front : .back, pages[0].file, page)], evidence)
  }

  /// The side that every page shows; nil where a page may be another. A front without code lines is known by the name
  /// behind its label.
  private func sideTwice(_ pages: [Page], _ type: DocumentType?, _ today: Day) -> Side? {
    guard type != .drivingLicence else { return nil }
    let areBacks = pages.allSatisfy { $0.machineReadableZone?.layout == .td1 && !showsFront($0, today) }
    if areBacks { return .back }
    let areFronts = pages.allSatisfy { page in
      page.machineReadableZone == nil && !page.codeLinesSeen
        && page.lines.contains { [.family, .given].contains(NameLine($0).label) }
    }
    return areFronts ? .front : nil
  }

  /// Something in print besides the code lines that stands on the side with the portrait: a name behind its label, the
  /// name or the birth date of the code lines. A page without code lines is taken for a front.
  private func showsFront(_ page: Page, _ today: Day) -> Bool {
    guard let zone = page.machineReadableZone, zone.layout == .td1 else { return true }
    let names = Set(
      [zone.names.family, zone.names.given].flatMap { $0.split(separator: " ") }.filter { $0.count >= 3 }
        .map { Misreading.skeleton(of: String($0)) })
    var print = page
    print.lines.removeAll { line in
      line.text.value.contains("<<")
        || zone.boxes.contains { $0.intersection(line.box).area * 2 > line.box.area }
    }
    if let birth = zone.birthDate(asOf: today),
      LabelledDates.all(on: print, file: 1, isLicence: false, today: today)
        .contains(where: { $0.day.month == birth.month && $0.day.day == birth.day })
    {
      return true
    }
    let coded = zone.text(.birthDate)
    return print.lines.contains { line in
      if let label = NameLine(line).label, label != .whole { return true }
      let words = line.text.value.split { !$0.isLetter && !$0.isNumber }.map { Misreading.skeleton(of: String($0)) }
      return words.contains(where: names.contains) || coded.map { prints($0, line) } ?? false
    }
  }

  /// The day of the code lines (YYMMDD) in the figures of people, whatever their order: 12.04.1988, 04/12/88.
  private func prints(_ coded: String, _ line: TextLine) -> Bool {
    let digits = line.text.value.filter(\.isNumber)
    let (year, month, day) = (coded.prefix(2), coded.dropFirst(2).prefix(2), coded.suffix(2))
    return ["\(day)\(month)19\(year)", "\(day)\(month)20\(year)", "\(day)\(month)\(year)", "\(month)\(day)\(year)"]
      .contains { digits.contains($0) }
  }

  /// The number stands on the front, or on the back of cards without one in front. A back with an expiry date is one of
  /// those, or the front is in the same picture.
  private func outcome(ofPaymentCards dossier: Dossier) -> CheckOutcome {
    let cards = dossier.pages.flatMap { file, page in page.cards.map { (file: file, page: page, card: $0) } }
    let sides = cards.map(\.card.side.rawValue).joined(separator: ",")
    let evidence = Evidence(open: ["sides": sides.isEmpty ? "no card found" : sides])
    guard let first = cards.first, dossier.types.allSatisfy({ $0 == .paymentCard }),
      cards.allSatisfy({ $0.card.side == .back && $0.card.number == nil && $0.card.expiry == nil }),
      cards.count == dossier.pages.count
    else { return .passed(evidence) }
    return .failed([finding(missing: .front, first.file, first.page)], evidence)
  }

  /// Points at what is seen of the other side.
  private func finding(missing side: Side, _ file: Int, _ page: Page) -> Finding {
    let seen = page.lines.dropFirst().reduce(page.lines.first?.box) { $0?.union($1.box) }
    return Finding(
      .documentMissingSide, .retry, file: file, page: page.number, boxes: [seen].compactMap { $0 }, measured: 1,
      limit: 2, unit: "sides", details: ["side": side.rawValue])
  }
}
