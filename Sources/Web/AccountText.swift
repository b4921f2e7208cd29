import Model
import Paperwork

/// Account data out of a request.
enum AccountText {
  /// Throws `Refusal` with the first complaint, which names line and key and nothing of the values.
  static func account(_ bytes: [UInt8]) throws -> Account {
    let json: LocatedJSON
    do throws(JSONReader.Failure) { json = try JSONReader.value(of: bytes) } catch {
      throw Refusal(.malformedRequest, "account:\(error.line): is not JSON: \(error.sentence)")
    }
    return try account(json)
  }

  static func account(_ json: LocatedJSON) throws -> Account {
    let entry = AccountReader.entry(json, file: "account")
    guard let account = entry.account else {
      throw Refusal(.invalidAccount, entry.complaints.first?.description)
    }
    return account
  }
}

/// A JSON object out of a request, of which no key is left over.
struct RequestObject {
  private var members: [LocatedJSON.Member]

  /// Throws `Refusal` for anything but an object.
  init(_ bytes: [UInt8]) throws {
    let json: LocatedJSON
    do throws(JSONReader.Failure) { json = try JSONReader.value(of: bytes) } catch {
      throw Refusal(.malformedRequest, "line \(error.line): is not JSON: \(error.sentence)")
    }
    guard case .object(let members) = json.value else {
      throw Refusal(.malformedRequest, "line \(json.line): an object in braces is wanted")
    }
    self.members = members
  }

  /// A text; nil when it is absent or null. Throws `Refusal` for anything else, and for a longer one.
  mutating func text(_ key: String, longest: Int = 2000) throws -> String? {
    switch take(key)?.value {
    case nil, .null: return nil
    case .text(let text) where text.unicodeScalars.count <= longest: return text
    default: throw Refusal(.malformedRequest, "\(key) is a text of at most \(longest) characters.")
    }
  }

  mutating func flag(_ key: String) throws -> Bool? {
    switch take(key)?.value {
    case nil, .null: return nil
    case .bool(let flag): return flag
    default: throw Refusal(.malformedRequest, "\(key) is true or false.")
    }
  }

  mutating func texts(_ key: String) throws -> [String] {
    switch take(key)?.value {
    case nil, .null: return []
    case .list(let values):
      return try values.map { value in
        guard case .text(let text) = value.value else { throw Refusal(.malformedRequest, "\(key) is a list of texts.") }
        return text
      }
    default: throw Refusal(.malformedRequest, "\(key) is a list of texts.")
    }
  }

  mutating func value(_ key: String) -> LocatedJSON? {
    guard let value = take(key), value.value != .null else { return nil }
    return value
  }

  /// Throws `Refusal` when there is a key that nobody took.
  func finish() throws {
    guard let left = members.first else { return }
    throw Refusal(.malformedRequest, "line \(left.line): unknown key '\(Shown.text(left.key))'.")
  }

  private mutating func take(_ key: String) -> LocatedJSON? {
    guard let place = members.firstIndex(where: { $0.key == key }) else { return nil }
    return members.remove(at: place).value
  }
}
