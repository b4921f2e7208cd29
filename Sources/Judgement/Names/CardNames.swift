import Model

/// The names on the payment cards and wallet screenshots of a submission.
package struct CardNames: Sendable {
  /// Words in a row that may be a card holder's name.
  package struct Seen: Sendable {
    /// As it stands there.
    package let phrase: NamePhrase
    /// Counts from 1 within the submission.
    package let file: Int
    /// Counts from 1 within the file.
    package let page: Int
    /// Names the account holder in one of the ways cards do.
    package let isHolder: Bool
    /// Clean print in capitals that can be nothing but a name.
    package let isHolderLine: Bool
  }

  /// Who the cards name.
  package enum Answer: Sendable {
    case holder(Seen)
    /// Somebody else, instead of the holder or on a card beside the holder's.
    case other(Seen)
    case nobody
  }

  /// The account's names, the one that evidence shows first.
  package let names: [ClaimedName]
  private let forms: [EmbossedName]
  private let minimumConfidence: Double

  /// `minimumConfidence` is what another's name must have been read with, 0–1.
  package init(_ account: Account, minimumConfidence: Double) {
    let own = ClaimedName.all(of: account)
    let registered = account.card?.holder.flatMap { ClaimedName(given: $0.value, family: "") }
    // The person comes first: a card registered in another's name is another's.
    let alias = registered.flatMap { alias in
      own.isEmpty || own.contains { CardNames.isForm(alias, of: $0) } ? alias : nil
    }
    names = own + [alias].compactMap { $0 }
    forms = names.map(EmbossedName.init)
    self.minimumConfidence = minimumConfidence
  }

  /// Another way to write the name: one of its family names, and its first given name or that one's initial.
  private static func isForm(_ alias: ClaimedName, of name: ClaimedName) -> Bool {
    let sharesFamily = alias.family.contains { word in
      name.family.contains { Misreading.likeness(of: $0, and: word) >= .misread }
    }
    guard sharesFamily, let first = name.given.first, let own = alias.given.first else { return false }
    if own.count == 1 { return TextFolding.agree(own, String(first.prefix(1))) }
    return Misreading.likeness(of: first, and: own) >= .misread
  }

  /// Who is named, looking at every file.
  package func answer(in dossier: Dossier) -> Answer {
    let seen = dossier.pages.flatMap { file, page in self.seen(on: page, file, dossier.types[file - 1], dossier) }
    let others = seen.filter { !$0.isHolder && $0.isHolderLine }
    if let holder = seen.first(where: \.isHolder) {
      let files = Set(seen.filter(\.isHolder).map(\.file))
      let other = others.first { !files.contains($0.file) && $0.phrase.sharesWord(with: names) }
      return other.map(Answer.other) ?? .holder(holder)
    }
    return (others.first { $0.phrase.sharesWord(with: names) } ?? others.first).map(Answer.other) ?? .nobody
  }

  // MARK: One page

  private func seen(on page: Page, _ file: Int, _ type: DocumentType?, _ dossier: Dossier) -> [Seen] {
    guard type == .walletScreenshot || type == .paymentCard || !page.cards.isEmpty else { return [] }
    let layout = PageLayout(page.lines)
    let isWhole = type == .walletScreenshot || page.cards.isEmpty
    let signatures = SignatureLines.indices(in: page.lines, isLicence: false)
    let near = page.lines.indices.filter { index in
      !signatures.contains(index) && (isWhole || page.cards.contains { isNear(page.lines[index].box, $0.box) })
    }
    // Whole rows first: embossed names are often read in pieces.
    let rows = near.map(layout.wholeRow(from:)) + near.map { page.lines[$0] }
    return rows.flatMap { row in seen(in: row, file, page.number) }
  }

  private func seen(in row: TextLine, _ file: Int, _ page: Int) -> [Seen] {
    let whole = wholePhrase(row).map { [$0] } ?? []
    let phrases = whole + NameLine(row).embossedPhrases
    return phrases.map { phrase in
      let isAlone = row.words.allSatisfy { word in
        word.text.value.allSatisfy { $0.isUppercase || ".-'/’".contains($0) } && !word.text.value.isEmpty
      }
      return Seen(
        phrase: phrase, file: file, page: page, isHolder: forms.contains { $0.isNamed(by: phrase.tokens) },
        isHolderLine: isAlone && phrase.looksEmbossed && phrase.confidence >= minimumConfidence)
    }
  }

  /// The row when it is one of the names word for word, though banks print such words too: "YOUR NAME HERE".
  private func wholePhrase(_ row: TextLine) -> NamePhrase? {
    let words = row.words.flatMap { word in
      ClaimedName.parts(of: word.text.value).map { NameToken(text: $0, confidence: word.confidence, box: word.box) }
    }
    let isWhole = names.contains { name in
      name.parts.count >= 2 && name.parts.count == words.count
        && zip(name.parts, words).allSatisfy { TextFolding.agree($0, $1.text) }
    }
    return isWhole ? NamePhrase(tokens: words) : nil
  }

  /// On the card, or within a fifth of its height of it: its extent is not always known to the pixel.
  private func isNear(_ line: PixelRect, _ card: PixelRect) -> Bool {
    if card.isEmpty { return true }
    let margin = max(card.width, card.height) / 5
    return !line.intersection(card.insetBy(-margin, -margin)).isEmpty
  }
}
