import Imaging
import Model

/// Finds card numbers among the digits of a page. Luhn's digit alone neither makes nor breaks one: one misread digit
/// must not leave a number readable, and one number in ten passes by chance.
struct CardNumberFinder {
  let lines: [ReadLine]
  /// What else speaks for a card, so that weaker shapes count near it.
  let cues: CardCues

  func numbers(in rows: [DigitRow]) -> [FoundCardNumber] {
    let side = rows.flatMap { row in numbers(in: row) }
    return side + stacked(in: rows, besides: side)
  }

  /// By words and pictures: short numbers say nothing about long ones.
  func isNearCard(_ row: DigitRow) -> Bool {
    cues.support(at: row.box, of: [.number, .label, .back, .stripe, .scheme, .front, .date, .weak]) >= CardCues.likely
  }

  private func numbers(in row: DigitRow) -> [FoundCardNumber] {
    guard row.groups.reduce(0, { $0 + $1.glyphs.count }) >= 10 else { return [] }
    let isNearCard = isNearCard(row)
    var found: [FoundCardNumber] = []
    var first = 0
    while first < row.groups.count {
      if let (number, count) = number(startingAt: first, in: row, isNearCard) {
        found.append(number)
        first += count
      } else {
        first += 1
      }
    }
    return found
  }

  /// The best number that begins with a group, and how many groups it takes.
  private func number(startingAt first: Int, in row: DigitRow, _ isNearCard: Bool) -> (FoundCardNumber, Int)? {
    if first > 0 && isJoined(row, first - 1) && !(isNearCard && startsAfresh(row, first)) { return nil }
    if let before = row.characterBefore(row.groups[first]), before.isLetter || before == "/" || before == "+" {
      return wholeNumber(startingAt: first, in: row)
    }
    if isIBANTail(row, first) { return nil }
    var best: (FoundCardNumber, Int)?
    var digits: [DigitRow.Glyph] = []
    var shape: [Int] = []
    for last in first..<row.groups.count {
      if last > first, !isJoined(row, last - 1) { break }
      digits += row.groups[last].glyphs
      shape.append(row.groups[last].glyphs.count)
      if digits.count > 19 { break }
      guard digits.count >= 12, let number = judged(digits, shape: shape, in: row, isNearCard) else { continue }
      if best == nil || (number.luhnHolds && !(best?.0.luhnHolds ?? false)) { best = (number, last - first + 1) }
    }
    return best ?? (isNearCard ? coveredNumber(startingAt: first, in: row).map { ($0, 2) } : nil)
  }

  /// What is grouped as on cards, belongs to a scheme and holds is a number though a letter stands right before it: a
  /// card on a letter may be read in one line with it.
  private func wholeNumber(startingAt first: Int, in row: DigitRow) -> (FoundCardNumber, Int)? {
    for count in 3...4 where first + count <= row.groups.count {
      let groups = row.groups[first..<first + count]
      let digits = groups.flatMap(\.glyphs)
      let values = digits.compactMap(\.digit)
      guard [[4, 4, 4, 4], [4, 6, 5]].contains(groups.map(\.glyphs.count)),
        groups.indices.dropLast().allSatisfy({ isJoined(row, $0) }), PaymentCardNumber.luhnHolds(values),
        let scheme = PaymentCardNumber.scheme(of: values),
        PaymentCardNumber.lengths(of: scheme).contains(values.count)
      else { continue }
      return found(digits, luhn: true, scheme, in: [row]).map { ($0, count) }
    }
    return nil
  }

  private func judged(
    _ digits: [DigitRow.Glyph], shape: [Int], in row: DigitRow, _ isNearCard: Bool
  ) -> FoundCardNumber? {
    let values = digits.compactMap(\.digit)
    let scheme = PaymentCardNumber.scheme(of: values)
    let luhn = PaymentCardNumber.luhnHolds(values)
    let fits = scheme.map { PaymentCardNumber.lengths(of: $0).contains(values.count) } ?? false
    let isCardShape = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]].contains(shape)
    let isOneBlock = shape.count == 1 && (values.count == 16 || values.count == 15)
    // On a signature panel the code stands behind it.
    let isAloneInItsRow =
      row.groups.count == 1 || cues.speakOfACard && row.groups.map(\.glyphs.count) == [values.count, 3]
    // The number and the code behind it, read as one run: all but three digits, or sixteen, hold by themselves.
    if values.count > 16, !(luhn && fits), (shape.last ?? 0) > 4, isNearCard, let scheme,
      let length = [values.count - 3, 16].first(where: {
        PaymentCardNumber.lengths(of: scheme).contains($0) && PaymentCardNumber.luhnHolds(values.prefix($0))
      })
    {
      return found(Array(digits.prefix(length)), luhn: true, scheme, in: [row])
    }
    // Digits too many or too few: some of struck ones are often not seen. Three whole groups are a number of which
    // something hides the end.
    let isAlmost =
      isNearCard && scheme != nil && values.count > 10 && (2...5).contains(shape.count) && shape != [4, 4, 4]
      && row.groups.count == shape.count
      && (shape[0] >= 4 && (shape.last ?? 0) >= 4 && isAsLongAsANumber(digits)
        || (14...18).contains(values.count) && shape.allSatisfy { $0 >= 3 })
    let accepted =
      (luhn && fits && (isCardShape || (isOneBlock && isNearCard) || (isNearCard && values.count >= 13)))
      || (isCardShape && isNearCard) || (isCardShape && shape.count >= 4 && scheme != nil)
      || (isNearCard && values.count == 16) || (isOneBlock && luhn && fits && isAloneInItsRow) || isAlmost
    guard accepted, !values.dropFirst().allSatisfy({ $0 == values[0] }) || isNearCard else { return nil }
    // Three digits behind one run in which some were lost are the code.
    if !luhn, shape.count == 2, shape[0] >= 10, shape[1] == 3 {
      return found(Array(digits.dropLast(3)), luhn: false, scheme, in: [row])
    }
    var number = found(digits, luhn: luhn, scheme, in: [row])
    number?.endsAreWhole =
      scheme != nil && (shape.count == 4 && shape.starts(with: [4, 4]) && shape[3] == 4 || shape == [4, 6, 4])
    return number
  }

  /// Fifteen digits with two gaps are at least nine times as long as they are high.
  private func isAsLongAsANumber(_ digits: [DigitRow.Glyph]) -> Bool {
    DigitRow.box(ofAll: digits, on: lines).map { $0.length > 6.5 * $0.height } ?? false
  }

  private func found(
    _ digits: [DigitRow.Glyph], luhn: Bool, _ scheme: PaymentCardNumber.Scheme?, in rows: [DigitRow], length: Int? = nil
  ) -> FoundCardNumber? {
    let boxes = Set(digits.map(\.line)).sorted().compactMap { line in
      DigitRow.box(of: digits.filter { $0.line == line }, on: lines)
    }
    guard let first = boxes.first else { return nil }
    let box =
      rows.count == 1
      ? boxes.dropFirst().reduce(first) { $0.joined(with: $1) } : boxes.dropFirst().reduce(first) { $0.stacked(on: $1) }
    return FoundCardNumber(
      digits: digits, length: length ?? digits.count, luhnHolds: luhn, scheme: scheme, box: box,
      bounds: rows.dropFirst().reduce(rows[0].bounds) { $0.union($1.bounds) }, rowCount: rows.count)
  }

  /// `4111 11•• •••• 1111`, or the same with the middle painted over: the ends tell which card it is.
  private func coveredNumber(startingAt first: Int, in row: DigitRow) -> FoundCardNumber? {
    var head: [DigitRow.Glyph] = []
    var next = first
    while next < row.groups.count, head.count < 6 {
      head += row.groups[next].glyphs
      next += 1
    }
    // Single digits among letters are none of a number's.
    guard head.count == 6, row.groups[first].glyphs.count >= 4, next < row.groups.count,
      row.groups[next].glyphs.count == 4,
      let scheme = PaymentCardNumber.scheme(of: head.compactMap(\.digit))
    else { return nil }
    let tail = row.groups[next].glyphs
    return found(
      head + tail, luhn: false, scheme, in: [row],
      length: PaymentCardNumber.lengths(of: scheme).upperBound == 15 ? 15 : 16)
  }

  // MARK: Rows under one another

  /// Digits that may be a row of a number which stands in several: groups of four or more with nothing but spaces
  /// between.
  struct Part {
    let digits: [DigitRow.Glyph]
    let box: OrientedBox
    let row: DigitRow
  }

  private static let fewestInARow = 4
  private static let inTheFifthRow = 3
  private static let mostInARow = 12

  /// Four groups of four under one another (Visa Quick Read), or two and two.
  private func stacked(in rows: [DigitRow], besides found: [FoundCardNumber]) -> [FoundCardNumber] {
    var numbers: [FoundCardNumber] = []
    for chain in chains(in: rows, besides: found) {
      guard let number = number(of: chain), !numbers.contains(where: { number.overlaps($0) }) else { continue }
      numbers.append(number)
    }
    return numbers
  }

  /// Parts under one another, of two and more, up to as many digits as a number has.
  func chains(in rows: [DigitRow], besides found: [FoundCardNumber]) -> [[Part]] {
    let taken = Set(found.flatMap { $0.digits.map(\.line) })
    let all = rows.flatMap { row in self.parts(of: row) }.filter { part in
      !part.digits.contains { taken.contains($0.line) }
    }
    let parts = all.filter { $0.digits.count >= Self.fewestInARow }
    let ends = all.filter { $0.digits.count == Self.inTheFifthRow }
    var chains: [[Part]] = []
    for start in parts {
      for next in parts.filter({ follows($0, start) }).sorted(by: { below($0, start) < below($1, start) }) {
        var chain = [start]
        var candidate: Part? = next
        while let part = candidate, follows(part, chain[chain.count - 1]) {
          chain.append(part)
          if chain.reduce(0, { $0 + $1.digits.count }) >= 14 {
            // Nineteen digits end with a row of three.
            chain += ends.filter { follows($0, part) }.min { below($0, part) < below($1, part) }.map { [$0] } ?? []
            break
          }
          candidate = parts.filter { follows($0, part) }.min { below($0, part) < below($1, part) }
        }
        chains.append(chain)
      }
    }
    return chains
  }

  private func number(of chain: [Part]) -> FoundCardNumber? {
    // Three digits below a number of sixteen may be its code.
    if chain.last?.digits.count == Self.inTheFifthRow, !isOfNineteen(chain) { return number(of: chain.dropLast()) }
    let digits = chain.flatMap(\.digits)
    let values = digits.compactMap(\.digit)
    guard (14...19).contains(values.count), let scheme = PaymentCardNumber.scheme(of: values),
      PaymentCardNumber.lengths(of: scheme).contains(values.count)
    else { return nil }
    let shape = chain.map(\.digits.count)
    guard [[4, 4, 4, 4], [8, 8], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]].contains(shape) else { return nil }
    let luhn = PaymentCardNumber.luhnHolds(values)
    // Far from other signs of a card only the four rows of four are telling: columns of bills hold longer numbers.
    let isQuickRead = chain.count >= 4
    guard (luhn && isQuickRead) || chain.allSatisfy({ isNearCard($0.row) }) else { return nil }
    return found(digits, luhn: luhn, scheme, in: chain.map(\.row))
  }

  /// A scheme with numbers of nineteen digits, and Luhn's digit at the end of those.
  private func isOfNineteen(_ chain: [Part]) -> Bool {
    let values = chain.flatMap(\.digits).compactMap(\.digit)
    return values.count == 19 && PaymentCardNumber.luhnHolds(values)
      && PaymentCardNumber.scheme(of: values).map { PaymentCardNumber.lengths(of: $0).contains(19) } ?? false
  }

  /// Right below, beginning at the same place, and as high.
  func follows(_ part: Part, _ above: Part) -> Bool {
    let height = max(part.box.height, above.box.height)
    guard min(part.box.height, above.box.height) > 0.65 * height else { return false }
    guard part.box.alongX * above.box.alongX + part.box.alongY * above.box.alongY > 0.95 else { return false }
    let offset = above.box.offset(to: part.box)
    let shift = offset.along - part.box.length / 2 + above.box.length / 2
    return offset.across > 0.6 * height && offset.across < 2.4 * height && abs(shift) < 1.2 * height
  }

  /// How far below another a part stands, in pixels.
  private func below(_ part: Part, _ above: Part) -> Double { above.box.offset(to: part.box).across }

  func parts(of row: DigitRow) -> [Part] {
    var parts: [Part] = []
    var run: [DigitRow.Glyph] = []
    func close() {
      if run.count >= Self.inTheFifthRow, run.count <= Self.mostInARow, let box = DigitRow.box(ofAll: run, on: lines) {
        parts.append(Part(digits: run, box: box, row: row))
      }
      run = []
    }
    for (index, group) in row.groups.enumerated() {
      if index > 0, !isJoined(row, index - 1) { close() }
      guard group.glyphs.count >= Self.inTheFifthRow, standsFree(group, in: row) else {
        close()
        continue
      }
      // What has three digits is no part of a row: the end of nineteen, or the code beside one.
      if group.glyphs.count < Self.fewestInARow {
        close()
        run = group.glyphs
        close()
        continue
      }
      // Each group of four may also be a row of its own, beside a date.
      run += group.glyphs
    }
    close()
    return parts
  }

  /// Not a part of an amount, a date or a word.
  private func standsFree(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    [row.characterBefore(group), row.characterBehind(group)].allSatisfy { character in
      character.map { " ·".contains($0) || $0 == "-" && row.groups.count > 1 } ?? true
    }
  }

  // MARK: Groups in a row

  /// Only spaces, hyphens or dots stand between a group and the next.
  func isJoined(_ row: DigitRow, _ index: Int) -> Bool {
    row.separator(after: index).allSatisfy { " -.·".contains($0) }
  }

  /// A group of four with the start of a card number may begin one even behind other digits.
  private func startsAfresh(_ row: DigitRow, _ index: Int) -> Bool {
    row.groups[index].glyphs.count == 4 && row.groups[index - 1].glyphs.count != 4
      && row.separator(after: index - 1).count >= 1
  }

  /// `DE89 3704 0044 …`: the digits of an international bank account number are no card's.
  private func isIBANTail(_ row: DigitRow, _ first: Int) -> Bool {
    let before = row.glyphs[..<row.groups[first].at].map(\.character)
    let words = String(before).split(separator: " ")
    return words.suffix(5).contains { word in
      word.count >= 4 && word.prefix(2).allSatisfy(\.isUppercase) && word.dropFirst(2).prefix(2).allSatisfy(\.isNumber)
    }
  }
}

extension OrientedBox {
  /// The box around this one and one below it, along this one's direction.
  fileprivate func stacked(on other: OrientedBox) -> OrientedBox {
    let offset = offset(to: other)
    let top = min(-height / 2, offset.across - other.height / 2)
    let bottom = max(height / 2, offset.across + other.height / 2)
    let start = min(-length / 2, offset.along - other.length / 2)
    let end = max(length / 2, offset.along + other.length / 2)
    var box = self
    let (along, across) = ((start + end) / 2, (top + bottom) / 2)
    box.centreX += along * alongX - across * alongY
    box.centreY += along * alongY + across * alongX
    box.length = end - start
    box.height = bottom - top
    return box
  }
}
