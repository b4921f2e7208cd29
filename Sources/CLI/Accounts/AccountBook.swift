internal import Model
internal import Paperwork

/// The accounts of an upload folder, by id.
struct AccountBook: Sendable {
  /// What an id leads to.
  enum Answer: Sendable, Equatable {
    case account(Account)
    /// It is listed, but cannot be used.
    case malformed([AccountReader.Remark])
    case unknown
  }

  /// How the file is called in messages; nil when there is none.
  let file: String?
  private(set) var entries: [String: AccountReader.Entry] = [:]
  /// Entries whose id could not be read.
  private(set) var nameless: [AccountReader.Entry] = []
  private(set) var notes: [AccountReader.Remark] = []

  /// A folder without such a file.
  static let none = AccountBook(file: nil)

  private init(file: String?) { self.file = file }

  /// Reads `accounts.jsonl`: one account a line; empty lines are skipped.
  init(lines bytes: [UInt8], file: String) {
    self.init(file: file)
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { ![0x20, 0x09, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }) else { continue }
      do throws(JSONReader.Failure) {
        add(AccountReader.entry(try JSONReader.value(of: Array(line), firstLine: index + 1), file: file))
      } catch {
        add(AccountReader.entry(error, file: file))
      }
    }
  }

  /// Reads `accounts.csv`: a header with dotted names (`name.given`, `address.street`, `card.first6`), `aliases`
  /// separated by vertical bars.
  init(table bytes: [UInt8], file: String) {
    self.init(file: file)
    do throws(CSVTable.Failure) {
      let table = try CSVTable(bytes)
      guard let header = table.rows.first else {
        throw CSVTable.Failure(line: 1, sentence: "is empty; the first line names the columns")
      }
      let columns = try AccountBook.columns(header)
      for row in table.rows.dropFirst() {
        guard row.fields.count == header.fields.count else {
          add(wrongCount(row, header))
          continue
        }
        add(AccountReader.entry(AccountBook.object(row, columns), file: file))
      }
    } catch {
      let remark = AccountReader.Remark(file: file, line: error.line, sentence: error.sentence)
      nameless.append(
        AccountReader.Entry(id: nil, line: error.line, account: nil, complaints: [remark], notes: []))
    }
  }

  /// The account of that id.
  func answer(for id: String) -> Answer {
    guard let entry = entries[id] else { return .unknown }
    return entry.account.map { .account($0) } ?? .malformed(entry.complaints)
  }

  private mutating func add(_ entry: AccountReader.Entry) {
    for note in entry.notes where !notes.contains(where: { $0.sentence == note.sentence }) { notes.append(note) }
    guard let id = entry.id else {
      nameless.append(entry)
      return
    }
    guard let first = entries[id] else {
      entries[id] = entry
      return
    }
    // Judging by either of two could be judging by the wrong one.
    let twice = AccountReader.Remark(
      file: file ?? "", line: entry.line, sentence: "id stands here and on line \(first.line); leave one")
    entries[id] = AccountReader.Entry(
      id: id, line: first.line, account: nil, complaints: first.complaints + entry.complaints + [twice], notes: [])
  }

  private func wrongCount(_ row: CSVTable.Row, _ header: CSVTable.Row) -> AccountReader.Entry {
    let remark = AccountReader.Remark(
      file: file ?? "", line: row.line,
      sentence: "has \(row.fields.count) fields, the header \(header.fields.count)")
    let idColumn = header.fields.firstIndex(of: "id")
    let id = idColumn.flatMap { $0 < row.fields.count ? row.fields[$0] : nil } ?? ""
    return AccountReader.Entry(
      id: id.isEmpty ? nil : id, line: row.line, account: nil, complaints: [remark], notes: [])
  }

  private static func columns(_ header: CSVTable.Row) throws(CSVTable.Failure) -> [[String]] {
    guard header.fields.contains("id") else {
      throw CSVTable.Failure(line: header.line, sentence: "the header has no column 'id'")
    }
    var columns: [[String]] = []
    for field in header.fields {
      let path = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard path.count <= 2 else {
        throw CSVTable.Failure(line: header.line, sentence: "column '\(Shown.text(field))' has more than one dot")
      }
      guard !columns.contains(path) else {
        throw CSVTable.Failure(line: header.line, sentence: "column '\(Shown.text(field))' stands twice")
      }
      columns.append(path)
    }
    return columns
  }

  /// The row as the JSON object it stands for.
  private static func object(_ row: CSVTable.Row, _ columns: [[String]]) -> LocatedJSON {
    var members: [LocatedJSON.Member] = []
    func located(_ value: LocatedJSON.Value) -> LocatedJSON { LocatedJSON(line: row.line, value: value) }
    for (path, field) in zip(columns, row.fields) where path.count == 1 {
      let value: LocatedJSON.Value =
        path == ["aliases"]
        ? .list(field.split(separator: "|").map { located(.text(String($0))) }) : .text(field)
      members.append(LocatedJSON.Member(key: path[0], line: row.line, value: located(value)))
    }
    for (path, _) in zip(columns, row.fields) where path.count == 2 {
      guard !members.contains(where: { $0.key == path[0] }) else { continue }
      let inner = zip(columns, row.fields).filter { $0.0.count == 2 && $0.0[0] == path[0] }
        .map { LocatedJSON.Member(key: $0.0[1], line: row.line, value: located(.text($0.1))) }
      members.append(LocatedJSON.Member(key: path[0], line: row.line, value: located(.object(inner))))
    }
    return located(.object(members))
  }
}
