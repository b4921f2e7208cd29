import Model

/// Tells what kind of document a file shows: by its code lines, its payment cards, and its words.
package enum DocumentClassifier {
  /// `unknown` when nothing speaks clearly enough.
  package static func type(of document: Document) -> DocumentType {
    let vocabulary = Vocabulary(document)
    if let coded = document.pages.lazy.compactMap({ codedType($0.machineReadableZone, vocabulary) }).first {
      return coded
    }
    let worded = wordedType(vocabulary)
    guard document.pages.contains(where: { !$0.cards.isEmpty }) else {
      return worded ?? (vocabulary.isBareCard ? .paymentCard : .unknown)
    }
    // A card's number makes it one; without, four digits beside a signature are part of any card.
    let hasNumber = document.pages.contains { $0.cards.contains { $0.number != nil } }
    if !hasNumber, let worded, [.passport, .identityCard, .drivingLicence, .residencePermit].contains(worded) {
      return worded
    }
    // A payment slip's digits may look like a card's number: a text of many words that calls itself a bill is a bill.
    if vocabulary.wordCount > mostWordsOnACard, let worded { return worded }
    return worded == .walletScreenshot ? .walletScreenshot : .paymentCard
  }

  /// Bank apps show a card among some hundred words; bills have more.
  private static let mostWordsOnACard = 110

  /// The first letter of the document code decides (ICAO Doc 9303 part 5, 4.2.2.2; EU residence permits carry an I or A
  /// as well, so their words are asked).
  private static func codedType(_ zone: MachineReadableZone?, _ vocabulary: Vocabulary) -> DocumentType? {
    if zone?.layout == .swissLicence { return .drivingLicence }
    guard let zone, let code = zone.text(.documentCode), let first = code.first else { return nil }
    switch first {
    case "P": return .passport
    case "D": return .drivingLicence
    case "I", "A", "C", "R":
      let permits = ["AR", "IR", "RP", "CR", "RT"]
      return permits.contains(code) || vocabulary.names(.residencePermit) ? .residencePermit : .identityCard
    default: return nil
    }
  }

  private static func wordedType(_ vocabulary: Vocabulary) -> DocumentType? {
    let scores = DocumentWords.all.map { words -> (type: DocumentType, score: Double) in
      let count = vocabulary.count(of: words)
      guard count >= words.needed, vocabulary.wordCount <= words.mostWords else { return (words.type, 0) }
      return (words.type, Double(count) / Double(words.needed))
    }
    var best: (type: DocumentType, score: Double)?
    for candidate in scores where candidate.score > best?.score ?? 0 { best = candidate }
    return best?.type
  }
}

/// The words of a document, ready to be asked for.
private struct Vocabulary {
  /// All words with at least two letters or digits.
  let wordCount: Int
  private var words: Set<String> = []
  /// The words of each line with a space around each, for phrases.
  private var text = " "

  init(_ document: Document) {
    var count = 0
    for line in document.pages.flatMap(\.lines) {
      let folded = TextFolding.plain.folded(line.text.value)
      for word in folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        if word.count >= 2 { count += 1 }
        let skeleton = Misreading.skeleton(of: String(word))
        words.insert(skeleton)
        text += skeleton + " "
      }
      text += "| "
    }
    wordCount = count
  }

  /// Strong anchors count two, supporting ones one; each is counted once.
  func count(of kind: DocumentWords) -> Int {
    guard let anchors = Anchor.all[kind.type] else { return 0 }
    let strong = anchors.strong.count { contains($0) }
    let supporting = anchors.supporting.count { contains($0) }
    // Bills and letters share many words, so the supporting ones alone must be many.
    return strong > 0 ? strong * 2 + supporting : supporting >= kind.needed + 1 ? supporting : 0
  }

  /// Few words, one of them a payment scheme.
  var isBareCard: Bool {
    wordCount > 0 && wordCount <= DocumentWords.bareCard.mostWords && Anchor.schemes.contains { contains($0) }
  }

  func names(_ type: DocumentType) -> Bool {
    Anchor.all[type]?.strong.contains { contains($0) } ?? false
  }

  private func contains(_ anchor: Anchor) -> Bool {
    switch anchor.kind {
    case .word: words.contains(anchor.skeleton)
    case .phrase: text.contains(" \(anchor.skeleton) ")
    case .ending: words.contains { $0.hasSuffix(anchor.skeleton) && $0.count > anchor.skeleton.count }
    case .beginning: words.contains { $0.hasPrefix(anchor.skeleton) && $0.count > anchor.skeleton.count }
    }
  }
}

/// A word or phrase of `DocumentWords`, ready to be looked for.
private struct Anchor: Sendable {
  enum Kind { case word, phrase, ending, beginning }

  let kind: Kind
  let skeleton: String

  init(_ text: String) {
    let bare = text.filter { $0 != "*" }
    // "region *" is a phrase with anything behind it.
    let isPhrase = bare.contains(" ")
    kind = isPhrase ? .phrase : text.hasPrefix("*") ? .ending : text.hasSuffix("*") ? .beginning : .word
    skeleton = Misreading.skeleton(of: isPhrase && bare.hasSuffix(" ") ? String(bare.dropLast()) : bare)
  }

  static let schemes: [Anchor] = DocumentWords.bareCard.schemes.map { Anchor($0) }

  static let all: [DocumentType: (strong: [Anchor], supporting: [Anchor])] = Dictionary(
    uniqueKeysWithValues: DocumentWords.all.map { words in
      (words.type, (words.strong.map(Anchor.init), words.supporting.map(Anchor.init)))
    })
}
