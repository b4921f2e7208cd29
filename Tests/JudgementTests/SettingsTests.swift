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
    ("sharpness", #"{"minimumBlockSharpness": 0.244, "minimumLineAcutance": 0.246}"#),
    ("legibility", #"{"minimumTextHeightPixels": 12}"#),
    ("legibility", #"{"minimumTextHeightPixels": 12, "readableWordConfidence": 0.7}"#),
    ("machineReadableZone", #"{"requiredFor": ["passport"], "minimumPrintConfidence": 0.8, "refusesSpecimens": true}"#),
    ("holderName", #"{"minimumWordConfidence": 0.6}"#),
    ("holderBirthDate", #"{"minimumAge": 18, "minimumWordConfidence": 0.6}"#),
    ("holderAddress", #"{"minimumWordConfidence": 0.6}"#),
    ("documentDate", #"{"newerThanMonths": {"utilityBill": 3, "tenancyContract": 12}}"#),
    ("documentDate", #"{"notExpired": true}"#),
    ("cardNumber", #"{"notExpired": true}"#),
    ("cardCode", "{}"),
    ("cardHolder", #"{"minimumWordConfidence": 0.6}"#),
  ])
  func areRead(_ name: String, _ json: String) throws {
    let check = try #require(CheckCatalog.check(named: name))
    let decoded = try JSONDecoder().decode(check, from: Data(json.utf8))
    #expect(decoded.complaint == nil)
  }

  @Test(arguments: [
    ("documentType", #"{"accepted": ["lottery"]}"#), ("documentDate", #"{"newerThanMonths": {"lottery": 3}}"#),
    ("holderName", "{}"), ("cardNumber", #"{"notExpired": 3}"#),
  ])
  func areRefused(_ name: String, _ json: String) throws {
    let check = try #require(CheckCatalog.check(named: name))
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(check, from: Data(json.utf8)) }
  }

  @Test(arguments: [
    ("documentType", #"{"accepted": []}"#), ("resolution", #"{"minimumDotsPerInch": 0}"#),
    ("sharpness", #"{"minimumBlockSharpness": 0.244, "minimumLineAcutance": 24.6}"#),
    ("holderName", #"{"minimumWordConfidence": 60}"#), ("documentDate", "{}"),
    ("documentDate", #"{"newerThanMonths": {"utilityBill": 0}}"#),
  ])
  func areComplainedAbout(_ name: String, _ json: String) throws {
    let check = try #require(CheckCatalog.check(named: name))
    #expect(try JSONDecoder().decode(check, from: Data(json.utf8)).complaint != nil)
  }
}
