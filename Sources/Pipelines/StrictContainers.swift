internal import Yams

/// A block of keys, read strictly.
struct StrictKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: StrictDecoder

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    decoder.asked.takesAll = true
    return (decoder.node?.mapping?.keys.compactMap(\.string) ?? []).compactMap(Key.init(stringValue:))
  }

  func contains(_ key: Key) -> Bool {
    note(key)
    return entry(key) != nil
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    note(key)
    return entry(key)?.value.isEmptyScalar ?? true
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    note(key)
    return try inner(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    note(key)
    return try inner(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    note(key)
    return try inner(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { inner(key) }

  private func note(_ key: Key) {
    if !decoder.asked.names.contains(key.stringValue) { decoder.asked.names.append(key.stringValue) }
  }

  private func entry(_ key: Key) -> (key: Node, value: Node)? {
    decoder.node?.mapping?.first { $0.key.string == key.stringValue }
  }

  /// The reader of a key's value; one that makes stand-ins where the key is missing.
  private func inner(_ key: Key) -> StrictDecoder {
    let found = entry(key)
    if found == nil, decoder.node != nil { decoder.asked.missing.append(key.stringValue) }
    return StrictDecoder(
      node: found?.value, line: found?.key.mark?.line, path: decoder.path + [key.stringValue],
      complaints: decoder.complaints)
  }
}

/// A list, read strictly.
struct StrictUnkeyedContainer: UnkeyedDecodingContainer {
  let decoder: StrictDecoder
  private let nodes: [Node]
  private(set) var currentIndex = 0

  init(decoder: StrictDecoder) {
    self.decoder = decoder
    nodes = decoder.node?.sequence.map(Array.init) ?? []
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { nodes.count }
  var isAtEnd: Bool { currentIndex >= nodes.count }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, nodes[currentIndex].isEmptyScalar else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { next() }

  private mutating func next() -> StrictDecoder {
    let node = isAtEnd ? nil : nodes[currentIndex]
    currentIndex += 1
    return StrictDecoder(
      node: node, line: node?.mark?.line ?? decoder.line, path: decoder.path, complaints: decoder.complaints)
  }
}

/// One value, read strictly.
struct StrictSingleContainer: SingleValueDecodingContainer {
  let decoder: StrictDecoder

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { decoder.node?.isEmptyScalar ?? true }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }
}

extension Node {
  /// Nothing stands here, or `null`.
  var isEmptyScalar: Bool {
    guard let scalar else { return false }
    return scalar.style != .singleQuoted && scalar.style != .doubleQuoted && ["", "~", "null"].contains(scalar.string)
  }
}
