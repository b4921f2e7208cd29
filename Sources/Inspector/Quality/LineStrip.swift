import Imaging

/// A line of text cut out level and 32 pixels high, with some of what stands before and behind it, and what it looks
/// like from place to place.
struct LineStrip {
  /// Of the strip, in pixels.
  static let height = 32
  /// A window is about a letter wide; windows overlap by half.
  static let windowWidth = 16
  static let step = 8
  /// From the beginning of a letter to the next one's, in pixels of the strip.
  static let letterWidth = 0.42 * Double(height)
  /// The box leaves so much free above and below the letters.
  static let margin = 6

  /// Levels of a window, 0–255.
  struct Window {
    /// Nine tenths of its pixels are darker.
    let light: Int
    /// Seven tenths of its pixels are darker: the paper under dark letters, however bold.
    let ground: Int
    /// The middle one above and below the letters: what they stand on, whether they are darker or lighter.
    let paper: Int
    /// Three hundredths of its pixels are darker: the sliver of a letter counts like a whole one.
    let dark: Int

    var contrast: Int { light - dark }
  }

  /// The line as it was found.
  let box: OrientedBox
  /// The box with what was added at its ends.
  let extended: OrientedBox
  /// Of `extended`; grey.
  let picture: Raster
  /// Of `extended`, from its start.
  let windows: [Window]
  /// Those that lie within the box.
  let own: Range<Int>
  /// Those of `picture` that lie within the box.
  let ownColumns: Range<Int>

  /// `reach` is how far the strip goes on beyond the ends, in heights of the line, as far as the picture does.
  init(_ box: OrientedBox, on grey: Raster, reach: Double) {
    self.box = box
    let before = LineStrip.room(at: box, forward: false, on: grey, atMost: reach * box.height)
    let behind = LineStrip.room(at: box, forward: true, on: grey, atMost: reach * box.height)
    extended = box.part(from: -before / box.length, to: 1 + behind / box.length)
    let picture = extended.cut(from: grey, height: Self.height)
    let scale = Double(picture.width) / extended.length
    let first = max(0, min(picture.width - 1, Int(before * scale)))
    let columns = first..<max(first + 1, min(picture.width, Int((before + box.length) * scale)))
    windows = LineStrip.windows(of: picture)
    let start = min(windows.count, (columns.lowerBound + Self.step - 1) / Self.step)
    let end = min(windows.count, (columns.upperBound - Self.windowWidth) / Self.step + 1)
    own = start..<max(start, end)
    ownColumns = columns
    self.picture = picture
  }

  /// The strip of the box alone.
  var ownPicture: Raster {
    picture.cropped(x: ownColumns.lowerBound, y: 0, width: ownColumns.count, height: picture.height)
  }

  /// Levels between light and dark in all but the clearest quarter of the line; nil for a line shorter than a window.
  var contrast: Int? { clearWindow?.contrast }

  /// The level of what the letters stand on; nil for a line shorter than a window.
  var paper: Int? {
    let sorted = windows[own].map(\.paper).sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }

  /// A window at which three quarters of the line's have no more contrast.
  var clearWindow: Window? {
    let sorted = windows[own].sorted { $0.contrast < $1.contrast }
    return sorted.isEmpty ? nil : sorted[sorted.count * 3 / 4]
  }

  /// Where the windows of a range stand on the page.
  func part(_ range: Range<Int>) -> OrientedBox {
    let width = Double(picture.width)
    let start = Double(range.lowerBound * Self.step) / width
    let end = Double((range.upperBound - 1) * Self.step + Self.windowWidth) / width
    return extended.part(from: start, to: min(1, end))
  }

  /// How far the picture goes on beyond an end of the line, in its direction; below 0 where the line goes beyond it.
  private static func room(at box: OrientedBox, forward: Bool, on grey: Raster, atMost limit: Double) -> Double {
    let end = box.point(along: forward ? 1 : 0, across: 0.5)
    let sign = forward ? 1.0 : -1.0
    func room(_ from: Double, _ direction: Double, _ size: Double) -> Double {
      if direction > 0.01 { return (size - from) / direction }
      if direction < -0.01 { return from / -direction }
      return limit
    }
    let across = room(end.x, sign * box.alongX, Double(grey.width))
    let down = room(end.y, sign * box.alongY, Double(grey.height))
    // A box may reach beyond the border.
    return max(-box.length / 4, min(limit, across, down))
  }

  private static func windows(of strip: Raster) -> [Window] {
    guard strip.width >= windowWidth else { return [] }
    let rows = margin..<strip.height - margin
    let free = Array(1..<margin - 1) + Array(strip.height - margin + 1..<strip.height - 1)
    return strip.pixels.withUnsafeBufferPointer { pixels in
      stride(from: 0, through: strip.width - windowWidth, by: step).map { left in
        func levels(_ rows: some Sequence<Int>, _ count: Int, below shares: [Double]) -> [Int] {
          var histogram = [Int](repeating: 0, count: 256)
          for y in rows {
            for x in left..<left + windowWidth { histogram[Int(pixels[y * strip.width + x])] += 1 }
          }
          var levels = [Int](repeating: 255, count: shares.count)
          var seen = 0
          var next = 0
          for level in 0..<256 {
            seen += histogram[level]
            while next < shares.count, Double(seen) > shares[next] * Double(count) {
              levels[next] = level
              next += 1
            }
            if next == shares.count { break }
          }
          return levels
        }
        let letters = levels(rows, rows.count * windowWidth, below: [0.03, 0.7, 0.9])
        let paper = levels(free, free.count * windowWidth, below: [0.5])
        return Window(light: letters[2], ground: letters[1], paper: paper[0], dark: letters[0])
      }
    }
  }
}
