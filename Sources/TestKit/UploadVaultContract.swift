import Casework
import FoundationEssentials
import Model
import Testing

/// What every `UploadVault` promises. The clock of the store under contract stands at `Date.start`.
package enum UploadVaultContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any UploadVault>] = [
    Clause("what is sealed is read, in pieces of any size") { vault in
      for size in [0, 1, 65_535, 65_536, 65_537, 131_072, 500_000] {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try await vault.begin(.sealed, limit: 500_000)
        var rest = bytes[...]
        while !rest.isEmpty {
          try await file.append(Array(rest.prefix(40_000)))
          rest = rest.dropFirst(40_000)
        }
        let received = try await file.finish(name: Private(Planted.fileName))
        #expect(received.bytes == size)
        #expect(received.content == nil)
        #expect(received.name == Private(Planted.fileName))
        #expect(try await vault.read(try #require(received.sealed)) == bytes, "\(size) bytes")
      }
    },
    Clause("what is to be masked first stays in memory") { vault in
      let file = try await vault.begin(.maskFirst, limit: 10)
      try await file.append([1, 2])
      try await file.append([3])
      let received = try await file.finish(name: Private("x"))
      #expect(received.content == [1, 2, 3])
      #expect(received.sealed == nil)
      #expect(try await vault.blobs(writtenBefore: .distantFuture) == [])
    },
    Clause("what is too large is counted and not kept") { vault in
      for mode in [IntakeMode.sealed, .maskFirst] {
        let file = try await vault.begin(mode, limit: 100_000)
        for _ in 0..<3 { try await file.append([UInt8](repeating: 1, count: 50_000)) }
        let received = try await file.finish(name: Private("x"))
        #expect(received.bytes == 150_000)
        #expect(received.content == nil)
        #expect(received.sealed == nil)
      }
      #expect(try await vault.blobs(writtenBefore: .distantFuture) == [])
    },
    Clause("the same bytes have the same hash however they come, and two are two uploads") { vault in
      let one = try await sealed(vault, [[1, 2], [3]])
      let other = try await sealed(vault, [[1], [2, 3]])
      #expect(one.sha256 == other.sha256)
      #expect(one.sealed != other.sealed)
    },
    Clause("an upload that was broken off leaves nothing") { vault in
      let file = try await vault.begin(.sealed, limit: 1_000_000)
      try await file.append([UInt8](repeating: 1, count: 200_000))
      await file.abandon()
      #expect(try await vault.blobs(writtenBefore: .distantFuture) == [])
    },
    Clause("nothing opens after its epoch's key is destroyed") { vault in
      let upload = try #require(try await sealed(vault, [[1]]).sealed)
      #expect(try await vault.epochs() == [Epoch(of: .start)])
      try await vault.destroy(upload.epoch)
      try await vault.destroy(upload.epoch)
      #expect(try await vault.epochs() == [])
      await #expect(throws: StoreFailure.uploadGone(upload.blob)) { try await vault.read(upload) }
    },
    Clause("a deleted upload is gone, and may be deleted again") { vault in
      let upload = try #require(try await sealed(vault, [[1]]).sealed)
      #expect(try await vault.blobs(writtenBefore: .distantFuture) == [upload.blob])
      #expect(try await vault.blobs(writtenBefore: .distantPast) == [])
      try await vault.delete(upload.blob)
      try await vault.delete(upload.blob)
      await #expect(throws: StoreFailure.uploadGone(upload.blob)) { try await vault.read(upload) }
    },
  ]

  private static func sealed(_ vault: any UploadVault, _ pieces: [[UInt8]]) async throws -> SubmittedFile {
    let file = try await vault.begin(.sealed, limit: 1_000_000)
    for piece in pieces { try await file.append(piece) }
    return try await file.finish(name: Private("x"))
  }
}
