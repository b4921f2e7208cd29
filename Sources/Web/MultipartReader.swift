/// Takes a `multipart/form-data` body apart while it comes in (RFC 7578, RFC 2046): nothing of a part's content is held but
/// what could still turn out to be the boundary. Pure.
package struct MultipartReader: Sendable {
  /// What comes out of it, in order: `part`, then any number of `content`, then `partEnd`.
  package enum Piece: Sendable, Equatable {
    case part(name: String, fileName: String?, type: String?)
    case content([UInt8])
    case partEnd
  }

  /// Why it is not a form.
  package enum Failure: Error, Equatable {
    case noBoundary, malformed, headersTooLong, tooManyParts
    /// The last boundary never came.
    case cutShort
  }

  private enum State: Sendable { case preamble, headers, content, end }

  /// Of the headers of one part, in bytes.
  package static let longestHeaders = 4096
  /// In one form.
  package static let mostParts = 64

  /// `\r\n--boundary`
  private let delimiter: [UInt8]
  private var state = State.preamble
  /// Not handed out yet. A line break stands before the first boundary too.
  private var buffer: [UInt8] = [0x0D, 0x0A]
  private var parts = 0

  /// `boundary` as the content type names it: 1–70 characters.
  package init(boundary: String) throws(Failure) {
    guard (1...70).contains(boundary.utf8.count) else { throw .noBoundary }
    delimiter = [0x0D, 0x0A, 0x2D, 0x2D] + Array(boundary.utf8)
  }

  /// The boundary of a content type that is `multipart/form-data`; nil for any other.
  package static func boundary(of contentType: String) -> String? {
    let fields = HeaderParameters(contentType)
    guard fields.value == "multipart/form-data", let boundary = fields.parameters["boundary"], !boundary.isEmpty else {
      return nil
    }
    return boundary
  }

  /// What the bytes complete.
  package mutating func read(_ bytes: some Sequence<UInt8>) throws(Failure) -> [Piece] {
    buffer.append(contentsOf: bytes)
    var pieces: [Piece] = []
    while try step(&pieces) {}
    return pieces
  }

  /// To be called when there is no more.
  package func finish() throws(Failure) {
    guard state == .end else { throw .cutShort }
  }

  /// False when more bytes are needed.
  private mutating func step(_ pieces: inout [Piece]) throws(Failure) -> Bool {
    switch state {
    case .preamble, .content:
      guard let found = place(of: delimiter) else {
        // The last bytes may be the beginning of the boundary.
        handOut(buffer.count - delimiter.count + 1, &pieces)
        return false
      }
      guard let line = try boundaryLine(from: found + delimiter.count) else {
        handOut(found, &pieces)
        return false
      }
      handOut(found, &pieces)
      if state == .content { pieces.append(.partEnd) }
      buffer.removeFirst(line.end - found)
      state = line.isLast ? .end : .headers
      return true
    case .headers:
      let end = place(of: [0x0D, 0x0A, 0x0D, 0x0A])
      guard end ?? buffer.count <= MultipartReader.longestHeaders else { throw .headersTooLong }
      guard let end else { return false }
      parts += 1
      guard parts <= MultipartReader.mostParts else { throw .tooManyParts }
      pieces.append(try part(buffer[min(2, end)..<end]))
      buffer.removeFirst(end + 4)
      state = .content
      // An empty part ends at once, and the break before its boundary is the next thing there is.
      return true
    case .end:
      buffer.removeAll()
      return false
    }
  }

  /// The first `count` bytes of the buffer are no boundary.
  private mutating func handOut(_ count: Int, _ pieces: inout [Piece]) {
    guard count > 0 else { return }
    if state == .content { pieces.append(.content(Array(buffer[..<count]))) }
    buffer.removeFirst(count)
  }

  /// What follows a boundary: the line's end, whose break stays, or the two dashes of the last one. Nil when more bytes
  /// are needed.
  private func boundaryLine(from start: Int) throws(Failure) -> (end: Int, isLast: Bool)? {
    var place = start
    while place < buffer.count, buffer[place] == 0x20 || buffer[place] == 0x09 { place += 1 }
    guard place - start <= 256 else { throw .malformed }
    guard place + 1 < buffer.count else { return nil }
    switch (buffer[place], buffer[place + 1]) {
    case (0x2D, 0x2D): return (place + 2, true)
    case (0x0D, 0x0A): return (place, false)
    default: throw .malformed
    }
  }

  /// Where the bytes stand first.
  private func place(of wanted: [UInt8]) -> Int? {
    guard buffer.count >= wanted.count else { return nil }
    return buffer.withUnsafeBufferPointer { buffer in
      wanted.withUnsafeBufferPointer { wanted in
        (0...(buffer.count - wanted.count)).first { start in
          buffer[start] == wanted[0] && (1..<wanted.count).allSatisfy { buffer[start + $0] == wanted[$0] }
        }
      }
    }
  }

  private func part(_ lines: ArraySlice<UInt8>) throws(Failure) -> Piece {
    guard let text = String(validating: lines, as: UTF8.self) else { throw .malformed }
    var name: String?
    var fileName: String?
    var type: String?
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { throw .malformed }
      let fields = HeaderParameters(String(line[line.index(after: colon)...]))
      switch line[..<colon].lowercased() {
      case "content-disposition":
        guard fields.value == "form-data", name == nil else { throw .malformed }
        name = fields.parameters["name"]
        fileName = fields.parameters["filename"]
      case "content-type": type = fields.value
      default: break
      }
    }
    guard let name else { throw .malformed }
    return .part(name: name, fileName: fileName, type: type)
  }
}
