import Foundation
import Glibc
import Testing

/// Upload folders that somebody filled to hurt: nothing in them is followed, nothing hangs, and everything gets a line.
struct HostileFoldersTests {
  private let folder: TemporaryFolder
  private let uploads: String

  init() throws {
    folder = try TemporaryFolder()
    uploads = folder.path("uploads")
    try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: false)
  }

  /// The folder of a submission for account `B-1`, which is listed.
  private func submission(_ pipeline: String = "identity", account: String = "B-1") throws -> String {
    let path = "\(uploads)/\(account)/\(pipeline)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let list = try FileHandle(forUpdating: listing())
    try list.seekToEnd()
    try list.write(contentsOf: Data("{\"id\": \"\(account)\"}\n".utf8))
    return path
  }

  private func listing() throws -> URL {
    let url = URL(fileURLWithPath: uploads + "/accounts.jsonl")
    if !FileManager.default.fileExists(atPath: url.path) { try Data().write(to: url) }
    return url
  }

  /// By any bytes, which a path of Foundation's need not be able to say.
  private func write(_ text: String, to name: [UInt8], in directory: String) {
    let path = (Array(directory.utf8) + [0x2F] + name + [0]).map { CChar(bitPattern: $0) }
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    #expect(file >= 0)
    #expect(Glibc.write(file, text, text.utf8.count) == text.utf8.count)
    close(file)
  }

  private func run(_ more: [String] = []) throws -> (result: Program.Result, lines: [Line]) {
    let result = try Program.run(
      ["run", uploads, "--data", folder.path("data"), "--date", "2026-11-22", "--json"] + more)
    let lines = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    return (result, lines)
  }

  private struct Line: Decodable {
    struct Trouble: Decodable {
      let code: String
      let message: String
    }

    struct Reason: Decodable {
      let code: String
    }

    let account: String?
    let verdict: String?
    let reasons: [Reason]?
    let error: Trouble?
  }

  private static let oddNames: [[UInt8]] = [
    Array("a\nb.jpg".utf8), Array("a\rb.jpg".utf8), Array("\u{1B}[2J\u{7}.jpg".utf8), Array("\u{202E}gpj.exe".utf8),
    Array("-rf.jpg".utf8), Array("--help".utf8), Array("=cmd|' -C calc'!A0.csv".utf8), Array("a\\..\\b.jpg".utf8),
    Array("%2e%2e%2f.jpg".utf8), Array("..jpg".utf8), Array("...".utf8), Array("a;$(touch x)`id`.jpg".utf8),
    Array("con.jpg".utf8), Array(" ".utf8), Array(String(repeating: "x", count: 255).utf8),
    Array(String(repeating: "ø", count: 127).utf8), Array("'\"<script>alert(1)<!--.jpg".utf8),
  ]

  @Test("names of any kind are decided like others, and are never printed as they are", arguments: 0..<oddNames.count)
  func names(row: Int) throws {
    write("nothing that is a document", to: Self.oddNames[row], in: try submission())
    let (result, lines) = try run()
    let name = String(decoding: Self.oddNames[row], as: UTF8.self)
    // A name that begins with a dot is hidden, and left out with a note.
    if name.hasPrefix(".") {
      #expect(lines.isEmpty || lines.allSatisfy { $0.error != nil })
    } else {
      #expect(result.exit == 0, "\(result.errors)")
      #expect(lines.map { $0.reasons?.map(\.code) } == [["file.unsupported_format"]])
    }
    for output in [result.output, result.errors] {
      #expect(output.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
      #expect(!output.unicodeScalars.contains("\u{202E}"))
    }
    let there = Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
    #expect(there.isSubset(of: ["uploads", "data"]))
  }

  @Test("a name that is not UTF-8 gets a line")
  func notUTF8() throws {
    write("nothing", to: [0x61, 0xFF, 0xFE, 0x2E, 0x6A, 0x70, 0x67], in: try submission())
    let (result, lines) = try run()
    #expect(result.exit == 1)
    #expect(lines.map { $0.error?.code } == ["file.unreadable"])
  }

  @Test("links out of the folder are refused wherever they stand, and what they point at is not read")
  func links() throws {
    let secret = folder.path("secret")
    try FileManager.default.createDirectory(atPath: secret + "/identity", withIntermediateDirectories: true)
    try Data("%PDF-1.7".utf8).write(to: URL(fileURLWithPath: secret + "/identity/a.pdf"))
    let place = try submission()
    for target in [secret + "/identity/a.pdf", "../../../secret/identity/a.pdf", "/etc/passwd", "nowhere", "loop"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(place)/\(target == "loop" ? "loop" : String(target.hashValue))", withDestinationPath: target)
    }
    _ = try submission("address", account: "B-2")
    try FileManager.default.removeItem(atPath: uploads + "/B-2/address")
    try FileManager.default.createSymbolicLink(
      atPath: uploads + "/B-2/address", withDestinationPath: secret + "/identity")
    try FileManager.default.createSymbolicLink(atPath: uploads + "/B-3", withDestinationPath: secret)
    let (result, lines) = try run()
    #expect(result.exit == 1)
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { $0.error?.code == "entry.refused" && $0.verdict == nil }, "\(result.output)")
  }

  @Test("pipes, sockets and devices are refused without waiting for anybody")
  func pipes() throws {
    let place = try submission()
    #expect(mkfifo(place + "/pipe.jpg", 0o600) == 0)
    #expect(mkfifo(uploads + "/pipe.pdf", 0o600) == 0)
    let listener = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // Paths of sockets are short: it is made where it is, by a name below the folder that is there for it.
    let short = "/tmp/kyc-\(UUID().uuidString.prefix(8))"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(short.utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    #expect(rename(short, place + "/socket.jpg") == 0)
    var count = 3
    if getuid() == 0, mknod(place + "/device.jpg", S_IFCHR | 0o600, 0x105) == 0 { count = 4 }
    let (result, lines) = try run()
    #expect(result.exit == 1)
    #expect(lines.map { $0.error?.code } == Array(repeating: "entry.refused", count: count), "\(result.output)")
  }

  @Test("an accounts file that is a pipe is not waited for")
  func accountsPipe() throws {
    _ = try submission()
    let place = uploads + "/B-1/identity"
    write("nothing", to: Array("a.jpg".utf8), in: place)
    try FileManager.default.removeItem(atPath: uploads + "/accounts.jsonl")
    #expect(mkfifo(uploads + "/accounts.jsonl", 0o600) == 0)
    let (result, lines) = try run()
    #expect(result.exit == 1)
    let codes = lines.compactMap(\.error).map(\.code)
    #expect(codes.contains("accounts.unreadable"), "\(result.output)")
    #expect(lines.allSatisfy { $0.verdict == nil })
  }

  @Test("a file of terabytes that takes no room gets a line at once")
  func sparse() throws {
    let place = try submission()
    write("%PDF-1.7", to: Array("huge.pdf".utf8), in: place)
    #expect(truncate(place + "/huge.pdf", 1 << 42) == 0)
    let (result, lines) = try run()
    #expect(result.exit == 1)
    #expect(lines.map { $0.error?.code } == ["file.unreadable"], "\(result.output)")
  }

  @Test("folders in folders and files where none belong get a line each")
  func nests() throws {
    let place = try submission()
    let deep = place + String(repeating: "/d", count: 200)
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    write("nothing", to: Array("a.jpg".utf8), in: uploads)
    write("nothing", to: Array("b.jpg".utf8), in: uploads + "/B-1")
    let (result, lines) = try run()
    #expect(result.exit == 1)
    #expect(lines.map { $0.error?.code } == Array(repeating: "entry.refused", count: 3), "\(result.output)")
  }
}
