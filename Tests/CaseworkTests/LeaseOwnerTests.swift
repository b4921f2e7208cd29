import Casework
import Foundation
import Glibc
import Testing

struct LeaseOwnerTests {
  private let here = LeaseOwner.thisProcess

  @Test("an owner reads as it is written")
  func written() {
    #expect(LeaseOwner(here.description) == here)
    #expect(here.started != "unknown")
    #expect(LeaseOwner("") == nil)
    #expect(LeaseOwner("system process 1") == nil)
  }

  @Test("a process that runs is not seen dead")
  func alive() { #expect(!here.isSeenDead) }

  @Test("a process that ended is seen dead, also when another has its number")
  func ended() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["60"]
    try process.run()
    let owner = LeaseOwner(
      system: here.system, process: Int(process.processIdentifier), started: try started(process.processIdentifier))
    #expect(!owner.isSeenDead)
    let earlier = LeaseOwner(system: here.system, process: owner.process, started: "1")
    #expect(earlier.isSeenDead)
    #expect(kill(process.processIdentifier, SIGKILL) == 0)
    process.waitUntilExit()
    #expect(owner.isSeenDead)
  }

  @Test("of a process on another system nothing is seen")
  func elsewhere() {
    #expect(!LeaseOwner(system: "other", process: 999_999_999, started: "1").isSeenDead)
    #expect(LeaseOwner(system: here.system, process: 999_999_999, started: "1").isSeenDead)
  }

  private func started(_ process: Int32) throws -> String {
    let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return String(stat.split(separator: " ")[21])
  }
}
