import Casework
import Model
import TestKit
import Testing

struct SubmissionTests {
  @Test("the identity is made of account, pipeline and contents, not of names")
  func identity() {
    let submission = Submission.made("front", "back")
    var renamed = submission
    renamed.files[0].name = Private("other.jpg")
    renamed.account = .made(family: "Holm")
    #expect(renamed.identity(pipeline: "payment") == submission.identity(pipeline: "payment"))
    let identities = [
      submission.identity(pipeline: "payment"), submission.identity(pipeline: "address"),
      Submission.made("front").identity(pipeline: "payment"),
      Submission.made("back", "front").identity(pipeline: "payment"),
      Submission.made("front", "back", account: .made(id: "A-1")).identity(pipeline: "payment"),
      Submission.made("front", "back", account: .made(id: "A-1001;7:payment")).identity(pipeline: ""),
    ]
    #expect(Set(identities).count == identities.count)
  }
}
