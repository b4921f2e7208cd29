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
  /// Skeletons; phrases stand on one line.
  private let runs: WordRuns

  init(_ document: Document) {
    let lines = document.pages.flatMap(\.lines).map { WordRuns.words(of: $0.text.value) }
    wordCount = lines.reduce(0) { $0 + $1.count { $0.count >= 2 } }
    runs = WordRuns(lines.flatMap { $0.map(Misreading.skeleton) + [""] })
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

  /// Some longer word than the anchor's that begins or ends like it.
  private func holds(_ anchor: Anchor, alike: (String.UTF8View, String.UTF8View) -> Bool) -> Bool {
    guard let part = anchor.skeletons.first?.utf8 else { return false }
    return runs.vocabulary.contains { $0.utf8.count > part.count && alike($0.utf8, part) }
  }

  private func contains(_ anchor: Anchor) -> Bool {
    switch anchor.kind {
    case .words: runs.contains(anchor.skeletons)
    case .ending: holds(anchor) { $0.reversed().starts(with: $1.reversed()) }
    case .beginning: holds(anchor) { $0.starts(with: $1) }
    }
  }
}

/// A word or phrase of `DocumentWords`, ready to be looked for.
private struct Anchor: Sendable {
  enum Kind { case words, ending, beginning }

  let kind: Kind
  let skeletons: [String]

  init(_ text: String) {
    // "region *" is a word with anything behind it.
    let isPhrase = text.contains { $0 == " " }
    kind = isPhrase ? .words : text.hasPrefix("*") ? .ending : text.hasSuffix("*") ? .beginning : .words
    skeletons = text.filter { $0 != "*" }.split(separator: " ").map { Misreading.skeleton(of: String($0)) }
  }

  static let schemes: [Anchor] = DocumentWords.bareCard.schemes.map { Anchor($0) }

  static let all: [DocumentType: (strong: [Anchor], supporting: [Anchor])] = Dictionary(
    uniqueKeysWithValues: DocumentWords.all.map { words in
      (words.type, (words.strong.map(Anchor.init), words.supporting.map(Anchor.init)))
    })
}
