import Model

/// By what a page is known again in another case after its picture was saved anew: what it looks like from afar, and
/// which words stand where. Two documents of one form look alike, and differ in names and numbers; two photos of one
/// document say the same, at other places. Personal, so it is kept sealed.
package struct PageFingerprint: Sendable, Equatable, Codable {
  /// A word and its place, in ten-thousandths of the page's longer side.
  struct PlacedWord: Sendable, Equatable, Codable {
    /// Capital letters and digits only; those that are taken for one another are the same.
    let text: Private<String>
    /// It was read with digits.
    let hasDigits: Bool
    let box: PixelRect
    /// 0–100.
    let confidence: Int
  }

  let hash: PictureHash
  /// Of the page, in ten-thousandths of its longer side.
  let width: Int
  let height: Int
  let words: [PlacedWord]

  /// Enough to find a page by when a third of its words was read otherwise.
  private static let mostMarks = 24
  /// Longer pages are known by the first words of these.
  private static let mostWords = 600
  /// Less sure ones are often no words.
  private static let leastConfidence = 0.6
  private static let alike: [Character: Character] = ["0": "O", "Ø": "O", "1": "I", "L": "I"]

  /// Nil for a page without a hash, as versions before this one kept it.
  package init?(_ page: Page) {
    guard let hash = page.pictureHash, page.width > 0, page.height > 0 else { return nil }
    self.hash = hash
    let unit = 10_000 / Double(max(page.width, page.height))
    func scaled(_ pixels: Int) -> Int { Int((Double(pixels) * unit).rounded()) }
    width = scaled(page.width)
    height = scaled(page.height)
    func placed(_ text: String, _ box: PixelRect, _ confidence: Double = 1) -> PlacedWord? {
      let plain = text.uppercased().filter { $0.isLetter || $0.isNumber }
      guard !plain.isEmpty, confidence >= Self.leastConfidence else { return nil }
      return PlacedWord(
        text: Private(String(plain.map { Self.alike[$0] ?? $0 })), hasDigits: plain.contains(where: \.isNumber),
        box: PixelRect(x0: scaled(box.x0), y0: scaled(box.y0), x1: scaled(box.x1), y1: scaled(box.y1)),
        confidence: Int(confidence * 100))
    }
    let printed = page.lines.flatMap(\.words).compactMap { placed($0.text.value, $0.box, $0.confidence) }
    let cards = page.cards.compactMap { card in
      card.number.flatMap { placed($0.first6.value + $0.last4.value, $0.box) }
    }
    words = Array((cards + printed).prefix(Self.mostWords))
  }

  /// By which pages are found that may be the same picture: of what `mark` makes of the words, the smallest ones, so that
  /// another reading of the same words chooses the same ones. Words with digits first, as letters stand on every page of a
  /// form. At most `mostMarks`, each once.
  package func marks(_ mark: (Private<String>) -> Int64) -> [Int64] {
    let telling = words.filter { $0.text.value.count >= ($0.hasDigits ? 3 : 5) }
    let groups = [telling.filter(\.hasDigits), telling.filter { !$0.hasDigits }]
    let marks = groups.flatMap { Set($0.map(\.text)).map(mark).sorted().prefix(Self.mostMarks) }
    return Array(marks.prefix(Self.mostMarks))
  }
}
