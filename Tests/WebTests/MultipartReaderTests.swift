import Testing

@testable import Web

@Suite("A form")
struct MultipartReaderTests {
  /// Contents that stand side by side as one.
  private func joined(_ pieces: [MultipartReader.Piece]) -> [MultipartReader.Piece] {
    pieces.reduce(into: []) { joined, piece in
      if case .content(let more) = piece, case .content(let before)? = joined.last {
        joined[joined.count - 1] = .content(before + more)
      } else {
        joined.append(piece)
      }
    }
  }

  private func read(_ parts: [String]) throws -> [MultipartReader.Piece] {
    var reader = try MultipartReader(boundary: "b")
    let pieces = try parts.flatMap { try reader.read($0.utf8) }
    try reader.finish()
    return joined(pieces)
  }

  private static let sound =
    "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"pipeline\"\r\n\r\nidentity\r\n--b  \r\n"
    + "content-disposition: form-data; name=\"file\"; filename=\"a\\\"b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
    + "\r\n--a\r\n-\r\n--\r\n--b\r\nContent-Disposition: form-data; name=empty\r\n\r\n\r\n--b--\r\nepilogue"

  private static let wanted: [MultipartReader.Piece] = [
    .part(name: "pipeline", fileName: nil, type: nil), .content(Array("identity".utf8)), .partEnd,
    .part(name: "file", fileName: "a\"b.jpg", type: "image/jpeg"), .content(Array("\r\n--a\r\n-\r\n--".utf8)), .partEnd,
    .part(name: "empty", fileName: nil, type: nil), .partEnd,
  ]

  @Test("is the same wherever it is cut in two")
  func cuts() throws {
    let text = MultipartReaderTests.sound
    for cut in text.utf8.indices {
      let halves = [String(text[..<cut]), String(text[cut...])]
      #expect(try read(halves) == MultipartReaderTests.wanted)
    }
  }

  @Test("is the same byte by byte")
  func bytes() throws {
    #expect(try read(MultipartReaderTests.sound.map(String.init)) == MultipartReaderTests.wanted)
  }

  @Test("hands its content out as it comes, and holds no more than a boundary")
  func streams() throws {
    var reader = try MultipartReader(boundary: "b")
    _ = try reader.read("--b\r\nContent-Disposition: form-data; name=f\r\n\r\n".utf8)
    let content = try reader.read([UInt8](repeating: 7, count: 100_000)).reduce(0) { sum, piece in
      if case .content(let bytes) = piece { sum + bytes.count } else { sum }
    }
    #expect(content > 100_000 - 10)
  }

  @Test(
    "that is none is refused",
    arguments: [
      ("", MultipartReader.Failure.cutShort), ("--b\r\n", .cutShort), ("--b\r\n\r\nx\r\n--b--", .malformed),
      ("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", .malformed),
      ("--b\r\nno header\r\n\r\nx\r\n--b--", .malformed), ("--bx\r\n", .malformed),
      ("--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--", .malformed),
      ("--b\r\n" + String(repeating: "a", count: 5000), .headersTooLong),
      (
        String(repeating: "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n", count: 65) + "--b--",
        .tooManyParts
      ),
    ])
  func refused(_ text: String, _ failure: MultipartReader.Failure) {
    #expect(throws: failure) { try read([text]) }
  }

  @Test(
    "says its boundary in the content type",
    arguments: [
      ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b;c\"", "a b;c"),
      ("multipart/mixed; boundary=abc", nil), ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
    ] as [(String, String?)])
  func boundary(_ type: String, _ boundary: String?) {
    #expect(MultipartReader.boundary(of: type) == boundary)
  }
}
