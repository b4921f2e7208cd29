import Judgement
import Model
import Testing

/// A case of a table: what stands on the paper, and what the check must say about it.
struct NameCase: Sendable, CustomTestStringConvertible {
  let lines: [String]
  let standing: Verdict.Outcome
  let codes: [ReasonCode]

  init(_ lines: String..., gives standing: Verdict.Outcome, _ codes: ReasonCode...) {
    self.lines = lines
    self.standing = standing
    self.codes = codes
  }

  var testDescription: String { lines.joined(separator: " / ") }
}

struct HolderNameTests {
  let check = HolderName(minimumWordConfidence: 0.6)

  @Test(arguments: [
    NameCase("Søren Emil Ågård Nielsen", gives: .passed),
    NameCase("SOEREN EMIL AAGAARD NIELSEN", gives: .passed),
    NameCase("Soren Emil Agard Nielsen", gives: .passed),
    NameCase("Nielsen, Søren Emil Ågård", gives: .passed),
    NameCase("ÅGÅRD NIELSEN, SØREN EMIL", gives: .passed),
    NameCase("Søren Emil Peter Ågård Nielsen", gives: .passed),
    NameCase("Søren Emil Ågård-Nielsen", gives: .passed),
    NameCase("Hr. Søren Emil Ågård Nielsen", gives: .passed),
    NameCase("Kunde: Søren Emil Ågård Nielsen", gives: .passed),
    NameCase("Efternavn/Surname", "Ågård Nielsen", "Fornavne/Given names", "Søren Emil", gives: .passed),
    NameCase("Surname ÅGÅRD NIELSEN", "Given names SØREN EMIL", gives: .passed),
    NameCase("Surname ÅGÅRD NIELSEN", "Given namec SØREN EMIL", gives: .passed),
    NameCase("Surname ÅGÅRD NIELSEN", "Givennames S0REN EMIL", gives: .passed),
    NameCase("1. ÅGÅRD NIELSEN", "2. SØREN EMIL", gives: .passed),
    NameCase("Anna Nielsen og Søren Emil Ågård Nielsen", gives: .passed),
    NameCase("SØREN EMIL ÅGÅRD NIE1SEN", gives: .passed),
    NameCase("S0REN EMIL GÅRD NIELSEN", gives: .passed),
    NameCase("SØRENEMIL ÅGÅRD NIELSEN", gives: .passed),
  ])
  func findsTheHolder(_ given: NameCase) { expect(given) }

  @Test(arguments: [
    NameCase("Søren Nielsen", gives: .couldNotTell, .holderNamePartial),
    NameCase("Søren Ågård Nielsen", gives: .couldNotTell, .holderNamePartial),
    NameCase("S. E. Nielsen", gives: .couldNotTell, .holderNamePartial),
    NameCase("Søren Emil Ågård Nielson", gives: .couldNotTell, .holderNamePartial),
    NameCase("Sørine Emil Ågård Nielsen", gives: .couldNotTell, .holderNamePartial),
  ])
  func leavesHalfANameToAPerson(_ given: NameCase) { expect(given) }

  @Test(arguments: [
    NameCase("Anna Marie Ågård Nielsen", gives: .failed, .holderNameDiffers),
    NameCase("Kunde: Peter Hansen", gives: .failed, .holderNameDiffers),
    NameCase("Kontohaver Lars Andersen", gives: .failed, .holderNameDiffers),
    NameCase("Surname", "HANSEN", "Given names", "SØREN EMIL", gives: .failed, .holderNameDiffers),
    NameCase("Peter Hansen", "Nørrebrogade 44A, 3. tv", "2200 København N", gives: .failed, .holderNameDiffers),
  ])
  func doesNotTakeSomebodyElse(_ given: NameCase) { expect(given) }

  @Test(arguments: [
    NameCase("Faktura nr. 1234", "At betale 450,00 kr.", gives: .failed, .holderNameMissing),
    NameCase("Søren", "", "", "Regning for el", "", "", "Hansen", gives: .failed, .holderNameMissing),
    NameCase("c/o Søren Emil Ågård Nielsen", gives: .failed, .holderNameMissing),
  ])
  func saysThatNobodyIsNamed(_ given: NameCase) { expect(given) }

  private func expect(_ given: NameCase) {
    let outcome = check.outcome(in: dossier(document(page(lines: column(given.lines)))))
    #expect(outcome.standing == given.standing)
    #expect(outcome.codes == given.codes)
  }

  @Test(arguments: [
    ("Jens Hansen", "Jens Peter Hansen", Verdict.Outcome.passed),
    ("Jens Hansen", "Jens Larsen og Peter Hansen", .failed),
    ("Peter Nielsen", "Peter Hansen og Anna Nielsen", .failed),
    ("Anna Nielsen", "Søren og Anna Nielsen", .passed),
    ("Søren Nielsen", "Søren og Anna Nielsen", .passed),
    ("Søren Nielsen", "Søren Nielsen & Anna Nielsen", .passed),
    ("Søren Nielsen", "Anna Nielsen", .failed),
    ("Jens Hansen", "Hans Jensen", .failed),
    ("Jensine Hansen", "Jensina Hansen", .couldNotTell),
    ("Mathias Hansen", "Matthias Hansen", .couldNotTell),
    ("Ludwig van Beethoven", "Ludwig Beethoven", .passed),
    ("Sean O'Connor", "Sean O’Connor", .passed),
    ("Sean O'Connor", "SEAN OCONNOR", .passed),
    ("Jürgen Groß", "JUERGEN GROSS", .passed),
    ("Anne-Marie Holm", "Anne Marie Holm", .passed),
    ("Anne-Marie Holm", "Annemarie Holm", .passed),
    ("Åse Ærø", "ÅSE /ERØ", .passed),
    ("Maja Bæk", "Maria Bæk", .failed), ("Lars Nielsen", "Lars Andersen", .failed),
    ("Lars Nielsen", "Bo Nielsen", .failed), ("Jens Hansen", "Hansen Jens", .passed),
    ("Peter Nielsen", "Anna Nielsen, Peter Hansen", .failed), ("Bo Li", "Bo Lin", .failed),
    ("Samira Demir", "SamiraDemir", .passed), ("Grethe Bach Dam", "GRETHEBACHDAM", .passed),
    ("François de la Tour", "FRANÇOISDE LA TOUR", .passed), ("Anders Holm", "HerrAnders Holm", .passed),
    ("Mikkel Jeppesen", "Mikkel F.Jeppesen", .passed), ("Ole Holm", "Jens Bach ogOle Holm", .passed),
    ("Anna Nielsen", "Anna Hansenog Peter Nielsen", .couldNotTell), ("Niels Bang", "Bang. Niels", .passed),
    ("Helle Bæk", "HELLE B/EK", .passed), ("Sean McDonald", "SEAN MCDONALD", .passed),
    ("Sean McDonald", "Sean McDonald", .passed), ("Ib Mogensen", "IB MOeENSEN", .couldNotTell),
    ("Bo Nielsen", "B0 N1eIsen", .passed), ("Kari Moen", "Karl Moen", .couldNotTell),
    ("Birgit Holm", "BirgitInge Holm", .passed), ("Inge Holm", "Bo Holm ogInge Holm", .passed),
    ("Kåre Møller", "KRE MØLLER", .couldNotTell), ("Kåre Møller", "KARE MLLER", .couldNotTell),
  ])
  func compares(account name: String, document text: String, expected: Verdict.Outcome) {
    let parts = name.split(separator: " ")
    let holder = account {
      $0.name = JudgementTests.name(
        parts.dropLast().joined(separator: " "), String(parts.last ?? ""))
    }
    #expect(check.outcome(in: dossier(document(page("Kunde", text)), account: holder)).standing == expected)
  }

  /// Given names, family names, what the paper has in the holder's place.
  @Test(
    "knows fathers' names, and of two family names the one that is left",
    arguments: [
      ("Ivan", "Petrov", "Ivan Sergeevich Petrov", Verdict.Outcome.passed),
      ("Ivan", "Petrov", "PETROV IVAN SERGEEVICH", .passed), ("Ivan Sergeevich", "Petrov", "Ivan Petrov", .passed),
      ("Ivan Sergeevich", "Petrov", "Ivan S. Petrov", .couldNotTell),
      ("Ivan Sergeevich", "Petrov", "Ivan Nikolaevich Petrov", .couldNotTell),
      ("Ivan Sergeevich", "Petrov", "Ivan Nik0laevich Petrov", .couldNotTell),
      ("Ivan Sergeevich", "Petrov", "Petr Sergeevich Petrov", .failed),
      ("Ivan Peter", "Petrov", "Ivan Petrov", .couldNotTell),
      ("Björk", "Guðmundsdóttir", "BJORK GUDMUNDSDOTTIR", .passed), ("Anna", "Jónsdóttir", "Anna Jónsson", .failed),
      ("Jón Þór", "Ásgeirsson", "JON THOR ASGEIRSSON", .passed), ("Anna", "Jónsdóttir", "Anna", .failed),
      ("Olga", "Ivanova", "Olga Ivanov", .couldNotTell),
      ("Maria", "García López", "Maria Garcia", .couldNotTell),
      ("Maria", "García López", "Maria Garcia Ruiz", .failed), ("Maria", "García López", "Elena Garcia", .failed),
      ("Maria", "García", "Maria García López", .passed),
    ])
  func parts(given: String, family: String, text: String, expected: Verdict.Outcome) {
    expect(given, family, text, expected)
  }

  @Test(
    "does not take two people on one line for one",
    arguments: [
      ("Jens Damog Anna Nielsen", Verdict.Outcome.couldNotTell), ("JENS DAMOG ANNA NIELSEN", .couldNotTell),
      ("Jens Damand Anna Nielsen", .couldNotTell), ("Jens Bæk& Anna Nielsen", .failed),
      ("Jens Bæk &Anna Nielsen", .failed), ("Jens Bæk&Anna Nielsen", .failed),
      ("Jens Dam o9 Anna Nielsen", .couldNotTell),
      ("Jens Dam eg Anna Nielsen", .couldNotTell), ("JENS DAM OGANNA NIELSEN", .couldNotTell),
      ("Jens DamogInge Nielsen", .couldNotTell), ("Jens Kjæreg Birgit Nielsen", .couldNotTell),
      ("Jens Oleg Nielsen", .passed),
      ("Jens Georg Nielsen", .passed), ("Jens Roland Nielsen", .passed), ("Jens Skog Nielsen", .passed),
      ("Jens Peter Lund Nielsen", .passed), ("Jens Damog Jens Nielsen", .couldNotTell),
      ("Anna Damog Jens Nielsen", .passed), ("Jens Nielsenog Anna Dam", .passed),
      ("Anna Dam&Jens Nielsen", .passed),
    ])
  func joiners(text: String, expected: Verdict.Outcome) { expect("Jens", "Nielsen", text, expected) }

  @Test(
    "takes the comma behind an initial for its full stop",
    arguments: [
      ("Malin Lovisa Elin", "M, L. E. Johansson", Verdict.Outcome.couldNotTell),
      ("Malin Lovisa Elin", "Johansson, M, L, E.", .couldNotTell), ("Malin", "M, Johansson", .couldNotTell),
      ("Peter", "M, L. E. Johansson", .failed), ("Malin", "Johansson, Malin", .passed),
      ("Peter", "Malin Johansson, P. Hansen", .failed),
    ])
  func initials(given: String, text: String, expected: Verdict.Outcome) { expect(given, "Johansson", text, expected) }

  private func expect(_ given: String, _ family: String, _ text: String, _ expected: Verdict.Outcome) {
    let holder = account { $0.name = name(given, family) }
    #expect(check.outcome(in: dossier(document(page("Kunde", text)), account: holder)).standing == expected)
  }

  @Test(arguments: [
    ("MUXXLLER", "JUXXRGEN"), ("MUELLER", "JUERGEN"), ("MULLER", "JURGEN"), ("MUELLER", "JUXXRGEN"),
  ])
  func readsEveryFormOfALetterInCodeLines(_ family: String, _ given: String) {
    let holder = account { $0.name = name("Jürgen", "Müller") }
    let zone = passportZone(family: family, given: given)
    #expect(check.outcome(in: dossier(document(page("PAS", zone: zone)), account: holder)).standing == .passed)
  }

  @Test func readsTheCodeLines() {
    let outcome = check.outcome(in: dossier(document(page("DANMARK", zone: passportZone()))))
    #expect(outcome.standing == .passed)
    #expect(outcome.evidence.open["method"] == "machineReadableZone")
  }

  @Test func acceptsCodeLinesThatCutTheNameShort() {
    let holder = account { $0.name = name("Christopher Alexander Benjamin", "Rasmussen Sørensen Christensen") }
    let zone = passportZone(family: "RASMUSSEN<SOERENSEN<CHRISTENSEN", given: "CHRISTOPHER<ALEXANDER")
    #expect(zone.namesMayBeTruncated)
    #expect(check.outcome(in: dossier(document(page("PAS", zone: zone)), account: holder)).standing == .passed)
  }

  @Test func refusesTheSiblingInTheCodeLines() {
    let outcome = check.outcome(in: dossier(document(page("PAS", zone: passportZone(given: "MADS<PETER")))))
    #expect(outcome.codes == [.holderNameDiffers])
    #expect(outcome.findings.first?.details["part"] == "givenName")
  }

  @Test func ignoresCodeLinesWhoseCheckDigitsFail() {
    let zone = passportZone(given: "MADS<PETER", spoiled: true)
    let outcome = check.outcome(in: dossier(document(page("Søren Emil Ågård Nielsen", zone: zone))))
    #expect(outcome.standing == .passed)
  }

  @Test func asksAPersonWhenAFillerWasReadAsALetter() {
    let outcome = check.outcome(in: dossier(document(page("PAS", zone: passportZone(given: "SOERENKEMIL")))))
    #expect(outcome.codes == [.holderNamePartial])
  }

  @Test func makesNoContradictionOfAMisreadFiller() {
    let page = page(
      "PASSPORT", "Surname", "ÅGÅRD NIELSEN", "Given names", "SØREN EMIL", zone: passportZone(given: "SOEREMKEMIL"))
    let codeLines = CodeLines(requiredFor: [.passport], minimumPrintConfidence: 0.8, refusesSpecimens: true)
    #expect(codeLines.outcome(in: dossier(document(page))).standing == .passed)
    #expect(check.outcome(in: dossier(document(page))).standing == .passed)
  }

  @Test func readsANameThatCameInPieces() {
    let row = [
      line("SØREN EMIL", x: 100, y: 100), line("ÅGÅRD", x: 290, y: 102), line("NIELSEN", x: 395, y: 99),
    ]
    #expect(check.outcome(in: dossier(document(page(lines: row)))).standing == .passed)
    let apart = [line("SØREN EMIL", x: 100, y: 100), line("ÅGÅRD NIELSEN", x: 900, y: 100)]
    #expect(check.outcome(in: dossier(document(page(lines: apart)))).standing == .failed)
  }

  @Test func countsAliases() {
    let holder = account { $0.aliases = [Private("Søren Holm")] }
    #expect(check.outcome(in: dossier(document(page("Søren Holm")), account: holder)).standing == .passed)
  }

  @Test func findsTheNameInAnyFile() {
    let outcome = check.outcome(in: dossier(document(page("Bagside")), document(page("Søren Emil Ågård Nielsen"))))
    #expect(outcome.standing == .passed)
    #expect(outcome.codes == [])
  }

  @Test func asksAPersonWhenAnotherFileNamesAStranger() {
    let other = page("Peter Hansen", "Vestergade 1", "8000 Aarhus C")
    let outcome = check.outcome(in: dossier(document(page("Søren Emil Ågård Nielsen")), document(other)))
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.codes == [.holderNamePartial])
  }

  @Test func asksAPersonWhenAnotherPageHasAStrangersCodeLines() {
    let pages = document(page("PAS", zone: passportZone()), page("PAS", number: 2, zone: passportZone(given: "MADS")))
    #expect(check.outcome(in: dossier(pages)).codes == [.holderNamePartial])
    let twice = document(page("PAS", zone: passportZone()), page("PAS", number: 2, zone: passportZone()))
    #expect(check.outcome(in: dossier(twice)).standing == .passed)
  }

  @Test func makesNoAccusationFromABlur() {
    let outcome = check.outcome(in: dossier(document(page("Anna Marie Ågård Nielsen", confidence: 0.3))))
    #expect(outcome.codes == [.holderNameMissing])
  }

  @Test func doesNotPutANameTogetherFromTwoColumns() {
    let lines = column(["Søren Emil", "Kontakt os"], x: 100) + column(["Vi er her", "Ågård Nielsen"], x: 1100)
    #expect(check.outcome(in: dossier(document(page(lines: lines)))).standing == .failed)
  }

  @Test func hasNothingToSayWithoutAName() {
    let nobody = account { $0.name = nil }
    let outcome = check.outcome(in: dossier(document(page("Peter Hansen")), account: nobody))
    #expect(outcome == .couldNotTell([]))
  }
}
