import Imaging
import Model

/// Text of a PDF's own layer counts only where the pixels say the same: hidden, white, covered or misplaced text is
/// nobody's evidence.
///
/// Cheap first: each word of the layer drawn alone must look like the page. Lines with words that do not, lines over one
/// another, and whatever may be a name or an address (a font may claim other letters than it shows) are read on the
/// picture.
struct TextLayerProof {
  let engines: Engines

  /// What the pixels made of a layer.
  struct Outcome {
    /// What counts: as the layer has it where it was proven, as the pixels have it elsewhere.
    var lines: [ReadLine] = []
    /// Lines that nobody could prove.
    var unproven: [ReadLine] = []
    /// The words that are not proven.
    var claims: [LayerClaim] = []
  }

  /// Correlation of the two drawings of a word from which they show the same: mostly 1 on honest pages, below 0.8 for
  /// another name of the same length in the same font.
  private static let leastCorrelation = 0.85
  /// The part of a word's height that is compared: above and below lie other lines and the edges of table rows.
  private static let comparedShare = 0.4
  /// One line whose picture reads less like it than this, and the fonts of the page lie.
  private static let leastLikeness = 0.6
  /// Reading costs: lines to be read beyond these are no evidence. What matters mostly stands on the first page.
  private static let mostReadOnFirstPage = 100
  private static let mostReadOnAnotherPage = 40

  func outcome(on page: UprightPage) throws -> Outcome {
    let layer = page.image.layer
    let claims = Dictionary(grouping: page.claims, by: \.line)
    var agrees = layer.indices.map { index in
      !Self.isOverlapped(index, in: layer) && (claims[index] ?? []).allSatisfy { Self.agrees($0, on: page) }
    }
    // All of them: behind some honest lines another font may lie. Each counts as it is read, to the letter.
    var contradictions: [Int: ReadLine] = [:]
    for index in layer.indices where agrees[index] && Self.mayTellTheHolder(layer[index].text) {
      guard let contradiction = try contradiction(of: layer[index], on: page) else { continue }
      contradictions[index] = contradiction
      agrees[index] = false
      if Letters(layer[index].text).likeness(to: Letters(contradiction.text)) < Self.leastLikeness {
        agrees = agrees.map { _ in false }
        break
      }
    }
    var budget = page.image.number == 1 ? Self.mostReadOnFirstPage : Self.mostReadOnAnotherPage
    var outcome = Outcome()
    for (index, line) in layer.enumerated() {
      if agrees[index] {
        outcome.lines.append(line)
        continue
      }
      outcome.claims += claims[index] ?? []
      if budget > 0, (claims[index] ?? []).contains(where: { HiddenWordSearch.isVisible($0.box, on: page) }) {
        budget -= 1
        let seen = try contradictions[index] ?? read(line, on: page)
        if !seen.characters.isEmpty { outcome.lines.append(seen.spelt(as: line)) }
      } else {
        outcome.unproven.append(line)
      }
    }
    return outcome
  }

  private func read(_ line: ReadLine, on page: UprightPage, widened: Double = 1) throws -> ReadLine {
    let box = line.box.grown(along: 4, across: line.box.height * 0.1)
    let reading = try engines.recogniser.read(box, on: page.picture, widened: widened)
    return ReadLine(box: box, characters: reading.characters)
  }

  /// What the picture of a line reads like if not like it. Time goes by width: a narrow look is enough where it confirms.
  private func contradiction(of line: ReadLine, on page: UprightPage) throws -> ReadLine? {
    let claimed = Letters(line.text)
    if try claimed == Letters(read(line, on: page, widened: Self.narrow).text) { return nil }
    let seen = try read(line, on: page)
    return claimed == Letters(seen.text) ? nil : seen
  }

  private static let narrow = 0.7

  /// A word that can be seen, and looks as it claims. Marks without a letter or digit say nothing and pass.
  private static func agrees(_ claim: LayerClaim, on page: UprightPage) -> Bool {
    guard claim.text.contains(where: { $0.isLetter || $0.isNumber }) else { return true }
    guard let layer = page.image.layerPicture, HiddenWordSearch.isVisible(claim.box, on: page) else { return false }
    var middle = claim.box
    middle.height *= comparedShare
    // Whatever the colours: dark on light or light on dark.
    return abs(layer.correlation(with: page.grey, in: middle.bounds)) >= leastCorrelation
  }

  /// Another line of the layer stands at the same place: at most one of them can be what the page shows.
  private static func isOverlapped(_ index: Int, in layer: [ReadLine]) -> Bool {
    let bounds = layer[index].box.bounds
    return layer.indices.contains { other in
      guard other != index else { return false }
      let shared = bounds.intersection(layer[other].box.bounds)
      return shared.height * 10 > bounds.height * 4 && shared.width * 10 > bounds.width
    }
  }

  /// Few words, and two of them with a capital, as a name; one with a capital and one with a digit, as a street or a town;
  /// or a date.
  static func mayTellTheHolder(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count <= mostWords else { return false }
    let capitals = words.count { $0.count >= 2 && $0.first?.isUppercase ?? false }
    let numbers = words.filter { $0.first?.isNumber ?? false }
    let hasDate = words.contains { word in
      (6...10).contains(word.count) && word.count(where: { "./-".contains($0) }) == 2
        && word.count(where: \.isNumber) >= 4
    }
    return capitals >= 2 || hasDate || capitals == 1 && !numbers.isEmpty && numbers.allSatisfy { $0.count <= 6 }
  }

  private static let mostWords = 6
}

extension ReadLine {
  /// With the spelling of a text layer for words that differ from it by case and accents only, which the network loses.
  /// What is read stays what is read.
  fileprivate func spelt(as line: ReadLine) -> ReadLine {
    var spelt = self
    for index in words.indices {
      let word = words[index]
      let same = line.words.first { claimed in
        min(claimed.end, word.end) > max(claimed.start, word.start)
          && Readings.plain(claimed.text) == Readings.plain(word.text)
      }
      if let same { spelt.words[index].text = same.text }
    }
    return spelt
  }
}
