internal import Yams

/// Reads a YAML node into a `Decodable` type and complains, with line numbers, about everything that does not fit:
/// unknown and missing keys, wrong types, unknown words. It goes on after a complaint with a stand-in value, so that
/// one reading tells all; what it returned is of no use once there are complaints.
struct StrictDecoder: Decoder {
  /// Thrown where no stand-in can be made; what is wrong is in the complaints already.
  struct Abandoned: Error {}

  let node: Node?
  let line: Int?
  let path: [String]
  let complaints: Complaints
  let asked = AskedKeys()

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// `node` nil makes stand-ins. `line` is the line of the node's key; `path` names the node in complaints.
  init(node: Node?, line: Int?, path: [String], complaints: Complaints) {
    self.node = node
    self.line = line
    self.path = path
    self.complaints = complaints
  }

  /// The value of a node, or a stand-in; nil when not even that could be made.
  func value<T: Decodable>(of type: T.Type) -> T? { try? decode(type) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let number = try scalar(type) { return number }
    if let names = StrictDecoder.words(of: type) { return try word(type, among: names) }
    let keyNames = (type as? any KeyedByWords.Type)?.words
    if let keyNames, let mapping = node?.mapping {
      let strangers = mapping.keys.filter { !keyNames.contains($0.string ?? "") }
      for key in strangers {
        complaints.unknown("word", key.string ?? "", in: pathName, line: key.mark?.line, known: keyNames)
      }
      if !strangers.isEmpty { return try StrictDecoder(standInFor: self).decode(type) }
    }
    do {
      let value = try type.init(from: self)
      complainAboutUnasked(complete: true)
      return value
    } catch let error as DecodingError {
      complain(about: error)
    } catch is Abandoned {
      complainAboutUnasked(complete: false)
      throw Abandoned()
    }
    complainAboutUnasked(complete: false)
    throw Abandoned()
  }

  /// How the node is called in complaints.
  var pathName: String { path.isEmpty ? "the file" : path.joined(separator: ".") }

  init(standInFor other: StrictDecoder) {
    self.init(node: nil, line: other.line, path: other.path, complaints: other.complaints)
  }

  private func complain(about error: DecodingError) {
    guard node != nil else { return }
    switch error {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context):
      complaints.add(line, "\(pathName): \(Complaints.shown(context.debugDescription))")
    @unknown default:
      complaints.add(line, "\(pathName) cannot be read")
    }
  }

  /// Complains about keys that nobody asked for. Where the reading broke off, only those that look like a missing
  /// one: the others might have been asked for.
  private func complainAboutUnasked(complete: Bool) {
    guard let mapping = node?.mapping, asked.isKeyed, !asked.takesAll else { return }
    let known = asked.names
    for key in mapping.keys {
      let name = key.string ?? ""
      guard !known.contains(name) else { continue }
      let meant = Suggestion.nearest(to: name, among: asked.missing)
      if let meant { asked.missing.removeAll { $0 == meant } }
      guard complete || meant != nil else { continue }
      complaints.unknown(
        "key", name, in: path.isEmpty ? nil : pathName, line: key.mark?.line, known: meant.map { [$0] } ?? known)
    }
    for name in asked.missing { complaints.add(line, "\(path.isEmpty ? "" : pathName + ": ")'\(name)' is missing") }
    asked.missing = []
  }

  // MARK: Decoder

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    asked.isKeyed = true
    if let node, node.mapping == nil {
      complaints.add(line, "\(pathName) must be a block of keys, not \(StrictDecoder.kind(of: node))")
      return KeyedDecodingContainer(StrictKeyedContainer<Key>(decoder: StrictDecoder(standInFor: self)))
    }
    return KeyedDecodingContainer(StrictKeyedContainer<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    if let node, node.sequence == nil {
      complaints.add(line, "\(pathName) must be a list, not \(StrictDecoder.kind(of: node))")
      return StrictUnkeyedContainer(decoder: StrictDecoder(standInFor: self))
    }
    return StrictUnkeyedContainer(decoder: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { StrictSingleContainer(decoder: self) }

  /// What stands at a node, in words.
  static func kind(of node: Node) -> String {
    switch node {
    case .mapping: "a block of keys"
    case .sequence: "a list"
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(Complaints.shown(scalar.string))'"
    case .alias: "an alias"
    }
  }
}

/// Which keys of a mapping were asked for.
final class AskedKeys {
  var isKeyed = false
  /// The type takes whatever keys there are.
  var takesAll = false
  /// In the order they were asked for.
  var names: [String] = []
  var missing: [String] = []
}

/// A dictionary whose keys are the words of an enumeration.
private protocol KeyedByWords {
  static var words: [String] { get }
}

extension Dictionary: KeyedByWords where Key: CaseIterable & RawRepresentable, Key.RawValue == String {
  fileprivate static var words: [String] { Key.allCases.map(\.rawValue) }
}

extension StrictDecoder {
  /// The words of an enumeration with text values that can list its cases; nil for any other type.
  private static func words(of type: any Decodable.Type) -> [String]? {
    func listed<Cases: CaseIterable>(_ type: Cases.Type) -> [String]? {
      let words = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
      return words.isEmpty ? nil : words
    }
    return (type as? any CaseIterable.Type).flatMap { listed($0) }
  }

  private func word<T: Decodable>(_ type: T.Type, among words: [String]) throws -> T {
    func chosen<Cases: CaseIterable>(_ type: Cases.Type, _ word: String) -> T? {
      type.allCases.first { ($0 as? any RawRepresentable)?.rawValue as? String == word } as? T
    }
    guard let cases = type as? any CaseIterable.Type, let first = words.first else { throw Abandoned() }
    let standIn = chosen(cases, first)
    guard let node else { return try standIn.orAbandon() }
    guard let text = node.scalar?.string, !text.isEmpty else {
      complaints.add(line, "\(pathName) must be one of \(words.joined(separator: ", "))")
      return try standIn.orAbandon()
    }
    if !words.contains(text) {
      complaints.unknown("word", text, in: pathName, line: node.mark?.line ?? line, known: words)
    }
    return try (chosen(cases, text) ?? standIn).orAbandon()
  }

  /// A text, number or truth value as it stands in the node, after a complaint the stand-in; nil for any other type.
  private func scalar<T: Decodable>(_ type: T.Type) throws -> T? {
    func read(_ what: String, _ standIn: T?, _ value: (Node.Scalar) -> T?) throws -> T? {
      guard let node else { return try standIn.orAbandon() }
      if let scalar = node.scalar, let value = value(scalar) { return value }
      complaints.add(node.mark?.line ?? line, "\(pathName) must be \(what), not \(StrictDecoder.kind(of: node))")
      return try standIn.orAbandon()
    }
    switch type {
    case is String.Type: return try read("a text", "" as? T) { $0.string.isEmpty ? nil : $0.string as? T }
    case is Bool.Type: return try read("true or false", false as? T) { ["true": true, "false": false][$0.plain] as? T }
    case is Int.Type: return try read("a whole number", 1 as? T) { StrictDecoder.wholeNumber($0.plain) as? T }
    case is Double.Type: return try read("a number", 1.0 as? T) { StrictDecoder.number($0.plain) as? T }
    default: return nil
    }
  }

  /// Digits with or without a minus; no octal, no sexagesimal, nothing that YAML 1.1 reads into them.
  static func wholeNumber(_ text: String) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), digits == "0" || digits.first != "0"
    else { return nil }
    return Int(text)
  }

  /// A decimal number; no infinity, no NaN, no hexadecimal.
  static func number(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) || "-.eE+".utf8.contains($0) }),
      let value = Double(text), value.isFinite
    else { return nil }
    return value
  }
}

extension Node.Scalar {
  /// The text where it stands unquoted; empty otherwise.
  fileprivate var plain: String { style == .plain || style == .any ? string : "" }
}

extension Optional {
  fileprivate func orAbandon() throws(StrictDecoder.Abandoned) -> Wrapped {
    guard let self else { throw StrictDecoder.Abandoned() }
    return self
  }
}
