import Foundation
import Glibc
import Testing

/// Whom the probe runs as.
enum ProbeUser: String, CaseIterable, CustomTestStringConvertible {
  /// Whoever runs the tests.
  case same
  /// An ordinary user, where root runs the tests.
  case nobody

  static var here: [ProbeUser] { geteuid() == 0 ? allCases : [.same] }
  var testDescription: String { rawValue }
}

/// What becomes of an attempt to get out of the sandbox.
enum Fate: Equatable {
  case refused(Int32)
  case killed(Int32)
  case done
}

/// The program `SandboxProbe`, run as one user, with files and a listener for it to aim at.
final class Probe {
  let program: String
  /// A file that it is told it may read.
  let readable: String
  private let folder: String
  private let user: ProbeUser
  private let listener: Int32
  private let port: Int

  init(_ user: ProbeUser) throws {
    let original = try #require(built("SandboxProbe"), "SandboxProbe does not stand beside the tests: run swift build")
    folder = FileManager.default.temporaryDirectory.path + "/kyc-probe-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Where an ordinary user can reach it, wherever the package lies.
    program = folder + "/probe"
    try FileManager.default.copyItem(atPath: original, toPath: program)
    readable = folder + "/readable"
    try Data("x".utf8).write(to: URL(fileURLWithPath: readable))
    chmod(folder, 0o777)
    self.user = user

    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    try #require(isListening, "no listener on the loopback")
  }

  deinit {
    close(listener)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Makes one attempt in a way (`free`, `locked`), and says what became of it.
  func fate(of attempt: String, in way: [String], argument: String? = nil) throws -> Fate {
    let target = try argument ?? self.target(of: attempt)
    let result = try run(way + [readable, attempt, target])
    if let signal = result.signal { return .killed(signal) }
    let text = result.output.split(separator: "\n").first.map(String.init) ?? ""
    if text == "done" { return .done }
    let error = try #require((1..<200).first { String(cString: strerror($0)) == text }, "said '\(text)'")
    return .refused(error)
  }

  /// What the probe prints, and the signal that ended it, if one did.
  func run(_ arguments: [String]) throws -> (output: String, signal: Int32?) {
    let asUser = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
    let words = (user == .nobody ? asUser : []) + [program] + arguments
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var files = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&files, ends[1], 1)
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
    // The thread of a test may have signals blocked that shall end the probe.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var strings = words.map { strdup($0) } + [nil]
    defer { strings.forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, words[0], &files, &attributes, &strings, [nil])
    close(ends[1])
    try #require(failure == 0, "\(words[0]) cannot be started")
    let output = try FileHandle(fileDescriptor: ends[0]).readToEnd() ?? Data()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return (String(decoding: output, as: UTF8.self), signal == 0 ? nil : signal)
  }

  /// What an attempt is aimed at, made anew.
  private func target(of attempt: String) throws -> String {
    let file = folder + "/target"
    try? FileManager.default.removeItem(atPath: file)
    try? FileManager.default.removeItem(atPath: file + ".moved")
    switch attempt {
    case "read file", "control file": return "/etc/passwd"
    case "list folder": return "/"
    case "make nameless file": return folder
    case "append to file", "truncate file", "remove file", "rename file", "change mode":
      try Data("x".utf8).write(to: URL(fileURLWithPath: file))
      chmod(file, 0o666)
      if user == .nobody { chown(file, 65534, 65534) }
      return file
    case "connect", "send": return String(port)
    // More than the probe's 256 MiB.
    case "allocate": return "300"
    // More than the probe's second, and than the second that follows the first signal.
    case "spin": return "1.5"
    case "spin on": return "2.5"
    default: return file
    }
  }
}
