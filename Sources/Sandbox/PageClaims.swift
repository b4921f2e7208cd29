import Model

/// All places that the facts about a page name, so that none is used before it is known to lie on the page or right
/// beside it.
struct PageClaims {
  private let page: Page

  init(_ page: Page) { self.page = page }

  var areOnThePage: Bool {
    // A tilted strip at the edge reaches beyond it, but never by more than the page's own size.
    let xs = -page.width...2 * page.width
    let ys = -page.height...2 * page.height
    func holds(_ box: PixelRect) -> Bool {
      xs.contains(box.x0) && xs.contains(box.x1) && ys.contains(box.y0) && ys.contains(box.y1)
    }
    let lines = page.lines.flatMap { line in [line.box] + line.words.map(\.box) }
    let cards = page.cards.flatMap { card in [card.box] + [card.number?.box].compactMap { $0 } }
    let boxes = lines + cards + page.masked.map(\.box) + (page.machineReadableZone?.boxes ?? [])
    return boxes.allSatisfy(holds)
      && page.masked.allSatisfy { $0.polygon.allSatisfy { xs.contains($0.x) && ys.contains($0.y) } }
  }
}
