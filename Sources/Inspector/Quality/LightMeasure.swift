import Imaging
import Model

/// Measures the light on the lines of a picture, not on its frame: a white border says nothing about the text.
enum LightMeasure {
  static func light(on strips: [LineStrip], in cells: Cells, grey: Raster) -> TextLight {
    let clear = strips.compactMap(\.clearWindow)
    func median(_ values: [Int]) -> Double? {
      values.isEmpty ? nil : Double(values.sorted()[values.count / 2])
    }
    return TextLight(
      contrast: median(clear.map(\.contrast)),
      lightLevel: median(clear.map(\.light)) ?? Double(grey.level(below: 0.95)),
      glares: GlareMeasure(strips: strips, blots: GlareBlots(cells: cells, boxes: strips.map(\.box))).glares)
  }
}

extension Raster {
  /// The level below which that share of a grey picture's pixels lie.
  fileprivate func level(below share: Double) -> Int {
    var histogram = [Int](repeating: 0, count: 256)
    for pixel in pixels { histogram[Int(pixel)] += 1 }
    var rest = Int(Double(pixels.count) * share)
    return histogram.firstIndex { number in
      rest -= number
      return rest < 0
    } ?? 255
  }
}
