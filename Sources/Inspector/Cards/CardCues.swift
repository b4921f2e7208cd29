import Imaging
import Model

/// What speaks for payment cards on a page: words, digits in the shape of cards' own, each with the place around it that
/// a card may take. Several cards may lie on one page, beside other documents.
struct CardCues {
  enum Kind { case number, label, back, stripe, panel, tail, code, scheme, front, date, weak }

  struct Cue {
    let kind: Kind
    var weight: Double
    let box: OrientedBox
    /// Pixels around the box that can belong to the same card.
    let reach: Double
    /// The row it was seen in; nil for a number, which may stand in several.
    let row: Int?

    /// Its card, where a stripe tells it.
    var card: OrientedBox?
    /// Pixels; where a number tells it.
    var cardWidth: Double?

    func reaching(atMost most: Double) -> Cue {
      Cue(kind: kind, weight: weight, box: box, reach: min(reach, most), row: row)
    }

    /// Near enough, and along the same lines: what lies below a card mostly lies at another angle. A box as high as long
    /// has no direction to speak of, and stripes run up some cards.
    func reaches(_ other: OrientedBox) -> Bool {
      if let card { return card.isCard(of: other) && (kind == .stripe || kind == .panel || isNear(other)) }
      return isNear(other)
    }

    private func isNear(_ other: OrientedBox) -> Bool {
      let cosine = abs(box.alongX * other.alongX + box.alongY * other.alongY)
      let isSquare = other.length < 1.4 * other.height || box.length < 1.4 * box.height
      return (cosine > 0.93 || isSquare) && box.distance(to: other) <= reach
    }
  }

  private(set) var cues: [Cue]
  /// The page holds so much text that it is a letter or a bill, whatever lies on it.
  let isSheet: Bool
  /// What announces the code: the part of its row that was found as one line.
  let labels: [OrientedBox]

  /// So much at one place makes a card there.
  static let likely = 2.0
  /// A page with more rows of text than this is a letter or a bill.
  private static let mostRowsOfACard = 26
  /// The height of most print on cards is a thirtieth of their width or more.
  static let reachInHeights = 30.0
  /// Numbers and names of schemes are larger.
  static let reachOfLargePrint = 20.0
  /// How much the cues of one kind can say together.
  private static let mostOfAKind: [Kind: Double] = [
    .number: 2, .label: 2, .back: 3, .stripe: 2, .panel: 1.25, .tail: 1, .code: 1.25, .scheme: 1, .front: 1.5,
    .date: 0.75, .weak: 0.5,
  ]
  /// What bills, letters and identity documents speak of, too, and how much it says on them.
  private static let unspecific: Set<Kind> = [.scheme, .front, .date, .weak, .tail]
  private static let mostUnspecificOnASheet = 1.0

  /// `hasCodeLines`: the page carries a machine-readable zone, so that it shows an identity document, and perhaps a card.
  init(rows: [DigitRow], lines: [ReadLine], hasCodeLines: Bool) {
    isSheet = hasCodeLines || rows.count(where: \.isText) > Self.mostRowsOfACard
    labels = rows.filter(\.sense.isLabel).map { row in
      let parts = Set(row.glyphs.map(\.line)).sorted()
      return parts.first { CardWords.sense(of: lines[$0].text).isLabel }.map { Self.label(in: lines[$0]) } ?? row.box
    }
    cues = rows.indices.flatMap { CardCues.cues(of: rows[$0], at: $0, lines) }
  }

  /// The words of a line that announce the code, without those before and behind.
  private static func label(in line: ReadLine) -> OrientedBox {
    var words = line.characters.split { $0.character == " " }[...]
    func isLabel(_ words: ArraySlice<ArraySlice<ReadCharacter>>) -> Bool {
      CardWords.sense(of: words.map { String($0.map(\.character)) }.joined(separator: " ")).isLabel
    }
    while words.count > 1, isLabel(words.dropFirst()) { words = words.dropFirst() }
    while words.count > 1, isLabel(words.dropLast()) { words = words.dropLast() }
    guard let first = words.first?.first, let last = words.last?.last, line.characters.count > 1 else {
      return line.box
    }
    let step = 0.5 * line.box.height / max(1, line.box.length)
    return line.box.part(from: max(0, first.position - step), to: min(1, last.position + step))
  }

  mutating func add(_ cue: Cue) { cues.append(cue) }

  /// The same with a number that was found. It tells how large its card is: what else stands on that card reaches no
  /// farther.
  mutating func add(_ number: FoundCardNumber) {
    if number.luhnHolds {
      cues = cues.map { cue in
        let isOnItsCard = number.box.distance(to: cue.box) < Self.shareOfACard * number.cardWidth
        return isOnItsCard ? cue.reaching(atMost: number.cardWidth) : cue
      }
    }
    if number.luhnHolds, !isSheet || number.scheme != nil {
      // Flat print is smaller than struck digits, and some numbers are shorter.
      for index in cues.indices
      where cues[index].kind == .stripe
        && Self.isAcross(
          cues[index].box, number.box, onCardOf: number.cardWidth, atMost: Self.longestByFlatPrint)
      {
        cues[index].weight = Self.likely
      }
    }
    addNumber(at: number.box, onCardOf: number.cardWidth)
  }

  private mutating func addNumber(at box: OrientedBox, onCardOf width: Double) {
    var cue = Cue(kind: .number, weight: 2, box: box, reach: 0.75 * width, row: nil)
    cue.cardWidth = width
    cues.append(cue)
  }

  /// The same with a number of which the middle is covered already; of one in several rows it is too short to tell its card.
  mutating func addNumber(of middle: OrientedBox) {
    guard middle.length > Self.shortestMiddle * middle.height else { return }
    addNumber(at: middle, onCardOf: middle.length / (Self.shareOfAMiddle * Self.shareOfANumber))
  }

  /// In its heights.
  private static let shortestMiddle = 2.0
  /// Of a number's length, seven and a half of nineteen digits and gaps.
  private static let shareOfAMiddle = 0.4

  /// The same with a magnetic stripe, which runs across the whole card. On a sheet it tells what is on the card, and that
  /// what is says nothing of the rest.
  /// Bars with words on them are none, and nothing more than bands on sheets, where those at the border are nothing.
  mutating func add(_ stripe: MagneticStripe, among rows: [DigitRow]) {
    if rows.contains(where: { $0.isText && stripe.box.meets($0.box) }) { return }
    if isSheet, stripe.meetsTheBorder { return }
    var card = stripe.box.grown(
      along: Self.alongAStripe * stripe.box.length, across: Self.acrossAStripe * stripe.box.length)
    let words = cues.indices.filter { [.back, .label].contains(cues[$0].kind) && card.isCard(of: cues[$0].box) }
    // The card is on the side of its words; on the other there is a margin.
    let side = words.reduce(0) { $0 + stripe.box.offset(to: cues[$1].box).across }
    if side != 0 {
      let excess = (Self.acrossAStripe - Self.marginOfAStripe) * stripe.box.length
      card = card.moved(along: 0, across: (side > 0 ? 0.5 : -0.5) * excess).grown(along: 0, across: -0.5 * excess)
    }
    // Bars of tables are bands, too.
    if isSheet, !stripe.runsAcrossACard, words.isEmpty { return }
    let isSure =
      stripe.runsAcrossACard && (!words.isEmpty || !isSheet && stripe.isTight)
      || !isSheet && words.count >= Self.wordsBesideAStripe
    if stripe.runsAcrossACard, isSheet {
      for index in cues.indices where card.isCard(of: cues[index].box) { cues[index].card = card }
    }
    var cue = Cue(
      kind: .stripe, weight: isSure ? Self.likely : Self.weightOfABand, box: stripe.box,
      reach: stripe.box.length, row: nil)
    cue.card = card
    cues.append(cue)
  }

  /// The same with a signature panel. On sheets much else is light: there it must be on the card of a stripe.
  /// Words in large type look like one from afar.
  mutating func add(_ panel: SignaturePanel, among rows: [DigitRow]) {
    let isWords = rows.contains { row in
      row.isText && row.height > Self.highestOnAPanel * panel.box.height
        && panel.box.holds((row.box.centreX, row.box.centreY))
    }
    if isWords { return }
    if isSheet {
      let stripe = cues.firstIndex { $0.kind == .stripe && $0.card?.isCard(of: panel.box) ?? false }
      guard let stripe else { return }
      // The two together are a back, though none of its words could be read.
      cues[stripe].weight = Self.likely
    }
    var cue = Cue(kind: .panel, weight: Self.weightOfABand, box: panel.box, reach: panel.box.length, row: nil)
    cue.card = panel.box.grown(
      along: Self.alongAPanel * panel.box.length, across: Self.acrossAPanel * panel.box.height)
    cues.append(cue)
  }

  /// In heights of the panel: what is written on one is smaller.
  private static let highestOnAPanel = 0.8
  /// How far its card reaches beyond a panel's ends, in its lengths, and beyond its sides, in its heights.
  private static let alongAPanel = 0.4
  private static let acrossAPanel = 2.5

  /// So many sentences along a band, all on its card, make it a stripe whatever lies beyond its ends.
  private static let wordsBesideAStripe = 2
  /// In lengths of a stripe: how far its card reaches beyond its ends, how far on the side of the panel, and on the other.
  private static let alongAStripe = 0.05
  private static let acrossAStripe = 0.6
  private static let marginOfAStripe = 0.2

  /// A band of a stripe's shape may be much else.
  private static let weightOfABand = 1.25

  private static let shareOfACard = 0.6

  /// A dark band alone may be anything: one that is as long as the card of a number is wide, beside that number, is a
  /// stripe.
  private static func isAcross(
    _ stripe: OrientedBox, _ number: OrientedBox, onCardOf cardWidth: Double, atMost longest: Double = longestByANumber
  ) -> Bool {
    let cosine = abs(stripe.alongX * number.alongX + stripe.alongY * number.alongY)
    return cosine > 0.95 && (shortest...longest).contains(stripe.length / cardWidth)
      && stripe.distance(to: number) < 0.45 * cardWidth && abs(stripe.offset(to: number).along) < 0.5 * stripe.length
  }

  /// In widths of the card by its number; a finger or the picture's border may hide some of it.
  private static let shortest = 0.6
  private static let longestByANumber = 1.35
  private static let longestByFlatPrint = 2.1

  /// A number of sixteen digits takes so much of its card's width.
  private static let shareOfANumber = 0.72

  /// How much speaks for a card at a place; with `kinds`, of those kinds only.
  func support(at box: OrientedBox, of kinds: Set<Kind>? = nil) -> Double {
    var sums: [Kind: Double] = [:]
    for cue in cues where kinds?.contains(cue.kind) ?? true && cue.reaches(box) {
      sums[cue.kind, default: 0] += cue.weight
    }
    var (specific, unspecific) = (0.0, 0.0)
    for (kind, sum) in sums {
      let value = min(sum, Self.mostOfAKind[kind] ?? sum)
      if Self.unspecific.contains(kind) { unspecific += value } else { specific += value }
    }
    return specific + (isSheet ? min(unspecific, Self.mostUnspecificOnASheet) : unspecific)
  }

  /// How wide the card of a place is where its code would stand, in pixels: as wide as its stripe, or as its number tells.
  func cardWidth(at place: OrientedBox) -> Double {
    let near = cues.filter { $0.box.distance(to: place) < Self.shareOfACard * ($0.cardWidth ?? $0.box.length) }
    let widths = near.compactMap { cue in
      switch cue.kind {
      case .stripe where cue.weight >= Self.likely: cue.box.length
      case .panel: cue.box.length / Self.shareOfAPanel
      default: cue.cardWidth
      }
    }
    // What hides a part of one of them, and flat print, tell less than there is.
    return widths.max() ?? place.height / Self.shareOfAPlace
  }

  /// Of the card's width: the length of a signature panel, and the height of most places where a code would stand.
  private static let shareOfAPanel = 0.75
  private static let shareOfAPlace = 0.22

  /// The page is no sheet, or something on it belongs to cards alone or names a scheme.
  var speakOfACard: Bool {
    !isSheet || cues.contains { [.number, .back, .stripe, .label, .scheme].contains($0.kind) }
  }

  /// A card is likely somewhere on the page.
  var cardIsLikely: Bool { cues.contains { support(at: $0.box) >= Self.likely } }

  /// The cues that tell the back of a card, where enough of them stand together.
  var backs: [Cue] {
    let kinds: Set<Kind> = [.back, .label, .code, .stripe, .panel]
    let numbers = cues.filter { $0.kind == .number }
    return cues.filter { cue in
      let isAcross = numbers.contains { number in
        Self.isAcross(cue.box, number.box, onCardOf: number.cardWidth ?? number.box.length / Self.shareOfANumber)
      }
      if cue.kind == .stripe, isAcross { return true }
      // A sentence of a back on the card of a number says enough; of the others nothing could be read.
      if cue.kind == .back, !isSheet { return support(at: cue.box, of: kinds.union([.number])) >= Self.likely }
      if cue.kind == .stripe, !isSheet, !numbers.contains(where: { $0.reaches(cue.box) }) {
        return support(at: cue.box, of: kinds.union([.scheme])) >= Self.likely
      }
      // Beside the number of a front much else is light; on a panel the number stands on backs.
      if cue.kind == .panel, !isSheet {
        let near = numbers.filter { $0.reaches(cue.box) }
        if near.contains(where: { cue.box.holds(($0.box.centreX, $0.box.centreY)) }) { return true }
        if near.isEmpty { return support(at: cue.box, of: kinds.union([.scheme, .tail])) >= Self.likely }
      }
      if kinds.contains(cue.kind) { return support(at: cue.box, of: kinds) >= Self.likely }
      // The end of the number without the number: the other side. On fronts the first four digits stand alone, too.
      return cue.kind == .tail && !isSheet && support(at: cue.box) >= Self.likely
        && support(at: cue.box, of: [.front, .date]) == 0 && !numbers.contains { $0.reaches(cue.box) }
    }
  }
}

extension OrientedBox {
  /// Whether something stands on this card: along its sides.
  fileprivate func isCard(of other: OrientedBox) -> Bool {
    let cosine = abs(alongX * other.alongX + alongY * other.alongY)
    let isSquare = other.length < 1.4 * other.height
    return (cosine > Self.leastCosineOnACard || cosine < Self.mostCosineAcrossACard || isSquare)
      && holds((other.centreX, other.centreY))
  }

  private static let leastCosineOnACard = 0.96
  private static let mostCosineAcrossACard = 0.35

  /// Where another box's middle stands seen from this one's, along and across its own direction, in pixels.
  func offset(to other: OrientedBox) -> (along: Double, across: Double) {
    let dx = other.centreX - centreX
    let dy = other.centreY - centreY
    return (dx * alongX + dy * alongY, -dx * alongY + dy * alongX)
  }

  /// About how far apart two boxes stand, edge to edge; 0 where they touch.
  func distance(to other: OrientedBox) -> Double {
    let offset = offset(to: other)
    let parallel = abs(alongX * other.alongX + alongY * other.alongY)
    let halfAlong = (other.length * parallel + other.height * (1 - parallel)) / 2
    let halfAcross = (other.height * parallel + other.length * (1 - parallel)) / 2
    let along = max(0, abs(offset.along) - length / 2 - halfAlong)
    let across = max(0, abs(offset.across) - height / 2 - halfAcross)
    return (along * along + across * across).squareRoot()
  }
}
