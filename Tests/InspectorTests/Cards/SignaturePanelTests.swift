import Imaging
import Model
import Testing

@testable import Inspector

@Suite("A signature panel")
struct SignaturePanelTests {
  /// A dark card on a table that is darker still, with a panel of some size and level, and a stroke of a pen on it.
  private func card(length: Double = 520, height: Double = 90, degrees: Double = 0, level: UInt8 = 225) -> Raster {
    var picture = Raster(width: 1200, height: 1000, bands: 1, filledWith: 30)
    let (cosine, sine) = degrees == 0 ? (1.0, 0.0) : (0.8, 0.6)
    let card = OrientedBox(centreX: 600, centreY: 500, alongX: cosine, alongY: sine, length: 856, height: 540)
    fill(&picture, card, 90)
    var panel = card.moved(along: -100, across: -20)
    (panel.length, panel.height) = (length, height)
    fill(&picture, panel, level)
    var stroke = panel.moved(along: -60, across: 0)
    (stroke.length, stroke.height) = (180, 8)
    fill(&picture, stroke, 40)
    return picture
  }

  private func fill(_ picture: inout Raster, _ box: OrientedBox, _ level: UInt8) {
    for y in 0..<picture.height {
      for x in 0..<picture.width where box.holds((x: Double(x) + 0.5, y: Double(y) + 0.5)) {
        picture.pixels[y * picture.width + x] = level
      }
    }
  }

  @Test("is found at any angle, with a signature on it", arguments: [0.0, 37])
  func found(degrees: Double) throws {
    let panels = SignaturePanel.all(on: card(degrees: degrees))
    #expect(panels.count == 1)
    let panel = try #require(panels.first).box
    #expect((480...560).contains(panel.length))
    #expect((75...110).contains(panel.height))
  }

  @Test("is found with the box for the code right behind it, which has nothing to do with one far away")
  func besideABox() throws {
    func panels(gap: Double) -> [SignaturePanel] {
      var picture = card()
      fill(
        &picture, OrientedBox(centreX: 760 + gap + 60, centreY: 480, alongX: 1, alongY: 0, length: 120, height: 90), 225
      )
      return SignaturePanel.all(on: picture)
    }
    let panel = try #require(panels(gap: 16).first).box
    #expect((620...700).contains(panel.length))
    #expect(panels(gap: 16).count == 1)
    #expect(panels(gap: 90).first.map { $0.box.length < 560 } ?? false)
  }

  @Test("with four digits at its end is covered there, for one of them may be a stroke", arguments: [650, 560])
  func atTheEnd(x: Int) {
    let label = line("AUTHORISED SIGNATURE", x: 250, y: 380)
    let four = line("1868", x: x, y: 462)
    var grey = card()
    func stroke(_ x: Int, _ level: UInt8) {
      fill(&grey, OrientedBox(centreX: Double(x), centreY: 480, alongX: 1, alongY: 0, length: 6, height: 26), level)
    }
    for digit in 0..<4 { stroke(x + 12 + 24 * digit, 40) }
    // Three more on the panel, or the pattern of the card beyond it.
    if x < 600 { for digit in 5..<8 { stroke(x + 12 + 24 * digit, 40) } }
    for line in 0..<12 { stroke(766 + 12 * line, 225) }
    let scan = CardScan(lines: [label, four], hasCodeLines: false, on: grey, masking: MaskKind.allCases)
    #expect(scan.cards.map(\.code) == [.exposed])
    #expect(shown([four], under: scan.covers.map(\.box)) == [x == 650 ? "••••" : "1868"])
  }

  @Test("is no field of another shape, no dark one, and nothing on a sheet as light as it is")
  func others() {
    #expect(SignaturePanel.all(on: card(height: 300)).isEmpty)
    #expect(SignaturePanel.all(on: card(length: 120)).isEmpty)
    #expect(SignaturePanel.all(on: card(level: 60)).isEmpty)
    #expect(SignaturePanel.all(on: emptyPage()).isEmpty)
  }

  @Test("is enough beside three digits on it, where nothing else could be read, but not beside others")
  func code() {
    // The panel ends at 760, 525.
    let code = line("283", x: 680, y: 462)
    let scan = CardScan(lines: [code], hasCodeLines: false, on: card(), masking: MaskKind.allCases)
    #expect(shown([code], under: scan.covers.map(\.box)) == ["•••"])
    let far = line("283", x: 680, y: 900)
    let others = CardScan(lines: [far], hasCodeLines: false, on: card(), masking: MaskKind.allCases)
    #expect(shown([far], under: others.covers.map(\.box)) == ["283"])
  }

  @Test("is enough beside the end of a number and a code that were read without the gap between")
  func oneRun() {
    let run = line("5100467", x: 560, y: 462)
    let scan = CardScan(lines: [run], hasCodeLines: false, on: card(), masking: MaskKind.allCases)
    #expect(shown([run], under: scan.covers.map(\.box)) == ["5100•••"])
  }

  @Test("is enough beside three digits behind twelve and more, of which a signature hides some")
  func behindAWornNumber() {
    let row = line("6430000000001 595", x: 300, y: 462)
    let scan = CardScan(lines: [row], hasCodeLines: false, on: card(), masking: [.cardVerificationCode])
    #expect(shown([row], under: scan.covers.map(\.box)).map { $0.suffix(4) } == [" •••"])
  }

  @Test("on which three digits may be of the end of a number is covered behind them, too")
  func restOfATail() {
    // Four digits, tape over the last and over the first of the code, and two of that.
    let digits = [line("290", x: 480, y: 462), line("69", x: 640, y: 462)]
    let scan = CardScan(
      lines: [digits[0], line("AUTHORISED SIGNATURE", x: 250, y: 380)], hasCodeLines: false, on: card(),
      masking: MaskKind.allCases)
    #expect(shown(digits, under: scan.covers.map(\.box)) == ["•••", "••"])
  }

  @Test("with the end of a number on it makes a back, on which the panel is covered where nothing was read")
  func back() {
    let label = line("AUTHORISED SIGNATURE", x: 250, y: 380)
    let scan = CardScan(lines: [label], hasCodeLines: false, on: card(), masking: MaskKind.allCases)
    #expect(scan.cards.map(\.code) == [.uncertain])
    #expect(scan.covers.contains { $0.box.holds((720, 480)) })
  }

  @Test("makes a back beside the name of a scheme, not alone and not beside the number of a front")
  func alone() {
    func codes(_ lines: [ReadLine]) -> [PaymentCard.Code] {
      CardScan(lines: lines, hasCodeLines: false, on: card(), masking: MaskKind.allCases).cards.map(\.code)
    }
    #expect(codes([]).isEmpty)
    let scheme = line("VISA", x: 850, y: 640)
    #expect(codes([scheme]) == [.uncertain])
    #expect(codes([scheme, line("4111 1111 1111 1111", x: 260, y: 580)]) == [.absent])
    // On the panel.
    #expect(codes([line("4111 1111 1111 1111", x: 270, y: 462)]) == [.uncertain])
  }

  @Test("is no word in large type, as a scheme's name on a front")
  func words() {
    var name = line("mastercard", x: 240, y: 440)
    name.box.length = 520
    name.box.centreX = 500
    name.box.centreY = 480
    name.box.height = 100
    let scan = CardScan(lines: [name], hasCodeLines: false, on: card(), masking: MaskKind.allCases)
    #expect(scan.covers.isEmpty)
  }

  @Test("says nothing on a sheet of text but on the card of a stripe", arguments: [false, true])
  func sheet(hasStripe: Bool) {
    let texts = (0..<30).map { line("Forbrug i alt \($0)", x: 100, y: 900 + 60 * $0) }
    let rows = DigitRow.rows(of: texts)
    var cues = CardCues(rows: rows, lines: texts, hasCodeLines: false)
    let stripe = OrientedBox(PixelRect(x0: 172, y0: 270, x1: 1028, y1: 360))
    if hasStripe {
      let seen = MagneticStripe(box: stripe, isTight: true, runsAcrossACard: true, meetsTheBorder: false)
      cues.add(seen, among: rows)
    }
    for panel in SignaturePanel.all(on: card()) { cues.add(panel, among: rows) }
    #expect(cues.cues.contains { $0.kind == .panel } == hasStripe)
    #expect(cues.cues.contains { $0.kind == .stripe && $0.weight == CardCues.likely } == hasStripe)
    #expect((cues.support(at: line("720", x: 680, y: 462).box) >= CardCues.likely) == hasStripe)
  }
}
