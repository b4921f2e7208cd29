import Foundation
import Imaging
import Model

/// The folder with `Package.swift` above this file.
let repository: URL = {
  var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
    folder.deleteLastPathComponent()
  }
  return folder
}()

func fixture(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: repository.appendingPathComponent("Fixtures/uploads/" + path)))
}

/// The engine's files are not where `scripts/setup` puts them.
struct NoEngine: Error, CustomStringConvertible {
  let description: String
}

/// What C libraries do is done on the main actor: they start once in a process, whose tests run side by side.
@MainActor
enum Engine {
  private static let started = ImagingLibraries.start()
  private static let home = ProcessInfo.processInfo.environment["KYC_HOME"] ?? "/usr/local/lib/kyc"

  static func start() throws {
    guard started else { throw NoEngine(description: "libvips cannot be started: run scripts/setup") }
  }

  static func model(_ name: String) throws -> OnnxModel {
    do {
      let runtime = try OnnxRuntime(library: home + "/libonnxruntime.so")
      return try OnnxModel(runtime, path: "\(home)/PP-OCRv6_\(name)_small.onnx")
    } catch {
      throw NoEngine(description: "\(error.sentence): run scripts/setup")
    }
  }

  static func tesseract(_ languages: [String]) throws -> TesseractReader {
    do {
      return try TesseractReader(languages: languages, dataFolder: nil)
    } catch {
      throw NoEngine(description: "\(error.sentence): run scripts/setup")
    }
  }

  static func picture(_ path: String) throws -> Raster {
    try start()
    return try PictureFile(try fixture(path)).decoded()
  }
}

/// A grey picture of rows of letters, one level a letter.
func grey(_ rows: String...) -> Raster {
  Raster(width: rows[0].utf8.count, height: rows.count, bands: 1, pixels: rows.flatMap { [UInt8]($0.utf8) })
}

extension Raster {
  /// The rows of a grey picture made by `grey`.
  var rows: [String] {
    (0..<height).map { String(decoding: pixels[$0 * width..<($0 + 1) * width], as: UTF8.self) }
  }

  func level(_ x: Int, _ y: Int) -> Int { Int(pixels[(y * width + x) * bands]) }
}
