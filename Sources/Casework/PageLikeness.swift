import Model

/// How much two pages have in common, as measured. Limits: `scripts/bench pictures`, docs/decisions/0036.
package struct PageLikeness: Sendable, Equatable {
  /// Of 256 bits.
  package let hashDistance: Int
  /// By how much the shapes of the pages differ: 0.01 is one part in a hundred.
  package let shapeDifference: Double
  /// Of the page that has fewer words: all of them, and those that the other page has at the same place.
  package private(set) var words = 0
  package private(set) var agreeing = 0
  /// Of those, the ones with digits.
  package private(set) var numbers = 0
  package private(set) var agreeingNumbers = 0
  /// Words of either page where the other one surely says something else, or nothing.
  package private(set) var conflicts = 0
  /// By how much words that say the same stand elsewhere, in ten-thousandths of the longer side: the median. Nil without
  /// any.
  package private(set) var shift: Int?

  package init(_ one: PageFingerprint, _ other: PageFingerprint) {
    hashDistance = one.hash.distance(to: other.hash)
    shapeDifference =
      Double(abs(one.width * other.height - other.width * one.height)) / Double(max(1, one.height * other.height))
    // Whatever looks otherwise need not be read.
    guard hashDistance <= Self.mostHashDistance else { return }
    let (few, many) = one.words.count <= other.words.count ? (one.words, other.words) : (other.words, one.words)
    var shifts: [Int] = []
    // Single characters only help to see what a line says as a whole.
    for word in few where word.text.value.count > 1 {
      words += 1
      if word.hasDigits { numbers += 1 }
      switch Standing(of: word, among: many) {
      case .agrees(let shift):
        agreeing += 1
        if word.hasDigits { agreeingNumbers += 1 }
        if let shift { shifts.append(shift) }
      case .conflicts: conflicts += 1
      case .unsure: break
      }
    }
    for word in many where word.text.value.count > 1 && Standing(of: word, among: few) == .conflicts { conflicts += 1 }
    shift = shifts.isEmpty ? nil : shifts.sorted()[shifts.count / 2]
  }

  // MARK: The rule

  // Of 60 copies of ten pages (JPEG quality 40 to 95, scaled to 50 to 150 %, turned, grey, in a PDF, a screenshot) the hash
  // differed by 6 at most, and words stood elsewhere by 22 at most.
  private static let mostHashDistance = 12
  private static let mostShapeDifference = 0.01
  private static let mostShift = 24
  private static let fewestAgreeing = 6
  private static let fewestAgreeingNumbers = 2
  /// Of all words, and of those with digits.
  private static let leastShare = 0.7
  private static let leastNumberShare = 0.8

  /// The very same picture, saved anew. No word may surely differ: bills of one company differ in one, as their date.
  package var isSamePicture: Bool {
    guard hashDistance <= Self.mostHashDistance, shapeDifference <= Self.mostShapeDifference, conflicts == 0,
      let shift, shift <= Self.mostShift
    else { return false }
    return agreeing >= Self.fewestAgreeing && agreeingNumbers >= Self.fewestAgreeingNumbers
      && Double(agreeing) >= Self.leastShare * Double(words)
      && Double(agreeingNumbers) >= Self.leastNumberShare * Double(numbers)
  }
}

extension PageFingerprint {
  /// Whether the two show the very same picture, saved anew: not another copy of the form, nor another photo of the
  /// document.
  package func isSamePicture(as other: PageFingerprint) -> Bool { PageLikeness(self, other).isSamePicture }
}

/// What one page says where a word of another one stands.
private enum Standing: Equatable {
  /// The same; by how much it stands elsewhere, where it is one word there too.
  case agrees(shift: Int?)
  case conflicts
  case unsure

  /// In longer words of letters a character that only one reading has is a slip.
  private static let longWord = 7
  /// On a clean copy readings of one word differ in one character seldom, and then one of them is less sure than this.
  private static let sure = 98
  /// The same of digits, in which every character counts.
  private static let sureOfDigits = 95
  /// And of words that have little in common.
  private static let sureEnough = 80
  private static let reach = 40

  init(of word: PageFingerprint.PlacedWord, among others: [PageFingerprint.PlacedWord]) {
    let there = others.filter { Self.isBeside($0.box, word.box) }
    let same = there.filter { $0.text == word.text }.map { Self.distance($0.box, word.box) }.min()
    if let same, same <= Self.reach {
      self = .agrees(shift: same)
      return
    }
    let confidence = there.map(\.confidence).reduce(word.confidence, min)
    guard !there.isEmpty else {
      self = confidence >= Self.sure ? .conflicts : .unsure
      return
    }
    let text = there.sorted { $0.box.x0 < $1.box.x0 }.map(\.text.value).joined()
    let length = word.text.value.count
    let edits = Self.edits(of: Array(word.text.value), within: Array(text))
    let hasDigits = word.hasDigits || there.contains(where: \.hasDigits)
    if edits == 0 {
      self = .agrees(shift: nil)
    } else if edits == 1, length >= Self.longWord, !hasDigits, text.count != length {
      self = .unsure
    } else if confidence >= Self.sure || (word.hasDigits && confidence >= Self.sureOfDigits)
      || (length >= 4 && 3 * edits >= length && confidence >= Self.sureEnough)
    {
      self = .conflicts
    } else {
      self = .unsure
    }
  }

  /// On one line, and over one another in part.
  private static func isBeside(_ one: PixelRect, _ other: PixelRect) -> Bool {
    one.x0 < other.x1 && other.x0 < one.x1
      && abs(one.midY - other.midY) <= max(reach / 2, min(one.height, other.height) / 2)
  }

  private static func distance(_ one: PixelRect, _ other: PixelRect) -> Int {
    max(abs(one.midX - other.midX), abs(one.midY - other.midY))
  }

  /// The fewest edits that make `word` a part of `text` (Sellers 1980).
  private static func edits(of word: [Character], within text: [Character]) -> Int {
    var row = [Int](repeating: 0, count: text.count + 1)
    for (index, character) in word.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (place, candidate) in text.enumerated() {
        let cost = character == candidate ? diagonal : min(diagonal, row[place], row[place + 1]) + 1
        diagonal = row[place + 1]
        row[place + 1] = cost
      }
    }
    return row.min() ?? word.count
  }
}
