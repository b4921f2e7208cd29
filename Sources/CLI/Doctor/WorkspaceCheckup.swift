internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Workplace

/// How a workspace is, line by line.
struct WorkspaceCheckup {
  /// Less than this makes a batch end soon, in bytes.
  static let littleSpace = 1 << 30
  /// Less than this is none, in bytes.
  static let noSpace = 16 << 20
  /// A log that long was not folded in for days, in bytes.
  static let longLog = 256 << 20

  let facts: WorkspaceFacts
  let now: Date

  var diagnoses: [Diagnosis] {
    guard facts.isThere else {
      return [.ok(.workspace, "folder", "none at \(shownFolder) yet; kyc run makes it")] + [space].compactMap(\.self)
    }
    var lines = [folder, key]
    if let health = facts.health {
      switch health {
      case .failure(let failure): lines.append(.fail(.workspace, "database", failure))
      case .success(let health) where !health.damage.isEmpty: lines.append(damaged(health))
      case .success(let health): lines += store(health)
      }
    } else if facts.keyFailure == nil {
      lines.append(.ok(.workspace, "database", "none yet; kyc run makes it"))
    }
    return lines + [space].compactMap(\.self)
  }

  private var shownFolder: String { Shown.text(facts.folder) }

  private var folder: Diagnosis {
    guard facts.isWritable else {
      return .fail(
        .workspace, "folder", "\(shownFolder) may not be written by this user",
        remedy: "run kyc as its owner, or name another folder with --data", .storeUnreachable)
    }
    guard !facts.isOpenToOthers else {
      return .warn(
        .workspace, "folder", "\(shownFolder) can be looked into by others than its owner",
        remedy: "chmod 700 \(Shown.argument(shownFolder))")
    }
    return .ok(.workspace, "folder", "\(shownFolder), for its owner alone")
  }

  private var key: Diagnosis {
    if let failure = facts.keyFailure { return .fail(.workspace, "key", failure) }
    return .ok(
      .workspace, "key", facts.hasKey ? "for its owner alone; keep a copy elsewhere" : "none yet; kyc run makes it")
  }

  private func damaged(_ health: WorkspaceHealth) -> Diagnosis {
    .fail(
      .workspace, "database", "is damaged: " + health.damage.map { Shown.text($0) }.joined(separator: "; "),
      remedy: "keep the folder as it is, and restore it from a backup", .storeUnreachable)
  }

  private func store(_ health: WorkspaceHealth) -> [Diagnosis] {
    [schema(health), .ok(.workspace, "database", "sound (quick_check)"), log, cases(health)]
      + [
        attention(
          "stuck", health.stuck, "could not be processed and waits for a person",
          "could not be processed and wait for a person", remedy: "kyc queue list --reason system.could_not_process"),
        attention(
          "overdue", health.overdue, "is in review beyond its deadline", "are in review beyond their deadline",
          remedy: "kyc queue list --tab overdue"),
        attention(
          "abandoned", health.abandoned, "was being worked on by a kyc that has ended",
          "were being worked on by a kyc that has ended",
          remedy: "kyc run over \(health.abandoned.count == 1 ? "its" : "their") folder"),
      ].compactMap(\.self) + pages(health) + [clock(health)]
  }

  private func schema(_ health: WorkspaceHealth) -> Diagnosis {
    let name = health.schema ?? "none"
    let facts: KeyValuePairs<String, JSONText> = [
      "schema": .orNull(health.schema) { .text($0) }, "pending": .list(health.pendingChanges.map { .text($0) }),
    ]
    guard health.pendingChanges.isEmpty else {
      return .warn(
        .workspace, "schema", "'\(name)', made by an earlier version",
        remedy:
          "copy the folder while no kyc runs; the next command brings it up to '\(health.pendingChanges.last ?? "")'",
        facts: facts)
    }
    return .ok(.workspace, "schema", "'\(name)', that of this version", facts: facts)
  }

  private var log: Diagnosis {
    let size = WorkspaceCheckup.size(facts.logBytes)
    let json: KeyValuePairs<String, JSONText> = ["bytes": .whole(facts.logBytes)]
    guard facts.logBytes < WorkspaceCheckup.longLog else {
      return .warn(
        .workspace, "log", "\(size) not folded into the database yet",
        remedy: "end every kyc that uses this workspace; the last one folds it in", facts: json)
    }
    return .ok(.workspace, "log", "\(size) to be folded into the database", facts: json)
  }

  private func cases(_ health: WorkspaceHealth) -> Diagnosis {
    let total = health.cases.values.reduce(0, +)
    let parts = CaseState.allCases.compactMap { state in health.cases[state].map { "\($0) \(state.rawValue)" } }
    let counts = CaseState.allCases.map { JSONText.Member(key: $0.rawValue, value: .whole(health.cases[$0] ?? 0)) }
    return .ok(
      .workspace, "cases", total == 0 ? "none" : "\(total): \(parts.joined(separator: ", "))",
      facts: ["cases": .object(counts)])
  }

  /// Nil where there are none.
  private func attention(
    _ name: String, _ numbers: [CaseNumber], _ one: String, _ several: String, remedy: String
  ) -> Diagnosis? {
    guard let first = numbers.first else { return nil }
    return .warn(
      .workspace, name,
      numbers.count == 1 ? "\(first) \(one)" : "\(numbers.count), such as \(first), \(several)", remedy: remedy,
      facts: ["cases": .list(numbers.map { .text($0.description) })])
  }

  private func pages(_ health: WorkspaceHealth) -> [Diagnosis] {
    // What was written lately may belong to a case that is being settled.
    let settled = now.addingTimeInterval(-OrphanSweep.gracePeriod)
    let orphans = facts.pages.count { !health.pages.contains($0.key) && $0.value < settled }
    let gone = health.pages.count { facts.pages[$0] == nil }
    let json: KeyValuePairs<String, JSONText> = [
      "pages": .whole(health.pages.count), "missing": .whole(gone), "orphaned": .whole(orphans),
    ]
    var lines: [Diagnosis] = []
    if gone > 0 {
      lines.append(
        .fail(
          .workspace, "pages",
          "\(gone) of \(Counted.text(health.pages.count, "masked page")) \(gone == 1 ? "is" : "are") gone from the folder",
          remedy: "restore the folder 'pages' from a backup", .storeUnreachable, facts: json))
    } else {
      lines.append(
        .ok(.workspace, "pages", "\(Counted.text(health.pages.count, "masked page")), all there", facts: json))
    }
    if orphans > 0 {
      lines.append(
        .warn(
          .workspace, "orphaned pages", "\(Counted.text(orphans, "masked page")) that no case names",
          remedy: "the next kyc run deletes them"))
    }
    return lines
  }

  private func clock(_ health: WorkspaceHealth) -> Diagnosis {
    guard let newest = health.newestEvent, newest > now.addingTimeInterval(60) else {
      return .ok(.workspace, "clock", "not behind what was written down last")
    }
    let ahead = Duration.seconds(newest.timeIntervalSince(now))
    return .warn(
      .workspace, "clock", "\(BatchProgress.span(ahead)) behind what was written down last: deadlines go by it",
      remedy: "timedatectl set-ntp true")
  }

  private var space: Diagnosis? {
    guard let free = facts.freeBytes else { return nil }
    let json: KeyValuePairs<String, JSONText> = ["bytes": .whole(free)]
    let text = "\(WorkspaceCheckup.size(free)) free"
    if free < WorkspaceCheckup.noSpace {
      return .fail(
        .workspace, "disk", text, remedy: "make room, or name another disk with --data", .diskFull, facts: json)
    }
    guard free >= WorkspaceCheckup.littleSpace else {
      return .warn(.workspace, "disk", text, remedy: "make room; a case takes about half a megabyte", facts: json)
    }
    return .ok(.workspace, "disk", text, facts: json)
  }

  /// `512 bytes`, `3 kB`, `40 MB`, `12 GB`.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: Counted.text(bytes, "byte")
    case ..<1_000_000: "\((bytes + 500) / 1000) kB"
    case ..<1_000_000_000: "\((bytes + 500_000) / 1_000_000) MB"
    default: "\((bytes + 500_000_000) / 1_000_000_000) GB"
    }
  }
}
