internal import CPoppler

/// A PDF in memory, opened by poppler-glib. Nothing in it runs: only pages are drawn and their text is read.
package final class PDFFile {
  package enum Failure: Error {
    /// It needs a password to be opened.
    case encrypted
    case damaged
  }

  /// A word of a text layer and where it stands, in points from the top left of the page.
  package struct LayerWord: Sendable {
    package var text: String
    package var x0: Double
    package var y0: Double
    package var x1: Double
    package var y1: Double
    /// It reads from left to right, as far as its characters tell.
    package var isUpright: Bool
  }

  private let document: OpaquePointer
  package let pageCount: Int

  /// An owner password alone does not keep anybody from reading.
  package init(_ bytes: [UInt8]) throws(Failure) {
    var error: UnsafeMutablePointer<GError>?
    let data = bytes.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
    defer { g_bytes_unref(data) }
    guard let document = poppler_document_new_from_bytes(data, nil, &error) else {
      defer { g_clear_error(&error) }
      let encrypted = error.map { $0.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) } ?? false
      throw encrypted ? .encrypted : .damaged
    }
    let count = Int(poppler_document_get_n_pages(document))
    guard count > 0 else {
      g_object_unref(UnsafeMutableRawPointer(document))
      throw .damaged
    }
    self.document = document
    pageCount = count
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(document)) }

  /// One page, counting from 0.
  package func page(_ index: Int) throws(Failure) -> PDFPage {
    guard let page = poppler_document_get_page(document, Int32(index)) else { throw .damaged }
    return PDFPage(page)
  }
}

/// One page of a PDF, as poppler shows it: crop box, rotation applied.
package final class PDFPage {
  private let page: OpaquePointer
  /// In points (1/72 inch).
  package let width: Double
  package let height: Double

  fileprivate init(_ page: OpaquePointer) {
    self.page = page
    var width = 0.0
    var height = 0.0
    poppler_page_get_size(page, &width, &height)
    self.width = width
    self.height = height
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(page)) }

  /// The page drawn on white at `scale` pixels a point; nil when cairo cannot hold it.
  package func rendered(scale: Double) -> Raster? {
    drawn(scale: scale, bands: 3) { context in poppler_page_render(page, context) }
  }

  /// What the text layer claims, drawn black on white with its own fonts at its own places, whether the page shows it
  /// or not; grey; nil when cairo cannot hold it.
  package func renderedTextLayer(scale: Double) -> Raster? {
    drawn(scale: scale, bands: 1) { context in
      var everything = PopplerRectangle(x1: 0, y1: 0, x2: width, y2: height)
      var black = PopplerColor(red: 0, green: 0, blue: 0)
      var white = PopplerColor(red: 0xFFFF, green: 0xFFFF, blue: 0xFFFF)
      poppler_page_render_selection(
        page, context, &everything, nil, POPPLER_SELECTION_GLYPH, &black, &white)
    }
  }

  /// With one band, of pixels that are grey.
  private func drawn(scale: Double, bands: Int, by draw: (OpaquePointer) -> Void) -> Raster? {
    // A hundredth of a pixel is rounding: a picture that fills its page is drawn pixel by pixel, without a white seam.
    let pixelWidth = max(1, Int((width * scale - 0.01).rounded(.up)))
    let pixelHeight = max(1, Int((height * scale - 0.01).rounded(.up)))
    return drawn(width: pixelWidth, height: pixelHeight, bands: bands) { context in
      cairo_scale(context, scale, scale)
      draw(context)
    }
  }

  private func drawn(
    width pixelWidth: Int, height pixelHeight: Int, bands: Int, by draw: (OpaquePointer) -> Void
  ) -> Raster? {
    guard
      let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(pixelWidth), Int32(pixelHeight)),
      let context = cairo_create(surface)
    else { return nil }
    defer {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    draw(context)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    let stride = Int(cairo_image_surface_get_stride(surface))
    let count = pixelWidth * pixelHeight * bands
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      var to = 0
      for y in 0..<pixelHeight {
        var from = y * stride
        for _ in 0..<pixelWidth {
          if bands == 3 {
            out[to] = data[from + 2]
            out[to + 1] = data[from + 1]
            out[to + 2] = data[from]
          } else {
            out[to] = data[from]
          }
          to += bands
          from += 4
        }
      }
      filled = count
    }
    return Raster(width: pixelWidth, height: pixelHeight, bands: bands, pixels: pixels)
  }

  /// Words and where they stand, in the order of the file; empty where the page is only a picture.
  package func words() -> [PDFFile.LayerWord] {
    guard let text = poppler_page_get_text(page) else { return [] }
    defer { g_free(text) }
    var rectangles: UnsafeMutablePointer<PopplerRectangle>?
    var count: guint = 0
    guard poppler_page_get_text_layout(page, &rectangles, &count) != 0, let rectangles else { return [] }
    defer { g_free(rectangles) }
    var words: [PDFFile.LayerWord] = []
    var current: PDFFile.LayerWord?
    var start = (x: 0.0, y: 0.0)
    var last = (x: 0.0, y: 0.0, size: 0.0)
    for (index, scalar) in String(cString: text).unicodeScalars.enumerated() where index < Int(count) {
      let box = rectangles[index]
      // A file may claim any place: only what is on the page has one.
      let (x0, x1) = (onPage(min(box.x1, box.x2), width), onPage(max(box.x1, box.x2), width))
      let (y0, y1) = (onPage(min(box.y1, box.y2), height), onPage(max(box.y1, box.y2), height))
      let place = (x: (x0 + x1) / 2, y: (y0 + y1) / 2, size: max(x1 - x0, y1 - y0))
      // Poppler does not always put a space between the cells of a table, nor between its rows.
      let jump = max(abs(place.x - last.x), abs(place.y - last.y))
      if scalar.properties.isWhitespace || jump > 2 * max(place.size, last.size) {
        if let word = current { words.append(word) }
        current = nil
      }
      if scalar.properties.isWhitespace { continue }
      last = place
      if var word = current {
        word.text.unicodeScalars.append(scalar)
        word.x0 = min(word.x0, x0)
        word.y0 = min(word.y0, y0)
        word.x1 = max(word.x1, x1)
        word.y1 = max(word.y1, y1)
        let dx = place.x - start.x
        let dy = place.y - start.y
        word.isUpright = dx > 0 && abs(dy) < dx
        current = word
      } else {
        start = (place.x, place.y)
        current = PDFFile.LayerWord(text: String(scalar), x0: x0, y0: y0, x1: x1, y1: y1, isUpright: true)
      }
    }
    if let word = current { words.append(word) }
    return words
  }

  /// 0 for what is no number.
  private func onPage(_ place: Double, _ side: Double) -> Double { place > 0 ? min(place, side) : 0 }

  /// The pictures on the page.
  package var pictures: [Picture] {
    guard let images = poppler_page_get_image_mapping(page) else { return [] }
    defer { poppler_page_free_image_mapping(images) }
    var pictures: [Picture] = []
    var next: UnsafeMutablePointer<GList>? = images
    while let item = next {
      if let mapping = item.pointee.data?.assumingMemoryBound(to: PopplerImageMapping.self) {
        let area = mapping.pointee.area
        let covered = abs((area.x2 - area.x1) * (area.y2 - area.y1))
        pictures.append(
          Picture(
            number: Int(mapping.pointee.image_id), share: width * height > 0 ? covered / (width * height) : 0,
            x0: onPage(min(area.x1, area.x2), width), y0: onPage(min(area.y1, area.y2), height),
            x1: onPage(max(area.x1, area.x2), width), y1: onPage(max(area.y1, area.y2), height),
            longSideInPoints: max(abs(area.x2 - area.x1), abs(area.y2 - area.y1))))
      }
      next = item.pointee.next
    }
    return pictures
  }

  /// A picture placed on a page.
  package struct Picture {
    fileprivate let number: Int
    /// The share of the page that it covers, 0–1 and more when it hangs over.
    package let share: Double
    /// Its place on the page as shown, in points from the upper left corner; somewhere else for pictures that were placed
    /// on their sides.
    package let x0: Double
    package let y0: Double
    package let x1: Double
    package let y1: Double
    fileprivate let longSideInPoints: Double
  }

  /// A picture by itself, as it stands in the file, drawn into so many pixels whatever its own shape; grey; nil when it
  /// cannot be had.
  package func thumbnail(of picture: Picture, width: Int, height: Int) -> Raster? {
    guard let surface = poppler_page_get_image(page, Int32(picture.number)) else { return nil }
    defer { cairo_surface_destroy(surface) }
    let (ownWidth, ownHeight) = (cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface))
    guard ownWidth > 0, ownHeight > 0 else { return nil }
    return drawn(width: width, height: height, bands: 3) { context in
      cairo_scale(context, Double(width) / Double(ownWidth), Double(height) / Double(ownHeight))
      cairo_set_source_surface(context, surface, 0, 0)
      cairo_paint(context)
    }?.grey
  }

  /// How many of a picture's own pixels stand on a point of the page; nil when it cannot be had. Long side against long
  /// side, for a picture may be placed turned.
  package func pixelsPerPoint(of picture: Picture) -> Double? {
    guard picture.longSideInPoints > 0, let surface = poppler_page_get_image(page, Int32(picture.number)) else {
      return nil
    }
    defer { cairo_surface_destroy(surface) }
    let longSide = max(cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface))
    return longSide > 0 ? Double(longSide) / picture.longSideInPoints : nil
  }
}
