/// Numbers of things, as people write them.
package enum Counted {
  /// `1 page`, `3 pages`.
  package static func text(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
