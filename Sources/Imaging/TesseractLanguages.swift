internal import CTesseract
internal import Glibc

/// The language data that tesseract finds on this machine.
package enum TesseractLanguages {
  /// Where it looks; nil when it cannot be asked.
  package static var folder: String? {
    guard let handle = TessBaseAPICreate() else { return nil }
    defer { TessBaseAPIDelete(handle) }
    // It loads nothing, and would say so on stderr; but from then on it knows where it looked.
    TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
    _ = TessBaseAPIInit2(handle, nil, "none", OEM_LSTM_ONLY)
    return TessBaseAPIGetDatapath(handle).map { String(cString: $0) }
  }

  /// Throws for the first of these that has no data here, whether or not a page will need it.
  package static func check(_ languages: [String]) throws(MissingPiece) {
    guard let folder else { throw MissingPiece(sentence: "tesseract cannot be started") }
    for language in languages where access("\(folder)/\(language).traineddata", R_OK) != 0 {
      throw MissingPiece(sentence: "tesseract has no language data for '\(language)'")
    }
  }

  /// The version that a data file states: entry 23 of its table of offsets (tesseract, `ccutil/tessdatamanager.h`); nil
  /// when it has none.
  package static func version(of file: [UInt8]) -> String? {
    func number(at offset: Int, bytes count: Int) -> Int? {
      guard offset >= 0, offset + count <= file.count else { return nil }
      return (0..<count).reduce(0) { $0 | Int(file[offset + $1]) << (8 * $1) }
    }
    guard let entries = number(at: 0, bytes: 4), entries > 23, entries < 1000 else { return nil }
    let offsets = (0..<entries).compactMap { number(at: 4 + 8 * $0, bytes: 8) }
    // An entry that is not there has offset −1.
    guard offsets.count == entries, (0..<file.count).contains(offsets[23]) else { return nil }
    let end = offsets.filter { $0 > offsets[23] }.min() ?? file.count
    let text = String(decoding: file[offsets[23]..<min(end, file.count)], as: UTF8.self)
    return text.isEmpty || text.utf8.count > 100 ? nil : text
  }
}
