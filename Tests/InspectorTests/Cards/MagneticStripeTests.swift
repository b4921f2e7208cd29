import Imaging
import Model
import Testing

@testable import Inspector

@Suite("A magnetic stripe")
struct MagneticStripeTests {
  /// A light card on a grey table, 856 × 540 pixels, turned by so many degrees, with a dark band of that height.
  private func card(bandHeight: Double, degrees: Double, level: UInt8 = 24, ground: UInt8 = 205) -> Raster {
    var picture = Raster(width: 1200, height: 1000, bands: 1, filledWith: 120)
    let turn = OrientedBox(
      centreX: 600, centreY: 500, alongX: cosine(degrees), alongY: sine(degrees), length: 856, height: 540)
    fill(&picture, turn, ground)
    fill(&picture, turn.moved(along: 0, across: -160).with(height: bandHeight), level)
    return picture
  }

  private func cosine(_ degrees: Double) -> Double { degrees == 0 ? 1 : degrees == 90 ? 0 : 0.8 }
  private func sine(_ degrees: Double) -> Double { degrees == 0 ? 0 : degrees == 90 ? 1 : 0.6 }

  private func fill(_ picture: inout Raster, _ box: OrientedBox, _ level: UInt8) {
    for y in 0..<picture.height {
      for x in 0..<picture.width where box.holds((x: Double(x) + 0.5, y: Double(y) + 0.5)) {
        picture.pixels[y * picture.width + x] = level
      }
    }
  }

  @Test("is found at any angle", arguments: [0.0, 37, 90])
  func found(degrees: Double) throws {
    let stripes = MagneticStripe.all(on: card(bandHeight: 110, degrees: degrees))
    #expect(stripes.count == 1)
    let stripe = try #require(stripes.first).box
    #expect((760...930).contains(stripe.length))
    #expect((90...135).contains(stripe.height))
  }

  @Test("is found on a small card that is seen at a slant, as a band with slanted ends")
  func slanted() throws {
    var picture = Raster(width: 2200, height: 3200, bands: 1, filledWith: 240)
    for x in 700..<1400 {
      let top = 900 + (x - 700) * 6 / 10
      for y in top..<top + 90 { picture.pixels[y * picture.width + x] = 20 }
    }
    let stripe = try #require(MagneticStripe.all(on: picture).first)
    #expect((780...900).contains(stripe.box.length))
    // What may be grain of wood makes no back by itself.
    let picked = CardScan(lines: [], hasCodeLines: false, on: picture, masking: MaskKind.allCases)
    #expect(picked.cards.isEmpty && picked.covers.isEmpty)
  }

  @Test("is no bar of a table on a sheet")
  func barOfATable() {
    var sheet = emptyPage()
    fill(&sheet, OrientedBox(PixelRect(x0: 150, y0: 300, x1: 1050, y1: 400)), 24)
    let rows = (0..<30).map { line("Forbrug i alt \($0)", x: 100, y: 900 + 60 * $0) }
    var cues = CardCues(rows: DigitRow.rows(of: rows), lines: rows, hasCodeLines: false)
    for stripe in MagneticStripe.all(on: sheet) { cues.add(stripe, among: DigitRow.rows(of: rows)) }
    #expect(!cues.cues.contains { $0.kind == .stripe })
  }

  @Test("of a card that takes up little of a picture shows where to look closer, on both of its sides")
  func smallCard() throws {
    var picture = Raster(width: 2400, height: 2400, bands: 1, filledWith: 210)
    fill(&picture, OrientedBox(PixelRect(x0: 600, y0: 1000, x1: 1300, y1: 1450)), 120)
    fill(&picture, OrientedBox(PixelRect(x0: 600, y0: 1040, x1: 1300, y1: 1130)), 20)
    let stripe = try #require(MagneticStripe.all(on: picture).first)
    #expect(stripe.isOfASmallCard(on: picture))
    let near = picture.cropped(x: 500, y: 900, width: 900, height: 700)
    let large = try #require(MagneticStripe.all(on: near).first)
    #expect(!large.isOfASmallCard(on: near))
    let area = CardShape(around: stripe).area(within: picture)
    #expect(area.x0 <= 600 && area.x1 >= 1300 && area.y0 <= 1000 && area.y1 >= 1450)
  }

  @Test("tells on a sheet what of it is on the card, and what is said there says nothing of the rest")
  func onASheet() throws {
    var picture = Raster(width: 2400, height: 3200, bands: 1, filledWith: 240)
    fill(&picture, OrientedBox(PixelRect(x0: 300, y0: 300, x1: 1160, y1: 840)), 150)
    fill(&picture, OrientedBox(PixelRect(x0: 300, y0: 340, x1: 1160, y1: 440)), 20)
    let card = [
      line("Kortet er personligt og må ikke overdrages", x: 340, y: 620).with(length: 700),
      line("Fundet kort sendes til banken", x: 340, y: 680).with(length: 560),
    ]
    let rest = (0..<30).map { line("Forbrug i alt \($0)", x: 100, y: 1100 + 60 * $0) }
    let rows = DigitRow.rows(of: card + rest)
    var cues = CardCues(rows: rows, lines: card + rest, hasCodeLines: false)
    #expect(cues.isSheet)
    let code = line("582", x: 900, y: 520).box
    let elsewhere = line("5621328", x: 500, y: 1000).box
    #expect(cues.support(at: elsewhere) >= CardCues.likely)
    let stripe = try #require(MagneticStripe.all(on: picture).first { $0.runsAcrossACard })
    cues.add(stripe, among: rows)
    #expect(cues.support(at: code) >= CardCues.likely)
    #expect(cues.support(at: elsewhere) == 0)
  }

  @Test("that is not sure makes a back beside the name of a scheme, not beside the number of a front")
  func besideAScheme() {
    func backs(_ lines: [ReadLine], _ number: Bool) -> Int {
      let rows = DigitRow.rows(of: lines)
      var cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
      let stripe = OrientedBox(PixelRect(x0: 100, y0: 300, x1: 1100, y1: 420))
      cues.add(
        MagneticStripe(box: stripe, isTight: false, runsAcrossACard: false, meetsTheBorder: false), among: rows)
      return cues.backs.count
    }
    #expect(backs([], false) == 0)
    #expect(backs([line("VISA", x: 900, y: 700)], false) == 1)
    #expect(backs([line("VISA", x: 900, y: 700), line("4111 1111 1111 1111", x: 150, y: 1100)], true) == 0)
  }

  @Test("is no ground with a line of words on any part of it")
  func words() {
    let sentence = line("Kortet tilhører Sundbanken og skal afleveres på forlangende", x: 420, y: 340)
    for (lines, count) in [([sentence], 0), ([], 1)] {
      var cues = CardCues(rows: DigitRow.rows(of: lines), lines: lines, hasCodeLines: false)
      let band = OrientedBox(PixelRect(x0: 100, y0: 320, x1: 600, y1: 400))
      cues.add(
        MagneticStripe(box: band, isTight: false, runsAcrossACard: false, meetsTheBorder: false),
        among: DigitRow.rows(of: lines))
      #expect(cues.cues.count { $0.kind == .stripe } == count)
    }
  }

  @Test("is known by a number in two rows, and where a finger hides some of it")
  func besideANumber() {
    func isSure(_ lines: [ReadLine], _ length: Int) -> Bool {
      let rows = DigitRow.rows(of: lines)
      var cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
      let stripe = OrientedBox(PixelRect(x0: 100, y0: 100, x1: 100 + length, y1: 190))
      cues.add(
        MagneticStripe(box: stripe, isTight: false, runsAcrossACard: false, meetsTheBorder: false), among: rows)
      for number in CardNumberFinder(lines: lines, cues: cues).numbers(in: rows) { cues.add(number) }
      return cues.backs.contains { $0.kind == .stripe } && cues.cues.contains(where: \.isSureStripe)
    }
    // Cards 633 pixels wide, and about 600.
    let one = [line("4111 1111 1111 1111", x: 120, y: 300)]
    let two = [line("4111 1111", x: 120, y: 300), line("1111 1111", x: 120, y: 360), line("VISA", x: 500, y: 400)]
    #expect(isSure(one, 640) && isSure(one, 420) && !isSure(one, 300))
    #expect(isSure(two, 600))
  }

  @Test("that glare cuts short leaves covered what lies as far along as the print on its card")
  func cutShort() {
    let stripe = PixelRect(x0: 200, y0: 300, x1: 900, y1: 400)
    var grey = emptyPage(width: 1400, height: 1200)
    for y in stripe.y0..<stripe.y1 { for x in stripe.x0..<stripe.x1 { grey.pixels[y * grey.width + x] = 30 } }
    let words = ["Kortet tilhører Sundbanken og skal", "Finder du kortet, så send det til"]
    let short = words.enumerated().map { line($1, x: 220, y: 620 + 60 * $0).with(length: 600) }
    func covers(_ lines: [ReadLine], _ x: Double) -> Bool {
      CardScan(lines: lines, hasCodeLines: false, on: grey, masking: MaskKind.allCases).covers
        .contains { $0.kind == .cardVerificationCode && $0.box.holds((x: x, y: 480)) }
    }
    #expect(covers(short, 800) && !covers(short, 960))
    #expect(covers(short + [line("DANKORT", x: 820, y: 740)], 960))
  }

  @Test("is not a line, not a dark area, and not a pale band")
  func others() {
    #expect(MagneticStripe.all(on: card(bandHeight: 30, degrees: 0)).isEmpty)
    #expect(MagneticStripe.all(on: card(bandHeight: 300, degrees: 0)).isEmpty)
    #expect(MagneticStripe.all(on: card(bandHeight: 110, degrees: 0, level: 150)).isEmpty)
    #expect(MagneticStripe.all(on: emptyPage()).isEmpty)
  }

  @Test("is told from a band on a sheet, and found where it is lighter than its card and darker than the table")
  func acrossACard() throws {
    let dark = try #require(MagneticStripe.all(on: card(bandHeight: 110, degrees: 37)).first)
    #expect(dark.runsAcrossACard)
    let light = try #require(MagneticStripe.all(on: card(bandHeight: 110, degrees: 0, level: 64, ground: 22)).first)
    #expect(light.runsAcrossACard)
    var sheet = emptyPage()
    fill(&sheet, OrientedBox(PixelRect(x0: 150, y0: 300, x1: 1050, y1: 400)), 24)
    let band = try #require(MagneticStripe.all(on: sheet).first)
    #expect(!band.runsAcrossACard)
  }

  @Test(
    "across a card without a code that could be read leaves the place below its right half covered",
    arguments: [true, false])
  func zone(isUpright: Bool) throws {
    // Print below the stripe, which lies at 600, 340; or all of it upside down.
    var picture = card(bandHeight: 110, degrees: 0)
    var print = line("Diese Kreta lst Egnetum", y: 600)
    print.box.centreX = 600
    if !isUpright {
      picture = picture.turned(180)
      print.box = print.box.turned(180, width: picture.width, height: picture.height)
    }
    let scan = CardScan(lines: [print], hasCodeLines: false, on: picture, masking: MaskKind.allCases)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.count == 1)
    let cover = try #require(scan.covers.first).box
    func holds(_ x: Double, _ y: Double) -> Bool { cover.holds(isUpright ? (x, y) : (1200 - x, 1000 - y)) }
    #expect(holds(900, 470))
    #expect(!holds(300, 470))
    #expect(!holds(900, 210))
  }

  @Test("below which the print seems to be upside down leaves both places covered")
  func doubtfulZone() {
    var print = line("Diese Kreta lst Egnetum", y: 600)
    (print.box.alongX, print.box.centreX) = (-1, 600)
    let scan = CardScan(
      lines: [print], hasCodeLines: false, on: card(bandHeight: 110, degrees: 0), masking: MaskKind.allCases)
    #expect(scan.covers.count == 2)
  }

  @Test("is told from a coloured card that is as bright")
  func colours() {
    let grey = card(bandHeight: 110, degrees: 0, level: 77, ground: 60)
    var picture = grey.colour
    for at in 0..<grey.pixels.count where grey.pixels[at] == 60 {
      picture.pixels.replaceSubrange(at * 3..<at * 3 + 3, with: [0, 110, 112])
    }
    #expect(MagneticStripe.all(on: picture).contains { $0.runsAcrossACard })
    #expect(!MagneticStripe.all(on: picture.grey).contains { $0.runsAcrossACard })
  }

  @Test("is no bar with words on it, and only a band on a sheet")
  func bars() {
    let picture = card(bandHeight: 110, degrees: 0)
    func support(_ lines: [ReadLine]) -> Double {
      let rows = DigitRow.rows(of: lines)
      var cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
      for stripe in MagneticStripe.all(on: picture) { cues.add(stripe, among: rows) }
      return cues.cues.filter { $0.kind == .stripe }.map(\.weight).max() ?? 0
    }
    #expect(support([]) == CardCues.likely)
    #expect(support([line("Abonnement", x: 480, y: 322)]) == 0)
    let rows = (0..<30).map { line("Forbrug i alt \($0)", x: 100, y: 900 + 60 * $0) }
    #expect((0.1..<CardCues.likely).contains(support(rows)))
  }

  @Test("is a stripe on a sheet, too, where a sentence of a back is on its card, and on that side of it alone")
  func side() throws {
    var picture = Raster(width: 2400, height: 3200, bands: 1, filledWith: 240)
    fill(&picture, OrientedBox(PixelRect(x0: 300, y0: 1300, x1: 1160, y1: 1840)), 150)
    fill(&picture, OrientedBox(PixelRect(x0: 300, y0: 1340, x1: 1160, y1: 1440)), 20)
    let sentence = line("Fundet kort sendes til banken", x: 340, y: 1680).with(length: 560)
    let rest = (0..<30).map { line("Forbrug i alt \($0)", x: 1400, y: 100 + 60 * $0) }
    let rows = DigitRow.rows(of: [sentence] + rest)
    var cues = CardCues(rows: rows, lines: [sentence] + rest, hasCodeLines: false)
    let stripe = try #require(MagneticStripe.all(on: picture).first { $0.runsAcrossACard })
    cues.add(stripe, among: rows)
    #expect(cues.cues.contains { $0.kind == .stripe && $0.weight == CardCues.likely })
    #expect(cues.support(at: line("582", x: 900, y: 1520).box) >= CardCues.likely)
    #expect(cues.support(at: line("582", x: 900, y: 1060).box) == 0)
  }

  @Test("is no dark ground at the border of a sheet, but may lie there on a card")
  func border() {
    let whole = card(bandHeight: 110, degrees: 0)
    let band = MagneticStripe.all(on: whole)[0].box.bounds
    let picture = whole.cropped(x: 0, y: band.y0, width: whole.width, height: whole.height - band.y0)
    func stripes(_ lines: [ReadLine]) -> Int {
      let rows = DigitRow.rows(of: lines)
      var cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
      for stripe in MagneticStripe.all(on: picture) { cues.add(stripe, among: rows) }
      return cues.cues.count { $0.kind == .stripe }
    }
    #expect(stripes([]) == 1)
    #expect(stripes((0..<30).map { line("Forbrug i alt \($0)", x: 100, y: 900 + 60 * $0) }) == 0)
  }

  @Test("across a card with nothing that can be read leaves both sides of it covered")
  func zones() {
    let picture = card(bandHeight: 110, degrees: 0)
    let scan = CardScan(lines: [], hasCodeLines: false, on: picture, masking: MaskKind.allCases)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.count == 2)
  }

  @Test("with a number on its card and no code makes a back whose code is looked for")
  func back() {
    var picture = emptyPage()
    for y in 300..<420 { for x in 60..<900 { picture.pixels[y * picture.width + x] = 20 } }
    let page = [line("4111  1111  1111  1111", x: 160, y: 520)]
    let scan = CardScan(lines: page, hasCodeLines: false, on: picture, masking: MaskKind.allCases)
    #expect(scan.cards.map(\.code) == [.uncertain])
    let bare = CardScan(lines: page, hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases)
    #expect(bare.cards.map(\.code) == [.absent])
  }
}

extension OrientedBox {
  fileprivate func with(height: Double) -> OrientedBox {
    var box = self
    box.height = height
    return box
  }
}

@Suite("The gap between two characters")
struct GlyphGapTests {
  @Test("is where least ink stands, not half-way", arguments: [30, 36, 44])
  func place(gap: Int) {
    var grey = Raster(width: 100, height: 40, bands: 1, filledWith: 220)
    for y in 4..<36 {
      for x in 0..<100 where abs(x - gap) > 3 && (x / 2 + y / 2) % 2 == 0 { grey.pixels[y * 100 + x] = 20 }
    }
    let box = OrientedBox(PixelRect(x0: 0, y0: 0, x1: 100, y1: 40))
    let place = GlyphGap.place(between: 0.1, and: 0.7, of: box, on: grey)
    #expect(abs(place * 100 - Double(gap)) < 4)
  }
}

extension ReadLine {
  /// The same in a narrower or wider type.
  fileprivate func with(length: Double) -> ReadLine {
    var box = box
    box.centreX += (length - box.length) / 2
    box.length = length
    return ReadLine(box: box, characters: characters)
  }
}
