import Imaging
import Model

/// A page as the customer's viewer shows it: pixels, and the words a text layer claims.
struct PageImage {
  /// Counts from 1.
  let number: Int
  let origin: PageOrigin
  /// sRGB.
  let picture: Raster
  /// Pixels of `picture` for each unit of the upload as shown: 1 for a picture, pixels a point for a PDF.
  let scale: Double
  /// Known when the page has a physical size of its own, as a PDF's has.
  let dotsPerInch: Double?
  /// The same if the page shows a sheet that fills it; nil when it cannot be one.
  let sheetDotsPerInch: Double?
  /// Lines of the text layer in pixels of `picture`: evidence on a vector page where the pixels say the same, a mere
  /// claim on any other; empty for a picture file.
  let layer: [ReadLine]
  /// The text layer alone, drawn grey at the size of `picture`; nil where the page is not a vector page.
  let layerPicture: Raster?
  /// The pictures on the page of a PDF of which the place is known.
  var placed: [PDFPage.Picture] = []
  /// Its decoder complained: readable, but not to be trusted wholly.
  let isDamaged: Bool
}

/// A line of text as read, while everything that was read is still in it. Never leaves the child.
struct ReadLine {
  var box: OrientedBox
  /// In order of position.
  var characters: [ReadCharacter]
  /// The words that will be reported, each with its place along the box, 0–1.
  var words: [PlacedWord]

  struct PlacedWord {
    var text: String
    var confidence: Double
    var start: Double
    var end: Double
  }

  /// All characters, in order.
  var text: String { String(characters.map(\.character)) }

  /// Mean probability of its characters; 0 without any.
  var confidence: Double {
    characters.isEmpty ? 0 : characters.map(\.probability).reduce(0, +) / Double(characters.count)
  }

  init(box: OrientedBox, characters: [ReadCharacter]) {
    self.box = box
    self.characters = characters
    words = ReadLine.words(of: characters)
  }

  /// Characters between spaces, each reaching half a character beyond the middles of its ends.
  private static func words(of characters: [ReadCharacter]) -> [PlacedWord] {
    var words: [PlacedWord] = []
    let pitch =
      characters.count > 1
      ? (characters[characters.count - 1].position - characters[0].position) / Double(characters.count - 1) : 0.5
    for part in characters.split(whereSeparator: { $0.character == " " }) {
      guard let first = part.first, let last = part.last else { continue }
      words.append(
        PlacedWord(
          text: String(part.map(\.character)),
          confidence: part.map(\.probability).reduce(0, +) / Double(part.count),
          start: max(0, first.position - pitch / 2), end: min(1, last.position + pitch / 2)))
    }
    return words
  }
}

/// An upright page and where its lines stand.
struct UprightPage {
  let image: PageImage
  /// Upright; sRGB.
  let picture: Raster
  let grey: Raster
  /// The same as by daylight; nil where it is not dark.
  let lit: Raster?
  /// Clockwise degrees that made it upright.
  let turned: Int
  /// In reading order, in pixels of `picture`.
  let boxes: [OrientedBox]
  /// They were found at the detector's larger scale.
  let hasSmallPrint: Bool
  /// Reads strips of `picture`.
  let strips: StripReader
}

extension UprightPage {
  /// What is read and looked at.
  var seen: Raster { lit ?? picture }
  var seenGrey: Raster { lit?.grey ?? grey }
}

/// With what was measured on it.
struct MeasuredPage {
  let page: UprightPage
  let sharpness: Sharpness
  /// Nil for a vector page.
  let quality: PageQuality?
  /// Median height of lines, in pixels.
  let lineHeight: Double?
}

/// With everything that was read on it. Never leaves the child.
struct ReadPage {
  let measured: MeasuredPage
  var lines: [ReadLine]
  /// Lines of a text layer that nobody read on the picture: no evidence, but looked through for what must be covered.
  let unprovenLines: [ReadLine]
  /// Where a struck number stands that nobody could read.
  let unreadNumbers: [OrientedBox]
  let machineReadableZone: MachineReadableZone?
  let codeLinesSeen: Bool
  let hiddenWords: HiddenWords?
}

/// Painted over, and its facts free of what was painted over. Not proven yet.
struct MaskedPage {
  var picture: Raster
  var facts: Page
  /// Lines that no cover touches, as they were read: their pixels are the same still.
  var untouched: [ReadLine]
  /// The boxes of all lines, each in the direction that it was read in.
  let directions: [OrientedBox]
  /// Where pictures lie on the page.
  let placed: [PixelRect]
  let hasSmallPrint: Bool
}

/// The only form in which a page leaves the child: re-encoded after masking, and checked.
package struct ClearedPage {
  let facts: Page
  let jpeg: [UInt8]
}
