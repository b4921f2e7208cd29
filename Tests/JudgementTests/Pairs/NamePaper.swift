import Judgement
import Model

/// Puts a drawn name on paper and has it read.
struct NamePaper {
  let pair: NamePair
  let noise: ReaderNoise

  /// A page, and what stands on it in place of the claimed name.
  typealias Read = (page: Page, name: String)

  /// The name and nothing else.
  func bare(_ random: inout SeededRandom) -> Read {
    if let coded = pair.coded { return (page(lines: [], zone: zone(coded)), pair.printed.joined(separator: " ")) }
    let lines = pair.printed.map { noise.read($0, &random) }
    return (page(lines: column(lines.count > 1 ? lines : ["Kunde"] + lines)), lines.joined(separator: " "))
  }

  /// A bill of some thirty lines, on which the claimed names also stand in other people's names.
  func bill(_ random: inout SeededRandom) -> Read {
    let holder = pair.claimed
    let street = AddressDraw(&random, country: .denmark)
    let stranger = DrawnPerson(&random)
    let left = [
      random.one(of: ["Norlys Energi A/S", "Hofor Forsyning", "Telenor", "Byens Varme A.m.b.a."]),
      "Tietgensvej 4", "8600 Silkeborg", "",
    ]
    let names = pair.printed.map { noise.read($0, &random) }
    let block = street.lines(.usual) + [""]
    let body = [
      "Faktura", "Fakturadato: 12.11.2026", "Kundenummer 1234567", "Forbrug i perioden 01.08.2026 - 31.10.2026",
      "\(holder.family.split(separator: " ").last ?? "Ny")s Allé 14 er din leveringsadresse", "",
      "Din kontaktperson er \(holder.given[0]) \(holder.otherFamily(&random))", "Telefon 70 12 34 56",
      "Betales til \(holder.otherGiven(sameSex: true, &random)) \(stranger.family)", "",
      "Kære kunde", "Vi har aflæst din måler, og du skal betale 1.234,50 kr.",
      "\(holder.given.last ?? "")", "Venlig hilsen", "\(stranger.given[0]) \(holder.otherFamily(&random))",
      "Afdelingsleder",
    ]
    let isRight = random.once(in: 3)
    let senders = column(left, x: isRight ? 1000 : 100, y: 80)
    let texts = (block + body).map { $0.isEmpty ? "" : noise.read($0, &random) }
    let lines = senders + column((pair.coded == nil ? names : []) + texts, x: 100, y: isRight ? 300 : 420)
    return (
      page(lines: lines, zone: pair.coded.map { zone($0) }),
      (pair.coded == nil ? names : pair.printed).joined(separator: " ")
    )
  }

  private func zone(_ names: (family: String, given: String)) -> MachineReadableZone {
    func coded(_ text: String) -> String {
      let spelled = TextFolding.spelledOut.folded(text.replacing("'", with: "")).uppercased()
      return String(spelled.map { $0 == " " || $0 == "-" ? "<" : $0 }.filter { $0.isASCII })
    }
    return passportZone(family: coded(names.family), given: coded(names.given))
  }
}
