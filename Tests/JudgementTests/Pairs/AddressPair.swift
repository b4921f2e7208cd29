import Judgement
import Model

/// A claimed address and the one that stands on a document.
struct AddressPair: Sendable {
  let kind: String
  let truth: Truth
  let claimed: AddressDraw
  let printed: AddressDraw
  let style: AddressDraw.Style

  /// The same address in one of the ways it is written.
  static func same(_ random: inout SeededRandom) -> AddressPair {
    let claimed = AddressDraw(&random, country: country(&random))
    let style = random.one(of: AddressDraw.Style.allCases)
    return AddressPair(
      kind: "\(claimed.country.rawValue) \(style)", truth: .same, claimed: claimed, printed: claimed, style: style)
  }

  /// The floor or door is missing on the paper.
  static func shorter(_ random: inout SeededRandom) -> AddressPair {
    var claimed = AddressDraw(&random, country: .denmark)
    claimed.floor = claimed.floor ?? "2"
    claimed.door = claimed.door ?? "th"
    var printed = claimed
    printed.door = nil
    if random.once(in: 2) { printed.floor = nil }
    return AddressPair(
      kind: printed.floor == nil ? "floor and door missing" : "door missing", truth: .shorter, claimed: claimed,
      printed: printed, style: .usual)
  }

  /// A neighbour, or somebody further off.
  static func different(_ random: inout SeededRandom) -> AddressPair {
    var claimed = AddressDraw(&random, country: country(&random))
    var printed = claimed
    var kind = Int.random(in: 0..<9, using: &random)
    if claimed.country != .denmark, kind == 3 { kind = 0 }
    if claimed.country == .germany || claimed.country == .norway, kind == 4 { kind = 1 }
    let name: String
    switch kind {
    case 0: (name, printed.number) = ("next number", neighbour(claimed.number, by: [-2, -1, 1, 2], &random))
    case 1: (name, printed.letter) = ("other letter", claimed.letter == "B" ? "C" : "B")
    case 2:
      (name, printed.number) = ("a digit more", claimed.number < 100 ? claimed.number * 10 + 1 : claimed.number / 10)
    case 3:
      claimed.floor = claimed.floor ?? "3"
      (printed, name) = (claimed, "other floor")
      printed.floor = random.one(of: ["st", "1", "2", "3", "4", "5"], not: claimed.floor ?? "")
    case 4:
      let doors = claimed.country == .denmark ? ["tv", "mf", "th"] : ["1101", "12", "7"]
      if claimed.country == .denmark { claimed.floor = claimed.floor ?? "1" }
      claimed.door = random.one(of: doors)
      (printed, name) = (claimed, "other door")
      printed.door = random.one(of: doors, not: claimed.door ?? "")
    case 5:
      name = "postcode one off"
      printed.code = oneOff(claimed.code, &random)
    case 6:
      name = "other street"
      let others = AddressLists.of(claimed.country).streets.filter {
        StreetName.likeness(
          of: StreetName.forms(of: AddressLine.tokens(of: $0)),
          and: StreetName.forms(of: AddressLine.tokens(of: claimed.street))) == .different
      }
      printed.street = random.one(of: others)
    case 7:
      name = "other town"
      (printed.code, printed.town) =
        random.one(of: AddressLists.of(claimed.country).towns.filter { $0.0 != claimed.code })
    default:
      (name, printed) = ("stranger's address", AddressDraw(&random, country: claimed.country))
      if printed.street == claimed.street { printed.number = claimed.number + 7 }
    }
    return AddressPair(
      kind: name, truth: .different, claimed: claimed, printed: printed,
      style: random.one(of: AddressDraw.Style.allCases))
  }

  private static func country(_ random: inout SeededRandom) -> AddressDraw.Country {
    Int.random(in: 0..<10, using: &random) < 6 ? .denmark : random.one(of: AddressDraw.Country.allCases)
  }

  private static func neighbour(_ number: Int, by steps: [Int], _ random: inout SeededRandom) -> Int {
    let drawn = number + random.one(of: steps)
    return drawn > 0 ? drawn : number + 2
  }

  /// The code with one digit changed.
  private static func oneOff(_ code: String, _ random: inout SeededRandom) -> String {
    let places = code.indices.filter { code[$0].isNumber }
    let place = random.one(of: Array(places))
    let digit = (code[place].wholeNumberValue ?? 0) + 1
    return code.replacingCharacter(at: place, with: Character(String(digit % 10)))
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with character: Character) -> String {
    String(self[..<index]) + String(character) + String(self[self.index(after: index)...])
  }
}
