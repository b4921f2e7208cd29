import Model

/// Is the account holder's name on the card, in any of the ways cards are embossed?
package struct CardHolder: Check {
  package static let name = "cardHolder"

  /// Somebody else is named on the card.
  package static let differs = Reason.doubt(
    .cardHolderDiffers, stage: "judge", staff: "The name on the card is not the account holder's. Compare the values.")

  package static let reasons = [differs, HolderName.missing]

  /// A differing name must have been read with this confidence, 0–1.
  package let minimumWordConfidence: Double

  package init(minimumWordConfidence: Double) { self.minimumWordConfidence = minimumWordConfidence }

  private struct Seen {
    let phrase: NamePhrase
    let file: Int
    let page: Int
    var isHolder: Bool
  }

  package var complaint: String? { SettingComplaint.share(minimumWordConfidence, "minimumWordConfidence") }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    let names = claimed(dossier.account)
    guard !names.isEmpty, !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let seen = phrases(in: dossier).map { phrase, file, page in
      let isHolder = names.contains { EmbossedName($0).isNamed(by: phrase.tokens) }
      return Seen(phrase: phrase, file: file, page: page, isHolder: isHolder)
    }
    let others = seen.filter {
      !$0.isHolder && $0.phrase.looksEmbossed && $0.phrase.confidence >= minimumWordConfidence
    }
    if let holder = seen.first(where: \.isHolder) {
      // Another card of somebody else, in another file.
      let files = Set(seen.filter(\.isHolder).map(\.file))
      guard let other = others.first(where: { !files.contains($0.file) && $0.phrase.sharesWord(with: names) }) else {
        return .passed(evidence(holder, names))
      }
      return .couldNotTell([finding(other)], evidence(other, names))
    }
    if let other = others.first(where: { $0.phrase.sharesWord(with: names) }) ?? others.first {
      return .couldNotTell([finding(other)], evidence(other, names))
    }
    return .failed([Finding(.holderNameMissing, .retry)], evidence(nil, names))
  }

  /// The person comes first: a card that carries only the name registered with it, but not the account's, is somebody
  /// else's.
  private func claimed(_ account: Account) -> [ClaimedName] {
    let own = ClaimedName.all(of: account)
    if !own.isEmpty { return own }
    return [account.card?.holder.flatMap { ClaimedName(given: "", family: $0.value) }].compactMap { $0 }
  }

  /// Rows of words on and around the cards; the whole page of a wallet screenshot.
  private func phrases(in dossier: Dossier) -> [(NamePhrase, file: Int, page: Int)] {
    dossier.pages.flatMap { file, page -> [(NamePhrase, file: Int, page: Int)] in
      let isWallet = dossier.types[file - 1] == .walletScreenshot
      guard isWallet || !page.cards.isEmpty else { return [] }
      let layout = PageLayout(page.lines)
      let near = page.lines.indices.filter { index in
        isWallet || page.cards.contains { isNear(page.lines[index].box, $0.box) }
      }
      // Whole rows first: embossed names are often read in pieces.
      return (near.map(layout.wholeRow(from:)) + near.map { page.lines[$0] }).flatMap { line in
        NameLine(line).embossedPhrases.map { ($0, file: file, page: page.number) }
      }
    }
  }

  /// On the card, or within a fifth of its height of it: its extent is not always known to the pixel.
  private func isNear(_ line: PixelRect, _ card: PixelRect) -> Bool {
    if card.isEmpty { return true }
    let margin = max(card.width, card.height) / 5
    return !line.intersection(card.insetBy(-margin, -margin)).isEmpty
  }

  private func finding(_ seen: Seen) -> Finding {
    Finding(
      .cardHolderDiffers, .doubt, file: seen.file, page: seen.page, boxes: [seen.phrase.box].compactMap { $0 })
  }

  private func evidence(_ seen: Seen?, _ names: [ClaimedName]) -> Evidence {
    var evidence = Evidence(personal: ["account": Private(names[0].parts.joined(separator: " "))])
    if let seen { evidence.personal["document"] = Private(seen.phrase.text) }
    return evidence
  }
}
