/// One thing that is wrong with a pipeline file, and where.
package struct PipelineComplaint: Sendable, Equatable, CustomStringConvertible {
  /// As the file was named by whoever asked for it.
  package let file: String
  /// Counts from 1; nil when the complaint is about the file as a whole.
  package let line: Int?
  /// What is wrong, without a full stop.
  package let sentence: String

  package init(file: String, line: Int?, sentence: String) {
    self.file = file
    self.line = line
    self.sentence = sentence
  }

  /// `pipelines/address.yaml:14: unknown check 'sharpnes' (did you mean 'sharpness'?)`
  package var description: String {
    line.map { "\(file):\($0): \(sentence)" } ?? "\(file): \(sentence)"
  }
}

/// Pipeline files that cannot be used, with everything that is wrong with them.
package struct PipelineFilesRefused: Error, Sendable, Equatable, CustomStringConvertible {
  /// In file and line order; never empty.
  package let complaints: [PipelineComplaint]

  package init(_ complaints: [PipelineComplaint]) { self.complaints = complaints }

  package var description: String { complaints.map(\.description).joined(separator: "\n") }
}

/// Gathers what is wrong with one file while it is read on.
final class Complaints {
  private let file: String
  private(set) var all: [PipelineComplaint] = []

  init(file: String) { self.file = file }

  var isEmpty: Bool { all.isEmpty }

  func add(_ line: Int?, _ sentence: String) {
    let complaint = PipelineComplaint(file: file, line: line, sentence: sentence)
    if !all.contains(complaint) { all.append(complaint) }
  }

  /// Says that a word is not known, with the nearest one that is. `place` names where it stands.
  func unknown(_ what: String, _ word: String, in place: String?, line: Int?, known: [String]) {
    let sentence = "unknown \(what) '\(Complaints.shown(word))'" + (place.map { " in \($0)" } ?? "")
    if let meant = Suggestion.nearest(to: word, among: known) {
      add(line, "\(sentence) (did you mean '\(meant)'?)")
    } else if known.isEmpty {
      add(line, "\(sentence) (there are none)")
    } else {
      add(line, "\(sentence) (known: \(known.joined(separator: ", ")))")
    }
  }

  /// In line order, those about the whole file first.
  var sorted: [PipelineComplaint] {
    all.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
  }

  /// A word from the file on one line of the terminal: control characters escaped, cut at 60 characters.
  static func shown(_ word: String) -> String {
    let escaped = word.unicodeScalars.prefix(60).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }
    return escaped.joined() + (word.unicodeScalars.count > 60 ? "…" : "")
  }
}
