import ArgumentParser
import Testing

@testable import CLI

@Suite("kyc rerun")
struct RerunCommandTests {
  @Test("takes cases or conditions, and every option")
  func parses() async throws {
    let named = try await RerunCommand.asyncParse([
      "K-2026-000001", "K-2026-000002", "--account", "a.json", "--as", "anna",
    ])
    #expect(named.numbers.count == 2)
    #expect(named.account == "a.json")
    #expect(try named.actor.name() == "anna")
    let chosen = try await RerunCommand.asyncParse(["--where", "state=closed", "--inspect", "--dry-run", "--json"])
    #expect(chosen.conditions == "state=closed")
    #expect(chosen.inspect && chosen.dryRun && chosen.workplace.output.json)
  }

  @Test(
    "refuses what names no case, and what names them twice over",
    arguments: [[], ["--dry-run"], ["K-2026-000001", "--where", "state=closed"]])
  func refuses(arguments: [String]) async {
    await #expect(throws: (any Error).self) { try await RerunCommand.asyncParse(arguments) }
  }

  @Test("explains every key of --where in its help")
  func help() {
    let help = RerunCommand.helpMessage()
    for key in WhereClause.Key.allCases { #expect(help.contains("\(key.rawValue)="), "\(key.rawValue)") }
  }
}
