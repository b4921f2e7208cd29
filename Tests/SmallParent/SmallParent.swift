import Foundation
import Inspection
import Model
import Sandbox

/// For tests only: a parent that has one document examined, so that a test can kill it meanwhile.
///
///     SmallParent PROGRAM HOME DOCUMENT
@main
struct SmallParent {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let inspector = ChildInspector(program: arguments[1], home: arguments[2])
    let document = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[3])))
    let limits = InspectionLimits(
      files: 1, pages: 4, megabytes: 20, megapixels: 60, seconds: 120, addressSpaceMegabytes: 2048)
    let order = InspectionOrder(
      accepts: [.pdf, .jpeg], limits: limits, renderDotsPerInch: 300, languages: ["dan", "eng"],
      mask: MaskKind.allCases)
    _ = try await inspector.inspect(document, order)
  }
}
