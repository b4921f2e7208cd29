import Casework
import Foundation
import Model
import TestKit
import Testing

struct DeskActTests {
  private static let later = Date.start.addingTimeInterval(60)
  private static let acts: [DeskAct] = [
    .claim(until: later.addingTimeInterval(DeskHold.length)), .release, .approve, .reject([.pageBlurred]),
    .ask([.pageBlurred]), .escalate(team: "payments"),
  ]
  private static let closing: [DeskAct] = [.setAside(.approve, []), .setAside(.reject, [.documentExpired])]

  private func after(
    _ act: DeskAct, _ standing: Case, by person: String = "anna", seen: Int? = nil
  ) throws(ReviewFailure) -> (case: Case, edge: CaseEvent.Edge) {
    try standing.after(act, by: person, seen: seen, at: Self.later)
  }

  @Test("a decision closes the case, and says by whom, when and why")
  func decisions() throws {
    var expected = Case.made()
    expected.version = 6
    expected.state = .closed
    expected.ruling = Ruling(decision: .approve, reasons: [], by: "anna", at: Self.later)
    let approved = try after(.approve, .made())
    #expect(approved == (expected, .approved))
    expected.ruling = Ruling(decision: .reject, reasons: [.documentExpired, .pageBlurred], by: "anna", at: Self.later)
    let rejected = try after(.reject([.documentExpired, .pageBlurred]), .made())
    #expect(rejected == (expected, .rejected))
  }

  @Test("asking the customer stops the clock with what is asked for")
  func asking() throws {
    var expected = Case.made()
    expected.version = 6
    expected.state = .awaitingCustomer
    expected.asked = CustomerRequest(reasons: [.documentTooOld], by: "anna", at: Self.later)
    let asked = try after(.ask([.documentTooOld]), .made())
    #expect(asked == (expected, .asked))
  }

  @Test("a case that is handed over waits in review at the other team")
  func escalating() throws {
    var expected = Case.made()
    expected.version = 6
    expected.team = "responsible-gaming"
    expected.escalated = true
    let escalated = try after(.escalate(team: " responsible-gaming\n"), .made())
    #expect(escalated == (expected, .escalated))
  }

  @Test("a hold is taken, prolonged and given back")
  func holding() throws {
    var expected = Case.made()
    expected.version = 6
    expected.holder = DeskHold(by: "anna", until: Self.later.addingTimeInterval(600))
    let taken = try after(Self.acts[0], .made())
    #expect(taken == (expected, .taken))
    let longer = Self.later.addingTimeInterval(1200)
    expected.version = 7
    expected.holder?.until = longer
    let prolonged = try after(.claim(until: longer), taken.case)
    #expect(prolonged == (expected, .taken))
    expected.version = 8
    expected.holder = nil
    let released = try after(.release, prolonged.case)
    #expect(released == (expected, .released))
  }

  @Test("whoever acts on a case is done with it", arguments: acts.dropFirst(2))
  func ends(act: DeskAct) throws {
    var standing = Case.made(holder: DeskHold(by: "anna", until: .distantFuture))
    standing.changedByRerun = true
    let changed = try after(act, standing).case
    #expect(changed.holder == nil)
    #expect(!changed.changedByRerun)
  }

  @Test("taking a case and giving it back settles nothing", arguments: acts.prefix(2))
  func settlesNothing(act: DeskAct) throws {
    var standing = Case.made(holder: DeskHold(by: "anna", until: .distantFuture))
    standing.changedByRerun = true
    #expect(try after(act, standing).case.changedByRerun)
  }

  @Test("while somebody holds a case nobody else acts on it", arguments: acts)
  func held(act: DeskAct) {
    let hold = DeskHold(by: "bo", until: Self.later.addingTimeInterval(0.001))
    #expect(throws: ReviewFailure.heldBy(CaseNumber(year: 2026, serial: 17), hold)) {
      try after(act, .made(holder: hold))
    }
  }

  @Test("a hold that ran out holds nobody off", arguments: acts)
  func lapsed(act: DeskAct) throws {
    let standing = Case.made(holder: DeskHold(by: "bo", until: Self.later))
    if act == .release {
      #expect(throws: ReviewFailure.notHeld(standing.number)) { try after(act, standing) }
    } else {
      #expect(try after(act, standing).case.version == 6)
    }
  }

  @Test("only what one holds is given back, also when the hold ran out")
  func release() throws {
    #expect(throws: ReviewFailure.notHeld(CaseNumber(year: 2026, serial: 17))) { try after(.release, .made()) }
    #expect(try after(.release, .made(holder: DeskHold(by: "anna", until: .start))).edge == .released)
  }

  @Test("a case that changed since it was seen is left alone", arguments: acts)
  func changed(act: DeskAct) {
    let standing = Case.made(holder: DeskHold(by: "anna", until: .distantFuture))
    for seen in [4, 6] {
      #expect(throws: ReviewFailure.changed(standing.number)) { try after(act, standing, seen: seen) }
    }
    #expect(throws: Never.self) { try after(act, standing, seen: 5) }
  }

  @Test("a closed case is decided once and for all", arguments: acts)
  func closed(act: DeskAct) throws {
    let standing = Case.made(.closed)
    let ruling = try #require(standing.ruling)
    #expect(throws: ReviewFailure.alreadyDecided(standing.number, ruling)) { try after(act, standing) }
  }

  @Test("what the workers have is not the desk's", arguments: acts, [CaseState.waiting, .working])
  func withWorkers(act: DeskAct, state: CaseState) {
    let standing = Case.made(state)
    #expect(throws: ReviewFailure.notInReview(standing.number, state)) { try after(act, standing) }
  }

  @Test("while the customer is asked, a person may only stop the waiting by deciding", arguments: acts)
  func awaiting(act: DeskAct) throws {
    let standing = Case.made(.awaitingCustomer)
    switch act {
    case .approve, .reject:
      let closed = try after(act, standing).case
      #expect(closed.state == .closed)
      #expect(closed.asked == nil)
      #expect(closed.times == standing.times)
    case .claim, .release, .ask, .escalate, .setAside:
      #expect(throws: ReviewFailure.notInReview(standing.number, .awaitingCustomer)) { try after(act, standing) }
    }
  }

  @Test("nobody is rejected or asked without a reason", arguments: [DeskAct.reject([]), .ask([])])
  func reasons(act: DeskAct) {
    #expect(throws: ReviewFailure.reasonsDoNotFit(CaseNumber(year: 2026, serial: 17))) { try after(act, .made()) }
  }

  @Test(
    "a team has a plain name",
    arguments: [
      "", "  ", "Payments", "pay ments", "hold_et", "økonomi", "pay\u{301}", String(repeating: "a", count: 41),
      "a\u{0}b",
    ])
  func teams(name: String) throws {
    #expect(throws: ReviewFailure.teamDoesNotFit(CaseNumber(year: 2026, serial: 17))) {
      try after(.escalate(team: name), .made())
    }
    let longest = String(repeating: "a", count: 40)
    #expect(try after(.escalate(team: longest), .made()).case.team == longest)
    #expect(try after(.escalate(team: "team-2"), .made()).case.team == "team-2")
  }

  @Test("without reasons the customer is asked for what the verdict names and a customer can mend")
  func mendable() {
    var verdict = Verdict.rejection(.pageBlurred, .pageBlurred)
    verdict.findings += [
      Finding(.documentSpecimen, .doubt), Finding(.holderNameDiffers, .amend), Finding(.cardCodeExposed, .info),
    ]
    #expect(DeskAct.ask([]).filled(from: verdict) == .ask([.pageBlurred, .holderNameDiffers]))
    #expect(DeskAct.ask([]).filled(from: .approval) == .ask([]))
    #expect(DeskAct.ask([]).filled(from: nil) == .ask([]))
    #expect(DeskAct.ask([.documentTooOld]).filled(from: verdict) == .ask([.documentTooOld]))
    #expect(DeskAct.reject([]).filled(from: verdict) == .reject([]))
  }

  @Test("the history says why and to whom")
  func events() throws {
    func event(_ act: DeskAct) throws -> CaseEvent {
      let (changed, edge) = try after(act, .made())
      return CaseEvent(edge, of: changed, by: "anna", note: Private(Planted.note), at: Self.later)
    }
    func expected(_ edge: CaseEvent.Edge, _ reasons: [ReasonCode] = [], team: String? = nil) -> CaseEvent {
      CaseEvent(
        at: Self.later, edge: edge, by: "anna", run: 1, attempt: 1, reasons: reasons, team: team,
        note: Private(Planted.note))
    }
    #expect(try event(.reject([.documentExpired])) == expected(.rejected, [.documentExpired]))
    #expect(try event(.ask([.documentTooOld])) == expected(.asked, [.documentTooOld]))
    #expect(try event(.escalate(team: "payments")) == expected(.escalated, team: "payments"))
    #expect(try event(.approve) == expected(.approved))
  }

  // MARK: Setting aside

  @Test("a decision is set aside by another one, and by nothing that says the same")
  func settingAside() throws {
    var expected = Case.made(.closed)
    expected.version = 6
    expected.ruling = Ruling(decision: .approve, reasons: [], by: "bo", at: Self.later)
    let approved = try after(.setAside(.approve, []), .made(.closed), by: "bo")
    #expect(approved == (expected, .approved))
    expected.ruling = Ruling(decision: .reject, reasons: [.documentExpired], by: "bo", at: Self.later)
    let rejected = try after(.setAside(.reject, [.documentExpired]), .made(.closed), by: "bo")
    #expect(rejected == (expected, .rejected))
    let standing = Case.made(.closed)
    let ruling = try #require(standing.ruling)
    #expect(throws: ReviewFailure.alreadyDecided(standing.number, ruling)) {
      try after(.setAside(.reject, [.pageBlurred]), standing, by: "bo")
    }
    #expect(throws: ReviewFailure.reasonsDoNotFit(standing.number)) { try after(.setAside(.reject, []), standing) }
  }

  @Test("only a decision that stands, and that the person saw, is set aside", arguments: closing)
  func nothingToSetAside(act: DeskAct) {
    for state in [CaseState.waiting, .working, .inReview, .awaitingCustomer] {
      #expect(throws: ReviewFailure.notDecided(CaseNumber(year: 2026, serial: 17))) { try after(act, .made(state)) }
    }
    #expect(throws: ReviewFailure.changed(CaseNumber(year: 2026, serial: 17))) {
      try after(act, .made(.closed), seen: 4)
    }
  }

  @Test("whoever sets a decision aside says why", arguments: [nil, "", " \n"])
  func unexplained(note: String?) throws {
    let number = CaseNumber(year: 2026, serial: 17)
    #expect(throws: ReviewFailure.noteMissing(number)) { try Self.closing[0].check(note.map { Private($0) }, number) }
    try Self.closing[0].check(Private("the year was misread"), number)
    try DeskAct.approve.check(nil, number)
  }

  @Test("where two people must decide, two people set a decision aside")
  func twoSetAside() throws {
    var closed = Case.made(.closed)
    closed.fourEyes = true
    let (proposed, edge) = try closed.after(.setAside(.approve, []), by: "bo", seen: nil, at: .start)
    #expect(edge == .proposed)
    #expect(proposed.state == .inReview)
    #expect(proposed.ruling == nil)
    #expect(try proposed.after(.approve, by: "eva", seen: nil, at: .start).edge == .approved)
  }

  // MARK: Two people

  private var guarded: Case {
    var standing = Case.made()
    standing.fourEyes = true
    return standing
  }

  @Test("where two people must decide, the first one's decision waits for a second one's")
  func fourEyes() throws {
    let (proposed, edge) = try guarded.after(.approve, by: "anna", seen: nil, at: .start)
    #expect(edge == .proposed)
    #expect(proposed.state == .inReview)
    #expect(proposed.ruling == nil)
    #expect(proposed.proposal == Ruling(decision: .approve, reasons: [], by: "anna", at: .start))
    let again = try proposed.after(.approve, by: "anna", seen: nil, at: .start)
    #expect(again.edge == .proposed)
    let (closed, last) = try proposed.after(.approve, by: "bo", seen: nil, at: .start)
    #expect(last == .approved)
    #expect(closed.state == .closed)
    #expect(closed.ruling?.by == "bo")
    #expect(closed.proposal == nil)
  }

  @Test("a second person who decides otherwise is the first one of the other decision")
  func twoMinds() throws {
    let proposed = try guarded.after(.approve, by: "anna", seen: nil, at: .start).case
    let (other, edge) = try proposed.after(.reject([.pageBlurred]), by: "bo", seen: nil, at: .start)
    #expect(edge == .proposed)
    #expect(other.proposal == Ruling(decision: .reject, reasons: [.pageBlurred], by: "bo", at: .start))
    #expect(CaseEvent(edge, of: other, by: "bo", at: .start).reasons == [.pageBlurred])
    #expect(try other.after(.reject([.pageBlank]), by: "anna", seen: nil, at: .start).edge == .rejected)
  }

  @Test("asking the customer or a rerun that changes the verdict forgets what one person decided")
  func forgets() throws {
    let proposed = try guarded.after(.approve, by: "anna", seen: nil, at: .start).case
    #expect(try proposed.after(.ask([.pageBlurred]), by: "bo", seen: nil, at: .start).case.proposal == nil)
    #expect(try proposed.after(.escalate(team: "payments"), by: "bo", seen: nil, at: .start).case.proposal == nil)
    let later = Conclusion.made(verdict: .rejection(.pageBlank))
    let change = VerdictChange(from: .made(), to: later)
    #expect(try proposed.afterRerun(later, change: change, policy: ReviewPolicy(), at: .start).proposal == nil)
  }
}
