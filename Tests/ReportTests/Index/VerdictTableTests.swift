import Casework
import FoundationEssentials
import Model
import TestKit
import Testing

@testable import Report

@Suite("The table for spreadsheets")
struct VerdictTableTests {
  @Test(
    "has no cell that a spreadsheet would calculate",
    arguments: [
      ("=1+1", "'=1+1"), ("+45", "'+45"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
      ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("＝1", "'＝1"), ("=A1,\"x\"", "\"'=A1,\"\"x\"\"\""),
      ("A-1001", "A-1001"), ("a=b", "a=b"), ("", ""),
    ])
  func formulas(text: String, cell: String) { #expect(VerdictTable.cell(text) == cell) }

  @Test("quotes as RFC 4180 asks", arguments: [("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\"")])
  func quotes(text: String, cell: String) { #expect(VerdictTable.cell(text) == cell) }

  @Test("says of each case what may stand open, and nothing else")
  func rows() async throws {
    let desk = Desk()
    let first = try await desk.decided("one", account: .made(id: "=cmd|'/c calc'!A1")) { account in
      .judged(account, findings: [Finding(.pageBlurred, .retry, file: 1), Finding(.holderNameDiffers, .amend)])
    }
    let second = try await desk.decided("two")
    let text = VerdictTable([CaseRow(try await desk.file(first)), CaseRow(try await desk.file(second))]).text
    #expect(
      text == """
        case,account,pipeline,version,verdict,confidence,reasons,state,arrived,target,deadline,decision,decided_by,\
        decided_at,files,pages\r
        K-2026-000001,'=cmd|'/c calc'!A1,identity,3,reject,clear,page.blurred holder.name_differs,inReview,\
        2026-11-22T10:00:00Z,2026-11-23T10:00:00Z,2026-11-25T10:00:00Z,,,,1,1\r
        K-2026-000002,A-1001,identity,3,approve,clear,,inReview,\
        2026-11-22T10:00:00Z,2026-11-23T10:00:00Z,2026-11-25T10:00:00Z,,,,1,1\r

        """)
  }
}
