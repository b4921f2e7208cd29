import Foundation
import Testing

/// The review desk and reruns as reviewers use them, with the real child and the real engines. One batch is the start of
/// every test; each works on a copy of its own.
@Suite(.serialized)
struct ReviewDeskTests {
  /// Four submissions, in this order: a blurred passport, a file that is no picture, a bill to another floor than the
  /// account says, and the file that is no picture once more.
  private static let base = Result {
    let folder = try TemporaryFolder()
    let fixtures = Program.uploads
    func submit(_ content: Data, _ path: String) throws {
      let file = folder.url.appendingPathComponent("uploads/" + path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: file)
    }
    let accounts = try String(contentsOf: fixtures.appendingPathComponent("accounts.jsonl"), encoding: .utf8)
      .split(separator: "\n").filter { $0.contains(#""A-1001""#) || $0.contains(#""A-1006""#) }
    try submit(Data(accounts.joined(separator: "\n").utf8), "accounts.jsonl")
    let blurred = try Data(contentsOf: fixtures.appendingPathComponent("A-1010/identity/passport.jpg"))
    try submit(blurred, "A-1001/identity/passport.jpg")
    try submit(Data("not a picture".utf8), "A-1001/payment/card.jpg")
    let bill = try Data(contentsOf: fixtures.appendingPathComponent("A-1006/address/bill.pdf"))
    try submit(bill, "A-1006/address/bill.pdf")
    try submit(Data("not a picture".utf8), "A-1006/payment/card.jpg")
    let batch = try Program.run(
      ["run", folder.path("uploads"), "--data", folder.path("data"), "--date", "2026-11-22", "--jobs", "1", "--quiet"])
    guard batch.exit == 0 else {
      throw Program.Missing(description: "the batch ended with \(batch.exit): \(batch.errors)")
    }
    return folder
  }

  private static let passport = "K-2026-000001"
  private static let bill = "K-2026-000003"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["uploads", "data"] {
      try FileManager.default.copyItem(atPath: try Self.base.get().path(name), toPath: folder.path(name))
    }
  }

  private func kyc(_ words: String...) throws -> Program.Result {
    try Program.run(words + ["--data", folder.path("data")])
  }

  /// The case numbers that a list shows.
  private func listed(_ words: String...) throws -> [String] {
    let result = try Program.run(["queue", "list", "--data", folder.path("data")] + words)
    #expect(result.exit == 0, "\(result.errors)")
    return result.output.matches(of: /(?m)^K-\d{4}-\d{6}/).map { String($0.output) }
  }

  private func object(_ result: Program.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
  }

  @Test("a case goes from desk to desk, to the customer and back, and is approved")
  func desk() throws {
    #expect(try listed("--tab", "needs-me", "--as", "anna").count == 4)
    #expect(try listed("--reason", "page.blurred") == [Self.passport])

    let claim = try kyc("queue", "claim", Self.passport, "--as", "anna")
    #expect(claim.exit == 0, "\(claim.errors)")
    #expect(try !listed("--tab", "needs-me", "--as", "bent").contains(Self.passport))
    #expect(try listed("--tab", "needs-me", "--as", "anna").contains(Self.passport))
    let refused = try kyc("queue", "approve", Self.passport, "--as", "bent")
    #expect(refused.exit == 2)
    #expect(refused.errors.contains("anna"), "\(refused.errors)")

    let escalated = try kyc(
      "queue", "escalate", Self.passport, "--to", "experts", "--as", "anna", "--note", "look at the number")
    #expect(escalated.exit == 0, "\(escalated.errors)")
    #expect(try listed("--tab", "escalated") == [Self.passport])
    #expect(try listed("--tab", "needs-me", "--team", "experts", "--as", "bent") == [Self.passport])

    let before = try object(kyc("queue", "show", Self.passport, "--json"))
    let version = try #require((before["review"] as? [String: Any])?["version"] as? Int)
    #expect(try kyc("queue", "ask", Self.passport, "--as", "bent", "--seen", "\(version - 1)").exit == 2)
    let asked = try kyc("queue", "ask", Self.passport, "--as", "bent", "--seen", "\(version)")
    #expect(asked.exit == 0, "\(asked.errors)")
    #expect(asked.output.contains("- Billedet er sløret."), "the account's language is Danish: \(asked.output)")
    #expect(try listed("--tab", "awaiting") == [Self.passport])
    #expect(try !listed().contains(Self.passport))

    let sharp = Program.uploads.appendingPathComponent("A-1001/identity/passport.jpg")
    try FileManager.default.copyItem(
      atPath: sharp.path, toPath: folder.path("uploads") + "/A-1001/identity/sharp.jpg")
    let answer = try kyc("run", folder.path("uploads"), "--date", "2026-11-22", "--json")
    #expect(answer.exit == 0, "\(answer.errors)")
    let verdict = try object(answer)
    #expect(verdict["case"] as? String == Self.passport)
    #expect(verdict["run"] as? Int == 2)
    #expect(verdict["verdict"] as? String == "approve", "\(answer.output)")
    #expect((verdict["documents"] as? [Any])?.count == 1, "the blurred one is replaced")

    let shown = try kyc("queue", "show", Self.passport, "--pages", folder.path("masked"))
    #expect(shown.output.contains("viewed  by "), "the look itself is history")
    for text in ["- page.blurred", "note: look at the number", "answered", "asked  by bent", "version "] {
      #expect(shown.output.contains(text), "\(text) in \(shown.output)")
    }
    let page = folder.path("masked") + "/\(Self.passport)-1-1.jpg"
    #expect(shown.output.contains(page))
    #expect(FileManager.default.fileExists(atPath: page))
    let approved = try kyc("queue", "approve", Self.passport, "--as", "bent")
    #expect(approved.output == "\(Self.passport) approved by bent\n", "\(approved.errors)")
    #expect(try listed().count == 3)
  }

  @Test("a corrected address turns a rejection into an approval, once, and a look before writes nothing")
  func correction() throws {
    let rejected = try kyc("queue", "reject", Self.bill, "--reason", "holder.address_differs", "--as", "anna")
    #expect(rejected.exit == 0, "\(rejected.errors)")
    let accounts = folder.path("corrected.jsonl")
    let old = try String(contentsOfFile: folder.path("uploads") + "/accounts.jsonl", encoding: .utf8)
    let line = try #require(old.split(separator: "\n").first { $0.contains(#""A-1006""#) })
    try line.replacing(#""floor": "3""#, with: #""floor": "2""#).write(
      toFile: accounts, atomically: true, encoding: .utf8)

    let look = try kyc("rerun", Self.bill, "--account", accounts, "--dry-run")
    #expect(look.exit == 0, "\(look.errors)")
    for text in ["reject clear → approve clear", "holderAddress  failed → passed", "- holder.address_differs"] {
      #expect(look.output.contains(text), "\(text) in \(look.output)")
    }
    #expect(try listed("--tab", "changed").isEmpty)

    let rerun = try kyc("rerun", Self.bill, "--account", accounts, "--as", "anna", "--json")
    #expect(rerun.exit == 0, "\(rerun.errors)")
    let verdict = try object(rerun)
    #expect(verdict["verdict"] as? String == "approve")
    #expect((verdict["review"] as? [String: Any])?["state"] as? String == "inReview")
    let change = try #require(verdict["change"] as? [String: Any])
    #expect(change["reasonsGone"] as? [String] == ["holder.address_differs"])
    #expect(try listed("--tab", "changed") == [Self.bill])

    #expect(try kyc("queue", "approve", Self.bill, "--as", "anna").exit == 0)
    let again = try kyc("rerun", "--where", "pipeline=address decision=approved", "--account", accounts, "--json")
    #expect(again.exit == 0, "\(again.errors)")
    let same = try object(again)
    #expect(same["change"] is NSNull)
    #expect(same["run"] as? Int == 2)
    #expect((same["review"] as? [String: Any])?["state"] as? String == "closed")
    #expect(try !listed().contains(Self.bill))

    for output in [look, rerun, again] {
      for value in ["Istedgade", "Krogsgaard"] { #expect(!(output.output + output.errors).contains(value)) }
    }
    let history = try object(kyc("queue", "show", Self.bill, "--json"))["history"] as? [[String: Any]]
    let edges = (history ?? []).compactMap { $0["edge"] as? String }
    #expect(edges == ["opened", "claimed", "concluded", "rejected", "reran", "approved"])
  }

  @Test("a rerun says what it cannot do before it does anything")
  func refusals() throws {
    let data = ["--data", folder.path("data")]
    let table: [([String], Int32, String)] = [
      (["rerun"], 2, "--where"),
      (["rerun", "K-2026-000099"], 2, "there is no case K-2026-000099"),
      (["rerun", "--where", "reson=page.blurred"], 2, "did you mean 'reason'"),
      (["rerun", "--where", "pipeline=adress"], 2, "did you mean 'address'"),
      (["rerun", "--where", "account=A-9"], 0, "no case fits"),
      (["rerun", Self.bill, "--account", folder.path("none.jsonl")], 2, "none.jsonl"),
      (["queue", "ask", "K-2026-000002", "--reason", "card.code_uncertain"], 2, "asks nothing of the customer"),
      (["queue", "list", "--reason", "page.blured"], 2, "did you mean 'page.blurred'"),
    ]
    for (words, exit, text) in table {
      let result = try Program.run(words + data)
      #expect(result.exit == exit, "\(words): \(result.errors)")
      #expect(result.errors.contains(text), "\(words): \(result.errors)")
    }
  }

  @Test("the same file in two cases is named in both")
  func sightings() throws {
    let shown = try kyc("queue", "show", "K-2026-000004")
    #expect(
      shown.output.contains(
        "file 1 was also sent in K-2026-000002: another account, A-1001, payment, inReview, reject"),
      "\(shown.output)")
    let object = try object(kyc("queue", "show", "K-2026-000002", "--json"))
    let sightings = try #require(object["sightings"] as? [[String: Any]])
    #expect(sightings.map { $0["case"] as? String } == ["K-2026-000004"])
  }

  @Test("Ctrl-C ends a rerun between two cases with 130, and running again goes on")
  func interruption() throws {
    let words = [
      "rerun", "--where", "since=2000-01-01", "--inspect", "--json", "--data", folder.path("data"),
    ]
    let running = try Program.started(words)
    try Program.wait(for: "the first case") { try !running.lines().isEmpty || !running.process.isRunning }
    running.process.interrupt()
    let first = try running.finished()
    #expect(first.exit == 130, "\(first.errors)")
    #expect(first.errors.contains("left; run again to go on"), "\(first.errors)")
    let second = try Program.run(words)
    #expect(second.exit == 0, "\(second.errors)")
    #expect(second.output.split(separator: "\n").count == 4)
    #expect(second.errors.contains("4 cases judged again"), "\(second.errors)")
  }
}
