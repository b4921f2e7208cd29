import Glibc
import Imaging
import Model

/// Takes the hash of a page by its light: the lowest 16 × 16 waves of the picture at 64 × 64, each against their median
/// (the "perceptual hash" of Zauner 2010, with four times the bits).
enum PictureHashing {
  private static let side = 64
  private static let waves = 16

  /// `cosines[wave][place]` of the discrete cosine transform (DCT-II).
  private static let cosines: [[Double]] = (0..<waves).map { wave in
    (0..<side).map { place in cos(Double.pi * Double(wave) * (Double(place) + 0.5) / Double(side)) }
  }

  /// Of an upright page, in grey.
  static func hash(of grey: Raster) -> PictureHash? {
    let small = grey.resized(width: side, height: side)
    // Rows first, then columns.
    var across = [Double](repeating: 0, count: side * waves)
    for y in 0..<side {
      for wave in 0..<waves {
        let cosine = cosines[wave]
        across[y * waves + wave] = (0..<side).reduce(0) { $0 + Double(small.pixels[y * side + $1]) * cosine[$1] }
      }
    }
    var strengths: [Double] = []
    strengths.reserveCapacity(waves * waves)
    for down in 0..<waves {
      let cosine = cosines[down]
      for wave in 0..<waves {
        strengths.append((0..<side).reduce(0) { $0 + across[$1 * waves + wave] * cosine[$1] })
      }
    }
    // The first one is the mean brightness, which says nothing about what is shown.
    let median = strengths.dropFirst().sorted()[strengths.count / 2]
    return PictureHash(bits: strengths.map { $0 > median })
  }
}
