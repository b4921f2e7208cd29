import Judgement
import Model
import Testing

struct HolderAddressTests {
  let check = HolderAddress(minimumWordConfidence: 0.6)

  private func outcome(_ lines: [String], _ address: Account.Address? = soren.address) -> CheckOutcome {
    check.outcome(
      in: dossier(document(page(lines: column(lines))), account: account { $0.address = address }))
  }

  @Test(arguments: [
    ["Nørrebrogade 44A, 3. tv", "2200 København N"],
    ["Nørrebrogade 44 A, 3.tv", "2200 København N"],
    ["Nørrebrogade 44A 3 tv.", "DK-2200 København N"],
    ["NØRREBROGADE 44A, 3. SAL TV", "2200 KØBENHAVN N"],
    ["Nørrebrogade 44A, 3. tv, 2200 København N"],
    ["Nørrebrogade 44A", "3. tv", "2200 København N"],
    ["Nørrebrogade nr. 44A, 3. tv", "2200 København N"],
    ["Nørrebrogade 44A, 3TV", "2200 Kbh. N"],
    ["c/o Hansen", "Nørrebrogade 44A, 3. til venstre", "2200 København N"],
    ["Norrebrogade 44a, 3. tv", "2200 Copenhagen"],
    ["Nørrebrog. 44A, 3. tv", "2200 København N"],
    ["N0rrebrogade 44A, 3. tv", "2200 Kobenhavn N"],
    ["Nørrebrogade44A, 3. tv", "2200København N"], ["Norrebrogade 44A, 3.tv", "22O0 K0benhavn N"],
    ["Nørrebrogade 44A, 3, tv", "2200 København N"],
    ["Forsyningsselskabet, Vestergade 1, 8000 Aarhus C", "", "Nørrebrogade 44A, 3. tv", "2200 København N"],
  ])
  func findsTheAddress(_ lines: [String]) {
    let outcome = outcome(lines)
    #expect(outcome.standing == .passed)
    #expect(outcome.codes == [])
  }

  @Test(arguments: [
    (["Nørrebrogade 44A, 3. th", "2200 København N"], "door"),
    (["Nørrebrogade 44A, 2. tv", "2200 København N"], "floor"),
    (["Nørrebrogade 44A, st. tv", "2200 København N"], "floor"),
    (["Nørrebrogade 44B, 3. tv", "2200 København N"], "letter"),
    (["Nørrebrogade 46A, 3. tv", "2200 København N"], "number"),
    (["Nørrebrogade 44A, 3. tv", "2100 København Ø"], "postalCode"),
    (["Nørrebrogade 12, 1. th", "2200 København N"], "number,floor,door"),
    (["Søren Emil Ågård Nielsen", "Vestergade 7, 1. th", "8000 Aarhus C"], "street"),
  ])
  func namesThePartsThatDiffer(_ lines: [String], _ parts: String) {
    let outcome = outcome(lines)
    #expect(outcome.standing == .failed)
    #expect(outcome.codes == [.holderAddressDiffers])
    #expect(
      outcome.findings.first?.details["parts"]?.split(separator: ",").first.map(String.init)
        == parts.split(separator: ",").first.map(String.init))
  }

  @Test(arguments: [
    (["Nørrebrogade 44A", "2200 København N"], "floor,door"),
    (["Nørrebrogade 44, 3. tv", "2200 København N"], "letter"),
    (["Nørrebrogade 44A, 3.", "2200 København N"], "door"),
  ])
  func leavesHalfAnAddressToAPerson(_ lines: [String], _ parts: String) {
    let outcome = outcome(lines)
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.codes == [.holderAddressPartial])
    #expect(outcome.findings.first?.details["parts"] == parts)
  }

  private static let market = address("Market Street PMB", "1234", nil, nil, "62704", "Springfield", country: "US")
  private static let flat = address("High Street", "12", nil, "Flat 3", "SW1A 1AA", "London", country: "GB")
  private static let bis = address("rue Haute", "12 bis", nil, nil, "75001", "Paris", country: "FR")
  private static let main = address("Main Street", "10250", nil, "4B", "62704-1234", "Springfield", country: "US")

  @Test(arguments: [
    (market, ["1234 Market Street PMB 4321", "Springfield, IL 62704"], "same"),
    (market, ["1234 Market Street", "Springfield, IL 62704-0001"], "same"),
    (market, ["4321 Market Street PMB 1234", "Springfield, IL 62704"], "differs"),
    (main, ["10250 Main St Apt 4B", "Springfield, IL 62704"], "same"),
    (main, ["10250 Main St Apt 5B", "Springfield, IL 62704"], "differs"),
    (main, ["10250 Main St", "Springfield, IL 62704"], "partial"),
    (main, ["10250 Main St Apt 4B", "Springfield, IL 62705"], "differs"),
    (main, ["10250 Main St Apt 4B", "Springfield IL 62704-1299"], "same"),
    (main, ["10250 Main St Apt 4B", "Springfield, IL"], "same"),
    (main, ["10250 Main St Apt 4B", "Springfield, IL62705"], "differs"),
    (main, ["10250 Main St Apt 4B", "Springfield, IL62704"], "same"),
    (main, ["10250 MainStreetApt 4B", "Springfield, IL 62704"], "same"),
    (flat, ["Flat 3, 12High Street", "London", "SW1A 1AA"], "same"),
    (flat, ["Flat 3, 12 High Street", "London", "5W1A 2AA"], "partial"),
    (main, ["10252 Main St Unit 4B", "Springfield, IL 62704"], "differs"),
    (flat, ["12 High Street, Flat 3", "London SW1A 1AA"], "same"),
    (flat, ["12 High Street, Flat 4", "London SW1A 1AA"], "differs"),
    (bis, ["12 bis rue Haute", "75001 Paris"], "same"), (bis, ["12 rue Haute", "75001 Paris"], "partial"),
    (bis, ["12 ter rue Haute", "75001 Paris"], "differs"),
  ])
  func readsTheFormsOfOtherCountries(_ claimed: Account.Address, _ lines: [String], _ expected: String) {
    let codes: [String: [ReasonCode]] = ["differs": [.holderAddressDiffers], "partial": [.holderAddressPartial]]
    #expect(outcome(lines, claimed).codes == codes[expected] ?? [])
  }

  @Test(arguments: [
    ["Faktura nr. 12", "At betale 450,00"],
    ["Nørrebrogade"],
    ["Side 44A Nørrebrogade", "2200 København N"],
    ["Vestergade 1", "8000 Aarhus C"],
  ])
  func saysThatNoAddressIsThere(_ lines: [String]) {
    #expect(outcome(lines).codes == [.holderAddressMissing])
  }

  @Test(arguments: [
    (address("Bakkevej", "13", nil, nil, "4000", "Roskilde"), ["Bakkevej 13A", "4000 Roskilde"]),
    (address("Bakkevej", "13A", nil, nil, "4000", "Roskilde"), ["Bakkevej 13", "4000 Roskilde"]),
    (address("Bakkevej", "13", nil, nil, "4000", "Roskilde"), ["Bakkevej 13, 2. tv", "4000 Roskilde"]),
  ])
  func doesNotTakeANeighbour(_ claimed: Account.Address, _ lines: [String]) {
    let outcome = outcome(lines, claimed)
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.codes == [.holderAddressPartial])
  }

  @Test(arguments: [
    (address("Gammel Kongevej", "10", "st", "th", "1610", "København V"), ["Gl. Kongevej 10, St.Th", "1610 Kbh. V"]),
    (
      address("Gl. Kongevej", "10", "ST.", "TH", "1610", "København V"),
      ["Gammel Kongevej 10, stuen th", "1610 København V"]
    ),
    (
      address("Sankt Peders Stræde", "117 A", "1", "th", "1453", "København K"),
      ["Skt. Peders Stræde 117A, l. th", "1453 København K"]
    ),
    (
      address("Sønder Boulevard", "3", "kl", nil, "1720", "København V"), ["Sdr. Boulevard 3, kl.", "1720 København V"]
    ),
    (address("Søndergade", "8", nil, nil, "8000", "Århus C"), ["Søndergade 8", "8000 Aarhus C"]),
    (address("Åboulevarden", "8", "2", "12", "8000", "Aarhus C"), ["Aaboulevarden 8, 2. 12", "8000 Aarhus C"]),
    (address("H.C. Andersens Vej", "2", nil, nil, "5000", "Odense C"), ["HC Andersensvej 2", "5000 Odense C"]),
    (address("Bakkevej", "20", nil, nil, "5672", "Broby"), ["Bakkev. 20", "Vester Hæsinge", "5672 Broby"]),
    (address("Hauptstraße", "5", nil, nil, "10115", "Berlin", country: "DE"), ["Hauptstr. 5", "10115 Berlin"]),
    (address("Storgatan", "12", nil, nil, "111 22", "Stockholm", country: "SE"), ["Storgatan 12", "111 22 Stockholm"]),
    (
      address("Baker Street", "221B", nil, nil, "NW1 6XE", "London", country: "GB"),
      ["221B Baker St", "London", "NW1 6XE"]
    ),
    (address("Rue de Rivoli", "12", nil, nil, "75001", "Paris", country: "FR"), ["12 rue de Rivoli", "75001 Paris"]),
    (address("Nørre Allé", "4", nil, nil, nil, "Aalborg"), ["Nr. Alle 4", "9000 Ålborg"]),
  ])
  func knowsThatSpellingsAreEqual(_ claimed: Account.Address, _ lines: [String]) {
    let outcome = outcome(lines, claimed)
    #expect(outcome.standing == .passed)
    #expect(outcome.codes == [])
  }

  private static let flat11 = address("Albert Square", "10", nil, "Flat 11", "EH1 1YZ", "Edinburgh", country: "GB")
  private static let lgh = address("Vasagatan", "57", nil, "1801", "753 20", "Uppsala", country: "SE")
  private static let ulica = address("ul. Długa", "5/12", nil, nil, "00-238", "Warszawa", country: "PL")
  private static let gracht = address("Herengracht", "12", nil, nil, "1015 BN", "Amsterdam", country: "NL")
  private static let voldgade = address("Vester Voldgade", "8", nil, nil, "1552", "København V")

  /// Forms of one country each, and its neighbours.
  @Test(arguments: [
    (flat11, ["Flat 11, 10 Albert Square", "Edinburgh", "EH1 1YZ"], Verdict.Outcome.passed),
    (flat11, ["Flat 11", "10 Albert Sq.", "Edinburgh EH1 1YZ"], .passed),
    (flat11, ["Flat 12, 10 Albert Square", "Edinburgh", "EH1 1YZ"], .failed),
    (flat11, ["10 Albert Square", "Edinburgh", "EH1 1YZ"], .couldNotTell),
    (flat11, ["Flat 11, 10 Albert Square", "London", "SW1A 1AA"], .failed),
    (lgh, ["Vasagatan 57 lgh 1801", "753 20 Uppsala"], .passed),
    (lgh, ["Vasagatan 57 lgh 1802", "753 20 Uppsala"], .failed),
    (lgh, ["Vasagatan 57lgh 1801", "753 20 Uppsala"], .passed),
    (address("Mågevej", "25", nil, nil, "4600", "Køge"), ["MGEVEJ 25", "4600 KØGE"], .couldNotTell),
    (
      address("Church Street", "84", nil, "Apt 1", "97205", "Portland", country: "US"),
      ["84 Church Street Apt I", "Portland, OR 97205"], .couldNotTell
    ),
    (lgh, ["Vasagatan 57 lgh 1801", "l53 20 Uppsala"], .failed),
    (ulica, ["ul. Długa 5/12", "00-238 Warszawa"], .passed), (ulica, ["ul. Dluga 5/13", "00-238 Warszawa"], .failed),
    (ulica, ["ul. Długa 5", "00-238 Warszawa"], .couldNotTell),
    (gracht, ["Herengracht 12", "1015 BN Amsterdam"], .passed),
    (gracht, ["Herengracht 14", "1015 BN Amsterdam"], .failed),
    (voldgade, ["V. Voldgade 8", "1552 København V"], .passed),
    (voldgade, ["Ø. Voldgade 8", "1552 København V"], .failed),
    (
      address("Øster Allé", "81", "5", "12", "3000", "Helsingør"), ["ster Alle 81, 5. 12", "3000 Helsingør"], .passed
    ),
    (address("Åboulevarden", "8", nil, nil, "8000", "Aarhus C"), ["Boulevarden 8", "8000 Aarhus C"], .couldNotTell),
    (address("Egernvej", "35", nil, nil, "4600", "Køge"), ["Egernv 35", "4600 Køge"], .passed),
    (address("Engvej", "224B", nil, nil, "4600", "Køge"), ["Engvej 2248", "4600 Køge"], .couldNotTell),
    (address("Engvej", "65", nil, nil, "4600", "Køge"), ["Engvej 6S", "4600 Køge"], .couldNotTell),
    (address("Engvej", "12", nil, nil, "2400", "København NV"), ["Engvej 12", "2500 K0benhavn NV"], .failed),
    (address("Engvej", "12", "kl", nil, "2400", "København NV"), ["Engvej 12, kl., 2400 København NV"], .passed),
    (address("Engvej", "12", "4", "1", "2400", "København NV"), ["Engvej 12, 4. l", "2400 København NV"], .passed),
  ])
  func comparesInEveryCountry(_ claimed: Account.Address, _ lines: [String], _ expected: Verdict.Outcome) {
    #expect(outcome(lines, claimed).standing == expected)
  }

  /// A letter and a digit that look alike, and houses with several numbers: never a neighbour.
  @Test(arguments: [
    ("38", "Engvej 3B", Verdict.Outcome.couldNotTell), ("3B", "Engvej 38", .couldNotTell),
    ("190", "Engvej 19O", .couldNotTell), ("19O", "Engvej 190", .couldNotTell), ("190", "Engvej I90", .passed),
    ("11", "Engvej 1I", .couldNotTell), ("1", "Engvej 1I", .couldNotTell), ("1", "Engvej 11", .failed),
    ("85", "Engvej 8S", .couldNotTell), ("58", "Engvej S8", .passed), ("8", "Engvej B", .failed),
    ("12A", "Engvej 124", .failed), ("124", "Engvej 12A", .failed), ("12-14", "Engvej 12-14", .passed),
    ("12", "Engvej 12-14", .couldNotTell), ("13", "Engvej 12-14", .couldNotTell), ("14", "Engvej 12–14", .couldNotTell),
    ("16", "Engvej 12-14", .failed), ("12-14", "Engvej 12", .couldNotTell), ("12-14", "Engvej 16-18", .failed),
    ("44", "Engvej 44-4600 Køge", .passed), ("49", "Engvej 49 8", .couldNotTell), ("11B", "Engvej 1lB", .passed),
    ("288C", "Engvej 28BC", .passed), ("28", "Engvej 28BC", .failed), ("5B", "Engvej SB", .failed),
  ])
  func takesNoNeighboursNumber(_ number: String, _ street: String, _ expected: Verdict.Outcome) {
    let claimed = address("Engvej", number, nil, nil, "4600", "Køge")
    #expect(outcome([street, "4600 Køge"], claimed).standing == expected)
  }

  @Test(arguments: [
    ("44", "3", nil as String?, "Engvej 44-3", Verdict.Outcome.couldNotTell),
    ("44", "3", "tv", "Engvej 44-3. tv", .passed), ("44A", "3", "tv", "Engvej 44A, 3.-tv", .passed),
    ("12-14", "3", "tv", "Engvej 12-14, 3. tv", .passed),
    ("12", "1", "tv", "Engvej 12, I. tv", .passed), ("12", "1", "tv", "Engvej 12, 11. tv", .failed),
    ("12", "1", "8", "Engvej 12, 1. B", .couldNotTell), ("12", "5", "tv", "Engvej 12, 6. tv", .failed),
    ("12", "3", "tv", "Engvej 123. tv", .failed),
  ])
  func keepsFloorsAndDoorsApart(
    _ number: String, _ floor: String, _ door: String?, _ street: String, _ expected: Verdict.Outcome
  ) {
    let claimed = address("Engvej", number, floor, door, "4600", "Køge")
    #expect(outcome([street, "4600 Køge"], claimed).standing == expected)
  }

  @Test(arguments: [
    ("12-14 High Street", "12", Verdict.Outcome.couldNotTell), ("12-14 High Street", "14", .couldNotTell),
    ("12-14 High Street", "12-14", .passed), ("16-18 High Street", "12-14", .failed),
  ])
  func readsSeveralHousesInFrontOfAStreet(_ street: String, _ number: String, _ expected: Verdict.Outcome) {
    let claimed = address("High Street", number, nil, nil, "SW1A 1AA", "London", country: "GB")
    #expect(outcome([street, "London SW1A 1AA"], claimed).standing == expected)
  }

  @Test(arguments: [
    ("gade 22D", Verdict.Outcome.couldNotTell), ("Gade 22D", .couldNotTell), ("GADE 22D", .couldNotTell),
    ("Nørre gade 22D", .failed),
    ("Aagade 22D", .passed),
  ])
  func leavesAShortStreetWithoutItsFirstLetterToAPerson(_ street: String, _ expected: Verdict.Outcome) {
    let claimed = address("Ågade", "22D", nil, nil, "4600", "Køge")
    #expect(outcome([street, "4600 Køge"], claimed).standing == expected)
  }

  @Test func wantsNameAndAddressOnOneFile() {
    let here = document(page("Nørrebrogade 44A, 3. tv", "2200 København N"))
    let named = document(page("Søren Emil Ågård Nielsen", "Vestergade 9", "8000 Aarhus C"))
    #expect(check.outcome(in: dossier(named, here)).codes == [.holderAddressPartial])
    #expect(check.outcome(in: dossier(here)).standing == .passed)
    let whole = document(page("Søren Emil Ågård Nielsen", "Nørrebrogade 44A, 3. tv", "2200 København N"))
    #expect(check.outcome(in: dossier(here, whole)).standing == .passed)
  }

  @Test(arguments: [
    ["Forsyningen A/S", "Nørrebrogade 44A, 3. tv", "2200 København N"],
    ["Betales til:", "Nørrebrogade 44A, 3. tv", "2200 København N"],
    ["Tidligere adresse", "Nørrebrogade 44A, 3. tv", "2200 København N"],
  ])
  func doesNotTakeTheAddressOfSomebodyElse(_ lines: [String]) {
    let outcome = outcome(lines)
    #expect(outcome.codes == [.holderAddressPartial])
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.evidence.open["role"] != "mailing")
  }

  @Test func takesTheHoldersOwnCompanysAddress() {
    let outcome = outcome([
      "Nielsens VVS ApS", "Søren Emil Ågård Nielsen", "Nørrebrogade 44A, 3. tv", "2200 København N",
    ])
    #expect(outcome.standing == .passed)
  }

  @Test(arguments: ["Afsender: Norlys, Tietgensvej 4, 8600 Silkeborg", "Afsender", "Norlys A/S"])
  func takesTheAddressBelowTheHoldersNameWhoeverStandsAboveIt(_ line: String) {
    let outcome = outcome([line, "Søren Emil Ågård Nielsen", "Nørrebrogade 44A, 3. tv", "2200 København N"])
    #expect(outcome.standing == .passed)
    #expect(outcome.evidence.open["role"] == "mailing")
  }

  @Test func doesNotBlameTheHolderForASenderInTheSameStreet() {
    let outcome = outcome([
      "Forsyningen A/S", "Nørrebrogade 90", "2200 København N", "", "Søren Emil Ågård Nielsen",
      "Nørrebrogade 44A, 3. tv", "2200 København N",
    ])
    #expect(outcome.standing == .passed)
  }

  @Test(arguments: [
    (["Nørrebrogade 44A, 3. tv", "2200 København N"], "A"), (["Norrebrog. 44A, 3. tv", "2200 København N"], "B"),
    (["Nørrebrogade 44A, 3. th", "2200 København N"], "C"),
  ])
  func gradesWhatItCompared(_ lines: [String], _ grade: String) {
    let open = outcome(lines).evidence.open
    #expect(open["grade"] == grade)
    #expect(open["components"]?.hasPrefix("street ") == true)
  }

  @Test func explainsEveryPart() {
    #expect(
      outcome(["Norrebrogade 44A, 3. th", "2200 København N"]).evidence.open["components"]
        == "street B, number A, letter A, floor A, door C, postalCode A, town A")
  }

  @Test(
    "sets the whole address beside what was read, town and district too",
    arguments: [
      (
        ["Nørrebrogade 44B, 3. tv", "2200 København N"], "Nørrebrogade 44A 3 tv 2200 København N",
        "Nørrebrogade 44B 3 tv 2200 København N"
      ),
      (
        ["Nørrebrogade 44A, 3. tv", "2200 København"], "Nørrebrogade 44A 3 tv 2200 København N",
        "Nørrebrogade 44A 3 tv 2200 København"
      ),
      (
        ["Nørrebrogade 44A, 3. tv", "København N 2200"], "Nørrebrogade 44A 3 tv København N 2200",
        "Nørrebrogade 44A 3 tv København N 2200"
      ),
    ])
  func besides(_ lines: [String], _ claimed: String, _ read: String) {
    let evidence = outcome(lines).evidence.personal
    #expect(evidence["account"]?.value == claimed)
    #expect(evidence["document"]?.value == read)
  }

  @Test func doesNotLetAPartialBlockRescueAnotherFloor() {
    let outcome = outcome([
      "Nørrebrogade 44A, 2. th", "2200 København N", "", "Leveringsadresse", "Nørrebrogade 44A", "2200 København N",
    ])
    #expect(outcome.codes == [.holderAddressDiffers])
  }

  @Test func takesTheBestBlock() {
    let outcome = outcome([
      "Nørrebrogade 1, 1. th", "2200 København N", "", "Leveringsadresse", "Nørrebrogade 44A, 3. tv",
      "2200 København N",
    ])
    #expect(outcome.standing == .passed)
  }

  @Test func doesNotReadAcrossColumns() {
    let lines = column(["Nørrebrogade 44A, 3. tv"], x: 100) + column(["2200 København N"], x: 1500, y: 900)
    let outcome = check.outcome(in: dossier(document(page(lines: lines))))
    #expect(outcome.codes == [.holderAddressPartial])
  }

  @Test func leavesALittleReadDifferenceToAPerson() {
    let lines = column(["Nørrebrogade 46A, 3. tv", "2200 København N"], confidence: 0.4)
    #expect(check.outcome(in: dossier(document(page(lines: lines)))).codes == [.holderAddressPartial])
  }

  @Test func hasNothingToSayWithoutAnAddress() {
    #expect(outcome(["Nørrebrogade 44A"], nil) == .couldNotTell([]))
  }
}
