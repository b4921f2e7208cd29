import Imaging

extension OrientedBox {
  /// Whether the other box lies on this one's line of text: parallel, of like height, no farther off the line than
  /// that share of the height, and no farther along it than four heights.
  func isCollinear(with other: OrientedBox, within share: Double = 0.45) -> Bool {
    let dx = other.centreX - centreX
    let dy = other.centreY - centreY
    let across = abs(-dx * alongY + dy * alongX)
    let along = abs(dx * alongX + dy * alongY)
    let parallel = alongX * other.alongX + alongY * other.alongY
    let gap = along - (length + other.length) / 2
    // Boxes almost as high as long tell their direction badly.
    let shape = min(length / height, other.length / other.height)
    let leastParallel = shape > 2 ? 0.995 : shape > 1.5 ? 0.99 : 0.97
    return parallel > leastParallel && across < share * min(height, other.height) && gap < 4 * height
      && min(height, other.height) > 0.5 * max(height, other.height)
  }

  /// The strip that holds both. It runs from the start of the one to the end of the other, which follows the line's
  /// slope better than either box alone.
  func joined(with other: OrientedBox) -> OrientedBox {
    let places = [self, other].flatMap { [$0.point(along: 0, across: 0.5), $0.point(along: 1, across: 0.5)] }
    func place(of point: (x: Double, y: Double)) -> Double { point.x * alongX + point.y * alongY }
    guard let start = places.min(by: { place(of: $0) < place(of: $1) }),
      let end = places.max(by: { place(of: $0) < place(of: $1) })
    else { return self }
    let dx = end.x - start.x
    let dy = end.y - start.y
    let length = max(1, (dx * dx + dy * dy).squareRoot())
    return OrientedBox(
      centreX: (start.x + end.x) / 2, centreY: (start.y + end.y) / 2, alongX: dx / length, alongY: dy / length,
      length: length, height: max(height, other.height))
  }
}
