import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Card numbers")
struct CardNumberTests {
  private static let numbers: [(read: [String], shown: [String])] = [
    (["4111 1111 1111 1111"], ["4111 11•• •••• 1111"]),
    (["5555-5555-5555-4444"], ["5555-55•• •••• 4444"]),
    (["4111111111111111"], ["411111••••••1111"]),
    (["Kortnummer: 4111 1111 1111 1111"], ["Kortnummer: 4111 11•• •••• 1111"]),
    (["4111 1111 1111 1111 12/27"], ["4111 11•• •••• 1111 12/27"]),
    (["3782 822463 10005"], ["3782 82•••• •0005"]),
    (["378282246310005"], ["378282•••••0005"]),
    // One misread digit must not leave a number readable.
    (["4111 1111 1111 1112"], ["4111 11•• •••• 1112"]),
    (["4111 11l1 11I1 1111"], ["4111 11•• •••• 1111"]),
    (["4O00 0566 5566 5S56"], ["4O00 05•• •••• 5S56"]),
    (["5555-55S5-5555-4444"], ["5555-55•• •••• 4444"]),
    // Lost spaces.
    (["4111 11111111 1111"], ["4111 11•••••• 1111"]),
    (["41111111 1111 1111"], ["411111•• •••• 1111"]),
    (["4111 1111 11111111"], ["4111 11•• ••••1111"]),
    (["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"], ["VISA", "4111 11•• •••• 1111", "VALID THRU 12/27"]),
    (["DEBIT", "6759 6498 2643 8453"], ["DEBIT", "6759 64•• •••• 8453"]),
    (["UnionPay", "6205 5000 0000 0000 004"], ["UnionPay", "6205 50•• •••• •••0 004"]),
    (["VISA", "VALID THRU 12/27", "4222222222222"], ["VISA", "VALID THRU 12/27", "422222•••2222"]),
    (["Dankort", "5019 5555 4444 5555"], ["Dankort", "5019 55•• •••• 5555"]),
    // Under one another (Visa Quick Read).
    (["5454", "5454", "5454", "5454"], ["5454", "54••", "••••", "5454"]),
    (
      ["Diners Club", "GYLDIG TIL 07/29", "3600", "666633", "3344"],
      ["Diners Club", "GYLDIG TIL 07/29", "3600", "66••••", "3344"]
    ),
    (
      ["CARD NUMBER", "5555 5555", "5555 4444", "VALID THRU 12/27"],
      ["CARD NUMBER", "5555 55••", "•••• 4444", "VALID THRU 12/27"]
    ),
    (
      ["Maestro", "GYLDIG TIL 07/29", "6000", "0707", "3616", "9237", "003"],
      ["Maestro", "GYLDIG TIL 07/29", "6000", "07••", "••••", "•••7", "003"]
    ),
    // The number and the code in one run.
    (
      ["AUTHORIZED SIGNATURE", "This card is the property of", "4111111111111111683"],
      ["AUTHORIZED SIGNATURE", "This card is the property of", "411111••••••1111•••"]
    ),
    (
      ["AUTHORIZED SIGNATURE", "This card is the property of", "36227206271667595"],
      ["AUTHORIZED SIGNATURE", "This card is the property of", "362272••••1667•••"]
    ),
    // On a signature panel without a word that could be read.
    (["5413330089010020 148"], ["541333••••••0020 •••"]),
    (
      ["Unterschrift des Karteninhabers", "Diese Karte ist Eigentum der Bank", "6771 7980 2100 0008373"],
      ["Unterschrift des Karteninhabers", "Diese Karte ist Eigentum der Bank", "6771 79•• •••• 0008•••"]
    ),
    // A card on a bill, read in one line with it.
    (["06.11 Ge3782 822463 10005"], ["06.11 Ge3782 82•••• •0005"]),
    // Struck digits of which some were not seen.
    (
      ["AMERICAN EXPRESS", "7316", "3782 822 10005", "VALID THRU 12/27"],
      ["AMERICAN EXPRESS", "••••", "3782 8•• ••005", "VALID THRU 12/27"]
    ),
    (["4000 0566 5566 5556", "4012 8888 8888 1881"], ["4000 05•• •••• 5556", "4012 88•• •••• 1881"]),
  ]

  @Test("are covered but for their first six and last four digits", arguments: 0..<numbers.count)
  func covered(row: Int) {
    let (read, expected) = Self.numbers[row]
    let page = lines(read)
    let scan = scan(page)
    let plain = shown(page, under: scan.covers.map(\.box))
    // Hyphens between covered digits, and behind them, are covered with them.
    #expect(plain.map { $0.replacing("••••••••", with: "•• •••• ") } == expected)
    #expect(scan.covers.contains { $0.kind == .cardNumber })
    #expect(scan.cards.allSatisfy { $0.numberExposed })
  }

  @Test("are covered where the reading lost the spaces but not their gaps")
  func gaps() {
    let page = lines(["4111 1111 1111 1111"], losingSpaces: true)
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["411111••••••1111"])
  }

  @Test("are covered across the boxes that a detector cut a row into")
  func pieces() {
    let page = [line("4111 1111", y: 40), line("1111 1111", x: 100 + 10 * characterWidth, y: 42)]
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["4111 11••", "•••• 1111"])
  }

  @Test("leave their ends, length, scheme and Luhn's digit in the facts")
  func facts() throws {
    let page = lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"])
    let cards = scan(page).cards
    #expect(cards.count == 1)
    let card = try #require(cards.first)
    let number = try #require(card.number)
    #expect(number.first6.value == "411111")
    #expect(number.last4.value == "1111")
    #expect(number.length == 16)
    #expect(number.luhnHolds)
    #expect(number.scheme == .visa)
    #expect(card.side == .front)
    #expect(card.code == .absent)
    #expect(card.expiry?.value == Day("2027-12-31"))
    let misread = try #require(scan(lines(["4111 1111 1111 1112"])).cards.first?.number)
    #expect(!misread.luhnHolds)
  }

  @Test(
    "that the customer covered are told by their ends",
    arguments: ["4111 11** **** 1111", "4111 11XX XXXX 1111", "4111 11•• •••• 1111", "4111 11           1111"])
  func coveredBefore(text: String) throws {
    let page = lines(["VISA", text, "VALID THRU 12/27"])
    let scan = scan(page)
    #expect(scan.covers.isEmpty)
    let card = try #require(scan.cards.first)
    #expect(card.number?.first6.value == "411111")
    #expect(card.number?.last4.value == "1111")
    #expect(!card.numberExposed)
  }

  @Test(
    "are none of these",
    arguments: [
      ["IBAN DE89 3704 0044 0532 0130 00"], ["IBAN: DK50 0040 0440 1162 43"], ["DK5000400440116243"],
      ["GB29 NWBK 6016 1331 9268 19"], ["+45 33 12 34 56"], ["Tlf. 70 10 20 30"], ["Telefon 3312 3456"],
      ["+71<004412345678903+87654321<"], ["+04<4111111111111111+12345678<"], ["+73<               +87654321<"],
      ["Kundenr. 7204418"], ["Faktura 20261105-7731"], ["Reg. 9955 Konto 0004418207"], ["EAN 5798009811578"],
      ["Målernr. 1234 5678 9012"], ["12.04.1988 - 03.05.2031"], ["1.234.567,89 kr."],
      ["CVR 12345678", "Tlf. 3312 3456"], ["Tlf.44892750·CVR98201031", "528", "Aflæsning 528 780"],
    ])
  func others(read: [String]) {
    let scan = scan(lines(read))
    #expect(scan.covers.isEmpty)
    #expect(scan.cards.isEmpty)
  }

  @Test("are covered even where a page speaks of an account, too")
  func besideIBAN() {
    let page = lines(["IBAN DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111"])
    #expect(
      shown(page, under: scan(page).covers.map(\.box)) == ["IBAN DE89 3704 0044 0532 0130 00", "4111 11•• •••• 1111"])
  }

  @Test("are covered in four rows that lie at an angle")
  func tiltedRows() {
    let (x, y) = (0.77, -0.64)
    let page = ["5577", "0000", "5577", "0004"].enumerated().map { index, text -> ReadLine in
      var row = line(text, y: 0)
      row.box = OrientedBox(
        centreX: 500 + Double(index) * 50 * -y, centreY: 800 + Double(index) * 50 * x, alongX: x, alongY: y,
        length: 170, height: 68)
      return row
    }
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["5577", "00••", "••••", "0004"])
  }

  @Test("are covered in four rows of which a name beside the last was found first")
  func rowsInAnyOrder() {
    let rows = ["4571", "8000", "0004", "0000"].map { text in
      line(text, y: ["4571": 40, "8000": 100, "0000": 160, "0004": 220][text] ?? 0)
    }
    let page = rows + [line("VISA", y: 300)]
    #expect(shown(page, under: scan(page).covers.map(\.box)) == ["4571", "80••", "0004", "••••", "VISA"])
  }

  @Test("are covered in four rows beside one of which the code stands")
  func besideCode() {
    let rows = ["5454", "5454", "5454", "5454"].enumerated().map { line($1, y: 40 + $0 * 60) }
    let page = rows + [line("463", x: 100 + 7 * characterWidth, y: 162), line("mastercard", y: 400)]
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)) == ["5454", "54••", "••••", "5454", "•••", "mastercard"])
    #expect(scan.cards.first?.number?.last4.value == "5454")
  }

  @Test("are no column of amounts, even where Luhn's digit holds")
  func amounts() {
    let column = ["4582,54", "5466,10", "5594,70", "6465,05"].enumerated().map { line($1, x: 800, y: 40 + $0 * 60) }
    #expect(scan(column + lines(["Konto 2458", "Saldo", "DKK"])).covers.isEmpty)
  }

  private static let words = [
    "GYLDIG TIL 04/28", "Kortet tilhører Bryggen Sparebank og skal leveres", "Sikkerhetskode",
  ]

  @Test(
    "are covered from the sixth digit on where glare hides the rest",
    arguments: [("2222 4000 7", "2222 40•• •"), ("4111 1111", "4111 11••"), ("411111111", "411111•••")])
  func begun(read: String, expected: String) throws {
    let page = lines(Self.words + [read])
    let covers = scan(page).covers.filter { $0.kind == .cardNumber }
    #expect(shown(page, under: covers.map(\.box)) == Self.words + [expected])
    // Up to where the last four of sixteen digits begin.
    let end = try #require(covers.first).box
    let digits = read.contains(" ") ? 15.0 : 12.0
    #expect(abs(end.centreX + end.length / 2 - 100 - digits * Double(characterWidth)) < Double(characterWidth))
  }

  @Test(
    "have not begun with a telephone number or without a card",
    arguments: [words + ["7010 2030"], words + ["Tlf. 4111 1111"], ["4111 1111 1"]])
  func notBegun(read: [String]) {
    #expect(!scan(lines(read)).covers.contains { $0.kind == .cardNumber })
  }

  @Test("of which the beginning was not read are covered beside a date and a scheme's name")
  func hiddenBeginning() {
    let page = lines(["maestro", "0000 0000 0000 0", "02/28", "Ung"])
    #expect(shown(page, under: scan(page).covers.map(\.box))[1] == "•••• •••• •••• •")
  }

  @Test("of which the end is hidden keep their first six digits")
  func hiddenEnd() {
    let page = lines(["VISA", "VALID THRU 12/27", "4111 1111 1111"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "4111 11•• ••••")
  }

  @Test("that are covered already are not covered farther by what their covers' edges are read as")
  func edges() throws {
    let cards = scan(lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"])).cards
    let page = lines(["VISA", "4111 11 8  1111", "VALID THRU 12/27"])
    #expect(scan(page, found: cards).covers.isEmpty)
    let left = lines(["VISA", "4111 11 8234  1111", "VALID THRU 12/27"])
    #expect(shown(left, under: scan(left, found: cards).covers.map(\.box))[1] == "4111 11 ••••  1111")
  }

  @Test("that are covered already are not covered farther by an edge before the end of their first six")
  func edgeOfTheFirstSix() {
    let cards = scan(lines(["mastercard", "5555 4444 3333 1111", "VALID THRU 12/27"])).cards
    let page = lines(["mastercard", "5555 544 1111", "VALID THRU 12/27"])
    #expect(scan(page, found: cards).covers.isEmpty)
  }

  @Test("are left where the order does not ask for them")
  func notAsked() {
    let page = lines(["4111 1111 1111 1111"])
    #expect(scan(page, masking: [.cardVerificationCode]).covers.isEmpty)
  }
}
