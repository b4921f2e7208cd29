import Foundation
import Glibc
import Inspection
import Model
import Sandbox
import Testing

@Suite("The sandbox of the real kyc-inspector", .serialized, .timeLimit(.minutes(10)))
struct SandboxedInspectorTests {
  @Test("stands around every one of its threads while it examines")
  func seenFromOutside() throws {
    let child = try RunningInspector(examining: "A-1005/address/kontoudtog.jpg")
    let process = child.process.processIdentifier
    let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
    #expect(!threads.isEmpty)
    for thread in threads {
      let status = try status(of: try #require(Int32(thread)))
      #expect(status["NoNewPrivs"] == "1")
      #expect(status["Seccomp"] == "2")
      for set in ["CapEff", "CapPrm", "CapInh", "CapAmb"] { #expect(status[set] == "0000000000000000", "\(set)") }
    }
    let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8).split(separator: "\n")
    func limit(_ name: String) -> [Substring] {
      limits.first { $0.hasPrefix(name) }.map { Array($0.dropFirst(name.count).split(separator: " ").prefix(2)) } ?? []
    }
    #expect(limit("Max address space") == ["2147483648", "2147483648"])
    #expect(limit("Max cpu time") == ["120", "121"])
    #expect(limit("Max file size") == ["0", "0"])
    #expect(limit("Max core file size") == ["0", "0"])
  }

  /// A process that is not dumpable shows its descriptors to root alone.
  @Test("leaves it three descriptors", .enabled(if: geteuid() == 0))
  func descriptors() throws {
    let child = try RunningInspector(examining: "A-1005/address/kontoudtog.jpg")
    let folder = "/proc/\(child.process.processIdentifier)/fd"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    // It may be in the middle of reading a model; tesseract keeps what it would say.
    let others = try names.filter { !["0", "1", "2"].contains($0) }.map {
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
    }
    #expect(Set(names).isSuperset(of: ["0", "1", "2"]))
    #expect(
      others.allSatisfy { $0 == "/dev/null" || $0.hasPrefix(engineHome) || $0.hasPrefix("/usr/share/tesseract-ocr") },
      "\(others)")
  }

  @Test("says that all layers hold, and that a page can be read inside them")
  func about() async throws {
    let about = try await ChildInspector(program: try realInspector(), home: engineHome).about()
    #expect(
      about.sandbox.map(\.layer) == ["limits", "noNewPrivileges", "notDumpable", "landlock", "seccomp"])
    for layer in about.sandbox { #expect(layer.holds, "\(layer.layer): \(layer.detail)") }
    #expect(about.selfTest.passed, "\(about.selfTest.detail)")
    #expect(
      about.libraries.map(\.name)
        == ["libvips", "poppler", "cairo", "tesseract", "leptonica", "onnxruntime", "libseccomp"])
    for library in about.libraries {
      let version = try #require(library.version, "\(library.name)")
      #expect(version.wholeMatch(of: /\d+(\.\d+)+/) != nil, "\(library.name) \(version)")
    }
    #expect(about.models.map(\.name) == ["PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"])
    let setup = try String(contentsOf: repository.appendingPathComponent("scripts/setup"), encoding: .utf8)
    for model in about.models {
      let sum = try #require(model.sha256)
      #expect(setup.contains("\(model.name) \(sum)"))
      let attributes = try FileManager.default.attributesOfItem(atPath: engineHome + "/" + model.name)
      #expect(model.bytes == attributes[.size] as? Int)
    }
    #expect(Set(about.languages.map(\.code)).isSuperset(of: ["dan", "deu", "eng", "nor", "swe"]))
    #expect(about.languages.map(\.code) == about.languages.map(\.code).sorted())
    #expect(about.languages.allSatisfy { $0.bytes > 100_000 && $0.version != nil })
  }

  @Test("says what is missing instead of failing")
  func aboutWithoutEngine() async throws {
    let about = try await ChildInspector(program: try realInspector(), home: "/nowhere").about()
    #expect(!about.selfTest.passed)
    #expect(about.selfTest.detail.contains("/nowhere/libonnxruntime.so"))
    #expect(about.libraries.filter { $0.version == nil }.map(\.name) == ["onnxruntime"])
    #expect(about.models.allSatisfy { $0.sha256 == nil && $0.bytes == nil })
    let holding = about.sandbox.allSatisfy(\.holds)
    #expect(holding)
  }

  /// The real child, as on a kernel without a layer.
  private func inspector(without layer: String, requireSandbox: Bool) throws -> (ScriptedChild, ChildInspector) {
    let probe = try #require(built("SandboxProbe"), "SandboxProbe does not stand beside the tests")
    let child = try ScriptedChild("exec '\(probe)' without \(layer) '\(try realInspector())' \"$@\"")
    return (child, ChildInspector(program: child.program, home: engineHome, requireSandbox: requireSandbox))
  }

  @Test("is said to have a gap on a kernel without a layer", arguments: ["landlock", "seccomp"])
  func gaps(layer: String) async throws {
    let (child, inspector) = try inspector(without: layer, requireSandbox: false)
    let about = try await inspector.about()
    #expect(about.sandbox.filter { !$0.holds }.map(\.layer) == [layer])
    #expect(about.selfTest.passed, "\(about.selfTest.detail)")
    #expect(child.starts.count == 1)
  }

  @Test("is insisted on only where that was asked for", arguments: ["landlock", "seccomp"])
  func insistence(layer: String) async throws {
    let bytes = try fixture("A-1001/address/bill.pdf")
    let (tolerant, lenient) = try inspector(without: layer, requireSandbox: false)
    guard case .document = try await lenient.inspect(bytes, order()).inspected else {
      Issue.record("not examined")
      return
    }
    #expect(tolerant.starts.count == 1)
    let (strict, insisting) = try inspector(without: layer, requireSandbox: true)
    let thrown = await #expect(throws: InspectorFailure.self) { try await insisting.inspect(bytes, order()) }
    guard case .missing(let sentence) = try #require(thrown) else {
      Issue.record("nothing missing")
      return
    }
    #expect(sentence.hasPrefix("the sandbox's layer '\(layer)' does not hold on this machine"))
    #expect(strict.starts.count == 1)
  }

  @Test("is enough for what was insisted on where all layers hold")
  func insistenceMet() async throws {
    let inspector = ChildInspector(program: try realInspector(), home: engineHome, requireSandbox: true)
    let report = try await inspector.inspect(try fixture("A-1001/address/bill.pdf"), order())
    guard case .document = report.inspected else {
      Issue.record("not examined: \(report.inspected)")
      return
    }
  }

  /// One of each kind: a photo, a drawn PDF, a PNG, and fonts that the file does not carry.
  private static let kinds = [
    "A-1001/payment/back.jpg", "A-1001/address/bill.pdf", "A-1003/address/rechnung.pdf", "A-1002/payment/front.jpg",
  ]

  @Test("changes no fact about an honest document", arguments: kinds)
  func sameFacts(file: String) async throws {
    let (child, unconfined) = try inspector(without: "landlock,seccomp", requireSandbox: false)
    let confined = ChildInspector(program: try realInspector(), home: engineHome, requireSandbox: true)
    let bytes = try fixture(file)
    let expected = try await unconfined.inspect(bytes, order())
    let report = try await confined.inspect(bytes, order())
    #expect(report.inspected == expected.inspected)
    #expect(report.pictures == expected.pictures)
    #expect(child.starts.count == 1)
  }

  @Test("lets a page be drawn with fonts that it does not carry")
  func foreignFonts() async throws {
    let inspector = ChildInspector(program: try realInspector(), home: engineHome, requireSandbox: true)
    let report = try await inspector.inspect(TestPage.pdf, order())
    guard case .document(let document) = report.inspected else {
      Issue.record("not examined: \(report.inspected)")
      return
    }
    #expect(document.pages.flatMap(\.lines).flatMap(\.words).map(\.text.value) == TestPage.words)
  }
}
