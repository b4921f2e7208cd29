import Foundation
import GRDB
import Testing

/// A workspace that another version of the program made.
struct WorkspaceVersionTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  /// `Fixtures/first-workspace` and the submissions that were decided in it.
  private func earlier() throws {
    try FileManager.default.createDirectory(
      atPath: desk.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for name in ["key", "kyc.sqlite"] {
      let source = Program.root.appendingPathComponent("Fixtures/first-workspace/\(name)").path
      try FileManager.default.copyItem(atPath: source, toPath: desk.data + "/" + name)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: desk.data + "/" + name)
    }
    try desk.write(
      """
      {"id": "B-1", "name": {"given": "Ida", "family": "Holm"}}
      {"id": "B-2", "priority": "vip"}
      {"id": "B-3"}

      """, to: "uploads/accounts.jsonl")
    try desk.write("not a picture\n", to: "uploads/B-1/identity/passport.jpg")
    try desk.write("not a letter\n", to: "uploads/B-2/address/bill.pdf")
    try desk.write("", to: "uploads/B-3/identity/empty.jpg")
  }

  @Test("an earlier one opens with all that was decided in it, and its submissions are known")
  func earlierVersion() throws {
    try earlier()
    let states = try desk.cases()
    #expect(states == ["K-2026-000001": "closed", "K-2026-000002": "closed", "K-2026-000003": "inReview"])
    let shown = try Program.run(["queue", "show", "K-2026-000001", "--data", desk.data])
    #expect(shown.exit == 0, "\(shown.errors)")
    #expect(shown.output.contains("rejected by anna"))
    #expect(shown.output.contains("asked for a photo"))
    let again = try Program.run(desk.run())
    #expect(again.exit == 0, "\(again.errors)")
    #expect(again.output.isEmpty)
    #expect(again.errors.contains("nothing new: 3 known from earlier runs"), "\(again.errors)")
    #expect(!again.errors.contains("changed"), "\(again.errors)")
  }

  @Test("kyc doctor says of an earlier one what will be done to it, and does not do it")
  func doctor() throws {
    try earlier()
    let before = try Data(contentsOf: URL(fileURLWithPath: desk.data + "/kyc.sqlite"))
    let doctor = try Program.run(["doctor", "--data", desk.data])
    #expect(doctor.exit == 0, "\(doctor.output)\(doctor.errors)")
    #expect(doctor.output.contains("'1 cases', made by an earlier version"), "\(doctor.output)")
    #expect(doctor.output.contains("3: 1 inReview, 2 closed"), "\(doctor.output)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.data + "/kyc.sqlite")) == before)
  }

  @Test("a later one is left alone, and the message says so")
  func laterVersion() throws {
    try earlier()
    #expect(try desk.cases().count == 3)
    let database = try DatabaseQueue(path: desk.data + "/kyc.sqlite")
    try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 later')") }
    let before = try database.read(rows)
    for arguments in [desk.run(), ["queue", "list", "--data", desk.data], ["doctor", "--data", desk.data]] {
      let result = try Program.run(arguments)
      #expect(result.exit == 5, "\(arguments[0]): \(result.errors)")
      let said = result.output + result.errors
      #expect(
        said.contains("was made by a newer version of kyc; use that version, or another --data folder"), "\(said)")
    }
    #expect(try database.read(rows) == before)
    #expect(before.count > 5)
  }

  /// Every row of the tables that a run writes to.
  private func rows(_ db: Database) throws -> [Row] {
    try ["grdb_migrations", "cases", "events", "verdicts", "submissions"].flatMap { table in
      try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid")
    }
  }
}
