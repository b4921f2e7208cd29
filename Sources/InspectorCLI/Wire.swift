import FoundationEssentials
import Glibc
import Inspection

/// The frames on standard input and output.
enum Wire {
  static func readOrder() -> (InspectionOrder, [UInt8])? {
    var reader = FrameReader(longest: [.order: 1 << 20, .document: Int(UInt32.max)])
    var frames: [Frame] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { break }
      reader.append(buffer[0..<count])
      do {
        while let frame = try reader.next() { frames.append(frame) }
      } catch {
        return nil
      }
    }
    guard frames.count == 2, frames[0].kind == .order, frames[1].kind == .document, reader.pendingCount == 0,
      let order = try? JSONDecoder().decode(InspectionOrder.self, from: Data(frames[0].body))
    else { return nil }
    return (order, frames[1].body)
  }

  static func answer(_ report: InspectionReport) -> Never {
    for picture in report.pictures {
      let page = UInt32(picture.page)
      let number = (0..<4).map { UInt8(truncatingIfNeeded: page >> (8 * $0)) }
      send(Frame(kind: .picture, body: number + picture.jpeg))
    }
    let milliseconds = Dictionary(uniqueKeysWithValues: report.milliseconds.map { ($0.key.rawValue, $0.value) })
    let message = FactsMessage(inspected: report.inspected, milliseconds: milliseconds)
    guard let body = try? JSONEncoder().encode(message) else { KYCInspector.end(.cannotAnswer) }
    send(Frame(kind: .facts, body: Array(body)))
    KYCInspector.end(.done)
  }

  static func answer(missing sentence: String) -> Never {
    send(Frame(kind: .missing, body: Array(sentence.utf8.prefix(Frame.longestSentence))))
    KYCInspector.end(.done)
  }

  static func send(_ frame: Frame) {
    guard write(frame.header, to: STDOUT_FILENO), write(frame.body, to: STDOUT_FILENO) else {
      KYCInspector.end(.cannotAnswer)
    }
  }

  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
