import Foundation
import Inspection
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

/// The folder that `scripts/setup` fills.
let engineHome = ProcessInfo.processInfo.environment["KYC_HOME"] ?? "/usr/local/lib/kyc"

/// A program of this package: it stands beside the test bundle. Nil when it was not built.
func built(_ name: String) -> String? {
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
  let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? bundle
  let candidates = [runner, bundle].map {
    URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent(name).path
  }
  return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
}

func order(
  seconds: Int = 60, pages: Int = 4, megapixels: Int = 60, addressSpaceMegabytes: Int = 2048,
  accepts: [FileFormat] = [.pdf, .jpeg], languages: [String] = ["dan", "eng"]
) -> InspectionOrder {
  InspectionOrder(
    accepts: accepts,
    limits: InspectionLimits(
      files: 4, pages: pages, megabytes: 20, megapixels: megapixels, seconds: seconds,
      addressSpaceMegabytes: addressSpaceMegabytes),
    renderDotsPerInch: 300, languages: languages, mask: MaskKind.allCases)
}

func page(_ number: Int, width: Int = 800, height: Int = 600) -> Page {
  Page(
    number: number, width: width, height: height, turned: 0, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    origin: .picture, dotsPerInch: nil, sharpness: Sharpness(block: nil, lineAcutance: nil), textHeight: nil,
    lines: [], machineReadableZone: nil, codeLinesSeen: false, cards: [], masked: [])
}

func document(_ pages: [Page], format: FileFormat = .jpeg) -> Inspected {
  .document(Document(format: format, pages: pages, damagedButReadable: false))
}

func facts(_ inspected: Inspected, milliseconds: [String: Int] = [:]) throws -> [UInt8] {
  let message = FactsMessage(inspected: inspected, milliseconds: milliseconds)
  return bytes(.facts, [UInt8](try JSONEncoder().encode(message)))
}

/// A segment of a JPEG: marker, length, body.
func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
  [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
}

/// The frame header of a JPEG with 8 bits a sample.
func frameHeader(width: Int, height: Int, bands: Int = 1) -> [UInt8] {
  let size = [UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF)]
  return segment(0xC0, [8] + size + [UInt8(bands)] + (0..<bands).flatMap { [UInt8($0 + 1), 0x11, 0] })
}

let emptyJFIF = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])

/// The outside of a JPEG as the child's encoder makes it. Nobody draws it.
func jpeg(width: Int = 800, height: Int = 600) -> [UInt8] {
  [0xFF, 0xD8] + emptyJFIF + segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
    + frameHeader(width: width, height: height) + segment(0xC4, [UInt8](repeating: 0, count: 17))
    + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]
}

func picture(_ number: UInt32, _ jpeg: [UInt8] = jpeg()) -> [UInt8] {
  bytes(.picture, (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } + jpeg)
}

let ready = bytes(.ready, [])

func bytes(_ kind: Frame.Kind, _ body: [UInt8]) -> [UInt8] {
  let frame = Frame(kind: kind, body: body)
  return frame.header + frame.body
}

/// A process that has ended but that nobody has asked for yet is not alive.
func isAlive(_ process: Int32) -> Bool {
  guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
  // The name before it, in parentheses, may hold anything.
  return stat.split(separator: ")").last?.split(separator: " ").first != "Z"
}
