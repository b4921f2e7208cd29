import Judgement
import Model
import Testing

/// Names as they are read from the identity documents of several countries, the reader's damage included.
struct PrintedNamesTests {
  let check = HolderName(minimumWordConfidence: 0.6)

  private func outcome(_ given: String, _ family: String, _ lines: [TextLine]) -> CheckOutcome {
    let holder = account { $0.name = name(given, family) }
    return check.outcome(in: dossier(document(page(lines: lines)), account: holder))
  }

  private static let licence = ["DRIVER LICENSE", "USA"]
  private static let french = ["CARTE NATIONALE D'IDENTITE / IDENTITY CARD"]
  private static let spanish = ["DOCUMENTO NACIONAL DE IDENTIDAD"]

  @Test(arguments: [
    ("ANNA LEE", "HOLM", licence + ["LNHOLM", "FNANNA LEE"]),
    ("ANNA LEE", "HOLM", licence + ["LN HOLM", "FN ANNA LEE"]),
    ("ANNA", "HOLDER", licence + ["LNHOLDER", "FNANNA"]),
    ("ANNA", "HOLM", licence + ["1 HOLM", "2", "ANNA", "8", "12 MAIN STREET"]),
    ("Anna Sofie", "Holm", ["KØREKORT", "1.", "HOLM", "2.", "ANNA SOFIE", "7. Anma Helm 9. AM/B"]),
    ("Anna", "Holm", ["KØREKORT", "1.Holm", "2.Anna"]),
    ("Zoë-Inès Claire", "DUBOIS", french + ["NOM/Sumame", "DUBOIS", "Prénoms / Given names", "Zoē-Inès, Claire"]),
    ("Claire", "DUBOIS", french + ["Nom:DUBOIS", "Prnoms: CLAIRE"]),
    ("CARLA", "RUIZ VEGA", spanish + ["APELLIDOS", "RUIZ", "VEGA", "NOMBRE", "CARLA"]),
    ("CARLA", "RUIZ RUIZ", spanish + ["APELLIDOS", "RUIZ", "ESPECIMEN", "RUIZ", "NOMBRE", "CARLA"]),
    ("Anna", "Kunde", ["Faktura", "Anna Kunde"]),
  ])
  func areFound(_ given: String, _ family: String, _ lines: [String]) {
    #expect(outcome(given, family, column(lines)).standing == .passed)
  }

  @Test(arguments: [
    ("ANNA", "HOLM", licence + ["LNHOLM", "FNMARIA"]), ("ANNA", "HOLM", licence + ["LNBERG", "FNANNA"]),
    ("ANNA BECH", "HOLM", licence + ["LNHOLM", "FNPETER BECH"]),
    ("Claire", "DUBOIS", french + ["NOM/Sumame", "DUBOIS", "Prénoms / Given names", "Zoë, Inès"]),
    ("CARLA", "RUIZ VEGA", spanish + ["APELLIDOS", "RUIZ", "VEGA", "NOMBRE", "MARIA"]),
    ("CARLA", "RUIZ VEGA", spanish + ["APELLIDOS", "RUIZ", "PRADO", "NOMBRE", "MARIA"]),
    ("Nom", "Prenoms", french + ["NOM/Surname", "DUBOIS", "Prénoms / Given names", "Inès"]),
    ("Given", "Surname", french + ["NOM/Surname", "DUBOIS", "Prénoms / Given names", "Inès"]),
    ("Peter", "Nielsen", ["Kunde", "Anna Nielsen, Peter Hansen"]),
  ])
  func areNotPutTogetherFromSomebodyElse(_ given: String, _ family: String, _ lines: [String]) {
    #expect(outcome(given, family, column(lines)).standing != .passed)
  }

  @Test func saysThatTheBrotherIsAnother() {
    let lines = ["IDENTITY CARD", "Surname", "HOLM", "Given names", "PETER BECH"]
    #expect(outcome("Anna Bech", "Holm", column(lines)).codes == [.holderNameDiffers])
  }

  @Test func readPastSmallPrintThatIsBlurred() {
    let lines = [
      line("IDENTITY CARD", y: 20), line("HOLM", y: 100), line("m JoG", y: 135, confidence: 0.3),
      line("Anna", y: 170),
    ]
    #expect(outcome("Anna", "Holm", lines).standing == .passed)
    let clear = [
      line("IDENTITY CARD", y: 20), line("HOLM", y: 100), line("Berg", y: 135), line("Anna", y: 170),
    ]
    #expect(outcome("Anna", "Holm", clear).standing != .passed)
  }

  @Test func hearNothingFromASignature() {
    let lines = ["IDENTITY CARD", "Surname", "HOLM", "Given names", "BIRGIT", "Holder's signature", "Anna Holm"]
    #expect(outcome("Anna", "Holm", column(lines)).codes == [.holderNameDiffers])
  }

  @Test func hearNothingFromFillersReadAsLetters() {
    let zone = passportZone(family: "HOLM", given: "ANNA<KCK")
    let holder = account { $0.name = name("Anna", "Holm") }
    #expect(check.outcome(in: dossier(document(page("PAS", zone: zone)), account: holder)).standing == .passed)
  }
}
