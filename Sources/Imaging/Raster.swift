/// An owned picture: 8-bit samples, rows top to bottom, `bands` interleaved (1 grey, 3 sRGB).
package struct Raster: Sendable {
  package let width: Int
  package let height: Int
  package let bands: Int
  /// `width × height × bands` samples.
  package var pixels: [UInt8]

  package init(width: Int, height: Int, bands: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * bands, "a raster's buffer has its size")
    self.width = width
    self.height = height
    self.bands = bands
    self.pixels = pixels
  }

  package init(width: Int, height: Int, bands: Int, filledWith level: UInt8) {
    self.init(
      width: width, height: height, bands: bands, pixels: [UInt8](repeating: level, count: width * height * bands))
  }

  package var longSide: Int { max(width, height) }

  /// Luma by the integer weights of ITU-R BT.601.
  package var grey: Raster {
    guard bands == 3 else { return self }
    let count = width * height
    let luma = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      pixels.withUnsafeBufferPointer { source in
        for index in 0..<count {
          let at = index * 3
          let red = 77 * Int(source[at])
          let green = 150 * Int(source[at + 1])
          let blue = 29 * Int(source[at + 2])
          out[index] = UInt8((red + green + blue) >> 8)
        }
      }
      filled = count
    }
    return Raster(width: width, height: height, bands: 1, pixels: luma)
  }

  /// With three bands, all alike where it is grey.
  package var colour: Raster {
    guard bands == 1 else { return self }
    return Raster(width: width, height: height, bands: 3, pixels: pixels.flatMap { [$0, $0, $0] })
  }

  /// Turned clockwise by a multiple of 90 degrees.
  package func turned(_ degrees: Int) -> Raster {
    let quarter = ((degrees / 90) % 4 + 4) % 4
    if quarter == 0 { return self }
    let newWidth = quarter % 2 == 0 ? width : height
    let newHeight = quarter % 2 == 0 ? height : width
    let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, filled in
      pixels.withUnsafeBufferPointer { source in
        for y in 0..<newHeight {
          for x in 0..<newWidth {
            let (fromX, fromY) =
              switch quarter {
              case 1: (y, height - 1 - x)
              case 2: (width - 1 - x, height - 1 - y)
              default: (width - 1 - y, x)
              }
            let from = (fromY * width + fromX) * bands
            let to = (y * newWidth + x) * bands
            for band in 0..<bands { out[to + band] = source[from + band] }
          }
        }
      }
      filled = pixels.count
    }
    return Raster(width: newWidth, height: newHeight, bands: bands, pixels: turned)
  }

  /// Mirrored left to right.
  package var mirrored: Raster {
    var result = self
    for y in 0..<height {
      for x in 0..<width {
        for band in 0..<bands {
          result.pixels[(y * width + x) * bands + band] = pixels[(y * width + width - 1 - x) * bands + band]
        }
      }
    }
    return result
  }

  /// As a viewer that obeys the EXIF orientation shows it (Exif 2.32, tag 0x0112; anything but 2–8 leaves it as it is).
  package func oriented(byEXIF orientation: Int) -> Raster {
    switch orientation {
    case 2: mirrored
    case 3: turned(180)
    case 4: mirrored.turned(180)
    case 5: mirrored.turned(270)
    case 6: turned(90)
    case 7: mirrored.turned(90)
    case 8: turned(270)
    default: self
    }
  }

  /// Scaled by area averaging when smaller, bilinearly when larger.
  package func resized(width newWidth: Int, height newHeight: Int) -> Raster {
    if newWidth == width && newHeight == height { return self }
    return newWidth < width && newHeight < height
      ? averaged(width: newWidth, height: newHeight) : interpolated(width: newWidth, height: newHeight)
  }

  /// Scaled so that the long side has at most that many pixels; itself when it already does.
  package func fitting(longSide limit: Int) -> Raster {
    guard longSide > limit else { return self }
    let scale = Double(limit) / Double(longSide)
    return resized(
      width: max(1, Int((Double(width) * scale).rounded())), height: max(1, Int((Double(height) * scale).rounded())))
  }

  /// The part inside a rectangle that lies within the picture.
  package func cropped(x: Int, y: Int, width newWidth: Int, height newHeight: Int) -> Raster {
    precondition(x >= 0 && y >= 0 && x + newWidth <= width && y + newHeight <= height, "a crop lies inside")
    let row = newWidth * bands
    let cut = [UInt8](unsafeUninitializedCapacity: row * newHeight) { out, filled in
      pixels.withUnsafeBufferPointer { source in
        for line in 0..<newHeight {
          let from = ((y + line) * width + x) * bands
          for index in 0..<row { out[line * row + index] = source[from + index] }
        }
      }
      filled = row * newHeight
    }
    return Raster(width: newWidth, height: newHeight, bands: bands, pixels: cut)
  }

  private func averaged(width newWidth: Int, height newHeight: Int) -> Raster {
    // Columns are summed once per output row; each source sample belongs to exactly one output pixel.
    let columnOf = (0..<width).map { min(newWidth - 1, $0 * newWidth / width) }
    var result = Raster(width: newWidth, height: newHeight, bands: bands, filledWith: 0)
    var sums = [Int](repeating: 0, count: newWidth * bands)
    var counts = [Int](repeating: 0, count: newWidth)
    pixels.withUnsafeBufferPointer { source in
      for row in 0..<newHeight {
        let top = row * height / newHeight
        let bottom = max(top + 1, (row + 1) * height / newHeight)
        for index in sums.indices { sums[index] = 0 }
        for index in counts.indices { counts[index] = 0 }
        for y in top..<bottom {
          var at = y * width * bands
          for x in 0..<width {
            let column = columnOf[x]
            counts[column] += 1
            for band in 0..<bands {
              sums[column * bands + band] += Int(source[at])
              at += 1
            }
          }
        }
        let start = row * newWidth * bands
        for column in 0..<newWidth {
          let count = max(1, counts[column])
          for band in 0..<bands {
            let index = column * bands + band
            result.pixels[start + index] = UInt8((sums[index] + count / 2) / count)
          }
        }
      }
    }
    return result
  }

  private func interpolated(width newWidth: Int, height newHeight: Int) -> Raster {
    let stepX = Double(width) / Double(newWidth)
    let stepY = Double(height) / Double(newHeight)
    let map = AffineMap(
      a: stepX, b: 0, c: 0, d: stepY, x: stepX / 2 - 0.5, y: stepY / 2 - 0.5)
    return sampled(width: newWidth, height: newHeight, through: map)
  }

  /// A picture whose pixel (x, y) is taken, bilinearly, from this one at `map(x, y)`; edges are repeated outwards.
  package func sampled(width newWidth: Int, height newHeight: Int, through map: AffineMap) -> Raster {
    let maxX = Double(width - 1)
    let maxY = Double(height - 1)
    let count = newWidth * newHeight * bands
    let samples = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      pixels.withUnsafeBufferPointer { source in
        var to = 0
        for y in 0..<newHeight {
          for x in 0..<newWidth {
            let px = min(max(map.a * Double(x) + map.b * Double(y) + map.x, 0), maxX)
            let py = min(max(map.c * Double(x) + map.d * Double(y) + map.y, 0), maxY)
            let left = Int(px)
            let top = Int(py)
            let fx = Int((px - Double(left)) * 256)
            let fy = Int((py - Double(top)) * 256)
            let right = min(left + 1, width - 1)
            let bottom = min(top + 1, height - 1)
            for band in 0..<bands {
              let a = Int(source[(top * width + left) * bands + band])
              let b = Int(source[(top * width + right) * bands + band])
              let c = Int(source[(bottom * width + left) * bands + band])
              let d = Int(source[(bottom * width + right) * bands + band])
              let upper = a * (256 - fx) + b * fx
              let lower = c * (256 - fx) + d * fx
              out[to] = UInt8((upper * (256 - fy) + lower * fy) >> 16)
              to += 1
            }
          }
        }
      }
      filled = count
    }
    return Raster(width: newWidth, height: newHeight, bands: bands, pixels: samples)
  }
}

/// x′ = a·x + b·y + x₀, y′ = c·x + d·y + y₀.
package struct AffineMap: Sendable {
  package var a: Double
  package var b: Double
  package var c: Double
  package var d: Double
  package var x: Double
  package var y: Double

  package init(a: Double, b: Double, c: Double, d: Double, x: Double, y: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.x = x
    self.y = y
  }

  package func callAsFunction(_ px: Double, _ py: Double) -> (x: Double, y: Double) {
    (a * px + b * py + x, c * px + d * py + y)
  }
}
