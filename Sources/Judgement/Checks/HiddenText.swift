import Model

/// Does a PDF say to a program what it says to the eye? Words of its text layer that no page shows are evidence of
/// nothing, but somebody put them there.
package struct HiddenText: Check {
  package static let name = "hiddenText"

  /// White on white, under a picture, off the crop, or another text than the one that can be read.
  package static let differs = Reason.doubt(
    .documentHiddenTextDiffers, stage: "read",
    staff: "The PDF's text layer holds {measured} {unit} that the page does not show. Judge by the picture alone.")

  package static let reasons = [differs]

  package init() {}

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let findings = dossier.pages.compactMap { file, page in
      page.hiddenWords.map { hidden in
        Finding(
          .documentHiddenTextDiffers, .doubt, file: file, page: page.number, boxes: hidden.boxes,
          measured: Double(hidden.count), unit: "words")
      }
    }
    let evidence = Evidence(open: ["hiddenWords": String(Int(findings.compactMap(\.measured).reduce(0, +)))])
    return findings.isEmpty ? .passed(evidence) : .failed(findings, evidence)
  }
}
