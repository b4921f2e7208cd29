import Model

/// Every check there is, by the name it has in pipeline files, and every reason they and the examination can give.
package enum CheckCatalog {
  /// One line per check, in the order of the usual report.
  package static let checks: [any Check.Type] = [
    AcceptedDocumentType.self,
    Completeness.self,
    Resolution.self,
    PageSharpness.self,
    Exposure.self,
    Framing.self,
    Legibility.self,
    HiddenText.self,
    CodeLines.self,
    HolderName.self,
    HolderBirthDate.self,
    HolderAddress.self,
    DocumentDate.self,
    CardNumber.self,
    CardCode.self,
    CardHolder.self,
    Duplicate.self,
  ]

  /// The check of that name; nil for none.
  package static func check(named name: String) -> (any Check.Type)? {
    checks.first { $0.name == name }
  }

  /// Every reason once, those about files first, then in the order of the checks.
  package static let reasons: [Reason] = {
    var seen: Set<ReasonCode> = []
    return (FileReasons.all + checks.flatMap { $0.reasons }).filter { seen.insert($0.code).inserted }
  }()

  /// What a code means.
  package static func reason(for code: ReasonCode) -> Reason {
    guard let reason = byCode[code] else { preconditionFailure("reason code \(code.rawValue) has no reason") }
    return reason
  }

  private static let byCode = Dictionary(reasons.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
