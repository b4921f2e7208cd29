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

/// The built `kyc-inspector`: it stands beside the test bundle. Nil when it was not built.
let builtInspector: String? = {
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
  let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? bundle
  let candidates = [runner, bundle].map {
    URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("kyc-inspector").path
  }
  return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
}()

func order(
  seconds: Int = 60, pages: Int = 4, addressSpaceMegabytes: Int = 2048, accepts: [FileFormat] = [.pdf, .jpeg],
  languages: [String] = ["dan", "eng"]
) -> InspectionOrder {
  InspectionOrder(
    accepts: accepts,
    limits: InspectionLimits(
      files: 4, pages: pages, megabytes: 20, megapixels: 60, seconds: seconds,
      addressSpaceMegabytes: addressSpaceMegabytes),
    renderDotsPerInch: 300, languages: languages, mask: MaskKind.allCases)
}

func page(
  _ number: Int, width: Int = 800, height: Int = 600, transform: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
) -> Page {
  Page(
    number: number, width: width, height: height, turned: 0, transform: transform, origin: .picture,
    dotsPerInch: nil, sharpness: Sharpness(block: nil, lineAcutance: nil), textHeight: nil, lines: [],
    machineReadableZone: nil, codeLinesSeen: false, cards: [], masked: [])
}

func document(_ pages: [Page], format: FileFormat = .jpeg) -> Inspected {
  .document(Document(format: format, pages: pages, damagedButReadable: false))
}

func facts(_ inspected: Inspected, milliseconds: [String: Int] = [:]) throws -> [UInt8] {
  let message = FactsMessage(inspected: inspected, milliseconds: milliseconds)
  return bytes(.facts, [UInt8](try JSONEncoder().encode(message)))
}

/// The smallest thing that passes for a JPEG from outside.
let smallJPEG: [UInt8] = [0xFF, 0xD8, 0xFF, 0xD9, 0, 0]

func picture(_ number: UInt32, _ jpeg: [UInt8] = smallJPEG) -> [UInt8] {
  bytes(.picture, (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } + jpeg)
}

func bytes(_ kind: Frame.Kind, _ body: [UInt8]) -> [UInt8] {
  let frame = Frame(kind: kind, body: body)
  return frame.header + frame.body
}
