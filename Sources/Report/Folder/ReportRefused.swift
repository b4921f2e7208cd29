/// The folder for a report cannot be used.
package struct ReportRefused: Error, Equatable {
  package let folder: String
  package let why: ReportFailure

  package init(folder: String, why: ReportFailure) {
    self.folder = folder
    self.why = why
  }
}
