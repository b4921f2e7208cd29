import Model
import Testing

@testable import Imaging

/// The engines on crops of fixtures: enough to see that shapes, channels and coordinates are right, not how well they
/// read.
@MainActor
@Suite("Reading")
struct ReadingTests {
  /// The line of the machine-readable zone with the holder's name.
  private func nameLine() throws -> (picture: Raster, box: OrientedBox) {
    let picture = try Engine.picture("A-1001/identity/passport.jpg")
    let lower = picture.cropped(x: 0, y: 1000, width: picture.width, height: picture.height - 1000)
    let boxes = try TextDetector(try Engine.model("det")).lines(on: lower, longSide: 960)
    let long = boxes.filter { $0.length > 12 * $0.height }.sorted { $0.centreY < $1.centreY }
    let first = try #require(long.dropLast().last, "two code lines are found")
    return (lower, first)
  }

  @Test("finds lines where they stand, and none on an empty sheet")
  func detector() throws {
    try Engine.start()
    let (picture, box) = try nameLine()
    #expect(box.bounds.x0 >= -10 && box.bounds.x1 <= picture.width + 10)
    #expect(box.length > 0.7 * Double(picture.width))
    #expect(abs(box.alongY) < 0.03)
    let empty = Raster(width: 500, height: 400, bands: 3, filledWith: 240)
    #expect(try TextDetector(try Engine.model("det")).lines(on: empty, longSide: 960).isEmpty)
  }

  @Test("reads a code line, its characters in order along it")
  func recogniser() throws {
    let (picture, box) = try nameLine()
    let recogniser = try LineRecogniser(try Engine.model("rec"))
    let strip = box.grown(along: box.height * 0.5, across: 0)
    let characters = try recogniser.read(strip, on: picture).code
    let text = String(characters.map(\.character))
    #expect(text.contains("AAGAARD<NIELSEN<<SOEREN<EMIL<"))
    #expect(text.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<".contains($0) })
    #expect(characters.allSatisfy { (0...1.0001).contains($0.probability) })
    let positions = characters.map(\.position)
    #expect(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 })
    #expect((positions.first ?? 1) < 0.1)
    #expect((positions.last ?? 0) > 0.6)
  }

  @Test("reads strips of odd sizes", arguments: [(1, 1), (3, 48), (48, 3), (7000, 20)])
  func oddStrips(width: Int, height: Int) throws {
    let recogniser = try LineRecogniser(try Engine.model("rec"))
    let strip = Raster(width: width, height: height, bands: 3, filledWith: 255)
    #expect(try recogniser.read(strip: strip).characters.filter { $0.character != " " }.count <= 2)
  }

  /// The line of the bill with a word, and the picture of its page.
  private func billLine(with text: String) throws -> (picture: Raster, box: OrientedBox) {
    let page = try PDFFile(try fixture("A-1001/address/bill.pdf")).page(0)
    let scale = 300.0 / 72
    let picture = try #require(page.rendered(scale: scale))
    let words = page.words()
    let word = try #require(words.first { $0.text == text })
    let line = words.filter {
      min($0.y1, word.y1) - max($0.y0, word.y0) > 0.7 * (word.y1 - word.y0) && abs($0.x0 - word.x0) < 150
    }
    let rect = PixelRect(
      x0: Int((line.map(\.x0).min() ?? 0) * scale) - 4, y0: Int((line.map(\.y0).min() ?? 0) * scale) - 2,
      x1: Int((line.map(\.x1).max() ?? 0) * scale) + 4, y1: Int((line.map(\.y1).max() ?? 0) * scale) + 2)
    return (picture, OrientedBox(rect))
  }

  @Test("keeps Danish letters with tesseract", arguments: ["Søren", "Nørrebrogade", "København"])
  func danish(word: String) throws {
    let (picture, box) = try billLine(with: word)
    let words = try Engine.tesseract(["dan", "eng"]).words(in: box, on: picture.grey)
    #expect(words.map(\.text).contains(word))
    for word in words {
      #expect((0...1).contains(word.confidence))
      #expect(0 <= word.start && word.start < word.end && word.end <= 1)
    }
    let starts = words.map(\.start)
    #expect(starts == starts.sorted())
  }

  @Test("reads light text on a dark ground with tesseract as well")
  func lightOnDark() throws {
    var (picture, box) = try billLine(with: "Nørrebrogade")
    for index in picture.pixels.indices { picture.pixels[index] = 255 - picture.pixels[index] }
    let words = try Engine.tesseract(["dan", "eng"]).words(in: box, on: picture.grey)
    #expect(words.map(\.text).contains("Nørrebrogade"))
  }

  @Test("says which language tesseract does not have")
  func unknownLanguage() {
    let thrown = #expect(throws: MissingPiece.self) { try TesseractReader(languages: ["tlh"], dataFolder: nil) }
    #expect(thrown?.sentence.contains("tlh") ?? false)
  }

  @Test("says what is missing where there is no engine")
  func noEngine() {
    let thrown = #expect(throws: MissingPiece.self) { try OnnxRuntime(library: "/nowhere/libonnxruntime.so") }
    #expect(thrown?.sentence.contains("/nowhere/libonnxruntime.so") ?? false)
  }
}

@Suite("Wide forms of letters and digits")
struct WideFormTests {
  @Test("are read as the usual ones, and nothing else is changed")
  func usual() {
    #expect(String("ＡｚＯ０９＜／".map(\.ofUsualWidth)) == "AzO09</")
    #expect(String("Aå0日。 é".map(\.ofUsualWidth)) == "Aå0日。 é")
  }
}
