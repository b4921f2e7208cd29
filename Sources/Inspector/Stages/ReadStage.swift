import Imaging
import Inspection
import Model

/// Reads every line, by the engine that reads its kind best, and the machine-readable zone on its own.
struct ReadStage: Stage {
  static let name = StageName.read
  let engines: Engines

  func run(_ measured: MeasuredPage) throws(StageFailure) -> ReadPage {
    let page = measured.page
    var lines: [ReadLine] = []
    var unproven: [ReadLine] = []
    var unread: [OrientedBox] = []
    var claims = page.claims
    do {
      if page.image.origin == .vector {
        let proof = try TextLayerProof(engines: engines).outcome(on: page)
        (lines, unproven, claims) = (proof.lines, proof.unproven, proof.claims)
        try addDrawnText(to: &lines, on: page)
      } else {
        for box in page.boxes { lines.append(ReadLine(box: box, characters: try page.strips.read(box))) }
        try turnLinesReadBadly(among: &lines, on: page)
        lines.removeAll { $0.characters.isEmpty }
        try readSignsAsDigits(in: &lines, on: page)
        try readDigitsLikeTheirNeighbours(in: &lines, on: page)
        try readDigitsAcrossPieces(of: &lines, on: page)
        try lookCloser(at: page, adding: &lines)
        try lookFromFarther(at: page, adding: &lines)
        unread = try lookForStruckNumbers(on: page, adding: &lines)
      }
      let zone = try MRZReader(strips: page.strips).read(lines)
      let zoneBoxes = zone.zone?.boxes ?? []
      if page.image.origin == .picture {
        try addTesseractReading(to: &lines, except: zoneBoxes, on: page.grey)
      }
      return ReadPage(
        measured: measured, lines: lines, unprovenLines: unproven, unreadNumbers: unread,
        machineReadableZone: zone.zone,
        codeLinesSeen: zone.seen, hiddenWords: HiddenWordSearch(page: page, read: lines).words(among: claims))
    } catch let missing as MissingPiece {
      throw .missing(missing.sentence)
    } catch {
      throw .gaveUp
    }
  }

  /// A card on a page of text may be drawn with outlines, of which the text layer knows nothing.
  private func addDrawnText(to lines: inout [ReadLine], on page: UprightPage) throws {
    guard let layer = page.image.layerPicture else { return }
    let known = page.image.layer.map(\.box)
    var drawn: [ReadLine] = []
    let inked = UnexplainedInk(page: page.grey, layer: layer, scale: page.image.scale).areas
    let shapes = CardShape.all(on: page.seen).map { $0.area(within: page.seen) }
    for area in inked + shapes.filter({ shape in !inked.contains { $0.intersection(shape).area * 2 > shape.area } }) {
      let drawing = page.seen.cropped(x: area.x0, y: area.y0, width: area.width, height: area.height)
      for found in try engines.lines(on: drawing).boxes {
        let box = found.readingRightwards.shifted(area.x0, area.y0)
        if known.contains(where: { $0.holds((box.centreX, box.centreY)) }) { continue }
        drawn.append(ReadLine(box: box, characters: try page.strips.read(box)))
      }
    }
    try turnLinesReadBadly(among: &drawn, on: page)
    lines += drawn.filter { !$0.characters.isEmpty }
  }

  /// A page may hold lines that stand, or lie on their heads, as the second card of two in one picture: lines that are
  /// not read well are tried the other way round, the largest first, until that has been in vain for many of them.
  private func turnLinesReadBadly(among lines: inout [ReadLine], on page: UprightPage) throws {
    func area(_ line: ReadLine) -> Double { line.box.length * line.box.height }
    func stands(_ line: ReadLine) -> Bool { line.box.isStanding && line.box.length > 2 * line.box.height }
    let candidates = lines.indices.filter { index in
      let line = lines[index]
      return (stands(line) || line.confidence < Self.certain) && line.box.length > line.box.height
        && !MRZReader.looksLikeCode(line)
    }
    var vainTries = 0
    for index in candidates.sorted(by: { area(lines[$0]) > area(lines[$1]) }) {
      let line = lines[index]
      guard stands(line) || vainTries < Self.mostVainTries else { continue }
      let other = ReadLine(box: line.box.reversed, characters: try page.strips.read(line.box.reversed))
      // A line on its head may be read as other letters with some certainty.
      let isBetter = other.confidence > max(line.confidence, Self.certain) && other.characters.count >= 3
      if isBetter { lines[index] = other }
      vainTries = isBetter ? 0 : vainTries + 1
    }
  }

  /// A line read more surely than this lies the right way round.
  private static let certain = 0.9
  private static let mostVainTries = 12

  /// Worn, struck and blurred print: where a card may be and no number was read.
  private func lookFromFarther(at page: UprightPage, adding lines: inout [ReadLine]) throws {
    guard FartherLook.isWorthIt(lines) else { return }
    let boxes = try engines.linesFromFarAway(on: page.seen).map(\.readingRightwards)
      .filter { FartherLook.isNew($0, beside: lines) }.prefix(FartherLook.mostReads)
    var seen: [ReadLine] = []
    for box in boxes { seen.append(ReadLine(box: box, characters: try page.strips.read(box))) }
    try turnLinesReadBadly(among: &seen, on: page)
    for line in seen { FartherLook.take(line, into: &lines) }
    try readDigitsLikeTheirNeighbours(in: &lines, on: page)
  }

  /// Small cards on large pages: what is of a card's shape or has a card's stripe, and was hardly read.
  private func lookCloser(at page: UprightPage, adding lines: inout [ReadLine]) throws {
    let isSheet = CardCues(rows: DigitRow.rows(of: lines), lines: lines, hasCodeLines: false).isSheet
    let stripes = MagneticStripe.all(on: page.seen).filter { $0.isOfASmallCard(on: page.seen) }
      .map(CardShape.init).filter { isSheet || $0.isHardlyRead(lines) }
    let shapes = CardShape.all(on: page.seen).filter { $0.isHardlyRead(lines) } + stripes
    if shapes.isEmpty { return }
    for shape in shapes {
      let area = shape.area(within: page.seen)
      let part = page.seen.cropped(x: area.x0, y: area.y0, width: area.width, height: area.height)
      var seen: [ReadLine] = []
      for found in try engines.lines(on: part).boxes {
        let box = found.readingRightwards.shifted(area.x0, area.y0)
        // What the border of the part cuts was read whole before.
        if !shape.box.holds((box.centreX, box.centreY)) || FartherLook.isPart(box, of: lines) { continue }
        seen.append(ReadLine(box: box, characters: try page.strips.read(box)))
      }
      try turnLinesReadBadly(among: &seen, on: page)
      for line in seen { FartherLook.take(line, into: &lines) }
    }
    try readDigitsLikeTheirNeighbours(in: &lines, on: page)
  }

  /// Numbers that only their edges show, on fronts of which no number was read: the places of those that still cannot be
  /// read.
  private func lookForStruckNumbers(on page: UprightPage, adding lines: inout [ReadLine]) throws -> [OrientedBox] {
    guard StruckLook.isWorthIt(lines) else { return [] }
    let seen = try engines.linesOfEdges(on: page.seen).map { $0.readingRightwards.directed(like: lines.map(\.box)) }
    let boxes = StruckLook.joined(seen, among: lines).filter { StruckLook.mayBeANumber($0, among: lines) }
    for box in boxes {
      FartherLook.take(ReadLine(box: box, characters: try page.strips.read(box)), into: &lines)
    }
    return boxes
  }

  /// The network knows the signs of many scripts, and takes digits in an even type for boxes among them: a short line of
  /// nothing else is read as digits.
  private func readSignsAsDigits(in lines: inout [ReadLine], on page: UprightPage) throws {
    for index in lines.indices where Readings.isOfBoxSigns(lines[index]) {
      let box = lines[index].box
      let digits = try page.strips.digits(box)
      if digits.count == lines[index].characters.count(where: { $0.character != " " }) {
        lines[index] = ReadLine(box: box, characters: digits)
      }
    }
  }

  /// Digits on their heads are often read as other digits: lines of digits are read the way that most of the text around
  /// them is.
  private func readDigitsLikeTheirNeighbours(in lines: inout [ReadLine], on page: UprightPage) throws {
    let direction = DigitDirection(around: lines)
    for index in lines.indices {
      guard let turn = direction.turn(of: lines[index]) else { continue }
      let other = ReadLine(box: turn.box, characters: try page.strips.read(turn.box))
      let isBetter = turn.isCertain || other.confidence > lines[index].confidence
      if isBetter, !other.characters.isEmpty { lines[index] = other }
    }
  }

  /// The detector sometimes cuts a number in the middle of a digit: pieces of digits on one baseline are read again as
  /// one strip.
  private func readDigitsAcrossPieces(of lines: inout [ReadLine], on page: UprightPage) throws {
    var index = 0
    while index < lines.count {
      let other = lines[(index + 1)...].firstIndex { lines[index].continuesDigits(of: $0) }
      guard let other else {
        index += 1
        continue
      }
      let box = lines[index].box.joined(with: lines[other].box)
      let whole = ReadLine(box: box, characters: try page.strips.read(box))
      lines.remove(at: other)
      lines[index] = whole
    }
  }

  /// Names and addresses: the network writes AE for Æ, and loses Danish letters where a line is hard to read; tesseract
  /// keeps them. Lines that are read surely and hold no such letters are not read twice.
  private func addTesseractReading(to lines: inout [ReadLine], except zone: [PixelRect], on grey: Raster) throws {
    for index in lines.indices {
      let line = lines[index]
      let bounds = line.box.bounds
      let isZone = zone.contains { !$0.intersection(bounds).isEmpty && abs($0.midY - bounds.midY) < bounds.height / 2 }
      let letters = line.characters.count { $0.character.isLetter }
      guard !isZone, letters >= 2, line.box.length > line.box.height * 0.8, Readings.wantsSecond(line) else { continue }
      let second = try engines.tesseract().words(in: line.box, on: grey)
      lines[index].words = Readings.merged(network: line.words, tesseract: second)
    }
  }
}

extension ReadLine {
  /// Both are runs of digits close to each other on one baseline: of one word, or long enough together to be a number that
  /// was cut.
  func continuesDigits(of other: ReadLine) -> Bool {
    let digits = characters.count { $0.character.isNumber }
    let others = other.characters.count { $0.character.isNumber }
    func isNumeric(_ line: ReadLine, _ digits: Int) -> Bool {
      digits >= 4 && line.characters.count { $0.character != " " } <= digits + 1
    }
    let isCutNumber = digits + others >= 12 && isNumeric(self, digits) && isNumeric(other, others)
    return (isCutNumber || isCutWord(with: other, digits, others)) && box.isCollinear(with: other.box)
  }

  /// Digits in boxes that overlap: they are of one word, and the digit between was read twice.
  private func isCutWord(with other: ReadLine, _ digits: Int, _ others: Int) -> Bool {
    guard digits > 0, others > 0, !(characters + other.characters).contains(where: { $0.character.isLetter }) else {
      return false
    }
    let overlap = (box.length + other.box.length) / 2 - abs(box.offset(to: other.box).along)
    return overlap > Self.overlapInAWord * max(box.height, other.box.height)
  }

  private static let overlapInAWord = 0.15
}

/// The two readings of a line.
enum Readings {
  /// Signs with the outline of 0 or 8.
  private static let boxSigns: Set<Character> = [
    "日", "曰", "口", "田", "目", "回", "白", "囗", "□", "吕", "昌", "品", "ロ", "巳", "已", "己",
  ]
  private static let fewestBoxSigns = 3
  private static let mostBoxSigns = 19

  /// Nothing but such signs, digits and spaces, and as many as a code has.
  static func isOfBoxSigns(_ line: ReadLine) -> Bool {
    let inked = line.characters.map(\.character).filter { $0 != " " }
    return (fewestBoxSigns...mostBoxSigns).contains(inked.count) && inked.contains(where: boxSigns.contains)
      && inked.allSatisfy { boxSigns.contains($0) || $0.isNumber || "OoDBSQI".contains($0) }
  }

  /// A line whose least sure character is below this is read again. Of 1,905 lines of sample documents a second reading
  /// changed 80 words, and above it bettered none but Æ.
  private static let sure = 0.7

  /// Whether tesseract may know better.
  static func wantsSecond(_ line: ReadLine) -> Bool {
    line.text.lowercased().contains("ae") || line.characters.contains { $0.probability < sure }
  }

  /// The network's words. A tesseract word at the same place replaces one where it says the same but for Danish letters
  /// that the network lost, or where it alone is sure.
  static func merged(network: [ReadLine.PlacedWord], tesseract: [TesseractReader.StripWord]) -> [ReadLine.PlacedWord] {
    var merged = network
    for index in merged.indices {
      let word = merged[index]
      let same = tesseract.max { overlap($0, word) < overlap($1, word) }
      guard let same, overlap(same, word) > 0.5 * max(same.end - same.start, word.end - word.start) else { continue }
      if plain(same.text) == plain(word.text) {
        merged[index].confidence = max(word.confidence, same.confidence)
        // The network's accents are right where it has any: tesseract's `dan` takes ä for å.
        if word.text.allSatisfy(\.isASCII), same.text.contains(where: { $0.isLetter && !$0.isASCII }) {
          merged[index].text = same.text
        } else if let ligature = word.text.firstRange(of: /ae|AE|Ae/), same.text.contains(where: "æÆ".contains) {
          merged[index].text.replaceSubrange(ligature, with: word.text[ligature].first == "a" ? "æ" : "Æ")
        }
      } else if same.confidence > 0.9, word.confidence < 0.8, same.text.contains(where: \.isLetter) {
        merged[index].text = same.text
        merged[index].confidence = same.confidence * 0.9
      }
    }
    return merged
  }

  private static func overlap(_ left: TesseractReader.StripWord, _ right: ReadLine.PlacedWord) -> Double {
    min(left.end, right.end) - max(left.start, right.start)
  }

  /// Lower case, with the letters that tesseract's languages have beyond A–Z as the network misreads them.
  static func plain(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      switch character {
      case "ø", "ö", "ó", "ò", "ô", "0": result.append("o")
      case "å", "ä", "á", "à", "â", "ã", "ą": result.append("a")
      case "æ": result.append("ae")
      case "œ": result.append("oe")
      case "é", "è", "ê", "ë", "ę": result.append("e")
      case "ü", "ú", "ù", "û": result.append("u")
      case "í", "ì", "î", "ï": result.append("i")
      case "ç", "ć": result.append("c")
      case "ł": result.append("l")
      case "ń", "ñ": result.append("n")
      case "ś": result.append("s")
      case "ź", "ż": result.append("z")
      case "ß": result.append("ss")
      default: result.append(character)
      }
    }
    return result.replacing("aa", with: "a")
  }
}
