import Model

/// The stages of an inspection in their fixed order.
package enum StageName: String, Codable, Sendable, CaseIterable {
  case open, render, upright, measure, read, mask, prove
}

/// What the child answers about one document.
package struct InspectionReport: Sendable, Equatable {
  package var inspected: Inspected
  /// One for each page of the document, in page order; none for an unreadable file.
  package var pictures: [PagePicture]
  /// Wall-clock milliseconds of each stage over all pages.
  package var milliseconds: [StageName: Int]

  package init(inspected: Inspected, pictures: [PagePicture], milliseconds: [StageName: Int]) {
    self.inspected = inspected
    self.pictures = pictures
    self.milliseconds = milliseconds
  }
}

/// A masked page, encoded anew: pixels only, no metadata.
package struct PagePicture: Sendable, Equatable {
  /// Counts from 1.
  package var page: Int
  package var jpeg: [UInt8]

  package init(page: Int, jpeg: [UInt8]) {
    self.page = page
    self.jpeg = jpeg
  }
}

/// Our own trouble with an inspection. Nothing about the document follows from it; it is tried again.
package enum InspectorFailure: Error, Sendable, Equatable {
  /// The program could not be started; the text says which and why.
  case cannotStart(String)
  /// The child says that something is missing on this machine, such as language data; the text names it.
  case missing(String)
  /// We were told to stop before it was done.
  case interrupted
}

/// Examines one document's bytes. Everything that is wrong with the document is in the report; only our own trouble
/// is thrown.
package protocol DocumentInspector: Sendable {
  func inspect(_ bytes: [UInt8], _ order: InspectionOrder) async throws(InspectorFailure) -> InspectionReport
}
