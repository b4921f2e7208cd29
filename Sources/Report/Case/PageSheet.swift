import Casework
import Model

/// One kept page: its picture, what is marked on it, and what was read.
struct PageSheet: Sendable, Equatable {
  /// An area painted over.
  struct Cover: Sendable, Equatable {
    /// Corners as SVG points, in pixels of the page.
    let points: String
  }

  /// A reason named in the caption.
  struct Entry: Sendable, Equatable {
    let number: Int
    let code: String
    let reasonClass: String
  }

  let anchor: String
  let title: String
  /// What the picture is, for whoever cannot see it.
  let description: String
  /// A JPEG in Base64; nil when it is lost.
  let picture: String?
  let width: Int
  let height: Int
  let covers: [Cover]
  /// What was painted over, in words; nil for nothing.
  let covered: String?
  let marks: [PageMark]
  let found: [Entry]
  let codeLines: [Private<String>]
  let lines: [Private<String>]
  let hasText: Bool

  /// Both count from 1.
  static func anchor(_ file: Int, _ page: Int) -> String { "page-\(file)-\(page)" }

  /// `found` are all reasons of the case with their numbers.
  init(
    _ page: Page, file: Int, of pageCount: Int, type: DocumentType?, picture: KeptPictures.Picture,
    found: [(number: Int, finding: Finding)]
  ) {
    let here = found.filter { $0.finding.file == file && $0.finding.page == page.number }
    anchor = PageSheet.anchor(file, page.number)
    title = pageCount == 1 ? "File \(file)" : "File \(file), page \(page.number) of \(pageCount)"
    description = "Masked page \(page.number) of file \(file), \(PlainWords.type(type))"
    self.picture =
      switch picture {
      case .opened(let base64): base64
      case .lost: nil
      }
    width = page.width
    height = page.height
    covers = page.masked.map { mask in
      Cover(points: mask.polygon.map { "\($0.x),\($0.y)" }.joined(separator: " "))
    }
    let kinds = MaskKind.allCases.compactMap { kind -> String? in
      let count = page.masked.count { $0.kind == kind }
      return count == 0 ? nil : PlainWords.mask(kind) + (count == 1 ? "" : " (\(count) places)")
    }
    covered = kinds.isEmpty ? nil : kinds.joined(separator: ", ")
    marks = PageMark.all(here, width: page.width, height: page.height)
    self.found = here.map {
      Entry(number: $0.number, code: $0.finding.code.rawValue, reasonClass: $0.finding.reasonClass.rawValue)
    }
    codeLines = page.machineReadableZone?.lines ?? []
    lines = page.lines.map(\.text)
    hasText = !codeLines.isEmpty || !lines.isEmpty
  }
}
