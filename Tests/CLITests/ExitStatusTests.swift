import Casework
import Glibc
import Inspection
import Model
import Pipelines
import Testing
import Workplace

@testable import CLI

@Suite("An error")
struct ExitStatusTests {
  private struct Stranger: Error {
    let secret = "Søren"
  }

  private static let number = CaseNumber(year: 2026, serial: 17)

  private static let table: [(any Error & Sendable, Int32, String)] = [
    (CommandFailure(.usage, "no such folder"), 2, "kyc: no such folder"),
    (
      PipelineFilesRefused([PipelineComplaint(file: "a.yaml", line: 14, sentence: "unknown check 'x'")]), 3,
      "a.yaml:14: unknown check 'x'"
    ),
    (
      InspectorFailure.missing("tesseract-ocr-dan is missing"), 4,
      "kyc: tesseract-ocr-dan is missing; kyc doctor shows all that is missing, and scripts/setup installs it, into KYC_HOME "
        + "if that is set"
    ),
    (InspectorFailure.cannotStart("denied"), 4, "kyc: kyc-inspector cannot be started: denied"),
    (InspectorFailure.interrupted, 130, "kyc: interrupted"),
    (CancellationError(), 130, "kyc: interrupted"),
    (Stranger(), 1, "kyc: unexpected Stranger; run again, and report it if it comes back"),
  ]

  @Test("ends the program with its number and one line", arguments: table.indices)
  func mapped(index: Int) {
    let (error, status, line) = Self.table[index]
    let failure = CommandFailure(error)
    #expect(failure.status.rawValue == status)
    #expect(failure.lines == [line])
  }

  @Test(
    "of the store ends with the number of what is wrong with it",
    arguments: [
      (StoreFailure.diskFull(folder: "kyc-data"), Workplace.ExitStatus.diskFull),
      (.unreachable(path: "kyc-data", why: "gone"), .storeUnreachable),
      (.busy(path: "kyc.sqlite"), .storeUnreachable),
      (.newerSchema(path: "kyc.sqlite"), .storeUnreachable),
      (.keyMissing(path: "key"), .configuration),
      (.keyExposed(path: "key"), .configuration),
      (.keyInvalid(path: "key", bytes: 3), .configuration),
      (.sealBroken(what: "K-2026-000017/account"), .storeUnreachable),
    ])
  func store(failure: StoreFailure, status: Workplace.ExitStatus) {
    #expect(CommandFailure(failure).status == status)
    #expect(CommandFailure(failure).lines.count == 1)
    #expect(CommandFailure(failure).lines[0].hasPrefix("kyc: \(failure)"))
  }

  @Test("of an unusable store says what to do next")
  func unusable() {
    #expect(CommandFailure(StoreFailure.unreachable(path: "d/key", why: "no")).lines[0].contains("--data"))
  }

  @Test("of data that cannot be written is one of the disk, and says what that means")
  func full() throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let console = Console(quiet: true, colour: false, data: full)
    console.data("x")
    #expect(
      throws: CommandFailure(.diskFull, "stdout cannot be written (No space left on device); run again")
    ) { try console.checkData("run again") }
  }

  @Test(
    "of a reviewer is one of usage",
    arguments: [
      ReviewFailure.noSuchCase(number), .changed(number), .notInReview(number, .waiting), .reasonsDoNotFit(number),
    ])
  func review(failure: ReviewFailure) {
    #expect(CommandFailure(failure).status == .usage)
  }

  @Test("of the command line is put into one line with the way to help")
  func usage() {
    let full = "Error: Missing\nUsage: kyc run <folder>\n  See 'kyc run --help' for more information."
    #expect(
      UsageMessage.line("Missing expected argument '<folder>'", from: full)
        == "missing expected argument '<folder>'; see kyc run --help")
  }
}
