import Judgement
import Model

/// What a pair of claim and document is, so what a check must say of it.
enum Truth: String, Sendable {
  /// One person, or one address, written in a way that leaves no doubt: must pass.
  case same
  /// Perhaps the same, written shorter or with less than the account has: a person has to look, so must not fail.
  case shorter
  /// Another: must never pass.
  case different
}

/// A claimed name and what a document says in its place.
struct NamePair: Sendable {
  let kind: String
  let truth: Truth
  let claimed: DrawnPerson
  /// As printed, before any reader.
  let printed: [String]
  /// Code lines instead of print: family, then given names.
  var coded: (family: String, given: String)?

  private init(_ kind: String, _ truth: Truth, _ claimed: DrawnPerson, _ printed: String...) {
    self.kind = kind
    self.truth = truth
    self.claimed = claimed
    self.printed = printed
  }

  // MARK: One person

  static func same(_ random: inout SeededRandom) -> NamePair {
    var person = DrawnPerson(&random)
    func pair(_ kind: String, _ printed: String) -> NamePair { NamePair(kind, .same, person, printed) }
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1, 2: return pair("as written", person.text)
    case 3: return pair("capitals", person.text.uppercased())
    case 4: return pair("spelled out", TextFolding.spelledOut.folded(person.text).capitalizedWords)
    case 5: return pair("marks dropped", TextFolding.plain.folded(person.text).uppercased())
    case 6: return pair("family name first", person.family + ", " + person.given.joined(separator: " "))
    case 7:
      let given = person.given + [person.otherGiven(sameSex: true, &random)]
      return pair("extra given name", given.joined(separator: " ") + " " + person.family)
    case 8:
      let other = DrawnPerson(&random)
      return pair("joint bill", "\(other.text) \(random.one(of: ["og", "&", "and"])) \(person.text)")
    case 9:
      let joined = person.text.replacing("-", with: " ").replacing("'", with: "")
      return pair("no hyphen", joined)
    case 10: return pair("title", random.one(of: ["Hr. ", "Fru ", "Mr ", "Herr "]) + person.text)
    case 11:
      return NamePair(
        "behind labels", .same, person, "Efternavn/Surname", person.family.uppercased(), "Fornavne/Given names",
        person.given.joined(separator: " ").uppercased())
    case 12:
      var pair = pair("code lines", person.text.uppercased())
      pair.coded = (person.family, person.given.joined(separator: " "))
      return pair
    case 13:
      // Left out of the Latin letters of a passport, or of the account.
      let father = random.one(of: person.isMan ? ["Ivanovich", "Petrovych"] : ["Ivanovna", "Petrivna"])
      person.given = [person.given[0]]
      let full = person.given[0] + " " + father + " " + person.family
      if random.once(in: 2) { return pair("father's name on the paper", full) }
      let printed = person.text
      person.given.append(father)
      return NamePair("father's name in the account", .same, person, printed)
    case 14:
      // Some letters spelled out, some as their base.
      let folded = person.text.split(separator: " ").map { word in
        random.once(in: 2) ? TextFolding.spelledOut.folded(String(word)) : TextFolding.plain.folded(String(word))
      }
      return pair("spelled by word", folded.joined(separator: " ").uppercased())
    default:
      let initial = String(person.otherGiven(sameSex: true, &random).prefix(1))
      let printed = person.given.joined(separator: " ") + " " + initial + ". " + person.family
      // Some accounts carry no particles.
      person.family = person.family.split(separator: " ").filter { $0.first?.isUppercase ?? false }
        .joined(separator: " ")
      return NamePair("extra initial", .same, person, printed)
    }
  }

  /// Names that documents write shorter than the account.
  static func shorter(_ random: inout SeededRandom) -> NamePair {
    var person = DrawnPerson(&random)
    if person.given.count == 1 { person.given.append(person.otherGiven(sameSex: true, &random)) }
    let last = person.family.split { $0 == " " || $0 == "-" }.last.map(String.init) ?? person.family
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return NamePair("middle name missing", .shorter, person, person.given[0] + " " + person.family)
    case 1:
      let middle = person.given.dropFirst().map { $0.prefix(1) + "." }.joined(separator: " ")
      return NamePair("middle initial", .shorter, person, "\(person.given[0]) \(middle) \(person.family)")
    case 2:
      let initials = person.given.map { $0.prefix(1) + "." }.joined(separator: " ")
      return NamePair("initials", .shorter, person, "\(initials) \(person.family)")
    default: return NamePair("first and last", .shorter, person, person.given[0] + " " + last)
    }
  }

  // MARK: Two people

  static func different(_ random: inout SeededRandom) -> NamePair {
    var person = DrawnPerson(&random)
    var other = person
    func pair(_ kind: String) -> NamePair { NamePair(kind, .different, person, other.text) }
    switch Int.random(in: 0..<15, using: &random) {
    case 0, 1:
      other.given = [person.otherGiven(sameSex: true, &random)]
      return pair("sibling")
    case 2:
      if person.given.count == 1 { person.given.append(person.otherGiven(sameSex: true, &random)) }
      other.given = [person.otherGiven(sameSex: true, &random)] + person.given.dropFirst()
      return pair("sibling, middle name shared")
    case 3:
      other.given = [person.otherGiven(sameSex: false, &random)]
      return pair("spouse")
    case 4:
      other.given = [person.otherGiven(sameSex: false, &random)]
      other.family = other.otherFamily(&random) + " " + person.family
      return pair("spouse, own name kept")
    case 5:
      let suffix = random.one(of: ["jr.", "Jr", "sr.", "Junior", "Senior", "II", "III", "d.y.", "den yngre"])
      return NamePair("father and son, suffix shown", .different, person, person.text + " " + suffix)
    case 6:
      other.family = person.otherFamily(&random)
      return pair("given name shared")
    case 7:
      let (one, two) = random.one(of: NameLists.alike)
      person.given[0] = one
      other = person
      other.given[0] = two
      return pair("given name alike")
    case 8:
      let (one, two) = random.one(of: NameLists.alikeFamilies)
      person.family = one
      other = person
      other.family = two
      return pair("family name alike")
    case 9:
      other.given = [person.otherGiven(sameSex: true, &random), person.given[0]]
      other.family = person.otherFamily(&random)
      return pair("another's middle name")
    case 10:
      other.given = [person.otherGiven(sameSex: true, &random)]
      var pair = pair("sibling, code lines")
      pair.coded = (other.family, other.given[0])
      return pair
    case 11:
      // The holder's names of two people on one line.
      let third = person.otherGiven(sameSex: false, &random)
      let printed = "\(person.given[0]) \(person.otherFamily(&random)) og \(third) \(person.family)"
      return NamePair("halves of two people", .different, person, printed)
    case 12:
      // Cousins of one name.
      let fathers = person.isMan ? ["Ivanovich", "Petrovich", "Olegovich"] : ["Ivanovna", "Petrovna", "Olegovna"]
      person.given = [person.given[0], random.one(of: fathers)]
      other = person
      other.given[1] = random.one(of: fathers, not: person.given[1])
      return pair("father's name differs")
    case 13:
      // The joiner of two people has lost its space, or was misread.
      let joiner = random.one(of: ["og ", "& ", " &", " eg ", " o9 ", " og"])
      let third = person.otherGiven(sameSex: false, &random)
      let printed = "\(person.given[0]) \(person.otherFamily(&random))\(joiner)\(third) \(person.family)"
      return NamePair("halves of two people, joiner stuck", .different, person, printed)
    default:
      other = DrawnPerson(&random)
      let isNobodyAlike = Misreading.likeness(of: other.family, and: person.family) == .different
      return isNobodyAlike ? pair("stranger") : NamePair("stranger", .different, person, "Ib Qvist")
    }
  }
}

extension String {
  /// Every word with a capital.
  var capitalizedWords: String {
    split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }
}
