import Foundation

/// What the fixtures' own table says of one submission.
struct ExpectedVerdict: Decodable, Sendable {
  let account: String
  let pipeline: String
  let verdict: String
  let confidence: String
  let reasons: [String]
  /// The list names only some of the reasons.
  let reasonsAtLeast: Bool?
  /// Values that stand in the picture or the account: names, addresses, numbers, codes.
  let planted: [String]

  static func all() throws -> [ExpectedVerdict] {
    let file = Program.root.appendingPathComponent("Fixtures/expected.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(ExpectedVerdict.self, from: Data($0.utf8))
    }
  }
}

/// The part of a verdict object that is compared.
struct PrintedVerdict: Decodable {
  struct Reason: Decodable {
    let code: String
  }

  let account: String
  let pipeline: String
  let verdict: String
  let confidence: String
  let reasons: [Reason]

  static func all(in lines: String) throws -> [PrintedVerdict] {
    try lines.split(separator: "\n").map { try JSONDecoder().decode(PrintedVerdict.self, from: Data($0.utf8)) }
  }
}
