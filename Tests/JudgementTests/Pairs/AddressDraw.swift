import Model

/// Where nobody in particular lives.
struct AddressDraw: Sendable, Equatable {
  enum Country: String, Sendable, CaseIterable {
    case denmark = "DK", sweden = "SE", norway = "NO", germany = "DE", britain = "GB", america = "US"
  }

  /// How an address is written.
  enum Style: Sendable, CaseIterable { case usual, short, capitals, ownLine, oneLine, long }

  var country: Country
  var street: String
  var number: Int
  var letter: String?
  /// As the account has it.
  var floor: String?
  var door: String?
  var code: String
  var town: String

  init(_ random: inout SeededRandom, country: Country) {
    self.country = country
    let lists = AddressLists.of(country)
    street = random.one(of: lists.streets)
    (code, town) = random.one(of: lists.towns)
    number = random.once(in: 4) ? Int.random(in: 100...399, using: &random) : Int.random(in: 1...99, using: &random)
    if random.once(in: 4), country != .sweden { letter = random.one(of: ["A", "B", "C", "D"]) }
    if country == .denmark, !random.once(in: 3) {
      floor = random.one(of: ["st", "1", "2", "3", "4", "5", "kl"])
      door = random.one(of: ["tv", "mf", "th", "tv", "th", "1", "12"])
      if floor == "kl" || random.once(in: 8) { door = nil }
    }
    if country == .britain || country == .america, random.once(in: 3) {
      door = String(Int.random(in: 1...40, using: &random))
    }
    if country == .sweden, random.once(in: 3) { door = String(1000 + Int.random(in: 1...8, using: &random) * 100 + 1) }
  }

  var claim: Account.Address {
    address(
      street, String(number) + (letter ?? ""), floor, claimedDoor, code, town, country: country.rawValue)
  }

  private var claimedDoor: String? {
    switch country {
    case .britain: door.map { "Flat " + $0 }
    case .america: door.map { "Apt " + $0 }
    default: door
    }
  }

  /// The lines of the address as papers carry them.
  func lines(_ style: Style) -> [String] {
    let streetLine = houseLine(style)
    var townLine = [code + " " + town]
    if country == .britain { townLine = [town, code] }
    if country == .america { townLine = [town + ", " + AddressLists.state(of: code) + " " + code] }
    if style == .short, country == .denmark { townLine = ["DK-" + townLine[0]] }
    switch style {
    case .ownLine where country == .denmark && floor != nil: return [houseAlone, unit(style)] + townLine
    case .oneLine: return [([streetLine] + townLine).joined(separator: ", ")]
    case .capitals: return ([streetLine] + townLine).map { $0.uppercased() }
    default: return [streetLine] + townLine
    }
  }

  private var houseAlone: String { "\(street) \(number)\(letter ?? "")" }

  private func houseLine(_ style: Style) -> String {
    switch country {
    case .america:
      let name = style == .short ? AddressLists.shortened(street) : street
      return "\(number)\(letter ?? "") \(name)" + (door.map { " Apt \($0)" } ?? "")
    case .britain:
      let house = "\(number)\(letter ?? "") \(street)"
      return door.map { "Flat \($0), \(house)" } ?? house
    case .sweden: return houseAlone + (door.map { " lgh \($0)" } ?? "")
    default:
      let unit = unit(style)
      let name = style == .short ? AddressLists.shortened(street) : street
      let house = "\(name) \(number)\(letter.map { style == .long ? " " + $0 : $0 } ?? "")"
      return unit.isEmpty ? house : house + ", " + unit
    }
  }

  /// Floor and door.
  private func unit(_ style: Style) -> String {
    guard let floor else { return "" }
    let written: String
    switch style {
    case .long: written = floor == "st" ? "stuen" : floor == "kl" ? "kælderen" : floor + ". sal"
    default: written = floor + "."
    }
    return written + (door.map { " " + $0 } ?? "") + (style == .short && door.map { $0.count == 2 } ?? false ? "." : "")
  }
}
