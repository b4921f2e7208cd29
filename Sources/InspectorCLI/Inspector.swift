import CSandbox
import FoundationEssentials
import Glibc
import Imaging
import Inspection
import Inspector
import Model

/// `kyc-inspector`: takes an order and one document on standard input, limits itself, examines the document, answers
/// in frames on standard output, and ends. Started by `kyc`; there is nothing in it for people.
@main
struct KYCInspector {
  /// Exit codes that the parent understands.
  enum Exit: Int32 {
    case done = 0
    case badOrder = 64
    /// Counts like a crash: the parent tries once more.
    case gaveUp = 70
    case cannotLimit = 71
    case cannotAnswer = 74
  }

  static func main() {
    guard isatty(STDIN_FILENO) == 0 else {
      write("kyc-inspector is started by kyc; see 'kyc --help'\n", to: STDERR_FILENO)
      end(.badOrder)
    }
    guard let (order, document) = readOrder() else { end(.badOrder) }
    let addressSpace = UInt64(order.limits.addressSpaceMegabytes) << 20
    guard kyc_limit_this_process(addressSpace, UInt64(order.limits.seconds)) == 0,
      kyc_end_with_reader(STDOUT_FILENO) == 0
    else { end(.cannotLimit) }
    guard ImagingLibraries.start() else { answer(missing: "libvips cannot be started") }
    let home = environment("KYC_HOME") ?? "/usr/local/lib/kyc"
    let examination = DocumentExamination(order: order) { () throws(MissingPiece) in
      try Engines(home: home, languages: order.languages)
    }
    do throws(StageFailure) {
      answer(try examination.report(on: document))
    } catch {
      switch error {
      case .missing(let sentence): answer(missing: sentence)
      case .gaveUp, .unreadable: end(.gaveUp)
      }
    }
  }

  private static func readOrder() -> (InspectionOrder, [UInt8])? {
    var reader = FrameReader(longest: Int(UInt32.max))
    var frames: [Frame] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { break }
      guard let more = try? reader.append(buffer[0..<count]) else { return nil }
      frames += more
    }
    guard frames.count == 2, frames[0].kind == .order, frames[1].kind == .document,
      let order = try? JSONDecoder().decode(InspectionOrder.self, from: Data(frames[0].body))
    else { return nil }
    return (order, frames[1].body)
  }

  private static func answer(_ report: InspectionReport) -> Never {
    for picture in report.pictures {
      let page = UInt32(picture.page)
      let number = (0..<4).map { UInt8(truncatingIfNeeded: page >> (8 * $0)) }
      send(Frame(kind: .picture, body: number + picture.jpeg))
    }
    let milliseconds = Dictionary(uniqueKeysWithValues: report.milliseconds.map { ($0.key.rawValue, $0.value) })
    let message = FactsMessage(inspected: report.inspected, milliseconds: milliseconds)
    guard let body = try? JSONEncoder().encode(message) else { end(.cannotAnswer) }
    send(Frame(kind: .facts, body: Array(body)))
    end(.done)
  }

  private static func answer(missing sentence: String) -> Never {
    send(Frame(kind: .missing, body: Array(sentence.utf8)))
    end(.done)
  }

  private static func send(_ frame: Frame) {
    guard write(frame.header, to: STDOUT_FILENO), write(frame.body, to: STDOUT_FILENO) else { end(.cannotAnswer) }
  }

  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Bool { write(Array(text.utf8), to: descriptor) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Ends at once: the C libraries' destructors have nothing to do for anybody.
  private static func end(_ exit: Exit) -> Never { _exit(exit.rawValue) }
}
