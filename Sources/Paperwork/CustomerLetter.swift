import Casework
import Judgement
import Model

/// What a customer is asked for, in the account's language, ready to send. It names nothing personal.
package struct CustomerLetter: Sendable, Equatable {
  /// Of the text.
  package let language: ReasonLanguage
  /// As the account has it; empty where it says nothing.
  package let wanted: String
  package let lines: [String]

  /// Nil for a case that asks its customer for nothing.
  package init?(_ file: CaseFile) {
    guard let asked = file.summary.asked else { return nil }
    wanted = file.account.language ?? ""
    language = CustomerLetter.language(of: wanted)
    let conclusion = file.runs.last?.conclusion
    var requests: [String] = []
    for code in asked.reasons {
      for request in CustomerLetter.requests(code, conclusion, language) where !requests.contains(request) {
        requests.append(request)
      }
    }
    let frame = CustomerLetter.frame(language, file.summary.number)
    lines = [frame.opening, ""] + requests.map { "- " + $0 } + ["", frame.closing]
  }

  package var text: String { lines.joined(separator: "\n") }

  /// Whether the customer reads it in the language of the account; an account without one reads any.
  package var isInTheirLanguage: Bool { wanted.isEmpty || wanted.hasPrefix(language.rawValue) }

  private static func language(of code: String) -> ReasonLanguage { code.hasPrefix("da") ? .danish : .english }

  private static func frame(_ language: ReasonLanguage, _ number: CaseNumber) -> (opening: String, closing: String) {
    switch language {
    case .danish:
      (
        "Tak for det, du har sendt. Vi mangler dette, før vi kan gå videre:",
        "Når vi har fået det, ser vi på din sag igen. Sagsnummer: \(number)"
      )
    case .english:
      (
        "Thank you for what you sent. Before we can go on, we need this:",
        "As soon as we have it, we will look at your case again. Case number: \(number)"
      )
    }
  }

  /// One for each defect that was found; a general one where a person asks for what the machine did not find.
  private static func requests(
    _ code: ReasonCode, _ conclusion: Conclusion?, _ language: ReasonLanguage
  ) -> [String] {
    let findings = (conclusion?.verdict.findings ?? []).filter { finding in
      finding.code == code && (finding.reasonClass == .retry || finding.reasonClass == .amend)
    }
    guard !findings.isEmpty else { return [general(code, language)] }
    return findings.map { finding in
      let text = ReasonText(finding)
      return place(finding, conclusion, language) + (language == .danish ? text.danish : text.english)
    }
  }

  /// Which of several files: `File 2 (a passport): `.
  private static func place(_ finding: Finding, _ conclusion: Conclusion?, _ language: ReasonLanguage) -> String {
    guard let conclusion, conclusion.files.count > 1, let file = finding.file else { return "" }
    let types = conclusion.verdict.documentTypes
    let type = types.indices.contains(file - 1) ? types[file - 1] : nil
    let word = type.flatMap { $0 == .unknown ? nil : ReasonWords.word(for: $0.rawValue, in: language) }
    return "\(language == .danish ? "Fil" : "File") \(file)\(word.map { " (\($0))" } ?? ""): "
  }

  private static func general(_ code: ReasonCode, _ language: ReasonLanguage) -> String {
    if let words = generalWords[code] { return language == .danish ? words.danish : words.english }
    let reason = CheckCatalog.reason(for: code)
    return language == .danish ? reason.danish : reason.english
  }

  /// For reasons whose own text is about measured values.
  private static let generalWords: [ReasonCode: (danish: String, english: String)] = [
    .fileUnsupportedFormat: (
      "Filen er af en type, vi ikke kan bruge. Send den som PDF eller JPG.",
      "The file is of a type that we cannot use. Please send it as PDF or JPG."
    ),
    .fileTooLarge: ("Filen er for stor. Send en mindre fil.", "The file is too large. Please send a smaller one."),
    .fileTooManyPages: (
      "Filen har for mange sider. Send kun de sider, der er brug for.",
      "The file has too many pages. Please send only the pages that are needed."
    ),
    .fileTooManyPixels: (
      "Billedet er for stort. Send det i en mindre størrelse.",
      "The picture is too large. Please send it in a smaller size."
    ),
    .fileTooMany: (
      "Du har sendt for mange filer. Send kun de dokumenter, der er brug for.",
      "You sent too many files. Please send only the documents that are needed."
    ),
    .pageLowResolution: (
      "Dokumentet er for småt på billedet. Gå tættere på, så det fylder billedet, og send et nyt.",
      "The document is too small in the picture. Move closer so that it fills the picture, and send a new one."
    ),
    .pageBlurred: (
      "Billedet er sløret. Hold kameraet stille i godt lys, til teksten står skarpt, og send et nyt.",
      "The picture is blurred. Hold the camera still in good light until the text is sharp, and send a new one."
    ),
    .pageGlare: (
      "Et genskin ligger over teksten. Vend dokumentet væk fra lampen, sluk blitzen, og send et nyt billede.",
      "A reflection lies over the text. Turn the document away from the lamp, switch the flash off, and send a new picture."
    ),
    .pageTooDark: (
      "Billedet er for mørkt. Tag et nyt billede i dagslys eller under en lampe.",
      "The picture is too dark. Take a new picture in daylight or under a lamp."
    ),
    .pageTooBright: (
      "Billedet er for lyst. Sluk blitzen, gå væk fra direkte sol, og send et nyt billede.",
      "The picture is too bright. Switch the flash off, avoid direct sun, and send a new picture."
    ),
    .pageCutOff: (
      "Dokumentet er skåret af. Gå lidt længere væk, så hele dokumentet er med, og send et nyt billede.",
      "The document is cut off. Move back a little so that the whole document is in the picture, and send a new one."
    ),
    .documentMissingSide: (
      "Vi mangler den ene side af kortet. Send billeder af begge sider.",
      "We are missing one side of the card. Please send pictures of both sides."
    ),
    .pageTextTooSmall: (
      "Teksten er for lille på billedet. Gå tættere på, og send et nyt billede.",
      "The text is too small in the picture. Move closer and send a new picture."
    ),
    .documentWrongType: (
      "Det er ikke et dokument af den slags, vi skal bruge. Send et, der er nævnt i vores vejledning.",
      "This is not a document of the kind that we need. Please send one that our guide names."
    ),
    .documentTooOld: (
      "Dokumentet er for gammelt. Send et nyere.", "The document is too old. Please send a more recent one."
    ),
    .holderNameDiffers: (
      "Dokumentet er udstedt til en anden end den, kontoen står i. "
        + "Ret navnet på din konto, eller send et dokument i dit eget navn.",
      "The document is made out to someone other than the account holder. "
        + "Correct the name on your account, or send a document in your own name."
    ),
    .holderAddressDiffers: (
      "Adressen på dokumentet er en anden end den på din konto. "
        + "Ret adressen på din konto, eller send et dokument med den rigtige.",
      "The address on the document is not the one on your account. "
        + "Correct the address on your account, or send a document with the right one."
    ),
    .cardDiffers: (
      "Kortet er et andet end det, der er registreret på din konto. "
        + "Send et billede af det registrerede kort, eller registrér dette kort på din konto.",
      "This is not the card registered on your account. "
        + "Send a picture of the registered card, or register this card on your account."
    ),
  ]
}
