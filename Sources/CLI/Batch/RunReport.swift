internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Pipelines
internal import Report
internal import Workplace

/// What `--report DIR` leaves behind: pages for people about every case that the run came by.
struct RunReport: Sendable {
  private let path: String
  private let folder: ReportFolder
  private let policies: [ReportPolicy]

  /// Refuses a folder that cannot be used before the work begins. Throws `ReportRefused`.
  init(_ path: String, pipelines: [PipelineFile]) throws(ReportRefused) {
    self.path = path
    do throws(ReportFailure) { folder = try ReportFolder(path) } catch {
      throw ReportRefused(folder: path, why: error)
    }
    policies = pipelines.map {
      ReportPolicy(pipeline: $0.pipeline.name, version: $0.pipeline.version, checks: $0.checks)
    }
  }

  /// Throws `ReportRefused`, and what the store throws.
  func write(_ cases: [CaseNumber], from desk: Desk, by person: String, telling console: Console) async throws {
    let pages = AuditedPages(desk.blobs, trail: desk.audit, by: person, now: { Date() })
    let tally: ReportFolder.Tally
    do {
      tally = try await folder.write(
        cases: cases, from: desk.review, work: desk.work, pages: pages, policies: policies, now: Date(),
        onCase: { done in console.progress { _ in "report: \(done)/\(cases.count)" } })
    } catch let failure as ReportFailure {
      throw ReportRefused(folder: path, why: failure)
    }
    console.endProgress()
    console.say(
      "kyc: the report on \(Counted.text(tally.cases, "case")) is \(Shown.text(path))/index.html; it holds personal data, "
        + "and its README.txt says when to delete it")
    if tally.unopened > 0 {
      console.complain(
        "\(Counted.text(tally.unopened, "masked page")) could not be opened and \(tally.unopened == 1 ? "is" : "are") "
          + "missing from the report; restore the workspace from a backup")
    }
  }
}
