/// What stands behind a house in Britain and America: a flat, which is a door, or a mailbox, which is none of the
/// house's.
package enum UnitWords {
  /// The word says that the next one is no house number.
  package static func announces(_ token: AddressToken) -> Bool {
    AddressWords.mailboxes.contains(token.folded) || AddressWords.units.contains(token.folded)
  }

  /// Reads such a unit at the start of the words; `door` is nil for a mailbox. Nil when none stands there.
  package static func read(_ tokens: ArraySlice<AddressToken>) -> (door: String?, length: Int)? {
    var rest = tokens
    guard let word = rest.popFirst(), announces(word) else { return nil }
    let isMailbox = AddressWords.mailboxes.contains(word.folded)
    guard let name = rest.first, name.line == word.line, name.text.count <= 5,
      name.text.count == 1 || name.text.contains(where: \.isNumber)
    else { return (nil, 1) }
    // "lgh 110I": among so many digits a stroke is one.
    let isLong = name.text.count >= 3 && name.text.count(where: \.isNumber) >= 2
    let mended =
      isLong ? AddressLine.digitsMended(name.text + "0").dropLast() : AddressLine.digitsMended(name.text)[...]
    return (isMailbox ? nil : Dwelling.door(String(mended)), 2)
  }

  /// The door in a field of its own: "Apt 4B"; nil when no such word is in it.
  package static func door(_ text: String) -> String? {
    read(AddressLine.tokens(of: text.replacing("#", with: " unit "))[...])?.door
  }
}
