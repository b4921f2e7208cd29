import Casework
internal import Crypto
import FoundationEssentials
import Glibc

/// Bytes sealed chunk by chunk under a key that seals nothing else: AES-256-GCM, the chunk's number as nonce, and whether
/// it is the last one authenticated with it, so that no chunk can be left out, moved or cut off (the STREAM construction
/// of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
enum SealedChunks {
  /// Plain bytes in each chunk but the last, which has fewer or as many.
  static let length = 1 << 16
  private static let tagLength = 16

  static func seal(_ chunk: ArraySlice<UInt8>, number: Int, isLast: Bool, _ key: SymmetricKey) -> [UInt8] {
    guard let box = try? AES.GCM.seal(chunk, using: key, nonce: nonce(number), authenticating: mark(isLast)) else {
      preconditionFailure("a key of 256 bits and a nonce of 96 seal anything")
    }
    return Array(box.ciphertext) + Array(box.tag)
  }

  /// Nil when anything was altered or is missing.
  static func open(_ sealed: [UInt8], _ key: SymmetricKey) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(sealed.count)
    var rest = sealed[...]
    var number = 0
    repeat {
      let chunk = rest.prefix(length + tagLength)
      rest = rest.dropFirst(chunk.count)
      guard chunk.count >= tagLength,
        let box = try? AES.GCM.SealedBox(
          nonce: nonce(number), ciphertext: chunk.dropLast(tagLength), tag: chunk.suffix(tagLength)),
        let opened = try? AES.GCM.open(box, using: key, authenticating: mark(rest.isEmpty))
      else { return nil }
      plain.append(contentsOf: opened)
      number += 1
    } while !rest.isEmpty
    return plain
  }

  private static func nonce(_ number: Int) -> AES.GCM.Nonce {
    let bytes = [0, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    guard let nonce = try? AES.GCM.Nonce(data: bytes) else { preconditionFailure("96 bits") }
    return nonce
  }

  private static func mark(_ isLast: Bool) -> [UInt8] { [isLast ? 1 : 0] }
}

/// Writes such a file, for its owner alone; it is there as a whole or not at all. Used by one task at a time.
final class SealedFileWriter: @unchecked Sendable {
  /// Of the name while it is being written.
  static let ending = ".part"

  private let path: String
  private let key: SymmetricKey
  private let file: CInt
  private var number = 0
  private var isOpen = true

  init(_ path: String, key: SymmetricKey) throws(StoreFailure) {
    self.path = path
    self.key = key
    file = Glibc.open(path + SealedFileWriter.ending, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Disk.failure(errno, at: path) }
  }

  deinit { abandon() }

  /// Whole chunks, none of them the last.
  func write(_ bytes: [UInt8]) throws(StoreFailure) {
    precondition(bytes.count % SealedChunks.length == 0, "whole chunks")
    for start in stride(from: 0, to: bytes.count, by: SealedChunks.length) {
      try put(bytes[start..<start + SealedChunks.length], isLast: false)
    }
  }

  /// The last chunk; when this returns, the file outlives a power cut. When it throws, nothing is left behind.
  func finish(_ last: [UInt8]) throws(StoreFailure) {
    do throws(StoreFailure) {
      try put(last[...], isLast: true)
      guard fsync(file) == 0 || errno == EINVAL else { throw Disk.failure(errno, at: path) }
      guard rename(path + SealedFileWriter.ending, path) == 0 else { throw Disk.failure(errno, at: path) }
    } catch {
      abandon()
      throw error
    }
    isOpen = false
    close(file)
    do throws(StoreFailure) { try Disk.syncFolder(Disk.parent(of: path)) } catch {
      unlink(path)
      throw error
    }
  }

  func abandon() {
    guard isOpen else { return }
    isOpen = false
    close(file)
    unlink(path + SealedFileWriter.ending)
  }

  private func put(_ chunk: ArraySlice<UInt8>, isLast: Bool) throws(StoreFailure) {
    try Disk.writeAll(SealedChunks.seal(chunk, number: number, isLast: isLast, key)[...], to: file, at: path)
    number += 1
  }
}
