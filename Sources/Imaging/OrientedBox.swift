internal import Glibc
import Model

/// A rectangle that may lie at an angle: where a line of text stands. In pixels, origin at the top left of the picture.
package struct OrientedBox: Sendable, Equatable {
  package var centreX: Double
  package var centreY: Double
  /// Unit vector along the reading direction.
  package var alongX: Double
  package var alongY: Double
  /// Extent along the reading direction.
  package var length: Double
  /// Extent across it.
  package var height: Double

  package init(centreX: Double, centreY: Double, alongX: Double, alongY: Double, length: Double, height: Double) {
    self.centreX = centreX
    self.centreY = centreY
    self.alongX = alongX
    self.alongY = alongY
    self.length = length
    self.height = height
  }

  package init(_ rect: PixelRect) {
    self.init(
      centreX: Double(rect.x0 + rect.x1) / 2, centreY: Double(rect.y0 + rect.y1) / 2, alongX: 1, alongY: 0,
      length: Double(rect.width), height: Double(rect.height))
  }

  /// The point at `along` (0 start, 1 end) and `across` (0 top, 1 bottom).
  package func point(along: Double, across: Double) -> (x: Double, y: Double) {
    let dx = (along - 0.5) * length
    let dy = (across - 0.5) * height
    return (centreX + dx * alongX - dy * alongY, centreY + dx * alongY + dy * alongX)
  }

  /// Corners clockwise from the start of the upper edge.
  package var corners: [PixelPoint] {
    [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map { along, across in
      let point = point(along: along, across: across)
      return PixelPoint(x: Int(point.x.rounded()), y: Int(point.y.rounded()))
    }
  }

  /// The upright box around it.
  package var bounds: PixelRect {
    let corners = corners
    let xs = corners.map(\.x)
    let ys = corners.map(\.y)
    return PixelRect(x0: xs.min() ?? 0, y0: ys.min() ?? 0, x1: xs.max() ?? 0, y1: ys.max() ?? 0)
  }

  /// The part between two places along it, 0 at the start and 1 at the end.
  package func part(from start: Double, to end: Double) -> OrientedBox {
    var part = self
    let middle = point(along: (start + end) / 2, across: 0.5)
    part.centreX = middle.x
    part.centreY = middle.y
    part.length = length * (end - start)
    return part
  }

  /// Larger by so much at each end and on each side, in pixels.
  package func grown(along: Double, across: Double) -> OrientedBox {
    var grown = self
    grown.length += 2 * along
    grown.height += 2 * across
    return grown
  }

  /// The same on a picture that is so many times larger.
  package func scaled(by scale: Double) -> OrientedBox {
    var scaled = self
    scaled.centreX *= scale
    scaled.centreY *= scale
    scaled.length *= scale
    scaled.height *= scale
    return scaled
  }

  /// The same strip read from its other end.
  package var reversed: OrientedBox {
    var reversed = self
    reversed.alongX = -alongX
    reversed.alongY = -alongY
    return reversed
  }

  /// Where it stands after the picture was turned clockwise by a multiple of 90 degrees; `width` and `height` are the
  /// picture's before.
  package func turned(_ degrees: Int, width: Int, height pictureHeight: Int) -> OrientedBox {
    var turned = self
    switch ((degrees / 90) % 4 + 4) % 4 {
    case 1:
      (turned.centreX, turned.centreY) = (Double(pictureHeight) - centreY, centreX)
      (turned.alongX, turned.alongY) = (-alongY, alongX)
    case 2:
      (turned.centreX, turned.centreY) = (Double(width) - centreX, Double(pictureHeight) - centreY)
      (turned.alongX, turned.alongY) = (-alongX, -alongY)
    case 3:
      (turned.centreX, turned.centreY) = (centreY, Double(width) - centreX)
      (turned.alongX, turned.alongY) = (alongY, -alongX)
    default: break
    }
    return turned
  }

  /// The strip as an upright picture of that height, and as wide as keeps its proportions.
  package func cut(from picture: Raster, height target: Int) -> Raster {
    let scale = height / Double(target)
    let width = max(1, Int((length / scale).rounded()))
    // Where the strip is much larger than the target, sampling single points would alias: shrink the neighbourhood
    // first.
    if scale > 2 {
      let box = bounds.insetBy(-4, -4).clamped(width: picture.width, height: picture.height)
      if box.width > 8 && box.height > 8 {
        let crop = picture.cropped(x: box.x0, y: box.y0, width: box.width, height: box.height)
        let shrunk = crop.resized(
          width: max(1, Int(Double(box.width) / scale * 1.25)), height: max(1, Int(Double(box.height) / scale * 1.25)))
        let ratioX = Double(shrunk.width) / Double(box.width)
        let ratioY = Double(shrunk.height) / Double(box.height)
        var moved = self
        moved.centreX = (centreX - Double(box.x0)) * ratioX
        moved.centreY = (centreY - Double(box.y0)) * ratioY
        moved.length = length * ratioX
        moved.height = height * ratioY
        return moved.sampledStrip(from: shrunk, width: width, height: target)
      }
    }
    return sampledStrip(from: picture, width: width, height: target)
  }

  private func sampledStrip(from picture: Raster, width: Int, height target: Int) -> Raster {
    let stepAlong = length / Double(width)
    let stepAcross = height / Double(target)
    let start = point(along: 0.5 / Double(width), across: 0.5 / Double(target))
    let map = AffineMap(
      a: alongX * stepAlong, b: -alongY * stepAcross, c: alongY * stepAlong, d: alongX * stepAcross,
      x: start.x - 0.5, y: start.y - 0.5)
    return picture.sampled(width: width, height: target, through: map)
  }
}

extension OrientedBox {
  /// The smallest rectangle, at any angle, around points; its long side is taken for the reading direction, pointing
  /// right (or down when steeper than 45 degrees). Nil for fewer than three points off one line.
  package init?(around points: [(x: Int, y: Int)]) {
    let hull = OrientedBox.convexHull(points)
    guard hull.count >= 3 else { return nil }
    var best: OrientedBox?
    for index in hull.indices {
      let from = hull[index]
      let to = hull[(index + 1) % hull.count]
      let dx = Double(to.x - from.x)
      let dy = Double(to.y - from.y)
      let norm = (dx * dx + dy * dy).squareRoot()
      guard norm > 0 else { continue }
      let (ux, uy) = (dx / norm, dy / norm)
      var low = (along: Double.infinity, across: Double.infinity)
      var high = (along: -Double.infinity, across: -Double.infinity)
      for point in hull {
        let along = Double(point.x) * ux + Double(point.y) * uy
        let across = -Double(point.x) * uy + Double(point.y) * ux
        low = (min(low.along, along), min(low.across, across))
        high = (max(high.along, along), max(high.across, across))
      }
      // A pixel covers its whole square, so extents are one larger than the distance between centres.
      let length = high.along - low.along + 1
      let height = high.across - low.across + 1
      if let best, best.length * best.height <= length * height { continue }
      let along = (low.along + high.along) / 2
      let across = (low.across + high.across) / 2
      best = OrientedBox(
        centreX: along * ux - across * uy + 0.5, centreY: along * uy + across * ux + 0.5, alongX: ux, alongY: uy,
        length: length, height: height)
    }
    guard let found = best else { return nil }
    self = found.lyingAlongItsLongSide
  }

  private var lyingAlongItsLongSide: OrientedBox {
    var box = self
    if box.height > box.length {
      (box.length, box.height) = (box.height, box.length)
      (box.alongX, box.alongY) = (-box.alongY, box.alongX)
    }
    let pointsBack = abs(box.alongX) >= abs(box.alongY) ? box.alongX < 0 : box.alongY < 0
    return pointsBack ? box.reversed : box
  }

  /// Andrew's monotone chain, counter-clockwise, without points inside an edge.
  private static func convexHull(_ points: [(x: Int, y: Int)]) -> [(x: Int, y: Int)] {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    func chain(_ points: some Sequence<(x: Int, y: Int)>) -> [(x: Int, y: Int)] {
      var chain: [(x: Int, y: Int)] = []
      for point in points {
        while chain.count >= 2 {
          let a = chain[chain.count - 2]
          let b = chain[chain.count - 1]
          if (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0 { break }
          chain.removeLast()
        }
        chain.append(point)
      }
      return chain.dropLast()
    }
    return chain(sorted) + chain(sorted.reversed())
  }
}
