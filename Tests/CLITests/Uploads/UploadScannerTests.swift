import Foundation
import Glibc
import Model
import Paperwork
import TestKit
import Testing

@testable import CLI

@Suite("The scan of an upload folder")
struct UploadScannerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func scan() throws -> UploadFolder {
    try UploadScanner.scan(folder.path, pipelines: ["address", "identity", "payment"])
  }

  /// What the items say, the path of the folder left out.
  private func lines(_ uploads: UploadFolder) -> [String] {
    uploads.items.map { item in
      switch item {
      case .submission(let submission):
        let files = submission.files.map(Shown.name).joined(separator: " ")
        return "\(submission.account.id)/\(submission.pipeline): \(files)"
      case .problem(let problem):
        return "\(problem.account ?? "-")/\(problem.pipeline ?? "-") \(problem.code.rawValue): "
          + problem.message.replacing(folder.path, with: "UP")
      }
    }
  }

  @Test("finds account / pipeline / files, files in name order, and counts accounts without a folder")
  func plain() throws {
    try folder.write("{\"id\": \"A\"}\n{\"id\": \"B\"}\n{\"id\": \"C\"}", to: "accounts.jsonl")
    for name in ["B/address/bill.pdf", "A/payment/b.jpg", "A/payment/a.jpg", "A/payment/10.jpg", "A/identity/p.jpg"] {
      try folder.write("x", to: name)
    }
    let uploads = try scan()
    #expect(lines(uploads) == ["A/identity: p.jpg", "A/payment: 10.jpg a.jpg b.jpg", "B/address: bill.pdf"])
    #expect(uploads.accountsWithoutFolder == 1)
    #expect(uploads.notes.isEmpty)
  }

  @Test("takes the accounts from a table")
  func table() throws {
    try folder.write("id,name.given\nA,Anna\n", to: "accounts.csv")
    try folder.write("x", to: "A/identity/p.jpg")
    #expect(try scan().submissions.map(\.account.name?.given) == [Private("Anna")])
  }

  @Test("takes an account from its own folder, whose name must be its id")
  func accountFile() throws {
    try folder.write("{\"id\": \"A\"}", to: "A/account.json")
    try folder.write("x", to: "A/identity/p.jpg")
    try folder.write("{\n\"id\": \"C\"}", to: "B/account.json")
    try folder.write("x", to: "B/identity/p.jpg")
    #expect(
      lines(try scan()) == [
        "A/identity: p.jpg",
        "B/identity account.malformed: UP/B/account.json:1: id is not the name of its folder; make them equal",
      ])
  }

  @Test("says of an account that is missing or malformed what is wrong and goes on")
  func accountTrouble() throws {
    try folder.write("{\"id\": \"A\", \"email\": 1}\n{\"id\": \"B\"}\n{oops", to: "accounts.jsonl")
    for name in ["A/identity/p.jpg", "A/address/b.pdf", "B/identity/p.jpg", "C/identity/p.jpg"] {
      try folder.write("x", to: name)
    }
    let email = "account.malformed: UP/accounts.jsonl:1: email is a number; write it as a text in quotation marks"
    #expect(
      lines(try scan()) == [
        "-/- account.malformed: UP/accounts.jsonl:3: is not JSON: a key in quotation marks is missing",
        "A/address \(email)", "A/identity \(email)", "B/identity: p.jpg",
        "C/identity account.missing: no account for UP/C: UP/accounts.jsonl has it on no line that can be read; mend or "
          + "add it and run again",
      ])
  }

  @Test("without any accounts file says where one could stand")
  func noAccounts() throws {
    try folder.write("x", to: "A/identity/p.jpg")
    #expect(
      lines(try scan()) == [
        "A/identity account.missing: no account for UP/A: UP holds neither accounts.jsonl nor accounts.csv, and the folder "
          + "no account.json; add one and run again"
      ])
  }

  @Test("gives one line to everything that is no document where it lies")
  func odd() throws {
    try folder.write("{\"id\": \"A\"}", to: "accounts.jsonl")
    try folder.write("x", to: "A/identity/good.jpg")
    try folder.makeFolder("A/identity/x.jpg")
    try folder.makeFolder("A/payment")
    try folder.write("x", to: "A/adress/b.pdf")
    try folder.write("x", to: "A/stray.jpg")
    try folder.write("x", to: "stray.pdf")
    try folder.write("x", to: "README.txt")
    try folder.write("x", to: "A/identity/.hidden.jpg")
    for name in [".DS_Store", "A/.DS_Store", "A/identity/Thumbs.db", "A/identity/._good.jpg"] {
      try folder.write("x", to: name)
    }
    symlink("/etc/passwd", folder.path + "/A/identity/link.jpg")
    symlink(folder.path + "/A", folder.path + "/B")
    mkfifo(folder.path + "/A/identity/pipe.jpg", 0o600)
    let uploads = try scan()
    let link = "is a symbolic link, which is never followed; put the file itself there"
    #expect(
      lines(uploads) == [
        "A/adress pipeline.unknown: UP/A/adress: unknown pipeline 'adress' (did you mean 'address'?); name the folder one "
          + "of address, identity, payment",
        "A/identity: good.jpg",
        "A/identity entry.refused: UP/A/identity/link.jpg \(link)",
        "A/identity entry.refused: UP/A/identity/pipe.jpg is not a regular file; put the document itself there",
        "A/identity entry.refused: UP/A/identity/x.jpg is a folder; put the documents into UP/A/identity itself",
        "A/payment folder.empty: UP/A/payment holds no files; put the documents there and run again",
        "A/- entry.refused: UP/A/stray.jpg lies in no pipeline's folder; move it to ACCOUNT/PIPELINE/, with PIPELINE one of "
          + "address, identity, payment",
        "-/- entry.refused: UP/B \(link)",
        "-/- entry.refused: UP/stray.pdf lies in no pipeline's folder; move it to ACCOUNT/PIPELINE/, with PIPELINE one of "
          + "address, identity, payment",
      ])
    #expect(
      uploads.notes.map { $0.replacing(folder.path, with: "UP") } == [
        "UP/A/identity/.hidden.jpg is hidden and was left out",
        "UP/README.txt lies outside the accounts' folders and was left out",
      ])
  }

  @Test("takes names with line ends and shows them encoded")
  func names() throws {
    try folder.write("{\"id\": \"A\"}", to: "accounts.jsonl")
    try folder.write("x", to: "A/identity/a\nb.jpg")
    try folder.write("x", to: "A/identity/%2e%2e%2Fetc.jpg")
    try folder.write("x", to: "C\u{1B}[2J/identity/p.jpg")
    #expect(
      lines(try scan()) == [
        "A/identity: %2e%2e%2Fetc.jpg a\\nb.jpg",
        "C\\u{1B}[2J/identity account.missing: no account for UP/C\\u{1B}[2J: UP/accounts.jsonl does not list it; add it "
          + "and run again",
      ])
  }

  @Test("of a folder that is not there, or is none, is refused")
  func noFolder() throws {
    try folder.write("x", to: "file")
    #expect(throws: FileTrouble.notFound) { try UploadScanner.scan(folder.path + "/missing", pipelines: []) }
    #expect(throws: FileTrouble.notAFolder) { try UploadScanner.scan(folder.path + "/file", pipelines: []) }
  }

  @Test("says of an accounts file that is a link that it is not followed, and of its submissions why they wait")
  func accountsLink() throws {
    try folder.write("{\"id\": \"A\"}", to: "A/real.jsonl")
    symlink(folder.path + "/A/real.jsonl", folder.path + "/accounts.jsonl")
    try folder.write("x", to: "A/identity/p.jpg")
    let codes = try scan().problems.map(\.code)
    #expect(codes.contains(.accountsUnreadable))
    #expect(codes.contains(.accountMissing))
  }

  @Test("takes a folder that only a file manager has left something in for one that has been emptied")
  func litterOnly() throws {
    try folder.write("{\"id\": \"A\"}", to: "accounts.jsonl")
    try folder.write("x", to: "A/identity/.DS_Store")
    let uploads = try scan()
    #expect(lines(uploads).isEmpty)
    #expect(uploads.notes.map { $0.replacing(folder.path, with: "UP") } == ["UP/A/identity holds no documents"])
  }

  @Test("names account folders without submissions")
  func emptyAccounts() throws {
    try folder.write("{\"id\": \"A\"}", to: "A/account.json")
    try folder.makeFolder("B")
    try folder.write("{\"id\": \"C\"}", to: "C/account.json")
    try folder.write("x", to: "C/identity/p.jpg")
    let uploads = try scan()
    #expect(uploads.emptyAccounts.map { $0.replacing(folder.path, with: "UP") } == ["UP/A", "UP/B"])
    #expect(uploads.notes.isEmpty)
  }

  @Test("marks files and accounts, so that one look can be told from the next")
  func marks() throws {
    try folder.write("{\"id\": \"A\"}", to: "accounts.jsonl")
    try folder.write("{\"id\": \"B\"}", to: "B/account.json")
    for name in ["A", "B"] { try folder.write("x", to: name + "/identity/p.jpg") }
    let first = try scan()
    #expect(first.submissions == (try scan().submissions))
    #expect(first.submissions.allSatisfy { $0.marks.count == 1 && $0.accountMark != nil })
    try folder.write("xy", to: "A/identity/p.jpg")
    try folder.write("{\"id\": \"B\"} ", to: "B/account.json")
    let second = try scan()
    #expect(second.submissions[0].marks != first.submissions[0].marks)
    #expect(second.submissions[0].accountMark == first.submissions[0].accountMark)
    #expect(second.submissions[1].accountMark != first.submissions[1].accountMark)
  }

  @Test("reads an accounts file again only when it has changed")
  func bookKept() throws {
    try folder.write("{\"id\": \"A\"}", to: "accounts.jsonl")
    try folder.write("x", to: "A/identity/p.jpg")
    var first = try scan()
    // Said of a file that it would not say of itself: whoever reads the file would forget it.
    first.book = AccountBook(lines: Array("{\"id\": \"A\", \"priority\": \"vip\"}".utf8), file: "kept")
    let again = try UploadScanner.scan(folder.path, pipelines: ["identity"], after: first)
    #expect(again.submissions.map(\.account.priority) == [.vip])
    try folder.write("{\"id\": \"A\"}\n", to: "accounts.jsonl")
    let changed = try UploadScanner.scan(folder.path, pipelines: ["identity"], after: again)
    #expect(changed.submissions.map(\.account.priority) == [.standard])
  }
}
