import Inspection
import Model

/// What a case needs of its pipeline: how to examine the files, how to judge them, and how the review goes.
package struct Pipeline: Sendable {
  /// Computes the verdict on all files of a submission; pure.
  package typealias Judgement =
    @Sendable (
      _ inspected: [Inspected], _ account: Account, _ today: Day, _ seen: [SeenFile]
    ) -> Verdict

  package var name: String
  package var version: Int
  package var order: InspectionOrder
  /// By the country of the account's address (ISO 3166-1 alpha-2): languages instead of those of the order.
  package var languagesByCountry: [String: [String]]
  /// Usually `Judge.verdict`.
  package var judge: Judgement
  package var review: ReviewPolicy
  package var intake: IntakeMode

  package init(
    name: String, version: Int, order: InspectionOrder, languagesByCountry: [String: [String]] = [:],
    review: ReviewPolicy, intake: IntakeMode, judge: @escaping Judgement
  ) {
    self.name = name
    self.version = version
    self.order = order
    self.languagesByCountry = languagesByCountry
    self.judge = judge
    self.review = review
    self.intake = intake
  }

  /// All languages that it may read.
  package var languages: Set<String> { Set(order.languages + languagesByCountry.values.joined()) }

  /// How this customer's files are examined: the languages spoken where they live are all that the child learns of them.
  package func inspectionOrder(for account: Account) -> InspectionOrder {
    guard let languages = (account.address?.country).flatMap({ languagesByCountry[$0] }) else { return order }
    var order = order
    order.languages = languages
    return order
  }
}

/// The `review` block of a pipeline file.
package struct ReviewPolicy: Sendable, Equatable, Codable {
  /// Whether a verdict may close a case without a person.
  package enum AutoClose: String, Sendable, Codable { case never }

  /// All hours count from the arrival.
  package var targetHours: Int
  package var deadlineHours: Int
  package var vipDeadlineHours: Int
  package var autoClose: AutoClose
  package var team: String
  /// Two people must come to the same decision.
  package var fourEyes: Bool
  /// For how long cases are kept after the account ended.
  package var retentionYears: Int

  package init(
    targetHours: Int = 24, deadlineHours: Int = 72, vipDeadlineHours: Int = 24, autoClose: AutoClose = .never,
    team: String = "general", fourEyes: Bool = false, retentionYears: Int = 5
  ) {
    self.fourEyes = fourEyes
    self.retentionYears = retentionYears
    self.targetHours = targetHours
    self.deadlineHours = deadlineHours
    self.vipDeadlineHours = vipDeadlineHours
    self.autoClose = autoClose
    self.team = team
  }
}

/// What may be kept of an upload before it is examined. A batch keeps nothing unmasked in either mode.
package enum IntakeMode: String, Sendable, Codable {
  case sealed
  case maskFirst = "mask-first"
}
