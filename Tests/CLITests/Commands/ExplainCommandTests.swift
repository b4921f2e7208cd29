import ArgumentParser
import Casework
import Judgement
import Model
import Paperwork
import Pipelines
import Testing
import Workplace

@testable import CLI

@Suite("kyc explain")
struct ExplainCommandTests {
  private func entry(_ name: String) throws(CommandFailure) -> String {
    switch try GuideEntry(named: name) {
    case .reason(let reason): reason.code.rawValue
    case .check(let check): check.name
    }
  }

  @Test("finds every code and every check by its name")
  func names() throws {
    for name in CheckCatalog.reasons.map(\.code.rawValue) + CheckCatalog.checks.map({ $0.name }) {
      #expect(try entry(name) == name)
    }
  }

  @Test(
    "says which name may have been meant",
    arguments: [
      ("page.blured", " (did you mean 'page.blurred'?)"), ("sharpnes", " (did you mean 'sharpness'?)"), ("weather", ""),
    ])
  func unknown(name: String, meant: String) {
    let sentence = "'\(name)' is no reason code and no check\(meant); kyc explain lists all"
    #expect(throws: CommandFailure(.usage, sentence)) { try entry(name) }
  }

  @Test("takes --markdown alone only")
  func markdown() throws {
    #expect(try ExplainCommand.parse(["--markdown"]).markdown)
    #expect(throws: (any Error).self) { try ExplainCommand.parse(["--markdown", "--json"]) }
    #expect(throws: (any Error).self) { try ExplainCommand.parse(["page.blurred", "--markdown"]) }
  }

  @Test("says of a reason who acts, who gives it, and when it is of another class")
  func reason() {
    let lines = GuideText(Paint(isOn: false)).lines(CheckCatalog.reason(for: .cardDiffers))
    #expect(lines[0] == "card.differs  amend: the customer corrects the account or sends another proof")
    #expect(lines[1].hasPrefix("  doubt where the number's own check digit does not hold"))
    #expect(lines[2] == "  given by  cardNumber, measured in stage judge")
    #expect(
      lines[3] == "  acts      the customer; a corrected account is judged by kyc rerun CASE --account FILE")
  }

  @Test("says of a check what its settings are in every pipeline that has it")
  func check() throws {
    let files = try PipelineLoader.load(folder: Repository.path("pipelines"))
    let check = try #require(CheckCatalog.check(named: "holderBirthDate"))
    let text = GuideText(Paint(isOn: false)).lines(check, files).joined(separator: "\n")
    #expect(text.contains("compares with the account's  dateOfBirth"))
    let identity = try #require(files.first { $0.pipeline.name == "identity" }).pipeline
    #expect(text.contains("identity@\(identity.version)  minimumAge 18 · minimumWordConfidence 0.6 · required true"))
    #expect(!text.contains("payment@"))
    let object = GuideObject.json(check, files).line
    #expect(object.hasPrefix(#"{"check":"holderBirthDate","asks":"#))
    #expect(object.contains(#""inForce":{"identity":{"minimumAge":18,"minimumWordConfidence":0.6,"required":true}}"#))
  }

  @Test("lists every check and every code in one line each")
  func overview() {
    let lines = GuideText(Paint(isOn: false)).overview
    #expect(lines.count == CheckCatalog.checks.count + CheckCatalog.reasons.count + 3)
    #expect(lines.contains { $0.hasPrefix("page.blurred  ") && $0.hasSuffix("  retry  measure  sharpness") })
  }

  @Test("as JSON has the keys that integrators read")
  func json() {
    let line = GuideObject.json(CheckCatalog.reason(for: .pageBlurred)).line
    #expect(
      line.hasPrefix(
        #"{"code":"page.blurred","class":"retry","stage":"measure","givenBy":["sharpness"],"customer":{"da":"#))
  }
}
