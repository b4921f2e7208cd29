import Casework
import Inspection
import Judgement
import Model
import Pipelines
import Testing

@Suite("A pipeline file")
struct PipelineLoaderTests {
  private static let path = "pipelines/address.yaml"

  private static let sound = """
    # What shows where somebody lives.
    name: address
    version: 3
    accepts: [pdf, jpeg]
    limits: { files: 4, pages: 8, megabytes: 20, megapixels: 60, seconds: 45, addressSpaceMegabytes: 2048 }
    render: { dotsPerInch: 300 }
    read: { languages: [dan, eng] }
    mask: [cardVerificationCode, cardNumber]
    checks:
      documentType: { accepted: [utilityBill, bankStatement] }
      resolution: { minimumDotsPerInch: 150 }
      documentDate:
        newerThanMonths: { utilityBill: 3, bankStatement: 6 }
        required: false
    review: { targetHours: 24, deadlineHours: 72, vipDeadlineHours: 12, autoClose: never, team: general }
    """

  private func complaints(about text: String, path: String = Self.path) -> [String] {
    do throws(PipelineFilesRefused) {
      _ = try PipelineLoader.load(text: text, path: path)
      return []
    } catch {
      return error.complaints.map(\.description)
    }
  }

  /// The sound file with the line that starts with `key` replaced.
  private func sound(_ key: String, _ replacement: String) -> String {
    Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " }.hasPrefix(key + ":") ? replacement : String($0) }
      .joined(separator: "\n")
  }

  @Test("is read as it stands")
  func soundFile() throws {
    let file = try PipelineLoader.load(text: Self.sound, path: Self.path)
    #expect(file.pipeline.name == "address")
    #expect(file.pipeline.version == 3)
    #expect(file.pipeline.order.accepts == [.pdf, .jpeg])
    #expect(file.pipeline.order.limits.addressSpaceMegabytes == 2048)
    #expect(file.pipeline.order.renderDotsPerInch == 300)
    #expect(file.pipeline.order.languages == ["dan", "eng"])
    #expect(file.pipeline.order.mask == [.cardVerificationCode, .cardNumber])
    #expect(file.pipeline.intake == .sealed)
    #expect(file.pipeline.review.vipDeadlineHours == 12)
    #expect(file.checks.map(\.name) == ["documentType", "resolution", "documentDate"])
    #expect(file.checks.map(\.isRequired) == [true, true, false])
    let type = try #require(file.checks[0].check as? AcceptedDocumentType)
    #expect(type.accepted == [.utilityBill, .bankStatement])
    let date = try #require(file.checks[2].check as? DocumentDate)
    #expect(date.newerThanMonths == [.utilityBill: 3, .bankStatement: 6])
    #expect(date.notExpired == nil)
  }

  @Test("may ask that nothing is kept before it is masked")
  func maskFirst() throws {
    let file = try PipelineLoader.load(text: Self.sound + "\nintake: mask-first", path: Self.path)
    #expect(file.pipeline.intake == .maskFirst)
  }

  @Test("reads with the languages of the customer's country")
  func languagesByCountry() throws {
    let text = sound("read", "read: { languages: [dan, eng], byCountry: { SE: [swe], NO: [nor, eng] } }")
    let pipeline = try PipelineLoader.load(text: text, path: Self.path).pipeline
    #expect(pipeline.languages == ["dan", "eng", "swe", "nor"])
    let countries = ["SE", "NO", "DK", nil]
    let languages = countries.map { country in
      pipeline.inspectionOrder(for: Account(id: "A-1", address: Account.Address(country: country))).languages
    }
    #expect(languages == [["swe"], ["nor", "eng"], ["dan", "eng"], ["dan", "eng"]])
    #expect(pipeline.inspectionOrder(for: Account(id: "A-1")) == pipeline.order)
  }

  @Test(
    "is complained about with file and line",
    arguments: [
      ("name", "name: adress", ["2: name is 'adress', but the file is called address.yaml"]),
      ("version", "version: 0", ["3: version is 0; it can be 1 to 1000000"]),
      ("version", "version: three", ["3: version must be a whole number, not 'three'"]),
      ("version", "version: \"3\"", ["3: version must be a whole number, not '3'"]),
      ("version", "version: 1:30", ["3: version must be a whole number, not '1:30'"]),
      ("version", "version:", ["3: version must be a whole number, not nothing"]),
      ("version", "versoin: 3", ["3: unknown key 'versoin' (did you mean 'version'?)"]),
      ("version", "# no version", ["1: 'version' is missing"]),
      ("accepts", "accepts: pdf", ["4: accepts must be a list, not 'pdf'"]),
      ("accepts", "accepts: []", ["4: accepts is empty"]),
      ("accepts", "accepts: [pdf, jpg]", ["4: unknown word 'jpg' in accepts (did you mean 'jpeg'?)"]),
      ("accepts", "accepts: [pdf, heic]", ["4: accepts: 'heic' cannot be examined; pdf, jpeg and png can"]),
      ("accepts", "accepts: [pdf, pdf]", ["4: accepts names something twice"]),
      ("render", "render: { dotsPerInch: 5000 }", ["6: render.dotsPerInch is 5000; it can be 72 to 600"]),
      ("render", "render: 300", ["6: render must be a block of keys, not '300'"]),
      (
        "render", "render: { dotsPerInch: 300, colour: true }",
        ["6: unknown key 'colour' in render (known: dotsPerInch)"]
      ),
      (
        "read", "read: { languages: [danish] }",
        ["7: read.languages: 'danish' is no Tesseract language code, such as dan or eng"]
      ),
      (
        "read", "read: { languages: [dan], byCountry: { se: [swe] } }",
        ["7: read.byCountry: 'se' is not two capital letters (ISO 3166-1), such as SE"]
      ),
      (
        "read", "read: { languages: [dan], byCountry: { SE: [swedish] } }",
        ["7: read.byCountry.SE: 'swedish' is no Tesseract language code, such as dan or eng"]
      ),
      ("read", "read: { languages: [dan], byCountry: { SE: [] } }", ["7: read.byCountry.SE is empty"]),
      (
        "mask", "mask: [cardVerificationCode, cardNumber, drawn]",
        ["8: mask names 'drawn', which is what people paint over at the review desk; leave it out"]
      ),
      (
        "mask", "mask: [cardNumber]",
        ["8: mask lacks 'cardVerificationCode': a card can be in any upload, and it may not be kept"]
      ),
      (
        "resolution", "  sharpnes: { minimumBlockSharpness: 0.2 }",
        ["11: unknown check 'sharpnes' (did you mean 'sharpness'?)"]
      ),
      (
        "resolution", "  resolution: { minimumDotsPerInsh: 150 }",
        ["11: unknown key 'minimumDotsPerInsh' in resolution (did you mean 'minimumDotsPerInch'?)"]
      ),
      ("resolution", "  resolution: {}", ["11: resolution: 'minimumDotsPerInch' is missing"]),
      ("resolution", "  resolution:", ["11: resolution must be a block of keys, not nothing"]),
      (
        "resolution", "  resolution: { minimumDotsPerInch: .inf }",
        ["11: resolution.minimumDotsPerInch must be a number, not '.inf'"]
      ),
      (
        "resolution", "  resolution: { minimumDotsPerInch: 150, required: yes }",
        ["11: resolution.required must be true or false, not 'yes'"]
      ),
      (
        "documentType", "  documentType: { accepted: [utilityBil] }",
        ["10: unknown word 'utilityBil' in documentType.accepted (did you mean 'utilityBill'?)"]
      ),
      (
        "newerThanMonths", "    newerThanMonths: { bankstatement: 3 }",
        ["13: unknown word 'bankstatement' in documentDate.newerThanMonths (did you mean 'bankStatement'?)"]
      ),
      (
        "newerThanMonths", "    newerThanMonths: { bankStatement: 0 }",
        ["12: check 'documentDate': 'newerThanMonths' must be 1 or more"]
      ),
      (
        "review", "review: { targetHours: 96, deadlineHours: 72, vipDeadlineHours: 12, autoClose: never, team: a }",
        ["15: review.targetHours is later than review.deadlineHours"]
      ),
      (
        "review", "review: { targetHours: 9, deadlineHours: 72, vipDeadlineHours: 12, autoClose: always, team: a }",
        ["15: unknown word 'always' in review.autoClose (known: never)"]
      ),
    ])
  func complaint(key: String, replacement: String, expected: [String]) {
    #expect(complaints(about: sound(key, replacement)) == expected.map { Self.path + ":" + $0 })
  }

  @Test("tells several complaints at once, in line order")
  func several() {
    let text = sound("version", "version: x").replacing("seconds: 45", with: "seconds: 0")
      .replacing("resolution:", with: "resolutoin:")
    #expect(
      complaints(about: text) == [
        "pipelines/address.yaml:3: version must be a whole number, not 'x'",
        "pipelines/address.yaml:5: limits.seconds is 0; it can be 1 to 3600",
        "pipelines/address.yaml:11: unknown check 'resolutoin' (did you mean 'resolution'?)",
      ])
  }

  @Test("with a key twice names both lines")
  func duplicateKey() {
    #expect(
      complaints(about: Self.sound + "\nversion: 4")
        == ["pipelines/address.yaml:16: key 'version' stands twice (first on line 3)"])
  }

  @Test("that is no YAML, or nothing, is refused")
  func noYAML() {
    #expect(complaints(about: "name: [address\n").first?.hasPrefix("pipelines/address.yaml:2: is not YAML") == true)
    #expect(complaints(about: "").first?.hasPrefix("pipelines/address.yaml: is empty") == true)
    #expect(
      complaints(about: "- a\n- b").first == "pipelines/address.yaml:1: the file must be a block of keys, not a list")
  }

  @Test("in which nothing is required would approve everything, and is refused")
  func nothingRequired() {
    let text = sound("documentType", "  documentType: { accepted: [utilityBill], required: false }")
      .replacing("minimumDotsPerInch: 150", with: "minimumDotsPerInch: 150, required: false")
    #expect(
      complaints(about: text) == ["pipelines/address.yaml:9: no check is required; everything would be approved"])
  }

  @Test("shows control characters of unknown keys escaped")
  func controlCharacters() {
    let text = Self.sound + "\n\"\\e[31mred\": 1"
    #expect(complaints(about: text).first?.contains("unknown key '\\u{1B}[31mred'") == true)
  }
}
