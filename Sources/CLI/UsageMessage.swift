internal import Paperwork

/// What the argument parser says of a wrong command line, in one line.
enum UsageMessage {
  /// `message` without its line ends, and where help is, as `full` names it.
  static func line(_ message: String, from full: String) -> String {
    let first = message.split(whereSeparator: \.isNewline).map(String.init).joined(separator: " ")
    let sentence = (first.prefix(1).lowercased() + first.dropFirst())
      .replacing(/\. Did you mean '([^']+)'\?$/) { " (did you mean '\($0.1)'?)" }
    let help =
      full.split(whereSeparator: \.isNewline).last
      .flatMap { $0.firstMatch(of: /See '([^']+)' for more information/)?.1 }.map(String.init) ?? "kyc --help"
    return "\(Shown.text(sentence, longest: 400)); see \(help)"
  }
}
