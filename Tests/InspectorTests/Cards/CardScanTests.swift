import Imaging
import Model
import Testing

@testable import Inspector

@Suite("A look for cards")
struct CardScanTests {
  /// Numbers of Knuth's linear congruential generator, the same each time.
  private struct Chance {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }
  }

  private static let words = [
    "CVV", "CVC2", "AMERICAN EXPRESS", "VISA", "DANKORT", "Diners Club", "VALID THRU", "12/28", "0", "日口", "α", "<<",
    "Kr.",
    "AUTHORISED SIGNATURE", "Kortet tilhører banken", "If found return to", "+45", "/", "-", ".", "•", "JANE DOE", "I",
    "O",
    "CPR", "DE89", "é", "0 0", " ",
  ]

  /// Digits as cards and bills group them, and as they are misread: a number, its parts, a code, signs between.
  private func text(_ chance: inout Chance) -> String {
    let parts = (0...chance.below(5)).map { _ -> String in
      switch chance.below(7) {
      case 0: Self.words[chance.below(Self.words.count)]
      case 1: chance.one(of: ["4111 1111 1111 1111", "3782 822463 10005", "5413330089010020", "36227206271667"])
      default:
        String(
          (0...chance.below(chance.one(of: [2, 4, 5, 20]))).map { _ in chance.one(of: Array("00112345678901SBOIl")) })
      }
    }
    return parts.joined(separator: chance.one(of: [" ", "", "  ", " ", "/", " - "]))
  }

  private func line(_ chance: inout Chance) -> ReadLine {
    let characters = reading(text(&chance), probability: chance.one(of: [0.2, 0.6, 0.97]))
    let direction = chance.one(of: [(1.0, 0.0), (1, 0), (1, 0), (0.995, 0.0999), (0, 1), (-1, 0), (0.6, 0.8)])
    return ReadLine(
      box: OrientedBox(
        centreX: Double(chance.below(480) - 40), centreY: Double(chance.below(12) * 25), alongX: direction.0,
        alongY: direction.1, length: Double(characters.count * (1 + chance.below(9)) + 1),
        height: Double(2 + chance.below(20))),
      characters: characters)
  }

  private func picture(_ chance: inout Chance) -> Raster {
    var picture = Raster(width: 400, height: 260, bands: 1, filledWith: 210)
    for _ in 0..<chance.below(4) {
      let (x, y) = (chance.below(350), chance.below(230))
      let area = PixelRect(x0: x, y0: y, x1: x + 10 + chance.below(300), y1: y + 5 + chance.below(40))
      picture.paint(area.clamped(width: 400, height: 260), level: UInt8(chance.below(256)))
    }
    return picture
  }

  @Test("ends, whatever was read, with covers that have a place", arguments: 0..<8)
  func whatever(part: Int) {
    for seed in 0..<60 {
      var chance = Chance(state: UInt64(part * 1000 + seed))
      let grey = picture(&chance)
      let lines = (0..<chance.below(chance.one(of: [4, 12, 40]))).map { _ in line(&chance) }
      let hasCodeLines = chance.below(4) == 0
      let first = CardScan(lines: lines, hasCodeLines: hasCodeLines, on: grey, masking: MaskKind.allCases)
      let left = lines.map { $0.without(first.covers.map(\.box)) }.filter { !$0.characters.isEmpty }
      func places(_ kind: MaskKind) -> [OrientedBox] { first.covers.filter { $0.kind == kind }.map(\.box) }
      let second = CardScan(
        lines: left, hasCodeLines: hasCodeLines, on: grey, masking: MaskKind.allCases, found: first.cards,
        before: CardCodeFinder.FirstLook(
          codes: places(.cardVerificationCode), middles: places(.cardNumber), numbers: first.cards.compactMap(\.number))
      )
      for cover in first.covers + second.covers {
        let isSomewhere = [cover.box.centreX, cover.box.centreY, cover.box.length, cover.box.height].allSatisfy(
          \.isFinite)
        #expect(isSomewhere && !cover.mask(width: grey.width, height: grey.height).polygon.isEmpty, "\(part) \(seed)")
      }
    }
  }
}
