import Foundation
import Glibc
import Paperwork
import TestKit
import Testing

@testable import CLI

@Suite("The console")
struct ConsoleTests {
  /// A terminal of so many columns, both ends.
  private struct Terminal {
    let ours: Int32
    let theirs: Int32

    init(columns: UInt16) throws {
      ours = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var number: CInt = 0
      var lock: CInt = 0
      // TIOCGPTN and TIOCSPTLCK of ioctl_tty(2), which Swift does not see.
      #expect(ioctl(ours, 0x8004_5430, &number) == 0 && ioctl(ours, 0x4004_5431, &lock) == 0)
      theirs = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
      var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
      #expect(ioctl(theirs, UInt(TIOCSWINSZ), &size) == 0)
    }

    /// All that has been written to it.
    func shown() -> String {
      var all: [UInt8] = []
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      var waiting = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
      // What is written to one end reaches the other in pieces, and a little later.
      while poll(&waiting, 1, 500) > 0 {
        let count = read(ours, &bytes, bytes.count)
        guard count > 0 else { break }
        all += bytes.prefix(count)
      }
      return String(decoding: all, as: UTF8.self)
    }

    func end() {
      close(ours)
      close(theirs)
    }
  }

  private let clear = "\r\u{1B}[K"

  @Test("takes the progress line away before anything else is written, and puts it back after")
  func cleared() throws {
    let terminal = try Terminal(columns: 80)
    defer { terminal.end() }
    let console = Console(quiet: false, colour: false, data: terminal.theirs, talk: terminal.theirs)
    console.progress { _ in "1/2 done" }
    console.data("verdict")
    console.complain("trouble")
    console.progress { _ in "1/2 done" }
    console.endProgress()
    #expect(
      terminal.shown()
        == "\(clear)1/2 done" + "\(clear)verdict\r\n1/2 done" + "\(clear)trouble\r\n1/2 done" + clear)
  }

  @Test("keeps the progress line within one line of the terminal")
  func narrow() throws {
    let terminal = try Terminal(columns: 20)
    defer { terminal.end() }
    let console = Console(quiet: false, colour: false, data: terminal.theirs, talk: terminal.theirs)
    console.progress { width in String(repeating: "x", count: width + 5) }
    #expect(terminal.shown() == clear + String(repeating: "x", count: 19))
  }

  @Test("shows no progress line where there is no terminal, nor when quiet")
  func piped() throws {
    let talk = try Talk()
    talk.console.progress { _ in "1/2 done" }
    #expect(try talk.text().isEmpty)
    let terminal = try Terminal(columns: 80)
    defer { terminal.end() }
    #expect(!Console(quiet: true, colour: false, data: terminal.theirs, talk: terminal.theirs).showsProgress)
  }

  @Test("says once that nobody reads the data any more, and takes it for no failure")
  func readerGone() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let folder = try TemporaryFolder()
    let talk = open(folder.path + "/talk", O_WRONLY | O_CREAT, 0o600)
    defer { close(talk) }
    let console = Console(quiet: false, colour: false, data: ends[1], talk: talk)
    console.sayOnceReaderIsGone("gone")
    for _ in 1...3 {
      console.data("verdict")
      console.sayOnceReaderIsGone("gone")
    }
    #expect(try String(contentsOfFile: folder.path + "/talk", encoding: .utf8) == "gone\n")
    #expect(console.dataFailure == nil)
  }
}
