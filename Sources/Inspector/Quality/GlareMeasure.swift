import Imaging
import Model

/// Finds where reflections wash letters out.
///
/// Bright paper is no glare, nor is a white border or field: what counts is a line with letters that stand on burnt-out
/// paper next to a place where they have drowned in it, while the rest of the line stands on paper that is not.
struct GlareMeasure {
  /// Shares of a line's contrast: less than the first is lost, more than the last is a letter in plain sight, between
  /// them it is faded. A line may end before it comes wholly out of the reflection, but not so faded that nobody reads it.
  private static let lost = 0.15
  private static let legible = 0.45
  private static let plain = 0.75
  /// Burnt out: the paper as bright as a sensor goes, and next to nothing darker on it.
  private static let burntGround = 250
  /// Paper is about to burn.
  private static let brightGround = 248
  private static let burntDark = 225
  /// Paper that is nearly as bright itself cannot be told from a reflection: a line's own, and most lines'.
  private static let brightestPaper = 245
  private static let brightestPage = 244
  /// So much of the text in plain sight on burnt paper, and so much more of it than of faded text: the picture is overexposed,
  /// and the letters stand it. In a reflection only its rim is like that: at most 9 in 100 of the windows of rendered photos.
  private static let overexposedShare = 0.2
  private static let plainToFaded = 4
  /// A line without this many levels between light and dark shows no fading.
  private static let leastContrast = 40
  /// Windows that a burnt place has, at least.
  private static let fewestBurnt = 3
  /// Windows next to a burnt place within which the letters come back.
  private static let reach = 10
  /// Windows in which a line fades before it is gone: the edge of a last letter alone may lie in one. With text on both
  /// sides so many together, one on each side at least.
  private static let fewestFaded = 2
  private static let fewestFadedAround = 3
  /// An open end may hide so many letters.
  private static let mostLettersAtAnEnd = 8.0

  let strips: [LineStrip]
  let blots: GlareBlots

  /// A place on a line where letters are lost.
  private struct Loss {
    let box: OrientedBox
    let letters: Double
    /// The line goes on behind it.
    let isCertain: Bool
  }

  /// What stands next to a burnt place on one side.
  private struct Flank {
    /// Windows with faded letters on bright paper, from the burnt place to the first letter in plain sight or the last.
    var faded = 0
    /// They fade by and by.
    var isGradual = false
    /// A letter in plain sight follows.
    var isText = false
    /// Or one at least that can be read.
    var isLegible = false
    /// Something of the line itself is among it.
    var isOwn = false
  }

  var glares: [Glare] {
    let contrasts = strips.compactMap(GlareMeasure.contrast).sorted()
    let papers = strips.compactMap(\.paper).sorted()
    guard !contrasts.isEmpty, papers[papers.count / 2] <= Self.brightestPage else { return [] }
    let usual = contrasts[contrasts.count / 2]
    if isOverexposed(usualContrast: usual) { return [] }
    let beside = GlareMeasure.grouped(strips.flatMap { losses(on: $0, usualContrast: usual) })
    let blots = blots.glares
    // The lines next to a blot tell where it lies over text, the blot how much there was room for.
    let joined = beside.map { glare in
      blots.filter { !$0.box.intersection(glare.box).isEmpty }.reduce(glare) { glare, blot in
        let perhaps = max(glare.lettersPerhapsLost, blot.lettersPerhapsLost - glare.lettersLost)
        return Glare(box: glare.box.union(blot.box), lettersLost: glare.lettersLost, lettersPerhapsLost: perhaps)
      }
    }
    return joined + blots.filter { blot in !beside.contains { !$0.box.intersection(blot.box).isEmpty } }
  }

  /// Letters stand plain on burnt paper all over a part of the page.
  private func isOverexposed(usualContrast: Int) -> Bool {
    var (plain, faded, all) = (0, 0, 0)
    for strip in strips {
      let contrast = Double(GlareMeasure.contrast(of: strip) ?? usualContrast)
      all += strip.own.count
      for window in strip.windows[strip.own] where window.ground >= Self.burntGround {
        let share = Double(window.contrast) / contrast
        if share >= Self.plain { plain += 1 } else if share >= Self.lost { faded += 1 }
      }
    }
    return Double(plain) >= Self.overexposedShare * Double(all) && plain >= Self.plainToFaded * faded
  }

  /// Of the upper quarter of a line's letters, those left out that stand on burnt paper; nil when there are hardly any
  /// others.
  private static func contrast(of strip: LineStrip) -> Int? {
    let contrasts = strip.windows[strip.own].filter { $0.ground < burntGround }.map(\.contrast).sorted()
    return contrasts.count < 3 ? nil : contrasts[contrasts.count * 3 / 4]
  }

  private func losses(on strip: LineStrip, usualContrast: Int) -> [Loss] {
    let contrast = GlareMeasure.contrast(of: strip) ?? usualContrast
    guard contrast >= Self.leastContrast else { return [] }
    let plain = Double(contrast) * Self.plain
    let papers = strip.windows[strip.own].filter { Double($0.contrast) >= plain && $0.ground < Self.burntGround }
      .map(\.paper).sorted()
    if let paper = papers.isEmpty ? nil : papers[papers.count / 2], paper > Self.brightestPaper { return [] }
    var result: [Loss] = []
    var index = 0
    while index < strip.windows.count {
      guard isBurnt(strip.windows[index], contrast) else {
        index += 1
        continue
      }
      var end = index
      while end < strip.windows.count, isBurnt(strip.windows[end], contrast) { end += 1 }
      let run = index..<end
      index = end
      guard run.count >= Self.fewestBurnt else { continue }
      let before = flank(of: strip, from: run.lowerBound - 1, by: -1, contrast)
      let behind = flank(of: strip, from: run.upperBound, by: 1, contrast)
      guard before.isOwn || behind.isOwn else { continue }
      let isCertain =
        before.isText && behind.isText && min(before.faded, behind.faded) >= 1
        && before.faded + behind.faded >= Self.fewestFadedAround
      let open = [before, behind].filter { $0.isLegible && $0.isGradual && $0.faded >= Self.fewestFaded }
      guard isCertain || !open.isEmpty else { continue }
      let room = Double((run.count + 1) * LineStrip.step) / LineStrip.letterWidth
      result.append(
        Loss(
          box: strip.part(run), letters: isCertain ? room : min(room, Self.mostLettersAtAnEnd), isCertain: isCertain))
    }
    return result
  }

  private func isBurnt(_ window: LineStrip.Window, _ contrast: Int) -> Bool {
    window.ground >= Self.burntGround && window.dark >= Self.burntDark
      && Double(window.contrast) < Self.lost * Double(contrast)
  }

  private func flank(of strip: LineStrip, from start: Int, by step: Int, _ contrast: Int) -> Flank {
    var flank = Flank()
    var shares: [Double] = []
    var index = start
    while strip.windows.indices.contains(index), abs(index - start) < Self.reach {
      let window = strip.windows[index]
      let share = Double(window.contrast) / Double(contrast)
      flank.isOwn = flank.isOwn || strip.own.contains(index)
      if share >= Self.plain {
        flank.isText = true
        break
      }
      guard window.paper >= Self.brightGround else { break }
      if share >= Self.lost { shares.append(share) }
      index += step
    }
    flank.faded = shares.count
    flank.isGradual = zip(shares, shares.dropFirst()).allSatisfy { $1 >= $0 - 0.05 }
    flank.isLegible = flank.isText || shares.last.map { $0 >= Self.legible } ?? false
    return flank
  }

  /// Losses close to each other are one reflection; what two lines both claim counts once.
  private static func grouped(_ losses: [Loss]) -> [Glare] {
    var distinct: [Loss] = []
    for loss in losses.sorted(by: { ($0.isCertain ? 1 : 0, $0.letters) > ($1.isCertain ? 1 : 0, $1.letters) }) {
      let isKnown = distinct.contains { known in
        let common = known.box.bounds.intersection(loss.box.bounds).area
        return common * 2 > loss.box.bounds.area
      }
      if !isKnown { distinct.append(loss) }
    }
    var glares: [Glare] = []
    for loss in distinct.sorted(by: { $0.box.centreY < $1.box.centreY }) {
      let near = Int(2 * loss.box.height)
      let own = Glare(
        box: loss.box.bounds, lettersLost: loss.isCertain ? loss.letters : 0,
        lettersPerhapsLost: loss.isCertain ? 0 : loss.letters)
      if let index = glares.firstIndex(where: { !$0.box.insetBy(-near, -near).intersection(own.box).isEmpty }) {
        glares[index].box = glares[index].box.union(own.box)
        glares[index].lettersLost += own.lettersLost
        glares[index].lettersPerhapsLost += own.lettersPerhapsLost
      } else {
        glares.append(own)
      }
    }
    return glares
  }
}
