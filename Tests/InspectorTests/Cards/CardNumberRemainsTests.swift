import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Card numbers that could not be made out whole")
struct CardNumberRemainsTests {
  @Test(
    "that could not be made out keep what may stay of them",
    arguments: [
      ("VISA", "4:000 0020 8000 0001", "4:000 00•• •••• 0001"),
      ("AMERICAN EXPRESS", "1782 622463 100", "1782 62•••• •••"),
      ("NOT VALID UNLESS SIGNED", "600a0000 0000 0047 658", "600a00•• •••• 0047 •••"),
    ])
  func keptEnds(scheme: String, text: String, expected: String) {
    let page = lines([scheme, text, "VALID THRU 12/27"])
    #expect(shown(page, under: scan(page).covers.map(\.box))[1] == expected)
  }

  @Test(
    "of which digits were lost between whole groups keep their first six and last four",
    arguments: [("6011 0009 3 9424", "6011 00•• • 9424"), ("3600 555533 3344", "3600 55•••• 3344")])
  func wholeEnds(text: String, expected: String) {
    let page = lines(["DISCOVER", text, "VALID THRU 12/27"])
    #expect(shown(page, under: scan(page).covers.map(\.box))[1] == expected)
  }

  @Test("with the code behind them are told from it by Luhn's digit, wherever their gaps were seen")
  func withTheCode() {
    let page = lines(["NOT VALID UNLESS SIGNED", "If found return to bank", "51363333 33333335500"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "513633•• ••••3335•••")
  }

  @Test("of which one digit was read as a sign are covered, and what may be the code behind them, too")
  func misreadSign() {
    let page = lines(["DANKORT", "50&955544445555 835"])
    #expect(shown(page, under: scan(page).covers.map(\.box))[1].hasSuffix(" •••"))
    #expect(scan(page).covers.contains { $0.kind == .cardNumber })
    #expect(scan(lines(["DANKORT", "DK&000400440116243"])).covers.isEmpty)
  }

  @Test("are covered behind a signature that lies over their beginning")
  func behindASignature() {
    let words = ["AUTHORISED SIGNATURE", "If found, please return it to Cobalt"]
    let page = lines(words + ["4WEyate0000000002"]) + [line("230", x: 700, y: 162)]
    let shown = shown(page, under: scan(page).covers.map(\.box))
    #expect(shown[2].hasSuffix("••••••0002"))
    #expect(shown[3] == "•••")
  }

  @Test("that end in groups behind a signature lose the one before the last four, and what stands right before it")
  func groupsBehindASignature() {
    let back = [
      "Unterschrift des Karteninhabers", "Diese Karte ist Eigentum der Bank", "Bei Fund bitte an Postfach 10",
    ]
    // One digit before them may have been read with it.
    for text in [
      "4Aavee=Lovsavah6 1200 3405 688", "6pn peSH5 1200 3405 688", "6pn pe5 01200 3405 688", "50WnZ K/eA200 3405 688",
    ] {
      var page = lines(back + [text])
      let signs = text.prefix { $0 != " " }.count + 1
      page[3].characters = reading(text, unsure: Dictionary(uniqueKeysWithValues: (0..<signs).map { ($0, 0.5) }))
      let shown = shown(page, under: scan(page).covers.map(\.box))
      #expect(shown[3].hasSuffix("•••• 3405 •••"))
      #expect(shown.prefix(3).elementsEqual(back))
    }
  }

  @Test("in one run of which digits were lost are covered by their length, and the three behind them as a code")
  func lostDigits() {
    let words = ["AUTHORISED SIGNATURE", "If found, please return it to Cobalt"]
    let page = lines(words + ["5019555444855 506"])
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)).last?.hasSuffix(" •••") == true)
    // Where the seventh to the twelfth of sixteen stand.
    let length = 13 * characterWidth
    for digit in [6.5, 11.5] {
      let x = 100 + Double(length) * digit / 16
      #expect(scan.covers.contains { $0.kind == .cardNumber && $0.box.holds((x, 178)) })
    }
  }

  @Test("in rows under one another are no codes, whatever stands beside them, nor is a row that lost a digit")
  func rowsBesideALabel() {
    let rows = ["571", "0000", "0000", "0001"].enumerated().map { line($1, x: 100, y: 240 + $0 * 60) }
    let page = lines(["VISA", "GOOD THRU 10/28"]) + rows + [line("CVC 037", x: 400, y: 242)]
    let covers = scan(page).covers
    #expect(
      shown(page, under: covers.filter { $0.kind == .cardVerificationCode }.map(\.box)) == [
        "VISA", "GOOD THRU 10/28", "571", "0000", "0000", "0001", "CVC •••",
      ])
    #expect(shown(page, under: covers.map(\.box))[5] == "0001")
  }

  @Test("are not the ends of two numbers, each before its code")
  func twoEnds() {
    let words = ["AUTHORISED SIGNATURE", "If found, please return it to Cobalt"]
    let page = lines(words + ["4444 437", "5556 754"])
    #expect(shown(page, under: scan(page).covers.map(\.box)) == words + ["4444 •••", "5556 •••"])
  }

  @Test("in four rows of which one lost a digit keep their first six and last four, and none of them is a code")
  func wornRows() {
    let rows = ["3569", "9900", "009", "5841"].enumerated().map { line($1, x: 100, y: 240 + $0 * 60) }
    let page = lines(["JCB", "GYLDIG TIL 03/30", "CVV"]) + rows
    let scan = scan(page)
    #expect(
      shown(page, under: scan.covers.filter { $0.kind == .cardNumber }.map(\.box)).suffix(4) == [
        "3569", "99••", "•••", "5841",
      ])
    #expect(!scan.covers.contains { $0.kind == .cardVerificationCode && $0.box.meets(rows[2].box) })
  }

  @Test("are covered by the even steps of their digits where one was read half a digit off", arguments: [6, 11])
  func blurredPlaces(index: Int) {
    var page = lines(["VISA", "4111 1111 1111 1111"])
    let place = index + index / 4
    let step = 1 / 19.0
    let read = page[1].characters[place]
    let off = index == 6 ? 0.45 * step : -0.45 * step
    page[1].characters[place] = ReadCharacter(
      character: read.character, probability: read.probability, position: read.position + off)
    let digit = page[1].box.part(from: Double(place) * step + 0.1 * step, to: Double(place + 1) * step - 0.1 * step)
    let covers = scan(page).covers.map(\.box)
    for along in [0.02, 0.5, 0.98] { #expect(covers.contains { $0.holds(digit.point(along: along, across: 0.5)) }) }
  }

  @Test("are covered in fours, one of which was cut in two, beside nothing but the name of a scheme")
  func besideAScheme() {
    let page = lines(["JENS PETER HOLM DANKORT", "457 71 0000 0000 0001"])
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)).last == "••• •• •••• •••• ••••")
    #expect(!scan.covers.contains { $0.kind == .cardVerificationCode })
  }

  @Test("of which the frame cuts the beginning keep their last four")
  func cutBeginning() {
    let page = lines(["DANKORT", "GYLDIG TIL 08/32", "019 7170 1010 3742"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "••• •••• •••• 3742")
  }

  @Test("of which the frame cuts the beginning are known without another word, and the code below them, too")
  func cutWithoutWords() {
    let digits = "12 8888 8888 1881"
    let page = [line(digits, x: 4, y: 100), line("415", x: 400, y: 240), line("Nils Hakansson", x: 600, y: 240)]
    #expect(
      shown(page, under: scan(page).covers.map(\.box)) == ["•• •••• •••• 1881", "•••", "Nils Hakansson"])
    let elsewhere = [line(digits, x: 300, y: 100)] + page.dropFirst()
    #expect(scan(elsewhere).covers.isEmpty)
    for text in ["/31415", "08/31415"] {
      let inOneRun = [page[0], line(text, x: 4, y: 240)]
      #expect(shown(inOneRun, under: scan(inOneRun).covers.map(\.box)).last?.hasSuffix("/31•••") == true)
    }
  }

  @Test("of which four digits were taken for signs of another script are covered up to them")
  func otherScripts() {
    let page = lines(["AUTHORISED SIGNATURE", "If found, please return it to Cobalt", "2720 9900 日日日日 0015 101"])
    #expect(shown(page, under: scan(page).covers.map(\.box)).last == "2720 99•• •••• 0015 •••")
  }
}
