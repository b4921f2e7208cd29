import Foundation
import Judgement
import Model
import Testing

/// Documents as they really look, put before every check of their pipeline.
struct WholeDocumentsTests {
  let identity = Judge(
    checks: [
      ConfiguredCheck(
        AcceptedDocumentType(accepted: [.passport, .identityCard, .drivingLicence, .residencePermit])),
      ConfiguredCheck(Legibility(minimumTextHeightPixels: 10, minimumWordConfidence: 0.35, minimumWords: 3)),
      ConfiguredCheck(
        CodeLines(requiredFor: [.passport], minimumPrintConfidence: 0.8, refusesSpecimens: true)),
      ConfiguredCheck(HolderName(minimumWordConfidence: 0.6)),
      ConfiguredCheck(HolderBirthDate(minimumAge: 18, minimumWordConfidence: 0.6)),
      ConfiguredCheck(DocumentDate(notExpired: true)),
    ], accepts: [.pdf, .jpeg])

  let address = Judge(
    checks: [
      ConfiguredCheck(
        AcceptedDocumentType(
          accepted: [.utilityBill, .bankStatement, .authorityLetter, .tenancyContract, .healthCard])),
      ConfiguredCheck(Legibility(minimumTextHeightPixels: 12, minimumWordConfidence: 0.35, minimumWords: 3)),
      ConfiguredCheck(HolderName(minimumWordConfidence: 0.6)),
      ConfiguredCheck(HolderAddress(minimumWordConfidence: 0.6)),
      ConfiguredCheck(
        DocumentDate(newerThanMonths: [.utilityBill: 3, .bankStatement: 3, .authorityLetter: 3, .tenancyContract: 12])),
    ], accepts: [.pdf, .jpeg])

  private func codes(_ judge: Judge, _ pages: Page...) -> [ReasonCode] {
    let document = Inspected.document(Document(format: .pdf, pages: pages, damagedButReadable: false))
    return judge.verdict(on: [document], for: soren, on: today).findings.map(\.code)
  }

  /// The data page of a Danish passport: labels in three languages above each value.
  private func passport(
    birth: String = "12 APR/AVR 1988", given: String = "SØREN EMIL", expiry: String = "21 MAJ/MAI 2031"
  )
    -> Page
  {
    let left = column(
      [
        "Efternavn/Surname/Nom", "ÅGÅRD NIELSEN", "Fornavne/Given names/Prénoms", given, "Nationalitet/Nationality",
        "Dansk/Danish", "Fødselsdato/Date of birth/Date de naissance", birth,
        "Udstedelsesdato/Date of issue/Date de délivrance", "21 MAJ/MAI 2021", "Udløbsdato/Date of expiry", expiry,
      ], x: 500)
    let head = [
      line("DANMARK", x: 100, y: 20), line("PAS/PASSPORT/PASSEPORT", x: 500, y: 20),
      line("Pas nr./Passport No.", x: 1200, y: 40), line("209345678", x: 1200, y: 80),
      line("Køn/Sex", x: 1300, y: 400), line("M", x: 1300, y: 440), line("Fødested/Place of birth", x: 1300, y: 480),
      line("KØBENHAVN", x: 1300, y: 520),
    ]
    return page(lines: head + left, zone: passportZone())
  }

  @Test func approvesAPassport() { #expect(codes(identity, passport()) == []) }

  @Test func seesWhereAPassportContradictsItself() {
    #expect(codes(identity, passport(birth: "12 APR/AVR 1978")) == [.mrzDiffersFromPrint])
    #expect(codes(identity, passport(expiry: "21 MAJ/MAI 2036")) == [.mrzDiffersFromPrint])
  }

  @Test func forgivesAPassportThatWasReadBadly() {
    #expect(codes(identity, passport(birth: "l2 APR/AVR I98B", given: "S0REN EMIL")) == [])
  }

  @Test func approvesADrivingLicence() {
    let lines = column([
      "KØREKORT DANMARK", "1. ÅGÅRD NIELSEN", "2. SØREN EMIL", "3. 12.04.1988 København", "4a. 01.02.2020",
      "4b. 01.02.2035", "4c. Københavns Politi", "5. 12345678", "9. AM B",
    ])
    #expect(codes(identity, page(lines: lines)) == [])
  }

  @Test func refusesAnExpiredDrivingLicenceOfASibling() {
    let lines = column([
      "KØREKORT DANMARK", "1. ÅGÅRD NIELSEN", "2. MADS PETER", "3. 03.09.1990 København", "4a. 01.02.2010",
      "4b. 01.02.2025", "5. 12345678",
    ])
    #expect(
      codes(identity, page(lines: lines)) == [.holderNameDiffers, .holderBirthDateDiffers, .documentExpired])
  }

  @Test func asksForTheCodeLinesOfWhatIsOtherwiseUnknown() {
    var unread = page("ÅGÅRD NIELSEN", "SØREN EMIL", "12.04.1988")
    unread.codeLinesSeen = true
    #expect(codes(identity, unread) == [.mrzUnreadable, .documentDateMissing])
  }

  /// A bill in two columns: address window to the left, key figures to the right, the company's own address at the
  /// bottom.
  private func bill(
    name: [String] = ["Søren Emil Ågård Nielsen"], street: [String] = ["Nørrebrogade 44A, 3. tv"],
    figures: [(String, String)] = [
      ("Kundenummer", "12345678"), ("Fakturanr.", "2026-1101"), ("Fakturadato", "01.11.2026"),
      ("Forfaldsdato", "15.12.2026"),
    ]
  ) -> Page {
    var lines = column(name + street + ["2200 København N"], x: 100, y: 300)
    for (row, (label, value)) in figures.enumerated() {
      lines += [line(label, x: 1000, y: 300 + row * 50), line(value, x: 1300, y: 300 + row * 50)]
    }
    lines += column(["Faktura for el og varme"], x: 100, y: 700)
    lines += column(["Forbrug 123 kWh fra 01.07.2026 til 30.09.2026", "At betale 1.234,50 kr."], x: 100, y: 800)
    lines += column(["Energi Danmark A/S · Vestergade 12, 2. th · 8000 Aarhus C · CVR 12345678"], x: 100, y: 2200)
    return page(lines: lines, origin: .vector)
  }

  @Test func approvesABillInTwoColumns() { #expect(codes(address, bill()) == []) }

  @Test func approvesABillToACouple() {
    #expect(codes(address, bill(name: ["Søren Emil Ågård Nielsen", "Anna Nielsen"])) == [])
    #expect(codes(address, bill(name: ["Anna Nielsen og Søren Emil Ågård Nielsen"])) == [])
  }

  @Test func refusesTheSpousesBill() {
    #expect(codes(address, bill(name: ["Anna Ågård Nielsen"])) == [.holderNameDiffers])
    #expect(codes(address, bill(name: ["Anna Holm"])) == [.holderNameDiffers])
  }

  @Test func refusesTheNeighboursDoor() {
    #expect(codes(address, bill(street: ["Nørrebrogade 44A, 3. th"])) == [.holderAddressDiffers])
    #expect(codes(address, bill(street: ["Nørrebrogade 44A", "2. tv"])) == [.holderAddressDiffers])
  }

  @Test func takesTheIssueDateAndNotTheDueDate() {
    let old = [("Fakturadato", "01.06.2026"), ("Forfaldsdato", "15.11.2026")]
    #expect(codes(address, bill(figures: old)) == [.documentTooOld])
  }

  @Test func approvesABankStatement() {
    let lines =
      column(["Søren Emil Ågård Nielsen", "Nørrebrogade 44 A, 3.tv", "DK-2200 København N"], x: 100, y: 300)
      + column(
        [
          "Kontoudtog pr. 31.10.2026", "Reg.nr. 1234 Kontonr. 12345678", "IBAN DK00 0000", "Dato Tekst Beløb Saldo",
          "01.05.2026 Overførsel 100,00 900,00", "02.10.2026 Nielsen Bageri 50,00 850,00",
        ], x: 100, y: 700)
    #expect(codes(address, page(lines: lines, origin: .vector)) == [])
  }

  @Test func approvesALetterFromAnAuthority() {
    let lines =
      column(["Søren Emil Ågård Nielsen", "Nørrebrogade 44A", "3. tv", "2200 København N"], x: 100, y: 300)
      + column(["Københavns Kommune", "Borgerservice", "12. november 2026", "Sagsnr. 2026-123"], x: 1100, y: 300)
      + column(["Afgørelse om boligstøtte", "Kære Søren", "Vi har modtaget din ansøgning."], x: 100, y: 800)
    #expect(codes(address, page(lines: lines, origin: .vector)) == [])
  }

  @Test func approvesAHealthCardWithoutADate() {
    let lines = column([
      "SUNDHEDSKORT", "Søren Emil Ågård Nielsen", "Nørrebrogade 44A, 3. tv", "2200 København N", "Region Hovedstaden",
      "Læge", "Lægehuset Holm", "Sankt Hans Torv 1, 1.", "2200 København N", "120488-",
    ])
    #expect(codes(address, page(lines: lines)) == [])
  }

  @Test func refusesAHealthCardOfAnother() {
    let lines = column([
      "SUNDHEDSKORT", "Anna Holm", "Nørrebrogade 44A, 3. tv", "2200 København N", "Region Hovedstaden", "Læge",
    ])
    #expect(codes(address, page(lines: lines)) == [.holderNameDiffers])
  }

  @Test func readsATenancyContract() {
    let lines = column([
      "LEJEKONTRAKT", "Udlejer: Bo Holm, Vestergade 1, 8000 Aarhus C", "Lejer: Søren Emil Ågård Nielsen",
      "Lejemålet: Nørrebrogade 44A, 3. tv, 2200 København N", "Husleje 8.500 kr. Depositum 25.500 kr.",
      "Indflytningsdato 01.02.2026", "Dato: 15.01.2026",
    ])
    #expect(codes(address, page(lines: lines)) == [])
  }

  @Test func asksAReceiptForNothing() {
    let lines = column(["NETTO", "Mælk 12,00", "Brød 20,00", "Total 32,00", "20.11.2026"])
    #expect(codes(address, page(lines: lines)) == [.documentWrongType])
  }

  @Test func judgesALongStatementQuickly() {
    let rows = (0..<150).map { "\($0 % 28 + 1).10.2026 Overførsel til Peter Hansen Vestergade \($0) beløb 100,00" }
    let start = cpuSeconds()
    #expect(codes(address, page(lines: column(rows)), page(lines: column(rows), number: 2)) != [])
    #expect(cpuSeconds() - start < 20)
  }

  /// What this thread has worked, whatever else the machine does.
  private func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
