import Casework
import FoundationEssentials
import Logging
import ServiceLifecycle

/// Looks through tusd's folder for uploads that are finished and that no hook told of, or that could not be taken when it
/// did; and removes what lies there for too long. At the start, and every minute from then on.
package struct TusScan: Service {
  /// So long is an upload left to its hook, in seconds.
  static let patience: TimeInterval = 10
  /// So long may lie in the folder what is not finished, or cannot be taken, since something was last written to it; in
  /// seconds: 24 h, as what is sealed may wait.
  static let longest: TimeInterval = AttemptLimits.waiting

  private let desk: TusDesk
  private let crowd: Crowd
  private let pause: Duration
  private let now: @Sendable () -> Date
  private let logger: Logger

  package init(
    _ desk: TusDesk, crowd: Crowd, pause: Duration = .seconds(60), now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.desk = desk
    self.crowd = crowd
    self.pause = pause
    self.now = now
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await work() } catch {
          logger.warning(
            "tusd's folder could not be looked through; the next look tries again",
            metadata: ["error": "\((error as? Refusal)?.problem.rawValue ?? "\(type(of: error))")"])
        }
        guard (try? await Task.sleep(for: pause)) != nil else { return }
      }
    }
  }

  /// One look. Returns how many uploads were taken. Throws `StoreFailure`, and `Refusal` where there is no room for more.
  @discardableResult
  package func work() async throws -> Int {
    var taken = 0
    for id in try await desk.store.ids() {
      guard !Task.isCancelled else { break }
      guard let bytes = try await desk.store.info(id), let upload = TusUpload(info: bytes, of: id) else { continue }
      guard let file = try await desk.store.open(id) else {
        // Its bytes were removed, and then came the end.
        if try await desk.known(id) != nil { try await desk.remove(upload) }
        continue
      }
      let age = now().timeIntervalSince(file.changed)
      let isFinished = !upload.isPartial && upload.size == file.bytes
      if isFinished, age >= TusScan.patience, try await take(upload) {
        taken += 1
      } else if age >= TusScan.longest {
        try await desk.remove(upload)
        logger.warning(
          "an upload lay in tusd's folder for too long and was removed", metadata: ["upload": "\(id.text)"])
      }
    }
    return taken
  }

  private func take(_ upload: TusUpload) async throws -> Bool {
    let place = try await crowd.enter(0)
    defer { crowd.leave(place) }
    do {
      let taken = try await desk.take(upload)
      logger.info("an upload was taken that no hook had told of", metadata: ["case": "\(taken.number)"])
      return true
    } catch let refusal as Refusal where refusal.problem != .stopping {
      logger.warning(
        "an upload in tusd's folder cannot be taken",
        metadata: ["upload": "\(upload.id?.text ?? "")", "problem": "\(refusal.problem.rawValue)"])
      return false
    }
  }
}
