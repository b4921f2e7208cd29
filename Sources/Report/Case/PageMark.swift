import Model

/// Where on a page a reason was found: a frame drawn over the picture. Places are shares of the page, so that frames
/// keep to the picture at any size while lines and lettering stay as wide as they are.
struct PageMark: Sendable, Equatable {
  /// The lettering at a frame, in pixels of the screen from the place that it hangs on. Where the page is shown small,
  /// only the number is.
  struct Tag: Sendable, Equatable {
    let hook: String
    let level: String
    /// Where the field under the lettering begins, with the code and without.
    let longLeft: Int
    let longWidth: Int
    let shortLeft: Int
    let shortWidth: Int
    let fieldTop: Int
    let baseline: Int
    let numberAt: Int
    let codeAt: Int
    /// On which end of both they hang: `start` or `end`.
    let textEnd: String
    let code: String
  }

  static let tagHeight = 20

  /// Of the reason.
  let number: Int
  let style: String
  let left: String
  let top: String
  let width: String
  let height: String
  /// Only the first frame of each reason on a page has one.
  let tag: Tag?
  /// The anchor that the reason links to; likewise.
  let target: String?

  static func anchor(_ number: Int) -> String { "mark-\(number)" }

  /// The frames of all reasons on a page of that size. `found` are numbers and findings of that page alone.
  static func all(_ found: [(number: Int, finding: Finding)], width: Int, height: Int) -> [PageMark] {
    func framed(_ box: PixelRect) -> PixelRect {
      // Reading hugs the letters; a frame leaves them some air.
      let air = max(4, width / 250)
      return box.insetBy(-air, -air).clamped(width: width, height: height)
    }
    let frames = found.map { $0.finding.boxes.map(framed) }
    var places = TagPlaces(width: width, height: height, frames: frames.flatMap(\.self))
    return zip(found, frames).flatMap { reason, frames in
      frames.enumerated().map { index, frame in
        PageMark(
          number: reason.number, style: reason.finding.reasonClass.rawValue, left: share(frame.x0, width),
          top: share(frame.y0, height), width: share(frame.width, width), height: share(frame.height, height),
          tag: index == 0 ? places.tag(reason.number, reason.finding.code, at: frame) : nil,
          target: index == 0 ? anchor(reason.number) : nil)
      }
    }
  }

  /// In percent with two decimals.
  static func share(_ part: Int, _ whole: Int) -> String {
    let hundredths = whole > 0 ? (part * 10_000 + whole / 2) / whole : 0
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)%"
  }
}

/// Finds places for tags where they cover neither a frame nor each other, as far as there is room.
private struct TagPlaces {
  /// About as wide as pages are shown, in pixels of the screen.
  private static let shownWidth = 640
  /// Of one character of the tag's fixed-width lettering at 12 pixels.
  private static let characterWidth = 7.25
  /// So many tags find room on each side of a frame.
  private static let mostSteps = 5
  /// Between the lettering and the end of its field.
  private static let margin = 6

  private let pageWidth: Int
  private let pageHeight: Int
  private let frames: [PixelRect]
  private var taken: [PixelRect] = []

  init(width: Int, height: Int, frames: [PixelRect]) {
    pageWidth = max(1, width)
    pageHeight = max(1, height)
    let scale = { (position: Int) in position * TagPlaces.shownWidth / max(1, width) }
    self.frames = frames.map {
      PixelRect(x0: scale($0.x0), y0: scale($0.y0), x1: scale($0.x1), y1: scale($0.y1))
    }
  }

  mutating func tag(_ number: Int, _ code: ReasonCode, at box: PixelRect) -> PageMark.Tag {
    let numberWidth = TagPlaces.width(String(number))
    let shortWidth = numberWidth + 2 * TagPlaces.margin
    let longWidth = shortWidth + TagPlaces.width(" " + code.rawValue)
    // From the left end of a frame on the left half of the page to the right, else the other way round.
    let isLeft = box.x0 + box.x1 <= pageWidth
    let hook = isLeft ? box.x0 : box.x1
    let place = place(of: box, x0: shown(hook) - (isLeft ? 0 : longWidth), width: longWidth)
    let side = isLeft ? 1 : -1
    return PageMark.Tag(
      hook: PageMark.share(hook, pageWidth), level: PageMark.share(place.y, pageHeight),
      longLeft: isLeft ? 0 : -longWidth, longWidth: longWidth, shortLeft: isLeft ? 0 : -shortWidth,
      shortWidth: shortWidth, fieldTop: place.offset, baseline: place.offset + 14,
      numberAt: side * TagPlaces.margin,
      codeAt: side * (TagPlaces.margin + numberWidth + TagPlaces.width(" ")), textEnd: isLeft ? "start" : "end",
      code: code.rawValue)
  }

  /// Above the frame, else below it, else farther and farther off; inside a frame as high as the page.
  private mutating func place(of box: PixelRect, x0: Int, width: Int) -> (y: Int, offset: Int) {
    let height = PageMark.tagHeight
    let candidates = (0..<TagPlaces.mostSteps).flatMap { step in
      [(y: box.y0, offset: -(step + 1) * height), (y: box.y1, offset: step * height)]
    }
    func area(_ place: (y: Int, offset: Int)) -> PixelRect {
      let top = shown(place.y) + place.offset
      return PixelRect(x0: x0, y0: top, x1: x0 + width, y1: top + height)
    }
    let onPage = candidates.filter { area($0).y0 >= 0 && area($0).y1 <= shown(pageHeight) }
    let free = onPage.filter { place in taken.allSatisfy { $0.intersection(area(place)).isEmpty } }
    let clear = free.first { place in frames.allSatisfy { $0.intersection(area(place)).isEmpty } }
    let chosen = clear ?? free.first ?? (y: box.y0, offset: 0)
    taken.append(area(chosen))
    return chosen
  }

  private func shown(_ position: Int) -> Int { position * TagPlaces.shownWidth / pageWidth }

  private static func width(_ text: String) -> Int {
    Int((Double(text.count) * characterWidth).rounded(.up))
  }
}
