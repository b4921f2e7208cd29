import Casework
import Inspection
import Model
import Synchronization
import TestKit
import Testing

struct ExaminerTests {
  private let inspector = ScriptedInspector()
  private let today = Day(unixSeconds: 1_795_341_600)

  @Test("each file is examined once, in order, and the verdict is on all of them")
  func examines() async throws {
    let judged = Mutex<[Inspected]>([])
    var pipeline = Pipeline.made()
    pipeline.judge = { inspected, account, day, _ in
      judged.withLock { $0 = inspected }
      #expect(account == .made())
      #expect(day == Day(year: 2026, month: 11, day: 22))
      return .approval
    }
    let examination = try await Examiner(inspector: inspector)
      .examine(.made("front", "back"), for: pipeline, today: today)
    #expect(inspector.inspected == [Array("%PDF-front".utf8), Array("%PDF-back".utf8)])
    #expect(judged.withLock { $0 } == [.document(.made), .document(.made)])
    #expect(examination.pictures == [InspectionReport.readable.pictures, InspectionReport.readable.pictures])
    let conclusion = examination.conclusion
    #expect(conclusion.verdict == .approval)
    #expect(conclusion.account == .made())
    #expect(conclusion.pipelineVersion == 3)
    #expect(conclusion.files.map(\.sha256) == ["hash of front", "hash of back"])
    #expect(conclusion.files.map(\.pages) == [[], []])
    #expect(conclusion.milliseconds["read"] == 1800)
    #expect(conclusion.milliseconds["judge"] != nil)
  }

  @Test("a file is read with the languages of the customer's country")
  func languages() async throws {
    var pipeline = Pipeline.made()
    pipeline.languagesByCountry = ["DK": ["dan"]]
    _ = try await Examiner(inspector: inspector).examine(.made("letter"), for: pipeline, today: today)
    #expect(inspector.orders.map(\.languages) == [["dan"]])
  }

  @Test("what can be said about a file without opening it is said without opening it")
  func refuses() async throws {
    var submission = Submission.made("empty", "large")
    submission.files[0].bytes = 0
    submission.files[0].content = []
    submission.files[1].bytes = 1_000_001
    submission.files[1].content = nil
    let examination = try await Examiner(inspector: inspector).examine(submission, for: .made(), today: today)
    #expect(inspector.inspected.isEmpty)
    #expect(
      examination.conclusion.files.map(\.inspected) == [
        .unreadable(Unreadable(reason: .fileEmpty, format: .unknown)),
        .unreadable(Unreadable(reason: .fileTooLarge, format: .unknown, measured: 1.000001, limit: 1)),
      ])
  }

  @Test("a file of exactly the limit is examined")
  func atLimit() async throws {
    var submission = Submission.made("large")
    submission.files[0].bytes = 1_000_000
    let examination = try await Examiner(inspector: inspector).examine(submission, for: .made(), today: today)
    #expect(examination.conclusion.files.map(\.inspected) == [.document(.made)])
  }

  @Test("files over their number are not opened, and answered for once")
  func tooMany() async throws {
    let submission = Submission.made("1", "2", "3", "4", "5")
    let examination = try await Examiner(inspector: inspector).examine(submission, for: .made(), today: today)
    #expect(inspector.inspected.count == 2)
    #expect(
      examination.conclusion.files.map(\.inspected) == [
        .document(.made), .document(.made),
        .unreadable(Unreadable(reason: .fileTooMany, format: .unknown, measured: 5, limit: 2)),
      ])
  }

  @Test("files of the run before come first, as they were found, and are not examined twice")
  func followUp() async throws {
    var before = Conclusion.made(verdict: .rejection(.pageBlurred))
    before.files[0].sha256 = "hash of blurred"
    before.files.append(
      ExaminedFile(name: Private("b"), bytes: 7, sha256: "hash of bill", inspected: .document(.made), pages: []))
    let judged = Mutex<[Inspected]>([])
    var pipeline = Pipeline.made()
    pipeline.judge = { inspected, _, _, _ in
      judged.withLock { $0 = inspected }
      return .approval
    }
    let examination = try await Examiner(inspector: inspector)
      .examine(.made("bill", "blurred", "sharp"), for: pipeline, today: today, after: before)
    #expect(inspector.inspected == [Array("%PDF-sharp".utf8)])
    #expect(examination.conclusion.files.map(\.sha256) == ["hash of bill", "hash of sharp"])
    #expect(examination.conclusion.files[0] == before.files[1])
    #expect(examination.pictures == [[], InspectionReport.readable.pictures])
    #expect(judged.withLock { $0.count } == 2)
    #expect(examination.conclusion.asOf == today)
  }

  @Test("files of the run before count among those that are too many")
  func followUpTooMany() async throws {
    var before = Conclusion.made()
    before.files = (1...3).map {
      ExaminedFile(name: Private("\($0)"), bytes: 1, sha256: "\($0)", inspected: .document(.made))
    }
    let examination = try await Examiner(inspector: inspector)
      .examine(.made("4", "5"), for: .made(), today: today, after: before)
    #expect(inspector.inspected.isEmpty)
    #expect(examination.conclusion.files.count == 4)
    #expect(
      examination.conclusion.files.last?.inspected
        == .unreadable(Unreadable(reason: .fileTooMany, format: .unknown, measured: 5, limit: 2)))
  }

  @Test("our own trouble is thrown")
  func trouble() async {
    let broken = ScriptedInspector { _ throws(InspectorFailure) in throw .missing("dan.traineddata") }
    await #expect(throws: InspectorFailure.missing("dan.traineddata")) {
      try await Examiner(inspector: broken).examine(.made("a"), for: .made(), today: today)
    }
  }
}
