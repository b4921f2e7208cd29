import Foundation
import Testing

/// `docs/threat-model.md` against the tests that there are.
struct ThreatModelTests {
  @Test("every test that the threat model names is there")
  func names() throws {
    let text = try String(contentsOf: URL(fileURLWithPath: Repository.path("docs/threat-model.md")), encoding: .utf8)
    let names = text.matches(of: /"([^"]+)"/).map { String($0.1) }
    #expect(names.count > 30)
    let files = try ["Tests", "Sources/TestKit"].flatMap { folder in
      let base = URL(fileURLWithPath: Repository.path(folder))
      return try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".swift") }
        .map { try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8) }
    }
    for name in names { #expect(files.contains { $0.contains("\"\(name)\"") }, "\(name)") }
  }
}
