import Casework
import Inspection
import Judgement
import Model
import Paperwork

/// What a customer may send for a pipeline, and how to take a picture that passes, for the customer's app to show.
struct RequirementText: Sendable {
  let accepted: Acceptable

  init(_ accepted: Acceptable) { self.accepted = accepted }

  var json: JSONText {
    let pipeline = accepted.pipeline
    let limits = pipeline.order.limits
    return .keyed([
      "pipeline": .text(pipeline.name), "version": .whole(pipeline.version),
      "formats": .list(pipeline.order.accepts.map { .text($0.rawValue) }),
      "limits": .keyed([
        "files": .whole(limits.files), "pages": .whole(limits.pages), "megabytes": .whole(limits.megabytes),
        "megapixels": .whole(limits.megapixels),
      ]),
      "documents": .list(
        accepted.documents.map { type in
          .keyed([
            "type": .text(type.rawValue),
            "name": RequirementText.both(
              ReasonWords.word(for: type.rawValue, in: .danish) ?? type.rawValue,
              ReasonWords.word(for: type.rawValue, in: .english) ?? type.rawValue),
          ])
        }),
      "advice": .list(advice.map { RequirementText.both($0.danish, $0.english) }),
    ])
  }

  private static func both(_ danish: String, _ english: String) -> JSONText {
    .keyed(["da": .text(danish), "en": .text(english)])
  }

  private var advice: [(danish: String, english: String)] {
    let showsCards = accepted.documents.contains(.paymentCard)
    return RequirementText.picture + (showsCards ? RequirementText.card : [])
  }

  /// One sentence for each thing that pictures are rejected for.
  private static let picture: [(danish: String, english: String)] = [
    (
      "Læg dokumentet fladt, og gå så tæt på, at det fylder billedet, men så alle fire hjørner er med.",
      "Lay the document flat and move close until it fills the picture, with all four corners in it."
    ),
    (
      "Hold telefonen stille i godt lys, til teksten står skarpt.",
      "Hold the phone still in good light until the text is sharp."
    ),
    (
      "Sluk blitzen, og vend dokumentet, så lamper ikke spejler sig i det.",
      "Switch the flash off, and turn the document so that no lamp is mirrored in it."
    ),
    (
      "Har du fået dokumentet som PDF, så send filen selv og ikke et billede af skærmen. Den må ikke have en adgangskode.",
      "If you have the document as a PDF, send that file and not a picture of the screen. It must have no password."
    ),
  ]

  private static let card: [(danish: String, english: String)] = [
    (
      "Dæk kortets sikkerhedskode (CVV) og de midterste cifre af kortnummeret. De første seks og de sidste fire skal kunne ses.",
      "Cover the card's security code (CVV) and the middle digits of its number. The first six and the last four must show."
    )
  ]
}
