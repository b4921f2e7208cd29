import Foundation
import Glibc
import Testing

/// Tries to get out of the sandbox, from inside. Every attempt has its counterpart: the same without a sandbox must
/// succeed, or it would prove nothing.
@Suite("From inside the sandbox", .serialized, .timeLimit(.minutes(5)))
struct EscapeTests {
  /// An attempt, and what the whole sandbox makes of it; then what Landlock alone makes of it, and seccomp alone.
  struct Attempt: CustomTestStringConvertible {
    let name: String
    let locked: Fate
    let landlock: Fate
    let seccomp: Fate

    init(_ name: String, _ locked: Fate, landlock: Fate = .done, seccomp: Fate? = nil) {
      self.name = name
      self.locked = locked
      self.landlock = landlock
      self.seccomp = seccomp ?? locked
    }

    var testDescription: String { name }
  }

  private static let noCall = Fate.refused(ENOSYS)
  private static let noFile = Fate.refused(EACCES)
  private static let killed = Fate.killed(SIGSYS)

  static let attempts = [
    // files
    Attempt("read file", noFile, landlock: noFile, seccomp: .done),
    Attempt("list folder", noFile, landlock: noFile, seccomp: .done),
    Attempt("make file", noCall, landlock: noFile),
    Attempt("append to file", noCall, landlock: noFile),
    Attempt("make nameless file", noCall, landlock: noFile),
    Attempt("truncate file", noCall, landlock: noFile),
    Attempt("remove file", noCall, landlock: noFile),
    Attempt("rename file", noCall, landlock: noFile),
    Attempt("make folder", noCall, landlock: noFile),
    Attempt("make link", noCall, landlock: noFile),
    Attempt("make socket file", noCall, landlock: noFile),
    Attempt("change mode", noCall),
    Attempt("make memory file", noCall),
    Attempt("control file", noFile, landlock: noFile, seccomp: .refused(ENOTTY)),
    // network
    Attempt("connect", killed, landlock: noFile),
    Attempt("send", killed),
    Attempt("listen", killed, landlock: noFile),
    Attempt("make local socket", noFile),
    Attempt("make socket pair", killed),
    // programs and processes
    Attempt("fork", killed),
    Attempt("clone", killed),
    Attempt("clone3", noCall),
    Attempt("exec", killed, landlock: noFile),
    Attempt("spawn", killed, landlock: noFile),
    Attempt("make session", killed),
    Attempt("signal parent", killed, landlock: .refused(EPERM)),
    Attempt("trace", killed),
    Attempt("read memory", killed),
    // memory and time
    Attempt("allocate", .refused(ENOMEM), landlock: .refused(ENOMEM)),
    Attempt("map code", noCall),
    Attempt("make data code", noCall),
    Attempt("raise limit", noCall, landlock: .refused(EPERM)),
    // other rights, other worlds
    Attempt("change user", killed),
    Attempt("become dumpable", noCall),
  ]

  /// The kernel asks politely first, then it kills.
  static let spins = [Attempt("spin", .killed(SIGXCPU)), Attempt("spin on", .killed(SIGKILL))]

  /// Called without sense, so that they do no harm where they are let in: the kernel alone would refuse them too, but
  /// only the sandbox kills.
  static let kernelCalls = [
    "new world", "join world", "change root", "mount", "load program", "make ring", "use keys", "watch faults",
    "watch events", "load module", "open by handle", "take descriptor",
  ]

  @Test("nothing is done that a document has no need of", arguments: attempts + spins, ProbeUser.here)
  func refusals(attempt: Attempt, user: ProbeUser) throws {
    let probe = try Probe(user)
    #expect(try probe.fate(of: attempt.name, in: ["free"]) == .done, "without a sandbox it should succeed")
    #expect(try probe.fate(of: attempt.name, in: ["locked"]) == attempt.locked)
  }

  @Test("each of the two layers alone keeps its part", arguments: attempts, ProbeUser.here)
  func layersAlone(attempt: Attempt, user: ProbeUser) throws {
    let probe = try Probe(user)
    #expect(
      try probe.fate(of: attempt.name, in: ["without", "seccomp", probe.program, "locked"]) == attempt.landlock,
      "Landlock alone")
    #expect(
      try probe.fate(of: attempt.name, in: ["without", "landlock", probe.program, "locked"]) == attempt.seccomp,
      "seccomp alone")
  }

  @Test("calls for the kernel's large machines kill", arguments: kernelCalls, ProbeUser.here)
  func largeMachines(name: String, user: ProbeUser) throws {
    let probe = try Probe(user)
    #expect(try probe.fate(of: name, in: ["free"]) == .done)
    #expect(try probe.fate(of: name, in: ["locked"]) == Self.killed)
  }

  @Test("threads can be made, and what was named can be read", arguments: ProbeUser.here)
  func allowances(user: ProbeUser) throws {
    let probe = try Probe(user)
    #expect(try probe.fate(of: "make thread", in: ["locked"]) == .done)
    #expect(try probe.fate(of: "read file", in: ["locked"], argument: probe.readable) == .done)
  }

  @Test("every attempt of the probe stands in a table above")
  func everyAttempt() throws {
    let probe = try Probe(.same)
    let names = try probe.run(["names"]).output.split(separator: "\n").map(String.init)
    #expect(Set(names) == Set((Self.attempts + Self.spins).map(\.name) + Self.kernelCalls + ["make thread"]))
  }

  @Test("every layer says that it holds, or that it does not", arguments: ProbeUser.here)
  func layers(user: ProbeUser) throws {
    let probe = try Probe(user)
    func holding(_ arguments: [String], _ mode: String = "layers") throws -> [String: Bool] {
      let lines = try probe.run(arguments + [mode]).output.split(separator: "\n")
      return Dictionary(
        uniqueKeysWithValues: lines.map { line in
          let parts = line.split(separator: " ")
          return (String(parts[0]), parts[1] == "holds")
        })
    }
    let all = ["limits": true, "noNewPrivileges": true, "notDumpable": true, "landlock": true, "seccomp": true]
    #expect(try holding([]) == all)
    for layer in ["landlock", "seccomp"] {
      let expected = all.merging([layer: false]) { $1 }
      #expect(try holding(["without", layer, probe.program]) == expected)
    }
    // Landlock binds the thread that asks for it, and those that it starts.
    #expect(try holding([], "threaded") == all.merging(["landlock": false]) { $1 })
  }

  @Test("only the three standard streams stay open", arguments: ProbeUser.here)
  func descriptors(user: ProbeUser) throws {
    let probe = try Probe(user)
    #expect(try probe.run(["descriptors"]).output.split(separator: "\n").sorted() == ["0", "1", "2"])
  }
}
