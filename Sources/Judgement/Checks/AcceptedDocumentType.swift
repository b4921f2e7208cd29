import Model

/// Is there a document of a kind the pipeline asks for, and none that is clearly of another?
package struct AcceptedDocumentType: Check {
  package static let name = "documentType"

  /// A file that is clearly of another kind, or nothing that is of a wanted one.
  package static let wrongType = Reason(
    .documentWrongType, .retry, stage: "judge",
    danish: "Det ligner {seen}, men vi skal bruge {wanted}. Send et af de dokumenter.",
    english: "This looks like {seen}, but we need {wanted}. Please send one of those.",
    staff: "Taken for {seen}; the pipeline accepts {wanted}.")

  package static let reasons = [wrongType]

  /// Any of these will do.
  package let accepted: [DocumentType]

  package init(accepted: [DocumentType]) { self.accepted = accepted }

  package var complaint: String? { accepted.isEmpty ? "'accepted' names no document type" : nil }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    let types = dossier.types.enumerated().compactMap { index, type in type.map { (file: index + 1, type: $0) } }
    guard !types.isEmpty else { return .couldNotTell([]) }
    let evidence = Evidence(open: ["seen": types.map(\.type.rawValue).joined(separator: ",")])
    let strangers = types.filter { $0.type != .unknown && !accepted.contains($0.type) }
    if !strangers.isEmpty { return .failed(strangers.map { finding($0.file, $0.type) }, evidence) }
    guard types.contains(where: { accepted.contains($0.type) }) else {
      // One sentence about the whole submission is enough when nothing in it could be recognised.
      return .failed([finding(types.count == 1 ? types[0].file : nil, .unknown)], evidence)
    }
    return .passed(evidence)
  }

  private func finding(_ file: Int?, _ seen: DocumentType) -> Finding {
    let wanted = accepted.map(\.rawValue).joined(separator: ",")
    return Finding(.documentWrongType, .retry, file: file, details: ["seen": seen.rawValue, "wanted": wanted])
  }
}
