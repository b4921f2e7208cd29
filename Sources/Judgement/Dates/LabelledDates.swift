import Model

/// A date on a page with what it is for.
package struct LabelledDate: Sendable {
  /// A two-digit year counts as this century up to twenty years from now.
  package let day: Day
  /// What else the same numbers may mean; see `DayReading.Found.other`.
  package let other: Day?
  /// Nil when nothing near it says.
  package let kind: DateKind?
  /// Counts from 1 within the submission.
  package let file: Int
  /// Counts from 1 within the file.
  package let page: Int
  /// Around the words of the date, in pixels of the kept page.
  package let box: PixelRect
  /// Of the words it is made of, the lowest.
  package let confidence: Double
  /// What else stands on its line.
  package let company: Company

  /// Of a date without a label, what else stands on its line.
  package enum Company: Sendable {
    /// Nothing but perhaps a town: "København, den 12. november 2026".
    case none
    /// A few words that may say what it is for: "Opkræves 12.11.2026".
    case words
    case others
  }
}

/// Reads the dates of a page and finds each its label: before it on the line, beside it, or above it in the column.
package struct LabelledDates: Sendable {
  private let page: Page
  private let file: Int
  private let isLicence: Bool
  private let layout: PageLayout
  private let reading: DayReading

  /// Every date of the page, in reading order.
  package static func all(on page: Page, file: Int, isLicence: Bool, today: Day) -> [LabelledDate] {
    let dates = LabelledDates(page: page, file: file, isLicence: isLicence, today: today)
    return page.lines.indices.flatMap(dates.dates(onLine:))
  }

  /// Every date of the submission, in reading order.
  package static func all(in dossier: Dossier) -> [LabelledDate] {
    dossier.documents.flatMap { file, document in
      document.pages.flatMap {
        all(on: $0, file: file, isLicence: dossier.types[file - 1] == .drivingLicence, today: dossier.today)
      }
    }
  }

  private init(page: Page, file: Int, isLicence: Bool, today: Day) {
    self.page = page
    self.file = file
    self.isLicence = isLicence
    layout = PageLayout(page.lines)
    // Expiry dates lie ahead; two-digit years reach twenty years on, and a birth date's is put right where it is used.
    reading = DayReading(latestYear: today.year + 20, order: DateOrder.on(page))
  }

  private func dates(onLine index: Int) -> [LabelledDate] {
    let line = page.lines[index]
    let text = line.text.value
    let found = reading.days(in: text)
    return found.enumerated().compactMap { position, dated -> LabelledDate? in
      let start = position == 0 ? 0 : found[position - 1].range.upperBound
      let before = slice(text, start..<dated.range.lowerBound)
      let words = words(of: line, in: dated.range)
      let box = TextLine(words: words).box
      // The second date of "01.07.2026 - 30.09.2026" belongs to the label of the first.
      let between = before.split { !$0.isLetter }.joined(separator: " ").lowercased()
      let carriesOn = position > 0 && (between.isEmpty || LabelledDates.untilWords.contains(between))
      let own = carriesOn ? slice(text, 0..<found[0].range.lowerBound) : before
      let kind = fieldKind(own) ?? DateLabel.last(in: own) ?? kindAround(index, box)
      if dated.needsLabel, kind == nil { return nil }
      return LabelledDate(
        day: dated.day, other: dated.other, kind: kind, file: file, page: page.number, box: box,
        confidence: words.map(\.confidence).min() ?? 0,
        company: found.count == 1 ? company(of: dated.range, in: text) : .others)
    }
  }

  /// Between the two dates of a period.
  private static let untilWords: Set<String> = [
    "til", "til og med", "t o m", "tom", "to", "until", "through", "till", "till och med", "bis", "bis zum", "au",
  ]

  /// The label in a line of its own: beside the date, or above it.
  private func kindAround(_ index: Int, _ box: PixelRect) -> DateKind? {
    let own = TextLine(words: [Word(text: Private(""), box: box, confidence: 1)])
    let placed = PageLayout(page.lines + [own])
    let last = page.lines.count
    func isLabel(_ other: Int) -> Bool { reading.days(in: page.lines[other].text.value).isEmpty }

    if let other = placed.left(of: last).first(where: { $0 != index }), isLabel(other) {
      let text = page.lines[other].text.value
      if let kind = fieldKind(text) ?? DateLabel.last(in: text) { return kind }
    }
    let above = placed.above(last, within: 2).filter { $0 != index && !isNoise(page.lines[$0]) }
    guard let nearest = above.first else { return nil }
    // The labels of one row stand side by side, and a value that lost its space reaches below two of them.
    let places = placed.places
    let row = above.prefix { abs(places[$0].midY - places[nearest].midY) * 2 < places[last].height }
    return row.filter(isLabel).lazy.compactMap { DateLabel.nearest(to: box, in: page.lines[$0]) }.first
  }

  /// An overprint or a speck between a label and its value.
  private func isNoise(_ line: TextLine) -> Bool {
    let bare = line.text.value.filter { $0.isLetter || $0.isNumber }
    return bare.count <= 1 || line.confidence < 0.4
      || NameWords.overprints.contains(TextFolding.plain.folded(bare))
  }

  /// The numbered fields of a European driving licence (Directive 2006/126/EC, annex I).
  private func fieldKind(_ before: String) -> DateKind? {
    guard isLicence, let word = before.split(separator: " ").last else { return nil }
    switch word.lowercased().filter({ !".,:;".contains($0) }) {
    case "3": return .birth
    case "4a": return .issue
    case "4b": return .expiry
    default: return nil
    }
  }

  private func company(of range: Range<Int>, in text: String) -> LabelledDate.Company {
    let before = slice(text, 0..<range.lowerBound)
    let rest = before + slice(text, range.upperBound..<text.count)
    guard rest.split(whereSeparator: { !$0.isLetter }).count <= 3, !rest.contains(where: \.isNumber),
      DateLabel.last(in: rest) == nil
    else { return .others }
    // "Opkræves den" is no place; a comma or the page's addresses tell one.
    let place = before.lastIndex(of: ",").map { before[before.index(after: $0)...] } ?? before[...]
    let words = TextFolding.plain.folded(String(place)).split { !$0.isLetter }.map(String.init)
    let telling = words.filter { !["den", "d", "the", "am", "le", "i", "in"].contains($0) }
    return telling.allSatisfy(isTown) ? .none : .words
  }

  /// A word that stands behind a postal code somewhere on the page.
  private func isTown(_ word: String) -> Bool {
    page.lines.contains { line in
      AddressLine.looksLikeTown(line) && AddressLine.tokens(of: line).dropFirst().contains { $0.folded == word }
    }
  }

  private func slice(_ text: String, _ range: Range<Int>) -> String {
    String(text.dropFirst(range.lowerBound).prefix(range.count))
  }

  private func words(of line: TextLine, in range: Range<Int>) -> [Word] {
    var offset = 0
    return line.words.filter { word in
      let start = offset
      offset += word.text.value.count + 1
      return start < range.upperBound && start + word.text.value.count > range.lowerBound
    }
  }
}

/// Labels of dates in a piece of text.
package enum DateLabel {
  /// The label nearest to what follows the text.
  package static func last(in text: String) -> DateKind? {
    found(in: words(of: text)).max { ($0.range.upperBound, $0.range.count) < ($1.range.upperBound, $1.range.count) }?
      .kind
  }

  /// The label that begins most nearly above a box's beginning: a heading may announce two dates side by side.
  package static func nearest(to box: PixelRect, in line: TextLine) -> DateKind? {
    let pieces = line.words.flatMap { word in words(of: word.text.value).map { (text: $0, box: word.box) } }
    let found = found(in: pieces.map(\.text)).map { label in
      let place = pieces[label.range].dropFirst().reduce(pieces[label.range.lowerBound].box) { $0.union($1.box) }
      return (kind: label.kind, distance: abs(place.x0 - box.x0), start: label.range.lowerBound)
    }
    // "DATE D'EXPIR. / Expiry date": a bare "date" says less than any other label.
    let telling = found.contains { $0.kind != .undescribed } ? found.filter { $0.kind != .undescribed } : found
    return telling.min { ($0.distance, $0.start) < ($1.distance, $1.start) }?.kind
  }

  private static func words(of text: String) -> [String] {
    // "Faktura 12345 af": the number parts nothing.
    TextFolding.plain.folded(text).split { !$0.isLetter && !$0.isNumber }.filter { $0.contains(where: \.isLetter) }
      .map { DateWords.mended(String($0)) }
  }

  /// Every label that is not part of a longer one, and the words it is made of.
  private static func found(in words: [String]) -> [(kind: DateKind, range: Range<Int>)] {
    guard !words.isEmpty else { return [] }
    var taken = [Bool](repeating: false, count: words.count)
    var result: [(kind: DateKind, range: Range<Int>)] = []
    for length in stride(from: min(4, words.count), through: 1, by: -1) {
      for start in 0...(words.count - length) where !taken[start..<(start + length)].contains(true) {
        let range = start..<(start + length)
        guard let kind = DateWords.labels[words[range].joined(separator: " ")] else { continue }
        for index in range { taken[index] = true }
        result.append((kind, range))
      }
    }
    return result
  }
}
