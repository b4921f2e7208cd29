import Imaging
import Model
import Testing

@testable import Inspector

@Suite("The proof of a covered page")
struct ProveStageTests {
  private static let strip = OrientedBox(centreX: 400, centreY: 200, alongX: 0.8, alongY: 0.6, length: 300, height: 40)

  private static let sameStrips: [(how: String, change: @Sendable (inout OrientedBox) -> Void, isSame: Bool)] = [
    ("unchanged", { _ in }, true),
    ("turned to be read from its other end", { $0 = $0.reversed }, true),
    ("a hair off", { $0.centreX += 4 }, true),
    ("shorter, for a cover took its end", { $0 = $0.part(from: 0, to: 0.8) }, false),
    ("higher", { $0.height = 60 }, false),
    ("beside it", { $0 = $0.moved(along: 0, across: 30) }, false),
    ("across it", { ($0.alongX, $0.alongY) = (-0.6, 0.8) }, false),
  ]

  @Test("takes the reading of a line for one that has stayed the same strip", arguments: 0..<sameStrips.count)
  func reuse(row: Int) {
    let (how, change, isSame) = Self.sameStrips[row]
    var found = Self.strip
    change(&found)
    #expect(Self.strip.isNearly(found) == isSame, "\(how)")
  }

  @Test("reads again what a cover has come near, and nothing else")
  func near() {
    let touching = Self.strip.moved(along: 100, across: 10)
    #expect(touching.comesNear(Self.strip))
    #expect(!Self.strip.moved(along: 0, across: 400).comesNear(Self.strip))
  }

  @Test("reads what is left of a line in the direction in which the line was read", arguments: [true, false])
  func direction(isReversed: Bool) {
    let read = isReversed ? Self.strip.reversed : Self.strip
    let left = Self.strip.part(from: 0, to: 0.4)
    let directed = left.directed(like: [Self.strip.moved(along: 0, across: 300), read])
    #expect(directed == (isReversed ? left.reversed : left))
    #expect(left.reversed.directed(like: []) == left)
  }
}
