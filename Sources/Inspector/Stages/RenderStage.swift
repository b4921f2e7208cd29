import Imaging
import Inspection
import Model

/// Makes pixels of one page, as a viewer shows it.
struct RenderStage: Stage {
  static let name = StageName.render
  let order: InspectionOrder

  /// A page with fewer words than this has no text layer worth the name.
  private static let fewestLayerWords = 8
  /// Pictures that cover more of the page than a logo may show a card, or be the page: then the text layer is
  /// somebody's claim about it, and the page is read like any picture.
  private static let mostPictureShare = 0.02
  /// A picture that covers so much is a scan of the page, and drawn pixel by pixel: a larger raster holds no more, and a
  /// smaller one less.
  private static let pictureShareOfAScan = 0.5

  /// Pixels a point; lines that are drawn on a coarser picture keep their edges.
  private static let leastOfAScan = 150.0 / 72

  struct Input {
    let file: OpenedFile
    /// Counts from 1.
    let number: Int
  }

  func run(_ input: Input) throws(StageFailure) -> PageImage {
    let damaged = StageFailure.unreadable(Unreadable(reason: .fileDamaged, format: input.file.format))
    switch input.file.content {
    case .picture(let picture):
      guard let decoded = try? picture.decodedWithComplaints() else { throw damaged }
      var raster = decoded.raster
      for field in order.covered ?? [] { raster.paint(field) }
      return PageImage(
        number: 1, origin: .picture, picture: raster, scale: 1, dotsPerInch: nil,
        sheetDotsPerInch: DocumentScale.dotsPerInch(ofSheetFilling: raster), layer: [],
        layerPicture: nil, isDamaged: decoded.complained)
    case .pdf(let pdf):
      guard let page = try? pdf.page(input.number - 1),
        let usual = PageScale.pixelsPerPoint(page.width, page.height, order)
      else { throw damaged }
      let words = page.words()
      let pictures = page.pictures
      // Words that stand or lie on their heads have to be found and turned, which is what pictures are treated to.
      let isVector =
        words.count >= Self.fewestLayerWords && words.allSatisfy(\.isUpright)
        && pictures.reduce(0) { $0 + $1.share } <= Self.mostPictureShare
      let scan = pictures.first { $0.share >= Self.pictureShareOfAScan }
      let own = isVector ? nil : scan.flatMap(page.pixelsPerPoint)
      let scale =
        own.map { own in
          // Words may be drawn on top of it, finer than the picture is.
          let least = words.isEmpty ? min(usual, Self.leastOfAScan) : usual
          return PageScale.pixelsPerPoint(ofAScanWith: max(own, least), page.width, page.height, order)
        } ?? usual
      guard let raster = page.rendered(scale: scale) else { throw damaged }
      return PageImage(
        number: input.number, origin: isVector ? .vector : .picture, picture: raster, scale: scale,
        dotsPerInch: isVector ? scale * 72 : nil,
        sheetDotsPerInch: min(own ?? scale, scale) * 72,
        layer: TextLayer.lines(of: words, scale: scale),
        layerPicture: isVector ? page.renderedTextLayer(scale: scale) : nil,
        placed: pictures.filter { PlacedPictures.isPlaced($0, of: page, on: raster, scale: scale) }, isDamaged: false)
    }
  }
}
