internal import Paperwork
internal import Workplace

/// One line of `kyc doctor`: a thing it looked at, how that is, and what mends it.
struct Diagnosis: Sendable, Equatable {
  enum Level: String, Sendable {
    case ok
    /// It works; somebody should look.
    case warn
    /// Something cannot be done before this is mended.
    case fail
  }

  /// What it belongs to, in the order of the report.
  enum Area: String, Sendable, CaseIterable {
    case system, settings, programs, sandbox, pipelines, workspace
  }

  let area: Area
  let name: String
  let level: Level
  let text: String
  /// What to do, a command where there is one; nil where nothing is to be done.
  let remedy: String?
  /// How the program ends where this fails.
  let status: ExitStatus
  /// What the text says, for programs.
  let facts: [JSONText.Member]

  private init(
    _ area: Area, _ name: String, _ level: Level, _ text: String, remedy: String?, status: ExitStatus,
    facts: KeyValuePairs<String, JSONText>
  ) {
    self.area = area
    self.name = name
    self.level = level
    self.text = text
    self.remedy = remedy
    self.status = status
    self.facts = facts.map { JSONText.Member(key: $0.key, value: $0.value) }
  }

  static func ok(
    _ area: Area, _ name: String, _ text: String, facts: KeyValuePairs<String, JSONText> = [:]
  ) -> Diagnosis {
    Diagnosis(area, name, .ok, text, remedy: nil, status: .decided, facts: facts)
  }

  static func warn(
    _ area: Area, _ name: String, _ text: String, remedy: String, facts: KeyValuePairs<String, JSONText> = [:]
  ) -> Diagnosis {
    Diagnosis(area, name, .warn, text, remedy: remedy, status: .decided, facts: facts)
  }

  static func fail(
    _ area: Area, _ name: String, _ text: String, remedy: String?, _ status: ExitStatus,
    facts: KeyValuePairs<String, JSONText> = [:]
  ) -> Diagnosis {
    Diagnosis(area, name, .fail, text, remedy: remedy, status: status, facts: facts)
  }

  /// A failure as a command would end with it; its text says what to do.
  static func fail(_ area: Area, _ name: String, _ failure: CommandFailure) -> Diagnosis {
    let lines = failure.lines.map { $0.hasPrefix("kyc: ") ? String($0.dropFirst(5)) : $0 }
    return .fail(area, name, lines.joined(separator: "; "), remedy: nil, failure.status)
  }

  /// The line as a JSON object.
  var json: JSONText {
    .object(
      [
        JSONText.Member(key: "area", value: .text(area.rawValue)), JSONText.Member(key: "name", value: .text(name)),
        JSONText.Member(key: "level", value: .text(level.rawValue)), JSONText.Member(key: "text", value: .text(text)),
        JSONText.Member(key: "remedy", value: .orNull(remedy) { .text($0) }),
      ] + facts)
  }

  /// The line as people read it; `width` is that of the names.
  func lines(width: Int, paint: Paint) -> [String] {
    let mark =
      switch level {
      case .ok: paint.green("ok  ")
      case .warn: paint.yellow("warn")
      case .fail: paint.red("fail")
      }
    let gap = String(repeating: " ", count: max(0, width - name.count))
    let line = "  \(mark)  \(name)\(gap)  \(text)"
    return [line] + (remedy.map { ["\(String(repeating: " ", count: width + 10))→ \($0)"] } ?? [])
  }
}
