import Imaging
import Model

/// Finds the code lines among what was read and reads them again with their own alphabet.
struct MRZReader {
  let strips: StripReader

  struct Result {
    /// The best reading; its check digits need not hold.
    var zone: MachineReadableZone?
    /// Code lines stand on the page, readable or not.
    var seen: Bool
  }

  /// A code line has at least this many characters; shorter pieces are parts of one.
  private static let fewestCharacters = 24

  /// A way to look at a strip: how much is added at each end and on each side, in heights of the box; how much wider it is
  /// made; and whether colour and pale ground are taken away.
  private struct Cropping {
    var along: Double
    var across: Double
    var widened = 1.0
    var isPlain = false
  }

  /// The detector's boxes are sometimes too tight and sometimes too wide, and the network minds both; narrow print is
  /// read better when it is widened.
  private static let croppings = [
    Cropping(along: 0.5, across: 0), Cropping(along: 0.5, across: -0.12), Cropping(along: 0.9, across: 0.1),
    Cropping(along: 0.5, across: -0.05, widened: 1.25), Cropping(along: 0.4, across: -0.2),
    Cropping(along: 0.5, across: 0, isPlain: true), Cropping(along: 0.7, across: 0.2, widened: 0.85),
  ]

  /// The look by which a line was found is the first. A zone without fault is taken when one more has said the same.
  func read(_ lines: [ReadLine]) throws(OnnxModel.Failure) -> Result {
    let boxes = MRZReader.strips(among: lines).filter { $0.length > 8 * $0.height }
    guard !boxes.isEmpty else { return Result(zone: nil, seen: false) }
    var looks: [Look] = []
    for box in boxes { looks.append(Look(box: box, readings: [try strips.code(box)])) }
    var best: MRZAssembler.Candidate?
    for cropping in Self.croppings {
      for index in looks.indices {
        let strip = looks[index].box
        let box = strip.grown(along: strip.height * cropping.along, across: strip.height * cropping.across)
        looks[index].readings.append(
          try strips.code(box, widened: cropping.widened, isPlain: cropping.isPlain))
      }
      best = bestZone(in: looks)
      if best?.isFaultless ?? false { break }
    }
    let seen = looks.contains { $0.readings.contains { $0.count >= Self.fewestCharacters } }
    return Result(zone: best?.zone, seen: seen)
  }

  private func bestZone(in looks: [Look]) -> MRZAssembler.Candidate? {
    var best: MRZAssembler.Candidate?
    for first in looks.indices {
      for count in 1...3 {
        let group = MRZReader.group(of: count, from: first, in: looks)
        guard group.count == count,
          let candidate = MRZAssembler().best(of: group.map(\.readings), boxes: group.map(\.box.bounds))
        else { continue }
        if best.map({ candidate.score > $0.score }) ?? true { best = candidate }
      }
    }
    return best
  }

  /// A strip and the readings of it at several croppings.
  private struct Look {
    let box: OrientedBox
    var readings: [[ReadCharacter]]
  }

  /// Fillers, and what a recogniser without the code lines' alphabet takes them for.
  static let chevrons: Set<Character> = ["<", "«", "‹", "く", "〈", "＜", "《", "ㄑ"]

  /// Fillers, or a long run of capitals and digits without spaces.
  static func looksLikeCode(_ line: ReadLine) -> Bool {
    let text = line.text
    let fillers = text.count { chevrons.contains($0) }
    // A payment slip's line starts with `+` and holds one or two chevrons.
    if text.contains("+") { return false }
    if fillers >= 3 { return true }
    let code = text.filter { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "<") }
    let others = text.count { !$0.isASCII || $0.isLowercase || $0 == " " || $0 == "." || $0 == "," }
    return fillers >= 1 && code.count >= 6 && others <= 2
      || code.count >= 20 && others <= 3 && code.count { $0.isNumber } >= 5
  }

  /// Where code lines stand, top to bottom.
  static func strips(among lines: [ReadLine]) -> [OrientedBox] {
    let pieces = joined(lines.filter(looksLikeCode).map(\.box))
    return joined(pieces.map { completed($0, beside: pieces) }).sorted { $0.centreY < $1.centreY }
  }

  /// Pieces on one baseline as one strip each.
  private static func joined(_ pieces: [OrientedBox]) -> [OrientedBox] {
    var strips = pieces.sorted { $0.length > $1.length }
    var index = 0
    while index < strips.count {
      if let other = strips[(index + 1)...].firstIndex(where: { strips[index].isCollinear(with: $0, within: 0.7) }) {
        strips[index] = strips[index].joined(with: strips.remove(at: other))
        // The longer strip may reach pieces that neither part did.
        index = 0
      } else {
        index += 1
      }
    }
    return strips
  }

  /// The lines of one code are equally long: a strip of which only pieces were found, for the line is bent or lies at a
  /// slant, reaches as far as the longest one above or below it.
  private static func completed(_ strip: OrientedBox, beside all: [OrientedBox]) -> OrientedBox {
    let neighbours = all.filter { whole in
      let offset = whole.offset(to: strip)
      return strip.length < leastOfALine * whole.length && abs(offset.along) < whole.length / 2
        && lineDistances.contains(abs(offset.across) / whole.height)
    }
    guard let whole = neighbours.max(by: { $0.length < $1.length }) else { return strip }
    // Short pieces say little of a direction.
    var line = strip
    if strip.length < leastOfADirection * whole.length { (line.alongX, line.alongY) = (whole.alongX, whole.alongY) }
    line = line.moved(along: line.offset(to: whole).along, across: 0)
    line.length = whole.length
    return line
  }

  /// From line to line, in heights of the upper one.
  private static let lineDistances = 0.5...3.2
  /// In lengths of the whole line.
  private static let leastOfALine = 0.9
  private static let leastOfADirection = 0.4

  /// The strip at `first` and the ones right below it, as far as they follow each other at line distance.
  private static func group(of count: Int, from first: Int, in looks: [Look]) -> [Look] {
    var group = [looks[first]]
    for next in looks[(first + 1)...] where group.count < count {
      let above = group[group.count - 1].box
      let dx = next.box.centreX - above.centreX
      let dy = next.box.centreY - above.centreY
      let distance = -dx * above.alongY + dy * above.alongX
      let alike = min(next.box.length, above.length) > 0.6 * max(next.box.length, above.length)
      if lineDistances.contains(distance / above.height), alike { group.append(next) }
    }
    return group
  }
}
