import Foundation
import Imaging
import Model
import Testing

@testable import Inspector

@Suite("How the lines of a page lie")
struct TiltTests {
  /// A line 1000 pixels long and 30 high, and a shorter one 300 pixels below it.
  private func boxes(_ degrees: Double) -> [OrientedBox] {
    let (x, y) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    let first = OrientedBox(centreX: 2000, centreY: 2000, alongX: x, alongY: y, length: 1000, height: 30)
    var second = first
    second.centreX -= 300 * y + 100 * x
    second.centreY += 300 * x - 100 * y
    second.length = 800
    return [first, second]
  }

  @Test("does not change how long they are and how far they reach", arguments: [0.0, 8, -20, 30, 44])
  func lengths(degrees: Double) {
    let boxes = boxes(degrees)
    let tilt = Tilt(of: boxes)
    #expect(abs(tilt.length(boxes[0].bounds) - 1000) < 45)
    let extent = tilt.extent(of: boxes)
    #expect(abs(extent.width - 1000) < 3)
    #expect(abs(extent.height - 330) < 3)
  }

  @Test("is that of most of them where some stand")
  func standing() {
    var boxes = boxes(5)
    boxes.append(OrientedBox(centreX: 500, centreY: 500, alongX: 0, alongY: 1, length: 400, height: 30))
    #expect(abs(Tilt(of: boxes).extent(of: Array(boxes.prefix(2))).height - 330) < 30)
  }

  @Test("is none without lines")
  func none() { #expect(Tilt(of: []).extent(of: []).width == 0) }
}
