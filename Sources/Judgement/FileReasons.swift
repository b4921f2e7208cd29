import Model

/// The reasons no check gives: what the examination itself said about a file.
package enum FileReasons {
  /// The finding about a file that could not be examined.
  package static func finding(_ unreadable: Unreadable, file: Int, accepted: [FileFormat]) -> Finding {
    let reasonClass = all.first { $0.code == unreadable.reason }?.reasonClass ?? .doubt
    return Finding(
      unreadable.reason, reasonClass, file: file, measured: unreadable.measured, limit: unreadable.limit,
      unit: units[unreadable.reason],
      details: ["seen": unreadable.format.rawValue, "accepted": accepted.map(\.rawValue).joined(separator: ",")])
  }

  /// The finding about a file that opened only after repair.
  package static func damagedButReadable(file: Int) -> Finding { Finding(.fileDamaged, .doubt, file: file) }

  /// What `Unreadable.measured` and `.limit` count.
  private static let units: [ReasonCode: String] = [
    .fileTooLarge: "megabytes", .fileTooManyPages: "pages", .fileTooManyPixels: "megapixels", .fileTooMany: "files",
  ]

  /// Their reasons, in the order of the codes.
  package static let all: [Reason] = [
    Reason(
      .fileUnsupportedFormat, .retry, stage: "open",
      danish: "Filen er {seen}, og den type kan vi ikke bruge. Send den som {accepted}.",
      english: "The file is {seen}, which we cannot use. Please send it as {accepted}.",
      staff: "The content is {seen}; the pipeline accepts {accepted}."),
    Reason(
      .fileEmpty, .retry, stage: "open", danish: "Filen er tom. Gem dokumentet igen, og send det på ny.",
      english: "The file is empty. Please save the document again and send it once more.", staff: "No bytes."),
    Reason(
      .fileDamaged, .retry, stage: "open",
      danish: "Filen er beskadiget og kan ikke åbnes. Gem dokumentet igen, og send det på ny.",
      english: "The file is damaged and cannot be opened. Please save the document again and send it once more.",
      staff: "The file does not open, or opened only after repair: then compare its pages with care."),
    Reason(
      .fileEncrypted, .retry, stage: "open",
      danish: "PDF-filen er beskyttet med en adgangskode. Gem den uden adgangskode, og send den igen.",
      english: "The PDF is protected by a password. Please save it without the password and send it again.",
      staff: "Encrypted; no attempt was made to open it."),
    Reason(
      .fileTooLarge, .retry, stage: "open",
      danish: "Filen fylder {measured} {unit}; grænsen er {limit}. Send en mindre fil.",
      english: "The file is {measured} {unit}; the limit is {limit}. Please send a smaller file.",
      staff: "{measured} {unit}; the limit is {limit}."),
    Reason(
      .fileTooManyPages, .retry, stage: "open",
      danish: "Filen har {measured} {unit}; grænsen er {limit}. Send kun de sider, der er brug for.",
      english: "The file has {measured} {unit}; the limit is {limit}. Please send only the pages that are needed.",
      staff: "{measured} {unit}; the limit is {limit}."),
    Reason(
      .fileTooManyPixels, .retry, stage: "open",
      danish: "Billedet har {measured} {unit}; grænsen er {limit}. Send det i en mindre størrelse.",
      english: "The picture has {measured} {unit}; the limit is {limit}. Please send it in a smaller size.",
      staff: "{measured} {unit}; the limit is {limit}."),
    Reason(
      .fileTooMany, .retry, stage: "open",
      danish: "Du har sendt {measured} {unit}; grænsen er {limit}. Send kun de dokumenter, der er brug for.",
      english: "You sent {measured} {unit}; the limit is {limit}. Please send only the documents that are needed.",
      staff: "{measured} {unit}; the limit is {limit}."),
    .doubt(
      .fileDefeatsInspection, stage: "open",
      staff: "The examiner ran out of time or memory on this file, or crashed. Open it only in a safe place."),
    .doubt(
      .systemCouldNotProcess, stage: "judge",
      staff:
        "The machine could not come to a verdict, or the account lacks what the checks compare with. Decide by hand."),
  ]
}
