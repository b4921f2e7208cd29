import Model

/// Everything a check may look at: the files as examined, the account, and the day it is.
package struct Dossier: Sendable {
  /// In file order; file `n` of a finding is `inspected[n - 1]`.
  package let inspected: [Inspected]
  /// What the documents are compared with.
  package let account: Account
  /// The day that ages and deadlines count to.
  package let today: Day
  /// What each file was taken for, in file order; nil for a file that could not be examined.
  package let types: [DocumentType?]

  /// Earlier cases that had files of the same bytes.
  package var seen: [SeenFile]

  package init(inspected: [Inspected], account: Account, today: Day, seen: [SeenFile] = []) {
    self.seen = seen
    self.inspected = inspected
    self.account = account
    self.today = today
    types = inspected.map { inspected in
      if case .document(let document) = inspected { DocumentClassifier.type(of: document) } else { nil }
    }
  }

  /// The readable documents with their file number, counting from 1.
  package var documents: [(file: Int, document: Document)] {
    inspected.enumerated().compactMap { index, inspected in
      if case .document(let document) = inspected { (index + 1, document) } else { nil }
    }
  }

  /// Every readable page with its file number.
  package var pages: [(file: Int, page: Page)] {
    documents.flatMap { file, document in document.pages.map { (file, $0) } }
  }
}
