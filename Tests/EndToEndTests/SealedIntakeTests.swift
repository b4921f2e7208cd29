import Foundation
import GRDB
import Testing

/// Submissions taken in sealed and examined later, and what an operator does with the workspace over the years.
struct SealedIntakeTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  private func kyc(_ words: String...) throws -> Program.Result {
    try Program.run(words + ["--data", desk.data], environment: desk.environment)
  }

  private func takenIn(_ accounts: ClosedRange<Int>) throws -> [String] {
    try desk.submit(accounts)
    let result = try kyc("submit", desk.uploads, "--json")
    #expect(result.exit == 0, "\(result.errors)")
    return try Desk.decided(result)
  }

  @Test("what was submitted is acknowledged, sealed, and examined by whoever works next")
  func submitted() throws {
    let numbers = try takenIn(1...3)
    #expect(try desk.cases() == Dictionary(uniqueKeysWithValues: numbers.map { ($0, "waiting") }))
    let again = try kyc("submit", desk.uploads)
    #expect(again.exit == 0)
    #expect(again.errors.contains("3 known from earlier"), "\(again.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.data + "/uploads").count == 3)
    let worked = try kyc("work", "--until-idle", "--json")
    #expect(worked.exit == 0, "\(worked.errors)")
    #expect(try Desk.decided(worked).sorted() == numbers.sorted())
    #expect(try desk.cases() == Dictionary(uniqueKeysWithValues: numbers.map { ($0, "inReview") }))
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.data + "/uploads") == [])
  }

  @Test("with --consume the sources are gone once they are safe")
  func consumed() throws {
    try desk.submit(1...2)
    #expect(try kyc("submit", desk.uploads, "--consume").exit == 0)
    #expect(!FileManager.default.fileExists(atPath: desk.uploads + "/B-1/identity"))
    #expect(try kyc("work", "--until-idle").exit == 0)
    #expect(try desk.cases().values.allSatisfy { $0 == "inReview" })
  }

  @Test("the same file from another customer is a doubt, and names where it was before")
  func duplicate() throws {
    try desk.submit(1...1)
    #expect(try kyc("run", desk.uploads, "--date", "2026-11-22").exit == 0)
    try desk.write("%PDF-1.7 number 1", to: "uploads/B-2/identity/passport.pdf")
    try desk.write("{\"id\": \"B-2\"}", to: "uploads/B-2/account.json")
    let second = try kyc("run", desk.uploads, "--date", "2026-11-22", "--json")
    let printed = try PrintedVerdict.all(in: second.output)
    #expect(printed.map(\.account) == ["B-2"])
    #expect(printed.first?.reasons.map(\.code).contains("file.duplicate") == true, "\(second.output)")
  }

  @Test("a history that was tampered with ends kyc audit verify with 7 and the first bad row")
  func audit() throws {
    _ = try takenIn(1...2)
    let head = try kyc("audit", "head")
    #expect(head.exit == 0)
    let published = head.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try kyc("audit", "verify", "--head", published).exit == 0)
    let database = try DatabaseQueue(path: desk.data + "/kyc.sqlite")
    try database.write { db in
      try db.execute(sql: "DROP TRIGGER eventsAreNotChanged; UPDATE events SET by = 'nobody' WHERE id = 2")
    }
    let broken = try kyc("audit", "verify")
    #expect(broken.exit == 7)
    #expect(broken.errors.contains("row 2 was changed"), "\(broken.errors)")
  }

  @Test("a customer's data is handed out, held while the law wants it, and erased after")
  func law() throws {
    let numbers = try takenIn(1...2)
    #expect(try kyc("work", "--until-idle").exit == 0)
    let export = try kyc("export", "B-1", "--to", desk.folder.path("answer"))
    #expect(export.exit == 0, "\(export.errors)")
    let cases = try String(contentsOfFile: desk.folder.path("answer/cases.jsonl"), encoding: .utf8)
    #expect(cases.contains(numbers[0]) != cases.contains(numbers[1]))
    #expect(cases.contains("passport.pdf") == false)

    let held = try kyc("erase", "B-1")
    #expect(held.exit == 1)
    #expect(held.output.contains("legal hold"), "\(held.output)")
    #expect(try kyc("account", "ended", "B-1", "--on", "2020-01-31").exit == 0)
    #expect(try kyc("retention", "run", "--dry-run").output.contains("would be erased"))
    #expect(try desk.cases().values.filter { $0 == "erased" }.isEmpty)
    let erased = try kyc("retention", "run")
    #expect(erased.exit == 0, "\(erased.errors)")
    #expect(try desk.cases().values.sorted() == ["erased", "inReview"])
    #expect(try kyc("erase", "B-1").exit == 2)
    #expect(try kyc("audit", "verify").exit == 0)
    let shown = try kyc("queue", "show", try #require(try desk.cases().first { $0.value == "erased" }).key)
    #expect(shown.exit == 2)
    #expect(shown.errors.contains("was erased"), "\(shown.errors)")
  }

  @Test("a restored backup has everything but what waited, and what was erased since is erased again")
  func backup() throws {
    _ = try takenIn(1...2)
    #expect(try kyc("work", "--until-idle").exit == 0)
    let waiting = try takenIn(3...3)
    let folder = desk.folder.path("backup")
    let backup = try kyc("backup", folder)
    #expect(backup.exit == 0, "\(backup.errors)")
    #expect(waiting.allSatisfy { backup.output.contains("\($0)  cannot be restored") }, "\(backup.output)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/key"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/epochs"))
    #expect(try kyc("erase", "B-1", "--despite-hold").exit == 0)

    let again = desk.folder.path("again")
    let restored = try Program.run([
      "restore", folder, "--key", desk.data + "/key", "--tombstones", desk.data + "/tombstones", "--data", again,
    ])
    #expect(restored.exit == 0, "\(restored.errors)")
    #expect(restored.errors.contains("1 case erased again"), "\(restored.errors)")
    let worked = try Program.run(
      ["work", "--until-idle", "--data", again, "--json"], environment: desk.environment)
    #expect(worked.exit == 0, "\(worked.errors)")
    let printed = try PrintedVerdict.all(in: worked.output)
    #expect(printed.map { $0.reasons.map(\.code) } == [["system.could_not_process"]])
    #expect(try Program.run(["audit", "verify", "--data", again]).exit == 0)
  }

  @Test("the key may lie elsewhere, and one that others can read is refused")
  func keyElsewhere() throws {
    let key = desk.folder.path("keys")
    try FileManager.default.createDirectory(atPath: key, withIntermediateDirectories: true)
    let place = ["KYC_KEY_FILE": key + "/kyc"]
    let made = try Program.run(["init", "--data", desk.data], environment: place)
    #expect(made.exit == 0, "\(made.errors)")
    #expect(made.errors.contains("keep a copy elsewhere"), "\(made.errors)")
    #expect(!FileManager.default.fileExists(atPath: desk.data + "/key"))
    #expect(try Program.run(["queue", "list", "--data", desk.data]).exit == 3)
    let credentials = ["CREDENTIALS_DIRECTORY": key]
    try FileManager.default.moveItem(atPath: key + "/kyc", toPath: key + "/kyc.key")
    #expect(try Program.run(["queue", "list", "--data", desk.data], environment: credentials).exit == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key + "/kyc.key")
    let exposed = try Program.run(["queue", "list", "--data", desk.data], environment: credentials)
    #expect(exposed.exit == 3)
    #expect(exposed.errors.contains("can be read by others"), "\(exposed.errors)")
  }
}
