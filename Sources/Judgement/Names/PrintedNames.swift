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
    lines = page.lines.map { NameLine($0, isLicence: isLicence) }
    for index in lines.indices {
      findings += singles(in: lines[index].phrases)
      if let whole = wholeLine(page.lines[index]) { findings.append(whole) }
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
      case .stop:
        // "Overgaard. Niels": a comma read as a full stop.
        let inverted =
          names.map { NameMatching($0).agreement(family: phrase.tokens, given: next.tokens) }.max() ?? .none
        if inverted == .full {
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

  /// A line that is the claimed name and nothing else is that name, whatever its words announce elsewhere: people are
  /// called Kunde and Holder.
  private func wholeLine(_ line: TextLine) -> Found? {
    let words = line.words.flatMap { word in
      ClaimedName.parts(of: word.text.value).map { NameToken(text: $0, confidence: word.confidence, box: word.box) }
    }
    guard words.count >= 2, words.contains(where: { !$0.looksPersonal }) else { return nil }
    let isWhole = names.contains { name in
      name.parts.count == words.count && zip(name.parts, words).allSatisfy { TextFolding.agree($0, $1.text) }
    }
    return isWhole ? Found(tokens: words, agreement: .full, isHolder: false) : nil
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
        guard let given = namePhrase(of: other), given.tokens.allSatisfy(\.looksPersonal),
          matching.beginsWithGiven(given.tokens)
        else { return nil }
        let tokens = given.tokens + family.tokens
        return Found(tokens: tokens, agreement: matching.agreement(of: tokens), isHolder: true)
      }
    }
  }

  /// The nearest line above and below in the column that is not just a label, nor small print too blurred to be read.
  private func nextValues(to index: Int) -> [Int] {
    let isValue = { (other: Int) in !isLabelOnly(other) && !isNoise(other) }
    return [
      layout.above(index, within: 4).first(where: isValue), layout.below(index, within: 4).first(where: isValue),
    ].compactMap { $0 }
  }

  private func onlyPhrase(of index: Int) -> NamePhrase? {
    lines[index].phrases.count == 1 ? lines[index].phrases[0] : nil
  }

  /// The line's phrase; given names with commas between them are one.
  private func namePhrase(of index: Int) -> NamePhrase? {
    let phrases = lines[index].phrases
    guard let first = phrases.first, phrases.dropFirst().allSatisfy({ $0.preceded == .comma }) else { return nil }
    return NamePhrase(tokens: phrases.flatMap(\.tokens), preceded: first.preceded)
  }

  private func isLabelOnly(_ index: Int) -> Bool {
    lines[index].isLabelOnly || (lines[index].phrases.isEmpty && licenceLabel(of: lines[index]) != nil)
  }

  /// A speck, an overprint, or print that was hardly read.
  private func isNoise(_ index: Int) -> Bool {
    let line = layout.lines[index]
    let bare = line.text.value.filter(\.isLetter)
    return bare.count <= 1 && !line.text.value.contains(where: \.isNumber) || line.confidence < 0.4
      || (NameWords.overprints.contains(TextFolding.plain.folded(bare)) && !isClaimed(bare))
  }

  private func isClaimed(_ word: String) -> Bool {
    names.contains { $0.parts.contains { Misreading.likeness(of: $0, and: word) >= .misread } }
  }

  // MARK: Where the holder's name belongs

  private func labelled() -> [Found] {
    var whole: [[NameToken]] = []
    var families: [[NameToken]] = []
    var givens: [[NameToken]] = []
    for (index, line) in lines.enumerated() {
      guard let label = line.label ?? licenceLabel(of: line) else { continue }
      switch label {
      case .whole: whole += values(ofLabelOn: index, label).prefix(1)
      case .family: families += values(ofLabelOn: index, label)
      case .given: givens += values(ofLabelOn: index, label).prefix(2)
      }
    }
    var found = whole.filter { NamePhrase(tokens: $0).looksPersonal }.map(holder)
    // A form may ask for more than one family name: the one that was looked for, else the first.
    let pairs = families.prefix(6).flatMap { family in givens.prefix(4).map { holder($0 + family) } }
    if var best = pairs.first {
      for pair in pairs where pair.agreement > best.agreement { best = pair }
      found.append(best)
    }
    return found
  }

  private func holder(_ tokens: [NameToken]) -> Found {
    Found(tokens: tokens, agreement: NameMatching.agreement(of: tokens, with: names), isHolder: true)
  }

  private func licenceLabel(of line: NameLine) -> NameWords.Label? {
    guard isLicence else { return nil }
    return line.fieldNumber == "1" ? .family : line.fieldNumber == "2" ? .given : nil
  }

  /// What stands behind the label on its line, else beside it, else below it; then the same with the lines below taken
  /// in, for two surnames may stand on two lines.
  private func values(ofLabelOn index: Int, _ label: NameWords.Label) -> [[NameToken]] {
    let line = lines[index]
    // A comma between given names is nothing; elsewhere it parts one person from the next.
    let phrase = label == .given ? namePhrase : onlyPhrase
    func nameTokens(of index: Int) -> [NameToken]? {
      guard !isLabelOnly(index), lines[index].label == nil, let phrase = phrase(index), isName(phrase.tokens) else {
        return nil
      }
      return phrase.tokens
    }
    if let start = line.phrases.firstIndex(where: { phrase in
      if case .label = phrase.preceded { return true }
      return line.label == nil
    }) {
      let behind =
        line.phrases[start...].prefix(1)
        + line.phrases[(start + 1)...].prefix { label == .given && $0.preceded == .comma }
      let tokens = behind.flatMap(\.tokens)
      return isName(tokens) ? [tokens] : []
    }
    guard isLabelOnly(index) else { return [] }
    let starts = [
      layout.right(of: index).first { !isNoise($0) }, layout.below(index, within: 2).first { !isNoise($0) },
    ].compactMap { $0 }
    return starts.flatMap { start -> [[NameToken]] in
      guard var tokens = nameTokens(of: start) else { return [] }
      var values = [tokens]
      var last = start
      while values.count < 3, let next = nextLine(below: last), let more = nameTokens(of: next) {
        tokens += more
        values.append(tokens)
        last = next
      }
      return values
    }
  }

  /// The next line of a value: right below, or with nothing but an overprint between.
  private func nextLine(below index: Int) -> Int? {
    layout.below(index, within: 1).first { !isNoise($0) }
      ?? layout.below(index, within: 1).first.flatMap { layout.below($0, within: 1).first { !isNoise($0) } }
  }

  private func isName(_ tokens: [NameToken]) -> Bool {
    !tokens.isEmpty && tokens.allSatisfy { $0.looksPersonal || isClaimed($0.text) }
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
