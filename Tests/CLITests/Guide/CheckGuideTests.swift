import Judgement
import Model
import Pipelines
import Testing

@testable import CLI

@Suite("The guide to checks")
struct CheckGuideTests {
  /// Every check with settings, as the shipped files set them up.
  static func shipped() throws -> [ConfiguredCheck] {
    try PipelineLoader.load(folder: Repository.path("pipelines")).flatMap(\.checks)
  }

  @Test("has an entry for every check, in the catalogue's order, and for nothing else")
  func complete() {
    #expect(CheckGuide.all.map(\.check) == CheckCatalog.checks.map { $0.name })
  }

  @Test("explains every setting of every check, and no other")
  func settings() throws {
    let checks = try Self.shipped()
    #expect(Set(checks.map(\.name)) == Set(CheckGuide.all.map(\.check)), "a shipped pipeline uses every check")
    for configured in checks {
      let stored = Mirror(reflecting: configured.check).children.compactMap(\.label)
      let explained = CheckGuide.entry(for: configured.name)?.settings.map(\.name) ?? []
      #expect(Set(explained) == Set(stored), "\(configured.name)")
      #expect(explained.count == stored.count, "\(configured.name)")
    }
  }

  @Test("says of a setting what its absence means exactly where it may be absent")
  func absence() throws {
    for configured in try Self.shipped() {
      for child in Mirror(reflecting: configured.check).children {
        let setting = CheckGuide.entry(for: configured.name)?.settings.first { $0.name == child.label }
        let isOptional = Mirror(reflecting: child.value).displayStyle == .optional
        #expect((setting?.absent != nil) == isOptional, "\(configured.name).\(child.label ?? "")")
      }
    }
  }

  @Test(
    "tells the limits of a check from its other settings",
    arguments: [
      ("identity", "holderBirthDate", "minimumAge 18, minimumWordConfidence 0.6"),
      ("identity", "machineReadableZone", "minimumPrintConfidence 0.8"), ("identity", "documentType", ""),
      ("payment", "cardNumber", ""),
      (
        "address", "documentDate",
        "newerThanMonths authorityLetter: 3, bankStatement: 3, tenancyContract: 12, utilityBill: 3"
      ),
    ])
  func limits(pipeline: String, check: String, limits: String) throws {
    let file = try PipelineLoader.load(file: Repository.path("pipelines/\(pipeline).yaml"))
    let configured = try #require(file.checks.first { $0.name == check })
    #expect(PipelineSettings(configured).limits == limits)
  }

  @Test("ends every question as one, or says more after it")
  func questions() {
    for guide in CheckGuide.all { #expect(guide.question.contains("?"), "\(guide.check)") }
  }
}
