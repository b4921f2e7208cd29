import Casework
import FoundationEssentials
import Judgement
import Model

/// A case as a JSON object: its verdict object, or what there is of it before the first verdict. What was asked for beside
/// it stands at the end.
package struct CaseObject {
  private let file: CaseFile
  private let showValues: Bool
  private let sightings: [Sighting]?
  private let letter: CustomerLetter?

  /// With `sightings` the object also has them, the case's runs and its history; with `letter` that.
  package init(_ file: CaseFile, showValues: Bool, sightings: [Sighting]? = nil, letter: CustomerLetter? = nil) {
    self.file = file
    self.showValues = showValues
    self.sightings = sightings
    self.letter = letter
  }

  package var json: JSONText {
    var members = verdict.members
    if let sightings {
      members += [
        JSONText.Member(key: "runs", value: .list(file.runs.map(CaseObject.run))),
        JSONText.Member(key: "history", value: .list(file.history.map(event))),
        JSONText.Member(key: "sightings", value: .list(sightings.map(CaseObject.sighting))),
      ]
    }
    if let letter {
      members.append(
        JSONText.Member(
          key: "letter",
          value: .keyed(["language": .text(letter.language.rawValue), "text": .text(letter.text)])))
    }
    return .object(members)
  }

  /// A case of which nothing but its row can be told: not judged yet, or erased.
  package static func bare(_ standing: Case) -> JSONText {
    .keyed([
      "case": .text(standing.number.description),
      "account": standing.accountID.isEmpty ? .null : .text(standing.accountID),
      "pipeline": .text("\(standing.pipeline)@\(standing.pipelineVersion)"),
      "run": .whole(standing.run),
      "verdict": .null,
      "confidence": .null,
      "reasons": .list([]),
      "checks": .list([]),
      "documents": .list([]),
      "review": VerdictObject.review(standing),
      "timings": .object([]),
    ])
  }

  /// The verdict object of a case as it stands, or what there is of it before the first verdict; `last` is its last run.
  package static func json(_ standing: Case, _ last: CaseRun?, showValues: Bool) -> JSONText {
    guard let last else { return bare(standing) }
    return VerdictObject(standing, last.conclusion, run: last.run, showValues: showValues).json
  }

  private var verdict: JSONText { CaseObject.json(file.summary, file.runs.last, showValues: showValues) }

  private static func run(_ run: CaseRun) -> JSONText {
    let summary = run.conclusion.summary
    return .keyed([
      "run": .whole(run.run),
      "at": .text(run.at.formatted(.iso8601)),
      "pipelineVersion": .whole(run.conclusion.pipelineVersion),
      "verdict": .text(summary.decision.rawValue),
      "confidence": .text(summary.confidence.rawValue),
      "reasons": .list(summary.reasons.map { .text($0.rawValue) }),
      "change": .orNull(run.change) { ChangeObject($0).json },
    ])
  }

  private func event(_ event: CaseEvent) -> JSONText {
    var members = [
      JSONText.Member(key: "at", value: .text(event.at.formatted(.iso8601))),
      JSONText.Member(key: "edge", value: .text(event.edge.rawValue)),
      JSONText.Member(key: "by", value: .text(event.by)),
      JSONText.Member(key: "run", value: .whole(event.run)),
      JSONText.Member(key: "reasons", value: .list(event.reasons.map { .text($0.rawValue) })),
      JSONText.Member(key: "team", value: .orNull(event.team) { .text($0) }),
    ]
    if showValues { members.append(JSONText.Member(key: "note", value: .orNull(event.note) { .text($0.value) })) }
    return .object(members)
  }

  private static func sighting(_ sighting: Sighting) -> JSONText {
    .keyed([
      "file": .whole(sighting.file),
      "case": .text(sighting.number.description),
      "account": .text(sighting.accountID),
      "sameAccount": .bool(sighting.sameAccount),
      "savedAnew": .bool(sighting.savedAnew),
      "pipeline": .text(sighting.pipeline),
      "state": .text(sighting.state.rawValue),
      "decision": .orNull(sighting.decision) { .text($0.rawValue) },
    ])
  }
}
