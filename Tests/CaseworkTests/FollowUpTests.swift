import Casework
import Model
import TestKit
import Testing

struct FollowUpTests {
  /// Files of those names as their hashes; findings name them by number.
  private func conclusion(_ names: [String], _ findings: Finding...) -> Conclusion {
    var conclusion = Conclusion.made()
    conclusion.files = names.map {
      ExaminedFile(name: Private($0), bytes: 1, sha256: "hash of \($0)", inspected: .document(.made))
    }
    conclusion.verdict.findings = findings
    return conclusion
  }

  @Test("what nobody complained about is carried over, and only what is new is examined")
  func carries() {
    let before = conclusion(
      ["card", "bill", "letter", "passport"], Finding(.pageBlurred, .retry, file: 2),
      Finding(.cardCodeExposed, .info, file: 1), Finding(.holderNameMissing, .retry),
      Finding(.documentSpecimen, .doubt, file: 4, page: 1))
    let followUp = FollowUp(after: before)
    #expect(followUp.carried == [before.files[0], before.files[2]])
    let fresh = followUp.fresh(among: Submission.made("bill", "card", "new", "passport", "newer").files)
    #expect(fresh.map(\.sha256) == ["hash of new", "hash of newer"])
  }

  @Test("a first submission is new as a whole")
  func first() {
    let followUp = FollowUp(after: nil)
    #expect(followUp.carried == [])
    #expect(followUp.fresh(among: Submission.made("a", "b").files).count == 2)
    #expect(followUp.isAnswered(by: ["hash of a"]))
  }

  @Test("the same bytes twice, complained about once, are still good")
  func twice() {
    let followUp = FollowUp(after: conclusion(["bill", "bill"], Finding(.pageBlurred, .retry, file: 2)))
    #expect(followUp.carried.count == 1)
    #expect(followUp.isAnswered(by: ["hash of bill"]))
  }

  @Test("a file that was one too many is looked at when there is room")
  func surplus() {
    var before = conclusion(["a", "b"], Finding(.fileTooMany, .retry, file: 2))
    before.files[1].inspected = .unreadable(Unreadable(reason: .fileTooMany, format: .unknown))
    let followUp = FollowUp(after: before)
    #expect(followUp.carried == [before.files[0]])
    #expect(followUp.fresh(among: Submission.made("a", "b").files).map(\.sha256) == ["hash of b"])
    #expect(followUp.isAnswered(by: ["hash of b"]))
  }

  @Test(
    "any file that was not complained about makes an answer",
    arguments: [
      (["hash of bill"], false), (["hash of bill", "hash of bill"], false), (["hash of bill", "hash of card"], true),
      (["hash of new"], true), ([], false),
    ])
  func answer(files: [String], isAnswered: Bool) {
    let followUp = FollowUp(after: conclusion(["card", "bill"], Finding(.pageBlurred, .retry, file: 2)))
    #expect(followUp.isAnswered(by: files) == isAnswered)
  }
}
