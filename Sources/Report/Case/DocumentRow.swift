import Casework
import Judgement
import Model

/// One page of a file, or a file without pages.
struct DocumentRow: Sendable, Equatable {
  let file: Int
  let format: String
  let size: String
  let type: String
  /// `1 of 3`; a dash for a file that could not be examined.
  let page: String
  let pixels: String
  let resolution: String
  let turned: String
  /// In lower-case hexadecimal.
  let sha256: String

  static func all(_ conclusion: Conclusion) -> [DocumentRow] {
    let types = conclusion.verdict.documentTypes
    return conclusion.files.enumerated().flatMap { index, examined -> [DocumentRow] in
      switch examined.inspected {
      case .unreadable(let unreadable):
        return [DocumentRow(examined, index + 1, unreadable.format, "could not be examined", nil, of: 0)]
      case .document(let document):
        let type = PlainWords.type(types.indices.contains(index) ? types[index] : nil)
        return document.pages.map {
          DocumentRow(examined, index + 1, document.format, type, $0, of: document.pages.count)
        }
      }
    }
  }

  private init(
    _ examined: ExaminedFile, _ file: Int, _ format: FileFormat, _ type: String, _ page: Page?, of count: Int
  ) {
    self.file = file
    self.format =
      format == .unknown ? "unknown" : ReasonWords.word(for: format.rawValue, in: .english) ?? format.rawValue
    size = PlainWords.size(examined.bytes)
    self.type = type
    self.page = page.map { "\($0.number) of \(count)" } ?? "–"
    pixels = page.map { "\($0.width) × \($0.height)" } ?? "–"
    resolution =
      page.map { page in
        page.dotsPerInch.map { "\(Int($0.rounded())) dpi" } ?? (page.origin == .vector ? "drawn" : "not measurable")
      } ?? "–"
    turned = page.map { $0.turned == 0 ? "no" : "\($0.turned)°" } ?? "–"
    sha256 = examined.sha256
  }
}
