import Model

/// Is all of the document in the picture that is needed? A document that fills its picture is well framed; one whose
/// lines run out of it is not, when the code lines are among them or something was not found.
package struct Framing: Check {
  package static let name = "framing"

  /// Needed text lies outside the picture.
  package static let cutOff = Reason(
    .pageCutOff, .retry, stage: "measure",
    danish: "Dokumentet er skåret af {side}: {measured} {unit} løber ud af billedet. "
      + "Gå lidt længere væk, så hele dokumentet er med, og send et nyt billede.",
    english: "The document is cut off {side}: {measured} {unit} run out of the picture. "
      + "Move back a little so that the whole document is in it, and send a new picture.",
    staff: "{measured} {unit} run out of the picture {side}; {limit} may.")

  package static let reasons = [cutOff]

  /// Lines that may run out of the picture on one side although something was not found on the page: a table or
  /// another paper beside the document may carry text too.
  package let maximumCutLines: Int

  package init(maximumCutLines: Int) { self.maximumCutLines = maximumCutLines }

  package var complaint: String? { maximumCutLines < 0 ? "'maximumCutLines' must be 0 or more" : nil }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let findings = dossier.pages.compactMap { file, page in finding(file, page) }
    let cut = dossier.pages.flatMap { $0.page.quality?.cutLines ?? [] }
    let sides = PageSide.allCases.compactMap { side -> String? in
      let count = cut.count { $0.side == side }
      return count == 0 ? nil : "\(side.rawValue) \(count)"
    }
    return CheckOutcome(
      findings, Evidence(open: ["linesCut": sides.isEmpty ? "none" : sides.joined(separator: ", ")]))
  }

  private func finding(_ file: Int, _ page: Page) -> Finding? {
    let cut = page.quality?.cutLines ?? []
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
}
