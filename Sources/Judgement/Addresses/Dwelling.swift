/// What stands behind a street's name: the house, and where in the house.
package struct Dwelling: Sendable, Equatable {
  /// Digits only.
  package var number: String
  /// The last number of a house that has several: 14 in "12-14".
  package var lastNumber: String?
  /// One capital letter.
  package var letter: String?
  /// `st`, `kl`, `k2` or a number.
  package var floor: String?
  /// `tv`, `mf`, `th`, a number or another short form in lower case.
  package var door: String?

  package init(number: String, letter: String? = nil, floor: String? = nil, door: String? = nil) {
    self.number = number
    self.letter = letter
    self.floor = floor
    self.door = door
  }

  /// The numbers of all its houses.
  package var houses: ClosedRange<Int> {
    let first = Int(number) ?? 0
    return first...max(first, lastNumber.flatMap { Int($0) } ?? first)
  }

  /// Reads a dwelling at the start of the words; also says how many words it took. Nil when no house number stands
  /// there.
  package static func read(_ tokens: ArraySlice<AddressToken>) -> (dwelling: Dwelling, length: Int)? {
    var rest = tokens
    guard let first = rest.popFirst(), let (number, letter) = house(first.text) else { return nil }
    var dwelling = Dwelling(number: number, letter: letter)
    var numberHasComma = first.hasComma
    if first.hasHyphen, letter == nil, let next = rest.first, let last = lastNumber(rest, line: first.line) {
      dwelling.lastNumber = last
      numberHasComma = next.hasComma
      rest.removeFirst()
    }
    if dwelling.letter == nil, let next = rest.first, AddressWords.repeats.contains(next.folded) {
      dwelling.letter = next.folded.uppercased()
      rest.removeFirst()
    }
    if dwelling.letter == nil, !numberHasComma, let next = rest.first, isHouseLetter(next, in: rest) {
      dwelling.letter = next.text.uppercased()
      rest.removeFirst()
    }
    if let unit = UnitWords.read(rest) {
      dwelling.door = unit.door
      return (dwelling, tokens.count - rest.count + unit.length)
    }
    // "Długa 5/12": the door stands behind the slash, where no floor does.
    if first.hasSlash, let next = rest.first, next.line == first.line, next.isNumber, next.text.count <= 4,
      rest.dropFirst().first.map({ AddressWords.doors[$0.folded] == nil }) ?? true
    {
      dwelling.door = Dwelling.door(next.text)
      return (dwelling, tokens.count - rest.count + 1)
    }
    dwelling.readFloor(&rest, afterComma: numberHasComma || (tokens.first?.line != rest.first?.line))
    return (dwelling, tokens.count - rest.count)
  }

  /// The floor in its official form, from "3", "3.", "3. sal", "St." or "stuen"; nil for anything else.
  package static func floor(_ text: String) -> String? {
    let folded = TextFolding.plain.folded(text).filter { $0.isLetter || $0.isNumber }
    if AddressWords.groundFloor.contains(folded) { return "st" }
    if AddressWords.basement.contains(folded) { return "kl" }
    if folded == "l" || folded == "i" { return "1" }
    if folded.count == 2, folded.hasPrefix("k"), folded.last?.isNumber == true { return folded }
    let digits = folded.prefix { $0.isNumber }
    guard !digits.isEmpty, digits.count <= 2,
      ["", "st", "nd", "rd", "th"].contains(String(folded.dropFirst(digits.count)))
        || AddressWords.floorWords.contains(String(folded.dropFirst(digits.count)))
    else { return nil }
    return String(Int(digits) ?? 0)
  }

  /// The door in its official form; the text in lower case when it is none of the named ones.
  package static func door(_ text: String) -> String? {
    let folded = TextFolding.plain.folded(text).filter { $0.isLetter || $0.isNumber }
    if folded.isEmpty { return nil }
    if let named = AddressWords.doors[folded] { return named }
    let mended = folded.contains(where: \.isNumber) && folded.hasPrefix("l") ? "1" + folded.dropFirst() : folded
    return Int(mended).map(String.init) ?? mended
  }

  /// A number of up to four digits with at most one letter. A letter in front of a digit is a digit misread.
  private static func house(_ word: String) -> (number: String, letter: String?)? {
    let text = word.count <= 5 && word.contains(where: \.isNumber) ? AddressLine.digitsMended(word) : word
    var digits = String(text.prefix { $0.isASCII && $0.isNumber })
    var rest = text.dropFirst(digits.count)
    // "1lB", "28BC": two letters behind a number are its last digit and the house's letter.
    if !digits.isEmpty, rest.count == 2, rest.last?.isUppercase ?? false,
      let digit = rest.first.flatMap({ lookAlikes[$0] })
    {
      digits.append(digit)
      rest = rest.dropFirst()
    }
    guard !digits.isEmpty, digits.count <= 4, rest.count <= 1, rest.allSatisfy(\.isLetter), let number = Int(digits),
      number > 0
    else { return nil }
    return (String(number), rest.isEmpty ? nil : rest.uppercased())
  }

  private static let lookAlikes: [Character: Character] = [
    "O": "0", "o": "0", "I": "1", "l": "1", "S": "5", "B": "8", "Z": "2",
  ]

  /// The second number of "12-14", unless it is a floor: "44-3. tv".
  private static func lastNumber(_ rest: ArraySlice<AddressToken>, line: Int) -> String? {
    guard let next = rest.first, next.line == line, !next.hasFullStop, let last = house(next.text), last.letter == nil,
      last.number.count <= 3
    else { return nil }
    let saysFloor = rest.dropFirst().first.map {
      AddressWords.doors[$0.folded] != nil || AddressWords.floorWords.contains($0.folded)
    }
    return saysFloor ?? false ? nil : last.number
  }

  /// A single letter after the number, unless it is the "l" of "l. th".
  private static func isHouseLetter(_ token: AddressToken, in rest: ArraySlice<AddressToken>) -> Bool {
    guard token.text.count == 1, token.isWord else { return false }
    let isMisreadOne = token.folded == "l" || token.folded == "i"
    return !(isMisreadOne && rest.dropFirst().first.map { AddressWords.doors[$0.folded] != nil } ?? false)
  }

  private mutating func readFloor(_ rest: inout ArraySlice<AddressToken>, afterComma: Bool) {
    let next = rest.dropFirst().first
    // "3E ETAGE"
    let ordinal = next.flatMap { AddressWords.floorWords.contains($0.folded) ? rest.first?.text : nil }
      .map { TextFolding.plain.folded($0) }.flatMap { $0.wholeMatch(of: /(\d{1,2})(e|er)/) }.map { String($0.1) }
    guard let first = rest.first, let found = Dwelling.floor(ordinal ?? first.text), first.text.count <= 14
    else { return }
    let nextIsDoor = next.map { $0.line == first.line && AddressWords.doors[$0.folded] != nil } ?? false
    let nextSaysFloor = next.map { AddressWords.floorWords.contains($0.folded) } ?? false
    let isPlainNumber = first.isNumber
    // "24 1 1" and nothing behind it.
    let nextIsLastNumber =
      next.map { $0.line == first.line && $0.isNumber && $0.text.count <= 2 } ?? false
      && rest.dropFirst(2).first.map { $0.line != first.line } ?? true
    let endsHere = next == nil || next?.line != first.line || first.hasComma
    guard
      nextIsDoor || nextSaysFloor || nextIsLastNumber || first.hasFullStop || !isPlainNumber || (afterComma && endsHere)
    else { return }
    // "St. Merløse" on the next line is a village, "1. november" a date.
    if let next, next.line == first.line, next.isWord, !nextIsDoor, !nextSaysFloor, !first.hasComma,
      first.isWord || DateWords.months[next.folded] != nil, !["dor", "lejl", "til", "nr"].contains(next.folded)
    {
      return
    }
    // A lone "l" or "i" is a floor only in front of a door.
    if first.isWord, first.text.count == 1, !nextIsDoor { return }
    floor = found
    rest.removeFirst()
    if nextSaysFloor { rest.removeFirst() }
    readDoor(&rest, floorLine: first.line)
  }

  private mutating func readDoor(_ rest: inout ArraySlice<AddressToken>, floorLine: Int) {
    while let word = rest.first?.folded, ["dor", "lejl", "lejlighed", "til", "nr", "lgh", "door"].contains(word) {
      rest.removeFirst()
    }
    guard let first = rest.first, first.line == floorLine else { return }
    if let named = AddressWords.doors[first.folded] {
      door = named
    } else if first.isNumber, first.text.count <= 3 {
      door = Dwelling.door(first.text)
    } else if ["l", "i"].contains(first.folded) {
      door = "1"
    } else if first.text.count <= 3, first.text.contains(where: \.isNumber), first.text.contains(where: \.isLetter) {
      door = first.folded
    } else {
      return
    }
    rest.removeFirst()
  }
}
