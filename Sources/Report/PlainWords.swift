import FoundationEssentials
import Model

/// Names, numbers and times as people read them, in English.
package enum PlainWords {
  /// A camel-case name in words: `lowestBlockSharpness` as "lowest block sharpness", `TD3` as it is.
  package static func words(_ name: String) -> String {
    var result = ""
    var previous: Character?
    for character in name {
      if character.isUppercase, let previous, previous.isLowercase || previous.isNumber {
        result += " " + character.lowercased()
      } else {
        result.append(character)
      }
      previous = character
    }
    return result
  }

  /// The same with a capital at its head.
  static func heading(_ name: String) -> String {
    let words = words(name)
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Names separated by commas, each in words.
  package static func list(_ names: String) -> String {
    names.split(separator: ",").map { words(String($0)) }.joined(separator: ", ")
  }

  /// `2026-11-22 10:00`, in UTC.
  package static func minute(_ date: Date) -> String {
    let text = date.formatted(.iso8601)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }

  /// The same with the zone.
  package static func moment(_ date: Date) -> String { minute(date) + " UTC" }

  /// With the unit that suits it.
  package static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: counted(bytes, "byte")
    case ..<1_000_000: "\((bytes + 500) / 1_000) kB"
    default: "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
    }
  }

  /// `1 page`, `3 pages`.
  static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  static func type(_ type: DocumentType?) -> String {
    switch type {
    case .unknown, nil: "not recognised"
    case .some(let known): words(known.rawValue)
    }
  }

  static func mask(_ kind: MaskKind) -> String {
    switch kind {
    case .cardVerificationCode: "card security code"
    case .cardNumber: "middle of the card number"
    case .nationalIdentityNumber: "national identity number"
    case .drawn: "covered by a person"
    }
  }
}
