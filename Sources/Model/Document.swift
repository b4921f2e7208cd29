/// The facts about one examined file.
package struct Document: Codable, Sendable, Equatable {
  package var format: FileFormat
  package var pages: [Page]
  /// The file opened with complaints: readable, but not to be trusted wholly.
  package var damagedButReadable: Bool

  package init(format: FileFormat, pages: [Page], damagedButReadable: Bool) {
    self.format = format
    self.pages = pages
    self.damagedButReadable = damagedButReadable
  }
}

/// Why a file could not be examined: an answer about the file, not an error of ours.
package struct Unreadable: Codable, Sendable, Equatable {
  /// One of the `file.*` codes, or `system.couldNotProcess`.
  package var reason: ReasonCode
  package var format: FileFormat
  package var measured: Double?
  package var limit: Double?

  package init(reason: ReasonCode, format: FileFormat, measured: Double? = nil, limit: Double? = nil) {
    self.reason = reason
    self.format = format
    self.measured = measured
    self.limit = limit
  }
}

/// What became of one file of a submission.
package enum Inspected: Codable, Sendable, Equatable {
  case document(Document)
  case unreadable(Unreadable)
}
