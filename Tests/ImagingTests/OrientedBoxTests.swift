import Foundation
import Imaging
import Model
import Testing

@Suite("An oriented box")
struct OrientedBoxTests {
  private static func box(_ degrees: Double, x: Double = 200, y: Double = 150) -> OrientedBox {
    let angle = degrees * .pi / 180
    return OrientedBox(centreX: x, centreY: y, alongX: cos(angle), alongY: sin(angle), length: 160, height: 40)
  }

  /// Every pixel whose middle lies in a box.
  private static func pixels(of box: OrientedBox) -> [(x: Int, y: Int)] {
    let bounds = box.bounds.insetBy(-2, -2)
    return (bounds.y0..<bounds.y1).flatMap { y in
      (bounds.x0..<bounds.x1).compactMap { x in
        let dx = Double(x) + 0.5 - box.centreX
        let dy = Double(y) + 0.5 - box.centreY
        let inside =
          abs(dx * box.alongX + dy * box.alongY) <= box.length / 2
          && abs(-dx * box.alongY + dy * box.alongX) <= box.height / 2
        return inside ? (x, y) : nil
      }
    }
  }

  @Test("lies tightly around pixels at any angle", arguments: [-44.0, -30, -7, -0.7, 0, 0.7, 7, 30, 44, 60, 85, 90])
  func around(degrees: Double) throws {
    let wanted = Self.box(degrees)
    let found = try #require(OrientedBox(around: Self.pixels(of: wanted)))
    #expect(abs(found.centreX - wanted.centreX) < 1)
    #expect(abs(found.centreY - wanted.centreY) < 1)
    #expect(abs(found.length - wanted.length) < 3)
    #expect(abs(found.height - wanted.height) < 3)
    #expect(found.alongX * wanted.alongX + found.alongY * wanted.alongY > 0.9995)
  }

  @Test("reads to the right, or down when it is steep", arguments: [-80.0, -60, -46, 100, 135, 170, 180, 225, 270])
  func readingDirection(degrees: Double) throws {
    let found = try #require(OrientedBox(around: Self.pixels(of: Self.box(degrees))))
    #expect(abs(found.alongX) >= abs(found.alongY) ? found.alongX > 0 : found.alongY > 0)
    #expect(found.length > found.height)
  }

  @Test("is none around fewer than three points off one line")
  func degenerate() {
    #expect(OrientedBox(around: []) == nil)
    #expect(OrientedBox(around: [(4, 4)]) == nil)
    #expect(OrientedBox(around: [(4, 4), (9, 9)]) == nil)
    #expect(OrientedBox(around: [(1, 1), (2, 2), (7, 7)]) == nil)
    #expect(OrientedBox(around: [(1, 1), (1, 1), (1, 1)]) == nil)
  }

  @Test("has the corners and the bounds of an upright rectangle")
  func upright() {
    let rect = PixelRect(x0: 10, y0: 20, x1: 110, y1: 50)
    let box = OrientedBox(rect)
    #expect(box.bounds == rect)
    #expect(
      box.corners == [
        PixelPoint(x: 10, y: 20), PixelPoint(x: 110, y: 20), PixelPoint(x: 110, y: 50), PixelPoint(x: 10, y: 50),
      ])
    #expect(box.grown(along: 5, across: 2).bounds == PixelRect(x0: 5, y0: 18, x1: 115, y1: 52))
    #expect(box.part(from: 0.25, to: 0.75).bounds == PixelRect(x0: 35, y0: 20, x1: 85, y1: 50))
    #expect(box.part(from: 1, to: 1.5).bounds == PixelRect(x0: 110, y0: 20, x1: 160, y1: 50))
  }

  @Test("has parts that lie on it end to end", arguments: [0.0, 20, -35, 90, 200])
  func parts(degrees: Double) {
    let box = Self.box(degrees)
    let (head, tail) = (box.part(from: 0, to: 0.3), box.part(from: 0.3, to: 1))
    func near(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Bool {
      abs(a.x - b.x) < 0.001 && abs(a.y - b.y) < 0.001
    }
    #expect(near(head.point(along: 0, across: 0), box.point(along: 0, across: 0)))
    #expect(near(head.point(along: 1, across: 1), tail.point(along: 0, across: 1)))
    #expect(near(tail.point(along: 1, across: 0.5), box.point(along: 1, across: 0.5)))
    #expect(near(box.reversed.point(along: 0, across: 0), box.point(along: 1, across: 1)))
    #expect(abs(head.length + tail.length - box.length) < 0.001)
  }

  /// Black, but for columns of growing levels along the box: what a strip shows must not depend on the angle.
  private static func picture(of box: OrientedBox) -> Raster {
    var picture = Raster(width: 400, height: 300, bands: 1, filledWith: 0)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let dx = Double(x) + 0.5 - box.centreX
        let dy = Double(y) + 0.5 - box.centreY
        let along = (dx * box.alongX + dy * box.alongY) / box.length + 0.5
        let across = (-dx * box.alongY + dy * box.alongX) / box.height + 0.5
        guard (-0.1...1.1).contains(along), (-0.3...1.3).contains(across) else { continue }
        let level = 40 + along * 120 + across * 60
        picture.pixels[y * picture.width + x] = UInt8(min(max(level, 0), 255))
      }
    }
    return picture
  }

  @Test("cuts the same strip at every angle", arguments: [0.0, 5, 30, 45, 90, 133, 180, 270, 341], [10, 40, 48])
  func cut(degrees: Double, height: Int) {
    let box = Self.box(degrees)
    let strip = box.cut(from: Self.picture(of: box), height: height)
    #expect(strip.height == height)
    #expect(strip.width == height * 4)
    for (along, across) in [(0.05, 0.1), (0.5, 0.5), (0.95, 0.9), (0.1, 0.9), (0.9, 0.1)] {
      let level = strip.level(Int(along * Double(strip.width)), Int(across * Double(strip.height)))
      let exact = 40 + along * 120 + across * 60
      #expect(abs(Double(level) - exact) < 8, "at \(along), \(across)")
    }
  }

  @Test("cuts just the pixels of an upright rectangle")
  func cutUpright() {
    let picture = grey("abcd", "efgh", "ijkl")
    let box = OrientedBox(PixelRect(x0: 1, y0: 1, x1: 3, y1: 3))
    #expect(box.cut(from: picture, height: 2).rows == ["fg", "jk"])
    #expect(box.reversed.cut(from: picture, height: 2).rows == ["kj", "gf"])
  }

  @Test("turns with its picture", arguments: [0, 90, 180, 270, 360, -90])
  func turned(degrees: Int) {
    let box = Self.box(17, x: 150, y: 100)
    let picture = Self.picture(of: box)
    let turned = box.turned(degrees, width: picture.width, height: picture.height)
    let before = box.cut(from: picture, height: 40)
    let after = turned.cut(from: picture.turned(degrees), height: 40)
    #expect(after.width == before.width)
    let worst = zip(before.pixels, after.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst <= 3)
  }
}
