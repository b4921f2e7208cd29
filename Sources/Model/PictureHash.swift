/// What a page looks like from afar, in 256 bits: nearly the same for a picture that was saved anew, smaller or coarser.
/// Documents of one form look nearly the same too, so by itself it proves nothing.
package struct PictureHash: Sendable, Hashable {
  /// 4 × 64 bits.
  package let words: [UInt64]

  /// Nil unless there are 256 bits.
  package init?(bits: [Bool]) {
    guard bits.count == 256 else { return nil }
    words = stride(from: 0, to: 256, by: 64).map { start in
      bits[start..<start + 64].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
  }

  /// In how many of the bits the two differ.
  package func distance(to other: PictureHash) -> Int {
    zip(words, other.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
  }
}

extension PictureHash: Codable {
  /// Anything but four numbers is not decoded: it comes from outside.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    words = try container.decode([UInt64].self)
    guard words.count == 4 else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 256 bits")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(words)
  }
}
