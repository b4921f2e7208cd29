import Model

/// A place in the submission where a name, the account's or another, was seen.
package struct NameSighting: Sendable {
  /// Where a name was read.
  package enum Method: String, Sendable { case machineReadableZone, print }

  /// With the account's names.
  package var agreement: NameAgreement
  /// Code lines or print.
  package var method: Method
  /// As it stands there.
  package var text: String
  /// Counts from 1 within the submission.
  package var file: Int
  /// Counts from 1 within the file.
  package var page: Int
  /// In pixels of the kept page; nil when unknown.
  package var box: PixelRect?
  /// Mean of the words, 0–1; 1 for code lines.
  package var confidence: Double
  /// It stands where the name of the document's holder belongs: in the code lines, behind a label, on an address's
  /// first line.
  package var isHolder: Bool
  /// The words could be somebody's whole name, not only a word that happens to be one.
  package var namesSomebody: Bool
}

/// Looks for the account's names on every page of a submission.
package struct NameSearch: Sendable {
  /// The account's name and aliases.
  package let names: [ClaimedName]

  package init(_ names: [ClaimedName]) { self.names = names }

  /// Every sighting in the submission, in reading order.
  package func sightings(in dossier: Dossier) -> [NameSighting] {
    zip(dossier.inspected.indices, dossier.types).flatMap { index, type -> [NameSighting] in
      guard case .document(let document) = dossier.inspected[index] else { return [] }
      return document.pages.flatMap { sightings(on: $0, file: index + 1, type: type) }
    }
  }

  /// The sightings on one page of a file that was taken for that type.
  package func sightings(on page: Page, file: Int, type: DocumentType?) -> [NameSighting] {
    let isLicence = type == .drivingLicence
    let isSigned = type?.isSigned ?? false
    let printed = isSigned ? SignatureLines.removed(from: page, isLicence: isLicence) : page
    let print = PrintedNames(page: printed, names: names, isLicence: isLicence)
    return [codeLines(of: page, file: file)].compactMap { $0 }
      + print.findings.map { found in
        NameSighting(
          agreement: found.agreement, method: .print, text: found.tokens.map(\.text).joined(separator: " "), file: file,
          page: page.number, box: found.box, confidence: found.confidence, isHolder: found.isHolder,
          namesSomebody: NamePhrase(tokens: found.tokens).looksPersonal)
      }
  }

  /// The names in the code lines; only a zone whose check digits all hold counts.
  private func codeLines(of page: Page, file: Int) -> NameSighting? {
    guard let zone = page.machineReadableZone, zone.checkDigitsHold, zone.layout.carriesNames else { return nil }
    let (family, given) = zone.names
    // The order of the zone: what is cut short is the last word.
    let tokens = ClaimedName.parts(of: family) + ClaimedName.parts(of: given)
    guard !tokens.isEmpty else { return nil }
    let box = zone.boxes.first
    let words = tokens.map { NameToken(text: $0, confidence: 1, box: box ?? PixelRect(x0: 0, y0: 0, x1: 0, y1: 0)) }
    var agreement = NameMatching.agreement(of: words, with: names, truncated: zone.namesMayBeTruncated)
    // No check digit guards the names: fillers at their end may have been read as letters.
    let clean = words.reversed().drop { isFillerNoise($0.text) }.reversed().map { $0 }
    if clean.count >= 2, clean.count < words.count {
      agreement = max(agreement, NameMatching.agreement(of: clean, with: names))
    }
    if agreement == .familyOnly, tokens.contains(where: beginsWithGiven) { agreement = .partial }
    return NameSighting(
      agreement: agreement,
      method: .machineReadableZone, text: tokens.joined(separator: " "), file: file, page: page.number, box: box,
      confidence: 1, isHolder: true, namesSomebody: true)
  }

  /// "KKCK": what readers make of `<<<<`.
  private func isFillerNoise(_ token: String) -> Bool { token.allSatisfy { "KCSGEL".contains($0) } }

  /// The filler between two given names was read as a letter: SOERENKEMIL, or with another letter misread SOEREMKEMIL.
  private func beginsWithGiven(_ token: String) -> Bool {
    names.contains { name in
      guard let first = name.given.first else { return false }
      return TextFolding.allCases.contains { folding in
        let wanted = folding.folded(first)
        let read = token.lowercased()
        guard let filler = read.dropFirst(wanted.count).first, "kcsgel".contains(filler) else { return false }
        return zip(wanted, read).count { $0 != $1 } <= (wanted.count >= 4 ? 1 : 0)
      }
    }
  }
}

extension DocumentType {
  /// Carries its holder's signature beside the printed name.
  fileprivate var isSigned: Bool {
    switch self {
    case .passport, .identityCard, .drivingLicence, .residencePermit, .paymentCard: true
    default: false
    }
  }
}
