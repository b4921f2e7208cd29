import Model

/// A part of an address, by the name it has in findings.
package enum AddressPart: String, Sendable, CaseIterable {
  case street, number, letter, floor, door, postalCode, town
}

/// A place on a page where the claimed street's name stands, part by part against the claim.
package struct AddressSighting: Sendable {
  /// Counts from 1 within the submission.
  package let file: Int
  /// Counts from 1 within the file.
  package let page: Int
  /// Around all words compared, in pixels of the kept page.
  package let box: PixelRect
  /// Both have it, and it is not the same.
  package var differing: [AddressPart]
  /// One has it and the other not, or reading cannot explain the difference.
  package var unclear: [AddressPart]
  /// Of the words that were compared, the lowest.
  package let confidence: Double
  /// As it stands there.
  package let text: String
  /// Whose address it is.
  package let role: AddressRole
  /// Every part that was compared, with its grade.
  package let grades: [AddressPart: AddressGrade]

  /// The worst of the parts' grades.
  package var grade: AddressGrade { grades.values.max() ?? .unsafe }

  /// Contradicts the claim only inside a house that has several dwellings; a number or postal code that differs is
  /// another house, and says nothing of one that was half read.
  package var differsWithinTheHouse: Bool {
    !differing.isEmpty && differing.allSatisfy { [.letter, .floor, .door].contains($0) }
  }

  /// Every claimed part is there, and no other.
  package var isSame: Bool { differing.isEmpty && unclear.isEmpty }
}

/// Looks for a claimed address on pages: the street, what follows it on its line, and the lines below it in the same
/// column.
package struct AddressSearch: Sendable {
  /// What is looked for.
  package let claimed: ClaimedAddress

  private let names: [ClaimedName]

  /// `names` are the holder's: a company with the holder's name beside it may be the holder's home.
  package init(_ claimed: ClaimedAddress, names: [ClaimedName] = []) {
    self.claimed = claimed
    self.names = names
  }

  /// Every place on the page where the street stands with a house number.
  package func sightings(on page: Page, file: Int) -> [AddressSighting] {
    let layout = PageLayout(page.lines)
    return page.lines.indices.flatMap { index -> [AddressSighting] in
      let own = AddressLine.tokens(of: page.lines[index], at: index)
      guard let street = streetRange(in: own) else { return [] }
      let block = own[street.range.upperBound...] + continuation(of: index, in: layout)
      let above = layout.above(index, within: 1.5).first.map { AddressLine.tokens(of: page.lines[$0], at: $0) } ?? []
      let found = Found(street: street, own: own, above: above, role: role(of: index, street.range, in: layout))
      return [compared(Array(block), found, page: page, file: file)].compactMap { $0 }
    }
  }

  // MARK: Whose it is

  private func role(of index: Int, _ street: Range<Int>, in layout: PageLayout) -> AddressRole {
    if let own = AddressRole.announced(by: layout.lines[index]) { return own }
    if let left = layout.left(of: index).first, let role = AddressRole.announced(by: layout.lines[left]) { return role }
    let above = layout.above(index, within: 4).prefix(3).map { layout.lines[$0] }
    var isBelowHolder = false
    for line in above {
      isBelowHolder = isBelowHolder || isHolder(line)
      // A sender's own address in small print above the holder's name announces nothing.
      guard let role = AddressRole.announced(by: line), !AddressLine.looksLikeStreet(line) else { continue }
      if role.mayBeHome || role == .former || !isBelowHolder { return role }
    }
    return above.prefix(2).contains(where: AddressRole.isCompany) && !isBelowHolder ? .sender : .mailing
  }

  private func isHolder(_ line: TextLine) -> Bool {
    NameLine(line).phrases.contains { NameMatching.agreement(of: $0.tokens, with: names) >= .partial }
  }

  // MARK: The street

  /// The street on its line, and what stands around it.
  private struct Found {
    let street: Street
    let own: [AddressToken]
    let above: [AddressToken]
    let role: AddressRole
  }

  private struct Street {
    let range: Range<Int>
    let likeness: Likeness
  }

  /// The words on a line that are the street's name; the most alike, of those the first.
  private func streetRange(in tokens: [AddressToken]) -> Street? {
    var best: Street?
    for start in tokens.indices {
      for length in 1...(claimed.streetLength + 2) where start + length <= tokens.count {
        guard claimed.mayBeStreet(tokens[start..<(start + length)]) else { continue }
        let range = start..<(start + length)
        let likeness = claimed.likeness(toStreet: tokens[range])
        if likeness > .different, likeness > best?.likeness ?? .different {
          best = Street(range: range, likeness: likeness)
        }
      }
    }
    return best
  }

  /// The words beside the street and on the three lines below it. A line with a street of its own begins another
  /// address.
  private func continuation(of index: Int, in layout: PageLayout) -> [AddressToken] {
    var lines = layout.right(of: index).filter {
      layout.lines[$0].box.x0 - layout.lines[index].box.x1 < 6 * max(layout.lines[index].box.height, 1)
    }.prefix(1).map { $0 }
    var last = index
    while lines.count < 4, let next = layout.below(last, within: 1.5).first, !lines.contains(next) {
      if AddressLine.looksLikeStreet(layout.lines[next]) && !AddressLine.looksLikeTown(layout.lines[next]) { break }
      lines.append(next)
      last = next
    }
    return lines.flatMap { AddressLine.tokens(of: layout.lines[$0], at: $0) }
  }

  // MARK: Part by part

  private func compared(_ block: [AddressToken], _ place: Found, page: Page, file: Int) -> AddressSighting? {
    let (street, own) = (place.street, place.own)
    guard let (found, length) = dwelling(after: block, place) else { return nil }
    let rest = Array(block.dropFirst(length))
    var differing: [AddressPart] = []
    var unclear: [AddressPart] = street.likeness == .near ? [.street] : []
    func compare(_ part: AddressPart, _ claim: String?, _ read: String?) {
      if let claim, let read {
        // "Apt I" is the first, if not the letter.
        let isAlike = part != .number && Misreading.skeleton(of: claim) == Misreading.skeleton(of: read)
        if claim != read { isAlike ? unclear.append(part) : differing.append(part) }
      } else if claim != nil || read != nil {
        unclear.append(part)
      }
    }
    let claim = claimed.dwelling
    if claim.lastNumber != found.lastNumber {
      // One of the houses of "12-14", or others.
      if claim.houses.overlaps(found.houses) { unclear.append(.number) } else { differing.append(.number) }
      compare(.letter, claim.letter, found.letter)
      // "4I" for 41, "2248" for 224B: what stands behind the number may be its last digit, or its letter.
    } else if found.number + digit(for: found.letter) == claim.number, claim.letter == nil {
      if found.letter != nil { unclear.append(.number) }
    } else if found.letter == nil, claim.letter != nil, claim.number + digit(for: claim.letter) == found.number {
      unclear.append(.letter)
    } else {
      compare(.number, claim.number, found.number)
      compare(.letter, claim.letter, found.letter)
    }
    // "49 8": what is left behind the number may be its letter.
    if length > 0, let next = rest.first, next.isNumber, next.text.count <= 2, !block[length - 1].hasComma,
      next.line == block[length - 1].line, claim.letter == nil, !unclear.contains(.letter)
    {
      unclear.append(.letter)
    }
    compare(.floor, claim.floor, found.floor)
    compare(.door, claim.door, found.door)
    let town = town(in: rest)
    differing += town.differing
    unclear += town.unclear

    let words = own[street.range] + block.prefix(length)
    let compared = town.end > 0 ? words + rest.prefix(town.end + districtLength(behind: town.end, in: rest)) : words
    let boxes = compared.map(\.box)
    return AddressSighting(
      file: file, page: page.number, box: boxes.dropFirst().reduce(boxes[0]) { $0.union($1) },
      differing: differing, unclear: unclear, confidence: words.map(\.confidence).min() ?? 0,
      text: compared.map(\.text).joined(separator: " "), role: place.role,
      grades: grades(street, own[street.range], town, differing + unclear))
  }

  /// The digit that a house's letter may be read as.
  private func digit(for letter: String?) -> String {
    let alike = ["I": "1", "L": "1", "O": "0", "S": "5", "B": "8", "Z": "2", "G": "6"]
    return letter.map { alike[$0] ?? "?" } ?? ""
  }

  private func grades(
    _ street: Street, _ words: ArraySlice<AddressToken>, _ town: Town, _ notSame: [AddressPart]
  ) -> [AddressPart: AddressGrade] {
    let written = words.map { $0.text.lowercased() }.joined()
    let isExact = written == claimed.street.lowercased().filter { $0 != " " }
    var grades: [AddressPart: AddressGrade] = [
      .street: isExact ? .exact : street.likeness >= .misread ? .safe : .unsafe, .number: .exact,
    ]
    if claimed.dwelling.letter != nil { grades[.letter] = .exact }
    if claimed.dwelling.floor != nil { grades[.floor] = .exact }
    if claimed.dwelling.door != nil { grades[.door] = .exact }
    if claimed.postalCode != nil { grades[.postalCode] = town.hasCode ? .exact : .safe }
    if claimed.townForms != nil { grades[.town] = town.hasName ? .exact : .safe }
    for part in notSame { grades[part] = .unsafe }
    return grades
  }

  private func dwelling(after block: [AddressToken], _ found: Found) -> (Dwelling, length: Int)? {
    let (own, street) = (found.own, found.street)
    let before = own[..<street.range.lowerBound]
    if claimed.numberPrecedes, var number = number(endingIn: before) {
      number.door = unit(
        endingIn: before.dropLast(
          number.letter.map { AddressWords.repeats.contains($0.lowercased()) } ?? false ? 2 : 1), found.above)
      return withUnit(number, block)
    }
    // "Nørrebrogade nr. 44A"
    let skipped = block.first.map { ["nr", "no"].contains($0.folded) } == true ? 1 : 0
    if !startsWithTown(block, below: own[street.range.lowerBound].line), let read = Dwelling.read(block[skipped...]) {
      return (read.dwelling, read.length + skipped)
    }
    guard claimed.numberMayPrecede, let number = number(endingIn: before) else { return nil }
    return withUnit(number, block)
  }

  /// The house number in front of a street: "12", "12A", "12 bis".
  private func number(endingIn before: ArraySlice<AddressToken>) -> Dwelling? {
    guard let last = before.last else { return nil }
    if AddressWords.repeats.contains(last.folded), let number = before.dropLast().last {
      var read = Dwelling.read([number])?.dwelling
      read?.letter = last.folded.uppercased()
      return read
    }
    if last.isNumber, last.text.count == 5, let number = Int(last.text) { return Dwelling(number: String(number)) }
    if let first = before.dropLast().last, first.hasHyphen, let whole = Dwelling.read(before.suffix(2)),
      whole.length == 2
    {
      return whole.dwelling
    }
    return Dwelling.read([last])?.dwelling
  }

  /// "Flat 3, 12 High Street", or the flat alone on the line above.
  private func unit(endingIn before: ArraySlice<AddressToken>, _ above: [AddressToken]) -> String? {
    let words = before.isEmpty ? above[...] : before
    guard let start = words.indices.first(where: { UnitWords.announces(words[$0]) }),
      let read = UnitWords.read(words[start...]), start + read.length == words.endIndex
    else { return nil }
    return read.door
  }

  /// With the flat behind the street: "12 High Street, Flat 3". A mailbox says nothing.
  private func withUnit(_ number: Dwelling, _ block: [AddressToken]) -> (Dwelling, length: Int) {
    guard let unit = UnitWords.read(block[...]) else { return (number, 0) }
    var dwelling = number
    dwelling.door = unit.door ?? number.door
    return (dwelling, unit.length)
  }

  /// "2200 København" on the line below a street without a number.
  private func startsWithTown(_ block: [AddressToken], below line: Int) -> Bool {
    guard let first = block.first, block.count > 1, first.line != line, first.text.count >= 3 else { return false }
    return block[1].line == first.line && block[1].isWord && block[1].text.count > 1
  }

  /// Postal code and town. The code decides; the town speaks only where a code is missing on either side.
  private func town(in words: [AddressToken]) -> Town {
    let town = claimed.townForms.flatMap { townEnd($0, in: words) }
    guard let postalCode = claimed.postalCode else {
      return Town(unclear: town == nil ? [.town] : [], end: town ?? 0, hasName: town != nil)
    }
    var other: Int?
    for index in words.indices {
      for candidate in PostalCode.candidates(at: index, in: words) {
        let end = index + candidate.length
        if candidate.code == postalCode || PostalCode.areMisread(candidate.code, postalCode) {
          return Town(end: max(end, town ?? 0), hasCode: true, hasName: town != nil)
        }
        let standsAsCode =
          candidate.isBritish || (end < words.count && words[end].looksLikeWord) || isBehindTown(index, town, words)
        if other == nil, standsAsCode, PostalCode.haveOneShape(candidate.code, postalCode) {
          other = end
        }
      }
    }
    if let other { return Town(differing: [.postalCode], end: other) }
    // A code stands there, but is not to be read.
    if let town,
      words[..<town].last(where: { !$0.isWord })?.line == words[town - 1].line || standsCode(behind: town, words)
    {
      return Town(unclear: [.postalCode], end: town, hasName: true)
    }
    return Town(unclear: town == nil ? [.postalCode] : [], end: town ?? 0, hasName: town != nil)
  }

  /// Something with a digit behind the town on its line, or first on the next: "London / 5W1A 2AA".
  private func standsCode(behind end: Int, _ words: [AddressToken]) -> Bool {
    let line = words[end - 1].line
    let own = words[end...].prefix { $0.line == line }
    return (own + words[(end + own.count)...].prefix(2)).contains { $0.text.contains(where: \.isNumber) }
  }

  /// "Springfield, IL 62704", "Roskilde 4000": right behind the town, or behind the letters of its state.
  private func isBehindTown(_ index: Int, _ townEnd: Int?, _ words: [AddressToken]) -> Bool {
    guard let townEnd, words[index].line == words[townEnd - 1].line else { return false }
    let between = townEnd <= index ? words[townEnd..<index] : words[..<0]
    return index == townEnd || (between.count == 1 && between.allSatisfy { $0.isWord && $0.text.count <= 3 })
  }

  /// Postal code and town as found behind a house; `end` counts the words they take up.
  private struct Town {
    var differing: [AddressPart] = []
    var unclear: [AddressPart] = []
    var end = 0
    var hasCode = false
    var hasName = false
  }

  /// Of the letter of the town's district that stands behind it on its line: "København N".
  private func districtLength(behind end: Int, in words: [AddressToken]) -> Int {
    guard end < words.count, words[end].line == words[end - 1].line, words[end - 1].isWord else { return 0 }
    return ClaimedAddress.districts.contains(words[end].folded) ? 1 : 0
  }

  private func townEnd(_ forms: Set<String>, in words: [AddressToken]) -> Int? {
    for start in words.indices {
      for length in 1...3 where start + length <= words.count {
        let read = ClaimedAddress.townForms(Array(words[start..<(start + length)]))
        if StreetName.likeness(of: forms, and: read) >= .misread { return start + length }
      }
    }
    return nil
  }
}
