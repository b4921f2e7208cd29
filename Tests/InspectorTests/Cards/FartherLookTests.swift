import Imaging
import Model
import Testing

@testable import Inspector

@Suite("A look from farther away")
struct FartherLookTests {
  @Test("is taken where something speaks for a card without a number, or hardly anything can be read")
  func worth() {
    #expect(FartherLook.isWorthIt(lines(["Cobalt", "MONTH/YEAR", "04/32", "VISA"])))
    #expect(FartherLook.isWorthIt(lines(["0047988"])))
    #expect(FartherLook.isWorthIt(lines(["AMERICAN EXPRESS", "3700 000000 00002"])))
    #expect(!FartherLook.isWorthIt(lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"])))
    #expect(!FartherLook.isWorthIt(lines(["Hansen", "Anna Marie", "12.04.1988", "Odense", "København", "Danmark"])))
    #expect(!FartherLook.isWorthIt(lines((0..<40).map { "Betales med Dankort \($0)" })))
  }

  private static let far = line("4092 6200 0000 0005", y: 200)

  @Test("reads lines of which only pieces were read")
  func new() {
    #expect(FartherLook.isNew(Self.far.box, beside: lines(["VISA"])))
    let pieces = [line("00", x: 300, y: 200), line("105", x: 480, y: 202)]
    #expect(FartherLook.isNew(Self.far.box, beside: pieces))
    #expect(!FartherLook.isNew(Self.far.box, beside: [line("4092 6200 0000 0005", y: 201)]))
    #expect(!FartherLook.isNew(line("K", y: 200).box, beside: []))
  }

  @Test("takes no piece of a line that was read before, but the same line again")
  func part() {
    let known = [line("Finder du kortet, så send det til banken", y: 200)]
    #expect(FartherLook.isPart(line("kortet, så send", x: 300, y: 200).box, of: known))
    #expect(!FartherLook.isPart(known[0].box, of: known))
    #expect(!FartherLook.isPart(line("VISA", y: 400).box, of: known))
  }

  @Test("puts a line in the place of its pieces, unless it says less")
  func take() {
    var found = [line("VISA", y: 400), line("00", x: 300, y: 200), line("105", x: 480, y: 202)]
    FartherLook.take(Self.far, into: &found)
    #expect(found.map(\.text) == ["VISA", "4092 6200 0000 0005"])
    var more = [line("40920000", x: 300, y: 200)]
    FartherLook.take(ReadLine(box: Self.far.box, characters: reading("4092")), into: &more)
    #expect(more.map(\.text) == ["40920000"])
    FartherLook.take(ReadLine(box: Self.far.box, characters: reading("409200001", probability: 0.3)), into: &more)
    #expect(more.map(\.text) == ["40920000"])
  }

  @Test("leaves what was read as surely, and lines in their order")
  func order() {
    var found = [line("JANE APPLESEED", x: 300, y: 200), line("VISA", y: 400)]
    let closer = found[0].box.grown(along: 4, across: 4)
    FartherLook.take(ReadLine(box: closer, characters: reading("TANE APPLESEED", probability: 0.9)), into: &found)
    #expect(found.map(\.text) == ["JANE APPLESEED", "VISA"])
    FartherLook.take(ReadLine(box: closer, characters: reading("JANE APPLESEED 4")), into: &found)
    #expect(found.map(\.text) == ["JANE APPLESEED 4", "VISA"])
  }
}
