internal import Casework
internal import FoundationEssentials
internal import Judgement
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// Which cases `--where` chooses: conditions `key=value` with spaces between, of which all must hold. `reason` and
/// `state` may stand several times, or have several values with commas between; then one of them must hold.
struct WhereClause: Sendable, Equatable {
  /// The keys, in the order they are documented.
  enum Key: String, CaseIterable {
    case decision, verdict, confidence, reason, pipeline, account, team, state, since, until
  }

  /// The person's decision where there is one, else the machine's verdict.
  private(set) var decision: Verdict.Decision?
  /// What the machine said last.
  private(set) var verdict: Verdict.Decision?
  private(set) var confidence: Verdict.Confidence?
  /// One of these; empty for any and none.
  private(set) var reasons: [ReasonCode] = []
  private(set) var pipeline: String?
  private(set) var account: String?
  private(set) var team: String?
  /// One of these; empty for those that have a verdict.
  private(set) var states: [CaseState] = []
  /// The first day of arrival, UTC.
  private(set) var since: Day?
  /// The last day of arrival, UTC.
  private(set) var until: Day?

  /// `pipelines` are the names there are. Throws `CommandFailure` with what may have been meant.
  init(_ text: String, pipelines: [String]) throws(CommandFailure) {
    var seen: Set<Key> = []
    for (word, value) in try WhereClause.conditions(in: text) {
      let key = try WhereClause.key(word)
      let isRepeated = !seen.insert(key).inserted
      if isRepeated, key != .reason, key != .state {
        throw WhereClause.failure("\(key.rawValue) stands twice, and both cannot hold; only reason and state may")
      }
      guard !value.isEmpty else {
        throw WhereClause.failure("\(key.rawValue) has no value; write \(WhereClause.example(of: key))")
      }
      try take(key, value, pipelines)
    }
    guard !seen.isEmpty else {
      throw WhereClause.failure("there is no condition; write some, such as 'decision=rejected reason=page.blurred'")
    }
    if let since, let until, since > until {
      throw WhereClause.failure("since=\(since) is later than until=\(until), and no case fits both")
    }
  }

  /// One filter for each reason, or one; a case that fits more than one of them is meant once.
  var filters: [CaseFilter] {
    let filter = CaseFilter(
      states: states.isEmpty ? [.inReview, .awaitingCustomer, .closed] : Set(states), accountID: account,
      pipeline: pipeline, verdict: verdict, confidence: confidence, decision: decision, team: team,
      arrivedFrom: since.map { WhereClause.start(of: $0) },
      arrivedBefore: until.map { WhereClause.start(of: Day(daysSinceEpoch: $0.daysSinceEpoch + 1)) })
    guard !reasons.isEmpty else { return [filter] }
    return reasons.map { reason in
      var one = filter
      one.reason = reason
      return one
    }
  }

  private static func start(of day: Day) -> Date { Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400) }

  // MARK: Reading

  private mutating func take(_ key: Key, _ value: String, _ pipelines: [String]) throws(CommandFailure) {
    switch key {
    case .decision:
      decision = try WhereClause.choice(key, value, among: WhereClause.decisions)
    case .verdict:
      verdict = try WhereClause.choice(key, value, among: WhereClause.verdicts)
    case .confidence:
      confidence = try WhereClause.choice(key, value, among: WhereClause.confidences)
    case .reason:
      for code in value.split(separator: ",") {
        let code = try WhereClause.reason(String(code))
        if !reasons.contains(code) { reasons.append(code) }
      }
    case .state:
      for name in value.split(separator: ",") {
        let known = CaseState.allCases.filter { $0 != .erased }.map { ($0.rawValue, $0) }
        let state = try WhereClause.choice(key, String(name), among: known)
        if !states.contains(state) { states.append(state) }
      }
    case .pipeline:
      pipeline = try WhereClause.choice(key, value, among: pipelines.map { ($0, $0) })
    case .account: account = value
    case .team: team = value
    case .since: since = try WhereClause.day(key, value)
    case .until: until = try WhereClause.day(key, value)
    }
  }

  private static let decisions: [(String, Verdict.Decision)] = [
    ("approved", .approve), ("rejected", .reject), ("approve", .approve), ("reject", .reject),
  ]
  private static let verdicts: [(String, Verdict.Decision)] = [
    ("approve", .approve), ("reject", .reject), ("approved", .approve), ("rejected", .reject),
  ]
  private static let confidences: [(String, Verdict.Confidence)] = [("clear", .clear), ("doubtful", .doubtful)]

  /// Words are compared without regard to case.
  private static func choice<Value>(
    _ key: Key, _ text: String, among known: [(String, Value)]
  ) throws(CommandFailure) -> Value {
    if let found = known.first(where: { $0.0.lowercased() == text.lowercased() }) { return found.1 }
    let names = known.map(\.0)
    // The second half of the decisions only says the same in other words.
    let listed = key == .decision || key == .verdict ? Array(names.prefix(2)) : names
    throw failure(
      unknown("\(key.rawValue)", text, among: names) ?? "\(unknown(key.rawValue, text)); it can be "
        + listed.joined(separator: ", "))
  }

  private static func reason(_ text: String) throws(CommandFailure) -> ReasonCode {
    if let code = ReasonCode(rawValue: text) { return code }
    let sentence = unknown("reason", text, among: ReasonCode.allCases.map(\.rawValue)) ?? unknown("reason", text)
    throw failure(sentence + "; kyc explain lists every code")
  }

  private static func day(_ key: Key, _ text: String) throws(CommandFailure) -> Day {
    guard let day = Day(text) else {
      throw failure("\(key.rawValue) is '\(Shown.text(text))'; it must be a day written as YYYY-MM-DD")
    }
    return day
  }

  private static func key(_ text: String) throws(CommandFailure) -> Key {
    if let key = Key(rawValue: text.lowercased()) { return key }
    let names = Key.allCases.map(\.rawValue)
    throw failure(
      unknown("key", text, among: names) ?? "\(unknown("key", text)); keys are \(names.joined(separator: ", "))")
  }

  private static func unknown(_ what: String, _ text: String) -> String { "unknown \(what) '\(Shown.text(text))'" }

  /// With what was meant; nil when nothing is near.
  private static func unknown(_ what: String, _ text: String, among known: [String]) -> String? {
    Suggestion.nearest(to: text, among: known).map { "\(unknown(what, text)) (did you mean '\($0)'?)" }
  }

  private static func example(of key: Key) -> String {
    switch key {
    case .decision: "decision=rejected"
    case .verdict: "verdict=reject"
    case .confidence: "confidence=doubtful"
    case .reason: "reason=page.blurred"
    case .pipeline: "pipeline=address"
    case .account: "account=A-1001"
    case .team: "team=payments"
    case .state: "state=closed"
    case .since: "since=2026-11-01"
    case .until: "until=2026-11-30"
    }
  }

  private static func failure(_ sentence: String) -> CommandFailure { CommandFailure(.usage, "--where: \(sentence)") }

  /// Keys and values. A value with spaces in it stands in double quotes.
  private static func conditions(in text: String) throws(CommandFailure) -> [(key: String, value: String)] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    guard !isQuoted else { throw failure("a quotation mark is not closed") }
    words.append(word)
    var conditions: [(key: String, value: String)] = []
    for word in words where !word.isEmpty {
      guard let equals = word.firstIndex(of: "=") else {
        throw failure("'\(Shown.text(word))' is no condition; write key=value, such as reason=page.blurred")
      }
      conditions.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
    }
    return conditions
  }
}
