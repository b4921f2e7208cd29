import Model
import Paperwork
import Testing

@testable import CLI

@Suite("A book of accounts")
struct AccountBookTests {
  private func book(lines text: String) -> AccountBook { AccountBook(lines: Array(text.utf8), file: "accounts.jsonl") }
  private func book(table text: String) -> AccountBook { AccountBook(table: Array(text.utf8), file: "accounts.csv") }

  private func complaints(_ answer: AccountBook.Answer) -> [String] {
    if case .malformed(let remarks) = answer { remarks.map(\.description) } else { [] }
  }

  @Test("in JSON Lines goes on after a bad line")
  func lines() {
    let book = book(
      lines: "\u{FEFF}{\"id\": \"A\"}\r\n\n{\"id\": \"B\", \"email\": 5}\n{broken\n{\"id\": \"C\", \"extra\": 1}\n")
    #expect(book.answer(for: "A") == .account(Account(id: "A")))
    #expect(
      complaints(book.answer(for: "B")) == [
        "accounts.jsonl:3: email is a number; write it as a text in quotation marks"
      ])
    #expect(book.answer(for: "C") == .account(Account(id: "C")))
    #expect(book.answer(for: "D") == .unknown)
    #expect(book.nameless.map(\.line) == [4])
    #expect(book.notes.map(\.description) == ["accounts.jsonl:5: unknown key 'extra' ignored"])
  }

  @Test("with one id twice trusts neither")
  func twice() {
    let book = book(lines: "{\"id\": \"A\"}\n{\"id\": \"A\", \"language\": \"da\"}")
    #expect(
      complaints(book.answer(for: "A")) == ["accounts.jsonl:2: id stands here and on line 1; leave one"])
  }

  @Test(
    "as a table has columns with dotted names, quoting, and either separator",
    arguments: [
      "id,name.given,name.family,aliases,card.first6,card.last4\n"
        + "A,\"Emil, Søren\",\"Å \"\"B\"\" C\",X|Y,411111,1111\r\nB,,,,,\n",
      "\u{FEFF}id;name.given;name.family;aliases;card.first6;card.last4\r\n"
        + "A;\"Emil, Søren\";\"Å \"\"B\"\" C\";X|Y;411111;1111\r\nB;;;;;\r\n",
    ])
  func table(text: String) {
    let book = book(table: text)
    #expect(book.nameless.isEmpty)
    #expect(
      book.answer(for: "A")
        == .account(
          Account(
            id: "A", name: Account.Name(given: Private("Emil, Søren"), family: Private("Å \"B\" C")),
            aliases: [Private("X"), Private("Y")],
            card: Account.Card(first6: Private("411111"), last4: Private("1111")))))
    #expect(book.answer(for: "B") == .account(Account(id: "B")))
  }

  @Test("as a table names the line of a bad row, and goes on")
  func badRows() {
    let book = book(table: "id,dateOfBirth,colour\nA,1988-13-01,red\nB,1988-12-01\nC,1988-12-01,\n")
    #expect(
      complaints(book.answer(for: "A")) == ["accounts.csv:2: dateOfBirth is not a day written as YYYY-MM-DD"])
    #expect(complaints(book.answer(for: "B")) == ["accounts.csv:3: has 2 fields, the header 3"])
    #expect(book.answer(for: "C") != .unknown)
    #expect(book.notes.map(\.description) == ["accounts.csv:2: unknown key 'colour' ignored"])
  }

  @Test(
    "as a table that cannot be read says where",
    arguments: [
      ("", "accounts.csv:1: is empty; the first line names the columns"),
      ("name.given\nA\n", "accounts.csv:1: the header has no column 'id'"),
      ("id,id\nA,B\n", "accounts.csv:1: column 'id' stands twice"),
      ("id,a.b.c\nA,B\n", "accounts.csv:1: column 'a.b.c' has more than one dot"),
      ("id\n\"A\n", "accounts.csv:2: a quotation mark is not closed"),
      ("id\nA\"B\n", "accounts.csv:2: a quotation mark inside a field that does not start with one"),
      ("id\n\"A\"B\n", "accounts.csv:2: something follows the closing quotation mark of a field"),
    ])
  func unreadable(text: String, expected: String) {
    #expect(book(table: text).nameless.flatMap(\.complaints).map(\.description) == [expected])
  }

  @Test("counts lines inside quoted fields")
  func lineBreaksInFields() {
    let book = book(table: "id,name.given\nA,\"one\ntwo\"\nB,x,y\n")
    #expect(complaints(book.answer(for: "B")) == ["accounts.csv:4: has 3 fields, the header 2"])
  }
}
