import Foundation

/// The checkout that the tests were built from.
enum Repository {
  /// A path below the folder with `Package.swift`.
  static func path(_ relative: String) -> String {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/",
      !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent(relative).path
  }
}
