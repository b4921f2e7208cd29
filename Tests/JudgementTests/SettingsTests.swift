import Foundation
import Judgement
import Model
import Testing

/// Settings come from pipeline files: a check's stored properties are its keys.
struct SettingsTests {
  @Test(arguments: [
    ("documentType", #"{"accepted": ["passport", "drivingLicence"]}"#),
    ("resolution", #"{"minimumDotsPerInch": 150}"#),
    ("resolution", #"{"minimumDotsPerInch": 150, "minimumLongSidePixels": 1000}"#),
    ("resolution", #"{"minimumDotsPerInch": 150, "readableDotsPerInch": 100, "readableWordConfidence": 0.7}"#),
    ("sharpness", #"{"minimumBlockSharpness": 0.244, "minimumLineAcutance": 0.246}"#),
    ("sharpness", #"{"minimumBlockSharpness": 0.2, "minimumLineAcutance": 0.2, "minimumShareOfPageAcutance": 0.45}"#),
    ("completeness", #"{"bothSidesOf": ["identityCard"]}"#), ("completeness", #"{"bothSidesOf": []}"#),
    (
      "exposure",
      #"{"maximumLettersLost": 2, "minimumTextContrast": 24, "readableTextContrast": 45, "readableWordConfidence": 0.5}"#
    ),
    ("framing", #"{"maximumCutLines": 0}"#),
    ("legibility", #"{"minimumTextHeightPixels": 12}"#),
    ("legibility", #"{"minimumTextHeightPixels": 12, "readableWordConfidence": 0.7}"#),
    ("hiddenText", "{}"),
    ("machineReadableZone", #"{"requiredFor": ["passport"], "minimumPrintConfidence": 0.8, "refusesSpecimens": true}"#),
    ("holderName", #"{"minimumWordConfidence": 0.6}"#),
    ("holderBirthDate", #"{"minimumAge": 18, "minimumWordConfidence": 0.6}"#),
    ("holderAddress", #"{"minimumWordConfidence": 0.6}"#),
    ("documentDate", #"{"newerThanMonths": {"utilityBill": 3, "tenancyContract": 12}}"#),
    ("documentDate", #"{"notExpired": true}"#),
    ("cardNumber", #"{"notExpired": true}"#),
    ("cardCode", "{}"),
    ("cardHolder", #"{"minimumWordConfidence": 0.6}"#),
    ("duplicate", "{}"),
  ])
  func areRead(_ name: String, _ json: String) throws {
    let check = try #require(CheckCatalog.check(named: name))
    let decoded = try JSONDecoder().decode(check, from: Data(json.utf8))
    #expect(decoded.complaint == nil)
  }

  @Test(arguments: [
    ("documentType", #"{"accepted": ["lottery"]}"#), ("documentDate", #"{"newerThanMonths": {"lottery": 3}}"#),
    ("holderName", "{}"), ("exposure", #"{"maximumLettersLost": 2}"#), ("framing", "{}"), ("completeness", "{}"),
    ("cardNumber", #"{"notExpired": 3}"#),
  ])
  func areRefused(_ name: String, _ json: String) throws {
    let check = try #require(CheckCatalog.check(named: name))
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(check, from: Data(json.utf8)) }
  }

  @Test(arguments: [
    ("documentType", #"{"accepted": []}"#), ("resolution", #"{"minimumDotsPerInch": 0}"#),
    ("resolution", #"{"minimumDotsPerInch": 150, "readableDotsPerInch": 160, "readableWordConfidence": 0.7}"#),
    ("resolution", #"{"minimumDotsPerInch": 150, "readableDotsPerInch": 100}"#),
    ("sharpness", #"{"minimumBlockSharpness": 0.244, "minimumLineAcutance": 24.6}"#),
    ("sharpness", #"{"minimumBlockSharpness": 0.2, "minimumLineAcutance": 0.2, "minimumLeastAcutance": 1.6}"#),
    ("completeness", #"{"bothSidesOf": ["passport"]}"#), ("framing", #"{"maximumCutLines": -1}"#),
    (
      "exposure",
      #"{"maximumLettersLost": 2, "minimumTextContrast": 9, "readableTextContrast": 8, "readableWordConfidence": 0.5}"#
    ),
    ("holderName", #"{"minimumWordConfidence": 60}"#), ("documentDate", "{}"),
    ("documentDate", #"{"newerThanMonths": {"utilityBill": 0}}"#),
  ])
  func areComplainedAbout(_ name: String, _ json: String) throws {
    let check = try #require(CheckCatalog.check(named: name))
    #expect(try JSONDecoder().decode(check, from: Data(json.utf8)).complaint != nil)
  }
}
