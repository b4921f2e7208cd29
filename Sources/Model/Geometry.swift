/// A point in pixels, origin at the top left.
package struct PixelPoint: Sendable, Hashable {
  package var x: Int
  package var y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A box in pixels, origin at the top left, `x1` and `y1` exclusive. Written as `[x0, y0, x1, y1]`.
package struct PixelRect: Sendable, Hashable {
  package var x0: Int
  package var y0: Int
  package var x1: Int
  package var y1: Int

  package init(x0: Int, y0: Int, x1: Int, y1: Int) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = max(x0, x1)
    self.y1 = max(y0, y1)
  }

  package var width: Int { x1 - x0 }
  package var height: Int { y1 - y0 }
  package var area: Int { width * height }
  package var isEmpty: Bool { width == 0 || height == 0 }
  package var midX: Int { (x0 + x1) / 2 }
  package var midY: Int { (y0 + y1) / 2 }

  package func union(_ other: PixelRect) -> PixelRect {
    PixelRect(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
  }

  /// Empty (zero area) where the two do not meet.
  package func intersection(_ other: PixelRect) -> PixelRect {
    PixelRect(x0: max(x0, other.x0), y0: max(y0, other.y0), x1: min(x1, other.x1), y1: min(y1, other.y1))
  }

  package func insetBy(_ dx: Int, _ dy: Int) -> PixelRect {
    PixelRect(x0: x0 + dx, y0: y0 + dy, x1: x1 - dx, y1: y1 - dy)
  }

  package func clamped(width: Int, height: Int) -> PixelRect {
    intersection(PixelRect(x0: 0, y0: 0, x1: width, y1: height))
  }
}

extension PixelPoint: Codable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    x = try container.decode(Int.self)
    y = try container.decode(Int.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(x)
    try container.encode(y)
  }
}

extension PixelRect: Codable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    let values = try (0..<4).map { _ in try container.decode(Int.self) }
    self.init(x0: values[0], y0: values[1], x1: values[2], y1: values[3])
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for value in [x0, y0, x1, y1] { try container.encode(value) }
  }
}
