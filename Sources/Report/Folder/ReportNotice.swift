import FoundationEssentials
import Model

/// What every page of a report says about itself: that it holds personal data, and when it is to be deleted.
struct ReportNotice: Sendable {
  /// A report is a copy for a review; what has to be kept longer is kept in the workspace.
  static let daysKept = 30

  /// When the report was written, for people to read.
  let written: String
  /// The day by which it must be gone.
  let deleteBy: String
  /// When the report was written.
  let now: Date

  init(written now: Date) {
    self.now = now
    written = PlainWords.moment(now)
    let day = Day(unixSeconds: Int(now.timeIntervalSince1970.rounded(.down)))
    deleteBy = Day(daysSinceEpoch: day.daysSinceEpoch + ReportNotice.daysKept).description
  }

  /// The file for whoever finds the folder.
  var text: String {
    """
    A report of kyc, written \(written). Open index.html in a browser; verdicts.csv is for a spreadsheet.

    THIS FOLDER HOLDS PERSONAL DATA: names, addresses, dates of birth, and pictures of identity documents, bills and
    cards. Security codes, the middle of card numbers and, where the pipeline asks for it, national identity numbers
    are painted over.

    - Only the user who wrote it can open it. Do not send it, and do not copy it to a place that others can read.
    - It is a copy in the open. Erasing an account or a case in the workspace does not reach it.
    - Delete the whole folder when the review is done, and by \(deleteBy) at the latest:  rm -r THIS-FOLDER

    """
  }
}
