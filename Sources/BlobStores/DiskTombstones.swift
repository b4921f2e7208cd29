import Casework
import Glibc

/// Tombstones as lines of one file, which is only ever added to.
package struct DiskTombstones: Tombstones {
  private let path: String

  /// Made with the first tombstone.
  package init(path: String) { self.path = path }

  package func add(_ tombstone: Tombstone) async throws {
    let isNew = access(path, F_OK) != 0
    // A line that was broken off is no tombstone; a new one begins on a line of its own.
    try Disk.writeThrough(Array("\n\(tombstone)\n".utf8), to: path, flags: O_CREAT | O_APPEND)
    if isNew { try Disk.syncFolder(Disk.parent(of: path)) }
  }

  package func all() async throws -> [Tombstone] {
    guard let bytes = try Disk.read(path) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { Tombstone(String($0)) }
  }
}
