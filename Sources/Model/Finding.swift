/// One thing that is wrong with, or worth saying about, a submission.
package struct Finding: Codable, Sendable, Equatable {
  package var code: ReasonCode
  package var reasonClass: ReasonClass
  /// Counts from 1 within the submission; nil when it is about the whole.
  package var file: Int?
  /// Counts from 1 within the file.
  package var page: Int?
  /// In pixels of the kept page.
  package var boxes: [PixelRect]
  package var measured: Double?
  package var limit: Double?
  package var unit: String?
  /// What the texts name beside the numbers, none of it personal: a document type, a file format, a date's age, the
  /// parts that differ.
  package var details: [String: String]

  package init(
    _ code: ReasonCode, _ reasonClass: ReasonClass, file: Int? = nil, page: Int? = nil, boxes: [PixelRect] = [],
    measured: Double? = nil, limit: Double? = nil, unit: String? = nil, details: [String: String] = [:]
  ) {
    self.code = code
    self.reasonClass = reasonClass
    self.file = file
    self.page = page
    self.boxes = boxes
    self.measured = measured
    self.limit = limit
    self.unit = unit
    self.details = details
  }
}

/// What a check compared or measured. Open facts may be shown to anybody; personal ones only where values are asked
/// for.
package struct Evidence: Codable, Sendable, Equatable {
  package var open: [String: String]
  package var personal: [String: Private<String>]

  package init(open: [String: String] = [:], personal: [String: Private<String>] = [:]) {
    self.open = open
    self.personal = personal
  }
}

/// The three answers a check can give. "Could not tell" is not a pass.
package enum CheckOutcome: Sendable, Equatable {
  case passed(Evidence, notes: [Finding] = [])
  case failed([Finding], Evidence = Evidence())
  case couldNotTell([Finding], Evidence = Evidence())

  package var findings: [Finding] {
    switch self {
    case .passed(_, let findings), .failed(let findings, _), .couldNotTell(let findings, _): findings
    }
  }

  package var evidence: Evidence {
    switch self {
    case .passed(let evidence, _), .failed(_, let evidence), .couldNotTell(_, let evidence): evidence
    }
  }
}
