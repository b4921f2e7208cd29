internal import Model
internal import Paperwork
internal import Workplace

/// Account data to judge with instead of what the cases were judged with: the file named with `--account`.
struct CorrectedAccounts: Sendable {
  /// As it is called in messages.
  let file: String
  private let entries: [String: AccountReader.Entry]
  /// Entries whose id could not be read: any of them may be the one that is meant.
  private let nameless: [AccountReader.Entry]
  let notes: [String]

  /// One JSON object, one a line, or a table with a header, told apart by how the content begins. Throws
  /// `CommandFailure`.
  init(reading path: String) throws(CommandFailure) {
    let content: [UInt8]
    do throws(FileTrouble) {
      content = try FolderHandle.content(atPath: path, limit: CorrectedAccounts.longest)
    } catch {
      let sentence =
        error == .notAFile ? "is not a regular file; name the file with the account data" : error.sentence
      throw CommandFailure(.usage, "\(Shown.text(path)) \(sentence)")
    }
    self.init(content, file: Shown.text(path))
  }

  /// `file` is what the content is called in messages.
  init(_ content: [UInt8], file: String) {
    self.file = file
    let first = content.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if isJSON, let whole = try? JSONReader.value(of: content) {
      let entry = AccountReader.entry(whole, file: file)
      entries = entry.id.map { [$0: entry] } ?? [:]
      nameless = entry.id == nil ? [entry] : []
      notes = entry.notes.map(\.description)
    } else {
      let book = isJSON ? AccountBook(lines: content, file: file) : AccountBook(table: content, file: file)
      entries = book.entries
      nameless = book.nameless
      notes = book.notes.map(\.description)
    }
  }

  /// 256 MB.
  private static let longest = 256_000_000

  /// Whether the file has that account, sound or not.
  func names(_ id: String) -> Bool { entries[id] != nil }

  /// The account of that id; nil where the file does not have it, or not as it should be.
  subscript(id: String) -> Account? { entries[id]?.account }

  /// Throws `CommandFailure` with every complaint about these accounts, and about entries that could be theirs.
  func check(_ ids: Set<String>) throws(CommandFailure) {
    let meant = ids.compactMap { entries[$0] } + nameless
    let complaints = meant.sorted { $0.line < $1.line }.flatMap(\.complaints).map(\.description)
    guard complaints.isEmpty else { throw CommandFailure(.usage, located: complaints) }
  }
}
