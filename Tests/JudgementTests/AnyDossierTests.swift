import Judgement
import Model
import Testing

/// Checks are total: whatever stands on the pages, there is an answer, and never an approval of nonsense.
struct AnyDossierTests {
  /// The same numbers in every run (SplitMix64, Steele et al. 2014).
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces = [
    "Nielsen", "Søren", "Anna", "og", "/", "//", ",", ".", "..", "-", "c/o", "Surname", "Navn:", "1.", "4a.", "4b",
    "3.",
    "st", "tv", "th", "2200", "44A", "Nørrebrogade", "Nørrebrogade,", "København", "N", "12.04.1988", "12", "APR", "/E",
    "Fakturadato", "Forfaldsdato", "Faktura", "<<<", "É", "🙂", "0", "999999999999999999999", "l.", "DK-2200", "'",
    "S.E.",
    "Date", "of", "birth", "VISA", "\u{0301}", "Æ", "|", "Kunde:", "&", "31.02.2026", "01.01.0001", "99.99.9999",
    "LNHOLM", "FN", "1.Holm", "7.", "13071990", "XAB12345601", "01", "2016", "02/01/1995", "DRIVER", "LICENSE", "USA",
    "APELLIDOS", "Prnoms", "SPECIMEN", "Signature", "PMB", "Apt", "bis", "12345", "••••", "1111", "…", "a@b", "IL",
    "62704-", "CVV", "ESPECIMEN", "birt", "Wallet", "4b12.03.2031", "1993ODENSE",
  ]

  private static let checks: [any Check] = [
    AcceptedDocumentType(accepted: [.passport, .utilityBill]), Resolution(minimumDotsPerInch: 150),
    PageSharpness(minimumBlockSharpness: 0.2, minimumLineAcutance: 0.2, readableWordConfidence: 0.5),
    Completeness(bothSidesOf: [.identityCard]), Framing(maximumCutLines: 0),
    Exposure(maximumLettersLost: 2, minimumTextContrast: 24, readableTextContrast: 45, readableWordConfidence: 0.5),
    Legibility(minimumTextHeightPixels: 12, minimumWordConfidence: 0.3, minimumWords: 3), HiddenText(),
    CodeLines(requiredFor: [.passport], minimumPrintConfidence: 0.8, refusesSpecimens: true),
    HolderName(minimumWordConfidence: 0.6), HolderBirthDate(minimumAge: 18, minimumWordConfidence: 0.6),
    HolderAddress(minimumWordConfidence: 0.6), DocumentDate(newerThanMonths: [.utilityBill: 3], notExpired: true),
    CardNumber(notExpired: true), CardCode(), CardHolder(minimumWordConfidence: 0.6),
  ]

  @Test(arguments: 0..<80) func hasAnAnswer(seed: Int) {
    var numbers = Numbers(state: UInt64(seed))
    let judge = Judge(checks: Self.checks.map { ConfiguredCheck($0) }, accepts: [.pdf, .jpeg])
    let lines = (0..<Int.random(in: 0..<30, using: &numbers)).map { _ in
      let words = (0..<Int.random(in: 1..<8, using: &numbers)).compactMap { _ in
        Self.pieces.randomElement(using: &numbers)
      }
      return line(
        words.joined(separator: " "), x: Int.random(in: 0..<1200, using: &numbers),
        y: Int.random(in: 0..<2300, using: &numbers), confidence: Double.random(in: 0...1, using: &numbers))
    }
    let zone = Bool.random(using: &numbers) ? passportZone(spoiled: Bool.random(using: &numbers)) : nil
    let page = page(lines: lines, zone: zone, cards: Bool.random(using: &numbers) ? [card()] : [])
    let verdict = judge.verdict(on: [document(page)], for: soren, on: today)
    #expect(verdict.decision == .reject)
    #expect(!verdict.findings.isEmpty)
    for finding in verdict.findings { #expect(!ReasonText(finding).danish.contains("{")) }
  }

  @Test func hasAnAnswerForAnEmptyAccountAndPage() {
    let judge = Judge(checks: Self.checks.map { ConfiguredCheck($0) }, accepts: [])
    let empty = page(lines: [TextLine(words: [])])
    let verdict = judge.verdict(on: [document(), document(empty)], for: Account(id: "x"), on: today)
    #expect(verdict.decision == .reject)
  }
}
