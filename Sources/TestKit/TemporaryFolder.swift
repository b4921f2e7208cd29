import FoundationEssentials

/// A folder of its own for a test, gone with the value.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.path + "/kyc-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of every file in it and below.
  package var files: [String] {
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return below.map { path + "/" + $0 }.filter { FileManager.default.contents(atPath: $0) != nil }
  }

  /// The permission bits of a file or folder.
  package func mode(_ path: String) throws -> UInt16 {
    let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    return (permissions as? UInt16) ?? UInt16((permissions as? Int) ?? 0)
  }
}
