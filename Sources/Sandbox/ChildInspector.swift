import CSandbox
import FoundationEssentials
import Glibc
import Inspection
import Model
internal import Subprocess
internal import SystemPackage

/// Examines documents in a process of their own, one each: a file that crashes, stalls or bloats its examiner takes
/// nothing else with it. The document travels as an anonymous file in memory, the answer as frames on a pipe.
package struct ChildInspector: DocumentInspector {
  let program: String
  let home: String
  private let requireSandbox: Bool

  /// `program` is the path of `kyc-inspector`; `home` the folder with ONNX Runtime and the models. With
  /// `requireSandbox` nothing is examined on a machine where a layer of the sandbox does not hold.
  package init(program: String, home: String, requireSandbox: Bool = false) {
    self.program = program
    self.home = home
    self.requireSandbox = requireSandbox
  }

  /// A deadline ends the document at once; a crash is tried once more.
  package func inspect(_ bytes: [UInt8], _ order: InspectionOrder) async throws(InspectorFailure) -> InspectionReport {
    var order = order
    order.requireSandbox = order.requireSandbox || requireSandbox
    for _ in 1...2 {
      switch try await examination(of: bytes, order) {
      case .report(let report): return report
      case .final: return defeated(order)
      case .died: continue
      case .missing:
        // Said by a child that has a document in its hands: who knows who speaks.
        if let sentence = try await sentenceAboutThisMachine(order) { throw .missing(sentence) }
      }
    }
    return defeated(order)
  }

  private enum Ending: Sendable {
    case report(InspectionReport)
    case missing(String)
    /// The deadline passed, its processor time was used up, or it tried what the sandbox forbids.
    case final
    case died
  }

  private func defeated(_ order: InspectionOrder) -> InspectionReport {
    let reason = Unreadable(
      reason: .fileDefeatsInspection, format: .unknown, limit: Double(order.limits.seconds))
    return InspectionReport(inspected: .unreadable(reason), pictures: [], milliseconds: [:])
  }

  /// What is missing on this machine, from a child that sees no document but our own; nil when nothing is.
  private func sentenceAboutThisMachine(_ order: InspectionOrder) async throws(InspectorFailure) -> String? {
    var order = order
    order.accepts = [.pdf]
    guard case .missing(let sentence) = try await examination(of: TestPage.pdf, order) else { return nil }
    return sentence
  }

  private func examination(of bytes: [UInt8], _ order: InspectionOrder) async throws(InspectorFailure) -> Ending {
    let input = try memoryFile(holding: bytes, order)
    let conversation = try await Conversation(
      with: self, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
      within: .seconds(order.limits.seconds)
    ) { output in
      var reader = ReportReader(order: order)
      do {
        for try await buffer in output {
          try reader.append(buffer.withUnsafeBytes { Array($0) })
        }
        return (Heard(answer: reader.wholeAnswer, isReady: reader.isReady, isNonsense: false), isAll: true)
      } catch {
        return (Heard(answer: nil, isReady: reader.isReady, isNonsense: true), isAll: false)
      }
    }
    return try ending(of: conversation, order)
  }

  /// What came from a child until it ended, sent nonsense, or was ended.
  private struct Heard: Sendable {
    let answer: ReportReader.Answer?
    let isReady: Bool
    let isNonsense: Bool
  }

  private func ending(
    of conversation: Conversation<Heard>, _ order: InspectionOrder
  ) throws(InspectorFailure) -> Ending {
    let (heard, isLate, status) = (conversation.heard, conversation.isLate, conversation.status)
    if !isLate, case .exited(0) = status, let answer = heard.answer {
      switch answer {
      case .report(let report): return .report(report)
      case .missing(let sentence):
        if heard.isReady { return .missing(sentence) }
        throw .missing(sentence)
      }
    }
    guard heard.isReady else {
      // It never touched the document.
      if heard.isNonsense { throw .cannotStart("\(program) does not answer like kyc-inspector") }
      if isLate { throw .cannotStart("\(program) was not ready within \(order.limits.seconds) s") }
      switch status {
      case .exited(let code): throw .cannotStart("\(program) ended with code \(code) before it was ready")
      case .signaled(let signal): throw .cannotStart("\(program) was ended by signal \(signal) before it was ready")
      }
    }
    if isLate { return .final }
    // By these the kernel ends a child that used up its processor time, or tried what the sandbox forbids.
    if case .signaled(let signal) = status, signal == SIGXCPU || signal == SIGSYS { return .final }
    return .died
  }

  /// The order and the document as frames in an anonymous file, at its beginning.
  private func memoryFile(holding bytes: [UInt8], _ order: InspectionOrder) throws(InspectorFailure) -> FileDescriptor {
    let descriptor = kyc_memory_file("document")
    guard descriptor >= 0 else { throw .cannotStart("no file in memory: error \(errno)") }
    let file = FileDescriptor(rawValue: descriptor)
    do {
      let orderFrame = Frame(kind: .order, body: Array(try JSONEncoder().encode(order)))
      let document = Frame(kind: .document, body: bytes)
      for part in [orderFrame.header, orderFrame.body, document.header, document.body] { try file.writeAll(part) }
      try file.seek(offset: 0, from: .start)
      return file
    } catch {
      try? file.close()
      throw .cannotStart("no file in memory: \(error)")
    }
  }
}
