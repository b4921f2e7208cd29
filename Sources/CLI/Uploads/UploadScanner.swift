internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// Goes through an upload folder: `accounts.jsonl`, `accounts.csv` or `account.json`; account / pipeline / files. It
/// opens no document and follows no symbolic link; whatever does not fit gets one line, and the rest goes on.
struct UploadScanner {
  /// Account files longer than this are refused, in bytes.
  static let longestAccounts = 1 << 29

  /// As the operator wrote it, for messages.
  private let path: String
  private let pipelines: [String]
  private let previous: UploadFolder?
  private var bookTrouble: String?
  private var seen: Set<String> = []
  private var result = UploadFolder()

  private var book: AccountBook { result.book }

  private init(path: String, pipelines: [String], previous: UploadFolder?) {
    self.path = path
    self.pipelines = pipelines
    self.previous = previous
  }

  /// Scans the folder at `path`; `pipelines` are the names that a folder may have. `previous` is what an earlier scan
  /// found there: an accounts file that has not changed since is not read again. Throws only when the folder itself
  /// cannot be opened or listed.
  static func scan(
    _ path: String, pipelines: [String], after previous: UploadFolder? = nil
  ) throws(FileTrouble) -> UploadFolder {
    var scanner = UploadScanner(path: path, pipelines: pipelines, previous: previous)
    let root = try FolderHandle(path: path)
    let entries = try root.entries().filter { !isLitter($0.name) }
    scanner.readBook(in: root, entries)
    for entry in entries where entry.name != lines && entry.name != table {
      guard entry.kind == .folder else {
        scanner.leaveOut(entry, in: [], account: nil, pipeline: nil)
        continue
      }
      scanner.scanAccount(entry.name, in: root)
    }
    let listed = scanner.book.entries.filter { $0.value.account != nil }.keys
    scanner.result.accountsWithoutFolder = listed.count { !scanner.seen.contains($0) }
    return scanner.result
  }

  private static let lines = Array("accounts.jsonl".utf8)
  private static let table = Array("accounts.csv".utf8)
  private static let single = Array("account.json".utf8)

  /// What operating systems leave in every folder that a person has looked at.
  private static func isLitter(_ name: [UInt8]) -> Bool {
    let litter = [
      ".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", ".directory", "__MACOSX", ".localized",
      ".Spotlight-V100", ".Trashes", ".fseventsd", "@eaDir", "$RECYCLE.BIN", "System Volume Information",
    ]
    return litter.contains { Array($0.utf8) == name } || name.starts(with: Array("._".utf8))
  }

  /// A name below the upload folder, as it is shown.
  private func shown(_ names: [[UInt8]]) -> String {
    ([Shown.text(path)] + names.map(Shown.name)).joined(separator: "/")
  }

  private mutating func add(_ code: UploadFolder.Problem.Code, _ account: String?, _ pipeline: String?, _ what: String)
  {
    result.items.append(
      .problem(UploadFolder.Problem(code: code, account: account, pipeline: pipeline, message: what)))
  }

  // MARK: Accounts

  private mutating func readBook(in root: FolderHandle, _ entries: [FolderHandle.Entry]) {
    let found = [UploadScanner.lines, UploadScanner.table].compactMap { name in
      entries.first { $0.name == name }
    }
    guard let entry = found.first else { return }
    if found.count > 1 {
      result.notes.append("\(shown([UploadScanner.table])) ignored, because accounts.jsonl is there too")
    }
    result.bookMark = entry.mark
    if let previous, let mark = entry.mark, previous.bookMark == mark, previous.book.file != nil {
      result.book = previous.book
    } else {
      readBook(entry.name, in: root)
    }
    for entry in book.nameless {
      add(.accountMalformed, nil, nil, UploadScanner.joined(entry.complaints))
    }
    result.notes += book.notes.map(\.description)
  }

  private mutating func readBook(_ name: [UInt8], in root: FolderHandle) {
    do throws(FileTrouble) {
      let content = try root.content(of: name, limit: UploadScanner.longestAccounts)
      let file = shown([name])
      result.book =
        name == UploadScanner.lines
        ? AccountBook(lines: content, file: file) : AccountBook(table: content, file: file)
    } catch {
      let message = "\(shown([name])) \(error.sentence)"
      bookTrouble = message
      add(.accountsUnreadable, nil, nil, message)
    }
  }

  private static func joined(_ remarks: [AccountReader.Remark]) -> String {
    remarks.map(\.description).joined(separator: "; ")
  }

  /// The account of a folder: out of the book, else out of its own file.
  private mutating func answer(
    for id: String, in folder: FolderHandle, named name: [UInt8], hasFile: Bool
  ) -> AccountBook.Answer {
    let listed = book.answer(for: id)
    guard hasFile else { return listed }
    let file = shown([name, UploadScanner.single])
    if listed != .unknown {
      result.notes.append("\(file) ignored, because \(book.file ?? "") lists the account")
      return listed
    }
    let entry: AccountReader.Entry
    do throws(FileTrouble) {
      let content = try folder.content(of: UploadScanner.single, limit: 1 << 20)
      do throws(JSONReader.Failure) {
        entry = AccountReader.entry(try JSONReader.value(of: content), file: file)
      } catch {
        entry = AccountReader.entry(error, file: file)
      }
    } catch {
      return .malformed([AccountReader.Remark(file: file, line: 1, sentence: error.sentence)])
    }
    result.notes += entry.notes.map(\.description)
    guard let account = entry.account else { return .malformed(entry.complaints) }
    guard account.id == id else {
      return .malformed([
        AccountReader.Remark(
          file: file, line: entry.line, sentence: "id is not the name of its folder; make them equal")
      ])
    }
    return .account(account)
  }

  // MARK: Folders

  private mutating func scanAccount(_ name: [UInt8], in root: FolderHandle) {
    let id = String(validating: name, as: UTF8.self) ?? Shown.name(name)
    seen.insert(id)
    let shownID = Shown.name(name)
    let folder: FolderHandle
    let entries: [FolderHandle.Entry]
    do throws(FileTrouble) {
      folder = try root.folder(name)
      entries = try folder.entries().filter { !UploadScanner.isLitter($0.name) }
    } catch {
      add(.folderUnreadable, shownID, nil, "\(shown([name])) \(error.sentence)")
      return
    }
    let file = entries.first { $0.name == UploadScanner.single }
    let answer = answer(for: id, in: folder, named: name, hasFile: file != nil)
    let isListed = book.answer(for: id) != .unknown
    let source = (
      isListed ? book.file ?? "" : shown([name, UploadScanner.single]), isListed ? result.bookMark : file?.mark
    )
    let others = entries.filter { $0.name != UploadScanner.single }
    for entry in others {
      if entry.kind == .folder {
        scanSubmission(entry.name, of: shownID, in: folder, named: name, answer, from: source)
      } else {
        leaveOut(entry, in: [name], account: shownID, pipeline: nil)
      }
    }
    if others.isEmpty { result.emptyAccounts.append(shown([name])) }
  }

  private mutating func scanSubmission(
    _ name: [UInt8], of account: String, in folder: FolderHandle, named folderName: [UInt8],
    _ answer: AccountBook.Answer, from source: (file: String, mark: FileMark?)
  ) {
    let pipeline = Shown.name(name)
    let place = shown([folderName, name])
    guard pipelines.contains(pipeline) else {
      let meant = Suggestion.nearest(to: pipeline, among: pipelines).map { " (did you mean '\($0)'?)" } ?? ""
      add(
        .pipelineUnknown, account, pipeline,
        "\(place): unknown pipeline '\(pipeline)'\(meant); name the folder one of "
          + pipelines.joined(separator: ", "))
      return
    }
    let all: [FolderHandle.Entry]
    do throws(FileTrouble) {
      all = try folder.folder(name).entries()
    } catch {
      add(.folderUnreadable, account, pipeline, "\(place) \(error.sentence)")
      return
    }
    let entries = all.filter { !UploadScanner.isLitter($0.name) }
    let taken = entries.filter { $0.kind == .file && $0.name.first != UInt8(ascii: ".") }
    guard !entries.isEmpty else {
      // Somebody looked into a folder after its files were taken away: there is nothing to decide there.
      guard all.isEmpty else {
        result.notes.append("\(place) holds no documents")
        return
      }
      add(.folderEmpty, account, pipeline, "\(place) holds no files; put the documents there and run again")
      return
    }
    switch answer {
    case .account(let found) where !taken.isEmpty:
      result.items.append(
        .submission(
          UploadFolder.Submission(
            account: found, pipeline: pipeline, folders: [folderName, name], files: taken.map(\.name),
            marks: taken.compactMap(\.mark), accountFile: source.file, accountMark: source.mark)))
    case .account: break
    case .malformed(let remarks):
      add(.accountMalformed, account, pipeline, UploadScanner.joined(remarks))
      return
    case .unknown:
      add(.accountMissing, account, pipeline, missingAccount(folderName))
      return
    }
    for entry in entries where entry.kind != .file || entry.name.first == UInt8(ascii: ".") {
      leaveOut(entry, in: [folderName, name], account: account, pipeline: pipeline)
    }
  }

  private func missingAccount(_ name: [UInt8]) -> String {
    if let bookTrouble { return "no account for \(shown([name])): \(bookTrouble)" }
    guard let file = book.file else {
      return
        "no account for \(shown([name])): \(shown([])) holds neither accounts.jsonl nor accounts.csv, "
        + "and the folder no account.json; add one and run again"
    }
    guard book.nameless.isEmpty else {
      return "no account for \(shown([name])): \(file) has it on no line that can be read; mend or add it and run again"
    }
    return "no account for \(shown([name])): \(file) does not list it; add it and run again"
  }

  /// One line for an entry that stands where it is not taken: harmless ones are noted, what may be a document is a
  /// problem.
  private mutating func leaveOut(
    _ entry: FolderHandle.Entry, in folders: [[UInt8]], account: String?, pipeline: String?
  ) {
    let place = shown(folders + [entry.name])
    switch entry.kind {
    case .symbolicLink: add(.entryRefused, account, pipeline, "\(place) \(FileTrouble.symbolicLink.sentence)")
    case .folder:
      add(.entryRefused, account, pipeline, "\(place) is a folder; put the documents into \(shown(folders)) itself")
    case .other: add(.entryRefused, account, pipeline, "\(place) \(FileTrouble.notAFile.sentence)")
    case .file where entry.name.first == UInt8(ascii: "."):
      result.notes.append("\(place) is hidden and was left out")
    case .file where folders.isEmpty && !UploadScanner.looksLikeDocument(entry.name):
      result.notes.append("\(place) lies outside the accounts' folders and was left out")
    case .file:
      add(
        .entryRefused, account, pipeline,
        "\(place) lies in no pipeline's folder; move it to ACCOUNT/PIPELINE/, with PIPELINE one of "
          + pipelines.joined(separator: ", "))
    }
  }

  private static func looksLikeDocument(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return [".pdf", ".jpg", ".jpeg", ".png", ".heic", ".webp", ".tif", ".tiff"].contains { text.hasSuffix($0) }
  }
}

extension UploadScanner {
  /// As the operator named it. Throws `CommandFailure` when it cannot be listed.
  static func scan(folder: String, pipelines: [String]) throws(CommandFailure) -> UploadFolder {
    do throws(FileTrouble) {
      return try scan(folder, pipelines: pipelines)
    } catch {
      let sentence =
        error == .notAFolder
        ? "is not a folder; give the folder that holds accounts.jsonl and the account folders" : error.sentence
      throw CommandFailure(.usage, "\(Shown.text(folder)) \(sentence)")
    }
  }
}
