import Foundation
import Model
import Testing

struct PictureHashTests {
  private func hash(_ set: Set<Int>) throws -> PictureHash {
    try #require(PictureHash(bits: (0..<256).map(set.contains)))
  }

  @Test("the distance is the number of bits that differ")
  func distance() throws {
    let one = try hash([0, 63, 64, 255])
    #expect(one.distance(to: one) == 0)
    #expect(try one.distance(to: hash([0, 63, 64])) == 1)
    #expect(try one.distance(to: hash([1, 62, 65, 254])) == 8)
    #expect(try hash([]).distance(to: hash(Set(0..<256))) == 256)
  }

  @Test("it has 256 bits or is none", arguments: [0, 64, 255, 257])
  func size(count: Int) { #expect(PictureHash(bits: [Bool](repeating: true, count: count)) == nil) }

  @Test("it is written and read again, and nothing else is read as one")
  func coding() throws {
    let one = try hash([0, 70, 255])
    #expect(try JSONDecoder().decode(PictureHash.self, from: JSONEncoder().encode(one)) == one)
    for text in ["[]", "[1,2,3]", "[1,2,3,4,5]", "[1,2,3,-4]", #""abc""#] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(PictureHash.self, from: Data(text.utf8)) }
    }
  }
}
