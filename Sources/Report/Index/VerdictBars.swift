import Casework
import Judgement
import Model

/// How many cases have which verdict.
struct VerdictTally: Sendable, Equatable {
  private(set) var approveClear = 0
  private(set) var approveDoubtful = 0
  private(set) var rejectClear = 0
  private(set) var rejectDoubtful = 0
  private(set) var none = 0

  init(_ cases: [Case]) {
    for standing in cases {
      switch (standing.verdict?.decision, standing.verdict?.confidence) {
      case (.approve, .clear): approveClear += 1
      case (.approve, .doubtful): approveDoubtful += 1
      case (.reject, .clear): rejectClear += 1
      case (.reject, .doubtful): rejectDoubtful += 1
      default: none += 1
      }
    }
  }

  var total: Int { approveClear + approveDoubtful + rejectClear + rejectDoubtful + none }
}

/// A part of a bar, in thousandths of the longest bar's length.
struct BarPart: Sendable, Equatable {
  let style: String
  let start: Int
  let length: Int

  /// One part after the other; empty ones are left out.
  static func parts(_ counts: [(style: String, count: Int)], longest: Int) -> [BarPart] {
    var before = 0
    return counts.compactMap { style, count in
      let start = before * 1000 / max(1, longest)
      before += count
      return count == 0 ? nil : BarPart(style: style, start: start, length: before * 1000 / max(1, longest) - start)
    }
  }
}

/// The verdicts of one pipeline.
struct PipelineBar: Sendable, Equatable {
  let name: String
  let total: Int
  let tally: VerdictTally
  let parts: [BarPart]

  /// By name.
  static func all(_ rows: [CaseRow]) -> [PipelineBar] {
    let groups = Dictionary(grouping: rows.map(\.standing), by: \.pipeline).mapValues(VerdictTally.init)
    let longest = groups.values.map(\.total).max() ?? 0
    return groups.sorted { $0.key < $1.key }.map { name, tally in
      PipelineBar(
        name: name, total: tally.total, tally: tally,
        parts: BarPart.parts(
          [
            ("approve", tally.approveClear), ("approve-doubtful", tally.approveDoubtful),
            ("reject-doubtful", tally.rejectDoubtful), ("reject", tally.rejectClear), ("none", tally.none),
          ], longest: longest))
    }
  }
}

/// The cases that one reason was given for.
struct ReasonBar: Sendable, Equatable {
  let code: String
  /// The class it usually has.
  let reasonClass: String
  let count: Int
  let parts: [BarPart]

  /// The most frequent first.
  static func all(_ rows: [CaseRow]) -> [ReasonBar] {
    var counts: [ReasonCode: Int] = [:]
    for code in rows.flatMap({ $0.standing.verdict?.reasons ?? [] }) { counts[code, default: 0] += 1 }
    let longest = counts.values.max() ?? 0
    return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { code, count in
      let reasonClass = CheckCatalog.reason(for: code).reasonClass.rawValue
      return ReasonBar(
        code: code.rawValue, reasonClass: reasonClass, count: count,
        parts: BarPart.parts([(reasonClass, count)], longest: longest))
    }
  }
}
