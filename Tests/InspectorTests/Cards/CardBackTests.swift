import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Backs of cards of which the code was not read")
struct CardBackTests {
  private static let back = ["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203"]

  /// A light page with a dark stripe right across a card that is darker than the page.
  private func card(stripe: PixelRect, drawing marks: [PixelRect] = []) -> Raster {
    var picture = emptyPage(width: 2400, height: 1600)
    func fill(_ box: PixelRect, _ level: UInt8) {
      for y in box.y0..<box.y1 { for x in box.x0..<box.x1 { picture.pixels[y * picture.width + x] = level } }
    }
    fill(PixelRect(x0: stripe.x0, y0: stripe.y0 - 60, x1: stripe.x1, y1: stripe.y0 + stripe.width * 6 / 10), 150)
    fill(stripe, 30)
    for mark in marks { fill(mark, 30) }
    return picture
  }

  private func looked(_ lines: [ReadLine], on grey: Raster) -> CardScan {
    CardScan(lines: lines, hasCodeLines: false, on: grey, masking: MaskKind.allCases)
  }

  @Test("leave the place below their stripe covered though a code was read elsewhere in the picture")
  func codeElsewhere() {
    let grey = card(stripe: PixelRect(x0: 200, y0: 300, x1: 1000, y1: 410))
    let form = [line("CVV 582", x: 1700, y: 500), line("VISA", x: 1700, y: 700)]
    let scan = looked(form, on: grey)
    #expect(scan.cards.map(\.code) == [.uncertain])
    let place = OrientedBox(PixelRect(x0: 700, y0: 440, x1: 800, y1: 470))
    #expect(scan.covers.contains { $0.box.meets(place) })
    #expect(shown(form, under: scan.covers.map(\.box)) == ["CVV •••", "VISA"])
  }

  @Test("are covered as far as their print reaches where something hides the end of their stripe")
  func shortStripe() {
    let grey = card(stripe: PixelRect(x0: 200, y0: 300, x1: 800, y1: 380))
    let place = OrientedBox(PixelRect(x0: 960, y0: 420, x1: 1000, y1: 440))
    func covers(_ print: ReadLine) -> Bool {
      let texts = [line("NOT VALID UNLESS SIGNED", x: 220, y: 500), line("If found return to bank", x: 220, y: 560)]
      return looked(texts + [print], on: grey).covers.contains { $0.box.meets(place) }
    }
    #expect(covers(line("Spärra kortet", x: 750, y: 640)))
    #expect(!covers(line("Spärra kortet", x: 400, y: 640)))
  }

  @Test("are covered behind the end of the number though three digits of a telephone number look like a code")
  func besideATelephone() {
    let tail = line("1881", x: 700, y: 400)
    var grey = emptyPage()
    for digit in 0..<8 where digit != 4 {
      for y in 406..<430 {
        for x in 700 + digit * 24 + 9..<700 + digit * 24 + 14 { grey.pixels[y * grey.width + x] = 30 }
      }
    }
    let page = lines(Self.back) + [line("582", x: 100, y: 700), tail]
    let scan = looked(page, on: grey)
    let zone = OrientedBox(PixelRect(x0: 810, y0: 405, x1: 880, y1: 430))
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode && $0.box.meets(zone) })
  }

  @Test(
    "have no code in the number of their telephone service",
    arguments: ["Kundenservice 116 116", "Customer care 116 582"])
  func service(text: String) {
    let page = lines(Self.back) + [line(text, y: 300)]
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == text)
  }

  @Test("are not known by one key of a keyboard beside them")
  func keys() {
    let keys = "QWERTYUIOP0".enumerated().map { line(String($1), x: 100 + 90 * $0, y: 900) }
    let page = lines(Self.back) + keys
    let scan = scan(page)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(shown(page, under: scan.covers.map(\.box)).last == "0")
  }

  @Test("are covered below a whole number, where months and the number itself stay readable")
  func belowANumber() {
    let page = lines(Self.back) + [line("4111 1111 1111 1111", y: 240), line("12/27", y: 330)]
    let scan = scan(page)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(shown(page, under: scan.covers.map(\.box)).suffix(2) == ["4111 11•• •••• 1111", "12/27"])
    let place = OrientedBox(PixelRect(x0: 300, y0: 330, x1: 380, y1: 360))
    #expect(scan.covers.contains { $0.box.meets(place) })
  }

  @Test("are known by one sentence on the card of a number, of which the others could not be read")
  func oneSentence() {
    let number = line("4111 1111 1111 1111", y: 240)
    #expect(scan([number]).cards.map(\.code) == [.absent])
    let scan = scan([line("Finder du kortet, så send det til banken", y: 400), number])
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode })
  }

  @Test("are covered right of a number in four rows")
  func besideAStack() {
    let rows = ["4571", "8000", "0004", "0000"].enumerated().map { line($1, y: 240 + $0 * 60) }
    let scan = scan(lines(Self.back) + rows)
    #expect(scan.cards.map(\.code) == [.uncertain])
    let place = OrientedBox(PixelRect(x0: 300, y0: 300, x1: 380, y1: 330))
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode && $0.box.meets(place) })
  }

  @Test(
    "are known by a band that is longer than a card by its number, whose print may be small, and covered as far below")
  func smallNumber() {
    let number = line("4111 1111 1111 1111", x: 260, y: 560)
    // By the number the card is 633 pixels wide.
    var grey = emptyPage(width: 2400, height: 1600)
    for y in 300..<420 { for x in 200..<1200 { grey.pixels[y * grey.width + x] = 30 } }
    let scan = looked([number], on: grey)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode && $0.box.holds((500, 780)) })
    #expect(looked([number], on: emptyPage()).cards.map(\.code) == [.absent])
  }

  @Test("are covered by their own stripe though the code of another back lies along it")
  func nearestStripe() {
    var grey = card(stripe: PixelRect(x0: 200, y0: 200, x1: 900, y1: 300))
    let other = card(stripe: PixelRect(x0: 200, y0: 900, x1: 900, y1: 1000))
    for at in grey.pixels.indices { grey.pixels[at] = min(grey.pixels[at], other.pixels[at]) }
    // 1.1 lengths below the upper stripe, 0.1 below the lower.
    let code = [line("CVC2 582", x: 500, y: 1020), line("VISA", x: 500, y: 1180)]
    let scan = looked(code, on: grey)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.box.holds((750, 360)) })
    #expect(shown(code, under: scan.covers.map(\.box)) == ["CVC2 •••", "VISA"])
  }

  @Test("are not looked for behind a label right below which larger digits were read")
  func largerBelow() {
    var code = line("463", x: 90, y: 0)
    (code.box.height, code.box.centreY) = (70, 370)
    let page = lines(Self.back) + [line("SECURITY CODE", y: 300), code]
    #expect(scan(page).cards.map(\.code) == [.exposed])
  }

  @Test("are covered below their label though the month below the word before it was read as three digits")
  func monthBefore() {
    let page = lines(Self.back) + [line("UTLOPER CVV", y: 300), line("128", x: 160, y: 345)]
    #expect(scan(page).cards.map(\.code) == [.uncertain])
    let below = lines(Self.back) + [line("UTLOPER CVV", y: 300), line("128", x: 300, y: 345)]
    #expect(scan(below).cards.map(\.code) == [.exposed])
  }

  @Test("are covered behind their label though a month before it was read as four digits")
  func beforeTheLabel() {
    let scan = scan(lines(Self.back) + [line("EXPIRES END: 1273, CVC", y: 300)])
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.box.holds((700, 318)) })
  }

  @Test("have no code behind four digits before the last four of a number")
  func beforeTheLastFour() {
    var grey = emptyPage()
    for digit in 0..<4 {
      for y in 406..<430 { for x in 830 + digit * 24..<836 + digit * 24 { grey.pixels[y * grey.width + x] = 30 } }
    }
    let page = lines(Self.back) + [line("1200", x: 700, y: 400), line("3405", x: 830, y: 400)]
    #expect(shown(page, under: looked(page, on: grey).covers.map(\.box)).last == "3405")
  }

  @Test("are covered by their own stripe though the other card in the picture shows a code that looks like an end")
  func otherCard() {
    let grey = card(stripe: PixelRect(x0: 1200, y0: 300, x1: 2000, y1: 410))
    let words = Self.back.enumerated().map { line($1, x: 1210, y: 600 + 60 * $0) }
    let front = [line("AMERICAN EXPRESS", y: 340), line("7316", x: 500, y: 520), line("3782 822463 10005", y: 600)]
    let scan = looked(words + front, on: grey)
    #expect(scan.cards.map(\.code) == [.uncertain])
    let place = OrientedBox(PixelRect(x0: 1800, y0: 440, x1: 1880, y1: 470))
    #expect(scan.covers.contains { $0.box.meets(place) })
  }

  @Test("are not known by two large signs that were read as digits behind a row of their number")
  func largeSigns() {
    let rows = ["5019", "5555", "4444", "5555"].enumerated().map { line($1, y: 240 + $0 * 60) }
    var sign = line("42", x: 300, y: 240)
    let page = lines(Self.back) + rows
    #expect(scan(page + [sign]).cards.map(\.code) == [.exposed])
    sign.box.height *= 1.6
    #expect(scan(page + [sign]).cards.map(\.code) == [.uncertain])
  }

  @Test("are covered where two digits behind four were read below a dark band, and nothing else")
  func belowABand() {
    let stripe = PixelRect(x0: 200, y0: 300, x1: 1000, y1: 410)
    var band = emptyPage(width: 2400, height: 1600)
    for y in stripe.y0..<stripe.y1 { for x in stripe.x0..<stripe.x1 { band.pixels[y * band.width + x] = 30 } }
    let page = [line("1111 16", x: 700, y: 480)]
    #expect(shown(page, under: looked(page, on: band).covers.map(\.box)) == ["1111 ••"])
    #expect(looked(page, on: emptyPage()).covers.isEmpty)
  }

  @Test("are covered behind the second label of a card of which only the first one's code was read")
  func twoLabels() {
    let page =
      lines(Self.back) + [
        line("4111 1111 1111 1111", y: 240), line("CVV 582", x: 700, y: 300), line("CVV", x: 700, y: 460),
      ]
    let scan = scan(page)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode && $0.box.holds((830, 478)) })
    #expect(shown(page, under: scan.covers.map(\.box))[3] == "CVV •••")
    // A speck behind it is no code, and a digit of its height is what something left of one.
    var speck = line("1", x: 790, y: 470)
    speck.box.height = 14
    #expect(self.scan(page + [speck]).cards.map(\.code) == [.uncertain])
    #expect(self.scan(page + [line("1", x: 790, y: 460)]).cards.map(\.code) == [.exposed])
  }

  private func scan(_ lines: [ReadLine]) -> CardScan { looked(lines, on: emptyPage()) }

  @Test("are covered behind their label, not where the row of the label begins")
  func behindTheLabel() {
    let page = lines(Self.back) + [line("GOOD THRU 04/30 SECURITY CODE", y: 300)]
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)).last?.hasPrefix("GOOD THRU 04/30") == true)
    #expect(scan.covers.contains { $0.box.holds((820, 330)) })
  }
}

@Suite("Places that stay readable where a code may be")
struct SparedPlacesTests {
  private let zone = OrientedBox(PixelRect(x0: 50, y0: 0, x1: 1000, y1: 300))

  private func left(_ lines: [ReadLine]) -> [OrientedBox] {
    let rows = DigitRow.rows(of: lines)
    let cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
    let numbers = CardNumberFinder(lines: lines, cues: cues).numbers(in: rows)
    return SparedPlaces(rows: rows, lines: lines, numbers: numbers).left(of: [zone])
  }

  @Test(
    "are numbers that hold or stand in fours, months, and words, and all around them stays covered",
    arguments: ["4111 1111 1111 1111", "4111 1111 1111 1112", "12/27", "JÜRGEN WEISS"])
  func known(text: String) {
    let page = [line(text, y: 130), line("583", x: 800, y: 130), line("ANNA", y: 40), line("ANNA", y: 220)]
    #expect(shown(page, under: left(page)) == [text, "•••", "••••", "••••"])
  }

  @Test("end with their box: beside words at the edge of a place all of it stays covered")
  func atTheEdge() {
    let left = left([line("JÜRGEN WEISS", y: 4)])
    #expect(left.contains { $0.holds((800, 1)) })
    #expect(!left.contains { $0.holds((200, 20)) })
  }

  @Test(
    "are no numbers in which a code may be, no words between which something was not read, and nothing that lies across"
  )
  func unknown() {
    let back = [line("NOT VALID UNLESS SIGNED", y: 400), line("If found return to bank", y: 460)]
    #expect(left(back + [line("41111111111 11112", y: 130)]) == [zone])
    #expect(left([line("JÜRGEN      WEISS", y: 130)]) == [zone])
    #expect(left([line("BANKPANEL BANKPANEL", y: 130)]) == [zone])
    #expect(left([line("JÜRGEN WEISS SIZ", y: 130)]) == [zone])
    let unsure = ReadLine(box: line("JÜRGEN WEISS", y: 130).box, characters: reading("JÜRGEN WEISS", probability: 0.9))
    #expect(left([unsure]) == [zone])
    var across = line("12/27", y: 130)
    (across.box.alongX, across.box.alongY) = (0.7, 0.71)
    #expect(left([across]) == [zone])
  }
}
