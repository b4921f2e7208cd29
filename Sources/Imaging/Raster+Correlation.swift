import Model

extension Raster {
  /// Normalised cross-correlation with another picture in a field of both, −1 to 1; each has one band. 0 where one of
  /// them is blank.
  package func correlation(with other: Raster, in field: PixelRect) -> Double {
    let bounds = field.clamped(width: min(width, other.width), height: min(height, other.height))
    guard bounds.width > 0, bounds.height > 0 else { return 0 }
    var (sumA, sumB, sumAA, sumBB, sumAB) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for y in bounds.y0..<bounds.y1 {
      for x in bounds.x0..<bounds.x1 {
        let a = Double(pixels[y * width + x])
        let b = Double(other.pixels[y * other.width + x])
        sumA += a
        sumB += b
        sumAA += a * a
        sumBB += b * b
        sumAB += a * b
      }
    }
    let count = Double(bounds.area)
    let varianceA = sumAA / count - (sumA / count) * (sumA / count)
    let varianceB = sumBB / count - (sumB / count) * (sumB / count)
    guard varianceA > 1, varianceB > 1 else { return 0 }
    let covariance = sumAB / count - (sumA / count) * (sumB / count)
    return covariance / (varianceA * varianceB).squareRoot()
  }
}
