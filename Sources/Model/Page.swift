/// What kind of thing was painted over.
package enum MaskKind: String, Codable, Sendable, CaseIterable {
  case cardVerificationCode, cardNumber, nationalIdentityNumber
  /// A person drew it at the review desk. Not for pipeline files.
  case drawn
}

/// An area painted over with one flat colour on the kept page.
package struct Mask: Codable, Sendable, Equatable {
  package var kind: MaskKind
  /// Bounds the polygon.
  package var box: PixelRect
  /// Corners in order, in pixels of the kept page.
  package var polygon: [PixelPoint]

  package init(kind: MaskKind, box: PixelRect, polygon: [PixelPoint]) {
    self.kind = kind
    self.box = box
    self.polygon = polygon
  }
}

/// Two measures of sharpness, each of which misses what the other sees.
package struct Sharpness: Codable, Sendable, Equatable {
  /// 75th percentile over 32×32 blocks with some contrast of Laplacian variance over variance, long side scaled to
  /// 1000 pixels; about 0.1 for a blurred photo and above 0.5 for a sharp one. Nil when no block has contrast.
  package var block: Double?
  /// Median over text lines scaled to 32 pixels of the gradient's 95th percentile over the grey range, 0–1. Nil
  /// without lines.
  package var lineAcutance: Double?
  /// The same of the gradient in the direction in which it is least steep, of each line: a shake leaves the edges along
  /// its way. 0.2 and more for sharp text, below 0.14 for text that a person calls blurred.
  package var leastAcutance: Double?

  package init(block: Double?, lineAcutance: Double?, leastAcutance: Double? = nil) {
    self.block = block
    self.lineAcutance = lineAcutance
    self.leastAcutance = leastAcutance
  }
}

/// Words that the text layer of a PDF page holds and the page does not show. What they say is not kept.
package struct HiddenWords: Codable, Sendable, Equatable {
  package var count: Int
  /// Where they claim to stand, as far as that is on the kept page, in pixels; a box may hold several.
  package var boxes: [PixelRect]

  package init(count: Int, boxes: [PixelRect]) {
    self.count = count
    self.boxes = boxes
  }
}

/// How a page came to be pixels.
package enum PageOrigin: String, Codable, Sendable {
  /// A photo or scan.
  case picture
  /// Vector text and drawing of a PDF.
  case vector
}

/// The facts about one page. Everything personal in it is `Private`; digits that were masked are not in it at all.
package struct Page: Codable, Sendable, Equatable {
  /// Counts from 1 within its file.
  package var number: Int
  /// Of the kept page, in pixels.
  package var width: Int
  package var height: Int
  /// Clockwise degrees applied to make the page upright: 0, 90, 180 or 270.
  package var turned: Int
  /// The 3×3 homography, row-major, from pixels of the upload as shown (for a PDF, points from the top left) to
  /// pixels of the kept page.
  package var transform: [[Double]]
  package var origin: PageOrigin
  /// On the document in the picture, not from metadata; nil when the document's size could not be told.
  package var dotsPerInch: Double?
  package var sharpness: Sharpness
  /// Of a picture; nil for a vector page.
  package var quality: PageQuality?
  /// Median height of lower-case letters, in pixels of the kept page; nil without text.
  package var textHeight: Double?
  /// In reading order.
  package var lines: [TextLine]
  package var machineReadableZone: MachineReadableZone?
  /// Something that looks like code lines stands on the page, whether or not it could be read.
  package var codeLinesSeen: Bool
  package var cards: [PaymentCard]
  package var masked: [Mask]
  /// Nil where nothing is hidden.
  package var hiddenWords: HiddenWords?
  /// Nil for pages that were kept before there were proofs.
  package var proof: PageProof?

  package init(
    number: Int, width: Int, height: Int, turned: Int, transform: [[Double]], origin: PageOrigin, dotsPerInch: Double?,
    sharpness: Sharpness, quality: PageQuality? = nil, textHeight: Double?, lines: [TextLine],
    machineReadableZone: MachineReadableZone?, codeLinesSeen: Bool, cards: [PaymentCard], masked: [Mask],
    hiddenWords: HiddenWords? = nil, proof: PageProof? = nil
  ) {
    self.number = number
    self.width = width
    self.height = height
    self.turned = turned
    self.transform = transform
    self.origin = origin
    self.dotsPerInch = dotsPerInch
    self.sharpness = sharpness
    self.quality = quality
    self.textHeight = textHeight
    self.lines = lines
    self.machineReadableZone = machineReadableZone
    self.codeLinesSeen = codeLinesSeen
    self.cards = cards
    self.masked = masked
    self.hiddenWords = hiddenWords
    self.proof = proof
  }
}
