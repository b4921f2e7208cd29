import Glibc
import Model
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("A file with corrected accounts")
struct CorrectedAccountsTests {
  private func accounts(_ text: String) -> CorrectedAccounts { CorrectedAccounts(Array(text.utf8), file: "new") }

  @Test(
    "may be one object, one a line, or a table",
    arguments: [
      #"{"id": "A", "email": "a@b.example"}"#,
      "\u{FEFF}{\n  \"id\": \"A\",\n  \"email\": \"a@b.example\"\n}\n",
      "\n{\"id\": \"B\"}\n{\"id\": \"A\", \"email\": \"a@b.example\"}\n",
      "id,email\nA,a@b.example\n",
      "email;id\na@b.example;A\n",
    ])
  func shapes(text: String) throws {
    let accounts = accounts(text)
    try accounts.check(["A"])
    #expect(accounts.names("A"))
    #expect(accounts["A"]?.email?.value == "a@b.example")
    #expect(accounts["C"] == nil)
  }

  @Test("complains about what is wrong with the accounts that matter, and only with those")
  func complaints() throws {
    let accounts = accounts("{\"id\": \"A\", \"email\": 7}\n{\"id\": \"B\"}\n")
    #expect(accounts.names("A"))
    #expect(accounts["A"] == nil)
    try accounts.check(["B"])
    #expect(
      throws: CommandFailure(
        .usage, located: ["new:1: email is a number; write it as a text in quotation marks"])
    ) { try accounts.check(["A", "B"]) }
  }

  @Test("complains about an entry without an id whoever is meant, for it may be that one")
  func nameless() {
    let accounts = accounts("{\"id\": \"A\"}\n{\"email\": \"a@b.example\"}\n")
    #expect(throws: CommandFailure(.usage, located: ["new:2: id is missing"])) { try accounts.check(["A"]) }
  }

  @Test("notes keys that nobody knows")
  func notes() {
    #expect(accounts(#"{"id": "A", "hair": "red"}"#).notes == ["new:1: unknown key 'hair' ignored"])
  }

  @Test("that cannot be read is named")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: CommandFailure.self) { try CorrectedAccounts(reading: folder.path) }
    #expect(failure?.status == .usage)
    #expect(failure?.lines.first?.contains("name the file with the account data") == true)
    #expect(throws: CommandFailure.self) { try CorrectedAccounts(reading: folder.path + "/none") }
  }
}
