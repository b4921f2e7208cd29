import Foundation
import Imaging
import Model

@testable import Inspector

/// A grey page with lines of strokes for letters: as light, as dark and as sharp as a test says.
struct DrawnPage {
  /// Strokes are so high, so wide and so far apart from beginning to beginning, in pixels.
  static let letterHeight = 22
  static let stroke = 4
  static let pitch = 11

  var grey: Raster
  private(set) var boxes: [OrientedBox] = []
  let ink: UInt8

  init(width: Int = 1000, height: Int = 400, paper: UInt8 = 220, ink: UInt8 = 40) {
    grey = Raster(width: width, height: height, bands: 1, filledWith: paper)
    self.ink = ink
  }

  /// Draws a line of that many letters with its upper left corner there, as far as it is on the page, and notes its box,
  /// which leaves some room around the letters as the detector's do.
  mutating func write(_ letters: Int, x: Int, y: Int) {
    for letter in 0..<letters {
      for column in x + letter * Self.pitch..<x + letter * Self.pitch + Self.stroke
      where (0..<grey.width).contains(column) {
        for row in y..<min(grey.height, y + Self.letterHeight) { grey.pixels[row * grey.width + column] = ink }
      }
    }
    note(PixelRect(x0: max(0, x), y0: y, x1: min(grey.width, x + letters * Self.pitch), y1: y + Self.letterHeight))
  }

  /// Notes the box of a line that is there already.
  mutating func note(_ letters: PixelRect) { boxes.append(OrientedBox(letters.insetBy(-7, -7))) }

  /// A reflection that adds so many levels in the middle of a disc and ever less towards its edge.
  mutating func reflect(_ levels: Double, x: Double, y: Double, radius: Double) {
    for row in 0..<grey.height {
      for column in 0..<grey.width {
        let distance = hypot(Double(column) - x, Double(row) - y) / radius
        let added = levels * exp(-pow(distance, 3))
        let at = row * grey.width + column
        grey.pixels[at] = UInt8(min(255, Double(grey.pixels[at]) + added))
      }
    }
  }

  /// Fills a rectangle with one level.
  mutating func fill(_ rect: PixelRect, with level: UInt8) {
    for row in rect.y0..<rect.y1 { for column in rect.x0..<rect.x1 { grey.pixels[row * grey.width + column] = level } }
  }

  /// Takes the mean of that many pixels to each side, twice, within a rectangle.
  mutating func blur(_ rect: PixelRect, by radius: Int) {
    for _ in 0..<2 {
      for isAcross in [true, false] {
        let before = grey
        for row in rect.y0..<rect.y1 {
          for column in rect.x0..<rect.x1 {
            var sum = 0
            for offset in -radius...radius {
              let x = isAcross ? min(max(column + offset, 0), grey.width - 1) : column
              let y = isAcross ? row : min(max(row + offset, 0), grey.height - 1)
              sum += Int(before.pixels[y * grey.width + x])
            }
            grey.pixels[row * grey.width + column] = UInt8(sum / (2 * radius + 1))
          }
        }
      }
    }
  }

  /// The page with its levels multiplied.
  func scaled(by gain: Double) -> DrawnPage {
    var page = self
    for index in page.grey.pixels.indices {
      page.grey.pixels[index] = UInt8(min(255, Double(page.grey.pixels[index]) * gain))
    }
    return page
  }

  var strips: [LineStrip] { MeasureStage.strips(of: boxes, on: grey) }

  /// What the measuring stage says of it.
  var quality: PageQuality { MeasureStage.quality(of: strips, on: grey).quality }
}
