import Inspection
import Testing

@Suite("A frame reader")
struct FrameReaderTests {
  private static let first = Frame(kind: .picture, body: [1, 0, 0, 0, 0xFF, 0xD8, 7])
  private static let second = Frame(kind: .facts, body: Array(#"{"a":1}"#.utf8))
  private static let third = Frame(kind: .missing, body: [])
  private static var stream: [UInt8] { [first, second, third].flatMap { $0.header + $0.body } }

  @Test("returns the same frames wherever the stream is cut in two", arguments: 0...29)
  func cutInTwo(at place: Int) throws {
    let stream = Self.stream
    var reader = FrameReader(longest: 100)
    var frames = try reader.append(stream[..<place])
    frames += try reader.append(stream[place...])
    #expect(stream.count == 29)
    #expect(frames == [Self.first, Self.second, Self.third])
    #expect(reader.pendingCount == 0)
  }

  @Test("puts frames together from single bytes, each as soon as it is whole")
  func byteByByte() throws {
    var reader = FrameReader(longest: 100)
    var completions: [Int] = []
    for (index, byte) in Self.stream.enumerated() {
      if !(try reader.append([byte])).isEmpty { completions.append(index) }
    }
    #expect(completions == [11, 23, 28])
  }

  @Test("keeps what does not make a whole frame yet")
  func keepsTheRest() throws {
    var reader = FrameReader(longest: 100)
    #expect(try reader.append([4, 3, 0]) == [])
    #expect(reader.pendingCount == 3)
    #expect(try reader.append([0, 0, 9, 9]) == [])
    #expect(reader.pendingCount == 7)
    #expect(try reader.append([9, 5]) == [Frame(kind: .facts, body: [9, 9, 9])])
    #expect(reader.pendingCount == 1)
  }

  @Test("takes bodies without a byte")
  func emptyBodies() throws {
    var reader = FrameReader(longest: 0)
    let frames = try reader.append([3, 0, 0, 0, 0, 5, 0, 0, 0, 0])
    #expect(frames == [Frame(kind: .picture, body: []), Frame(kind: .missing, body: [])])
  }

  @Test("takes a body of just the longest length")
  func longest() throws {
    var reader = FrameReader(longest: 300)
    let frame = Frame(kind: .document, body: [UInt8](repeating: 8, count: 300))
    #expect(frame.header == [2, 44, 1, 0, 0])
    #expect(try reader.append(frame.header + frame.body) == [frame])
  }

  @Test(
    "refuses a body that is too long as soon as its length is announced",
    arguments: [([3, 45, 1, 0, 0], 301), ([4, 255, 255, 255, 255], 4_294_967_295)] as [([UInt8], Int)])
  func tooLong(header: [UInt8], length: Int) {
    var reader = FrameReader(longest: 300)
    #expect(throws: FrameReader.Failure.tooLong(length)) { try reader.append(header) }
  }

  @Test("refuses a kind that it does not know", arguments: [0, 6, 121, 255] as [UInt8])
  func unknownKind(kind: UInt8) {
    var reader = FrameReader(longest: 300)
    #expect(throws: FrameReader.Failure.unknownKind(kind)) { try reader.append([kind, 0, 0, 0, 0]) }
  }

  @Test("refuses an unknown kind behind a good frame")
  func unknownKindBehind() {
    var reader = FrameReader(longest: 300)
    #expect(throws: FrameReader.Failure.unknownKind(9)) { try reader.append([5, 0, 0, 0, 0, 9, 0, 0, 0, 0]) }
  }
}
