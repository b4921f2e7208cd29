import Casework
import Model

/// One kept page: its picture, what is marked on it, and what was read.
struct CaseSheet: Sendable {
  /// A frame around what a reason is about, in pixels of the page.
  struct Mark: Sendable {
    let style: String
    let x: Int
    let y: Int
    let w: Int
    let h: Int
    /// The number of the reason; only at its first frame.
    let label: String?
    let plate: Int
    let plateX: Int
    let plateY: Int
    let labelX: Int
    let labelY: Int
    let font: Int
  }

  /// An area painted over.
  struct Cover: Sendable {
    /// Corners as SVG points, in pixels of the page.
    let points: String
  }

  struct Entry: Sendable {
    let number: Int
    let code: String
    let reasonClass: String
  }

  /// Counts from 1 over all kept pages of the case; the address of the picture ends with it.
  let index: Int
  let file: Int
  let page: Int
  let title: String
  /// What the picture is, for whoever cannot see it.
  let description: String
  let src: String
  let width: Int
  let height: Int
  let covers: [Cover]
  let covered: String?
  let marks: [Mark]
  let found: [Entry]
  let codeLines: [Private<String>]
  let lines: [Private<String>]
  let hasText: Bool
  let canMask: Bool

  static func all(
    _ conclusion: Conclusion, _ found: [NumberedFinding], path: String, canMask: Bool, _ words: DeskWords
  ) -> [CaseSheet] {
    var sheets: [CaseSheet] = []
    let types = conclusion.verdict.documentTypes
    for (index, examined) in conclusion.files.enumerated() {
      guard case .document(let document) = examined.inspected else { continue }
      for (page, _) in zip(document.pages, examined.pages) {
        sheets.append(
          CaseSheet(
            page, index: sheets.count + 1, file: index + 1,
            type: words.type(types.indices.contains(index) ? types[index] : nil),
            found.filter { $0.finding.file == index + 1 && $0.finding.page == page.number }, path: path,
            canMask: canMask, words))
      }
    }
    return sheets
  }

  private init(
    _ page: Page, index: Int, file: Int, type: String, _ found: [NumberedFinding], path: String, canMask: Bool,
    _ words: DeskWords
  ) {
    self.index = index
    self.file = file
    self.page = page.number
    title = "\(words["file"]) \(file), \(words["page"]) \(page.number)"
    description = "\(words["maskedPage"]), \(title): \(type)"
    src = "\(path)/pages/\(index)"
    width = page.width
    height = page.height
    covers = page.masked.map { mask in
      Cover(points: mask.polygon.map { "\($0.x),\($0.y)" }.joined(separator: " "))
    }
    let kinds = MaskKind.allCases.compactMap { kind -> String? in
      let count = page.masked.count { $0.kind == kind }
      return count == 0 ? nil : words["mask_\(kind.rawValue)"] + (count == 1 ? "" : " (\(count))")
    }
    covered = kinds.isEmpty ? nil : kinds.joined(separator: ", ")
    let size = max(12, page.width / 45)
    marks = found.flatMap { one in
      one.finding.boxes.enumerated().map { order, box in
        Mark(box, of: one, isFirst: order == 0, size: size, width: page.width, height: page.height)
      }
    }
    self.found = found.map {
      Entry(number: $0.number, code: $0.finding.code.rawValue, reasonClass: $0.finding.reasonClass.rawValue)
    }
    codeLines = page.machineReadableZone?.lines ?? []
    lines = page.lines.map(\.text)
    hasText = !codeLines.isEmpty || !lines.isEmpty
    self.canMask = canMask
  }
}

extension CaseSheet.Mark {
  /// `size` is that of the plate with the number, in pixels of the page.
  fileprivate init(_ box: PixelRect, of found: NumberedFinding, isFirst: Bool, size: Int, width: Int, height: Int) {
    // Reading hugs the letters; a frame leaves them some air.
    let air = max(4, width / 250)
    let frame = box.insetBy(-air, -air).clamped(width: width, height: height)
    style = found.finding.reasonClass.rawValue
    x = frame.x0
    y = frame.y0
    w = frame.width
    h = frame.height
    label = isFirst ? "\(found.number)" : nil
    plate = size
    plateX = min(frame.x0, max(0, width - size))
    // Above the frame, or within it at the head of the page.
    plateY = frame.y0 >= size ? frame.y0 - size : frame.y0
    labelX = plateX + size / 2
    labelY = plateY + size * 3 / 4
    font = size * 3 / 4
  }
}
