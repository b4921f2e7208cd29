import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Card verification codes in doubt")
struct CardCodeDoubtTests {
  private static let back = ["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203"]

  @Test("are no months whose slash was read as a colon: the place of their label is covered")
  func colon() {
    let page = [line("VALID UNTIL", y: 100), line("05:27", x: 110, y: 150), line("KONTROLLKOD", x: 100, y: 340)]
    let scan = scan(page)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.box.holds((150, 400)) })
  }

  @Test("are covered at the end of their line behind a label that was misread, on the card of a number")
  func behindAWord() {
    let front = [line("4111 1111 1111 1111", y: 100), line("VISA", x: 700, y: 400)]
    let page = front + [line("ESRKERHEDSKOPE:988", y: 240), line("EMILY CARTER", x: 640, y: 240)]
    #expect(shown(page, under: scan(page).covers.map(\.box)).suffix(2) == ["ESRKERHEDSKOPE:•••", "EMILY CARTER"])
  }

  @Test("are covered beside a month whose slash was read as a digit, below a label with two letters misread")
  func misreadMonth() {
    let front = [line("5019 7170 1010 3742", y: 100), line("DANKORT", x: 700, y: 400)]
    let page = front + [line("Secvrity Eode", x: 400, y: 200)] + [line("02127", y: 250), line("952", x: 400, y: 250)]
    #expect(shown(page, under: scan(page).covers.map(\.box)).suffix(2) == ["02127", "•••"])
    let unlabelled = front + page.suffix(2)
    #expect(shown(unlabelled, under: scan(unlabelled).covers.map(\.box)).last == "•••")
  }

  @Test("are covered behind a month where a sign stands for the space between")
  func behindAMonth() {
    let page = lines(["6759 6498 2643 8453", "08/27-363"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "08/27-•••")
  }

  @Test("are covered beside misread words of a back")
  func misreadWords() {
    let page = lines(["Konet hre Sund", "Finder du kontet,s sonus"]) + [line("450", x: 700, y: 200)]
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "•••")
  }

  @Test("on a card that lies on a bill are covered below their label where next to nothing was read of them")
  func speckOnABill() {
    var speck = line("1", x: 110, y: 300)
    (speck.box.length, speck.box.height) = (10, 9)
    let card = [line("6445 6445 6445 6445", y: 200), line("Kartenprüfnummer", y: 260), speck]
    let bill = (0..<30).map { line("Forbrug i alt \($0) kWh", x: 100, y: 900 + 60 * $0) }
    let place = OrientedBox(PixelRect(x0: 100, y0: 296, x1: 180, y1: 330))
    #expect(scan(card + bill).covers.contains { $0.kind == .cardVerificationCode && $0.box.holds((500, 300)) })
    #expect(scan(card + bill).covers.contains { $0.box.meets(place) })
    // The same words without a number are no card.
    #expect(scan(Array(card.dropFirst()) + bill).cards.allSatisfy { $0.code != .uncertain })
  }

  @Test("are no height on an identity document")
  func height() {
    let page = lines(["PAS PASSPORT", "NORDMANN", "OLA", "198 cm", "VISA", "GULTIG"])
    #expect(scan(page).covers.isEmpty)
  }

  @Test("are no short telephone number behind words")
  func shortTelephone() {
    #expect(scan(lines(Self.back + ["Kundesenter 02 300"])).cards.allSatisfy { $0.code != .exposed })
  }

  @Test("are covered on both sides where two of their digits were not read")
  func oneOfThree() throws {
    let digit = line("9", x: 700, y: 300)
    let scan = scan(lines(Self.back) + [digit])
    let cover = try #require(scan.covers.first { $0.box.holds((digit.box.centreX, digit.box.centreY)) })
    #expect(cover.box.length > 3 * Double(characterWidth))
    #expect(abs(cover.box.centreX - digit.box.centreX) < Double(characterWidth) / 2)
  }

  @Test("may be what was read with a letter on a back without a code", arguments: ["C23", "2B3"])
  func blotOnABack(text: String) {
    let page = lines(Self.back) + [line(text, x: 900, y: 340)]
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "•••")
  }

  @Test("are not looked for on a front that shows the first four digits of a number nobody could read")
  func front() {
    let scan = scan(lines(["Havnens Sparekasse", "6304", "MEMBER SINCE 14", "EXP 12/30", "KARL OVE STRAND"]))
    #expect(scan.covers.isEmpty)
    #expect(!scan.cards.contains { $0.code == .uncertain || $0.side == .back })
  }

  @Test("are no specks and no shadows, which are not as high as print", arguments: [8, 200])
  func specks(height: Int) {
    var speck = line("7", x: 700, y: 300)
    speck.box.height = Double(height)
    #expect(!scan(lines(Self.back) + [speck]).covers.contains { $0.box.holds((speck.box.centreX, speck.box.centreY)) })
  }

  @Test("are on a covered page only what is left beside a code's cover", arguments: [true, false])
  func besideCover(isBeside: Bool) {
    let page = lines(Self.back) + [line("7", x: 700, y: 300)]
    let cover = OrientedBox(
      centreX: isBeside ? 660 : 300, centreY: 318, alongX: 1, alongY: 0, length: 60, height: 40)
    let scan = CardScan(
      lines: page, hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases, found: [],
      before: CardCodeFinder.FirstLook(codes: [cover]))
    #expect(scan.covers.isEmpty == !isBeside)
  }

  @Test("are on a covered page two digits, too, that were read surely, wherever they stand", arguments: [0.99, 0.6])
  func secondLook(probability: Double) {
    var rest = line("17", x: 700, y: 300)
    rest.characters = reading("17", probability: probability)
    let scan = CardScan(
      lines: lines(Self.back) + [rest], hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases, found: [],
      before: CardCodeFinder.FirstLook(codes: []))
    #expect(scan.covers.isEmpty == (probability < 0.9))
  }

  @Test("are found on a covered page beside the number whose middle is covered", arguments: [true, false])
  func besideACoveredNumber(isKnown: Bool) {
    let code = line("652", x: 150, y: 400)
    let middle = OrientedBox(PixelRect(x0: 300, y0: 300, x1: 420, y1: 336))
    let scan = CardScan(
      lines: [code], hasCodeLines: true, on: emptyPage(), masking: MaskKind.allCases, found: [],
      before: CardCodeFinder.FirstLook(codes: [], middles: isKnown ? [middle] : []))
    #expect(shown([code], under: scan.covers.map(\.box)) == [isKnown ? "•••" : "652"])
  }

  @Test("are no part of a longer number that was read before it was covered", arguments: ["621", "213"])
  func partOfATail(text: String) {
    let page = lines(Self.back) + [line(text, x: 700, y: 300)]
    let word = Word(
      text: Private("6213"), box: PixelRect(x0: 680, y0: 290, x1: 800, y1: 345), confidence: 1)
    let look = CardCodeFinder.FirstLook(codes: [], words: [word])
    func covers(_ before: CardCodeFinder.FirstLook?) -> [CardScan.Cover] {
      CardScan(lines: page, hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases, found: [], before: before)
        .covers
    }
    #expect(covers(look).isEmpty)
    #expect(!covers(CardCodeFinder.FirstLook(codes: [])).isEmpty)
  }

  @Test("may be what nobody could read on a card of which only the number was read", arguments: ["", "VISA"])
  func unreadPrint(scheme: String) {
    var unread = line("mm", x: 120, y: 220)
    unread.characters = reading("mm", unsure: [0: 0.4, 1: 0.4])
    let page = lines(["4111 1111 1111 1111"] + (scheme.isEmpty ? [] : [scheme])) + [unread]
    let scan = scan(page)
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode && $0.box.meets(unread.box) } == scheme.isEmpty)
    #expect(scan.cards.map(\.code) == [scheme.isEmpty ? .uncertain : .absent])
  }

  @Test("are not the end of a number whose cover took the first digit of it", arguments: [700, 900])
  func restOfATail(x: Int) {
    let page = lines(Self.back) + [line("213", x: x, y: 300)]
    let number = PaymentCard.Number(
      first6: Private("411111"), last4: Private("6213"), length: 16, luhnHolds: false, scheme: .visa,
      box: PixelRect(x0: 300, y0: 290, x1: 800, y1: 345))
    let scan = CardScan(
      lines: page, hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases, found: [],
      before: CardCodeFinder.FirstLook(codes: [], numbers: [number]))
    #expect(scan.covers.isEmpty == (x == 700))
  }

  @Test("are no part of a month that was read before it was covered", arguments: ["1", "3"])
  func partOfAMonth(text: String) {
    let page = [line("EXPIRES", y: 300), line(text, x: 320, y: 300), line("CVV", x: 400, y: 300)]
    let word = Word(text: Private("03/31"), box: PixelRect(x0: 290, y0: 295, x1: 350, y1: 345), confidence: 1)
    func covers(_ words: [Word]) -> [CardScan.Cover] {
      CardScan(
        lines: page, hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases, found: [],
        before: CardCodeFinder.FirstLook(codes: [], words: words)
      ).covers
    }
    #expect(covers([word]).isEmpty)
    #expect(!covers([]).isEmpty)
  }

  @Test("are not what a scratch across the number is read as")
  func onTheNumber() {
    var scratch = line("33", x: 300, y: 40)
    (scratch.box.alongX, scratch.box.alongY) = (0.37, 0.93)
    let page =
      lines(["4111 1111 1111 1111"]) + [scratch]
      + lines(Self.back).map { back in
        var back = back
        back.box.centreY += 200
        return back
      }
    #expect(!scan(page).covers.contains { $0.kind == .cardVerificationCode && $0.box.meets(scratch.box) })
  }

  @Test("are nowhere in the columns of a bill with long numbers")
  func columns() {
    let numbers = ["6465123", "4894217", "6285248", "33392804", "594340", "20252024", "5030884", "1234 567"]
    let rest = (0..<30).map { "Forbrug \($0 * 7 + 100) kWh pris \(200 + $0)" }
    let scan = scan(lines(["Strømregning"] + numbers + rest))
    #expect(scan.covers.isEmpty)
    #expect(scan.cards.isEmpty)
  }

  @Test("are nowhere above the bars of a chart, two of which may be as high")
  func chart() {
    let bars = [
      line("4842", x: 900, y: 40), line("3739", x: 700, y: 100), line("1488", x: 500, y: 160),
      line("1524", x: 600, y: 162), line("620", x: 400, y: 220),
    ]
    let rest = (0..<30).map { line("Forbrug \($0 * 7 + 100) kWh pris \(200 + $0)", y: 400 + $0 * 60) }
    #expect(scan(bars + rest).covers.isEmpty)
  }

  @Test("are nowhere on a bill that speaks of cards", arguments: [30, 60])
  func bill(rows: Int) {
    let head = [
      "Betal med Dankort, Visa eller Mastercard", "Visa/Dankort", "Dankort", "Beløb 349", "Kontrolnummer 123",
      "Tlf. 70 10 20 30", "+71<004412345678903+87654321<", "Kundenummer 720 441", "Dato 12.11.2026", "Side 1 af 2",
    ]
    let rest = (head.count..<rows).map { "Forbrug \($0 * 7 + 100) kWh pris \(200 + $0)" }
    let scan = scan(lines(head + rest))
    #expect(scan.covers.isEmpty)
    #expect(scan.cards.isEmpty)
  }

  @Test("are nowhere on a short bill that names one card")
  func shortBill() {
    let scan = scan(lines(["Ørsted", "Beløb 349 kr.", "Betales med Dankort", "Kundenr. 720 441", "12.11.2026", "Tak"]))
    #expect(scan.covers.isEmpty)
    #expect(scan.cards.isEmpty)
  }

  @Test("are nowhere on a passport, whatever its words")
  func passport() {
    let scan = scan(
      lines(["PASSPORT", "AUTHORITY VISA", "Signature of bearer", "Visa", "Electron", "123"]), hasCodeLines: true)
    #expect(scan.covers.isEmpty)
    #expect(scan.cards.isEmpty)
  }

  @Test("that could not be found are looked for where they would stand")
  func uncertain() {
    let page = lines(["AUTHORIZED SIGNATURE", "If found return to bank", "Electronic use only"])
    let scan = scan(page)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.cards.map(\.side) == [.back])
    #expect(Set(scan.covers.map(\.kind)) == [.cardVerificationCode])
  }

  /// The figure in the label is not the code: where only the label was read, the code may still stand there.
  @Test("that could not be read behind a label with a figure are not taken for found", arguments: ["CVV2", "CVC2:"])
  func labelAlone(label: String) throws {
    let scan = scan(lines(["AUTHORIZED SIGNATURE", label]))
    #expect(scan.cards.map(\.code) == [.uncertain])
    let cover = try #require(scan.covers.first)
    #expect(cover.box.length > Double(3 * characterWidth))
  }

  private enum Ink { case marker, zero, one }

  /// A back with the tail of the number as dark strokes, so that ink is known, and then what stands where the code
  /// should.
  private func back(_ marks: [Ink]) -> CardScan {
    let page = lines(["AUTHORIZED SIGNATURE", "If found return to bank", "1111"])
    var grey = emptyPage()
    let tail = page[2].box.bounds
    func fill(_ columns: Range<Int>, _ rows: Range<Int>) {
      for y in rows { for x in columns { grey.pixels[y * grey.width + x] = 30 } }
    }
    let rows = tail.y0 + 6..<tail.y1 - 6
    for digit in 0..<4 { fill(tail.x0 + digit * 24 + 9..<tail.x0 + digit * 24 + 14, rows) }
    for (index, mark) in marks.enumerated() {
      let x = tail.x1 + 20 + index * 24
      switch mark {
      case .marker: fill(x - 2..<x + 24, rows.lowerBound - 3..<rows.upperBound + 3)
      case .one: fill(x + 8..<x + 13, rows)
      case .zero:
        for edge in [x + 2, x + 14] { fill(edge..<edge + 4, rows.lowerBound + 7..<rows.upperBound - 7) }
        fill(x + 4..<x + 16, rows.lowerBound..<rows.lowerBound + 4)
        fill(x + 4..<x + 16, rows.upperBound - 4..<rows.upperBound)
      }
    }
    return CardScan(lines: page, hasCodeLines: false, on: grey, masking: MaskKind.allCases)
  }

  @Test("that are covered already are seen to be, behind the tail of the number")
  func tape() {
    let scan = back([.marker, .marker, .marker])
    #expect(scan.cards.map(\.code) == [.covered])
    #expect(scan.covers.isEmpty)
  }

  @Test("leave the likely places covered where the panel behind the tail is bare")
  func bare() {
    let scan = back([])
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(Set(scan.covers.map(\.kind)) == [.cardVerificationCode])
  }

  private static let unread: [[Ink]] = [
    [.zero, .zero, .zero], [.one, .one, .one], [.one, .zero, .one], [.marker, .marker, .zero],
    [.zero, .marker, .marker],
    [.marker, .zero, .zero],
  ]

  @Test("that were not read, or stick out of a marker's stroke, are covered", arguments: 0..<unread.count)
  func standing(row: Int) {
    let scan = back(Self.unread[row])
    #expect(scan.cards.map(\.code) == [.exposed])
    #expect(scan.covers.map(\.kind) == [.cardVerificationCode])
  }

  @Test("make no second cover when the covered page is looked at again")
  func secondLook() throws {
    let first = scan(lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"]))
    let kept = lines(["VISA", "4111 11        1111", "VALID THRU 12/27"])
    #expect(scan(kept, found: first.cards).covers.isEmpty)
    let amex = scan(lines(["AMERICAN EXPRESS", "3782 822463 10005", "7316"]))
    let keptAmex = lines(["AMERICAN EXPRESS", "3782 82", "0005"])
    #expect(scan(keptAmex, found: amex.cards).covers.isEmpty)
  }
}
