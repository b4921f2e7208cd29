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
      return isBehind || isBelow(label, box)
    }
  }

  /// A line below a label begins where the label does; something larger than a line covers the place of one.
  private func isBelow(_ label: PixelRect, _ box: PixelRect) -> Bool {
    guard box.y0 - label.y1 < label.height, box.y1 > label.y1 else { return false }
    if box.height > ValuePlaces.tallestLine * label.height {
      let place = PixelRect(x0: label.x0, y0: label.y1, x1: label.x1, y1: label.y1 + 2 * label.height)
      return !place.intersection(box).isEmpty
    }
    return box.midY > label.y1 && abs(box.x0 - label.x0) < 3 * max(label.height, box.height)
  }

  /// In heights of its label.
  private static let tallestLine = 4

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
