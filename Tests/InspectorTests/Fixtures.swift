import Foundation
import Imaging
import Inspection
import Model

@testable import Inspector

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

/// A line of `Fixtures/expected.jsonl`.
struct ExpectedUpload: Decodable {
  /// Where something protected stands on a file.
  struct Place: Decodable {
    let file: String
    let unit: String?
    let polygons: [[[Double]]]
  }

  let account: String
  let pipeline: String
  let mrz: [String]?
  let cvv: [Place]?
  let pan: [Place]?
  let cpr: [Place]?
  let planted: [String]

  /// Folder under `Fixtures/uploads`.
  var folder: String { "\(account)/\(pipeline)/" }

  static func all() throws -> [ExpectedUpload] {
    let text = try String(contentsOf: repository.appendingPathComponent("Fixtures/expected.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Self.self, from: Data($0.utf8)) }
  }
}

/// The engine's files are not where `scripts/setup` puts them.
struct NoEngine: Error, CustomStringConvertible {
  let description: String
}

/// Fixtures taken through all stages, each once. On the main actor: the libraries start once in a process, and memory
/// is for one document at a time.
@MainActor
enum Desk {
  private static let started = ImagingLibraries.start()
  private static var loaded: Engines?
  private static var reports: [String: InspectionReport] = [:]
  private static var pages: [String: (page: Page, picture: Raster)] = [:]

  static func engines() throws -> Engines {
    if let loaded { return loaded }
    guard started else { throw NoEngine(description: "libvips cannot be started: run scripts/setup") }
    let home = ProcessInfo.processInfo.environment["KYC_HOME"] ?? "/usr/local/lib/kyc"
    do {
      let engines = try Engines(home: home, languages: ["dan", "eng"])
      loaded = engines
      return engines
    } catch {
      throw NoEngine(description: "\(error.sentence): run scripts/setup")
    }
  }

  static func report(on bytes: [UInt8], _ order: InspectionOrder = order()) throws -> InspectionReport {
    let engines = try engines()
    return try DocumentExamination(order: order) { () throws(MissingPiece) in engines }.report(on: bytes)
  }

  /// What the examination of a fixture with everything masked reports.
  static func report(on path: String) throws -> InspectionReport {
    if let known = reports[path] { return known }
    let report = try report(on: try fixture(path))
    reports[path] = report
    return report
  }

  /// The only page of a fixture and its kept picture.
  static func page(of path: String) throws -> (page: Page, picture: Raster) {
    if let known = pages[path] { return known }
    let report = try report(on: path)
    guard case .document(let document) = report.inspected, let page = document.pages.first,
      let jpeg = report.pictures.first?.jpeg
    else { throw NoEngine(description: "\(path) was not examined: \(report.inspected)") }
    let decoded = (page, try PictureFile(jpeg).decoded())
    pages[path] = decoded
    return decoded
  }
}

extension Page {
  /// From pixels of the upload as shown to pixels of the kept page.
  func kept(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let mapped = transform.map { $0[0] * x + $0[1] * y + $0[2] }
    return (mapped[0] / mapped[2], mapped[1] / mapped[2])
  }

  /// The text of all lines.
  var text: [String] { lines.map(\.text.value) }
}
