import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Judgement
import Model

/// What people do with a case. After each act the browser is led to another page, so that loading it again does nothing.
struct DecidingPages: Sendable {
  let door: DeskDoor
  private var desk: ReviewDesk { door.desk }
  private var review: any ReviewQueue { desk.office.review }

  init(door: DeskDoor) { self.door = door }

  var routes: [Route] {
    [
      door.route(.post, "/review/next", DeskDoor.deciders) { visit in
        DeskDoor.redirect(try await next(visit).map { "/review/cases/\($0)" } ?? "/review?empty=1")
      },
      door.route(.post, "/review/cases/{id}", DeskDoor.deciders) { try await decide($0) },
      door.route(.post, "/review/cases/{id}/take", DeskDoor.deciders) { visit in
        try await hold(visit, .claim(until: desk.office.now().addingTimeInterval(DeskHold.length)), was: "taken")
      },
      door.route(.post, "/review/cases/{id}/release", DeskDoor.deciders) { visit in
        try await hold(visit, .release, was: "released")
      },
      door.route(.post, "/review/cases/{id}/undo", DeskDoor.deciders) { try await undo($0) },
    ]
  }

  /// The longest note, in characters.
  private static let longestNote = 2000

  // MARK: The next one

  /// Takes the most urgent case that somebody may decide; nil when there is none.
  private func next(_ visit: DeskVisit) async throws -> CaseNumber? {
    let now = desk.office.now()
    var filter = QueuePart.needsMe.filter(for: visit.person, team: nil, at: now)
    filter.limit = 50
    // What one proposed oneself waits for somebody else.
    let free = try await review.cases(filter).filter { $0.proposal?.by != visit.person }
    for standing in free {
      if standing.holder(at: now)?.by == visit.person { return standing.number }
      do {
        let until = now.addingTimeInterval(DeskHold.length)
        _ = try await review.act(
          standing.number, .claim(until: until), by: visit.person, note: nil, version: standing.version, at: now)
        return standing.number
      } catch is ReviewFailure {
        // A colleague was quicker.
        continue
      }
    }
    return nil
  }

  // MARK: Taking and putting back

  private func hold(_ visit: DeskVisit, _ act: DeskAct, was: String) async throws -> Response {
    let number = try visit.visit.number()
    do {
      _ = try await review.act(number, act, by: visit.person, note: nil, version: nil, at: desk.office.now())
      return DeskDoor.redirect("/review/cases/\(number)?done=\(number)&was=\(was)")
    } catch let failure as ReviewFailure {
      return try await collided(visit, number, failure, nil)
    }
  }

  // MARK: Deciding

  private func decide(_ visit: DeskVisit) async throws -> Response {
    let number = try visit.visit.number()
    let form = visit.form
    guard let version = form["version"].flatMap({ Int($0) }), (form["note"] ?? "").count <= DecidingPages.longestNote
    else { throw Refusal(.invalidParameter) }
    var reasons: [ReasonCode] = []
    for text in form.all("reason") {
      guard let code = ReasonCode(rawValue: text), CheckCatalog.reason(for: code).reasonClass != .info else {
        throw Refusal(.invalidParameter)
      }
      if !reasons.contains(code) { reasons.append(code) }
    }
    var typed = CasePage.Typed(
      reasons: reasons, team: form["team"] ?? "", note: form["note"] ?? "", advances: form["advance"] == "yes")
    let act: DeskAct
    let setsAside = form["aside"] == "yes"
    switch form["act"] {
    case "approve" where setsAside: act = .setAside(.approve, [])
    case "reject" where setsAside && !reasons.isEmpty: act = .setAside(.reject, reasons)
    case "approve": act = .approve
    case "reject" where !reasons.isEmpty: act = .reject(reasons)
    case "ask" where !reasons.isEmpty:
      let mendable = reasons.filter { [.retry, .amend].contains(CheckCatalog.reason(for: $0).reasonClass) }
      guard !mendable.isEmpty else {
        typed.problem = visit.words["asksNothing"]
        return try await door.casePage(visit, number, status: .unprocessableContent, typed: typed)
      }
      act = .ask(mendable)
    case "reject", "ask":
      typed.problem = visit.words["nothingChosen"]
      return try await door.casePage(visit, number, status: .unprocessableContent, typed: typed)
    case "escalate": act = .escalate(team: typed.team)
    case "preview": return try await door.casePage(visit, number, typed: typed)
    default: throw Refusal(.invalidParameter)
    }
    do {
      let changed = try await review.act(
        number, act, by: visit.person, note: form.text("note").map { Private($0) }, version: version,
        at: desk.office.now())
      return try await done(visit, changed, act, advances: typed.advances)
    } catch let failure as ReviewFailure {
      return try await collided(visit, number, failure, typed)
    }
  }

  private func done(
    _ visit: DeskVisit, _ changed: Case, _ act: DeskAct, advances: Bool
  ) async throws -> Response {
    let was: String =
      switch act {
      case .approve, .reject, .setAside:
        changed.ruling.map { $0.decision == .approve ? "approved" : "rejected" } ?? "proposed"
      case .ask: "asked"
      default: "escalated"
      }
    let told = "done=\(changed.number)&was=\(was)"
    guard advances else { return DeskDoor.redirect("/review/cases/\(changed.number)?\(told)") }
    let next = try await next(visit)
    return DeskDoor.redirect(next.map { "/review/cases/\($0)?\(told)" } ?? "/review?\(told)&empty=1")
  }

  /// The page as it stands now, with what the person had filled in.
  private func collided(
    _ visit: DeskVisit, _ number: CaseNumber, _ failure: ReviewFailure, _ typed: CasePage.Typed?
  ) async throws -> Response {
    let word: String
    switch failure {
    case .noSuchCase: throw failure
    case .changed:
      // That a colleague took it is a change, too, and the more telling one.
      let hold = try await desk.office.standing(number).holder(at: desk.office.now())
      word = hold.map { $0.by != visit.person } ?? false ? "heldMeanwhile" : "changedMeanwhile"
    case .heldBy: word = "heldMeanwhile"
    case .alreadyDecided: word = visit.form["aside"] == "yes" ? "sameDecision" : "decidedMeanwhile"
    case .noteMissing: word = "noteMissing"
    case .teamDoesNotFit: word = "teamMissing"
    case .notInReview, .notDecided, .reasonsDoNotFit, .notHeld, .otherAccount, .cannotBeUndone: word = "cannotBeDone"
    }
    var typed = typed ?? CasePage.Typed(reasons: [], team: "", note: "", advances: true)
    typed.problem = visit.words[word]
    let isWrong = word == "teamMissing" || word == "noteMissing"
    return try await door.casePage(
      visit, number, status: isWrong ? .unprocessableContent : .conflict, typed: typed)
  }

  // MARK: Taking back

  private func undo(_ visit: DeskVisit) async throws -> Response {
    let number = try visit.visit.number()
    guard let version = visit.form["version"].flatMap({ Int($0) }) else { throw Refusal(.invalidParameter) }
    do {
      _ = try await desk.ledger.undo(number, by: visit.person, version: version, at: desk.office.now())
      return DeskDoor.redirect("/review/cases/\(number)?done=\(number)&was=undone")
    } catch ReviewFailure.cannotBeUndone {
      return DeskDoor.redirect("/review/cases/\(number)?late=1")
    }
  }
}
