import Model

/// Puts a drawn address on paper and has it read.
struct AddressPaper {
  let pair: AddressPair
  let noise: ReaderNoise

  /// A page, and what stands on it in place of the claimed address.
  typealias Read = (page: Page, address: String)

  /// A name, the address, nothing else.
  func bare(_ random: inout SeededRandom) -> Read {
    let lines = pair.printed.lines(pair.style).map { noise.read($0, &random) }
    return (page(lines: column(["Peter Hansen"] + lines)), lines.joined(separator: ", "))
  }

  /// A bill with the sender's address, figures, and streets and towns of the claim in other places.
  func bill(_ random: inout SeededRandom) -> Read {
    let claimed = pair.claimed
    var senders = AddressDraw(&random, country: claimed.country)
    // Now and then the sender lives in the holder's street.
    if random.once(in: 5) { (senders.street, senders.number) = (claimed.street, claimed.number + 40) }
    let top = ["Forsyningen A/S"] + senders.lines(.usual) + [""]
    let block = pair.printed.lines(pair.style).map { noise.read($0, &random) }
    let body = [
      "Faktura 1234567", "Fakturadato: 12.11.2026", "Forbrug \(claimed.number) m3", "Målernummer \(claimed.code)77", "",
      "Side 1 af \(Int.random(in: 2...9, using: &random))", "I alt \(claimed.number),50 kr.",
      "\(claimed.town) den 12.11.2026", "Telefon 70 12 \(claimed.number % 90 + 10) 56", "",
      "Betales senest 1.12.2026",
    ]
    let isRight = random.once(in: 2)
    let texts = ["Peter Hansen"] + block + [""] + body.map { $0.isEmpty ? "" : noise.read($0, &random) }
    return (
      page(
        lines: column(top.map { $0.isEmpty ? "" : noise.read($0, &random) }, x: isRight ? 1000 : 100, y: 80)
          + column(texts, x: 100, y: isRight ? 300 : 480)), block.joined(separator: ", ")
    )
  }
}
