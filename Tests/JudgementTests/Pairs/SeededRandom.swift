/// A repeatable stream of numbers: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators").
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

  /// One of the list, which is not empty.
  mutating func one<Element>(of list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &self)] }

  /// One of the list that is not `other`; the list holds at least two.
  mutating func one<Element: Equatable>(of list: [Element], not other: Element) -> Element {
    while true {
      let drawn = one(of: list)
      if drawn != other { return drawn }
    }
  }
}
