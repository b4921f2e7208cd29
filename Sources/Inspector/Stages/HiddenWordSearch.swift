import Imaging
import Model

/// A word of a text layer, and where on the upright page it says to stand.
struct LayerClaim {
  let text: String
  let box: OrientedBox
  /// The line of the layer that it belongs to.
  let line: Int
}

/// Finds the words of a text layer that the page does not show: in the colour of the paper, under something else, too
/// small for anybody, or where something else can be read.
///
/// A scanner's own text layer is full of honest mistakes. So a word is hidden only where the page plainly shows nothing,
/// or where a line of several words plainly reads otherwise; and never if the page shows it elsewhere.
struct HiddenWordSearch {
  let page: UprightPage
  /// What the page shows, as read.
  let read: [ReadLine]

  /// Shorter words say too little.
  private static let fewestLetters = 3
  /// Letters that are alike from which two readings are of the same word; more where the place itself shows nothing.
  private static let leastLikeness = 0.6
  private static let leastLikenessElsewhere = 0.75
  /// A reading that contradicts is sure of itself.
  private static let leastConfidence = 0.8
  /// Grey levels that an eye tells apart: black on grey 235 is 235, grey 235 on white is 20.
  private static let leastContrast = 20
  /// In points, with the room above and below its letters: what is lower is a line or dust to anybody.
  private static let leastHeight = 2.5
  /// One word that reads otherwise may be a logo; a line of two that does is something else.
  private static let fewestWords = 2
  /// Files can hold any number of words; so many are looked at.
  private static let mostClaims = 3000

  private enum Standing {
    case shown, absent, contradicted
  }

  /// Nil where all is shown.
  func words(among claims: [LayerClaim]) -> HiddenWords? {
    let telling = claims.prefix(Self.mostClaims).filter { claim in
      let text = claim.text
      return max(text.count { $0.isLetter }, text.count { $0.isNumber }) >= Self.fewestLetters
    }
    if telling.isEmpty { return nil }
    let words = read.flatMap { line in
      line.words.map { word in
        SeenWord(
          letters: Letters(word.text), confidence: word.confidence,
          bounds: line.box.part(from: word.start, to: word.end).bounds)
      }
    }
    let everything = Letters(joining: words.map(\.letters))
    let standings = telling.map { standing(of: $0, among: words, everything) }
    var hidden: [LayerClaim] = []
    for line in Set(telling.map(\.line)).sorted() {
      let claimed = telling.indices.filter { telling[$0].line == line }
      hidden += claimed.filter { standings[$0] == .absent }.map { telling[$0] }
      let contradicted = claimed.filter { standings[$0] == .contradicted }
      guard !contradicted.isEmpty, claimed.count >= Self.fewestWords else { continue }
      // The words beside it must not be there either: names are alike by chance.
      let whole = Letters(joining: claimed.map { Letters(telling[$0].text) })
      let place = claimed.dropFirst().reduce(telling[claimed[0]].box.bounds) { $0.union(telling[$1].box.bounds) }
      let there = words.filter { !$0.bounds.intersection(place).isEmpty }
      if whole.likeness(within: Letters(joining: there.map(\.letters))) < Self.leastLikeness {
        hidden += claimed.filter { standings[$0] != .absent }.map { telling[$0] }
      }
    }
    if hidden.isEmpty { return nil }
    let boxes = Dictionary(grouping: hidden, by: \.line).sorted { $0.key < $1.key }.compactMap { _, claims in
      Self.place(of: claims, width: page.picture.width, height: page.picture.height)
    }
    return HiddenWords(count: hidden.count, boxes: boxes)
  }

  private struct SeenWord {
    let letters: Letters
    let confidence: Double
    let bounds: PixelRect
  }

  private func standing(of claim: LayerClaim, among words: [SeenWord], _ everything: Letters) -> Standing {
    let letters = Letters(claim.text)
    let bounds = claim.box.bounds
    let near = bounds.insetBy(-bounds.height, -bounds.height / 2)
    let neighbours = words.filter { !$0.bounds.intersection(near).isEmpty }
    if letters.likeness(within: Letters(joining: neighbours.map(\.letters))) >= Self.leastLikeness { return .shown }
    guard Self.isVisible(claim.box, on: page) else {
      return letters.likeness(within: everything) >= Self.leastLikenessElsewhere ? .shown : .absent
    }
    let there = neighbours.filter { !$0.bounds.intersection(bounds).isEmpty }
    let seen = there.reduce(0) { $0 + $1.letters.scalars.count }
    let confidence = there.reduce(0) { $0 + $1.confidence * Double($1.letters.scalars.count) } / Double(max(1, seen))
    let isSure = seen >= Self.fewestLetters && confidence >= Self.leastConfidence
    // A scanner that took a page for upright when it was not has read nonsense all over it.
    let readsRightwards = claim.box.alongX > 0.9
    return isSure && readsRightwards && !everything.holds(letters) ? .contradicted : .shown
  }

  /// There is something to see, and it is large enough to be seen.
  static func isVisible(_ box: OrientedBox, on page: UprightPage) -> Bool {
    let bounds = box.bounds.clamped(width: page.grey.width, height: page.grey.height)
    guard box.height >= leastHeight * page.image.scale, bounds.width > 0, bounds.height > 0 else { return false }
    return contrast(in: bounds, on: page.grey) > leastContrast
  }

  /// The range of grey levels in a part of a picture.
  static func contrast(in bounds: PixelRect, on grey: Raster) -> Int {
    var (low, high) = (UInt8.max, UInt8.min)
    for y in bounds.y0..<bounds.y1 {
      for x in bounds.x0..<bounds.x1 {
        let level = grey.pixels[y * grey.width + x]
        low = min(low, level)
        high = max(high, level)
      }
    }
    return Int(high) - Int(low)
  }

  private static func place(of claims: [LayerClaim], width: Int, height: Int) -> PixelRect? {
    let bounds = claims.map { $0.box.bounds }
    guard let first = bounds.first else { return nil }
    let place = bounds.dropFirst().reduce(first) { $0.union($1) }.clamped(width: width, height: height)
    return place.isEmpty ? nil : place
  }
}

extension UprightPage {
  /// The words of the text layer at their places after the page was turned.
  var claims: [LayerClaim] {
    image.layer.enumerated().flatMap { index, line in
      let box = line.box.turned(turned, width: image.picture.width, height: image.picture.height)
      return line.words.map { LayerClaim(text: $0.text, box: box.part(from: $0.start, to: $0.end), line: index) }
    }
  }
}
