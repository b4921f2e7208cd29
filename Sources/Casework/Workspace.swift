/// The names in a workspace folder (`--data`).
package struct Workspace: Sendable, Equatable {
  /// The path of the folder.
  package var folder: String
  /// The key that seals it.
  package var keyFile: String
  /// The SQLite database. Its log lies beside it, and `kyc.sqlite.lock`, which is held while it is opened.
  package var database: String { folder + "/kyc.sqlite" }
  /// The masked pages, sealed.
  package var pages: String { folder + "/pages" }
  /// The uploads that wait to be examined, sealed.
  package var uploads: String { folder + "/uploads" }
  /// The keys of the hours in which those came in, sealed; to be left out of backups.
  package var epochs: String { folder + "/epochs" }

  /// Cases that were erased; goes into backups, and beside them.
  package var tombstones: String { folder + "/tombstones" }

  /// The key lies in the folder, unless it is said to lie elsewhere.
  package init(folder: String, keyFile: String? = nil) {
    self.folder = folder
    self.keyFile = keyFile ?? folder + "/key"
  }
}
