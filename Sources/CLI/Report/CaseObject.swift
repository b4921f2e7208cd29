internal import Casework

/// A case as a JSON object: its verdict object, or what there is of it before the first verdict.
struct CaseObject {
  private let file: CaseFile
  private let showValues: Bool

  init(_ file: CaseFile, showValues: Bool) {
    self.file = file
    self.showValues = showValues
  }

  var json: JSONText {
    let standing = file.summary
    guard let last = file.runs.last else {
      return .keyed([
        "case": .text(standing.number.description),
        "account": .text(standing.accountID),
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
    return VerdictObject(standing, last.conclusion, showValues: showValues).json
  }
}
