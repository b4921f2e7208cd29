import FoundationEssentials
import Glibc

/// The process that holds a lease, so told apart that nobody is taken for another.
package struct LeaseOwner: Sendable, Hashable {
  /// The running system and its process namespace, without spaces: only within it does a process id mean the same
  /// process.
  package var system: String
  package var process: Int
  /// When the process started, in the system's own count; tells it from a later one of the same id.
  package var started: String

  package init(system: String, process: Int, started: String) {
    self.system = system
    self.process = process
    self.started = started
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, let process = Int(parts[1]) else { return nil }
    self.init(system: String(parts[0]), process: process, started: String(parts[2]))
  }
}

extension LeaseOwner: CustomStringConvertible {
  package var description: String { "\(system) \(process) \(started)" }
}

extension LeaseOwner {
  /// The process that runs this.
  package static let thisProcess = LeaseOwner(
    system: thisSystem, process: Int(getpid()), started: LeaseOwner.start(of: Int(getpid())) ?? "unknown")

  /// True only when it ran on this very system and is seen to have ended; false when that cannot be told.
  package var isSeenDead: Bool {
    guard system == LeaseOwner.thisSystem, let process = pid_t(exactly: self.process), process > 0 else { return false }
    if kill(process, 0) == -1, errno == ESRCH { return true }
    guard let start = LeaseOwner.start(of: self.process) else { return false }
    return start != started
  }

  private static let thisSystem: String = {
    let boot = text(of: "/proc/sys/kernel/random/boot_id")?.filter { !$0.isWhitespace } ?? "unknown"
    let namespace = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    return boot + "/" + (namespace ?? "unknown").filter { !$0.isWhitespace }
  }()

  /// Field 22 of `/proc/PID/stat` (proc(5)); fields are counted after the program's name, which may hold anything.
  private static func start(of process: Int) -> String? {
    guard let stat = text(of: "/proc/\(process)/stat"), let nameEnd = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: nameEnd)...].split(separator: " ")
    // A process that only waits to be reaped works no more.
    guard fields.count >= 20, fields[0] != "Z", fields[0] != "X" else { return nil }
    return String(fields[19])
  }

  private static func text(of path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
