import Model

/// Which lines of a page stand near which: beside, above and below one another, as a person sees it who holds the page
/// level and flat. Lines are named by their index.
package struct PageLayout: Sendable {
  /// In the page's order.
  package let lines: [TextLine]
  /// Where each line stands once the page is level and flat; in pixels.
  package let places: [PixelRect]

  package init(_ lines: [TextLine]) {
    self.lines = lines
    let bend = PageBend(of: lines, under: PageTilt(of: lines))
    places = lines.map { bend.flattened($0) }
  }

  /// The lines below in the same column, nearest first, as far as that many heights of this line.
  package func below(_ index: Int, within heights: Double) -> [Int] {
    neighbours(of: index) { own, other in
      let gap = other.y0 - own.y1
      guard other.midY > own.midY, Double(gap) <= heights * Double(max(own.height, 1)) else { return nil }
      return sharesColumn(own, other) ? gap : nil
    }
  }

  /// The lines above in the same column, nearest first, as far as that many heights of this line.
  package func above(_ index: Int, within heights: Double) -> [Int] {
    neighbours(of: index) { own, other in
      let gap = own.y0 - other.y1
      guard other.midY < own.midY, Double(gap) <= heights * Double(max(own.height, 1)) else { return nil }
      return sharesColumn(own, other) ? gap : nil
    }
  }

  /// The lines to the left on the same row, nearest first.
  package func left(of index: Int) -> [Int] {
    neighbours(of: index) { own, other in sharesRow(own, other) && other.midX < own.midX ? own.x0 - other.x1 : nil }
  }

  /// The lines to the right on the same row, nearest first.
  package func right(of index: Int) -> [Int] {
    neighbours(of: index) { own, other in sharesRow(own, other) && other.midX > own.midX ? other.x0 - own.x1 : nil }
  }

  /// The line with what goes on beside it at no more than the distance of two words: card embossing and forms are read
  /// in pieces.
  package func wholeRow(from index: Int) -> TextLine {
    var words = lines[index].words
    var last = index
    while let next = right(of: last).first(where: { !words.isEmpty && places[$0].x0 >= places[last].midX }),
      places[next].x0 - places[last].x1 <= 3 * places[last].height / 2
    {
      words += lines[next].words
      last = next
    }
    return TextLine(words: words)
  }

  private func neighbours(of index: Int, distance: (PixelRect, PixelRect) -> Int?) -> [Int] {
    let own = places[index]
    let found = lines.indices.compactMap { other -> (index: Int, distance: Int)? in
      guard other != index else { return nil }
      return distance(own, places[other]).map { (other, $0) }
    }
    return found.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.map(\.index)
  }

  private func sharesColumn(_ one: PixelRect, _ other: PixelRect) -> Bool {
    let overlap = min(one.x1, other.x1) - max(one.x0, other.x0)
    let indent = abs(one.x0 - other.x0)
    return overlap > 0 || indent <= 2 * max(one.height, other.height)
  }

  private func sharesRow(_ one: PixelRect, _ other: PixelRect) -> Bool {
    let overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap * 2 > min(one.height, other.height)
  }
}
