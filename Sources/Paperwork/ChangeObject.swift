import Casework
import Model

/// What is different between one verdict and the next, as a JSON object.
package struct ChangeObject {
  private let change: VerdictChange

  package init(_ change: VerdictChange) { self.change = change }

  /// `{"verdict":{"before":…,"after":…},"confidence":{…},"checks":[…],"reasonsGone":[…],"reasonsNew":[…]}`
  package var json: JSONText {
    .keyed([
      "verdict": .keyed([
        "before": .text(change.before.decision.rawValue), "after": .text(change.after.decision.rawValue),
      ]),
      "confidence": .keyed([
        "before": .text(change.before.confidence.rawValue), "after": .text(change.after.confidence.rawValue),
      ]),
      "checks": .list(
        change.checks.map { check in
          .keyed([
            "name": .text(check.name), "before": .orNull(check.before) { .text($0.rawValue) },
            "after": .orNull(check.after) { .text($0.rawValue) },
          ])
        }),
      "reasonsGone": .list(change.reasonsGone.map { .text($0.rawValue) }),
      "reasonsNew": .list(change.reasonsNew.map { .text($0.rawValue) }),
    ])
  }
}
