import ArgumentParser
import Casework
import Foundation
import Model
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("kyc queue")
struct QueueCommandTests {
  private func filter(_ arguments: String...) throws -> CaseFilter {
    let command = try QueueListCommand.parse(arguments)
    return try command.filter(command.all ? .all : command.tab, "anna", .start)
  }

  @Test("list without anything lists what is in review, and --all every state")
  func everything() throws {
    #expect(try filter().states == [.inReview])
    #expect(try filter("--all").states == Set(CaseState.allCases))
    #expect(try filter("--tab", "all").states == Set(CaseState.allCases))
  }

  @Test("list takes every tab")
  func tabs() throws {
    let mine = try filter("--tab", "needs-me")
    #expect(mine.freeFor == CaseFilter.Reviewer(by: "anna", at: .start))
    #expect(mine.escalated == false)
    let ofMyTeam = try filter("--tab", "needs-me", "--team", "payments")
    #expect(ofMyTeam.escalated == nil)
    #expect(ofMyTeam.team == "payments")
    let soon = try filter("--tab", "due-soon")
    #expect(soon.deadlineFrom == .start)
    #expect(soon.deadlineBefore == .hours(12))
    let overdue = try filter("--tab", "overdue")
    #expect(overdue.deadlineFrom == nil)
    #expect(overdue.deadlineBefore == .start)
    #expect(try filter("--tab", "escalated").escalated == true)
    #expect(try filter("--tab", "changed").changedByRerun == true)
    #expect(try filter("--tab", "awaiting").states == [.awaitingCustomer])
  }

  @Test("list narrows by every filter")
  func filters() throws {
    let filter = try filter(
      "--verdict", "reject", "--confidence", "doubtful", "--reason", "page.blurred", "--pipeline", "address",
      "--account", "A-1001", "--team", "general", "--older-than", "3d", "--limit", "7")
    #expect(filter.verdict == .reject)
    #expect(filter.confidence == .doubtful)
    #expect(filter.reason == .pageBlurred)
    #expect(filter.pipeline == "address")
    #expect(filter.accountID == "A-1001")
    #expect(filter.team == "general")
    #expect(filter.arrivedBefore == .hours(-72))
    #expect(filter.limit == 7)
  }

  @Test(
    "list refuses what makes no sense",
    arguments: [
      ["--tab", "mine"], ["--all", "--tab", "overdue"], ["--limit", "0"], ["--verdict", "maybe"],
    ])
  func nonsense(arguments: [String]) {
    #expect(throws: (any Error).self) { try QueueListCommand.parse(arguments) }
  }

  @Test("list says which reason may have been meant")
  func reason() {
    #expect(
      throws: CommandFailure(
        .usage, "unknown reason 'page.blured' (did you mean 'page.blurred'?); kyc explain lists every code")
    ) { try filter("--reason", "page.blured") }
  }

  @Test(
    "list takes ages in minutes, hours, days and weeks",
    arguments: [("90m", 5400), ("24h", 86_400), ("3d", 259_200), ("2w", 1_209_600), ("0h", 0)])
  func ages(text: String, seconds: Double) throws {
    #expect(try AgeArgument.seconds(text) == seconds)
  }

  @Test("list refuses what is no age", arguments: ["", "3", "d", "-3d", "+3d", "3 d", "3days", "1.5h", "99999999d"])
  func noAges(text: String) {
    #expect(throws: CommandFailure.self) { try AgeArgument.seconds(text) }
  }

  @Test("list says what to do where a part of the queue is empty", arguments: QueueTab.allCases)
  func empty(tab: QueueTab) {
    #expect(QueueTab.nothing(in: tab, for: "anna").contains("kyc "))
    #expect(QueueTab.nothing(in: nil, for: "anna").contains("kyc run FOLDER"))
    #expect(QueueTab.nothing(in: .needsMe, for: "anna").contains("anna"))
  }

  @Test("acts take who, a note and the version that was seen")
  func acts() async throws {
    let approve = try await QueueApproveCommand.asyncParse([
      "K-2026-000001", "--as", "anna", "--note", "seen", "--seen", "4",
    ])
    #expect(try approve.acting.actor.name() == "anna")
    #expect(approve.acting.note == "seen")
    #expect(approve.acting.seen == 4)
    #expect(try await QueueClaimCommand.asyncParse(["K-2026-000001", "--release"]).release)
    #expect(try await QueueAskCommand.asyncParse(["K-2026-000001"]).reason.isEmpty)
    #expect(
      try await QueueAskCommand.asyncParse(["K-2026-000001", "--reason", "a", "--reason", "b"]).reason == ["a", "b"])
    #expect(try await QueueEscalateCommand.asyncParse(["K-2026-000001", "--to", "payments"]).to == "payments")
    await #expect(throws: (any Error).self) { try await QueueEscalateCommand.asyncParse(["K-2026-000001"]) }
    await #expect(throws: (any Error).self) { try await QueueRejectCommand.asyncParse(["K-2026-000001"]) }
  }

  @Test("acts refuse a name that could not stand in one line", arguments: ["", "a\nb", "a\u{1B}[31m"])
  func names(name: String) async throws {
    let approve = try await QueueApproveCommand.asyncParse(["K-2026-000001", "--as", name])
    #expect(throws: CommandFailure.self) { try approve.acting.actor.name() }
  }

  @Test("names what is no case number")
  func numbers() async throws {
    let show = try await QueueShowCommand.asyncParse(["17"])
    let failure = #expect(throws: CommandFailure.self) { try show.options.caseNumber() }
    #expect(failure?.lines.first?.contains("K-2026-000017") == true)
  }

  @Test("every command of it explains itself with an example")
  func help() {
    for command in QueueCommand.configuration.subcommands {
      #expect(command.helpMessage().contains("kyc queue \(command.configuration.commandName ?? "")"), "\(command)")
    }
  }
}
