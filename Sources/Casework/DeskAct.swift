import FoundationEssentials
import Model

/// What a person does with a case at the review desk.
package enum DeskAct: Sendable, Equatable {
  /// Takes it, or goes on holding it, until then; usually `DeskHold.length` from now.
  case claim(until: Date)
  /// Puts it back.
  case release
  /// Closes it.
  case approve
  /// Closes it, with at least one reason.
  case reject([ReasonCode])
  /// Asks the customer to mend these; with none given, whatever of the last verdict the customer can mend.
  case ask([ReasonCode])
  /// Hands it to a team: 1–40 characters out of a–z, 0–9 and `-`.
  case escalate(team: String)
  /// Decides a closed case otherwise, with a note that says why. The decision before stays in the history.
  case setAside(Verdict.Decision, [ReasonCode])
}

extension DeskAct {
  /// The same act, with what `ask` leaves to the verdict filled in.
  package func filled(from verdict: Verdict?) -> DeskAct {
    guard self == .ask([]), let verdict else { return self }
    return .ask(verdict.mendable)
  }

  /// Throws `ReviewFailure.noteMissing` for an act that colleagues must be told the reason of.
  package func check(_ note: Private<String>?, _ number: CaseNumber) throws(ReviewFailure) {
    guard case .setAside = self else { return }
    if note?.value.allSatisfy(\.isWhitespace) ?? true { throw .noteMissing(number) }
  }
}

extension Verdict {
  /// What the customer can do something about, by a new picture or another account entry: each code once, in the order
  /// of the findings.
  package var mendable: [ReasonCode] {
    var codes: [ReasonCode] = []
    for finding in findings where finding.reasonClass == .retry || finding.reasonClass == .amend {
      if !codes.contains(finding.code) { codes.append(finding.code) }
    }
    return codes
  }
}

extension Case {
  /// The case after a person's act, one version on, and the edge that it went along. `seen` is the version that the
  /// person looked at; nil acts on whatever stands there. Pure.
  package func after(
    _ act: DeskAct, by person: String, seen: Int?, at now: Date
  ) throws(ReviewFailure) -> (case: Case, edge: CaseEvent.Edge) {
    if case .setAside(let decision, let reasons) = act {
      return try after(settingAsideFor: decision, reasons, by: person, seen: seen, at: now)
    }
    if let ruling { throw .alreadyDecided(number, ruling) }
    let mayStopWaiting = act.isDecision && state == .awaitingCustomer
    guard state == .inReview || mayStopWaiting else { throw .notInReview(number, state) }
    guard seen == nil || seen == version else { throw .changed(number) }
    if let hold = holder(at: now), hold.by != person { throw .heldBy(number, hold) }

    var changed = self
    changed.version += 1
    switch act {
    case .claim(let until):
      changed.holder = DeskHold(by: person, until: until)
      return (changed, .taken)
    case .release:
      guard holder?.by == person else { throw .notHeld(number) }
      changed.holder = nil
      return (changed, .released)
    case .approve:
      let edge = changed.decide(.approve, [], by: person, at: now)
      return (changed, edge)
    case .reject(let reasons):
      guard !reasons.isEmpty else { throw .reasonsDoNotFit(number) }
      let edge = changed.decide(.reject, reasons, by: person, at: now)
      return (changed, edge)
    case .ask(let reasons):
      guard !reasons.isEmpty else { throw .reasonsDoNotFit(number) }
      changed.put(to: .awaitingCustomer)
      changed.asked = CustomerRequest(reasons: reasons, by: person, at: now)
      return (changed, .asked)
    case .escalate(let team):
      guard let name = Case.teamName(team) else { throw .teamDoesNotFit(number) }
      changed.put(to: .inReview)
      changed.team = name
      changed.escalated = true
      return (changed, .escalated)
    case .setAside: preconditionFailure("a closed case is decided otherwise above")
    }
  }

  /// Where two people must decide, it goes before a second one, with the deadline that it had.
  private func after(
    settingAsideFor decision: Verdict.Decision, _ reasons: [ReasonCode], by person: String, seen: Int?, at now: Date
  ) throws(ReviewFailure) -> (case: Case, edge: CaseEvent.Edge) {
    guard let ruling else { throw .notDecided(number) }
    guard seen == nil || seen == version else { throw .changed(number) }
    guard decision == .approve || !reasons.isEmpty else { throw .reasonsDoNotFit(number) }
    guard decision != ruling.decision || Set(reasons) != Set(ruling.reasons) else {
      throw .alreadyDecided(number, ruling)
    }
    var changed = self
    changed.version += 1
    let edge = changed.decide(decision, reasons, by: person, at: now)
    return (changed, edge)
  }

  /// Closes it; where two people must come to the same decision, the second of them does.
  private mutating func decide(
    _ decision: Verdict.Decision, _ reasons: [ReasonCode], by person: String, at now: Date
  ) -> CaseEvent.Edge {
    let own = Ruling(decision: decision, reasons: reasons, by: person, at: now)
    let isConfirmed = proposal.map { $0.by != person && $0.decision == decision } ?? false
    if fourEyes, !isConfirmed {
      put(to: .inReview)
      ruling = nil
      proposal = own
      return .proposed
    }
    put(to: .closed)
    ruling = own
    return decision == .approve ? .approved : .rejected
  }

  /// Whoever acted is done with it.
  private mutating func put(to state: CaseState) {
    self.state = state
    holder = nil
    asked = nil
    changedByRerun = false
    proposal = nil
  }

  /// Without the white space around it; nil for what is no name of a team.
  private static func teamName(_ text: String) -> String? {
    let name = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    let isNamed = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    return isNamed && (1...40).contains(name.utf8.count) ? name : nil
  }
}

extension DeskAct {
  /// Closes the case.
  fileprivate var isDecision: Bool {
    switch self {
    case .approve, .reject: true
    case .claim, .release, .ask, .escalate, .setAside: false
    }
  }
}
