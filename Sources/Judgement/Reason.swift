import Model

/// What a reason code means: who must act, and the words for each reader.
package struct Reason: Sendable {
  /// The contract with integrators.
  package let code: ReasonCode
  /// The class it has unless a check says otherwise.
  package let reasonClass: ReasonClass
  /// The stage that measured what it is about: open, render, upright, measure, read, mask, prove or judge.
  package let stage: String
  /// For the customer, ending with the one action that helps. `{measured}`, `{limit}`, `{unit}`, and the names of the
  /// finding's details stand for values.
  package let danish: String
  /// The same in English.
  package let english: String
  /// For the reviewer, with the same placeholders.
  package let staff: String

  package init(
    _ code: ReasonCode, _ reasonClass: ReasonClass, stage: String, danish: String, english: String, staff: String
  ) {
    self.code = code
    self.reasonClass = reasonClass
    self.stage = stage
    self.danish = danish
    self.english = english
    self.staff = staff
  }
}

extension Reason {
  /// What the customer reads about every doubt: there is nothing to do, and nothing is given away.
  package static let underReview = (
    danish: "Vi ser nærmere på det, du har sendt. Du behøver ikke at gøre noget.",
    english: "We are taking a closer look at what you sent. You do not need to do anything."
  )

  /// A reason only a person can settle.
  package static func doubt(_ code: ReasonCode, stage: String, staff: String) -> Reason {
    Reason(code, .doubt, stage: stage, danish: underReview.danish, english: underReview.english, staff: staff)
  }
}
