import Model
import TestKit
import Testing

@testable import Casework

struct SecondLookTests {
  @Test("where nothing new is seen everything stays as it was")
  func nothingNew() {
    var kept = page()
    kept.masked = [mask(100, 100, 200, 140)]
    kept.turned = 90
    kept.transform = [[0, -1, 700], [1, 0, 0], [0, 0, 1]]
    var fresh = kept
    fresh.turned = 0
    fresh.transform = identity
    fresh.masked = []
    let look = SecondLook(at: kept, seeing: fresh)
    #expect(look.page == kept)
    #expect(!look.needsNewPicture)
  }

  @Test("of a picture, what is read and measured now counts")
  func picture() {
    var fresh = page(words: ["Nielsen"])
    fresh.number = 1
    fresh.sharpness = Sharpness(block: 0.1, lineAcutance: 0.2)
    fresh.textHeight = 12
    fresh.dotsPerInch = 96
    var kept = page(words: ["Nlelsen"])
    kept.number = 3
    kept.dotsPerInch = 300
    let look = SecondLook(at: kept, seeing: fresh)
    var expected = fresh
    expected.number = 3
    expected.dotsPerInch = 300
    #expect(look.page == expected)
    #expect(!look.needsNewPicture)
  }

  @Test("the proof is that of the picture which is kept", arguments: [true, false])
  func proof(coversMore: Bool) {
    func proof(_ letter: String) -> PageProof {
      PageProof(sha256: String(repeating: letter, count: 64), looks: 1, engines: ["reader 1"])
    }
    var kept = page()
    kept.proof = proof("a")
    var fresh = page()
    fresh.proof = proof("b")
    if coversMore { fresh.masked = [mask(100, 100, 200, 140)] }
    #expect(SecondLook(at: kept, seeing: fresh).page.proof == proof(coversMore ? "b" : "a"))
  }

  @Test("a size that could not be told before may be told now")
  func dotsPerInch() {
    var kept = page()
    kept.dotsPerInch = nil
    #expect(SecondLook(at: kept, seeing: page()).page.dotsPerInch == 300)
  }

  @Test("of a page with a text layer only a picture is left: what the layer said stays, and what is covered now goes")
  func vector() {
    var kept = page(words: ["layer", "secret", "text"])
    kept.origin = .vector
    kept.sharpness = Sharpness(block: nil, lineAcutance: nil)
    kept.textHeight = 30
    var fresh = page(words: ["read"])
    fresh.textHeight = 9
    fresh.masked = [mask(110, 0, 120, 40)]
    let look = SecondLook(at: kept, seeing: fresh)
    #expect(look.page.origin == .vector)
    #expect(look.page.sharpness == kept.sharpness)
    #expect(look.page.textHeight == 30)
    #expect(look.page.lines.map(\.text.value) == ["layer text"])
    #expect(look.needsNewPicture)
    fresh.masked = [mask(0, 0, 300, 40)]
    #expect(SecondLook(at: kept, seeing: fresh).page.lines.isEmpty)
  }

  @Test("words that only the text layer held are known from the first look only")
  func hiddenWords() {
    var kept = page()
    kept.hiddenWords = HiddenWords(count: 3, boxes: [PixelRect(x0: 1, y0: 2, x1: 3, y1: 4)])
    #expect(SecondLook(at: kept, seeing: page()).page.hiddenWords == kept.hiddenWords)
  }

  @Test("light and focus are those of the upload, unless the page is turned now")
  func quality() {
    let (before, now) = (
      PageQuality(light: TextLight(contrast: 90, lightLevel: 200)),
      PageQuality(
        light: TextLight(contrast: 40, lightLevel: 120))
    )
    var (kept, fresh) = (page(), page())
    fresh.quality = now
    #expect(SecondLook(at: kept, seeing: fresh).page.quality == now)
    kept.quality = before
    #expect(SecondLook(at: kept, seeing: fresh).page.quality == before)
    fresh.turned = 90
    #expect(SecondLook(at: kept, seeing: fresh).page.quality == now)
  }

  @Test("what a page looks like from afar is that of the upload, unless the page is turned now")
  func pictureHash() {
    var (kept, fresh) = (page(), page())
    fresh.pictureHash = PictureHash(bits: [Bool](repeating: true, count: 256))
    #expect(SecondLook(at: kept, seeing: fresh).page.pictureHash == nil)
    kept.pictureHash = PictureHash(bits: [Bool](repeating: false, count: 256))
    #expect(SecondLook(at: kept, seeing: fresh).page.pictureHash == kept.pictureHash)
    fresh.turned = 90
    #expect(SecondLook(at: kept, seeing: fresh).page.pictureHash == fresh.pictureHash)
  }

  @Test("of every fact about a page it is settled whether it is seen anew or carried over")
  func allFacts() {
    let facts = Mirror(reflecting: page()).children.compactMap(\.label)
    let seenAnew = ["width", "height"]
    let carriedOver = ["number", "origin", "hiddenWords"]
    let both = [
      "turned", "transform", "dotsPerInch", "sharpness", "textHeight", "lines", "machineReadableZone", "codeLinesSeen",
      "cards", "masked", "quality", "pictureHash", "proof",
    ]
    #expect(Set(facts) == Set(seenAnew + carriedOver + both))
  }

  // MARK: Places

  @Test(
    "a page that is turned now takes all its places along",
    arguments: [
      (90, [[0.0, -1, 700], [1, 0, 0], [0, 0, 1]], PixelRect(x0: 560, y0: 100, x1: 600, y1: 200)),
      (180, [[-1, 0, 1000], [0, -1, 700], [0, 0, 1]], PixelRect(x0: 800, y0: 560, x1: 900, y1: 600)),
      (270, [[0, 1, 0], [-1, 0, 1000], [0, 0, 1]], PixelRect(x0: 100, y0: 800, x1: 140, y1: 900)),
    ])
  func turned(degrees: Int, transform: [[Double]], place: PixelRect) {
    var kept = page(words: ["a"])
    kept.origin = .vector
    kept.turned = 270
    kept.transform = [[0, 2, 0], [-2, 0, 700], [0, 0, 1]]
    kept.masked = [mask(100, 100, 200, 140)]
    kept.cards = [card(number: "411111", "1111", at: PixelRect(x0: 100, y0: 100, x1: 200, y1: 140))]
    kept.lines = [TextLine(words: [word("a", PixelRect(x0: 100, y0: 100, x1: 200, y1: 140))])]
    kept.machineReadableZone = zone(at: PixelRect(x0: 100, y0: 100, x1: 200, y1: 140))
    var fresh = page()
    (fresh.width, fresh.height) = degrees == 180 ? (1000, 700) : (700, 1000)
    fresh.turned = degrees
    let look = SecondLook(at: kept, seeing: fresh)
    #expect(look.needsNewPicture)
    #expect(look.page.turned == (270 + degrees) % 360)
    #expect(look.page.width == fresh.width)
    #expect(look.page.masked.map(\.box) == [place])
    #expect(Set(look.page.masked[0].polygon) == Set(corners(place)))
    #expect(look.page.cards.map(\.box) == [place])
    #expect(look.page.cards.map(\.number?.box) == [place])
    #expect(look.page.lines.map(\.box) == [place])
    #expect(look.page.machineReadableZone?.boxes == [place])
    // From the upload to the kept page and on to the new one.
    let upload = [30.0, 40, 1]
    let onKept = applied(kept.transform, upload)
    #expect(applied(look.page.transform, upload) == applied(transform, onKept))
  }

  @Test("what no honest child says about turns is not believed", arguments: [45, -90, 450, Int.max])
  func nonsense(degrees: Int) {
    var fresh = page()
    fresh.turned = degrees
    fresh.transform = [[1e308, 0, 0], [0, 1e308, 0], [0, 0, 0]]
    let look = SecondLook(at: page(), seeing: fresh)
    #expect(look.page.turned == 0)
    #expect(look.page.transform == identity)
  }

  @Test("a picture of another size is kept anew")
  func otherSize() {
    var fresh = page()
    fresh.width -= 1
    #expect(SecondLook(at: page(), seeing: fresh).needsNewPicture)
  }

  @Test("only a cover that reaches beyond the old ones is new")
  func covers() {
    // A strip that rises to the right.
    let slanting = Mask(
      kind: .cardNumber, box: PixelRect(x0: 100, y0: 100, x1: 300, y1: 300),
      polygon: [(100, 260), (260, 100), (300, 140), (140, 300)].map { PixelPoint(x: $0.0, y: $0.1) })
    var kept = page()
    kept.masked = [mask(500, 500, 600, 540), slanting]
    func seeing(_ masks: Mask...) -> SecondLook {
      var fresh = page()
      fresh.masked = masks
      return SecondLook(at: kept, seeing: fresh)
    }
    let inside = mask(190, 190, 210, 210)
    let sameEdges = mask(500, 500, 600, 540, .cardVerificationCode)
    #expect(!seeing(inside, sameEdges).needsNewPicture)
    #expect(seeing(inside, sameEdges).page.masked == kept.masked)
    let inItsBoundsOnly = mask(110, 110, 130, 130)
    let overTheEdge = mask(500, 500, 601, 540)
    for new in [inItsBoundsOnly, overTheEdge] {
      let look = seeing(inside, new)
      #expect(look.needsNewPicture)
      #expect(look.page.masked == kept.masked + [new])
    }
  }

  // MARK: Code lines

  @Test("code lines are what is read now, unless something of them is covered")
  func codeLines() {
    let box = PixelRect(x0: 50, y0: 600, x1: 900, y1: 690)
    let old = zone(at: box, name: "OLSEN")
    let new = zone(at: box, name: "NIELSEN")
    func look(covered: Bool, seeing fresh: MachineReadableZone?) -> MachineReadableZone? {
      var kept = page()
      kept.machineReadableZone = old
      kept.masked = [covered ? mask(800, 640, 880, 690) : mask(800, 500, 880, 600)]
      var page = page()
      page.machineReadableZone = fresh
      return SecondLook(at: kept, seeing: page).page.machineReadableZone
    }
    #expect(look(covered: false, seeing: new) == new)
    #expect(look(covered: false, seeing: nil) == nil)
    #expect(look(covered: true, seeing: new) == old)
    #expect(look(covered: true, seeing: nil) == old)
  }

  @Test(
    "that code lines were seen is forgotten only where nothing hides them now",
    arguments: [
      (false, true, false, PageOrigin.picture, true), (true, false, false, .picture, false),
      (true, false, true, .picture, true), (true, false, false, .vector, true), (false, false, true, .vector, false),
    ])
  func codeLinesSeen(before: Bool, now: Bool, isCovered: Bool, origin: PageOrigin, expected: Bool) {
    var kept = page()
    kept.codeLinesSeen = before
    kept.origin = origin
    if isCovered { kept.masked = [mask(0, 0, 10, 10)] }
    var fresh = page()
    fresh.codeLinesSeen = now
    #expect(SecondLook(at: kept, seeing: fresh).page.codeLinesSeen == expected)
  }

  // MARK: Building

  private let identity = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]

  func page(words: [String] = []) -> Page {
    var page = Document.made.pages[0]
    page.lines =
      words.isEmpty
      ? []
      : [
        TextLine(words: words.enumerated().map { word($1, PixelRect(x0: $0 * 100, y0: 0, x1: $0 * 100 + 80, y1: 40)) })
      ]
    return page
  }

  private func word(_ text: String, _ box: PixelRect) -> Word {
    Word(text: Private(text), box: box, confidence: 1)
  }

  func mask(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ kind: MaskKind = .cardNumber) -> Mask {
    let box = PixelRect(x0: x0, y0: y0, x1: x1, y1: y1)
    return Mask(kind: kind, box: box, polygon: corners(box))
  }

  private func corners(_ box: PixelRect) -> [PixelPoint] {
    [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)].map { PixelPoint(x: $0.0, y: $0.1) }
  }

  private func zone(at box: PixelRect, name: String = "OLSEN") -> MachineReadableZone? {
    let names = "P<DNK" + name + "<<ANNA"
    return MachineReadableZone(
      layout: .td3,
      lines: [names + String(repeating: "<", count: 44 - names.count), String(repeating: "<", count: 44)], boxes: [box])
  }

  func card(
    number first6: String? = nil, _ last4: String = "", code: PaymentCard.Code = .covered,
    at box: PixelRect = PixelRect(x0: 0, y0: 0, x1: 1000, y1: 700)
  ) -> PaymentCard {
    let number = first6.map {
      PaymentCard.Number(
        first6: Private($0), last4: Private(last4), length: 16, luhnHolds: true, scheme: .visa, box: box)
    }
    return PaymentCard(side: .front, number: number, numberExposed: false, expiry: nil, code: code, box: box)
  }

  private func applied(_ transform: [[Double]], _ point: [Double]) -> [Double] {
    transform.map { row in zip(row, point).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}
