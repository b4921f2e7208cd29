import Casework
import HTTPTypes
import Hummingbird
import Model

/// Judging a case again.
struct JudgingPages: Sendable {
  /// What another verdict would say, before it is made.
  struct Trial: Sendable {
    let number: String
    let path: String
    let version: Int
    let isSame: Bool
    let rows: [ChangeRow]
    let gone: String
    let come: String
    let examines: Bool
    let isSent: Bool
  }

  let door: DeskDoor
  private var desk: ReviewDesk { door.desk }

  init(door: DeskDoor) { self.door = door }

  var routes: [Route] {
    [
      door.route(.post, "/review/cases/{id}/rerun", DeskDoor.deciders) { try await rerun($0) },
      door.route(.post, "/review/cases/{id}/mask", DeskDoor.deciders) { try await cover($0) },
    ]
  }

  private func rerun(_ visit: DeskVisit) async throws -> Response {
    let number = try visit.visit.number()
    let file = try await desk.office.file(number)
    let (examines, isSent) = (visit.form["examine"] == "yes", visit.form["sent"] == "yes")
    guard let version = visit.form["version"].flatMap({ Int($0) }), let act = visit.form["act"],
      ["try", "now"].contains(act)
    else { throw Refusal(.invalidParameter) }
    guard version == file.summary.version else {
      return try await trouble(visit, number, visit.words["changedMeanwhile"])
    }
    guard file.runs.last?.conclusion.files.isEmpty == false else {
      return try await trouble(visit, number, visit.words["cannotBeDone"])
    }
    let account = isSent ? try await desk.office.accounts.sentAccount(file.summary.accountID) : nil
    let rerun = Rerun(
      review: desk.office.review, blobs: desk.office.blobs, inspector: examines ? desk.office.inspector : nil,
      now: desk.office.now, logger: desk.office.logger)
    let outcome: RerunOutcome
    do {
      outcome = try await rerun.follow(
        number, through: try desk.office.pipeline(file.summary.pipeline), account: account, by: visit.person,
        dryRun: act == "try")
    } catch ReviewFailure.changed {
      return try await trouble(visit, number, visit.words["changedMeanwhile"])
    }
    guard act == "try" else { return DeskDoor.redirect("/review/cases/\(number)?done=\(number)&was=reran#runs") }
    var change: VerdictChange?
    switch outcome {
    case .changed(_, _, let found): change = found
    case .unchanged: change = nil
    case .notJudgedYet, .nothingKept: return try await trouble(visit, number, visit.words["cannotBeDone"])
    }
    return door.page(
      .rerun, visit, title: "\(number)",
      Trial(
        number: "\(number)", path: "/review/cases/\(number)", version: version, isSame: change == nil,
        rows: change.map { ChangeRow.all($0, visit.words) } ?? [],
        gone: visit.words.codes(change?.reasonsGone ?? []), come: visit.words.codes(change?.reasonsNew ?? []),
        examines: examines, isSent: isSent))
  }

  // MARK: Painting over

  private func cover(_ visit: DeskVisit) async throws -> Response {
    let number = try visit.visit.number()
    func whole(_ name: String) throws -> Int {
      guard let text = visit.form[name], let value = Int(text), (0...100_000).contains(value) else {
        throw Refusal(.invalidParameter)
      }
      return value
    }
    let (x, y) = (try whole("x"), try whole("y"))
    let field = PixelRect(x0: x, y0: y, x1: x + (try whole("w")), y1: y + (try whole("h")))
    let file = try await desk.office.file(number)
    let painter = PagePainter(
      review: desk.office.review, ledger: desk.ledger, blobs: desk.office.blobs, inspector: desk.office.inspector,
      now: desk.office.now, logger: desk.office.logger)
    do {
      _ = try await painter.cover(
        field, onPage: try whole("page"), of: number, version: try whole("version"),
        through: try desk.office.pipeline(file.summary.pipeline), by: visit.person)
    } catch is PagePainter.FieldDoesNotFit {
      return try await trouble(visit, number, visit.words["maskWrong"], status: .unprocessableContent)
    } catch ReviewFailure.changed {
      return try await trouble(visit, number, visit.words["changedMeanwhile"])
    } catch ReviewFailure.heldBy {
      return try await trouble(visit, number, visit.words["heldMeanwhile"])
    } catch ReviewFailure.notInReview {
      return try await trouble(visit, number, visit.words["cannotBeDone"])
    }
    return DeskDoor.redirect("/review/cases/\(number)?done=\(number)&was=covered")
  }

  private func trouble(
    _ visit: DeskVisit, _ number: CaseNumber, _ problem: String, status: HTTPResponse.Status = .conflict
  ) async throws -> Response {
    let typed = CasePage.Typed(reasons: [], team: "", note: "", advances: true, problem: problem)
    return try await door.casePage(visit, number, status: status, typed: typed)
  }
}
