import Imaging
import Testing

@testable import Inspector

@Suite("Boxes on one line")
struct CollinearityTests {
  /// A box at so many degrees, behind another on the same line.
  private func isBeside(_ degrees: Int, length: Double) -> Bool {
    let angles = [0: (1.0, 0.0), 5: (0.9962, 0.0872), 7: (0.9925, 0.1219), 10: (0.9848, 0.1736)]
    guard let (x, y) = angles[degrees] else { return false }
    let first = OrientedBox(centreX: 300, centreY: 100, alongX: 1, alongY: 0, length: 400, height: 40)
    return first.isCollinear(
      with: OrientedBox(centreX: 560, centreY: 100, alongX: x, alongY: y, length: length, height: 40))
  }

  @Test("lie along it: what lies on a bill lies at another angle, which almost square boxes tell badly")
  func angles() {
    #expect(isBeside(0, length: 100) && isBeside(5, length: 100) && !isBeside(7, length: 100))
    #expect(isBeside(7, length: 70) && !isBeside(10, length: 70))
    #expect(isBeside(10, length: 50))
  }

  @Test("pieces of digits are of one word where their boxes overlap, and of one number where they are long")
  func piecesOfDigits() {
    func isCut(_ one: String, _ other: String, gap: Int) -> Bool {
      line(one, x: 100, y: 100)
        .continuesDigits(of: line(other, x: 100 + one.count * characterWidth + gap, y: 100))
    }
    #expect(isCut("457", "71", gap: -20) && isCut("03/2", "28", gap: -20))
    #expect(!isCut("457", "71", gap: 20) && !isCut("457", "7B", gap: -20))
    #expect(isCut("4571 8000", "0000 0004", gap: 20) && !isCut("4571", "8000", gap: 20))
  }
}
