internal import Inspection
internal import Paperwork
internal import Workplace

/// The program that examines documents: what it is made of, whether it works here, and what holds it in.
struct MachineCheckup {
  /// What the set-up installs, by file, as lower-case SHA-256: with these the thresholds were measured.
  static let models = [
    "PP-OCRv6_det_small.onnx": "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    "PP-OCRv6_rec_small.onnx": "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
  ]
  private static let modelLicence = "Apache-2.0"
  private static let setup = "scripts/setup"

  let settings: Settings
  /// The pipelines that read each language, by its code.
  let languages: [String: [String]]

  /// `about` is the program's own answer, or why there is none.
  func diagnoses(_ about: Result<InspectorAbout, CommandFailure>) -> [Diagnosis] {
    switch about {
    case .failure(let failure): return [.fail(.programs, "kyc-inspector", failure)]
    case .success(let about):
      let program = Diagnosis.ok(.programs, "kyc-inspector", Shown.text(settings.inspector))
      return [program] + about.libraries.map(library) + about.models.map(model) + languages(about)
        + [selfTest(about.selfTest)] + about.sandbox.map(layer)
    }
  }

  private func library(_ library: InspectorAbout.Library) -> Diagnosis {
    guard let version = library.version else {
      return .fail(
        .programs, library.name, "cannot be loaded", remedy: remedy(for: library), .missing,
        facts: ["version": .null, "licence": .text(library.licence)])
    }
    return .ok(
      .programs, library.name, "\(version)  (\(library.licence))",
      facts: ["version": .text(version), "licence": .text(library.licence)])
  }

  /// ONNX Runtime comes with the set-up into a folder of ours; it is also missing where that folder is another one.
  private func remedy(for library: InspectorAbout.Library) -> String {
    library.name == "onnxruntime" ? engineRemedy : MachineCheckup.setup
  }

  private var engineRemedy: String {
    guard settings.entries.contains(where: { $0.name == "home" && $0.origin != .byDefault }) else {
      return MachineCheckup.setup
    }
    let home = Shown.argument(Shown.text(settings.home))
    return "KYC_HOME=\(home) \(MachineCheckup.setup), or set KYC_HOME to the folder that has it"
  }

  private func model(_ model: InspectorAbout.Model) -> Diagnosis {
    let licence = JSONText.text(MachineCheckup.modelLicence)
    guard let sha256 = model.sha256 else {
      return .fail(
        .programs, model.name, "is not in \(Shown.text(settings.home))", remedy: engineRemedy, .missing,
        facts: ["sha256": .null, "licence": licence])
    }
    let facts: KeyValuePairs<String, JSONText> = ["sha256": .text(sha256), "licence": licence]
    guard MachineCheckup.models[model.name] == sha256 else {
      return .warn(
        .programs, model.name, "is another file than the one that the thresholds were measured with",
        remedy: engineRemedy,
        facts: facts)
    }
    return .ok(.programs, model.name, "sha256 \(sha256.prefix(12))…  (\(MachineCheckup.modelLicence))", facts: facts)
  }

  private func languages(_ about: InspectorAbout) -> [Diagnosis] {
    let there = Dictionary(about.languages.map { ($0.code, $0) }) { first, _ in first }
    let needed = languages.sorted { $0.key < $1.key }.map { code, pipelines -> Diagnosis in
      let users = "read by \(pipelines.joined(separator: ", "))"
      let facts: KeyValuePairs<String, JSONText> = [
        "version": .orNull(there[code]?.version) { .text($0) }, "pipelines": .list(pipelines.map { .text($0) }),
      ]
      guard let language = there[code] else {
        return .fail(
          .programs, "language \(code)", "is missing; \(users)", remedy: "sudo apt-get install tesseract-ocr-\(code)",
          .missing, facts: facts)
      }
      return .ok(
        .programs, "language \(code)",
        "\(language.version.map { Shown.text($0) } ?? "no version")  (Apache-2.0); \(users)",
        facts: facts)
    }
    let others = about.languages.map(\.code).filter { languages[$0] == nil }
    guard !others.isEmpty else { return needed }
    return needed + [
      .ok(.programs, "other languages", "\(others.joined(separator: " ")): there, and no pipeline reads them")
    ]
  }

  private func selfTest(_ test: InspectorAbout.SelfTest) -> Diagnosis {
    let facts: KeyValuePairs<String, JSONText> = ["milliseconds": .whole(test.milliseconds)]
    guard test.passed else {
      return .fail(.programs, "self-test", Shown.text(test.detail), remedy: engineRemedy, .missing, facts: facts)
    }
    return .ok(.programs, "self-test", "\(Shown.text(test.detail)), in \(test.milliseconds) ms", facts: facts)
  }

  private func layer(_ layer: InspectorAbout.SandboxLayer) -> Diagnosis {
    let text = Shown.text(layer.detail)
    let facts: KeyValuePairs<String, JSONText> = ["holds": .bool(layer.holds)]
    if layer.holds { return .ok(.sandbox, layer.layer, text, facts: facts) }
    let remedy = "run on a kernel that has it (Linux 5.13 or later), outside of containers that take it away"
    return settings.requireSandbox
      ? .fail(.sandbox, layer.layer, "does not hold: \(text)", remedy: remedy, .missing, facts: facts)
      : .warn(.sandbox, layer.layer, "does not hold: \(text)", remedy: remedy, facts: facts)
  }
}
