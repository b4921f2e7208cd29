/// The names in a workspace folder (`--data`).
package struct Workspace: Sendable, Equatable {
  /// The path of the folder.
  package var folder: String
  /// The key that seals it.
  package var keyFile: String { folder + "/key" }
  /// The SQLite database. Its log lies beside it, and `kyc.sqlite.lock`, which is held while it is opened.
  package var database: String { folder + "/kyc.sqlite" }
  /// The masked pages, sealed.
  package var pages: String { folder + "/pages" }

  package init(folder: String) { self.folder = folder }
}
