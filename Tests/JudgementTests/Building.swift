import Judgement
import Model

/// Søren Emil Ågård Nielsen of Nørrebrogade 44A, 3. tv, born on 12 April 1988: the account of most tests.
let soren = Account(
  id: "A-1001", name: name("Søren Emil", "Ågård Nielsen"), dateOfBirth: Private(day("1988-04-12")),
  address: address("Nørrebrogade", "44A", "3", "tv", "2200", "København N"),
  card: Account.Card(first6: Private("411111"), last4: Private("1111"), holder: Private("S E NIELSEN")))

/// The day it is in every test.
let today = day("2026-11-22")

func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
  return day
}

func name(_ given: String, _ family: String) -> Account.Name {
  Account.Name(given: Private(given), family: Private(family))
}

func address(
  _ street: String, _ number: String, _ floor: String? = nil, _ door: String? = nil, _ code: String? = nil,
  _ city: String? = nil, country: String = "DK"
) -> Account.Address {
  Account.Address(
    street: Private(street), houseNumber: Private(number), floor: floor.map { Private($0) },
    door: door.map { Private($0) }, postalCode: code.map { Private($0) }, city: city.map { Private($0) },
    country: country)
}

/// A line of text 30 pixels high, words 16 pixels a letter.
func line(_ text: String, x: Int = 100, y: Int, confidence: Double = 0.95) -> TextLine {
  var left = x
  let words = text.split(separator: " ").map { word in
    let box = PixelRect(x0: left, y0: y, x1: left + word.count * 16, y1: y + 30)
    left = box.x1 + 12
    return Word(text: Private(String(word)), box: box, confidence: confidence)
  }
  return TextLine(words: words)
}

/// A page with lines below one another; an empty string leaves a gap of three lines.
func page(
  _ texts: String..., number: Int = 1, confidence: Double = 0.95, zone: MachineReadableZone? = nil,
  cards: [PaymentCard] = [], origin: PageOrigin = .picture
) -> Page {
  page(lines: column(texts, confidence: confidence), number: number, zone: zone, cards: cards, origin: origin)
}

func page(
  lines: [TextLine], number: Int = 1, zone: MachineReadableZone? = nil, cards: [PaymentCard] = [],
  origin: PageOrigin = .picture
) -> Page {
  Page(
    number: number, width: 1654, height: 2339, turned: 0, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], origin: origin,
    dotsPerInch: 300, sharpness: Sharpness(block: 0.6, lineAcutance: 0.6), textHeight: lines.isEmpty ? nil : 22,
    lines: lines, machineReadableZone: zone, codeLinesSeen: zone != nil, cards: cards, masked: [])
}

/// Lines below one another from a place on; an empty string leaves a gap of three lines.
func column(_ texts: [String], x: Int = 100, y: Int = 100, confidence: Double = 0.95) -> [TextLine] {
  var top = y
  var lines: [TextLine] = []
  for text in texts {
    if text.isEmpty {
      top += 150
    } else {
      lines.append(line(text, x: x, y: top, confidence: confidence))
      top += 50
    }
  }
  return lines
}

func document(_ pages: Page...) -> Inspected {
  .document(Document(format: .jpeg, pages: pages, damagedButReadable: false))
}

func unreadable(_ reason: ReasonCode, _ format: FileFormat = .pdf) -> Inspected {
  .unreadable(Unreadable(reason: reason, format: format))
}

func dossier(_ inspected: Inspected..., account: Account = soren) -> Dossier {
  Dossier(inspected: inspected, account: account, today: today)
}

/// The account of most tests with something changed.
func account(_ change: (inout Account) -> Void) -> Account {
  var account = soren
  change(&account)
  return account
}

/// A passport's zone for these data, its check digits right.
func passportZone(
  family: String = "AAGAARD<NIELSEN", given: String = "SOEREN<EMIL", issuer: String = "DNK",
  number: String = "209345678",
  birth: String = "880412", expiry: String = "310521", boxes: [PixelRect] = [], spoiled: Bool = false
) -> MachineReadableZone {
  func padded(_ text: String, _ length: Int) -> String {
    String((text + String(repeating: "<", count: length)).prefix(length))
  }
  func digit(_ text: String) -> String { MRZCheckDigit.value(of: text).map(String.init) ?? "<" }
  let names = padded("P<\(issuer)\(family)<<\(given)", 44)
  let numberPart = padded(number, 9) + digit(padded(number, 9))
  let birthPart = birth + (spoiled ? String(((Int(digit(birth)) ?? 0) + 1) % 10) : digit(birth))
  let expiryPart = expiry + digit(expiry)
  let optional = String(repeating: "<", count: 14) + "<"
  let composite = digit(numberPart + birthPart + expiryPart + optional)
  let second = numberPart + issuer + birthPart + "M" + expiryPart + optional + composite
  guard let zone = MachineReadableZone(layout: .td3, lines: [names, second], boxes: boxes) else {
    preconditionFailure("a zone of the right shape")
  }
  return zone
}

func card(
  _ first6: String = "411111", _ last4: String = "1111", luhnHolds: Bool = true, numberExposed: Bool = false,
  expiry: String? = "2028-12-31", code: PaymentCard.Code = .absent, side: PaymentCard.Side = .front
) -> PaymentCard {
  let number = PaymentCard.Number(
    first6: Private(first6), last4: Private(last4), length: 16, luhnHolds: luhnHolds, scheme: .visa,
    box: PixelRect(x0: 100, y0: 300, x1: 700, y1: 340))
  return PaymentCard(
    side: side, number: first6.isEmpty ? nil : number, numberExposed: numberExposed,
    expiry: expiry.map { Private(day($0)) }, code: code, box: PixelRect(x0: 50, y0: 50, x1: 1000, y1: 700))
}

extension CheckOutcome {
  /// The codes of the findings in order.
  var codes: [ReasonCode] { findings.map(\.code) }

  var standing: Verdict.Outcome {
    switch self {
    case .passed: .passed
    case .failed: .failed
    case .couldNotTell: .couldNotTell
    }
  }
}
