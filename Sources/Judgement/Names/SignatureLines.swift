import Model

/// The lines of a page that are a signature: whatever is read from handwriting, it is no evidence for or against a
/// name.
package enum SignatureLines {
  /// The page without its signatures.
  package static func removed(from page: Page, isLicence: Bool) -> Page {
    let found = indices(in: page.lines, isLicence: isLicence)
    guard !found.isEmpty else { return page }
    var page = page
    page.lines = page.lines.indices.filter { !found.contains($0) }.map { page.lines[$0] }
    return page
  }

  /// Script beside, below or above the word "signature", and field 7 of a driving licence.
  package static func indices(in lines: [TextLine], isLicence: Bool) -> Set<Int> {
    var found: Set<Int> = []
    let layout = PageLayout(lines)
    for index in lines.indices {
      if isLicence, let first = lines[index].words.first?.text.value, first == "7" || first.hasPrefix("7.") {
        found.insert(index)
      }
      guard announces(lines[index]) else { continue }
      let near =
        layout.below(index, within: 3).prefix(2) + layout.above(index, within: 2).prefix(1)
        + layout.right(of: index).prefix(1)
      found.formUnion(near.filter { isScript(lines[$0]) })
    }
    return found
  }

  private static func announces(_ line: TextLine) -> Bool {
    line.words.contains { word in
      word.text.value.split(whereSeparator: { !$0.isLetter }).contains {
        NameWords.signatureLabels.contains(Misreading.skeleton(of: String($0)))
      }
    }
  }

  /// A few words, not printed in capitals, without a number or a label: what handwriting is read as.
  private static func isScript(_ line: TextLine) -> Bool {
    let text = line.text.value
    guard line.words.count <= 4, text.contains(where: \.isLowercase), !text.contains(where: \.isNumber),
      !announces(line)
    else { return false }
    return NameLine(line).label == nil
  }
}
