/// A character as a recogniser saw it on a strip.
package struct ReadCharacter: Sendable {
  package var character: Character
  /// 0–1.
  package var probability: Double
  /// Where its middle stands on the strip, 0 at the start and 1 at the end.
  package var position: Double

  package init(character: Character, probability: Double, position: Double) {
    self.character = character
    self.probability = probability
    self.position = position
  }
}

/// Reads one line of text with PP-OCRv6's recogniser (connectionist temporal classification).
package struct LineRecogniser {
  /// Height of the strips the network was trained on, in pixels.
  private static let stripHeight = 48
  /// Strips narrower than this are padded, as in training.
  private static let leastWidth = 160
  /// Wider strips are squeezed: longer lines cost memory and are no line of a document.
  private static let mostWidth = 3200

  private let model: OnnxModel
  /// Index 0 is the blank.
  private let characters: [Character?]
  private let codeClasses: [Int]
  private let digitClasses: [Int]

  /// What one look at a strip made of it.
  package struct Reading: Sendable {
    /// Of any alphabet.
    package var characters: [ReadCharacter]
    /// By the alphabet of code lines alone, A–Z, 0–9 and `<` (ICAO Doc 9303 part 3, 4.3).
    package var code: [ReadCharacter]
    /// By 0–9 alone.
    package var digits: [ReadCharacter]
  }

  package init(_ model: OnnxModel) throws(MissingPiece) {
    guard let list = model.metadata("character") else {
      throw MissingPiece(sentence: "the recognition model carries no character list")
    }
    self.model = model
    var characters: [Character?] = [nil]
    for line in list.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.hasSuffix("\r") ? line.dropLast() : line
      characters.append(text.first)
    }
    if list.hasSuffix("\n") { characters.removeLast() }
    characters.append(" ")
    self.characters = characters.map { $0?.ofUsualWidth }
    func classes(_ allowed: Set<Character>) -> [Int] {
      [0] + characters.indices.filter { index in characters[index].map(allowed.contains) ?? false }
    }
    codeClasses = classes(Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"))
    digitClasses = classes(Set("0123456789"))
  }

  /// What stands on the strip in a box, left to right. `widened`: how much wider than it is the strip is looked at;
  /// `isPlain`: without its colours, its levels stretched until pale ground is gone.
  package func read(
    _ box: OrientedBox, on picture: Raster, widened: Double = 1, isPlain: Bool = false
  ) throws(OnnxModel.Failure) -> Reading {
    var strip = box.cut(from: picture, height: Self.stripHeight)
    if widened != 1 {
      strip = strip.resized(width: max(8, Int(Double(strip.width) * widened)), height: Self.stripHeight)
    }
    if isPlain { strip = strip.grey.stretchedDarkOnLight.colour }
    return try read(strip: strip)
  }

  /// What stands on a strip that is `stripHeight` high, or is brought to it.
  package func read(strip: Raster) throws(OnnxModel.Failure) -> Reading {
    var strip = strip
    if strip.height != Self.stripHeight || strip.width > Self.mostWidth {
      let width = strip.width * Self.stripHeight / max(1, strip.height)
      strip = strip.resized(width: min(max(8, width), Self.mostWidth), height: Self.stripHeight)
    }
    strip = strip.withFullContrast
    let width = max(Self.leastWidth, (strip.width + 7) / 8 * 8)
    let input = NetworkInput.normalised(strip, paddedTo: width)
    let share = Double(width) / Double(strip.width)
    return try model.run(input, height: Self.stripHeight, width: width) { output in
      Reading(
        characters: decoded(output, among: nil, widened: share),
        code: decoded(output, among: codeClasses, widened: share),
        digits: decoded(output, among: digitClasses, widened: share))
    }
  }

  /// `widened`: how much wider the input was than the strip.
  private func decoded(_ output: OnnxModel.Output, among allowed: [Int]?, widened: Double) -> [ReadCharacter] {
    let steps = output.shape[1]
    let classes = output.shape[2]
    var result: [ReadCharacter] = []
    var previous = 0
    var firstStep = 0
    for step in 0..<steps {
      let row = UnsafeBufferPointer(rebasing: output.values[step * classes..<(step + 1) * classes])
      let (best, probability) = likeliest(in: row, among: allowed)
      if best == previous, best != 0, var last = result.last {
        last.probability = max(last.probability, probability)
        last.position = (Double(firstStep + step) / 2 + 0.5) / Double(steps) * widened
        result[result.count - 1] = last
      } else if best != 0, best < characters.count, let character = characters[best] {
        firstStep = step
        result.append(
          ReadCharacter(
            character: character, probability: probability,
            position: (Double(step) + 0.5) / Double(steps) * widened))
      }
      previous = best
    }
    return result.filter { $0.position <= 1.02 }
  }

  /// The most likely class of a step, and its share among the allowed ones.
  private func likeliest(
    in values: UnsafeBufferPointer<Float>, among allowed: [Int]?
  ) -> (index: Int, probability: Double) {
    guard let allowed else {
      let most = values.largest
      return (values.firstIndex(of: most) ?? 0, Double(most))
    }
    var best = 0
    var sum: Float = 0
    for index in allowed {
      sum += values[index]
      if values[index] > values[best] { best = index }
    }
    return (best, sum > 0 ? Double(values[best] / sum) : 0)
  }
}

extension UnsafeBufferPointer<Float> {
  /// 0 where there is none above it. Lanes at a time: thousands of characters are looked through for each step of a line.
  fileprivate var largest: Float {
    guard let first = baseAddress else { return 0 }
    var most = SIMD16<Float>(repeating: 0)
    let whole = count / 16 * 16
    for start in stride(from: 0, to: whole, by: 16) {
      let next = UnsafeRawPointer(first + start).loadUnaligned(as: SIMD16<Float>.self)
      most.replace(with: next, where: next .> most)
    }
    return self[whole...].reduce(most.max(), Swift.max)
  }
}

extension Character {
  /// The network knows the wide forms of Latin letters and digits, which East Asian print uses, and takes worn digits for
  /// them: the usual ones instead (Unicode block Halfwidth and Fullwidth Forms).
  var ofUsualWidth: Character {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1, (0xFF01...0xFF5E).contains(scalar.value),
      let usual = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return self }
    return Character(usual)
  }
}
