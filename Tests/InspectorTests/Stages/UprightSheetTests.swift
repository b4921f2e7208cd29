import Imaging
import Model
import Testing

@testable import Inspector

struct UprightSheetTests {
  private struct Sheet {
    var width: Int
    var height: Int
    var scale = 1.0
    var isSheetShaped = true
  }

  private func isSmallPrint(_ sheet: Sheet) -> Bool {
    PageImage(
      number: 1, origin: .picture,
      picture: Raster(width: sheet.width, height: sheet.height, bands: 3, filledWith: 255), scale: sheet.scale,
      dotsPerInch: nil, sheetDotsPerInch: sheet.isSheetShaped ? 150 : nil, layer: [], layerPicture: nil,
      isDamaged: false
    ).isUprightSheet
  }

  @Test("a sheet of paper that stands is small print: a scan, a page of a PDF")
  func sheets() {
    #expect(isSmallPrint(Sheet(width: 1240, height: 1754)))
    #expect(isSmallPrint(Sheet(width: 2480, height: 3508, scale: 300.0 / 72)))
  }

  @Test("anything else may be a card or a passport: a lying sheet, a photo, a small picture, a small page")
  func others() {
    #expect(!isSmallPrint(Sheet(width: 1476, height: 1039)))
    #expect(!isSmallPrint(Sheet(width: 1200, height: 1600, isSheetShaped: false)))
    #expect(!isSmallPrint(Sheet(width: 420, height: 595)))
    #expect(!isSmallPrint(Sheet(width: 1240, height: 1754, scale: 300.0 / 72)))
  }
}
