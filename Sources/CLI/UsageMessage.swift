internal import Paperwork
internal import Pipelines

/// What the argument parser says of a wrong command line, in one line.
enum UsageMessage {
  /// `message` without its line ends, and where help is, as `full` names it.
  static func line(_ message: String, from full: String) -> String {
    let first = wrongValue(message) ?? message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let sentence = (first.prefix(1).lowercased() + first.dropFirst())
      .replacing(/\. Did you mean '([^']+)'\?$/) { " (did you mean '\($0.1)'?)" }
    let help =
      full.split(whereSeparator: \.isNewline).last
      .flatMap { $0.firstMatch(of: /See '([^']+)' for more information/)?.1 }.map(String.init) ?? "kyc --help"
    return "\(Shown.text(sentence, longest: 400)); see \(help)"
  }

  /// What it says of a value that is none of an option's, with the one that may have been meant. Nil for any other message.
  private static func wrongValue(_ message: String) -> String? {
    guard
      let parts = message.wholeMatch(
        of: /The value '(?<value>.*)' is invalid for '(?<option>--[^ ']+)[^']*'\. Please provide (?<rest>.*)/
          .dotMatchesNewlines())
    else { return nil }
    let known = parts.rest.matches(of: /'([^']+)'|- (.+)/).map { String($0.1 ?? $0.2 ?? "") }
    let meant = Suggestion.nearest(to: String(parts.value), among: known).map { " (did you mean '\($0)'?)" } ?? ""
    return "\(parts.option) is '\(parts.value)'\(meant); it takes \(known.joined(separator: ", "))"
  }
}
