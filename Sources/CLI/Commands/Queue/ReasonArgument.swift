internal import Judgement
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// A reason code named on the command line.
enum ReasonArgument {
  /// The reasons of a rejection, each once. Throws `CommandFailure`, also for a code that rejects nobody.
  static func rejecting(_ texts: [String]) throws(CommandFailure) -> [ReasonCode] {
    try codes(texts) { code throws(CommandFailure) in
      guard CheckCatalog.reason(for: code).reasonClass != .info else {
        throw CommandFailure(
          .usage,
          "'\(code.rawValue)' is of class info and rejects nobody; kyc explain \(code.rawValue) says what it means, "
            + "and kyc explain lists every code")
      }
    }
  }

  /// What a customer is asked to mend, each once. Throws `CommandFailure`, also for a code that asks nothing of the
  /// customer.
  static func asking(_ texts: [String]) throws(CommandFailure) -> [ReasonCode] {
    try codes(texts) { code throws(CommandFailure) in
      let reasonClass = CheckCatalog.reason(for: code).reasonClass
      guard reasonClass == .retry || reasonClass == .amend else {
        throw CommandFailure(
          .usage,
          "'\(code.rawValue)' is of class \(reasonClass.rawValue) and asks nothing of the customer; name what is to be "
            + "sent or corrected, and kyc explain lists every code")
      }
    }
  }

  /// Throws `CommandFailure` with the code that may have been meant.
  static func code(_ text: String) throws(CommandFailure) -> ReasonCode {
    if let code = ReasonCode(rawValue: text) { return code }
    let known = ReasonCode.allCases.map(\.rawValue)
    let meant = Suggestion.nearest(to: text, among: known).map { " (did you mean '\($0)'?)" }
    throw CommandFailure(
      .usage, "unknown reason '\(Shown.text(text))'\(meant ?? ""); kyc explain lists every code")
  }

  private static func codes(
    _ texts: [String], _ check: (ReasonCode) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> [ReasonCode] {
    var codes: [ReasonCode] = []
    for text in texts {
      let code = try code(text)
      try check(code)
      if !codes.contains(code) { codes.append(code) }
    }
    return codes
  }
}
