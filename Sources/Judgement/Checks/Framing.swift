import Model

/// Is all of the document in the picture that is needed? A document that fills its picture is well framed; one whose
/// lines run out of it is not, when the code lines are among them or something was not found; nor is a passport with
/// less above or below its print than its data page has.
package struct Framing: Check {
  package static let name = "framing"

  /// Needed text lies outside the picture.
  package static let cutOff = Reason(
    .pageCutOff, .retry, stage: "measure",
    danish: "Dokumentet er skåret af {side}. "
      + "Gå lidt længere væk, så hele dokumentet er med, og send et nyt billede.",
    english: "The document is cut off {side}. "
      + "Move back a little so that the whole document is in it, and send a new picture.",
    staff: "{measured} {unit} run out of the picture {side}, or the picture ends there before the document can; "
      + "{limit} may.")

  package static let reasons = [cutOff]

  /// Lines that may run out of the picture on one side although something was not found on the page: a table or
  /// another paper beside the document may carry text too.
  package let maximumCutLines: Int

  package init(maximumCutLines: Int) { self.maximumCutLines = maximumCutLines }

  package var complaint: String? { maximumCutLines < 0 ? "'maximumCutLines' must be 0 or more" : nil }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let findings = dossier.pages.compactMap { file, page in finding(file, page, dossier) }
    let cut = dossier.pages.flatMap { $0.page.quality?.cutLines ?? [] }
    let sides = PageSide.allCases.compactMap { side -> String? in
      let count = cut.count { $0.side == side }
      return count == 0 ? nil : "\(side.rawValue) \(count)"
    }
    return CheckOutcome(
      findings, Evidence(open: ["linesCut": sides.isEmpty ? "none" : sides.joined(separator: ", ")]))
  }

  private func finding(_ file: Int, _ page: Page, _ dossier: Dossier) -> Finding? {
    let cut = page.quality?.cutLines ?? []
    if dossier.types[file - 1] == .passport, let edge = missingPart(of: page) {
      return finding(file, page, [edge], edge.side, isCode: edge.side == .bottom)
    }
    if page.machineReadableZone?.checkDigitsHold != true {
      let code = cut.filter { isCode($0.box, on: page) }
      if let worst = worstSide(of: code) { return finding(file, page, code, worst, isCode: true) }
      if let edge = codeLinesAtTheEdge(of: page) { return finding(file, page, [edge], edge.side, isCode: true) }
    }
    guard let worst = worstSide(of: cut), cut.count(where: { $0.side == worst }) > maximumCutLines else { return nil }
    return finding(file, page, cut, worst, isCode: false).onlyWhereSomethingIsMissing
  }

  private func finding(_ file: Int, _ page: Page, _ cut: [CutLine], _ side: PageSide, isCode: Bool) -> Finding {
    let boxes = cut.filter { $0.side == side }.map(\.box)
    return Finding(
      .pageCutOff, .retry, file: file, page: page.number, boxes: boxes, measured: Double(boxes.count),
      limit: isCode ? 0 : Double(maximumCutLines), unit: "lines",
      details: ["side": side.rawValue, "lines": isCode ? "codeLines" : "others"])
  }

  private func worstSide(of cut: [CutLine]) -> PageSide? {
    let counts = PageSide.allCases.map { side in (side: side, count: cut.count { $0.side == side }) }
    return counts.max { $0.count < $1.count }.flatMap { $0.count > 0 ? $0.side : nil }
  }

  private func isCode(_ box: PixelRect, on page: Page) -> Bool {
    let zone = page.machineReadableZone?.boxes ?? []
    let lines = page.lines.filter(isCode).map(\.box) + zone
    return lines.contains { $0.intersection(box).area * 2 > min($0.area, box.area) }
  }

  /// Fillers in a row, or what they are read as, stand nowhere else.
  private func isCode(_ line: TextLine) -> Bool { line.text.value.count { "<«‹〈＜《く".contains($0) } >= 3 }

  /// Code lines come two or three together, so one that stands alone at the lower edge has lost those below it.
  private func codeLinesAtTheEdge(of page: Page) -> CutLine? {
    let code = page.lines.filter(isCode).map(\.box)
    guard page.codeLinesSeen, let line = code.first, page.height - line.y1 < line.height,
      code.allSatisfy({ abs($0.midY - line.midY) < line.height })
    else { return nil }
    return CutLine(box: line, side: .bottom)
  }

  /// Of a passport's data page, 125 mm by 88 (ICAO Doc 9303 part 4), the code lines take the lowest 23 mm and 112 mm of
  /// the width; the portrait and the printed values stand on 50 mm and more above them.
  private static let leastAboveCodeLines = 0.42
  private static let leastBelowPrint = 0.2

  /// A line next to which the picture ends before the page can: code lines with hardly anything above them, or print
  /// without room for code lines below it.
  private func missingPart(of page: Page) -> CutLine? {
    guard page.origin == .picture else { return nil }
    if let zone = page.machineReadableZone {
      // The upright box around lines that lie askew does not tell where they are.
      guard zone.layout.lineCount == 2, let upper = zone.boxes.min(by: { $0.y0 < $1.y0 }),
        upper.height * 6 < upper.width, Double(upper.y0) < Self.leastAboveCodeLines * Double(upper.width)
      else { return nil }
      return CutLine(box: upper, side: .top)
    }
    guard !page.codeLinesSeen, let first = page.lines.first else { return nil }
    let text = page.lines.dropFirst().reduce(first.box) { $0.union($1.box) }
    let room = Double(page.height - text.y1)
    guard room < Self.leastBelowPrint * Double(text.width), let lowest = page.lines.max(by: { $0.box.y1 < $1.box.y1 })
    else { return nil }
    return CutLine(box: lowest.box, side: .bottom)
  }
}
