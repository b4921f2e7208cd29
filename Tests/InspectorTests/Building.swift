import Foundation
import Imaging
import Inspection
import Model

@testable import Inspector

/// An order as the pipelines give it, with everything masked.
func order(
  accepts: [FileFormat] = [.pdf, .jpeg], pages: Int = 8, megabytes: Int = 20, megapixels: Int = 60,
  dotsPerInch: Int = 300, mask: [MaskKind] = MaskKind.allCases
) -> InspectionOrder {
  InspectionOrder(
    accepts: accepts,
    limits: InspectionLimits(
      files: 4, pages: pages, megabytes: megabytes, megapixels: megapixels, seconds: 45, addressSpaceMegabytes: 2048),
    renderDotsPerInch: dotsPerInch, languages: ["dan", "eng"], mask: mask)
}

/// Characters as a recogniser that is this sure of each would report them, evenly spaced.
func reading(_ text: String, probability: Double = 0.97, unsure: [Int: Double] = [:]) -> [ReadCharacter] {
  let count = Double(text.count)
  return text.enumerated().map { index, character in
    ReadCharacter(
      character: character, probability: unsure[index] ?? probability, position: (Double(index) + 0.5) / count)
  }
}

/// Width and height of a character on the synthetic pages, in pixels.
let characterWidth = 24
let characterHeight = 36

/// A line of text at a place, as read. Where spaces were lost their gaps are still there.
func line(_ text: String, x: Int = 100, y: Int, losingSpaces: Bool = false) -> ReadLine {
  let box = PixelRect(x0: x, y0: y, x1: x + text.count * characterWidth, y1: y + characterHeight)
  let characters = reading(text)
  return ReadLine(
    box: OrientedBox(box), characters: losingSpaces ? characters.filter { $0.character != " " } : characters)
}

/// Lines below each other, far enough apart to be rows of their own.
func lines(_ texts: [String], losingSpaces: Bool = false) -> [ReadLine] {
  texts.enumerated().map { line($1, y: 40 + $0 * 60, losingSpaces: losingSpaces) }
}

/// Every line with its covered characters as `•`; spaces stay spaces.
func shown(_ lines: [ReadLine], under covers: [OrientedBox]) -> [String] {
  lines.map { line in
    String(
      line.characters.map { character -> Character in
        let point = line.box.point(along: character.position, across: 0.5)
        let isCovered = covers.contains { box in
          let dx = point.x - box.centreX
          let dy = point.y - box.centreY
          return abs(dx * box.alongX + dy * box.alongY) <= box.length / 2
            && abs(-dx * box.alongY + dy * box.alongX) <= box.height / 2
        }
        return isCovered && character.character != " " ? "•" : character.character
      })
  }
}

/// A grey page without a mark on it.
func emptyPage(width: Int = 1200, height: Int = 2400) -> Raster {
  Raster(width: width, height: height, bands: 1, filledWith: 210)
}

/// Looks for cards on a page with nothing but these lines.
func scan(
  _ lines: [ReadLine], hasCodeLines: Bool = false, masking kinds: [MaskKind] = MaskKind.allCases,
  found: [PaymentCard]? = nil
) -> CardScan {
  CardScan(lines: lines, hasCodeLines: hasCodeLines, on: emptyPage(), masking: kinds, found: found)
}
