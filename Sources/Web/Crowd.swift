import Synchronization

/// How many uploads may be under way at once: the rest is told to come back before its body is read.
package final class Crowd: Sendable {
  /// How much at once.
  package struct Limits: Sendable {
    /// Uploads under way.
    package var uploads: Int
    /// Of one token.
    package var uploadsOfOne: Int
    /// Cases that wait to be examined.
    package var waiting: Int

    package init(uploads: Int = 64, uploadsOfOne: Int = 32, waiting: Int = 10_000) {
      self.uploads = uploads
      self.uploadsOfOne = uploadsOfOne
      self.waiting = waiting
    }
  }

  private let limits: Limits
  private let waiting: @Sendable () async throws -> Int
  private let uploads = Mutex<[Int: Int]>([:])

  /// `waiting` counts the cases that wait to be examined.
  package init(_ limits: Limits, waiting: @escaping @Sendable () async throws -> Int) {
    self.limits = limits
    self.waiting = waiting
  }

  /// How many are under way.
  package var count: Int { uploads.withLock { $0.values.reduce(0, +) } }

  /// Throws `Refusal` when there is no room. Returns what `leave` takes.
  func enter(_ token: Int) async throws -> Int {
    try uploads.withLock { uploads in
      guard uploads.values.reduce(0, +) < limits.uploads else { throw Refusal(.busy) }
      guard uploads[token, default: 0] < limits.uploadsOfOne else { throw Refusal(.tooManyUploads) }
      uploads[token, default: 0] += 1
    }
    do {
      guard try await waiting() < limits.waiting else { throw Refusal(.busy) }
      return token
    } catch {
      leave(token)
      throw error
    }
  }

  func leave(_ token: Int) {
    uploads.withLock { uploads in
      let left = uploads[token, default: 1] - 1
      uploads[token] = left > 0 ? left : nil
    }
  }
}
