internal import Paperwork
internal import Pipelines
internal import Workplace

/// Where each setting comes from, and what the environment says that makes no sense.
enum SettingsCheckup {
  static func diagnoses(_ settings: Settings, environment: [String: String]) -> [Diagnosis] {
    settings.entries.map(diagnosis) + settings.complaints.map { .fail(.settings, "environment", $0) }
      + logLevel(settings) + unknown(settings, environment)
  }

  private static func diagnosis(_ entry: Settings.Entry) -> Diagnosis {
    let origin =
      switch entry.origin {
      case .flag(let flag): "from \(flag)"
      case .environment(let variable): "from \(variable)"
      case .byDefault: "default; \(entry.ways.joined(separator: " or ")) says otherwise"
      }
    let source: JSONText =
      switch entry.origin {
      case .flag(let name), .environment(let name): .text(name)
      case .byDefault: .null
      }
    return .ok(
      .settings, entry.name, "\(Shown.text(entry.value))  (\(origin))",
      facts: ["value": .text(entry.value), "from": source, "ways": .list(entry.ways.map { .text($0) })])
  }

  private static func logLevel(_ settings: Settings) -> [Diagnosis] {
    do throws(CommandFailure) {
      _ = try ConsoleLog.logger(Console(quiet: true, colour: false), level: settings.logLevel)
      return []
    } catch {
      return [.fail(.settings, "environment", error)]
    }
  }

  /// Variables that look like settings and are none.
  private static func unknown(_ settings: Settings, _ environment: [String: String]) -> [Diagnosis] {
    let known = settings.entries.flatMap(\.ways).filter { $0.hasPrefix("KYC_") }
    return environment.keys.filter { $0.hasPrefix("KYC_") && !known.contains($0) }.sorted().map { name in
      let meant = Suggestion.nearest(to: name, among: known).map { " (did you mean \($0)?)" } ?? ""
      return .warn(
        .settings, "environment", "\(Shown.text(name)) is set and no setting\(meant)",
        remedy: "unset \(Shown.text(name))"
      )
    }
  }
}
