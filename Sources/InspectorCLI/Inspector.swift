import CSandbox
import Glibc
import Imaging
import Inspection
import Inspector
import Model

/// `kyc-inspector`: takes an order and one document on standard input, locks itself in, examines the document, answers
/// in frames on standard output, and ends. Started by `kyc`; with `--about` it says what it is made of.
@main
struct KYCInspector {
  /// Exit codes, for those who look: the parent goes by the frames it got.
  enum Exit: Int32 {
    case done = 0
    case badOrder = 64
    /// Counts like a crash: the parent tries once more.
    case gaveUp = 70
    case cannotLimit = 71
    case cannotAnswer = 74
  }

  static func main() {
    // Nothing but the three standard streams, whatever whoever started it had open.
    kyc_close_from(STDERR_FILENO + 1)
    kyc_keep_freed_memory()
    let home = getenv("KYC_HOME").map { String(cString: $0) } ?? "/usr/local/lib/kyc"
    switch Array(CommandLine.arguments.dropFirst()) {
    case ["--about"]: SelfPortrait(home: home).print()
    case [] where isatty(STDIN_FILENO) == 0: inspect(home: home)
    default:
      Wire.write(Array("kyc-inspector is started by kyc; see 'kyc --help'\n".utf8), to: STDERR_FILENO)
      end(.badOrder)
    }
  }

  /// Ends at once: the C libraries' destructors have nothing to do for anybody.
  static func end(_ exit: Exit) -> Never { _exit(exit.rawValue) }

  private static func inspect(home: String) -> Never {
    guard let (order, document) = Wire.readOrder() else { end(.badOrder) }
    let runtime: OnnxRuntime
    let layers: [InspectorAbout.SandboxLayer]
    do throws(MissingPiece) {
      try TesseractLanguages.check(order.languages)
      runtime = try Confinement.load(home: home)
      layers = Confinement(home: home, limits: order.limits).lockIn()
    } catch {
      Wire.answer(missing: error.sentence)
    }
    if order.requireSandbox, let gap = layers.first(where: { !$0.holds }) {
      Wire.answer(missing: "the sandbox's layer '\(gap.layer)' does not hold on this machine: \(gap.detail)")
    }
    guard kyc_end_with_reader(STDOUT_FILENO) == 0 else { end(.cannotLimit) }
    Wire.send(Frame(kind: .ready, body: []))
    let examination = DocumentExamination(order: order) { () throws(MissingPiece) in
      try Engines(home: home, languages: order.languages, runtime: runtime)
    }
    do throws(StageFailure) {
      Wire.answer(try examination.report(on: document))
    } catch {
      switch error {
      case .missing(let sentence): Wire.answer(missing: sentence)
      case .gaveUp, .unreadable: end(.gaveUp)
      }
    }
  }
}
