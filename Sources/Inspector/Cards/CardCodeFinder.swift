import Imaging
import Model

/// Finds verification codes: runs of three digits (four on American Express) on or near a card that nothing else
/// explains. Leaving one readable is the worst mistake, so what cannot be explained is taken for a code.
struct CardCodeFinder {
  let rows: [DigitRow]
  let cues: CardCues
  let numbers: [FoundCardNumber]
  /// Where the cards are, as far as known.
  let cardAreas: [PixelRect]
  /// What stays visible of numbers whose middle is covered already.
  let knownEnds: Set<String>

  func codes() -> [[DigitRow.Glyph]] {
    var codes: [[DigitRow.Glyph]] = []
    for (index, row) in rows.enumerated() {
      if row.groups.map(\.glyphs.count) == [7], CardCues.isTailWithCode(row), isOnCard(row) {
        codes.append(row.groups[0].glyphs.suffix(3))
      }
      for group in row.groups where isCode(group, in: row, at: index) { codes.append(group.glyphs) }
    }
    return codes
  }

  private func isOnCard(_ row: DigitRow) -> Bool {
    cardAreas.contains { !$0.intersection(row.bounds).isEmpty }
  }

  private var isAmericanExpress: Bool {
    numbers.contains { $0.scheme == .americanExpress }
      || rows.contains { $0.text.lowercased().contains("american express") }
  }

  private func isCode(_ group: DigitRow.Group, in row: DigitRow, at index: Int) -> Bool {
    if belongsToANumber(group) || isDate(group, in: row) { return false }
    // The figure of `CVV2` and `CVC2`.
    if group.glyphs.count == 1, row.characterBefore(group)?.isLetter ?? false { return false }
    // Behind its label one digit is enough: the others may be covered.
    if cues.labels.contains(index), (1...4).contains(group.glyphs.count) { return true }
    guard group.glyphs.count == 3 || (group.glyphs.count == 4 && isAmericanExpress) else { return false }
    if isLabelled(group, row: row, at: index) { return true }
    return isOnCard(row) && !isExplained(group, in: row)
  }

  /// Below a label, or beside it.
  private func isLabelled(_ group: DigitRow.Group, row: DigitRow, at index: Int) -> Bool {
    for label in cues.labels {
      let other = rows[label]
      let overlap = min(other.bounds.x1, row.bounds.x1) - max(other.bounds.x0, row.bounds.x0)
      let below = row.bounds.y0 - other.bounds.y1
      let reach = Int(2.5 * max(row.height, other.height))
      if overlap > -reach, below > -reach, below < reach, row.groups.count <= 3 { return true }
    }
    return false
  }

  private func belongsToANumber(_ group: DigitRow.Group) -> Bool {
    let first = group.glyphs[0]
    if knownEnds.contains(group.number) { return true }
    return numbers.contains { number in
      number.digits.contains { $0.line == first.line && $0.start == first.start }
    }
  }

  /// `12/27`, `03.2028`, `12-27`: a slash, dot or hyphen ties it to other digits.
  private func isDate(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    let before = row.characterBefore(group)
    let behind = row.characterBehind(group)
    func ties(_ character: Character?, _ neighbour: Int) -> Bool {
      guard let character, "/.-".contains(character) else { return false }
      return row.glyphs.indices.contains(neighbour) && row.glyphs[neighbour].digit != nil
    }
    return ties(before, group.at - 2) || ties(behind, group.at + group.glyphs.count + 1)
  }

  private func isExplained(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    let number = group.number
    if numbers.contains(where: { $0.last4 == number || $0.first6.hasPrefix(number) && number.count == 4 }) {
      return true
    }
    if number.count == 4, let year = Int(number), (1950...2060).contains(year) { return true }
    // Part of a word or an amount: `AB123`, `kr. 120,00`.
    func touches(_ character: Character?) -> Bool { character.map { $0.isLetter || ",%+(".contains($0) } ?? false }
    if touches(row.characterBefore(group)) || touches(row.characterBehind(group)) { return true }
    // A telephone number: several groups, none of them the tail of the card's number before a code.
    let digits = row.groups.reduce(0) { $0 + $1.glyphs.count }
    let isTail = CardCues.isTailWithCode(row) || (row.groups.last?.at == group.at && digits == 7)
    let isTelephone = digits >= 8 || row.text.contains("+") || row.text.contains("(")
    let followsTail =
      precedingGroup(of: group, in: row).map { before in
        numbers.contains { $0.last4 == before.number } || before.glyphs.count == 4
      } ?? false
    if isTelephone && !isTail && !followsTail { return true }
    // Words around it: a sentence, not a panel.
    let words = row.text.split(separator: " ").filter { $0.contains { $0.isLetter } && $0.count > 2 }
    return words.count >= 5
  }

  private func precedingGroup(of group: DigitRow.Group, in row: DigitRow) -> DigitRow.Group? {
    row.groups.last { $0.at < group.at }
  }
}
