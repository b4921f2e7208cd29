import Casework
import Model
import TestKit
import Testing

struct PageLikenessTests {
  private func same(_ change: (inout Bill) -> Void) -> Bool {
    var other = Bill()
    change(&other)
    let answers = [
      Bill().fingerprint.isSamePicture(as: other.fingerprint), other.fingerprint.isSamePicture(as: Bill().fingerprint),
    ]
    #expect(answers[0] == answers[1], "whichever is asked about the other")
    return answers[0]
  }

  @Test("a picture saved smaller, larger, or coarser is the same", arguments: [0.1, 0.15, 0.3, 0.45])
  func saved(scale: Double) {
    #expect(same { $0.scale = scale })
    #expect(
      same {
        $0.scale = scale
        $0.hashBits = 12
        $0.misread = ["Abonnement": "Abonnernent", "elforbrug": "elforbnug"]
      })
  }

  @Test("another person's bill of the same company is another picture")
  func otherPerson() {
    #expect(
      !same {
        $0.name = "Kirsten Ågård"
        $0.street = "Skånegade 3"
      })
    #expect(!same { $0.name = "Kirsten Ågård" }, "who lives at the same place")
  }

  @Test("a bill of another month is another picture", arguments: ["20.11.2026", "21.10.2026", "03.05.2025"])
  func otherMonth(date: String) { #expect(!same { $0.date = date }) }

  @Test("a document with another number, or at another house, is another picture")
  func otherNumber() {
    #expect(!same { $0.number = "7204419" })
    #expect(!same { $0.street = "Bakkevej 16" })
  }

  @Test("another photo or scan of the same document is another picture", arguments: [30, 100, 400])
  func photographedAgain(shift: Int) { #expect(!same { $0.shift = shift }) }

  @Test("what looks otherwise from afar is another picture, whatever it says")
  func otherLook() { #expect(!same { $0.hashBits = 90 }) }

  @Test("pages that say too little to be told apart are not the same picture")
  func tooLittle() throws {
    var page = Bill().page
    page.lines = []
    let blank = try #require(PageFingerprint(page))
    #expect(!blank.isSamePicture(as: blank))
    page.lines = [Bill().page.lines[0]]
    let head = try #require(PageFingerprint(page))
    #expect(!head.isSamePicture(as: head))
  }

  @Test("a page that was kept before there were hashes is known by nothing")
  func older() { #expect(PageFingerprint(Document.made.pages[0]) == nil) }

  @Test("the same picture has marks in common that pages of other forms have not")
  func marks() {
    func marks(_ bill: Bill) -> Set<Int64> { Set(bill.fingerprint.marks { Int64($0.value.hashValue) }) }
    var copy = Bill()
    copy.scale = 0.15
    copy.misread = ["Abonnement": "Abonnernent", "239,60": "239,G0"]
    #expect(marks(Bill()).intersection(marks(copy)).count >= 8)
    #expect(marks(Bill()).count <= 24)
  }

  @Test("nothing read of a page is printed")
  func silent() { #expect(!"\(Bill().fingerprint)".contains("NORDLYS")) }
}
