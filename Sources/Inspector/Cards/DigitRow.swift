import Imaging
import Model

/// Everything on one baseline, as a row of glyphs, however many boxes the detector cut it into.
struct DigitRow {
  /// A character and where it stands: on which line of the page, from where to where along its box.
  struct Glyph {
    let character: Character
    let line: Int
    let start: Double
    let end: Double
    /// How sure the recogniser was of it, 0–1.
    let probability: Double
    /// 0–9 where it is a digit, or a letter that OCR takes for one between digits.
    var digit: Int?

    var place: Place { Place(line: line, start: start) }
  }

  /// Tells one character from others of a page.
  struct Place: Hashable {
    let line: Int
    let start: Double
  }

  /// Digits without a separator between them.
  struct Group {
    let glyphs: [Glyph]
    /// Where it begins in the row's glyphs.
    let at: Int

    var digits: [Int] { glyphs.compactMap(\.digit) }
    var number: String { digits.map(String.init).joined() }
  }

  let glyphs: [Glyph]
  /// Left to right.
  let groups: [Group]
  /// Median height of its boxes, in pixels.
  let height: Double
  let bounds: PixelRect
  let text: String
  /// The whole row as one strip.
  let box: OrientedBox
  /// What its words say.
  let sense: CardWords.Sense

  /// A line of text rather than a letter on a key, or cloth and wood that were taken for one.
  var isText: Bool {
    let inked = glyphs.filter { $0.character != " " }
    return inked.count >= Self.fewestOfText
      && Double(inked.count) >= Self.fewestInAPiece * Double(Set(inked.map(\.line)).count)
      && inked.reduce(0) { $0 + $1.probability } >= Self.leastProbability * Double(inked.count)
  }

  private static let fewestOfText = 4
  /// Characters of a box in the mean: keys have one each.
  private static let fewestInAPiece = 1.6
  /// Mean probability of a row's characters, below which it is no text.
  private static let leastProbability = 0.65

  /// The rows of a page, top to bottom.
  static func rows(of lines: [ReadLine]) -> [DigitRow] {
    var sets: [[Int]] = []
    for index in lines.indices {
      let box = lines[index].box
      if let row = sets.firstIndex(where: { $0.contains { lines[$0].box.isCollinear(with: box) } }) {
        sets[row].append(index)
      } else {
        sets.append([index])
      }
    }
    return sets.map { set in
      // Along the row's own direction: it may stand, or lie on its head.
      let along = lines[set[0]].box
      func place(_ index: Int) -> Double {
        lines[index].box.centreX * along.alongX + lines[index].box.centreY * along.alongY
      }
      return DigitRow(lines: lines, indices: set.sorted { place($0) < place($1) })
    }
  }

  private init(lines: [ReadLine], indices: [Int]) {
    var glyphs: [Glyph] = []
    for index in indices {
      if !glyphs.isEmpty {
        glyphs.append(Glyph(character: " ", line: index, start: 0, end: 0, probability: 1, digit: nil))
      }
      glyphs += DigitRow.glyphs(of: lines[index], at: index)
    }
    DigitRow.takeLettersForDigits(&glyphs)
    self.glyphs = glyphs
    groups = DigitRow.groups(in: glyphs)
    let boxes = indices.map { lines[$0].box }
    height = boxes.map(\.height).sorted()[boxes.count / 2]
    bounds = boxes.dropFirst().reduce(boxes[0].bounds) { $0.union($1.bounds) }
    text = String(glyphs.map(\.character))
    box = boxes.dropFirst().reduce(boxes[0]) { $0.joined(with: $1) }
    sense = CardWords.sense(of: text)
  }

  /// Characters with their extents: from half-way to the neighbour before to half-way to the one behind.
  private static func glyphs(of line: ReadLine, at index: Int) -> [Glyph] {
    let inked = line.characters.filter { $0.character != " " }
    guard !inked.isEmpty else { return [] }
    let steps = zip(inked.dropFirst(), inked).map { $0.position - $1.position }.sorted()
    let pitch = steps.isEmpty ? line.box.height * 0.6 / max(1, line.box.length) : steps[steps.count / 2]
    var glyphs: [Glyph] = []
    for (number, character) in line.characters.enumerated() {
      // Digits may be larger than the letters of their label: those beside one another tell their own pitch.
      let digitSteps = [number - 1, number + 1].filter { line.characters.indices.contains($0) }
        .filter { line.characters[$0].character.isNumber && character.character.isNumber }
        .map { abs(line.characters[$0].position - character.position) }
      let pitch = max(pitch, min(digitSteps.min() ?? 0, mostOfAPitch * pitch))
      func edge(to neighbour: Int, _ fallback: Double) -> Double {
        guard line.characters.indices.contains(neighbour) else { return fallback }
        let other = line.characters[neighbour]
        let middle = (other.position + character.position) / 2
        // A space or a wide gap does not make the glyph wider than its pitch.
        return abs(middle - character.position) > pitch * 0.75 || other.character == " " ? fallback : middle
      }
      let start = edge(to: number - 1, character.position - pitch * 0.6)
      let end = edge(to: number + 1, character.position + pitch * 0.6)
      glyphs.append(
        Glyph(
          character: character.character, line: index, start: max(0, start), end: min(1, end),
          probability: character.probability,
          digit: character.character.isASCII ? character.character.wholeNumberValue : nil))
    }
    return glyphs
  }

  /// In steps of the line.
  private static let mostOfAPitch = 2.0

  /// Letters that digits are taken for.
  static let lookalikes: [Character: Int] = [
    "O": 0, "o": 0, "D": 0, "Q": 0, "I": 1, "l": 1, "|": 1, "i": 1, "Z": 2, "z": 2, "S": 5, "s": 5, "b": 6, "G": 6,
    "B": 8,
    "g": 9,
  ]

  /// `41l1` means 4111: a lookalike counts when more real digits than letters touch it in its word.
  private static func takeLettersForDigits(_ glyphs: inout [Glyph]) {
    func parts(_ glyph: Glyph) -> Bool { " -.".contains(glyph.character) }
    var start = 0
    while start < glyphs.count {
      guard !parts(glyphs[start]) else {
        start += 1
        continue
      }
      let end = glyphs[start...].firstIndex(where: parts) ?? glyphs.count
      let word = glyphs[start..<end]
      let digits = word.count { $0.digit != nil }
      let lookalike = word.count { $0.digit == nil && lookalikes[$0.character] != nil }
      let others = word.count - digits - lookalike
      if others == 0, lookalike > 0, digits > lookalike {
        for index in start..<end where glyphs[index].digit == nil {
          glyphs[index].digit = lookalikes[glyphs[index].character]
        }
      }
      start = end
    }
  }

  /// Where two digits stand this much farther apart than their neighbours, the reading lost a space.
  private static let lostSpace = 1.45

  private static func groups(in glyphs: [Glyph]) -> [Group] {
    var groups: [Group] = []
    var start: Int?
    for index in 0...glyphs.count {
      if index < glyphs.count, glyphs[index].digit != nil {
        start = start ?? index
      } else if let from = start {
        groups += split(Array(glyphs[from..<index]), at: from)
        start = nil
      }
    }
    return groups
  }

  private static func split(_ glyphs: [Glyph], at start: Int) -> [Group] {
    let middles = glyphs.map { ($0.start + $0.end) / 2 }
    let steps = zip(middles.dropFirst(), middles).map { $0 - $1 }
    guard glyphs.count >= 7, let pitch = steps.sorted().dropFirst(steps.count / 2).first else {
      return [Group(glyphs: glyphs, at: start)]
    }
    var groups: [Group] = []
    var from = 0
    for (index, step) in steps.enumerated() where step > lostSpace * pitch {
      groups.append(Group(glyphs: Array(glyphs[from...index]), at: start + from))
      from = index + 1
    }
    groups.append(Group(glyphs: Array(glyphs[from...]), at: start + from))
    return groups
  }

  /// The strip that holds glyphs of one line; nil for none.
  static func box(of glyphs: [Glyph], on lines: [ReadLine]) -> OrientedBox? {
    guard let first = glyphs.first, let start = glyphs.map(\.start).min(), let end = glyphs.map(\.end).max() else {
      return nil
    }
    return lines[first.line].box.part(from: start, to: end)
  }

  /// The strip that holds glyphs of one row, whatever lines they are of; nil for none.
  static func box(ofAll glyphs: [Glyph], on lines: [ReadLine]) -> OrientedBox? {
    let boxes = Set(glyphs.map(\.line)).sorted().compactMap { line in
      box(of: glyphs.filter { $0.line == line }, on: lines)
    }
    return boxes.first.map { first in boxes.dropFirst().reduce(first) { $0.joined(with: $1) } }
  }

  private static let misreadLength = 14...19
  private static let mostMisread = 2

  /// Words as long as a card's number that are digits but for a sign or two: where they stand in the row's glyphs.
  var misreadRuns: [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in 0...glyphs.count where index == glyphs.count || glyphs[index].character == " " {
      let signs = glyphs[start..<index].enumerated().filter { $0.element.digit == nil }
      // Letters come first in account numbers, and commas and dots part others.
      let isOfACard = signs.allSatisfy { $0.offset > 1 && !",./:+-".contains($0.element.character) }
      if Self.misreadLength.contains(index - start), (1...Self.mostMisread).contains(signs.count), isOfACard {
        runs.append(start..<index)
      }
      start = index + 1
    }
    return runs
  }

  private static let leastRun = 8

  /// Words that begin with letters and signs and end with many digits, as a number with a signature over its beginning is
  /// read: where they stand in the row's glyphs, and where their digits begin.
  var runsBehindSigns: [(word: Range<Int>, digits: Int)] {
    var found: [(word: Range<Int>, digits: Int)] = []
    var start = 0
    for index in 0...glyphs.count where index == glyphs.count || glyphs[index].character == " " {
      let digits = glyphs[start..<index].reversed().prefix { $0.digit != nil }.count
      let signs = index - start - digits
      if digits >= Self.leastRun, signs > 0, signs + digits > Self.misreadLength.lowerBound - 2,
        // Two letters before digits are an account's country.
        signs != 2
      {
        found.append((start..<index, index - digits))
      }
      start = index + 1
    }
    return found
  }

  /// The characters between two neighbouring groups.
  func separator(after index: Int) -> String {
    let from = groups[index].at + groups[index].glyphs.count
    return String(glyphs[from..<groups[index + 1].at].map(\.character))
  }

  /// The character right before a group, nil at the start of the row.
  func characterBefore(_ group: Group) -> Character? { group.at > 0 ? glyphs[group.at - 1].character : nil }

  /// The character right behind a group, nil at the end of the row.
  func characterBehind(_ group: Group) -> Character? {
    let index = group.at + group.glyphs.count
    return index < glyphs.count ? glyphs[index].character : nil
  }
}
