import FoundationEssentials

/// Where masked pages are kept, sealed. All functions throw `StoreFailure`.
package protocol BlobStore: Sendable {
  /// Durable when it returns.
  func write(_ bytes: [UInt8], of number: CaseNumber) async throws -> BlobKey

  /// Throws `blobMissing`, or `sealBroken` when the bytes were altered or belong to another case.
  func read(_ key: BlobKey, of number: CaseNumber) async throws -> [UInt8]

  /// Nothing happens when there is none.
  func delete(_ key: BlobKey) async throws

  /// In no particular order.
  func keys(writtenBefore limit: Date) async throws -> [BlobKey]
}

extension BlobStore {
  /// Deletes pages that no case came to name.
  func drop(_ keys: [BlobKey], _ log: CaseLog) async {
    for key in keys {
      do { try await delete(key) } catch {
        log.trouble("a page that no case names could not be deleted; the next sweep tries again", nil)
      }
    }
  }
}

/// The name of a blob: 32 lower-case hexadecimal digits, drawn at random, so that it says nothing.
package struct BlobKey: Sendable, Hashable {
  package let text: String

  /// Nil for anything but 32 lower-case hexadecimal digits.
  package init?(_ text: String) {
    guard text.utf8.count == 32,
      text.utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    self.text = text
  }

  /// A new one.
  package static func random(using source: inout some RandomNumberGenerator) -> BlobKey {
    let digits = Array("0123456789abcdef")
    let text = String((0..<32).map { _ in digits[Int.random(in: 0..<16, using: &source)] })
    guard let key = BlobKey(text) else { preconditionFailure("32 hexadecimal digits") }
    return key
  }
}

extension BlobKey: CustomStringConvertible {
  package var description: String { text }
}

extension BlobKey: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let key = BlobKey(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a blob key")
    }
    self = key
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
