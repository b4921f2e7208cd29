import Imaging
import Model

/// Words and shapes that tell a payment card, and its sides.
struct CardCues {
  /// Enough speaks for a card somewhere on the page.
  let cardIsLikely: Bool
  /// A back with its signature panel and code.
  let backIsLikely: Bool
  /// Rows with a word that announces the code.
  let labels: [Int]
  /// Rows with words that stand on backs.
  private let backRows: [Int]

  private static let codeLabels = [
    "cvv", "cvc", "cvv2", "cvc2", "cid", "csc", "cav2", "cvn2", "security code", "security no", "kontrolcifre",
    "kontrolkode",
    "sikkerhedskode", "sikkerhedsnummer", "säkerhetskod", "sikkerhetskode", "prüfziffer", "prüfnummer",
    "kartenprüfnummer",
    "cryptogramme", "code de sécurité",
  ]
  private static let schemes = [
    "visa", "mastercard", "maestro", "dankort", "american express", "amex", "discover", "unionpay", "diners",
    "electron", "jcb",
    "visa/dankort",
  ]
  private static let backWords = [
    "authorized signature", "authorised signature", "not valid unless signed", "electronic use only", "lost or stolen",
    "lost card", "if found", "this card is", "card is issued", "card remains", "remains the property", "issued by",
    "kortholders underskrift", "uden underskrift", "kortet tilhører", "kortet er", "spærring", "kortbestemmelse",
    "kortet ska", "kortet skal",
    "diese karte", "karte ist", "signature autorisée", "cette carte",
  ]
  private static let frontWords = [
    "valid thru", "good thru", "month/year", "member since", "card holder", "cardholder", "kortholder", "gyldig til",
  ]
  /// Words that cards share with much else.
  private static let weakWords = [
    "thru", "debit", "credit", "prepaid", "platinum", "expires", "expiry", "valid until", "valid from", "signature",
    "underskrift", "unterschrift",
  ]
  /// However many of them: they make no card by themselves.
  private static let mostWeight = 1.0
  /// A page with more rows than this is a letter or a bill.
  private static let mostRowsOfACard = 24
  private static let likely = 2.0

  /// `hasCodeLines`: the page carries a machine-readable zone, which payment cards never do.
  init(rows: [DigitRow], hasCodeLines: Bool) {
    var labels: [Int] = []
    var backRows: [Int] = []
    var front = 0.0
    var back = 0.0
    var weak = 0.0
    var hasTail = false
    for (index, row) in rows.enumerated() {
      let text = row.text.lowercased()
      let words = text.split(separator: " ")
      let isShort = words.count <= 7
      if CardCues.announcesCode(text, words) {
        labels.append(index)
        back += 2
      }
      if isShort, CardCues.schemes.contains(where: { text.contains($0) }) { front += 1 }
      if isShort, CardCues.frontWords.contains(where: { text.contains($0) }) { front += 1 }
      if isShort, CardCues.weakWords.contains(where: { text.contains($0) }) { weak += 0.5 }
      let backHits = CardCues.backWords.count(where: { text.contains($0) })
      if backHits > 0 { backRows.append(index) }
      back += Double(backHits)
      if CardCues.isTailWithCode(row) { back += 2 }
      if CardCues.isTail(row) { hasTail = true }
    }
    // A letter or a bill may speak of cards and hold short numbers; only a whole card number makes it show one.
    let isSheet = rows.count > CardCues.mostRowsOfACard
    let hasNumber = rows.contains(where: CardCues.looksLikeNumber)
    let words = hasCodeLines || isSheet ? 0 : front + back + min(weak, CardCues.mostWeight) + (hasTail ? 1 : 0)
    cardIsLikely = hasNumber || words >= CardCues.likely
    let isBack = back >= CardCues.likely || (hasTail && !hasNumber && cardIsLikely)
    backIsLikely = !hasCodeLines && isBack && (!isSheet || hasNumber)
    self.labels = labels
    self.backRows = backRows
  }

  /// Where a code that was neither read nor seen covered would stand: the right of the signature panel, which lies
  /// beside or below the first words of the back, and behind the label of a code.
  func likelyZones(on rows: [DigitRow], width: Int, height: Int) -> [OrientedBox] {
    let speaking = (labels.isEmpty ? backRows : labels).map { rows[$0] }
    guard let first = speaking.min(by: { $0.bounds.y0 < $1.bounds.y0 }) else { return [] }
    let text = rows.dropFirst().reduce(rows[0].bounds) { $0.union($1.bounds) }
    let zone = PixelRect(
      x0: labels.isEmpty ? text.midX : first.bounds.x0, y0: first.bounds.y0 - Int(first.height),
      x1: min(width, text.x1 + text.width / 10), y1: min(height, first.bounds.y1 + Int(first.height * 5)))
    return [OrientedBox(zone.clamped(width: width, height: height))]
  }

  private static func announcesCode(_ text: String, _ words: [Substring]) -> Bool {
    codeLabels.contains { label in
      label.contains(" ") || label.count > 4
        ? text.contains(label) : words.contains { $0.hasPrefix(label) && $0.count <= label.count + 4 }
    }
  }

  /// Fifteen or sixteen digits in groups of at least four that belong to a scheme, or that are grouped as on cards.
  private static func looksLikeNumber(_ row: DigitRow) -> Bool {
    let shape = row.groups.map(\.glyphs.count)
    guard let first = row.groups.first, row.characterBefore(first)?.isLetter != true else { return false }
    let prefix = row.text.prefix { !$0.isNumber }
    guard prefix.count <= 12, shape.allSatisfy({ $0 >= 4 }) else { return false }
    let digits = row.groups.flatMap(\.digits)
    if shape == [4, 4, 4, 4] || shape == [4, 6, 5] {
      return PaymentCardNumber.scheme(of: digits) != nil || row.glyphs.count <= 22
    }
    return (15...16).contains(digits.count) && PaymentCardNumber.luhnHolds(digits)
      && PaymentCardNumber.scheme(of: digits) != nil
  }

  /// Four digits alone that are no year: on a back they are the end of the number, beside the code.
  private static func isTail(_ row: DigitRow) -> Bool {
    guard row.groups.map(\.glyphs.count) == [4], row.text.count <= 5, let value = Int(row.groups[0].number) else {
      return false
    }
    return !(1950...2060).contains(value)
  }

  /// `1111 123`, or `1111123` where the reading lost the space: the last four of the number, then the code, as on
  /// signature panels.
  static func isTailWithCode(_ row: DigitRow) -> Bool {
    let shape = row.groups.map(\.glyphs.count)
    return (shape == [4, 3] || shape == [7]) && row.glyphs.allSatisfy { $0.digit != nil || $0.character == " " }
  }
}
