import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Card verification codes")
struct CardCodeTests {
  private static let back = ["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203"]

  private static let codes: [(read: [String], shown: [String])] = [
    // Behind the tail of the number on the signature panel.
    (["AUTHORIZED SIGNATURE", "1111 683"], ["AUTHORIZED SIGNATURE", "1111 •••"]),
    (["AUTHORIZED SIGNATURE", "1111683"], ["AUTHORIZED SIGNATURE", "1111•••"]),
    (
      ["KORTHOLDERS UNDERSKRIFT", "Kortet tilhører banken", "683"],
      ["KORTHOLDERS UNDERSKRIFT", "Kortet tilhører banken", "•••"]
    ),
    (
      ["NOT VALID UNLESS SIGNED", "If found return to bank", "4111 1111 1111 1111 683"],
      ["NOT VALID UNLESS SIGNED", "If found return to bank", "4111 11•• •••• 1111 •••"]
    ),
    (
      ["NOT VALID UNLESS SIGNED", "If found return to", "70 10 20 30", "582"],
      ["NOT VALID UNLESS SIGNED", "If found return to", "70 10 20 30", "•••"]
    ),
    (
      ["NOT VALID UNLESS SIGNED", "If found call", "(800) 555 010 020", "582"],
      ["NOT VALID UNLESS SIGNED", "If found call", "(800) 555 010 020", "•••"]
    ),
    (["1111 683"], ["1111 •••"]),
    // Behind, below and beside a label.
    (["CVV 123"], ["CVV •••"]), (["CVV2: 123"], ["CVV2: •••"]), (["CVC 123"], ["CVC •••"]),
    (["CVC2 123"], ["CVC2 •••"]), (["Security code 123"], ["Security code •••"]),
    (["Kontrolcifre: 123"], ["Kontrolcifre: •••"]), (["Sikkerhedskode 123"], ["Sikkerhedskode •••"]),
    (["Säkerhetskod 123"], ["Säkerhetskod •••"]), (["Sikkerhetskode 123"], ["Sikkerhetskode •••"]),
    (["Prüfziffer 123"], ["Prüfziffer •••"]), (["Kartenprüfnummer 123"], ["Kartenprüfnummer •••"]),
    (["Cryptogramme visuel 123"], ["Cryptogramme visuel •••"]), (["Code de sécurité 123"], ["Code de sécurité •••"]),
    (["CID 7316"], ["CID ••••"]), (["CVV", "123"], ["CVV", "•••"]), (["cvv 1 2 3"], ["cvv • • •"]),
    (["CVV l23"], ["CVV •••"]),
    // A part of one is enough, where a label tells what it is.
    (["CVV 3"], ["CVV •"]), (["CVV 12"], ["CVV ••"]), (["CVV /87"], ["CVV •••"]),
    // Behind the end of a number that was read elsewhere, of whatever else was lost.
    (["VISA", "4111 1111 1111 1111", "111127"], ["VISA", "4111 11•• •••• 1111", "1111••"]),
    // Behind four digits in one run, of which one was lost: the last of seven, too.
    (["AUTHORIZED SIGNATURE", "001422"], ["AUTHORIZED SIGNATURE", "001•••"]),
    // Behind a month and little else.
    (["04/31 286"], ["04/31 •••"]),
    // With a speck between its digits, and behind the end of a number that is read elsewhere.
    (["10/30 CVC 1.37"], ["10/30 CVC ••••"]),
    (
      ["VISA", "4111 1111 1111 1111", "PS 1111 907 heS 0012"], ["VISA", "4111 11•• •••• 1111", "PS 1111 ••• heS 0012"]
    ),
    // Behind a label that was read as a sign.
    (
      ["DANKORT", "4111 1111 1111 1111", "08/28", "α962"], ["DANKORT", "4111 11•• •••• 1111", "08/28", "α•••"]
    ),
    // American Express: four digits on the front, and a year that is none.
    (["AMERICAN EXPRESS", "3782 822463 10005", "7316"], ["AMERICAN EXPRESS", "3782 82•••• •0005", "••••"]),
    (
      ["AMERICAN EXPRESS", "3782 822463 10005", "7316", "MEMBER SINCE 1998"],
      ["AMERICAN EXPRESS", "3782 82•••• •0005", "••••", "MEMBER SINCE 1998"]
    ),
    (["AMERICAN EXPRESS", "8269"], ["AMERICAN EXPRESS", "••••"]),
    // Three digits on a front that nothing explains.
    (["VISA", "4111 1111 1111 1111", "123"], ["VISA", "4111 11•• •••• 1111", "•••"]),
  ]

  @Test("are covered", arguments: 0..<codes.count)
  func covered(row: Int) {
    let (read, expected) = Self.codes[row]
    let page = lines(read)
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)) == expected)
    #expect(scan.cards.contains { $0.code == .exposed })
  }

  @Test("are covered where the reading lost the space before them but not its gap")
  func lostSpace() {
    let page = lines(["AUTHORIZED SIGNATURE"]) + [line("1111 683", y: 200, losingSpaces: true)]
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["AUTHORIZED SIGNATURE", "1111•••"])
  }

  @Test("are covered beyond places that were read closer together than any type is")
  func closerThanType() {
    var code = line("123", x: 100 + 5 * characterWidth, y: 42)
    for index in 0..<3 { code.characters[index].position = 0.4 + 0.1 * Double(index) }
    let covers = scan([line("CVV", y: 40), code]).covers
    #expect(covers.map { $0.box.length >= 60 } == [true])
  }

  @Test("are covered in a box beside their label")
  func besideLabel() {
    let page = [line("CVV", y: 40), line("123", x: 100 + 5 * characterWidth, y: 42)]
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["CVV", "•••"])
  }

  /// Digits on a card that something else explains.
  private static let explained: [[String]] = [
    ["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"],
    ["VISA", "4111 1111 1111 1111", "VALID FROM 03/24 THRU 03/2028"],
    ["mastercard", "5555 5555 5555 4444", "5555", "GOOD THRU 08/29"],
    ["VISA", "4111 1111 1111 1111", "AB123"],
  ]

  @Test("are not what else a card shows", arguments: explained)
  func elsewise(read: [String]) {
    let page = lines(read)
    #expect(!scan(page).covers.contains { $0.kind == .cardVerificationCode })
  }

  @Test(
    "are not the years and first digits that American Express prints beside them",
    arguments: [["MEMBER SINCE 1998"], ["3782", "VALID THRU 12/27"], ["MEMBER SINCE 98", "96"]])
  func besideTheCode(read: [String]) {
    let page = lines(["AMERICAN EXPRESS", "7316", "3782 822463 10005"] + read)
    #expect(
      shown(page, under: scan(page).covers.map(\.box))
        == ["AMERICAN EXPRESS", "••••", "3782 82•••• •0005"] + read)
  }

  @Test("that were not read on an American Express front leave the places above the number covered")
  func americanExpressFront() {
    let scan = scan(
      lines(["AMERICAN EXPRESS", "", "", "3782 822463 10005", "VALID THRU 12/27"].filter { !$0.isEmpty }))
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.kind == .cardVerificationCode })
  }

  @Test("of which two on an American Express front were read, smaller than the date, are covered with both others")
  func partOnAFront() throws {
    var part = line("48", x: 500, y: 300)
    part.box.height = 18
    let page = lines(["AMERICAN EXPRESS"]) + [part, line("3782 822463 10005", y: 420), line("12/27", x: 700, y: 480)]
    let scan = scan(page)
    let cover = try #require(scan.covers.first { $0.box.holds((part.box.centreX, part.box.centreY)) })
    #expect(cover.box.length > 3 * part.box.length)
    #expect(scan.cards.map(\.code) == [.exposed])
  }

  @Test("are looked for below the title of American Express where hardly anything else could be read")
  func titleAlone() {
    #expect(scan([line("AMERICAN EXPRESS", y: 200)]).cards.map(\.code) == [.uncertain])
    let shop = lines(["Betal med", "AMERICAN EXPRESS", "Visa, Dankort og MobilePay", "ved kassen"])
    #expect(scan(shop).covers.isEmpty)
  }

  @Test("may be signs that are no word beside a number in four rows", arguments: ["7IE", "Z?6", "EXP"])
  func besideAStack(text: String) {
    let rows = ["4571", "8000", "0000", "0004"].enumerated().map { line($1, y: 240 + $0 * 60) }
    var blot = line(text, x: 400, y: 360)
    if text != "EXP" { blot.characters = reading(text, probability: 0.6) }
    let page = [line("DANKORT", y: 600)] + rows + [blot]
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == (text == "EXP" ? "EXP" : "•••"))
  }

  @Test("stand behind a whole number beside a passport where a scheme is named")
  func besideAPassport() {
    let page = lines(["PASSPORT", "Discover", "6011111111111117 598"])
    let covers = scan(page, hasCodeLines: true).covers
    #expect(shown(page, under: covers.map(\.box)).last == "601111••••••1117 •••")
  }

  @Test("stand above the number of American Express, whatever of a bill lies in their row")
  func onABill() {
    let code = line("3153", x: 520, y: 100)
    let page = [
      line("AMERICAN EXPRESS", y: 40), code, line("ce 482 or 1203 of 2025.", x: 640, y: 100),
      line("3714 496353 98431", y: 180),
    ]
    #expect(shown(page, under: scan(page).covers.map(\.box))[1...2] == ["••••", "ce 482 or 1203 of 2025."])
  }

  private enum Drawn { case disc, tape, tapeAndDigits, strokes }

  @Test(
    "are covered by the customer on an American Express front where a straight patch lies, and painted with digits beside",
    arguments: [
      (Drawn.disc, PaymentCard.Code.uncertain), (.tape, .covered), (.tapeAndDigits, .covered), (.strokes, .uncertain),
    ])
  private func patch(drawn: Drawn, code: PaymentCard.Code) {
    let page = [line("AMERICAN EXPRESS", y: 40), line("3782 822463 10005", y: 220)]
    var grey = emptyPage()
    func fill(_ level: UInt8 = 90, _ isIn: (Int, Int) -> Bool) {
      for y in 120..<216 { for x in 300..<520 where isIn(x, y) { grey.pixels[y * grey.width + x] = level } }
    }
    switch drawn {
    case .disc: fill { x, y in (x - 400) * (x - 400) + (y - 165) * (y - 165) < 40 * 40 }
    case .tape: fill { x, y in (380..<460).contains(x) && (145..<185).contains(y) }
    case .tapeAndDigits:
      fill { x, y in (380..<430).contains(x) && (145..<185).contains(y) }
      for digit in 0..<2 {
        fill { x, y in (440 + 20 * digit..<448 + 20 * digit).contains(x) && (155..<177).contains(y) }
      }
    case .strokes:
      // Digits under two strokes of a pen, blurred into one another.
      fill(150) { x, y in (380..<460).contains(x) && (145..<185).contains(y) }
      fill { x, y in (380..<460).contains(x) && (155..<170).contains(y) }
    }
    let scan = CardScan(lines: page, hasCodeLines: false, on: grey, masking: [.cardVerificationCode])
    #expect(scan.cards.map(\.code) == [code])
    #expect(scan.covers.isEmpty == (drawn == .tape))
  }

  /// Pieces of texts in the languages of issuers, as they are read from worn and blurred cards, beside three digits.
  private static let backs: [[String]] = [
    ["Kortet tilhører Sundbanken og skal afleveres på forlangende", "Finder du kortet, så send det til Postboks 2240"],
    ["Kortet år Björkbankens egendom och fär användas", "Kortet ska äterlämnas på begiran"],
    ["Kortet tilhorer Fjellbanken og skal leveres", "Funnet kort sendes til Postboks 741"],
    ["Diese Karte ist Eigentum der Elbufer Bank", "Bei Fund bitte an Postfach 10 04 42"],
    ["This card isissued by Cobalt and remains its propety", "If found.please return it to Cobalt"],
    ["IKKE GYLDIGT UDEN UNDERSKRIFT", "Spærring af kort døgnet rundt"],
  ]

  @Test("are covered beside the words of issuers, misread as they may be", arguments: backs)
  func besideWords(read: [String]) {
    let page = lines(read + ["386"])
    #expect(shown(page, under: scan(page).covers.map(\.box)) == read + ["•••"])
  }

  @Test(
    "are covered behind a label that was misread or is partly hidden",
    arguments: ["CWV", "CW2", "NTROLCIFRE", "URITY CODE:"])
  func misreadLabel(label: String) {
    let page = lines(["\(label) 748"])
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["\(label) •••"])
  }

  @Test(
    "are covered behind the end of a number whatever stands far away in its row",
    arguments: [("5643 600", "5643 •••"), ("3742484", "3742•••")])
  func farAway(text: String, expected: String) {
    let words = ["Kortet tilhører Fjellbanken", "Funnet kort sendes til Postboks 741"]
    let y = 400
    let row = [line("S+32", x: 100, y: y), line(text, x: 700, y: y), line("7296", x: 2000, y: y)]
    let shown = shown(row, under: scan(lines(words) + row).covers.map(\.box))
    #expect(shown == ["S+32", expected, "7296"])
  }

  @Test("are covered behind the end of a number of which some digits were lost", arguments: ["0 1145", "01 145"])
  func misreadTail(text: String) {
    let words = ["Kortet tilhører Fjellbanken", "Funnet kort sendes til Postboks 741"]
    let page = lines(words + [text])
    #expect(shown(page, under: scan(page).covers.map(\.box)) == words + ["\(text.dropLast(3))•••"])
  }

  @Test(
    "are covered behind a number with a signature over its beginning, a scratch behind its end, or gaps between them",
    arguments: [
      ("4aad11111111 165", " •••"), ("600a0000 0000 0047 658", "0047 •••"), ("0001/686", "0001/•••"),
      ("3 6 1", "• • •"),
    ])
  func wornNumber(text: String, shownEnd: String) {
    let page = lines(Self.back) + [line(text, x: 700, y: 300)]
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)).last?.hasSuffix(shownEnd) == true)
    #expect(scan.cards.map(\.code) == [.exposed])
  }

  @Test("leave the end of the number readable that was found in a box of its own, or in two")
  func besideTheTail() {
    let words = lines(Self.back)
    let digit = words + [line("6611", x: 700, y: 300), line("3", x: 700 + 5 * characterWidth, y: 302)]
    #expect(shown(digit, under: scan(digit).covers.map(\.box)).suffix(2) == ["6611", "•"])
    let cut = words + [line("00", x: 700, y: 300), line("01612", x: 700 + 5 * characterWidth / 2, y: 302)]
    #expect(shown(cut, under: scan(cut).covers.map(\.box)).suffix(2) == ["00", "01•••"])
  }

  @Test("are known below their label though a number in four rows begins in their row")
  func belowALabelInALongRow() {
    let rows = ["5454", "6098", "9902", "6213"].enumerated().map { line($1, y: 240 + $0 * 60) }
    let date = [line("11/28", x: 500, y: 240), line("KONTROLLKOD", x: 640, y: 200), line("70", x: 660, y: 242)]
    #expect(scan(lines(Self.back) + rows + date).cards.map(\.code) == [.exposed])
  }

  @Test("are covered on a card that lies beside a column of amounts")
  func besideAmounts() {
    let column = line("10684,76", x: 100 + 6 * characterWidth, y: 200)
    let page = lines(Self.back) + [line("060", y: 200), column]
    #expect(shown(page, under: scan(page).covers.map(\.box)).suffix(2) == ["•••", "10684,76"])
  }

  @Test("are four digits above the number of American Express on a bill with amounts in the same row")
  func yearlessOnABill() {
    let page = [
      line("3782 822463 10005", y: 200), line("9082", x: 380, y: 120), line("-166,56 19743,58", x: 780, y: 120),
    ]
    #expect(shown(page, under: scan(page).covers.map(\.box))[1] == "••••")
  }

  @Test("are covered where they were read as something else behind the end of the number")
  func blot() {
    let page = [line("DISCOVER", y: 300), line("1113", y: 40), line("&3", x: 100 + 5 * characterWidth, y: 42)]
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["DISCOVER", "1113", "••"])
  }

  @Test("are covered on a back where a finger hides all but two digits and the label")
  func partOnABack() {
    let page = lines(["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203", "03/32", "80"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).suffix(2) == ["03/32", "••"])
  }

  @Test("are four digits above the number of American Express though they could be a year")
  func yearAboveANumber() {
    let page = [line("AMERICAN EXPRESS", y: 40), line("1971", x: 500, y: 130), line("3782 822463 10005", y: 220)]
    #expect(shown(page, under: scan(page).covers.map(\.box))[1] == "••••")
  }

  @Test("are not the end of a month before their label")
  func endOfAMonth() {
    let page = [line("GILTIG TOM: 12/2", y: 40), line("8 CVV2: 985", x: 100 + 17 * characterWidth, y: 42)]
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["GILTIG TOM: 12/2", "8 CVV2: •••"])
  }

  @Test(
    "are covered behind the end of a number with a scratch between, which makes no date",
    arguments: ["-78", "/782", ".7"])
  func scratch(text: String) {
    let back = ["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203"]
    let page = lines(back) + [line("0212" + text, x: 700, y: 300)]
    #expect(
      shown(page, under: scan(page).covers.map(\.box))[2].hasSuffix(String(repeating: "•", count: text.count - 1)))
    let month = lines(back) + [line("2027-05", x: 700, y: 300), line("582", x: 700, y: 400)]
    #expect(shown(month, under: scan(month).covers.map(\.box))[2] == "2027-05")
  }

  @Test("are covered where two of three were read, as far as the third reaches in a wide type")
  func wideType() throws {
    var part = line("03", y: 300)
    part.box.length *= 1.4
    let page = lines(["GOOD THRU 10/28", "CVC"]) + [part]
    let cover = try #require(scan(page).covers.first { $0.box.meets(part.box) })
    #expect(cover.box.holds((part.box.centreX + 1.4 * part.box.length / 2, part.box.centreY)))
  }

  @Test("are covered on a back where they stand alone in a larger type than its sentences")
  func largerType() {
    var part = line("01", x: 800, y: 300)
    part.box.height *= 1.9
    part.box.length *= 1.6
    let page = lines(Self.back) + [part]
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "••")
  }

  @Test("are covered on a card that lies among letters that are no text, as on a keyboard")
  func keyboard() {
    let keys = (0..<60).map { line("K", x: 100 + 90 * ($0 % 12), y: 600 + 120 * ($0 / 12)) }
    let page = lines(["NOT VALID UNLESS SIGNED", "This card is the property of the bank", "0129 123"]) + keys
    #expect(shown(page, under: scan(page).covers.map(\.box))[2] == "0129 •••")
  }

  @Test("are covered on a card among keys though two of three are hidden, where the card of a number hides the keys")
  func digitAmongKeys() {
    let keys = (0..<20).map { line("K", x: 100 + 90 * ($0 % 10), y: 900 + 120 * ($0 / 10)) }
    let digit = line("3", x: 160, y: 280)
    let number = line("4111 1111 1111 1111", x: 100, y: 180)
    let back = ["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203"].enumerated()
      .map { line($1, x: 100, y: 360 + 60 * $0) }
    let page = [number, digit] + back + keys
    #expect(shown(page, under: scan(page).covers.map(\.box))[1] == "•")
    let bare = [digit] + back + keys
    #expect(!scan(bare).covers.contains { $0.box.holds((digit.box.centreX, digit.box.centreY)) && $0.box.height < 60 })
  }

  @Test(
    "are covered behind the end of a number though two of three are hidden, beside a scheme's name and nothing else")
  func digitBehindAnEnd() {
    #expect(
      shown(lines(["8210 1", "Mastercard"]), under: scan(lines(["8210 1", "Mastercard"])).covers.map(\.box))[0]
        == "8210 •")
  }

  @Test("are not the digits of a bill that lies at another angle below a card")
  func billBelow() {
    var page = lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/27", "123"])
    var below = line("412", x: 700, y: 220)
    (below.box.alongX, below.box.alongY) = (0.8, 0.6)
    page.append(below)
    #expect(shown(page, under: scan(page).covers.map(\.box)).suffix(2) == ["•••", "412"])
  }

  @Test("are not the rows of a number below a month that stands in one row with their label")
  func belowDate() {
    let page = [
      line("GILTIG TOM 12/32", x: 100, y: 40), line("Säkerhetskod", x: 560, y: 42), line("873", x: 880, y: 41),
      line("5641", x: 130, y: 100), line("8200", x: 130, y: 160),
    ]
    #expect(shown(page, under: scan(page).covers.map(\.box)).suffix(3) == ["•••", "5641", "82••"])
  }

  @Test("are covered at the end of a row with a month, whatever their label was read as")
  func behindDate() {
    let page = lines(["VISA", "4111 1111 1111 1111", "THRU 03/27 Seuifty ad (Vv) 592"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "THRU 03/27 Seuifty ad (Vv) •••")
  }

  @Test("are no months and years whose slash stands apart")
  func spacedDate() {
    let page = lines(["VISA", "4111 1111 1111 1111", "08 / 27 CVV 582"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "08 / 27 CVV •••")
  }

  @Test("are three digits alone on a page with a scheme's name and little else")
  func barePage() {
    let page = lines(["Sundbanken", "989", "Discover"])
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["Sundbanken", "•••", "Discover"])
    let more = (0..<14).map { "Forbrug i alt \($0 + 10) kWh" }
    #expect(scan(lines(["Betales med Dankort", "989"] + more)).covers.isEmpty)
  }
}
