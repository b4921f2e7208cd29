import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Model
import Report

/// Every address of the review desk.
package enum DeskRoutes {
  /// In the order in which they are looked through.
  package static func all(_ desk: ReviewDesk) -> [Route] {
    let door = DeskDoor(desk: desk)
    return SignInPages(door).routes + LookingPages(door: door).routes + DecidingPages(door: door).routes
      + JudgingPages(door: door).routes
  }
}

/// What is only looked at.
struct LookingPages: Sendable {
  let door: DeskDoor
  private var desk: ReviewDesk { door.desk }

  init(door: DeskDoor) { self.door = door }

  var routes: [Route] {
    [
      door.route(.get, "/review", DeskDoor.everybody) { visit in
        door.page(
          .queue, visit, title: visit.words["queue"], notice: try await door.notice(visit),
          try await QueuePage.shown(visit, desk))
      },
      door.route(.get, "/review/overview", DeskDoor.everybody) { visit in
        door.page(.overview, visit, title: visit.words["overview"], try await OverviewPage.shown(visit, desk))
      },
      door.route(.get, "/review/keys", DeskDoor.everybody) { visit in
        door.page(.keys, visit, title: visit.words["keysPage"], KeysPage(visit.words, areOn: visit.keysAreOn))
      },
      door.route(.get, "/review/cases/{id}", DeskDoor.everybody) { visit in
        try await door.casePage(visit, try visit.visit.number(), notice: try await door.notice(visit))
      },
      door.route(.get, "/review/cases/{id}/pages/{page}", DeskDoor.everybody) { try await picture($0) },
      door.route(.get, "/review/static/{name}", nil) { visit in
        guard let file = DeskTemplates.file(visit.visit.places["name"] ?? "") else { throw Refusal(.noSuchPath) }
        return Reply.bytes(file.bytes, type: file.type)
      },
    ]
  }

  /// Nobody sees a page that is not written down.
  private func picture(_ visit: DeskVisit) async throws -> Response {
    let number = try visit.visit.number()
    guard let text = visit.visit.places["page"], let page = Int(text), page > 0, text == "\(page)" else {
      throw Refusal(.noSuchPage)
    }
    let pages = try await desk.office.file(number).runs.last?.conclusion.files.flatMap(\.pages) ?? []
    guard pages.indices.contains(page - 1) else { throw Refusal(.noSuchPage) }
    let jpeg = try await desk.office.blobs.read(pages[page - 1], of: number)
    try await desk.office.views.viewed(number, by: visit.person, at: desk.office.now())
    return Reply.bytes(jpeg, type: "image/jpeg")
  }
}

extension DeskDoor {
  /// What became of the act that led here, and whether it can be taken back still.
  func notice(_ visit: DeskVisit) async throws -> DeskFrame.Notice? {
    let query = visit.visit.query
    if query["empty"] != nil, query["done"] == nil {
      return DeskFrame.Notice(text: visit.words["queueIsEmpty"], style: "plain", undo: nil)
    }
    if query["late"] != nil { return DeskFrame.Notice(text: visit.words["tooLate"], style: "unsure", undo: nil) }
    guard let number = query["done"].flatMap({ CaseNumber($0) }), let was = query["was"],
      let word = visit.words.word("done_\(was)")
    else { return nil }
    let rest = query["empty"] == nil ? "" : " " + visit.words["queueIsEmpty"]
    var undo: DeskFrame.Notice.Undo?
    if try await desk.ledger.undoable(number, by: visit.person, at: desk.office.now()) != nil {
      undo = DeskFrame.Notice.Undo(
        number: number.description, version: try await desk.office.standing(number).version)
    }
    return DeskFrame.Notice(text: "\(number): \(word).\(rest)", style: "good", undo: undo)
  }

  /// The page of a case, as it stands now.
  func casePage(
    _ visit: DeskVisit, _ number: CaseNumber, status: HTTPResponse.Status = .ok, notice: DeskFrame.Notice? = nil,
    typed: CasePage.Typed? = nil
  ) async throws -> Response {
    let file = try await desk.office.file(number)
    let hashes = file.runs.last?.conclusion.files.map(\.sha256) ?? []
    let shown = CasePage(
      file, visit, now: desk.office.now(), policy: desk.policies.first { $0.judged(file) },
      sightings: hashes.isEmpty ? [] : try await desk.work.sightings(of: hashes, besides: number),
      hasSentAccount: try await desk.office.accounts.sentAccount(file.summary.accountID) != nil,
      teams: Set(desk.office.pipelines.map(\.pipeline.review.team)), typed: typed)
    return page(.case, visit, status: status, title: number.description, notice: notice, shown)
  }
}

/// Which key does what.
struct KeysPage: Sendable {
  struct Row: Sendable {
    let key: String
    let what: String
  }

  struct Group: Sendable {
    let heading: String
    let rows: [Row]
  }

  let areOn: Bool
  let groups: [Group]

  init(_ words: DeskWords, areOn: Bool) {
    func rows(_ keys: KeyValuePairs<String, String>) -> [Row] {
      keys.map { Row(key: $0.key, what: words[$0.value]) }
    }
    self.areOn = areOn
    groups = [
      Group(
        heading: words["keyEverywhere"],
        rows: rows([
          "?": "keyHelp", "q": "keyQueue", "o": "keyOverview", "n": "keyNext", "z": "keyUndo",
        ])),
      Group(
        heading: words["inTheQueue"], rows: rows(["1–6": "keyTabs", "j": "keyDown", "k": "keyUp", "Enter": "keyOpen"])),
      Group(
        heading: words["onTheCase"],
        rows: rows([
          "a": "keyApprove", "r": "keyReject", "k": "keyAsk", "e": "keyEscalate", "g": "keyNote", "j": "keyRerun",
          "t": "keyTake", "+ - 0": "keyZoom", ".": "keyRotate", "b": "keyMarks", "m": "keyMask",
        ])),
    ]
  }
}
