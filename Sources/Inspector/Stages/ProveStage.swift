import Imaging
import Inspection
import Model

/// Encodes the masked page and proves it: the covers are flat after decoding, and reading the picture again finds
/// nothing protected. What can still be read is covered too; a page that cannot be proven is blacked out.
struct ProveStage: Stage {
  static let name = StageName.prove
  let engines: Engines
  let order: InspectionOrder

  /// Tried in turn until the covers are flat after decoding: next to a cover, JPEG rings the more the coarser it is.
  private static let jpegQualities = [90, 96, 100]
  /// Looks at the covered picture before giving up on it.
  private static let mostLooks = 3
  /// Grey levels by which a cover may differ from its colour after decoding.
  private static let tolerance = 5
  /// Pixels at a cover's edge that are partly covered.
  private static let edge = 3.5

  func run(_ masked: MaskedPage) throws(StageFailure) -> ClearedPage {
    var page = masked
    var looks = 0
    if !page.facts.cards.isEmpty || !page.facts.masked.isEmpty {
      var proven = false
      while !proven, looks < Self.mostLooks {
        looks += 1
        let leftovers = try leftovers(on: &page)
        proven = leftovers.isEmpty
        for cover in leftovers { page.add(cover) }
      }
      if !proven { page.blackOut() }
    }
    if let jpeg = try flatEncoding(of: page) { return try cleared(page, jpeg, looks) }
    page.blackOut()
    guard let jpeg = try flatEncoding(of: page) else { throw .gaveUp }
    return try cleared(page, jpeg, looks)
  }

  private func cleared(_ page: MaskedPage, _ jpeg: [UInt8], _ looks: Int) throws(StageFailure) -> ClearedPage {
    guard let sum = hexadecimalSHA256(of: jpeg) else { throw .gaveUp }
    var facts = page.facts
    facts.proof = PageProof(sha256: sum, looks: looks, engines: engines.versions)
    return ClearedPage(facts: facts, jpeg: jpeg)
  }

  /// The page in the coarsest quality that keeps its covers flat; nil when none does.
  private func flatEncoding(of page: MaskedPage) throws(StageFailure) -> [UInt8]? {
    for quality in Self.jpegQualities {
      guard let jpeg = page.picture.jpeg(quality: quality) else { throw .gaveUp }
      if try isFlat(jpeg, under: page.facts.masked) { return jpeg }
    }
    return nil
  }

  private func leftovers(on page: inout MaskedPage) throws(StageFailure) -> [CardScan.Cover] {
    let seen = page.picture.lit ?? page.picture
    let boxes = try engines.lines(on: seen, withSmallPrint: page.hasSmallPrint).boxes
    do {
      var lines: [ReadLine] = []
      for box in boxes {
        // What no cover has come near since it was read would be read the same.
        if let known = page.untouched.first(where: { $0.box.isNearly(box) }) {
          lines.append(known)
          continue
        }
        let box = box.directed(like: page.directions)
        lines.append(ReadLine(box: box, characters: try engines.recogniser.read(box, on: seen).characters))
      }
      // A cover has no characters, whatever the recogniser makes of it.
      let covers = page.facts.masked.compactMap { mask in
        OrientedBox(around: mask.polygon.map { ($0.x, $0.y) }).map { (box: $0, kind: mask.kind) }
      }
      lines = lines.map { $0.without(covers.map(\.box)) }
      lines.removeAll { $0.characters.isEmpty }
      let scan = CardScan(
        lines: lines, placed: page.placed, hasCodeLines: page.facts.machineReadableZone != nil,
        on: seen.grey, masking: order.mask,
        found: page.facts.cards + (order.knownCards ?? []),
        before: CardCodeFinder.FirstLook(
          codes: covers.filter { $0.kind == .cardVerificationCode }.map(\.box),
          middles: covers.filter { $0.kind == .cardNumber }.map(\.box),
          words: page.facts.lines.flatMap(\.words), numbers: page.facts.cards.compactMap(\.number)))
      page.untouched = lines.filter { line in !scan.covers.contains { $0.box.comesNear(line.box) } }
      return scan.covers
    } catch {
      throw .gaveUp
    }
  }

  private func isFlat(_ jpeg: [UInt8], under masks: [Mask]) throws(StageFailure) -> Bool {
    if masks.isEmpty { return true }
    guard let decoded = try? PictureFile(jpeg).decoded() else { throw .gaveUp }
    return masks.allSatisfy { mask in
      guard
        let inner = OrientedBox(around: mask.polygon.map { ($0.x, $0.y) })?.grown(along: -Self.edge, across: -Self.edge)
      else { return false }
      let bounds = inner.bounds.clamped(width: decoded.width, height: decoded.height)
      for y in bounds.y0..<bounds.y1 {
        for x in bounds.x0..<bounds.x1 {
          let dx = Double(x) + 0.5 - inner.centreX
          let dy = Double(y) + 0.5 - inner.centreY
          guard abs(dx * inner.alongX + dy * inner.alongY) <= inner.length / 2,
            abs(-dx * inner.alongY + dy * inner.alongX) <= inner.height / 2
          else { continue }
          for band in 0..<decoded.bands
          where abs(Int(decoded.pixels[(y * decoded.width + x) * decoded.bands + band]) - Int(Raster.coverLevel))
            > Self.tolerance
          {
            return false
          }
        }
      }
      return true
    }
  }
}

extension OrientedBox {
  /// Read as what stood there was read, and rightwards where nothing did: what is left of a line on its head is on its
  /// head still.
  func directed(like others: [OrientedBox]) -> OrientedBox {
    let before = others.first { other in
      abs(other.alongX * alongX + other.alongY * alongY) > 0.9
        && (other.holds((centreX, centreY)) || holds((other.centreX, other.centreY)))
    }
    guard let before else { return readingRightwards }
    return before.alongX * alongX + before.alongY * alongY < 0 ? reversed : self
  }

  /// The same strip but for a small part of its height, whichever way it is read.
  func isNearly(_ other: OrientedBox) -> Bool {
    let most = 0.15 * min(height, other.height)
    let offset = offset(to: other)
    return abs(alongX * other.alongX + alongY * other.alongY) > 0.999 && abs(offset.along) < most
      && abs(offset.across) < most && abs(length - other.length) < 2 * most && abs(height - other.height) < 2 * most
  }
}

extension ReadLine {
  /// The line without the characters whose middles lie under covers.
  func without(_ covers: [OrientedBox]) -> ReadLine {
    let left = characters.filter { character in
      let point = box.point(along: character.position, across: 0.5)
      return !covers.contains { $0.holds(point) }
    }
    return left.count == characters.count ? self : ReadLine(box: box, characters: left)
  }
}

extension MaskedPage {
  /// Covers one more place, and lets go of the text that stands there.
  fileprivate mutating func add(_ cover: CardScan.Cover) {
    picture.paint(cover.box)
    facts.masked.append(cover.mask(width: picture.width, height: picture.height))
    facts.lines = facts.lines.compactMap { line in
      let words = line.words.filter { !cover.box.meets(OrientedBox($0.box)) }
      return words.isEmpty ? nil : TextLine(words: words)
    }
    guard cover.kind == .cardVerificationCode else { return }
    for index in facts.cards.indices { facts.cards[index].code = .exposed }
  }

  /// Keeps nothing readable of the page.
  fileprivate mutating func blackOut() {
    let whole = PixelRect(x0: 0, y0: 0, x1: picture.width, y1: picture.height)
    picture = Raster(width: picture.width, height: picture.height, bands: picture.bands, filledWith: Raster.coverLevel)
    facts.lines = []
    let polygon = OrientedBox(whole).corners
    facts.masked = [Mask(kind: .cardVerificationCode, box: whole, polygon: polygon)]
    for index in facts.cards.indices { facts.cards[index].code = .uncertain }
  }
}
