internal import Judgement

/// What each check asks, and what its settings mean: one entry a check, in the words that `kyc explain` and
/// `docs/checks.md` print.
struct CheckGuide: Sendable, Equatable {
  /// A key of the check's block in a pipeline file.
  struct Setting: Sendable, Equatable {
    let name: String
    let meaning: String
    /// Unit, or what may stand there.
    let range: String
    /// What holds where it is left out; nil for a key that must be there.
    let absent: String?
  }

  /// The check's name in pipeline files.
  let check: String
  /// What it asks of a submission.
  let question: String
  /// The keys of the account that it compares with; empty when it needs none.
  let account: String
  /// Without `required`, which every check has.
  let settings: [Setting]

  private init(_ check: String, _ question: String, account: String = "", _ settings: [Setting] = []) {
    self.check = check
    self.question = question
    self.account = account
    self.settings = settings
  }

  /// The entry of a check; nil when it has none, which a test forbids.
  static func entry(for check: String) -> CheckGuide? { all.first { $0.check == check } }

  /// The key that every check has.
  static let required = Setting(
    name: "required", meaning: "an approval needs this check to pass", range: "true or false", absent: "true")

  private static let wordConfidence = Setting(
    name: "minimumWordConfidence",
    meaning: "how surely a differing value must have been read to be held against the customer; it never makes an "
      + "agreement weaker", range: "0 to 1", absent: nil)

  private static func readable(_ meaning: String, absent: String) -> Setting {
    Setting(name: "readableWordConfidence", meaning: meaning, range: "0 to 1", absent: absent)
  }

  /// In the order of `CheckCatalog.checks`.
  static let all: [CheckGuide] = [
    CheckGuide(
      "documentType", "Is there a document of a kind that is asked for, and none that is clearly of another?",
      [Setting(name: "accepted", meaning: "any of these will do", range: "list of document types", absent: nil)]),
    CheckGuide(
      "completeness",
      "Are all sides there that are needed? A passport shows everything on one page; a payment card is needed from the "
        + "side with the number.",
      [
        Setting(
          name: "bothSidesOf", meaning: "cards of which front and back are asked for",
          range: "list of identityCard, residencePermit, drivingLicence", absent: nil)
      ]),
    CheckGuide(
      "resolution", "Is the document large enough in the picture? Vector pages of a PDF have no resolution and pass.",
      [
        Setting(
          name: "minimumDotsPerInch", meaning: "on the document itself, not by the file's metadata",
          range: "dots per inch, above 0", absent: nil),
        Setting(
          name: "readableDotsPerInch", meaning: "enough for a page that was read well, where nothing is missing",
          range: "dots per inch, above 0", absent: "none"),
        readable("a page whose words were read with less was not read well", absent: "none"),
        Setting(
          name: "minimumLongSidePixels", meaning: "the long side of a page whose document has no known size",
          range: "pixels, above 0", absent: "such pages pass"),
      ]),
    CheckGuide(
      "sharpness",
      "Is the picture sharp? The weakest edges of its lines decide; without lines two other measures do, and what could be "
        + "read has a say. Vector pages of a PDF are always sharp.",
      [
        Setting(
          name: "minimumBlockSharpness", meaning: "edges of blocks of the page; lower is more blurred",
          range: "above 0", absent: nil),
        Setting(
          name: "minimumLineAcutance", meaning: "steepness of edges along lines of text; lower is more blurred",
          range: "0 to 1", absent: nil),
        Setting(
          name: "minimumLeastAcutance",
          meaning: "steepness of those edges in the direction in which they are weakest; less is blurred by itself",
          range: "0 to 1", absent: "not judged"),
        readable(
          "a page on which one of the first two measures is low counts as blurred when its words were read with less",
          absent: "one low measure is never enough"),
        Setting(
          name: "minimumShareOfPageAcutance",
          meaning: "acutance of a line over that of its page; names, dates and numbers below it are blurred",
          range: "0 to 1", absent: "single lines are not judged"),
      ]),
    CheckGuide(
      "exposure",
      "Does the light let the text be read? Only lines of text count: white borders and reflections beside them do not.",
      [
        Setting(
          name: "maximumLettersLost", meaning: "that reflections may hide on a page", range: "letters, above 0",
          absent: nil),
        Setting(
          name: "minimumTextContrast", meaning: "between text and paper, median of lines; less is never read",
          range: "grey levels, above 0", absent: nil),
        Setting(
          name: "readableTextContrast", meaning: "less is a defect where words were read badly", range: "grey levels",
          absent: nil),
        Setting(
          name: "readableWordConfidence", meaning: "words of a page read with less were read badly", range: "0 to 1",
          absent: nil),
      ]),
    CheckGuide(
      "framing",
      "Is all of the document in the picture that is needed? One that fills its picture is well framed.",
      [
        Setting(
          name: "maximumCutLines",
          meaning: "lines that may run out of the picture on one side although something was not found",
          range: "whole number", absent: nil)
      ]),
    CheckGuide(
      "legibility",
      "Can it be read at all? Every file needs one page with text that makes sense; further pages may be blank.",
      [
        Setting(
          name: "minimumTextHeightPixels", meaning: "median height of lower-case letters on a picture",
          range: "pixels, above 0", absent: nil),
        Setting(
          name: "minimumWordConfidence", meaning: "mean over a page, below which nothing on it was really read",
          range: "0 to 1", absent: "not judged"),
        Setting(
          name: "minimumWords", meaning: "words with at least two letters or digits that a page needs to count as read",
          range: "whole number", absent: "not judged"),
        readable(
          "small text that was read so well is a defect only when something that was looked for is missing",
          absent: "small text is always a defect"),
      ]),
    CheckGuide(
      "hiddenText",
      "Does a PDF say to a program what it says to the eye? Words of its text that no page shows are evidence of nothing, "
        + "and raise a doubt."),
    CheckGuide(
      "machineReadableZone",
      "Are the code lines with <<< there, do their check digits hold, and does the print beside them say the same?",
      account: "name",
      [
        Setting(
          name: "requiredFor", meaning: "documents that always have code lines on the page that is asked for",
          range: "list of document types", absent: nil),
        Setting(
          name: "minimumPrintConfidence", meaning: "print read with less never contradicts the code lines",
          range: "0 to 1", absent: nil),
        Setting(
          name: "refusesSpecimens", meaning: "a specimen raises a doubt", range: "true or false", absent: nil),
      ]),
    CheckGuide(
      "holderName", "Is the account holder named, and nobody else where the holder belongs?",
      account: "name or aliases; on cards card.holder too", [wordConfidence]),
    CheckGuide(
      "holderBirthDate", "Was the holder born on the day that the account says, and long enough ago?",
      account: "dateOfBirth",
      [
        Setting(name: "minimumAge", meaning: "on the day of the verdict", range: "whole years, above 0", absent: nil),
        wordConfidence,
      ]),
    CheckGuide(
      "holderAddress", "Does a document show the account's address, down to floor and door?",
      account: "address, with street, house number, and a postcode or town", [wordConfidence]),
    CheckGuide(
      "documentDate",
      "Is the document still valid, or new enough? Identity documents have an expiry date, letters and bills a date of "
        + "issue. At least one of the two settings must be there.",
      [
        Setting(
          name: "newerThanMonths", meaning: "most months since the date of issue; types not named need no such date",
          range: "document type: months, 1 or more", absent: "no date of issue is asked for"),
        Setting(
          name: "notExpired", meaning: "there must be an expiry date that has not passed", range: "true or false",
          absent: "no expiry date is asked for"),
      ]),
    CheckGuide(
      "cardNumber", "Is the card, or the wallet, the one registered on the account, and is the card still valid?",
      account: "card; for a wallet email does",
      [
        Setting(
          name: "notExpired", meaning: "a printed expiry date that has passed is a defect", range: "true or false",
          absent: nil)
      ]),
    CheckGuide(
      "cardCode", "Was the card's security code hidden? A code that could be read is painted over and only mentioned."),
    CheckGuide(
      "cardHolder", "Is the account holder named on the card, in any of the ways cards are embossed?",
      account: "name or aliases, else card.holder", [wordConfidence]),
    CheckGuide(
      "duplicate",
      "Was the same file sent before, or its picture, saved anew? From another customer, or again after it was rejected, it "
        + "raises a doubt; the earlier cases stand in the evidence. kyc verify, which stores nothing, looks nowhere."),
  ]
}
