import Casework
import FoundationEssentials
import Model
import Testing

/// What every `WorkQueue` promises about pictures seen before. What is the same picture, `PageFingerprint` tells.
package enum PictureContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = [
    Clause("a picture saved anew is told to who keeps it second, once for all its pages") { store in
      let first = try await claimed(store, .made("bill"))
      #expect(try await store.keep([filed(Bill())], of: first) == [])
      let second = try await claimed(store, .made("copy", account: .made(id: "A-2")))
      var copy = Bill()
      copy.scale = 0.2
      let seen = try await store.keep([filed(copy, file: 2), filed(copy, file: 2, page: 2)], of: second)
      #expect(seen == [Sighting(file: 2, first.claimed, besides: second.claimed, savedAnew: true)])
      #expect(seen.first?.sameAccount == false)
    },
    Clause("of two examined at once the second is told of the first, whose case may be the later one") { store in
      let first = try await claimed(store, .made("bill"))
      let second = try await claimed(store, .made("copy", account: .made(id: "A-2")))
      #expect(try await store.keep([filed(Bill())], of: second) == [])
      #expect(try await store.keep([filed(Bill())], of: first).map(\.number) == [second.number])
    },
    Clause("another bill of the same form is another picture, as is one without words") { store in
      _ = try await store.keep([filed(Bill())], of: try await claimed(store, .made("bill")))
      var other = Bill()
      other.name = "Kirsten Ågård"
      other.street = "Skånegade 3"
      let claim = try await claimed(store, .made("other", account: .made(id: "A-2")))
      #expect(try await store.keep([filed(other)], of: claim) == [])
      var blank = Bill().page
      blank.lines = []
      let fingerprint = try #require(PageFingerprint(blank))
      let blanks = try await claimed(store, .made("blank", account: .made(id: "A-3")))
      #expect(try await store.keep([FiledPicture(file: 1, page: 1, fingerprint: fingerprint)], of: blanks) == [])
    },
    Clause("who does it once more is not told of its own case, and who lost the claim of nothing") { store in
      let lost = try await claimed(store, .made("bill"), for: .killed)
      _ = try await store.keep([filed(Bill())], of: lost)
      let again = try await claimed(store, lost.number)
      #expect(try await store.keep([filed(Bill())], of: again) == [])
      let other = try await claimed(store, .made("copy", account: .made(id: "A-2")))
      #expect(try await store.keep([filed(Bill())], of: other).map(\.number) == [lost.number])
      #expect(try await store.keep([filed(Bill())], of: lost) == [])
    },
    Clause("where else a case's pictures were sent is told from both sides") { store in
      let first = try await claimed(store, .made("bill"))
      _ = try await store.keep([filed(Bill())], of: first)
      _ = try await store.settle(first, .concluded(.made(verdict: .rejection(.pageBlurred))), at: .start)
      let second = try await claimed(store, .made("copy"))
      let seen = try await store.keep([filed(Bill(), file: 3)], of: second)
      #expect(seen.map(\.decision) == [.reject])
      #expect(seen.map(\.sameAccount) == [true])
      #expect(try await store.sightings(ofPicturesIn: first.number).map(\.number) == [second.number])
      #expect(try await store.sightings(ofPicturesIn: second.number).map(\.file) == [3])
      #expect(try await store.sightings(ofPicturesIn: try await opened(store, .made("none")).number) == [])
      let none = CaseNumber(year: 2026, serial: 99)
      await #expect(throws: ReviewFailure.noSuchCase(none)) { try await store.sightings(ofPicturesIn: none) }
    },
  ]

  private static func filed(_ bill: Bill, file: Int = 1, page: Int = 1) -> FiledPicture {
    FiledPicture(file: file, page: page, fingerprint: bill.fingerprint)
  }
}
