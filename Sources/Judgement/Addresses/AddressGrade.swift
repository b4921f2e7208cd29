/// How sure it is that two parts of an address are the same, in the three grades of the Danish state's address wash.
package enum AddressGrade: String, Sendable, Comparable {
  /// The same but for capitals and punctuation.
  case exact = "A"
  /// A variation that is safe: an abbreviation, a spelling, a letter that readers confuse.
  case safe = "B"
  /// Not certain, missing on one side, or different.
  case unsafe = "C"

  package static func < (left: AddressGrade, right: AddressGrade) -> Bool { left.rawValue < right.rawValue }
}
