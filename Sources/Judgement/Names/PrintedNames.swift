import Model

/// The printed names of one page: what each line says, what two lines say together, and who is named where a holder
/// belongs.
package struct PrintedNames: Sendable {
  /// Words that were compared with the account's names.
  package struct Found: Sendable {
    /// Given names first where a label tells.
    package var tokens: [NameToken]
    /// With the account's names.
    package var agreement: NameAgreement
    /// See `NameSighting.isHolder`.
    package var isHolder: Bool

    /// Mean of the words, 0–1.
    package var confidence: Double { NamePhrase(tokens: tokens).confidence }
    /// In pixels of the kept page.
    package var box: PixelRect? { NamePhrase(tokens: tokens).box }
  }

  /// In reading order; lines without anything like a name are left out.
  package private(set) var findings: [Found] = []

  private let names: [ClaimedName]
  private let layout: PageLayout
  private let lines: [NameLine]
  private let isLicence: Bool

  package init(page: Page, names: [ClaimedName], isLicence: Bool) {
    self.names = names
    self.isLicence = isLicence
    layout = PageLayout(page.lines)
    lines = page.lines.map(NameLine.init)
    for index in lines.indices {
      findings += singles(in: lines[index].phrases)
      let row = layout.wholeRow(from: index)
      if row.words.count > page.lines[index].words.count { findings += singles(in: NameLine(row).phrases) }
      findings += pairs(from: index)
    }
    findings += labelled()
    findings += addressees()
  }

  // MARK: One line

  private func singles(in phrases: [NamePhrase]) -> [Found] {
    var found: [Found] = []
    for (position, phrase) in phrases.enumerated() {
      let agreement = NameMatching.agreement(of: phrase.tokens, with: names)
      if agreement != .none { found.append(Found(tokens: phrase.tokens, agreement: agreement, isHolder: false)) }
      guard position + 1 < phrases.count else { continue }
      let next = phrases[position + 1]
      switch next.preceded {
      case .comma:
        let inverted = names.map { $0.inverted(phrase.tokens, next.tokens) }.max() ?? .none
        if inverted != .none {
          found.append(Found(tokens: phrase.tokens + next.tokens, agreement: inverted, isHolder: false))
        }
      case .joiner where phrase.tokens.count == 1 && next.tokens.count >= 2:
        // "Søren og Anna Nielsen": both are called Nielsen.
        let tokens = phrase.tokens + next.tokens.dropFirst()
        let agreement = NameMatching.agreement(of: tokens, with: names)
        if agreement != .none { found.append(Found(tokens: tokens, agreement: agreement, isHolder: false)) }
      default: break
      }
    }
    return found
  }

  // MARK: Two lines

  /// A line that is the account's family name and nothing else, with the line next to it in its column that begins with
  /// the given name. Whole lines only, so that no name is put together from words that have nothing to do with each
  /// other.
  private func pairs(from index: Int) -> [Found] {
    guard let family = onlyPhrase(of: index) else { return [] }
    return names.flatMap { name -> [Found] in
      let matching = NameMatching(name)
      guard matching.isFamily(family.tokens) else { return [] }
      return nextValues(to: index).compactMap { other in
        guard let given = onlyPhrase(of: other), given.tokens.allSatisfy(\.looksPersonal),
          matching.beginsWithGiven(given.tokens)
        else { return nil }
        let tokens = given.tokens + family.tokens
        return Found(tokens: tokens, agreement: matching.agreement(of: tokens), isHolder: true)
      }
    }
  }

  /// The nearest line above and below in the column that is not just a label.
  private func nextValues(to index: Int) -> [Int] {
    let isValue = { (other: Int) in !lines[other].isLabelOnly }
    return [
      layout.above(index, within: 4).first(where: isValue), layout.below(index, within: 4).first(where: isValue),
    ].compactMap { $0 }
  }

  private func onlyPhrase(of index: Int) -> NamePhrase? {
    lines[index].phrases.count == 1 ? lines[index].phrases[0] : nil
  }

  // MARK: Where the holder's name belongs

  private func labelled() -> [Found] {
    var values: [(label: NameWords.Label, tokens: [NameToken])] = []
    for (index, line) in lines.enumerated() {
      guard let label = line.label ?? licenceLabel(of: line) else { continue }
      guard let value = value(ofLabelOn: index) else { continue }
      values.append((label, value.tokens))
    }
    var found = values.filter { $0.label == .whole && NamePhrase(tokens: $0.tokens).looksPersonal }
      .map { Found(tokens: $0.tokens, agreement: NameMatching.agreement(of: $0.tokens, with: names), isHolder: true) }
    if let family = values.first(where: { $0.label == .family }),
      let given = values.first(where: { $0.label == .given })
    {
      let tokens = given.tokens + family.tokens
      found.append(
        Found(tokens: tokens, agreement: NameMatching.agreement(of: tokens, with: names), isHolder: true))
    }
    return found
  }

  private func licenceLabel(of line: NameLine) -> NameWords.Label? {
    guard isLicence else { return nil }
    return line.fieldNumber == "1" ? .family : line.fieldNumber == "2" ? .given : nil
  }

  /// What stands behind the label on its line, else beside it, else below it.
  private func value(ofLabelOn index: Int) -> NamePhrase? {
    let line = lines[index]
    let behind = line.phrases.first { phrase in
      if case .label = phrase.preceded { return true }
      return line.label == nil
    }
    if let behind { return behind.tokens.allSatisfy(\.looksPersonal) ? behind : nil }
    guard line.isLabelOnly else { return nil }
    let candidates =
      [layout.right(of: index).first].compactMap { $0 } + [layout.below(index, within: 2).first].compactMap { $0 }
    return candidates.compactMap { onlyPhrase(of: $0) }.first { $0.tokens.allSatisfy(\.looksPersonal) }
  }

  /// The line above an address, when it reads like a person's name.
  private func addressees() -> [Found] {
    lines.indices.compactMap { index in
      guard AddressLine.looksLikeStreet(layout.lines[index]),
        layout.below(index, within: 3).prefix(3).contains(where: { AddressLine.looksLikeTown(layout.lines[$0]) }),
        let above = layout.above(index, within: 2).first, let phrase = onlyPhrase(of: above), phrase.looksPersonal
      else { return nil }
      return Found(
        tokens: phrase.tokens, agreement: NameMatching.agreement(of: phrase.tokens, with: names), isHolder: true)
    }
  }
}

extension ClaimedName {
  /// "NIELSEN, SØREN" and "SØREN, NIELSEN" alike.
  fileprivate func inverted(_ one: [NameToken], _ other: [NameToken]) -> NameAgreement {
    let matching = NameMatching(self)
    return max(matching.agreement(family: one, given: other), matching.agreement(family: other, given: one))
  }
}
