internal import Casework
internal import FoundationEssentials
internal import Inspection
internal import Judgement
internal import Model
internal import Yams

/// Reads pipeline files strictly: every key known, every number in its range, every complaint with file and line.
package struct PipelineLoader {
  /// Loads every `*.yaml` in a folder, by name. Throws `PipelineFilesRefused` with all complaints about all files,
  /// also when the folder holds none.
  package static func load(folder: String) throws(PipelineFilesRefused) -> [PipelineFile] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw PipelineFilesRefused([
        PipelineComplaint(
          file: folder, line: nil, sentence: "this folder cannot be read; name one with --pipelines or KYC_PIPELINES")
      ])
    }
    var files: [PipelineFile] = []
    var complaints: [PipelineComplaint] = []
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if name.hasSuffix(".yml") {
        complaints.append(PipelineComplaint(file: path, line: nil, sentence: "name it .yaml, so that it is read"))
      }
      guard name.hasSuffix(".yaml") else { continue }
      do throws(PipelineFilesRefused) { files.append(try load(file: path)) } catch {
        complaints += error.complaints
      }
    }
    if files.isEmpty && complaints.isEmpty {
      complaints.append(
        PipelineComplaint(
          file: folder, line: nil,
          sentence: "holds no pipeline files (*.yaml); name another folder with --pipelines or KYC_PIPELINES"))
    }
    guard complaints.isEmpty else { throw PipelineFilesRefused(complaints) }
    return files
  }

  /// Loads one file.
  package static func load(file path: String) throws(PipelineFilesRefused) -> PipelineFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PipelineFilesRefused([PipelineComplaint(file: path, line: nil, sentence: "cannot be read")])
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw PipelineFilesRefused([PipelineComplaint(file: path, line: nil, sentence: "is not UTF-8")])
    }
    return try load(text: text, path: path)
  }

  /// Loads the text of a file; `path` stands in complaints, and its last part without `.yaml` is the name that the
  /// file must carry.
  package static func load(text: String, path: String) throws(PipelineFilesRefused) -> PipelineFile {
    let loader = PipelineLoader(path: path)
    let file = loader.file(text)
    guard let file, loader.complaints.isEmpty else { throw PipelineFilesRefused(loader.complaints.sorted) }
    return file
  }

  private let path: String
  private let complaints: Complaints

  private init(path: String) {
    self.path = path
    complaints = Complaints(file: path)
  }

  private func file(_ text: String) -> PipelineFile? {
    guard let root = root(of: text) else { return nil }
    let decoder = StrictDecoder(node: root, line: 1, path: [], complaints: complaints)
    guard let blocks = decoder.value(of: PipelineBlocks.self) else { return nil }
    let checks = checks(blocks.checks)
    examine(blocks, root)
    guard complaints.isEmpty else { return nil }
    let judge = Judge(checks: checks, accepts: blocks.accepts)
    let pipeline = Pipeline(
      name: blocks.name, version: blocks.version,
      order: InspectionOrder(
        accepts: blocks.accepts, limits: blocks.limits, renderDotsPerInch: blocks.render.dotsPerInch,
        languages: blocks.read.languages, mask: blocks.mask),
      languagesByCountry: blocks.read.byCountry ?? [:],
      review: ReviewPolicy(
        targetHours: blocks.review.targetHours, deadlineHours: blocks.review.deadlineHours,
        vipDeadlineHours: blocks.review.vipDeadlineHours, autoClose: .never, team: blocks.review.team,
        fourEyes: blocks.review.fourEyes ?? false, retentionYears: blocks.review.retentionYears ?? 5),
      intake: blocks.intake == .maskFirst ? .maskFirst : .sealed,
      judge: { inspected, account, today, seen in
        judge.verdict(on: inspected, for: account, on: today, seen: seen)
      })
    return PipelineFile(path: path, text: text, pipeline: pipeline, checks: checks)
  }

  /// The one document of the text; complains about what is no YAML.
  private func root(of text: String) -> Node? {
    do {
      let root = try Parser(yaml: text).singleRoot()
      if root == nil { complaints.add(nil, "is empty; docs/pipelines.md shows what a pipeline file holds") }
      return root
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        complaints.add(mark.line, "is not YAML: \(problem)")
      case .duplicatedKeysInMapping(let keys, let context):
        let line = repeated(keys.first ?? "", after: context.mark, in: text)
        complaints.add(
          line, "key '\(Complaints.shown(keys.first ?? ""))' stands twice (first on line \(context.mark.line))")
      default: complaints.add(nil, "is not YAML")
      }
    } catch {
      complaints.add(nil, "is not YAML")
    }
    return nil
  }

  /// The line where a key stands again at the same column, else where it stood first.
  private func repeated(_ key: String, after mark: Mark, in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst(mark.line) {
      let rest = line.dropFirst(mark.column - 1)
      let before = line.prefix(mark.column - 1)
      if before.allSatisfy({ $0 == " " }), rest.hasPrefix(key), rest.dropFirst(key.count).first == ":" {
        return index + 1
      }
    }
    return mark.line
  }

  // MARK: What types alone do not say

  private func examine(_ blocks: PipelineBlocks, _ root: Node) {
    func node(_ path: [String]) -> Node? { path.reduce(root) { $0?.mapping?[$1] } }
    func line(_ path: [String]) -> Int? { node(path)?.mark?.line }
    for (path, range) in PipelineBlocks.ranges {
      guard let value = node(path)?.scalar.flatMap({ StrictDecoder.wholeNumber($0.string) }) else { continue }
      if !range.contains(value) {
        complaints.add(
          line(path),
          "\(path.joined(separator: ".")) is \(value); it can be \(range.lowerBound) to \(range.upperBound)")
      }
    }
    let expected = String((path.split(separator: "/").last ?? "").dropLast(".yaml".count))
    if !blocks.name.isEmpty, blocks.name != expected {
      complaints.add(
        line(["name"]), "name is '\(Complaints.shown(blocks.name))', but the file is called \(expected).yaml")
    }
    if expected.wholeMatch(of: /[a-z][a-z0-9-]*/) == nil {
      complaints.add(nil, "a pipeline's name is lower-case letters, digits and hyphens, as folders are named after it")
    }
    examineLists(blocks, line: line)
    let review = blocks.review
    if review.targetHours > review.deadlineHours, node(["review", "targetHours"]) != nil {
      complaints.add(line(["review", "targetHours"]), "review.targetHours is later than review.deadlineHours")
    }
    if review.vipDeadlineHours > review.deadlineHours, node(["review", "vipDeadlineHours"]) != nil {
      complaints.add(
        line(["review", "vipDeadlineHours"]), "review.vipDeadlineHours is later than review.deadlineHours")
    }
  }

  private func examineLanguages(_ languages: [String], at path: [String], line: ([String]) -> Int?) {
    for language in languages where language.wholeMatch(of: /[a-z]{3}(_[a-z]+)?/) == nil {
      complaints.add(
        line(path),
        "\(path.joined(separator: ".")): '\(Complaints.shown(language))' is no Tesseract language code, such as dan or eng"
      )
    }
  }

  private func examineLists(_ blocks: PipelineBlocks, line: ([String]) -> Int?) {
    for format in blocks.accepts where ![.pdf, .jpeg, .png].contains(format) {
      complaints.add(line(["accepts"]), "accepts: '\(format.rawValue)' cannot be examined; pdf, jpeg and png can")
    }
    examineLanguages(blocks.read.languages, at: ["read", "languages"], line: line)
    for (country, languages) in (blocks.read.byCountry ?? [:]).sorted(by: { $0.key < $1.key }) {
      let path = ["read", "byCountry", country]
      if country.wholeMatch(of: /[A-Z]{2}/) == nil {
        complaints.add(
          line(path),
          "read.byCountry: '\(Complaints.shown(country))' is not two capital letters (ISO 3166-1), such as SE")
      }
      if languages.isEmpty { complaints.add(line(path), "\(path.joined(separator: ".")) is empty") }
      examineLanguages(languages, at: path, line: line)
    }
    let lists: [(path: [String], words: [String], mayBeEmpty: Bool)] = [
      (["accepts"], blocks.accepts.map(\.rawValue), false), (["read", "languages"], blocks.read.languages, false),
      (["mask"], blocks.mask.map(\.rawValue), true),
    ]
    for (path, words, mayBeEmpty) in lists {
      // What was complained about was read as a stand-in; more about that would be wrong.
      guard let line = line(path), !complaints.all.contains(where: { $0.line == line }) else { continue }
      let name = path.joined(separator: ".")
      if words.isEmpty && !mayBeEmpty { complaints.add(line, "\(name) is empty") }
      if Set(words).count < words.count { complaints.add(line, "\(name) names something twice") }
    }
    // A code at rest is what PCI DSS 3.3.1.2 forbids, and a card can be in any upload.
    guard let maskLine = line(["mask"]), !complaints.all.contains(where: { $0.line == maskLine }) else { return }
    if blocks.mask.contains(.drawn) {
      complaints.add(maskLine, "mask names 'drawn', which is what people paint over at the review desk; leave it out")
    }
    for kind in [MaskKind.cardVerificationCode, .cardNumber] where !blocks.mask.contains(kind) {
      complaints.add(maskLine, "mask lacks '\(kind.rawValue)': a card can be in any upload, and it may not be kept")
    }
  }

  // MARK: Checks

  private func checks(_ block: PipelineBlocks.Checks) -> [ConfiguredCheck] {
    guard let mapping = block.node?.mapping else { return [] }
    if mapping.isEmpty { complaints.add(block.line, "checks is empty; nothing would ever be found wrong") }
    let catalog = CheckCatalog.checks
    var checks: [ConfiguredCheck] = []
    for (key, node) in mapping {
      let name = key.string ?? ""
      let line = key.mark?.line
      guard let type = catalog.first(where: { $0.name == name }) else {
        complaints.unknown("check", name, in: nil, line: line, known: catalog.map { $0.name })
        continue
      }
      let required = required(node, name)
      var settings = node
      settings.mapping?["required"] = nil
      let decoder = StrictDecoder(node: settings, line: line, path: [name], complaints: complaints)
      guard let check = check(type, decoder) else { continue }
      checks.append(ConfiguredCheck(check, isRequired: required))
    }
    if checks.count == mapping.count, !checks.isEmpty, !checks.contains(where: \.isRequired) {
      complaints.add(block.line, "no check is required; everything would be approved")
    }
    return checks
  }

  private func required(_ node: Node, _ check: String) -> Bool {
    guard let mapping = node.mapping, let value = mapping["required"] else { return true }
    return StrictDecoder(node: value, line: value.mark?.line, path: [check, "required"], complaints: complaints)
      .value(of: Bool.self) ?? true
  }

  private func check<Settings: Check>(_ type: Settings.Type, _ decoder: StrictDecoder) -> (any Check)? {
    let before = complaints.all.count
    guard let check = decoder.value(of: type), complaints.all.count == before else { return nil }
    if let complaint = check.complaint { complaints.add(decoder.line, "check '\(type.name)': \(complaint)") }
    return check
  }
}
