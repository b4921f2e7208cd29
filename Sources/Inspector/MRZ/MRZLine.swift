import Imaging

/// One line fitted to its length.
struct MRZLine {
  /// Exactly the layout's number of characters.
  var characters: [Character]
  /// 0–1, one for each character; 1 for fillers put in.
  var probabilities: [Double]
  /// Fillers taken out or put in.
  var adjustments: Int
  /// Looks that read exactly this; of a line voted for, those that read the same in the column with the fewest.
  var looks = 1

  var certainty: Double { probabilities.reduce(0, +) / Double(max(1, probabilities.count)) }

  /// No character of it was doubtful: one look is enough where no check digit tells.
  var isSure: Bool { !probabilities.contains { $0 < Self.sureLetter } }

  /// More characters than this off is no reading of a line of that length.
  private static let mostMissing = 8

  /// Nil when the reading cannot be brought to the length by its fillers.
  init?(reading: [ReadCharacter], length: Int, isNameLine: Bool) {
    var read = reading.filter { $0.character != " " }.map { ($0.character, $0.probability) }
    if isNameLine { MRZLine.clearTail(&read) }
    guard abs(read.count - length) <= MRZLine.mostMissing || (isNameLine && read.count >= length / 2) else {
      return nil
    }
    let off = length - read.count
    adjustments = abs(off)
    if off != 0 {
      // The run whose length is least sure is the longest one; names are followed by fillers to the end of their line.
      let longest = MRZLine.longestFillerRun(in: read.map(\.0))
      let end = read.count..<read.count
      guard let run = isNameLine && off > 0 ? end : longest ?? (isNameLine ? end : nil) else { return nil }
      if off > 0 {
        let fillers: [(Character, Double)] = Array(repeating: ("<", 1), count: off)
        read.insert(contentsOf: fillers, at: run.upperBound)
      } else {
        guard run.count + off >= 1 else { return nil }
        read.removeSubrange(run.upperBound + off..<run.upperBound)
      }
    }
    guard read.count == length else { return nil }
    characters = read.map(\.0)
    probabilities = read.map(\.1)
  }

  /// What several looks at a line made of it, each reading once, those that most looks say first; and, where there are
  /// three or more, what they agree on column by column.
  static func choices(among looks: [[ReadCharacter]], length: Int, isNameLine: Bool) -> [MRZLine] {
    let fitted = looks.compactMap { MRZLine(reading: $0, length: length, isNameLine: isNameLine) }
    var choices: [MRZLine] = []
    for line in fitted {
      guard let same = choices.firstIndex(where: { $0.characters == line.characters }) else {
        choices.append(line)
        continue
      }
      choices[same].looks += 1
      choices[same].adjustments = min(choices[same].adjustments, line.adjustments)
      choices[same].probabilities = zip(choices[same].probabilities, line.probabilities).map(max)
    }
    choices.sort { ($0.looks, $0.certainty) > ($1.looks, $1.certainty) }
    choices = Array(choices.prefix(mostChoices))
    guard fitted.count >= 3, let agreed = MRZLine(agreedBy: fitted) else { return choices }
    if let same = choices.firstIndex(where: { $0.characters == agreed.characters }) {
      choices[same].looks = max(choices[same].looks, agreed.looks)
    } else {
      choices.append(agreed)
    }
    return choices
  }

  /// In each column the character with the most weight; its probability is its share of it. Nil for no lines.
  private init?(agreedBy lines: [MRZLine]) {
    guard let first = lines.first else { return nil }
    characters = []
    probabilities = []
    adjustments = lines.map(\.adjustments).max() ?? 0
    looks = lines.count
    for column in first.characters.indices {
      var weights: [Character: Double] = [:]
      for line in lines { weights[line.characters[column], default: 0] += line.probabilities[column] }
      guard let most = weights.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
      characters.append(most.key)
      looks = min(looks, lines.count { $0.characters[column] == most.key })
      probabilities.append(most.value / Double(lines.count))
    }
  }

  /// The name field holds one `<<`, between family and given names (ICAO Doc 9303 part 3, 4.6): behind the next one,
  /// and behind three fillers in a row, nothing follows, so whatever is read there is a misread chevron.
  private static func clearTail(_ read: inout [(Character, Double)]) {
    let text = read.map(\.0)
    var gaps = 0
    var index = min(6, text.count)
    while index + 1 < text.count {
      guard text[index] == "<", text[index + 1] == "<" else {
        index += 1
        continue
      }
      let run = text[index...].prefix { $0 == "<" }.count
      gaps += 1
      if run >= 3 || gaps >= 2 {
        for tail in index..<read.count { read[tail].0 = "<" }
        break
      }
      index += run
    }
    // A lone letter at the end that was hardly read is one of the fillers behind it.
    while let last = read.lastIndex(where: { $0.0 != "<" }), last > 6, last + 1 < read.count, read[last - 1].0 == "<",
      read[last].1 < Self.sureLetter
    {
      read[last].0 = "<"
    }
    clearFaintFillers(&read)
    completeSeparator(&read)
  }

  /// Pale chevrons are read as letters of their shape here and there: in a long run at the end that is fillers and such
  /// letters, all hardly read, every one is a filler. The name's own last letter is read as surely as the name.
  private static func clearFaintFillers(_ read: inout [(Character, Double)]) {
    guard let name = read.lastIndex(where: { !isFaintFiller($0) }) else { return }
    let run = read[(name + 1)...]
    guard name > 6, run.count >= fewestFaintFillers else { return }
    let usual = run.map(\.1).reduce(0, +) / Double(run.count)
    let named = read[...name].map(\.1).reduce(0, +) / Double(name + 1)
    guard usual < faint, usual + moreThanUsual < named else { return }
    let start = run.firstIndex { $0.0 == "<" || $0.1 < usual + moreThanUsual } ?? read.endIndex
    for index in start..<read.count { read[index].0 = "<" }
  }

  /// A field of names without `<<` in it has lost a chevron of it, if a letter of that shape stands there, hardly read.
  private static func completeSeparator(_ read: inout [(Character, Double)]) {
    guard let end = read.lastIndex(where: { $0.0 != "<" }), end > 7 else { return }
    let field = 5..<end
    guard !field.dropFirst().contains(where: { read[$0].0 == "<" && read[$0 - 1].0 == "<" }) else { return }
    let halves = field.dropFirst().filter { index in
      chevronLookalikes.contains(read[index].0) && read[index].1 < faint
        && (read[index - 1].0 == "<") != (read[index + 1].0 == "<")
    }
    if let half = halves.min(by: { read[$0].1 < read[$1].1 }) { read[half].0 = "<" }
  }

  private static func isFaintFiller(_ read: (Character, Double)) -> Bool {
    read.0 == "<" || (chevronLookalikes.contains(read.0) && read.1 < sureLetter)
  }

  private static let chevronLookalikes: Set<Character> = ["A", "C", "E", "G", "K", "L", "S", "X"]
  private static let fewestFaintFillers = 8
  private static let faint = 0.75
  private static let moreThanUsual = 0.15
  private static let sureLetter = 0.9
  /// More readings of a line are not tried with those of the others.
  private static let mostChoices = 4

  private static func longestFillerRun(in characters: [Character]) -> Range<Int>? {
    var best: Range<Int>?
    var start: Int?
    for index in 0...characters.count {
      if index < characters.count, characters[index] == "<" {
        start = start ?? index
      } else if let from = start {
        if index - from > best?.count ?? 0 { best = from..<index }
        start = nil
      }
    }
    return best
  }
}
