internal import Casework
internal import Inspection
internal import Model
internal import Yams

/// The shape of a pipeline file.
struct PipelineBlocks: Decodable {
  struct Render: Decodable {
    let dotsPerInch: Int
  }

  struct Read: Decodable {
    let languages: [String]
    let byCountry: [String: [String]]?
  }

  /// The `checks` block, kept as it stands: which settings a check has is for the check to say.
  struct Checks: Decodable {
    let node: Node?
    let line: Int?

    init(from decoder: any Decoder) throws {
      guard let decoder = decoder as? StrictDecoder else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: [], debugDescription: "checks are read from YAML nodes only"))
      }
      node = decoder.node
      line = decoder.line
      if let node, node.mapping == nil {
        decoder.complaints.add(line, "checks must be a block of keys, not \(StrictDecoder.kind(of: node))")
      }
    }
  }

  enum AutoClose: String, Decodable, CaseIterable { case never }

  struct Review: Decodable {
    let targetHours: Int
    let deadlineHours: Int
    let vipDeadlineHours: Int
    let autoClose: AutoClose
    let team: String
    let fourEyes: Bool?
    let retentionYears: Int?
  }

  enum Intake: String, Decodable, CaseIterable {
    case sealed
    case maskFirst = "mask-first"
  }

  let name: String
  let version: Int
  let accepts: [FileFormat]
  let limits: InspectionLimits
  let render: Render
  let read: Read
  let mask: [MaskKind]
  let checks: Checks
  let review: Review
  let intake: Intake?

  /// What the limits and hours of a file may be; the upper ends are where a typing error is likelier than a wish.
  static let ranges: [(path: [String], range: ClosedRange<Int>)] = [
    (["version"], 1...1_000_000),
    (["limits", "files"], 1...100),
    (["limits", "pages"], 1...1000),
    (["limits", "megabytes"], 1...1000),
    (["limits", "megapixels"], 1...500),
    (["limits", "seconds"], 1...3600),
    (["limits", "addressSpaceMegabytes"], 256...65_536),
    (["render", "dotsPerInch"], 72...600),
    (["review", "targetHours"], 1...8760),
    (["review", "deadlineHours"], 1...8760),
    (["review", "vipDeadlineHours"], 1...8760),
    (["review", "retentionYears"], 1...100),
  ]
}
