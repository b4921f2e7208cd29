import Inspection
import Testing

@Suite("A frame reader")
struct FrameReaderTests {
  private static let first = Frame(kind: .picture, body: [1, 0, 0, 0, 0xFF, 0xD8, 7])
  private static let second = Frame(kind: .facts, body: Array(#"{"a":1}"#.utf8))
  private static let third = Frame(kind: .missing, body: [])
  private static var stream: [UInt8] { [first, second, third].flatMap { $0.header + $0.body } }

  /// Takes every kind, with bodies up to a length.
  private static func reader(longest: Int) -> FrameReader {
    let kinds: [Frame.Kind] = [.order, .document, .picture, .facts, .missing, .ready]
    return FrameReader(longest: Dictionary(uniqueKeysWithValues: kinds.map { ($0, longest) }))
  }

  @Test("returns the same frames wherever the stream is cut in two", arguments: 0...29)
  func cutInTwo(at place: Int) throws {
    let stream = Self.stream
    var reader = Self.reader(longest: 100)
    var frames = try reader.frames(from: stream[..<place])
    frames += try reader.frames(from: stream[place...])
    #expect(stream.count == 29)
    #expect(frames == [Self.first, Self.second, Self.third])
    #expect(reader.pendingCount == 0)
  }

  @Test("puts frames together from single bytes, each as soon as it is whole")
  func byteByByte() throws {
    var reader = Self.reader(longest: 100)
    var completions: [Int] = []
    for (index, byte) in Self.stream.enumerated() {
      if !(try reader.frames(from: [byte])).isEmpty { completions.append(index) }
    }
    #expect(completions == [11, 23, 28])
  }

  @Test("keeps what does not make a whole frame yet")
  func keepsTheRest() throws {
    var reader = Self.reader(longest: 100)
    #expect(try reader.frames(from: [4, 3, 0]) == [])
    #expect(reader.pendingCount == 3)
    #expect(try reader.frames(from: [0, 0, 9, 9]) == [])
    #expect(reader.pendingCount == 7)
    #expect(try reader.frames(from: [9, 5]) == [Frame(kind: .facts, body: [9, 9, 9])])
    #expect(reader.pendingCount == 1)
  }

  @Test("takes bodies without a byte")
  func emptyBodies() throws {
    var reader = Self.reader(longest: 0)
    let frames = try reader.frames(from: [3, 0, 0, 0, 0, 5, 0, 0, 0, 0])
    #expect(frames == [Frame(kind: .picture, body: []), Frame(kind: .missing, body: [])])
  }

  @Test("takes a body of just the longest length")
  func longest() throws {
    var reader = Self.reader(longest: 300)
    let frame = Frame(kind: .document, body: [UInt8](repeating: 8, count: 300))
    #expect(frame.header == [2, 44, 1, 0, 0])
    #expect(try reader.frames(from: frame.header + frame.body) == [frame])
  }

  @Test(
    "refuses a body that is too long as soon as its length is announced",
    arguments: [([3, 45, 1, 0, 0], 301), ([4, 255, 255, 255, 255], 4_294_967_295)] as [([UInt8], Int)])
  func tooLong(header: [UInt8], length: Int) {
    var reader = Self.reader(longest: 300)
    #expect(throws: FrameReader.Failure.tooLong(length)) { try reader.frames(from: header) }
  }

  @Test("refuses a kind that it does not know", arguments: [0, 7, 121, 255] as [UInt8])
  func unknownKind(kind: UInt8) {
    var reader = Self.reader(longest: 300)
    #expect(throws: FrameReader.Failure.unexpectedKind(kind)) { try reader.frames(from: [kind]) }
  }

  @Test("refuses an unknown kind behind a good frame")
  func unknownKindBehind() {
    var reader = Self.reader(longest: 300)
    #expect(throws: FrameReader.Failure.unexpectedKind(9)) { try reader.frames(from: [5, 0, 0, 0, 0, 9, 0, 0, 0, 0]) }
  }

  @Test("returns what is good before what is bad")
  func goodBeforeBad() throws {
    var reader = Self.reader(longest: 300)
    reader.append([5, 0, 0, 0, 0, 6, 0, 0, 0, 0, 9])
    #expect(try reader.next() == Frame(kind: .missing, body: []))
    #expect(try reader.next() == Frame(kind: .ready, body: []))
    for _ in 1...2 { #expect(throws: FrameReader.Failure.unexpectedKind(9)) { try reader.next() } }
  }

  @Test("bounds each kind by itself, and refuses a kind that was not expected")
  func eachKind() throws {
    let bounded = FrameReader(longest: [.ready: 0, .facts: 2])
    var reader = bounded
    let frames = [Frame(kind: .ready, body: []), Frame(kind: .facts, body: [1, 2])]
    #expect(try reader.frames(from: frames.flatMap { $0.header + $0.body }) == frames)
    for (header, failure) in [
      ([6, 1, 0, 0, 0], .tooLong(1)), ([4, 3, 0, 0, 0], .tooLong(3)), ([3], .unexpectedKind(3)),
      ([1], .unexpectedKind(1)),
    ] as [([UInt8], FrameReader.Failure)] {
      var reader = bounded
      #expect(throws: failure) { try reader.frames(from: header) }
    }
  }
}

extension FrameReader {
  /// The frames that more bytes complete.
  fileprivate mutating func frames(from bytes: some Sequence<UInt8>) throws(Failure) -> [Frame] {
    append(bytes)
    var frames: [Frame] = []
    while let frame = try next() { frames.append(frame) }
    return frames
  }
}
