import Foundation
import Inspection
import Paperwork
import Testing
import Workplace

@testable import CLI

@Suite("The look at the examining program")
struct MachineCheckupTests {
  /// A machine with all it needs.
  private var sound: InspectorAbout {
    InspectorAbout(
      libraries: [
        InspectorAbout.Library(name: "libvips", version: "8.14.1", licence: "LGPL-2.1-or-later"),
        InspectorAbout.Library(name: "onnxruntime", version: "1.23.2", licence: "MIT"),
      ],
      models: MachineCheckup.models.sorted { $0.key < $1.key }.map { name, sha256 in
        InspectorAbout.Model(name: name, sha256: sha256, bytes: 1)
      },
      languages: ["dan", "eng", "swe"].map { InspectorAbout.Language(code: $0, version: "4.0", bytes: 1) },
      sandbox: [
        InspectorAbout.SandboxLayer(layer: "limits", holds: true, detail: "2048 MiB"),
        InspectorAbout.SandboxLayer(layer: "landlock", holds: true, detail: "ABI 7"),
      ],
      selfTest: InspectorAbout.SelfTest(passed: true, detail: "a page was read", milliseconds: 700))
  }

  private func diagnoses(_ about: InspectorAbout, home: String? = nil, requireSandbox: Bool = false) throws
    -> [Diagnosis]
  {
    let settings = try Settings(
      Settings.Flags(requireSandbox: requireSandbox), environment: home.map { ["KYC_HOME": $0] } ?? [:],
      executable: "/opt/kyc/bin/kyc", cores: 2)
    return MachineCheckup(settings: settings, languages: ["dan": ["address"], "eng": ["address", "identity"]])
      .diagnoses(.success(about))
  }

  private func line(_ name: String, _ diagnoses: [Diagnosis]) throws -> Diagnosis {
    try #require(diagnoses.first { $0.name == name })
  }

  @Test("finds nothing wrong with a machine that has all, and names versions and licences")
  func nothingWrong() throws {
    let diagnoses = try diagnoses(sound)
    #expect(diagnoses.allSatisfy { $0.level == .ok })
    #expect(try line("libvips", diagnoses).text == "8.14.1  (LGPL-2.1-or-later)")
    #expect(
      try line("language eng", diagnoses).text == "4.0  (Apache-2.0); read by address, identity")
    #expect(try line("other languages", diagnoses).text == "swe: there, and no pipeline reads them")
    #expect(try line("landlock", diagnoses).area == .sandbox)
  }

  @Test("names the package of a language that a pipeline reads and the machine has not")
  func language() throws {
    var about = sound
    about.languages.removeAll { $0.code == "dan" }
    let line = try line("language dan", diagnoses(about))
    #expect(line.level == .fail)
    #expect(line.status == .missing)
    #expect(line.text == "is missing; read by address")
    #expect(line.remedy == "sudo apt-get install tesseract-ocr-dan")
  }

  @Test("names the set-up where a library or a model is missing, with the folder that is looked in")
  func engine() throws {
    var about = sound
    about.libraries[0].version = nil
    about.libraries[1].version = nil
    about.models[0].sha256 = nil
    let byDefault = try diagnoses(about)
    #expect(try line("libvips", byDefault).remedy == "scripts/setup")
    #expect(try line("onnxruntime", byDefault).remedy == "scripts/setup")
    #expect(try line("onnxruntime", byDefault).status == .missing)
    let elsewhere = try diagnoses(about, home: "/srv/my kyc")
    #expect(
      try line("onnxruntime", elsewhere).remedy
        == "KYC_HOME='/srv/my kyc' scripts/setup, or set KYC_HOME to the folder that has it")
    #expect(try line("PP-OCRv6_det_small.onnx", elsewhere).text == "is not in /srv/my kyc")
  }

  @Test("warns of a model that nothing was measured with")
  func otherModel() throws {
    var about = sound
    about.models[0].sha256 = String(repeating: "0", count: 64)
    #expect(try line(about.models[0].name, diagnoses(about)).level == .warn)
  }

  @Test("fails with a self-test that failed")
  func selfTest() throws {
    var about = sound
    about.selfTest = InspectorAbout.SelfTest(passed: false, detail: "nothing was read", milliseconds: 5)
    let line = try line("self-test", diagnoses(about))
    #expect(line.level == .fail)
    #expect(line.text == "nothing was read")
  }

  @Test(
    "warns of a layer of the sandbox that does not hold, and fails where it is required",
    arguments: [(false, Diagnosis.Level.warn, ExitStatus.decided), (true, .fail, .missing)])
  func sandbox(required: Bool, level: Diagnosis.Level, status: Workplace.ExitStatus) throws {
    var about = sound
    about.sandbox[1] = InspectorAbout.SandboxLayer(layer: "landlock", holds: false, detail: "not in this kernel")
    let line = try line("landlock", diagnoses(about, requireSandbox: required))
    #expect(line.level == level)
    #expect(line.status == status)
    #expect(line.text == "does not hold: not in this kernel")
  }

  @Test("says of a program that does not answer what it is")
  func noAnswer() throws {
    let settings = try Settings(Settings.Flags(), environment: [:], executable: "/opt/kyc/bin/kyc", cores: 2)
    let failure = CommandFailure(.missing, "kyc-inspector is missing at x")
    let diagnoses = MachineCheckup(settings: settings, languages: [:]).diagnoses(.failure(failure))
    #expect(diagnoses.map(\.text) == ["kyc-inspector is missing at x"])
    #expect(diagnoses.map(\.status) == [.missing])
  }

  @Test("knows the models that the set-up installs")
  func pinned() throws {
    var root = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: root.appendingPathComponent("scripts/setup").path) {
      root.deleteLastPathComponent()
    }
    let setup = try String(contentsOf: root.appendingPathComponent("scripts/setup"), encoding: .utf8)
    for (name, sha256) in MachineCheckup.models { #expect(setup.contains("\"\(name) \(sha256)\"")) }
    #expect(setup.components(separatedBy: ".onnx ").count - 1 == MachineCheckup.models.count)
  }
}
