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
  private let program: String
  private let home: String

  /// `program` is the path of `kyc-inspector`; `home` the folder with ONNX Runtime and the models.
  package init(program: String, home: String) {
    self.program = program
    self.home = home
  }

  /// A deadline ends the document at once; a crash is tried once more.
  package func inspect(_ bytes: [UInt8], _ order: InspectionOrder) async throws(InspectorFailure) -> InspectionReport {
    for _ in 1...2 {
      switch try await examination(of: bytes, order) {
      case .report(let report): return report
      case .deadline: return defeated(order)
      case .died: continue
      }
    }
    return defeated(order)
  }

  private enum Ending: Sendable {
    case report(InspectionReport)
    case deadline
    case died
  }

  private func defeated(_ order: InspectionOrder) -> InspectionReport {
    let reason = Unreadable(
      reason: .fileDefeatsInspection, format: .unknown, limit: Double(order.limits.seconds))
    return InspectionReport(inspected: .unreadable(reason), pictures: [], milliseconds: [:])
  }

  private func examination(of bytes: [UInt8], _ order: InspectionOrder) async throws(InspectorFailure) -> Ending {
    let input = try memoryFile(holding: bytes, order)
    var options = PlatformOptions()
    // Ctrl-C in a terminal reaches every process of the group: the parent alone decides what to end.
    options.processGroupID = 0
    do {
      let result = try await run(
        .path(FilePath(program)), environment: .custom(environment), platformOptions: options,
        input: .fileDescriptor(FileDescriptor(rawValue: input), closeAfterSpawningProcess: true), output: .sequence,
        error: .discarded
      ) { execution in
        await withTaskGroup(of: Answer.self) { race in
          race.addTask { await answer(in: execution.standardOutput, order) }
          race.addTask {
            try? await Task.sleep(for: .seconds(order.limits.seconds))
            return Task.isCancelled ? .none : .late
          }
          let first = await race.next() ?? .none
          // The child leads a group of its own: whatever it started ends with it.
          if case .complete = first {} else { kill(-execution.processIdentifier.value, SIGKILL) }
          race.cancelAll()
          return first
        }
      }
      if Task.isCancelled { throw InspectorFailure.interrupted }
      return try ending(result.closureResult, result.terminationStatus)
    } catch let failure as InspectorFailure {
      throw failure
    } catch {
      if Task.isCancelled || error is CancellationError { throw .interrupted }
      throw .cannotStart("\(program): \(error)")
    }
  }

  private enum Answer: Sendable {
    case complete(InspectionReport)
    case missing(String)
    /// The pipe ended, or carried what no honest child sends.
    case none
    case late
  }

  private func ending(_ answer: Answer, _ status: TerminationStatus) throws(InspectorFailure) -> Ending {
    switch answer {
    case .complete(let report): return .report(report)
    case .missing(let sentence): throw .missing(sentence)
    case .late: return .deadline
    case .none:
      if case .exited(let code) = status, [64, 71, 127].contains(code) {
        throw .cannotStart("\(program) ended with code \(code)")
      }
      // The kernel ends a child that used up its processor time.
      if case .signaled(let signal) = status, signal == SIGXCPU { return .deadline }
      return .died
    }
  }

  private func answer(in output: SubprocessOutputSequence, _ order: InspectionOrder) async -> Answer {
    var reader = ReportReader(order: order)
    do {
      for try await buffer in output {
        let piece = buffer.withUnsafeBytes { Array($0) }
        switch try reader.append(piece) {
        case .more: continue
        case .report(let report): return .complete(report)
        case .missing(let sentence): return .missing(sentence)
        }
      }
    } catch {
      return .none
    }
    return .none
  }

  private var environment: [Environment.Key: String] {
    ["KYC_HOME": home, "OMP_THREAD_LIMIT": "1", "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"]
  }

  /// The order and the document as frames in an anonymous file, at its beginning.
  private func memoryFile(holding bytes: [UInt8], _ order: InspectionOrder) throws(InspectorFailure) -> CInt {
    let descriptor = kyc_memory_file("document")
    guard descriptor >= 0 else { throw .cannotStart("no file in memory: error \(errno)") }
    do {
      let orderFrame = Frame(kind: .order, body: Array(try JSONEncoder().encode(order)))
      let document = Frame(kind: .document, body: bytes)
      let file = FileDescriptor(rawValue: descriptor)
      for part in [orderFrame.header, orderFrame.body, document.header, document.body] { try file.writeAll(part) }
      try file.seek(offset: 0, from: .start)
      return descriptor
    } catch {
      close(descriptor)
      throw .cannotStart("no file in memory: \(error)")
    }
  }
}
