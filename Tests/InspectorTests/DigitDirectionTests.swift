import Imaging
import Model
import Testing

@testable import Inspector

@Suite("The direction that digits are read in")
struct DigitDirectionTests {
  private func strip(_ text: String, degrees: Double = 0, y: Double, length: Double, probability: Double = 0.97)
    -> ReadLine
  {
    let turn: (Double, Double) = degrees == 0 ? (1, 0) : degrees == 180 ? (-1, 0) : (0.8, 0.6)
    return ReadLine(
      box: OrientedBox(centreX: 400, centreY: y, alongX: turn.0, alongY: turn.1, length: length, height: 40),
      characters: reading(text, probability: probability))
  }

  @Test("is that of the text around them", arguments: ["0682", "06/82", "1 0 1"])
  func likeNeighbours(text: String) throws {
    let text = strip(text, y: 200, length: 120)
    let upsideDown = strip("Kortet tilhører banken", degrees: 180, y: 120, length: 500)
    let turn = try #require(DigitDirection(around: [upsideDown, text]).turn(of: text))
    #expect(turn.box == text.box.reversed)
    #expect(turn.isCertain)
    let upright = strip("Kortet tilhører banken", y: 120, length: 500)
    #expect(DigitDirection(around: [upright, text]).turn(of: text) == nil)
    #expect(DigitDirection(around: [text]).turn(of: text) == nil)
  }

  @Test("is tried the other way for a number that was read with letters and doubts", arguments: [0.8, 0.99])
  func number(probability: Double) {
    let number = strip("50001 E9+228 281E", y: 200, length: 480, probability: probability)
    let upsideDown = strip("KARL OVE STRAND", degrees: 180, y: 120, length: 400)
    let turn = DigitDirection(around: [upsideDown, number]).turn(of: number)
    #expect((turn != nil) == (probability < 0.9))
    #expect(turn?.isCertain != true)
  }

  @Test("is that of the text around a box that is almost a square")
  func square() throws {
    let code = strip("8B", y: 200, length: 50)
    let slanted = strip("Kortet tilhører banken", degrees: 37, y: 120, length: 500)
    let turn = try #require(DigitDirection(around: [slanted, code]).turn(of: code))
    #expect(turn.box.alongX == 0.8)
    #expect(turn.box.length > turn.box.height)
    #expect(turn.box.holds((code.box.centreX, code.box.centreY)))
    #expect(!turn.isCertain)
    // A letter on a key is as sure as can be.
    let key = strip("K", y: 200, length: 44, probability: 0.99)
    #expect(DigitDirection(around: [slanted, key]).turn(of: key) == nil)
  }
}

@Suite("Signs that digits are taken for")
struct BoxSignTests {
  @Test(
    "are read again as digits",
    arguments: [("日日日日", true), ("0日8", true), ("日本国", false), ("日", false), ("0000", false)])
  func signs(text: String, areBoxes: Bool) {
    #expect(Readings.isOfBoxSigns(line(text, y: 40)) == areBoxes)
  }
}
