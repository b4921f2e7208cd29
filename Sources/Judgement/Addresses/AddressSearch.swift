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

  /// Every claimed part is there, and no other.
  package var isSame: Bool { differing.isEmpty && unclear.isEmpty }
}

/// Looks for a claimed address on pages: the street, what follows it on its line, and the lines below it in the same
/// column.
package struct AddressSearch: Sendable {
  /// What is looked for.
  package let claimed: ClaimedAddress

  package init(_ claimed: ClaimedAddress) { self.claimed = claimed }

  /// Every place on the page where the street stands with a house number.
  package func sightings(on page: Page, file: Int) -> [AddressSighting] {
    let layout = PageLayout(page.lines)
    return page.lines.indices.flatMap { index -> [AddressSighting] in
      let own = AddressLine.tokens(of: page.lines[index], at: index)
      guard let street = streetRange(in: own) else { return [] }
      let block = own[street.range.upperBound...] + continuation(of: index, in: layout)
      return [compared(Array(block), own: own, street: street, page: page, file: file)].compactMap { $0 }
    }
  }

  // MARK: The street

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
        let likeness = StreetName.likeness(of: claimed.streetForms, and: StreetName.forms(of: tokens[range]))
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

  private func compared(_ block: [AddressToken], own: [AddressToken], street: Street, page: Page, file: Int)
    -> AddressSighting?
  {
    guard let (found, length) = dwelling(after: block, of: own, street) else { return nil }
    let rest = Array(block.dropFirst(length))
    var differing: [AddressPart] = []
    var unclear: [AddressPart] = street.likeness == .near ? [.street] : []
    func compare(_ part: AddressPart, _ claim: String?, _ read: String?) {
      if let claim, let read {
        if claim != read { differing.append(part) }
      } else if claim != nil || read != nil {
        unclear.append(part)
      }
    }
    let claim = claimed.dwelling
    compare(.number, claim.number, found.number)
    compare(.letter, claim.letter, found.letter)
    compare(.floor, claim.floor, found.floor)
    compare(.door, claim.door, found.door)
    let place = place(in: rest)
    differing += place.differing
    unclear += place.unclear

    let words = own[street.range] + block.prefix(length)
    let compared = place.end > 0 ? words + rest.prefix(place.end) : words
    let boxes = compared.map(\.box)
    return AddressSighting(
      file: file, page: page.number, box: boxes.dropFirst().reduce(boxes[0]) { $0.union($1) },
      differing: differing, unclear: unclear, confidence: words.map(\.confidence).min() ?? 0,
      text: compared.map(\.text).joined(separator: " "))
  }

  private func dwelling(
    after block: [AddressToken], of own: [AddressToken], _ street: Street
  ) -> (Dwelling, length: Int)? {
    let before = own[..<street.range.lowerBound]
    if claimed.numberPrecedes, let number = number(endingIn: before) { return withUnit(number, block) }
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
    return Dwelling.read([last])?.dwelling
  }

  /// With the flat behind the street: "12 High Street, Flat 3". A mailbox says nothing.
  private func withUnit(_ number: Dwelling, _ block: [AddressToken]) -> (Dwelling, length: Int) {
    guard let unit = UnitWords.read(block[...]) else { return (number, 0) }
    var dwelling = number
    dwelling.door = unit.door
    return (dwelling, unit.length)
  }

  /// "2200 København" on the line below a street without a number.
  private func startsWithTown(_ block: [AddressToken], below line: Int) -> Bool {
    guard let first = block.first, block.count > 1, first.line != line, first.text.count >= 3 else { return false }
    return block[1].line == first.line && block[1].isWord && block[1].text.count > 1
  }

  /// Postal code and town. The code decides; the town speaks only where a code is missing on either side.
  private func place(in words: [AddressToken]) -> (differing: [AddressPart], unclear: [AddressPart], end: Int) {
    let town = claimed.townForms.flatMap { townEnd($0, in: words) }
    guard let postalCode = claimed.postalCode else {
      return town.map { ([], [], $0) } ?? ([], [.town], 0)
    }
    var other: Int?
    for index in words.indices {
      for candidate in PostalCode.candidates(at: index, in: words) {
        let end = index + candidate.length
        if candidate.code == postalCode { return ([], [], max(end, town ?? 0)) }
        let standsAsCode = end < words.count ? words[end].isWord || candidate.isBritish : candidate.isBritish
        if other == nil, standsAsCode, PostalCode.shape(of: candidate.code) == PostalCode.shape(of: postalCode) {
          other = end
        }
      }
    }
    if let other { return ([.postalCode], [], other) }
    return town.map { ([], [], $0) } ?? ([], [.postalCode], 0)
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
