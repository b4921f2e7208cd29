import Model

/// All files of one account for one pipeline.
package struct Submission: Sendable {
  package var account: Account
  /// In name order.
  package var files: [SubmittedFile]

  package init(account: Account, files: [SubmittedFile]) {
    self.account = account
    self.files = files
  }

  /// The same for the same account, pipeline and file contents, whatever the files are called. Not for keeping in the
  /// open.
  package func identity(pipeline: String) -> [UInt8] {
    [account.id, pipeline].flatMap { field in Array("\(field.utf8.count):\(field);".utf8) }
      + files.flatMap { file in Array("\(file.sha256);".utf8) }
  }
}

/// One uploaded file.
package struct SubmittedFile: Sendable, Equatable {
  /// Without its folder. Customers write their names and numbers into it.
  package var name: Private<String>
  /// Size in bytes.
  package var bytes: Int
  /// In lower-case hexadecimal.
  package var sha256: String
  /// In memory; nil for a file that lies in the vault, and for one that is larger than the pipeline takes: that was hashed
  /// but never held.
  package var content: [UInt8]?
  /// In the vault; nil for what is in memory or too large.
  package var sealed: SealedUpload?

  package init(
    name: Private<String>, bytes: Int, sha256: String, content: [UInt8]?, sealed: SealedUpload? = nil
  ) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
    self.content = content
    self.sealed = sealed
  }
}
