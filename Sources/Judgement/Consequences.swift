import Model

/// Which findings merely follow from others. A customer whose file does not open is told that, and not also that it
/// shows no name, no date and no address.
package enum Consequences {
  /// Reasons that say something was not found. They mean nothing while a file or page could not be read: it may be
  /// there.
  private static let absences: Set<ReasonCode> = [
    .holderNameMissing, .holderBirthDateMissing, .holderAddressMissing, .documentDateMissing, .mrzUnreadable,
    .cardNumberUnreadable, .walletAccountMissing,
  ]

  /// Reasons that may come of a defect of the picture: letters that are lost make a name partial.
  private static let partials: Set<ReasonCode> = [.holderNamePartial, .holderAddressPartial]

  /// The findings that stand by themselves, in the same order.
  package static func removed(from findings: [Finding], in dossier: Dossier) -> [Finding] {
    let hidesEvidence =
      !dossier.inspected.isEmpty && (hasUnopenedFile(dossier) || findings.contains { hidesFile($0, dossier) })
    let isAllWrongType = isAllWrongType(findings, dossier)
    let isIdentityAsked = findings.contains { $0.code == .documentWrongType && wantsIdentity($0) }
    let unclear = Set(findings.filter(isUnclear).map(Place.init))
    let small = places(findings, .pageLowResolution)
    let cutCodes = places(findings.filter { $0.details["lines"] == "codeLines" }, .pageCutOff)
    let missing = isAllWrongType ? [] : Set(findings.map(\.code)).intersection(absences.union(partials))
    let spokenByCard = saidByCardHolder(findings)
    let faded = findings.filter(fades)
    return findings.filter { finding in
      if spokenByCard.contains(finding.code) { return false }
      let isUnrecognised =
        finding.code == .documentWrongType && finding.details["seen"] == DocumentType.unknown.rawValue
      // Code lines make it an identity document; which one, they would have told.
      if isUnrecognised, isIdentityAsked, showsUnreadCodeLines(finding.file, dossier) { return false }
      if hidesEvidence || isAllWrongType, absences.contains(finding.code) { return false }
      if hidesEvidence, isUnrecognised { return false }
      if finding.countsOnlyWhereSomethingIsMissing {
        // A soft band somewhere is no part of the code lines.
        return !missing.subtracting(finding.code == .pageBlurred ? [.mrzUnreadable] : []).isEmpty
          || findings.contains { saysOtherwise($0) && meet($0, finding) }
      }
      let place = Place(finding)
      if saysOtherwise(finding), unclear.contains(place) || faded.contains(where: { meet($0, finding) }),
        !isCoded(finding, dossier)
      {
        return false
      }
      switch finding.code {
      // Half a code line has no right check digit, nor has one that nobody can read.
      case .mrzCheckDigitFailed: return !cutCodes.contains(place) && !unclear.contains(place)
      case .pageBlank, .pageUnreadable, .documentMissingSide: return !unclear.contains(place)
      case .pageTextTooSmall:
        if unclear.contains(place) || small.contains(place) { return false }
        return !missing.isEmpty || finding.details["read"] != "well"
      default: return true
      }
    }
  }

  /// What `holderName` says again, or otherwise, about a card that `cardHolder` has spoken about. Alone, it never
  /// says that the name is missing and that it differs.
  private static func saidByCardHolder(_ findings: [Finding]) -> Set<ReasonCode> {
    let codes = Set(findings.map(\.code))
    if codes.contains(.cardHolderDiffers) { return [.holderNameMissing, .holderNameDiffers, .holderNamePartial] }
    return codes.contains(.holderNameMissing) ? [.holderNameDiffers, .holderNamePartial] : []
  }

  /// A reflection or a blur lies over a part of the page: what was read there may say anything.
  private static func fades(_ finding: Finding) -> Bool {
    finding.code == .pageGlare || (finding.code == .pageBlurred && finding.details["place"] == "line")
  }

  /// A value differs from the account's.
  private static func saysOtherwise(_ finding: Finding) -> Bool {
    [.holderNameDiffers, .holderAddressDiffers, .cardDiffers, .cardHolderDiffers].contains(finding.code)
  }

  /// The value stands in code lines, and those that are not read rightly are known by their digits.
  private static func isCoded(_ finding: Finding, _ dossier: Dossier) -> Bool {
    dossier.pages.contains { file, page in
      file == finding.file && page.number == finding.page
        && page.machineReadableZone.map { zone in finding.boxes.contains(where: zone.boxes.contains) } ?? false
    }
  }

  /// One lies where the other does, or right beside it: the other half of a name stands on the next line.
  private static func meet(_ one: Finding, _ other: Finding) -> Bool {
    Place(one) == Place(other)
      && one.boxes.contains { box in
        other.boxes.contains { !$0.insetBy(-$0.height / 2, -$0.height / 2).intersection(box).isEmpty }
      }
  }

  private struct Place: Hashable {
    let file: Int?
    let page: Int?

    init(_ finding: Finding) {
      file = finding.file
      page = finding.page
    }
  }

  private static func places(_ findings: [Finding], _ code: ReasonCode) -> Set<Place> {
    Set(findings.filter { $0.code == code }.map(Place.init))
  }

  private static func hasUnopenedFile(_ dossier: Dossier) -> Bool {
    dossier.documents.count < dossier.inspected.count
  }

  /// The whole page is blurred, too dark or too bright.
  private static func isUnclear(_ finding: Finding) -> Bool {
    switch finding.code {
    case .pageBlurred: finding.details["place"] != "line"
    case .pageTooDark, .pageTooBright: true
    default: false
    }
  }

  /// Nothing could be read; or it is so blurred or dark that not even its kind can be told; or the side is missing on
  /// which it stands.
  private static func hidesFile(_ finding: Finding, _ dossier: Dossier) -> Bool {
    switch finding.code {
    case .pageBlank, .pageUnreadable: true
    case .documentMissingSide: finding.details["side"] == "back"
    default: isUnclear(finding) && finding.file.map { dossier.types[$0 - 1] == .unknown } ?? false
    }
  }

  private static func wantsIdentity(_ finding: Finding) -> Bool {
    (finding.details["wanted"] ?? "").split(separator: ",").contains { $0 == DocumentType.passport.rawValue }
  }

  private static func showsUnreadCodeLines(_ file: Int?, _ dossier: Dossier) -> Bool {
    guard let file, dossier.types[file - 1] == .unknown else { return false }
    return dossier.pages.contains { $0.file == file && $0.page.codeLinesSeen && $0.page.machineReadableZone == nil }
  }

  /// No file is of a kind that was asked for, so what it does not show was not to be expected of it.
  private static func isAllWrongType(_ findings: [Finding], _ dossier: Dossier) -> Bool {
    let wrong = findings.filter {
      $0.code == .documentWrongType && !(wantsIdentity($0) && showsUnreadCodeLines($0.file, dossier))
    }
    guard let first = wrong.first else { return false }
    let wanted = Set((first.details["wanted"] ?? "").split(separator: ",").map(String.init))
    return !dossier.types.contains { type in type.map { wanted.contains($0.rawValue) } ?? false }
  }
}
