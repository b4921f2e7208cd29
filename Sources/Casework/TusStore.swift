import FoundationEssentials

/// The folder in which tusd keeps uploads: a file named by the upload's id holds its bytes, `ID.info` what tusd knows of it
/// (https://tus.github.io/tusd/storage-backends/local-disk/). What a customer sent lies there unsealed, so nothing stays longer
/// than it must. All functions throw `StoreFailure`.
package protocol TusStore: Sendable {
  /// Of each upload that there is an `.info` of, in order.
  func ids() async throws -> [TusID]

  /// What tusd wrote of it; nil when there is nothing, no plain file, or more than 64 kB.
  func info(_ id: TusID) async throws -> [UInt8]?

  /// Its bytes, opened; nil when there is no plain file of that name.
  func open(_ id: TusID) async throws -> (any TusFile)?

  /// Its bytes and then its `.info`, for good. Nothing happens when there is none.
  func remove(_ id: TusID) async throws
}

/// An upload in tusd's folder, opened. Throws `StoreFailure`.
package protocol TusFile: Sendable {
  /// Its size when it was opened.
  var bytes: Int { get }
  /// When something was last written to it.
  var changed: Date { get }

  /// The next piece; an empty one at the end.
  func read() async throws -> [UInt8]
}

/// What tusd calls an upload: 1–128 letters, digits, `-` and `_`, so that it is the name of a file and never a path.
package struct TusID: Sendable, Hashable, Comparable {
  package let text: String

  /// Nil for anything else.
  package init?(_ text: String) {
    guard (1...128).contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "-_".utf8.contains(byte)
      })
    else { return nil }
    self.text = text
  }

  package static func < (left: TusID, right: TusID) -> Bool { left.text < right.text }
}
