import Imaging
import Model

/// Text of a PDF's own layer counts only where the pixels say the same: hidden, white, covered or misplaced text is
/// nobody's evidence.
///
/// Cheap first: the layer drawn alone must look like the page. Lines that do not, lines over one another, and a sample
/// of names (a font may claim other letters than it shows) are read on the picture.
struct TextLayerProof {
  let engines: Engines

  /// Correlation of the two drawings of a line from which they show the same.
  private static let leastCorrelation = 0.6
  /// A line whose picture reads this much like it is taken over as it is.
  private static let leastLikeness = 0.6
  /// Lines of names read on every page.
  private static let sample = 6
  /// Reading costs: lines to be read beyond these are no evidence. What matters mostly stands on the first page.
  private static let mostReadOnFirstPage = 100
  private static let mostReadOnAnotherPage = 40

  /// The lines that count, with those replaced that the picture contradicts; and those that nobody could prove.
  func sorted(_ page: UprightPage) throws -> (proven: [ReadLine], unproven: [ReadLine]) {
    let layer = page.image.layer
    var agrees = layer.map { line in
      page.image.layerPicture.map { Self.agree($0, page.grey, in: line.box) } ?? false
    }
    for index in layer.indices where agrees[index] && Self.isOverlapped(index, in: layer) { agrees[index] = false }
    let names = layer.indices.filter { agrees[$0] && Self.looksLikeName(layer[$0].text) }.prefix(Self.sample)
    for index in names where try !isLike(layer[index], read(layer[index], on: page)) {
      agrees = agrees.map { _ in false }
      break
    }
    var budget = page.image.number == 1 ? Self.mostReadOnFirstPage : Self.mostReadOnAnotherPage
    var proven: [ReadLine] = []
    var unproven: [ReadLine] = []
    for (index, line) in layer.enumerated() {
      if agrees[index] {
        proven.append(line)
      } else if budget == 0 {
        unproven.append(line)
      } else if Self.showsInk(line.box, on: page.grey) {
        budget -= 1
        let seen = try read(line, on: page)
        if isLike(line, seen) { proven.append(line) } else if !seen.characters.isEmpty { proven.append(seen) }
      }
    }
    return (proven, unproven)
  }

  private func read(_ line: ReadLine, on page: UprightPage) throws -> ReadLine {
    let box = line.box.grown(along: 4, across: line.box.height * 0.1)
    return ReadLine(box: box, characters: try engines.recogniser.read(box, on: page.picture))
  }

  /// Normalised cross-correlation of the two drawings, whatever the colours: dark on light or light on dark.
  private static func agree(_ layer: Raster, _ page: Raster, in box: OrientedBox) -> Bool {
    let bounds = box.bounds.clamped(width: min(layer.width, page.width), height: min(layer.height, page.height))
    guard bounds.width > 2, bounds.height > 4 else { return false }
    var (sumA, sumB, sumAA, sumBB, sumAB) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for y in bounds.y0..<bounds.y1 {
      for x in bounds.x0..<bounds.x1 {
        let a = Double(layer.pixels[y * layer.width + x])
        let b = Double(page.pixels[y * page.width + x])
        sumA += a
        sumB += b
        sumAA += a * a
        sumBB += b * b
        sumAB += a * b
      }
    }
    let count = Double(bounds.area)
    let varianceA = sumAA / count - (sumA / count) * (sumA / count)
    let varianceB = sumBB / count - (sumB / count) * (sumB / count)
    guard varianceA > 1, varianceB > 1 else { return false }
    let covariance = sumAB / count - (sumA / count) * (sumB / count)
    return abs(covariance) / (varianceA * varianceB).squareRoot() >= leastCorrelation
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

  /// Two to five words, two of them with a capital.
  private static func looksLikeName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return (2...5).contains(words.count) && words.count { $0.first?.isUppercase ?? false } >= 2
  }

  private static func showsInk(_ box: OrientedBox, on grey: Raster) -> Bool {
    let bounds = box.bounds.clamped(width: grey.width, height: grey.height)
    guard bounds.width > 1, bounds.height > 1 else { return false }
    let crop = grey.cropped(x: bounds.x0, y: bounds.y0, width: bounds.width, height: bounds.height)
    guard let low = crop.pixels.min(), let high = crop.pixels.max() else { return false }
    return high - low > 40
  }

  /// 1 − edit distance ÷ length is large enough, on letters and digits alone.
  private func isLike(_ line: ReadLine, _ seen: ReadLine) -> Bool {
    let a = line.text.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
    let b = seen.text.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
    if a.isEmpty { return true }
    var row = Array(0...b.count)
    for (i, character) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let cost = character == other ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return 1 - Double(row[b.count]) / Double(max(a.count, b.count)) >= Self.leastLikeness
  }
}
