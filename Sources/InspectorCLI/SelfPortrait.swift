import CSandbox
import FoundationEssentials
import Glibc
import Imaging
import Inspection
import Inspector
import Model

/// `kyc-inspector --about`: one JSON object about the libraries, the models, the languages and the sandbox, and whether
/// a page can be read inside it.
struct SelfPortrait {
  /// Enough for the page it reads.
  private static let limits = InspectionLimits(
    files: 1, pages: 1, megabytes: 1, megapixels: 10, seconds: 60, addressSpaceMegabytes: 2048)

  private let home: String

  init(home: String) { self.home = home }

  func print() -> Never {
    let runtime = Result { () throws(MissingPiece) in try Confinement.load(home: home) }
    var libraries = ImagingLibraries.loaded
    libraries.append(("onnxruntime", (try? runtime.get())?.version, "MIT"))
    libraries.append(("libseccomp", String(cString: kyc_seccomp_version()), "LGPL-2.1-only"))
    let models = [Engines.detectorFile, Engines.recogniserFile].map(model)
    let languages = languages()
    let layers = Confinement(home: home, limits: Self.limits).lockIn()
    let about = InspectorAbout(
      libraries: libraries.map { InspectorAbout.Library(name: $0.name, version: $0.version, licence: $0.licence) },
      models: models, languages: languages, sandbox: layers, selfTest: selfTest(runtime, languages))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(about), Wire.write(Array(json) + [0x0A], to: STDOUT_FILENO) else {
      KYCInspector.end(.cannotAnswer)
    }
    KYCInspector.end(.done)
  }

  private func model(_ name: String) -> InspectorAbout.Model {
    let bytes = contents(of: home + "/" + name)
    return InspectorAbout.Model(name: name, sha256: bytes.flatMap(hexadecimalSHA256), bytes: bytes?.count)
  }

  private func languages() -> [InspectorAbout.Language] {
    let ending = ".traineddata"
    guard let folder = TesseractLanguages.folder, let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var languages: [InspectorAbout.Language] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      // `osd` tells how a page lies, and is no language.
      guard name.hasSuffix(ending), name != "osd" + ending, let bytes = contents(of: folder + "/" + name) else {
        continue
      }
      languages.append(
        InspectorAbout.Language(
          code: String(name.dropLast(ending.count)), version: TesseractLanguages.version(of: bytes),
          bytes: bytes.count))
    }
    return languages.sorted { $0.code < $1.code }
  }

  /// Examines the test page as any document, inside the sandbox.
  private func selfTest(
    _ runtime: Result<OnnxRuntime, MissingPiece>, _ languages: [InspectorAbout.Language]
  ) -> InspectorAbout.SelfTest {
    let start = ContinuousClock.now
    func result(_ passed: Bool, _ detail: String) -> InspectorAbout.SelfTest {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      return InspectorAbout.SelfTest(passed: passed, detail: detail, milliseconds: Int(seconds * 1000))
    }
    guard let language = languages.first(where: { $0.code == "eng" }) ?? languages.first else {
      return result(false, "tesseract has no language data")
    }
    let order = InspectionOrder(
      accepts: [.pdf], limits: Self.limits, renderDotsPerInch: 300, languages: [language.code], mask: MaskKind.allCases)
    let examination = DocumentExamination(order: order) { () throws(MissingPiece) in
      try Engines(home: home, languages: order.languages, runtime: try runtime.get())
    }
    do throws(StageFailure) {
      let report = try examination.report(on: TestPage.pdf)
      guard case .document(let document) = report.inspected else { return result(false, "the test page is unreadable") }
      let words = document.pages.flatMap(\.lines).flatMap(\.words).map(\.text.value)
      guard words == TestPage.words else {
        return result(false, "the test page says '\(TestPage.words)', and '\(words)' was read")
      }
      return result(true, "a page was drawn, read with '\(language.code)', and encoded")
    } catch {
      guard case .missing(let sentence) = error else { return result(false, "the engines gave up") }
      return result(false, sentence)
    }
  }

  private func contents(of path: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(fileURLWithPath: path))).map(Array.init)
  }
}
