import Casework
import FoundationEssentials
import Testing

/// What every `BlobStore` promises.
package enum BlobStoreContract {
  private static let number = CaseNumber(year: 2026, serial: 17)

  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any BlobStore>] = [
    Clause("what is written is read") { store in
      for bytes in [[], Array(Planted.pixels.utf8), [UInt8](repeating: 7, count: 3_000_000)] {
        let key = try await store.write(bytes, of: number)
        #expect(try await store.read(key, of: number) == bytes)
      }
    },
    Clause("the same bytes twice are two blobs") { store in
      let first = try await store.write([1], of: number)
      let second = try await store.write([1], of: number)
      #expect(first != second)
      try await store.delete(first)
      #expect(try await store.read(second, of: number) == [1])
    },
    Clause("a blob of one case is not read for another") { store in
      let key = try await store.write([1], of: number)
      await #expect(throws: StoreFailure.sealBroken(what: "K-2026-000018/page/\(key)")) {
        try await store.read(key, of: CaseNumber(year: 2026, serial: 18))
      }
    },
    Clause("a deleted blob is missing, and may be deleted again") { store in
      let key = try await store.write([1], of: number)
      try await store.delete(key)
      try await store.delete(key)
      await #expect(throws: StoreFailure.blobMissing(key)) { try await store.read(key, of: number) }
    },
    Clause("blobs are listed by when they were written") { store in
      let keys = [try await store.write([1], of: number), try await store.write([2], of: number)]
      #expect(Set(try await store.keys(writtenBefore: .distantFuture)) == Set(keys))
      #expect(try await store.keys(writtenBefore: .distantPast) == [])
    },
  ]
}
