import Imaging
import Model
import Testing

@testable import Inspector

/// The specimens of ICAO Doc 9303 parts 4–7, and what a recogniser makes of them.
@Suite("An MRZ assembler")
struct MRZAssemblerTests {
  private static let passport = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  ]
  private static let card = [
    "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
  ]
  private static let danish = [
    "P<DNKAAGAARD<NIELSEN<<SOEREN<EMIL<<<<<<<<<<<", "2084319759DNK8804123M3105032<<<<<<<<<<<<<<<6",
  ]

  private func best(_ lines: [String], probability: Double = 0.97) -> MRZAssembler.Candidate? {
    MRZAssembler().best(of: lines.map { [reading($0, probability: probability)] }, boxes: [])
  }

  private func lines(_ zone: MachineReadableZone?) -> [String]? { zone?.lines.map(\.value) }

  private static let specimens: [(MRZLayout, [String])] = [
    (.td3, passport), (.td1, card), (.td3, danish),
    (.td2, ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]),
    (.mrvA, ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"]),
    (.mrvB, ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"]),
    (.td3, ["P<D<<MUELLER<<JOERG<MATTHIAS<<<<<<<<<<<<<<<<", "C4J7X2RT90D<<8502083M3003105<<<<<<<<<<<<<<<8"]),
    (.frenchIdentity, ["IDFRABERTHIER<<<<<<<<<<<<<<<<<750025", "8806923102858CORINNE<<<<<<<6512068F1"]),
    (.frenchLicence, ["D1FRA13AA000026181231MARTIN<<9"]),
    (.td1, ["C1USA1231231238SCR000000001<<<", "8610164M2512152CHN<<<<<<<<<<<4", "DOE<<JOHN<LEE<<<<<<<<<<<<<<<<<"]),
    (.td1, ["I<SWE38021945<4<<<<<<<<<<<<<<<", "9005145F2706018SWE<<<<<<<<<<<6", "BERGSTROEM<<AASA<LINNEA<<<<<<<"]),
  ]

  @Test("takes a faultless reading as it is", arguments: 0..<specimens.count)
  func faultless(row: Int) throws {
    let (layout, specimen) = Self.specimens[row]
    let candidate = try #require(best(specimen))
    #expect(candidate.zone.layout == layout)
    #expect(lines(candidate.zone) == specimen)
    #expect(candidate.zone.repairs == 0)
    #expect(candidate.zone.checkDigitsHold)
    #expect(candidate.isFaultless)
  }

  @Test("takes pale chevrons that were read as letters for the fillers that they are")
  func paleChevrons() {
    let names = "P<CZESPECIMEN<<VZOR"
    let tail = "C<<CA<<<ACCC<<CA<<<<<CC<<"
    func read(_ name: String, lastLetter: Double) -> [String]? {
      let line = reading(name, probability: 0.98) + reading(tail, probability: 0.55)
      var first = line
      first[name.count - 1].probability = lastLetter
      let candidate = MRZAssembler().best(
        of: [[first], [reading("99006000<8CZE1102299F16090641152291111<<<<24", probability: 0.98)]], boxes: [])
      return lines(candidate?.zone).map { [$0[0]] }
    }
    #expect(read(names, lastLetter: 0.98) == [names + String(repeating: "<", count: 25)])
    // Half of the separator may be lost in the same way.
    var halved = Array(names + "<<<<<<<<<<<<").map { ReadCharacter(character: $0, probability: 0.98, position: 0) }
    halved[14] = ReadCharacter(character: "C", probability: 0.5, position: 0)
    let completed = MRZLine(reading: halved, length: 44, isNameLine: true)
    #expect(completed.map { String($0.characters) } == names + String(repeating: "<", count: 25))
    // The last letter of a name may be alike, and is read better than a filler.
    let isaac = "P<CZESPECIMEN<<VAAC"
    #expect(read(isaac, lastLetter: 0.85) == [isaac + String(repeating: "<", count: 25)])
  }

  @Test("sets the number of fillers right", arguments: -7...4)
  func fillers(off: Int) {
    func changed(_ line: String, at run: String) -> String {
      let fillers = String(repeating: "<", count: run.count + off)
      return line.replacing(run, with: fillers)
    }
    let names = String(repeating: "<", count: 11)
    let optional = String(repeating: "<", count: 15)
    #expect(lines(best([changed(Self.danish[0], at: names), Self.danish[1]])?.zone) == Self.danish)
    #expect(lines(best([Self.danish[0], changed(Self.danish[1], at: optional)])?.zone) == Self.danish)
  }

  @Test("completes a name line that lost all the fillers behind its names")
  func noTail() {
    #expect(lines(best([String(Self.danish[0].dropLast(11)), Self.danish[1]])?.zone) == Self.danish)
  }

  @Test("leaves out spaces")
  func spaces() {
    let spaced = "P<DNK AAGAARD<NIELSEN <<SOEREN<EMIL< <<<<<<<<<<"
    #expect(lines(best([spaced, Self.danish[1]])?.zone) == Self.danish)
  }

  @Test(
    "clears what is misread behind the names",
    arguments: [
      "<<<<<<KK<<<", "<<<K<<<<<<C", "<<<<<<<<<<K", "<<<L<E<<S<<", "<<CCC<<<<<<", "<<<<<<<<KKK",
    ])
  func tailNoise(tail: String) {
    let noisy = String(Self.danish[0].dropLast(11)) + tail
    #expect(lines(best([noisy, Self.danish[1]])?.zone) == Self.danish)
  }

  @Test("keeps one-letter given names that were read surely")
  func initials() {
    let names = "P<UTOERIKSSON<<ANNA<M<<<<<<<<<<<<<<<<<<<<<<<"
    #expect(lines(best([names, Self.passport[1]])?.zone)?.first == names)
  }

  /// What OCR confuses, where the layout tells what must stand there, and how many characters had to be changed.
  private static let confusions: [(line: Int, from: String, to: String, repairs: Int)] = [
    (1, "8804123", "88O4I23", 2),
    (1, "3105032", "31O5O32", 2),
    (1, "3105032", "3lO5O32".uppercased(), 3),
    (1, "DNK88", "DNKB8", 1),
    (0, "SOEREN", "S0EREN", 1),
    (0, "NIELSEN", "N1EL5EN", 2),
    (0, "<DNK", "<0NK", 1),
  ]

  @Test("puts letters and digits in their places", arguments: 0..<confusions.count)
  func places(row: Int) throws {
    let (line, from, to, repairs) = Self.confusions[row]
    var read = Self.danish
    read[line] = read[line].replacing(from, with: to)
    let candidate = try #require(best(read, probability: 0.999))
    if row == 6 {
      // A state cannot be guessed: a letter, but not necessarily the right one.
      #expect(candidate.zone.raw(.issuer)?.allSatisfy(\.isLetter) ?? false)
    } else {
      #expect(lines(candidate.zone) == Self.danish)
      #expect(candidate.zone.repairs == repairs)
    }
  }

  @Test("repairs a document number by its check digit where it was not read surely")
  func documentNumber() throws {
    let read = [Self.passport[0], Self.passport[1].replacing("L898902C3", with: "L8989O2C3")]
    let sure = MRZAssembler().best(of: read.map { [reading($0, probability: 0.999)] }, boxes: [])
    #expect(sure?.zone.raw(.documentNumber) == "L8989O2C3")
    #expect(sure?.isFaultless == false)
    let unsure = MRZAssembler().best(
      of: [[reading(read[0])], [reading(read[1], probability: 0.999, unsure: [5: 0.8])]], boxes: [])
    #expect(lines(unsure?.zone) == Self.passport)
    #expect(unsure?.zone.repairs == 1)
  }

  @Test(
    "makes a state's code that is none the known one that looks alike",
    arguments: [("ONK", "DNK"), ("0NK", "DNK"), ("SWE", "SWE"), ("GBO", "GBO"), ("QQQ", "QQQ"), ("IIA", "ITA")])
  func states(read: String, mended: String) throws {
    let lines = [Self.danish[0], Self.danish[1].replacing("DNK", with: read)]
    let zone = try #require(best(lines, probability: 0.999)?.zone)
    #expect(zone.raw(.nationality) == mended)
    #expect(zone.raw(.issuer) == "DNK")
  }

  @Test("never turns one digit into another: a wrong check digit stays wrong", arguments: [0.999, 0.9, 0.5])
  func wrongCheckDigit(probability: Double) throws {
    let forged = ["P<NORKROGSGAARD<<LINE<SOFIE<<<<<<<<<<<<<<<<<", "FHL4803164NOR9611308F3208162<<<<<<<<<<<<<<<9"]
    let zone = try #require(best(forged, probability: probability)?.zone)
    #expect(lines(zone) == forged)
    #expect(zone.repairs == 0)
    #expect(zone.checkDigits.filter { !$0.holds }.map(\.field) == [.documentNumber])
    let older = [Self.passport[0], Self.passport[1].replacing("7408122", with: "7508122")]
    let birth = try #require(best(older, probability: probability)?.zone)
    #expect(lines(birth) == older)
    #expect(birth.checkDigits.filter { !$0.holds }.map(\.field) == [.birthDate, .composite])
  }

  @Test("chooses among several readings of each line the ones that fit together")
  func severalReadings() {
    let wrong = [
      Self.danish[0].replacing("NIELSEN", with: "NIFLSFN"), Self.danish[1].replacing("208431", with: "208437"),
    ]
    let readings = [
      [reading(wrong[0], probability: 0.6), reading(Self.danish[0])],
      [reading(wrong[1]), reading(Self.danish[1]), reading("2084")],
    ]
    let candidate = MRZAssembler().best(of: readings, boxes: [])
    #expect(lines(candidate?.zone) == Self.danish)
    #expect(candidate?.isFaultless ?? false)
  }

  @Test("sets the fillers of a line right whose names end in its middle", arguments: [-3, 2])
  func namesInTheMiddle(off: Int) {
    let french = ["IDFRABERTHIER<<<<<<<<<<<<<<<<<750025", "8806923102858CORINNE<<<<<<<6512068F1"]
    let fillers = String(repeating: "<", count: 17)
    let changed = french[0].replacing(fillers, with: String(repeating: "<", count: 17 + off))
    #expect(lines(best([changed, french[1]])?.zone) == french)
  }

  @Test("says what a French card's lines say where two of its three check digits are wrong on it")
  func wrongFrench() throws {
    let wrong = ["IDFRABERTHIER<<<<<<<<<<<<<<<<<750025", "8806923102858CORINNE<<<<<<<6512064F7"]
    let zone = try #require(best(wrong)?.zone)
    #expect(lines(zone) == wrong)
    #expect(zone.checkDigits.filter(\.holds).map(\.field) == [.documentNumber])
  }

  @Test("takes the lines of a Swiss licence, which carry no check digit")
  func swiss() {
    let swiss = ["FACHE000000000000<<800126<<<<<", "MARCHAND<<FABIENNE<<<<<<<<<<<<"]
    #expect(best(swiss)?.zone.layout == .swissLicence)
    #expect(lines(best(swiss)?.zone) == swiss)
  }

  @Test("votes column by column where each look misreads another letter of the names", arguments: ["F", "E"])
  func vote(second: String) {
    // With E, one look reads all letters rightly.
    let looks = [(12, "C"), (18, second), (27, "F")].map { column, letter in
      var line = Array(Self.danish[0])
      line[column] = Character(letter)
      return reading(String(line), unsure: [column: 0.5])
    }
    let candidate = MRZAssembler().best(of: [looks, looks.map { _ in reading(Self.danish[1]) }], boxes: [])
    #expect(lines(candidate?.zone) == Self.danish)
  }

  @Test("wants two looks that agree where a name was read in doubt")
  func agreement() throws {
    let doubtful = reading(Self.danish[0], unsure: [10: 0.6])
    let other = reading(Self.danish[0].replacing("NIELSEN", with: "NIFLSEN"), unsure: [17: 0.5])
    let number = reading(Self.danish[1])
    let disputed = try #require(MRZAssembler().best(of: [[doubtful, other], [number, number]], boxes: []))
    #expect(!disputed.isFaultless)
    let agreed = try #require(MRZAssembler().best(of: [[other, doubtful, doubtful], [number, number]], boxes: []))
    #expect(lines(agreed.zone) == Self.danish)
    #expect(agreed.isFaultless)
  }

  @Test(
    "takes a hardly read 1 for the J that the check digits ask for, and counts it", arguments: [(0.6, 1), (0.97, 0)])
  func letterJ(probability: Double, repairs: Int) throws {
    let indian = ["P<INDDOE<<JOCELYN<MICHELLE<<<<<<<<<<<<<<<<<<", "J8369854<4IND5909234F2110101<<<<<<<<<<<<<<<8"]
    let read = "1" + indian[1].dropFirst()
    let zone = try #require(
      MRZAssembler().best(of: [[reading(indian[0])], [reading(read, unsure: [0: probability])]], boxes: [])?.zone)
    #expect(zone.repairs == repairs)
    #expect((lines(zone) == indian) == (repairs == 1))
  }

  @Test(
    "makes nothing of other lines",
    arguments: [
      ["KOMMUNE<KOEBENHAVN<<BORGERSERVICE<<<<<<<<<<<", "12345678901234567890123456789012345678901234"],
      ["P<DNKAAGAARD<NIELSEN<<SOEREN<EMIL<<<<<<<<<<<", "KORTNUMMER4111111111111111GYLDIGTIL1227ABCDE"],
      ["", ""], ["P<", "2"], ["P<DNKAAGAARD<NIELSEN<<SOEREN<EMIL<<<<<<<<<<<"],
      [String(repeating: "<", count: 44), String(repeating: "<", count: 44)],
    ])
  func nonsense(lines: [String]) {
    #expect(best(lines) == nil)
  }
}
