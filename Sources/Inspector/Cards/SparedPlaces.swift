import Imaging

/// What is known for sure in the places where a code that nobody could read may stand: numbers that hold by Luhn's digit,
/// and months. These are no codes, and stay readable.
struct SparedPlaces {
  private let known: [OrientedBox]

  /// Around what is spared, and the least that is covered beside it, in its heights.
  private static let margin = 0.12
  private static let leastHeight = 0.35
  private static let leastLength = 1.0
  /// What lies across a place is covered with it.
  private static let leastCosine = 0.97

  init(rows: [DigitRow], lines: [ReadLine], numbers: [FoundCardNumber]) {
    known =
      numbers.filter { $0.luhnHolds && $0.rowCount == 1 }.map(\.box)
      + rows.flatMap { row in
        CardExpiry.months(in: row).compactMap { DigitRow.box(ofAll: $0.glyphs, on: lines) }
      }
  }

  /// Some places without what is spared.
  func left(of places: [OrientedBox]) -> [OrientedBox] {
    known.reduce(places) { places, box in places.flatMap { Self.place($0, without: box) } }
  }

  private static func place(_ place: OrientedBox, without box: OrientedBox) -> [OrientedBox] {
    let cosine = abs(place.alongX * box.alongX + place.alongY * box.alongY)
    guard cosine >= leastCosine, place.meets(box) else { return [place] }
    let offset = place.offset(to: box)
    let (halfLength, halfHeight) = (place.length / 2, place.height / 2)
    let reach = box.height * (0.5 + margin) + box.length / 2 * max(0, 1 - cosine * cosine).squareRoot()
    let top = max(-halfHeight, offset.across - reach)
    let bottom = min(halfHeight, offset.across + reach)
    let left = offset.along - box.length / 2 - margin * box.height
    let right = offset.along + box.length / 2 + margin * box.height
    func part(_ along: (Double, Double), _ across: (Double, Double)) -> OrientedBox? {
      guard along.1 - along.0 >= leastLength * box.height, across.1 - across.0 >= leastHeight * box.height else {
        return nil
      }
      var part = place.moved(along: (along.0 + along.1) / 2, across: (across.0 + across.1) / 2)
      part.length = along.1 - along.0
      part.height = across.1 - across.0
      return part
    }
    return [
      part((-halfLength, halfLength), (-halfHeight, top)), part((-halfLength, halfLength), (bottom, halfHeight)),
      part((-halfLength, left), (top, bottom)), part((right, halfLength), (top, bottom)),
    ].compactMap(\.self)
  }
}
