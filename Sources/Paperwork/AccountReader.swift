import Model

/// Turns one JSON object into an account. Null and "" mean absent; keys that nobody knows are noted; anything of the
/// wrong type or shape is complained about with line and key, never with the value.
package struct AccountReader {
  /// Something to tell the operator about one account.
  package struct Remark: Sendable, Equatable, CustomStringConvertible {
    /// The file as the operator knows it.
    package let file: String
    package let line: Int
    package let sentence: String

    package init(file: String, line: Int, sentence: String) {
      self.file = file
      self.line = line
      self.sentence = sentence
    }

    /// `accounts.jsonl:3: dateOfBirth is not a day written as YYYY-MM-DD`
    package var description: String { "\(file):\(line): \(sentence)" }
  }

  /// An account, or why there is none.
  package struct Entry: Sendable, Equatable {
    /// As far as it could be read.
    package let id: String?
    /// Of the object's start.
    package let line: Int
    /// Nil when there are complaints.
    package let account: Account?
    package let complaints: [Remark]
    /// What was ignored.
    package let notes: [Remark]

    package init(id: String?, line: Int, account: Account?, complaints: [Remark], notes: [Remark]) {
      self.id = id
      self.line = line
      self.account = account
      self.complaints = complaints
      self.notes = notes
    }
  }

  private let file: String
  private var complaints: [Remark] = []
  private var notes: [Remark] = []

  private init(file: String) { self.file = file }

  /// Reads one account; `file` is its name in complaints.
  package static func entry(_ json: LocatedJSON, file: String) -> Entry {
    var reader = AccountReader(file: file)
    let account = reader.account(json)
    return Entry(
      id: account?.id, line: json.line, account: reader.complaints.isEmpty ? account : nil,
      complaints: reader.complaints, notes: reader.notes)
  }

  /// An entry for text that is no JSON.
  package static func entry(_ failure: JSONReader.Failure, file: String) -> Entry {
    Entry(
      id: nil, line: failure.line, account: nil,
      complaints: [Remark(file: file, line: failure.line, sentence: "is not JSON: \(failure.sentence)")], notes: [])
  }

  private mutating func complain(_ line: Int, _ sentence: String) {
    complaints.append(Remark(file: file, line: line, sentence: sentence))
  }

  private mutating func account(_ json: LocatedJSON) -> Account? {
    guard case .object(let members) = json.value else {
      complain(json.line, "an account is an object in braces")
      return nil
    }
    var block = Block(prefix: "", line: json.line, members: members)
    let id = text("id", in: &block)
    var account = Account(id: id ?? "")
    if let id {
      if id.utf8.count > 200 || Shown.text(id) != id || id.contains("/") {
        complain(block.line(of: "id"), "id is longer than 200 bytes or holds a slash or a control character")
      }
    } else if !complaints.contains(where: { $0.sentence.hasPrefix("id ") }) {
      complain(json.line, "id is missing")
    }
    account.name = name(in: &block)
    account.aliases = aliases(in: &block)
    account.dateOfBirth = dateOfBirth(in: &block)
    account.address = address(in: &block)
    account.card = card(in: &block)
    account.email = text("email", in: &block).map { Private($0) }
    account.language = text("language", in: &block)?.lowercased()
    account.priority = word("priority", Account.Priority.self, in: &block) ?? .standard
    account.purpose = word("purpose", Account.Purpose.self, in: &block)
    noteUnknown(in: block)
    return id == nil ? nil : account
  }

  private mutating func name(in block: inout Block) -> Account.Name? {
    guard var name = inner("name", "given and family", in: &block) else { return nil }
    let result = Account.Name(given: secret("given", in: &name), family: secret("family", in: &name))
    noteUnknown(in: name)
    return result.given == nil && result.family == nil ? nil : result
  }

  private mutating func aliases(in block: inout Block) -> [Private<String>] {
    guard let member = block.take("aliases") else { return [] }
    switch member.value.value {
    case .null, .text(""): return []
    case .list(let elements):
      var aliases: [Private<String>] = []
      for element in elements {
        switch element.value {
        case .text(let text): if !text.isBlank { aliases.append(Private(text)) }
        case .null: break
        default: complain(element.line, "aliases must be texts")
        }
      }
      return aliases
    default:
      complain(member.line, "aliases must be a list of texts")
      return []
    }
  }

  private mutating func dateOfBirth(in block: inout Block) -> Private<Day>? {
    guard let text = text("dateOfBirth", in: &block) else { return nil }
    guard let day = Day(text) else {
      complain(block.line(of: "dateOfBirth"), "dateOfBirth is not a day written as YYYY-MM-DD")
      return nil
    }
    return Private(day)
  }

  private mutating func address(in block: inout Block) -> Account.Address? {
    guard var inner = inner("address", "street, houseNumber, postalCode and so on", in: &block) else { return nil }
    var address = Account.Address(
      street: secret("street", in: &inner), houseNumber: secret("houseNumber", in: &inner),
      floor: secret("floor", in: &inner), door: secret("door", in: &inner),
      postalCode: secret("postalCode", in: &inner), city: secret("city", in: &inner))
    if let country = text("country", in: &inner) {
      if country.utf8.count == 2, country.utf8.allSatisfy({ (65...90).contains($0 & 0xDF) }) {
        address.country = country.uppercased()
      } else {
        complain(inner.line(of: "country"), "address.country is not two letters (ISO 3166-1), such as DK")
      }
    }
    noteUnknown(in: inner)
    return address == Account.Address() ? nil : address
  }

  private mutating func card(in block: inout Block) -> Account.Card? {
    guard var inner = inner("card", "first6, last4 and holder", in: &block) else { return nil }
    let first6 = digits(6, "first6", in: &inner)
    let last4 = digits(4, "last4", in: &inner)
    let holder = secret("holder", in: &inner)
    noteUnknown(in: inner)
    if first6 == nil, last4 == nil, holder == nil, inner.spoiled.isEmpty { return nil }
    for (key, value) in [("first6", first6), ("last4", last4)] where value == nil && !inner.isSpoiled(key) {
      complain(inner.line, "card.\(key) is missing")
    }
    return Account.Card(first6: first6 ?? Private(""), last4: last4 ?? Private(""), holder: holder)
  }

  private mutating func digits(_ count: Int, _ key: String, in block: inout Block) -> Private<String>? {
    guard let text = text(key, in: &block) else { return nil }
    guard text.utf8.count == count, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      complain(block.line(of: key), "\(block.prefix)\(key) is not \(count) digits")
      block.spoiled.insert(key)
      return nil
    }
    return Private(text)
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type, in block: inout Block
  ) -> Word? where Word.RawValue == String {
    guard let text = text(key, in: &block) else { return nil }
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      complain(block.line(of: key), "\(block.prefix)\(key) is none of \(known)")
      return nil
    }
    return word
  }

  private mutating func secret(_ key: String, in block: inout Block) -> Private<String>? {
    text(key, in: &block).map { Private($0) }
  }

  /// A text without the spaces around it; nil when absent, blank, or complained about.
  private mutating func text(_ key: String, in block: inout Block) -> String? {
    guard let member = block.take(key) else { return nil }
    switch member.value.value {
    case .null: return nil
    case .text(let text): return text.isBlank ? nil : text.trimmed
    case .number:
      complain(member.line, "\(block.prefix)\(key) is a number; write it as a text in quotation marks")
    default: complain(member.line, "\(block.prefix)\(key) must be a text")
    }
    block.spoiled.insert(key)
    return nil
  }

  private mutating func inner(_ key: String, _ holds: String, in block: inout Block) -> Block? {
    guard let member = block.take(key) else { return nil }
    switch member.value.value {
    case .null, .text(""): return nil
    case .object(let members): return Block(prefix: block.prefix + key + ".", line: member.line, members: members)
    default:
      complain(member.line, "\(block.prefix)\(key) must be an object with \(holds)")
      return nil
    }
  }

  private mutating func noteUnknown(in block: Block) {
    for member in block.members where !block.taken.contains(member.key) {
      notes.append(
        Remark(
          file: file, line: member.line, sentence: "unknown key '\(block.prefix)\(Shown.text(member.key))' ignored"))
    }
  }
}

/// An object while it is read.
private struct Block {
  /// What stands before a key of it in complaints, such as `card.`.
  let prefix: String
  let line: Int
  let members: [LocatedJSON.Member]
  var taken: Set<String> = []
  /// Keys that were complained about.
  var spoiled: Set<String> = []

  init(prefix: String, line: Int, members: [LocatedJSON.Member]) {
    self.prefix = prefix
    self.line = line
    self.members = members
  }

  mutating func take(_ key: String) -> LocatedJSON.Member? {
    taken.insert(key)
    return members.first { $0.key == key }
  }

  func line(of key: String) -> Int { members.first { $0.key == key }?.line ?? line }
  func isSpoiled(_ key: String) -> Bool { spoiled.contains(key) }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
