import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Pictures placed on a page")
struct PlacedPicturesTests {
  private static let letter = (0..<30).map { line("Thank you for your payment", x: 100, y: 40 + 40 * $0) }
  private static let card = [line("UNIONPAY", x: 400, y: 1700), line("725", x: 600, y: 1500)]
  private static let photo = PixelRect(x0: 300, y0: 1400, x1: 1100, y1: 1900)

  private func scan(_ lines: [ReadLine], placed: [PixelRect]) -> CardScan {
    CardScan(lines: lines, placed: placed, hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases)
  }

  @Test("are looked at without the letter around them, and covered where they lie")
  func ofACard() {
    let page = Self.letter + Self.card
    #expect(scan(page, placed: []).covers.isEmpty)
    let seen = scan(page, placed: [Self.photo])
    #expect(shown(page, under: seen.covers.map(\.box)) == Self.letter.map(\.text) + ["UNIONPAY", "•••"])
    #expect(seen.cards.map(\.box) == [Self.photo])
  }

  @Test("do not make a letter around them a card's")
  func besideALetter() {
    let page = Self.letter + [line("725", x: 600, y: 1350)] + Self.card.dropLast()
    #expect(scan(page, placed: [Self.photo]).covers.isEmpty)
  }

  @Test("leave a letter one though some of its words stand on them")
  func shortLetter() {
    let words = (0..<6).map { line("Kortet tilhorer banken", x: 400, y: 1410 + 40 * $0) }
    let letter =
      Self.letter.prefix(22)
      + [line("VISA", x: 100, y: 1250), line("GOOD THRU 12/29", x: 300, y: 1250), line("725", x: 300, y: 1320)]
    #expect(!scan(Array(letter), placed: []).covers.isEmpty)
    let covers = scan(letter + words, placed: [Self.photo]).covers
    #expect(covers.allSatisfy { Self.photo.intersection($0.box.bounds) == $0.box.bounds })
  }

  @Test("keep the end of a number that was found on them")
  func numbers() {
    let page = Self.letter + [line("4111 1111 1111 1111", x: 400, y: 1500), Self.card[0]]
    let seen = scan(page, placed: [Self.photo])
    #expect(shown(page, under: seen.covers.map(\.box)).suffix(2) == ["4111 11•• •••• 1111", "UNIONPAY"])
    let box = seen.cards.compactMap(\.number?.box).first
    #expect(box.map { Self.photo.intersection($0) == $0 } == true)
  }
}
