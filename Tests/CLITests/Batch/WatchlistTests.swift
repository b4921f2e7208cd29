import Foundation
import Glibc
import Model
import Testing

@testable import CLI

@Suite("The list of a watched folder")
struct WatchlistTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let start = Duration.zero

  /// A submission whose file has that size and was written on so many seconds ago.
  private func submission(
    _ account: String, size: Int = 10, age: Int = 0, name: String? = nil, listedAt: Int = 0
  ) -> UploadFolder.Submission {
    var status = stat()
    status.st_size = size
    status.st_mtim.tv_sec = 1_800_000_000 - age
    var book = stat()
    book.st_size = listedAt
    book.st_mtim.tv_sec = 1_800_000_000 - age
    return UploadFolder.Submission(
      account: Account(id: account, name: name.map { Account.Name(given: Private($0), family: nil) }),
      pipeline: "identity", folders: [Array(account.utf8), Array("identity".utf8)], files: [Array("a.jpg".utf8)],
      marks: [FileMark(status)], accountMark: FileMark(book))
  }

  private func folder(_ submissions: UploadFolder.Submission..., problems: [UploadFolder.Problem] = []) -> UploadFolder
  {
    var folder = UploadFolder()
    folder.items = submissions.map { .submission($0) } + problems.map { .problem($0) }
    return folder
  }

  private func problem(_ code: UploadFolder.Problem.Code, _ message: String = "m") -> UploadFolder.Problem {
    UploadFolder.Problem(code: code, account: "A", pipeline: "identity", message: message)
  }

  private func list(_ looks: UploadFolder...) -> Watchlist {
    var list = Watchlist(every: .seconds(5))
    for look in looks { _ = list.look(look, at: now) }
    return list
  }

  // Expectations may not change what they look at.
  private func given(_ list: inout Watchlist, at time: Duration) -> UploadFolder.Submission? { list.next(at: time) }

  private func next(_ list: inout Watchlist, at time: Duration) throws -> UploadFolder.Submission {
    let given = list.next(at: time)
    return try #require(given)
  }

  private func look(_ list: inout Watchlist, _ folder: UploadFolder) -> Watchlist.News { list.look(folder, at: now) }

  private func settle(_ list: inout Watchlist, _ submission: UploadFolder.Submission) -> UploadFolder.Problem? {
    list.settle(submission)
  }

  private func fail(
    _ list: inout Watchlist, _ submission: UploadFolder.Submission, _ problem: UploadFolder.Problem, at time: Duration
  ) -> UploadFolder.Problem? { list.fail(submission, problem, at: time) }

  @Test("gives a submission when it stood still between two looks")
  func still() {
    var list = list(folder(submission("A")))
    #expect(given(&list, at: start) == nil)
    _ = list.look(folder(submission("A")), at: now)
    #expect(given(&list, at: start)?.account.id == "A")
    #expect(given(&list, at: start) == nil, "it is at work")
  }

  @Test("gives none that still grows, nor one whose accounts file does")
  func growing() {
    var growing = list(folder(submission("A")), folder(submission("A", size: 11)))
    #expect(given(&growing, at: start) == nil)
    #expect(growing.left == 1)
    var listing = list(folder(submission("A")), folder(submission("A", listedAt: 1)))
    #expect(given(&listing, at: start) == nil)
  }

  @Test("gives what nobody has written on for a minute at the first look")
  func old() {
    var list = list(folder(submission("A", age: 61), submission("B", age: 59)))
    #expect(given(&list, at: start)?.account.id == "A")
    #expect(given(&list, at: start) == nil)
  }

  @Test("gives what has its verdict no second time, unless a file or the account changes")
  func settled() throws {
    let first = submission("A", age: 61)
    var list = list(folder(first))
    let taken = try next(&list, at: start)
    #expect(settle(&list, taken) == nil)
    #expect(list.left == 0)
    _ = list.look(folder(submission("A", age: 61, listedAt: 7)), at: now)
    #expect(given(&list, at: start) == nil, "another line of the accounts file changed")
    _ = list.look(folder(submission("A", age: 61, name: "Bo", listedAt: 7)), at: now)
    #expect(given(&list, at: start)?.account.name?.given == Private("Bo"))
  }

  @Test("tries again what failed, with pauses that grow up to ten minutes")
  func pauses() {
    let list = Watchlist(every: .seconds(5))
    #expect((1...4).map(list.pause(afterFailures:)) == [.seconds(60), .seconds(240), .seconds(600), .seconds(600)])
    #expect(
      (1...5).map(list.pause(afterStops:)) == [.seconds(10), .seconds(40), .seconds(160), .seconds(600), .seconds(600)])
    #expect(list.pause(afterStops: 1_000_000) == .seconds(600))
  }

  @Test("gives what failed after its pause, and at once when its files changed")
  func failure() throws {
    let first = submission("A", age: 61)
    var list = list(folder(first))
    let taken = try next(&list, at: start)
    #expect(fail(&list, taken, problem(.system, "one"), at: .seconds(1)) == nil)
    #expect(list.left == 0)
    _ = list.look(folder(first), at: now)
    #expect(given(&list, at: .seconds(60)) == nil)
    let again = try next(&list, at: .seconds(61))
    #expect(fail(&list, again, problem(.system, "two"), at: .seconds(61))?.message == "one")
    _ = list.look(folder(first), at: now)
    #expect(given(&list, at: .seconds(300)) == nil, "the second pause is longer")
    _ = list.look(folder(submission("A", size: 11, age: 61)), at: now)
    let changed = try next(&list, at: .seconds(62))
    #expect(settle(&list, changed)?.message == "two")
  }

  @Test("takes what was put back as it was before")
  func putBack() throws {
    let first = submission("A", age: 61)
    var list = list(folder(first))
    list.putBack(try next(&list, at: start))
    _ = list.look(folder(first), at: now)
    #expect(given(&list, at: start) != nil)
  }

  @Test("says what is wrong once it has been wrong for two looks, once, and when it is mended")
  func problems() {
    let wrong = problem(.accountMissing)
    var list = Watchlist(every: .seconds(5))
    #expect(look(&list, folder(problems: [wrong])) == Watchlist.News())
    #expect(look(&list, folder(problems: [wrong])).problems == [wrong])
    #expect(look(&list, folder(problems: [wrong])) == Watchlist.News())
    #expect(look(&list, folder()).mended == [wrong])
    #expect(look(&list, folder()) == Watchlist.News())
  }

  @Test("says nothing of a folder that waits for its files")
  func emptyFolder() {
    var list = list(folder(problems: [problem(.folderEmpty)]))
    #expect(look(&list, folder(problems: [problem(.folderEmpty)])) == Watchlist.News())
  }

  @Test("says of a failed submission that was taken away that it is mended")
  func takenAway() throws {
    var list = list(folder(submission("A", age: 61)))
    _ = list.fail(try next(&list, at: start), problem(.system), at: start)
    #expect(look(&list, folder()).mended == [problem(.system)])
  }

  @Test("says a note once")
  func notes() {
    var noted = folder()
    noted.notes = ["x is hidden"]
    var list = list(noted)
    #expect(look(&list, noted).notes == ["x is hidden"])
    #expect(look(&list, noted).notes.isEmpty)
  }
}
