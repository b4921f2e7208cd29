import Testing

@testable import Paperwork

@Suite("The JSON reader")
struct LocatedJSONTests {
  private func value(_ text: String) throws -> LocatedJSON.Value { try JSONReader.value(of: Array(text.utf8)).value }

  @Test("reads every kind of value")
  func kinds() throws {
    #expect(try value(" null ") == .null)
    #expect(try value("true") == .bool(true))
    #expect(try value("-1.5e3") == .number("-1.5e3"))
    #expect(try value(#""a\n\"\\\/\u00e6\ud83d\ude00""#) == .text("a\n\"\\/æ😀"))
    #expect(
      try value("[1,\n2]")
        == .list([LocatedJSON(line: 1, value: .number("1")), LocatedJSON(line: 2, value: .number("2"))]))
    #expect(try value("{}") == .object([]))
  }

  @Test(
    "refuses what is no JSON",
    arguments: [
      "", "nul", "01", "1.", "+1", "'a'", "\"a", "\"\t\"", "\"\\x\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\u12g4\"",
      "[1,]",
      "{\"a\":1,}", "{a:1}", "1 2", "{\"a\":1,\"a\":2}", String(repeating: "[", count: 40),
    ])
  func refused(text: String) {
    #expect(throws: JSONReader.Failure.self) { try value(text) }
  }

  @Test("refuses a text that is not UTF-8")
  func notUTF8() {
    #expect(throws: JSONReader.Failure.self) { try JSONReader.value(of: [0x22, 0xFF, 0x22]) }
  }
}
