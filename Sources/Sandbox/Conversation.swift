import FoundationEssentials
import Glibc
import Inspection
internal import Subprocess
internal import SystemPackage

/// One start of the child program: from then on until it has ended, come what may.
struct Conversation<Heard: Sendable>: Sendable {
  /// What the listener made of its output.
  let heard: Heard
  /// It was not done by its deadline.
  let isLate: Bool
  let status: TerminationStatus

  /// A program that has said all it had to say gets so long to end by itself.
  private static var grace: Duration { .seconds(2) }

  /// Starts the program, listens to its standard output until that ends, or the listener has enough, or the deadline
  /// comes, and then ends the program with all it started. It inherits its standard input, four variables, and nothing
  /// else. The listener also says whether the output came to its end. Throws `cannotStart` and `interrupted`.
  init(
    with child: ChildInspector, arguments: Arguments = [], input: some InputProtocol, within deadline: Duration,
    listener: @escaping @Sendable (SubprocessOutputSequence) async -> (Heard, isAll: Bool)
  ) async throws(InspectorFailure) {
    let environment: [Environment.Key: String] = [
      "KYC_HOME": child.home, "OMP_THREAD_LIMIT": "1", "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8",
    ]
    var ownGroup = PlatformOptions()
    // Ctrl-C in a terminal reaches every process of a group: the parent alone decides what to end.
    ownGroup.processGroupID = 0
    do {
      let result = try await run(
        .path(FilePath(child.program)), arguments: arguments, environment: .custom(environment),
        platformOptions: ownGroup, input: input, output: .sequence, error: .discarded
      ) { execution in
        let process = execution.processIdentifier.value
        return await withTaskGroup(of: Heard?.self) { race in
          race.addTask {
            let (heard, isAll) = await listener(execution.standardOutput)
            if isAll { await Self.end(of: process) }
            return heard
          }
          race.addTask {
            try? await Task.sleep(for: deadline)
            return nil
          }
          let inTime = await race.next() ?? nil
          // The child leads a group of its own: whatever it started ends with it. An honest one has ended already.
          kill(-process, SIGKILL)
          race.cancelAll()
          let late = await race.next() ?? nil
          return (heard: inTime ?? late, isLate: inTime == nil)
        }
      }
      guard !Task.isCancelled, let heard = result.closureResult.heard else { throw InspectorFailure.interrupted }
      self.heard = heard
      isLate = result.closureResult.isLate
      status = result.terminationStatus
    } catch let failure as InspectorFailure {
      throw failure
    } catch {
      if Task.isCancelled || error is CancellationError { throw .interrupted }
      throw .cannotStart("\(child.program): \(error)")
    }
  }

  /// Waits until a process has ended, but leaves it to be reaped.
  private static func end(of process: pid_t) async {
    let latest = ContinuousClock.now + grace
    while ContinuousClock.now < latest, !Task.isCancelled {
      var ended = siginfo_t()
      waitid(P_PID, id_t(process), &ended, WEXITED | WNOHANG | WNOWAIT)
      if ended.si_signo != 0 { return }
      try? await Task.sleep(for: .milliseconds(2))
    }
  }
}
