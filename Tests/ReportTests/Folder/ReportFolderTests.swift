import Casework
import Crypto
import Foundation
import Model
import TestKit
import Testing

@testable import Report

@Suite("The folder of a report")
struct ReportFolderTests {
  private let place: TemporaryFolder
  private let desk = Desk()

  init() throws { place = try TemporaryFolder() }

  private var path: String { place.path + "/report" }

  private func write(_ numbers: [CaseNumber], to path: String? = nil) async throws -> ReportFolder.Tally {
    try await ReportFolder(path ?? self.path).write(
      cases: numbers, from: desk.store, work: desk.store, pages: desk.blobs, now: .start)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  @Test("holds an index, a page for each case, a table and a notice, for the owner alone")
  func contents() async throws {
    let numbers = [try await desk.decided("one"), try await desk.decided("two"), try await desk.decided("three")]
    let tally = try await write(numbers)
    #expect(tally == ReportFolder.Tally(cases: 3, pages: 3, unopened: 0))
    let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    #expect(
      names == [
        ".kyc-report", "README.txt", "cases", "cases/K-2026-000001.html", "cases/K-2026-000002.html",
        "cases/K-2026-000003.html", "index.html", "verdicts.csv",
      ])
    #expect(try place.mode(path) == 0o700)
    for name in names { #expect(try place.mode(path + "/" + name) == (name == "cases" ? 0o700 : 0o600), "\(name)") }
  }

  @Test("says on every page and in its notice that it holds personal data, and until when")
  func notice() async throws {
    _ = try await write([try await desk.decided("one")])
    for name in ["index.html", "cases/K-2026-000001.html", "README.txt"] {
      let text = try text(name)
      #expect(text.range(of: "personal data", options: .caseInsensitive) != nil, "\(name)")
      #expect(text.contains("2026-12-22"), "\(name)")
    }
  }

  @Test("names the other cases with the same file, and leads to those that it reports on")
  func seenBefore() async throws {
    let first = try await desk.decided("one")
    let second = try await desk.decided("one", account: .made(id: "A-2"))
    let third = try await desk.decided("one", account: .made(id: "A-3"))
    _ = try await write([first, second])
    let page = try text("cases/\(first).html")
    #expect(page.contains("<h2 id=\"seen\">Seen before</h2>"))
    #expect(
      page.contains("<a href=\"\(second).html\">\(second)</a>: another account, A-2, identity, in review, approve"))
    #expect(page.contains("also sent in \(third): another account, A-3"), "it has no page here")
    let alone = try await desk.decided("other") { account in
      var conclusion = Conclusion.made(account: account)
      conclusion.files[0].sha256 = String(repeating: "9", count: 64)
      return conclusion
    }
    _ = try await write([alone])
    #expect(try !text("cases/\(alone).html").contains("Seen before"))
  }

  @Test("leads from each case to the one before, the one after, and back")
  func neighbours() async throws {
    var numbers: [CaseNumber] = []
    for content in ["one", "two", "three"] { numbers.append(try await desk.decided(content)) }
    _ = try await write([numbers[2], numbers[0], numbers[1]])
    let middle = try text("cases/K-2026-000001.html")
    #expect(middle.contains(#"rel="prev" href="K-2026-000003.html""#))
    #expect(middle.contains(#"rel="next" href="K-2026-000002.html""#))
    #expect(middle.contains(#"href="../index.html""#))
    #expect(!(try text("cases/K-2026-000003.html")).contains(#"rel="prev""#))
    #expect(!(try text("cases/K-2026-000002.html")).contains(#"rel="next""#))
  }

  @Test("takes an empty folder and closes it to others")
  func emptyFolder() async throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    _ = try await write([try await desk.decided("one")], to: path + "/")
    #expect(try place.mode(path) == 0o700)
  }

  @Test("refuses one that holds something else, and leaves it as it is")
  func foreignFolder() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/index.html"))
    let failure = #expect(throws: ReportFailure.self) { try ReportFolder(path) }
    #expect(failure == .notEmpty)
    #expect(failure?.sentence.contains("Name a new folder") == true)
    #expect(try text("index.html") == "mine")
    #expect(try place.mode(path) == 0o755)
  }

  @Test("refuses a mark that is a link: an earlier report has a file")
  func forgedMark() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: path + "/.kyc-report", withDestinationPath: "/etc/hostname")
    #expect(throws: ReportFailure.notEmpty) { try ReportFolder(path) }
  }

  @Test("refuses a link, with or without a slash, a file, and a place that is not there", arguments: ["", "/"])
  func otherThings(end: String) throws {
    let elsewhere = place.path + "/elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
    #expect(throws: ReportFailure.symbolicLink) { try ReportFolder(path + end) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
    let file = place.path + "/file"
    try Data().write(to: URL(fileURLWithPath: file))
    #expect(throws: ReportFailure.notAFolder) { try ReportFolder(file + end) }
    #expect(throws: ReportFailure.cannotWrite(code: ENOENT)) { try ReportFolder(place.path + "/none/report" + end) }
  }

  @Test("replaces an earlier report, and touches nothing that was put beside it")
  func replaced() async throws {
    let numbers = [try await desk.decided("one"), try await desk.decided("two")]
    _ = try await write(numbers)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/cases/notes.html"))
    _ = try await write([numbers[1]])
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: path).sorted() == [
        ".kyc-report", "README.txt", "cases", "cases/K-2026-000002.html", "cases/notes.html", "index.html", "notes.txt",
        "verdicts.csv",
      ])
    #expect(try text("notes.txt") == "mine")
  }

  @Test("writes through no link that stands in an earlier report")
  func linksInside() async throws {
    let numbers = [try await desk.decided("one")]
    _ = try await write(numbers)
    let outside = place.path + "/outside"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: outside))
    for name in ["index.html", "README.txt", "cases/K-2026-000001.html"] {
      try FileManager.default.removeItem(atPath: path + "/" + name)
      try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: outside)
    }
    _ = try await write(numbers)
    #expect(try String(contentsOfFile: outside, encoding: .utf8) == "mine")
    #expect(try text("index.html").hasPrefix("<!doctype html>"))

    try FileManager.default.removeItem(atPath: path + "/cases")
    try FileManager.default.createSymbolicLink(atPath: path + "/cases", withDestinationPath: place.path)
    await #expect(throws: ReportFailure.symbolicLink) { _ = try await write(numbers) }
    #expect(!FileManager.default.fileExists(atPath: place.path + "/K-2026-000001.html"))
  }

  @Test("has no index while a report is not whole: a case that is not there ends it")
  func brokenOff() async throws {
    let numbers = [try await desk.decided("one")]
    _ = try await write(numbers)
    let missing = CaseNumber(year: 2026, serial: 99)
    await #expect(throws: ReviewFailure.noSuchCase(missing)) { _ = try await write(numbers + [missing]) }
    #expect(!FileManager.default.fileExists(atPath: path + "/index.html"))
    #expect(try await write(numbers).cases == 1, "and the next one mends it")
  }

  @Test("counts pages that could not be opened, and tells how far it is")
  func lost() async throws {
    let numbers = [try await desk.decided("one"), try await desk.decided("two")]
    let key = try #require(try await desk.file(numbers[0]).runs.first?.conclusion.files.first?.pages.first)
    await desk.blobs.delete(key)
    var told: [Int] = []
    let tally = try await ReportFolder(path).write(
      cases: numbers, from: desk.store, work: desk.store, pages: desk.blobs, now: .start, onCase: { told.append($0) })
    #expect(tally == ReportFolder.Tally(cases: 2, pages: 2, unopened: 1))
    #expect(told == [1, 2])
  }

  @Test("needs nothing from outside: every link leads into the report, and only pictures in the page are shown")
  func selfContained() async throws {
    let numbers = [try await desk.decided("one"), try await desk.decided("two")]
    _ = try await write(numbers)
    let inside = /#[a-z0-9-]+|\.\.\/index\.html|(cases\/)?K-2026-00000[12]\.html|verdicts\.csv|data:,/
    for name in ["index.html", "cases/K-2026-000001.html", "cases/K-2026-000002.html"] {
      let html = try text(name)
      for match in html.matches(of: /href="([^"]*)"/) {
        #expect(match.output.1.wholeMatch(of: inside) != nil, "\(name) links to \(match.output.1)")
      }
      let sources = html.matches(of: /src="([^"]*)"/).map(\.output.1)
      #expect(sources.count == (name == "index.html" ? 0 : 1))
      #expect(sources.allSatisfy { $0.hasPrefix("data:image/jpeg;base64,") })
      for word in ["http:", "https:", "//", "url(", "@import", " style=", " onclick="] {
        let outside = html.replacing(/data:image[^"]*/, with: "").replacing(/(?s)<script>.*<\/script>/, with: "")
        #expect(!outside.contains(word), "\(name) has \(word)")
      }
    }
    let picture = Data(Desk.picture).base64EncodedString()
    #expect(try text("cases/K-2026-000001.html").contains("src=\"data:image/jpeg;base64,\(picture)\""))
  }

  @Test("lets a page use its own style and script and nothing else")
  func policy() async throws {
    _ = try await write([try await desk.decided("one")])
    func hash(_ text: some StringProtocol) -> String {
      "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
    for (name, hasScript) in [("index.html", true), ("cases/K-2026-000001.html", false)] {
      let html = try text(name)
      let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).output.1
        .replacing("&#39;", with: "'")
      let style = try #require(html.firstMatch(of: /(?s)<style>(.*)<\/style>/)).output.1
      let script = html.firstMatch(of: /(?s)<script>(.*)<\/script>/)?.output.1
      #expect((script != nil) == hasScript)
      #expect(
        policy == "default-src 'none'; img-src data:; style-src '\(hash(style))'; "
          + "script-src \(script.map { "'\(hash($0))'" } ?? "'none'"); base-uri 'none'; form-action 'none'")
    }
  }
}
