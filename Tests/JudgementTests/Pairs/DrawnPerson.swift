import Judgement
import Model

/// Somebody who does not exist.
struct DrawnPerson: Sendable, Equatable {
  var given: [String]
  /// As written: may hold a hyphen or particles.
  var family: String
  var isMan: Bool
  var lists: Int

  init(_ random: inout SeededRandom) {
    lists = Int.random(in: 0..<10, using: &random) < 7 ? -1 : Int.random(in: 0..<NameLists.abroad.count, using: &random)
    isMan = random.once(in: 2)
    given = []
    family = ""
    let names = list
    let count = random.one(of: [1, 1, 1, 2, 2, 3])
    while given.count < count {
      let name = random.one(of: isMan ? names.men : names.women)
      if !given.contains(name) { given.append(name) }
    }
    family = random.one(of: names.families)
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<3: family = random.one(of: names.families, not: family) + " " + family
    case 3: family = random.one(of: names.families, not: family) + "-" + family
    default: break
    }
  }

  private var list: NameLists { lists < 0 ? .danish : NameLists.abroad[lists] }

  var text: String { given.joined(separator: " ") + " " + family }

  var claim: Account.Name { name(given.joined(separator: " "), family) }

  /// Another first name from the same country, and no name in common.
  func otherGiven(sameSex: Bool, _ random: inout SeededRandom) -> String {
    let names = sameSex == isMan ? list.men : list.women
    while true {
      let drawn = random.one(of: names)
      if !given.contains(where: { Misreading.likeness(of: $0, and: drawn) > .different }) { return drawn }
    }
  }

  /// Another family name from the same country.
  func otherFamily(_ random: inout SeededRandom) -> String {
    while true {
      let drawn = random.one(of: list.families)
      let own = family.split { $0 == " " || $0 == "-" }.map(String.init)
      let drawnWords = drawn.split { $0 == " " || $0 == "-" }.map(String.init)
      let shares = drawnWords.contains { word in own.contains { Misreading.likeness(of: word, and: $0) > .different } }
      if !shares { return drawn }
    }
  }
}
