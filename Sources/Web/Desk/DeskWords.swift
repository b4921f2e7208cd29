import HTTPTypes
import Judgement
import Paperwork

/// What the pages say, in one language. The words stand in `DeskPages/words.tsv`.
struct DeskWords: Sendable {
  let language: ReasonLanguage
  /// By key; templates call it `t`.
  let table: [String: String]

  static func words(in language: ReasonLanguage) -> DeskWords { language == .danish ? danish : english }

  private static let danish = DeskWords(.danish, column: 1)
  private static let english = DeskWords(.english, column: 2)

  private init(_ language: ReasonLanguage, column: Int) {
    self.language = language
    let lines = String(decoding: PackageResources.words_tsv, as: UTF8.self).split(separator: "\n")
    table = Dictionary(
      lines.map { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        return (String(cells[0]), String(cells[column]))
      }, uniquingKeysWith: { first, _ in first })
  }

  subscript(_ key: String) -> String {
    guard let word = table[key] else { preconditionFailure("no word for \(key)") }
    return word
  }

  /// The word where there is one.
  func word(_ key: String) -> String? { table[key] }

  var decimalMark: String { language == .danish ? "," : "." }

  /// What was chosen before, else what the browser asks for, else English.
  static func language(_ headers: HTTPFields, chosen: String?) -> ReasonLanguage {
    if let chosen = chosen.flatMap({ ReasonLanguage(rawValue: $0) }) { return chosen }
    let wanted = (headers[.acceptLanguage] ?? "").split(separator: ",").prefix(20).map { part in
      let pieces = part.split(separator: ";")
      let tag = (pieces.first ?? "").drop(while: \.isWhitespace).lowercased()
      let weight = pieces.dropFirst().compactMap { piece -> Double? in
        let text = piece.drop(while: \.isWhitespace)
        return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
      }
      return (tag: tag, weight: weight.first ?? 1)
    }
    let best = wanted.enumerated().filter { $0.element.weight > 0 }
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .compactMap { ReasonLanguage(rawValue: String($0.element.tag.prefix(2))) }.first
    return best ?? .english
  }
}
