import Model

/// Where the labels of a page say that a name, a date or a number stands: behind them on their row, or below them.
package struct ValuePlaces: Sendable {
  private let labels: [PixelRect]

  package init(_ page: Page, isLicence: Bool) {
    labels = page.lines.filter { ValuePlaces.isLabel($0, isLicence: isLicence) }.map(\.box)
  }

  /// Whether the box is the place of a value, or holds a label with its value.
  package func holds(_ box: PixelRect) -> Bool {
    labels.contains { label in
      let sharedRow = min(label.y1, box.y1) - max(label.y0, box.y0)
      let isBehind =
        sharedRow * 2 > min(label.height, box.height) && box.midX > label.x0
        && box.x0 - label.x1 < 4 * label.height
      let gap = box.y0 - label.y1
      let isBelow =
        gap < label.height && box.midY > label.y1 && box.y1 > label.y1
        && abs(box.x0 - label.x0) < 3 * max(label.height, box.height)
      return isBehind || isBelow
    }
  }

  private static func isLabel(_ line: TextLine, isLicence: Bool) -> Bool {
    let named = NameLine(line, isLicence: isLicence)
    if let number = named.fieldNumber, isLicence, ["1", "2", "3", "4a", "4b", "5"].contains(number) { return true }
    if named.label == .family || named.label == .given { return true }
    switch DateLabel.last(in: line.text.value) {
    case .birth, .expiry, .issue: return true
    default: return false
    }
  }
}
