import Model
import Testing

@testable import Paperwork

@Suite("An account object")
struct AccountReaderTests {
  private func entry(_ text: String) -> AccountReader.Entry {
    do throws(JSONReader.Failure) {
      return AccountReader.entry(try JSONReader.value(of: Array(text.utf8)), file: "account.json")
    } catch {
      return AccountReader.entry(error, file: "account.json")
    }
  }

  @Test("with every key is read whole")
  func whole() throws {
    let entry = entry(
      """
      {"id": "A-1001", "name": {"given": "Søren Emil", "family": "Ågård Nielsen"}, "aliases": ["Søren Ågård"],
       "dateOfBirth": "1988-04-12",
       "address": {"street": "Nørrebrogade", "houseNumber": "44A", "floor": "3", "door": "tv",
                   "postalCode": "2200", "city": "København N", "country": "dk"},
       "card": {"first6": "411111", "last4": "1111", "holder": "S E NIELSEN"},
       "email": "soren@example.com", "language": "DA", "priority": "vip", "purpose": "withdrawal"}
      """)
    #expect(entry.complaints.isEmpty)
    #expect(entry.notes.isEmpty)
    let birth = try #require(Day("1988-04-12"))
    #expect(
      entry.account
        == Account(
          id: "A-1001", name: Account.Name(given: Private("Søren Emil"), family: Private("Ågård Nielsen")),
          aliases: [Private("Søren Ågård")], dateOfBirth: Private(birth),
          address: Account.Address(
            street: Private("Nørrebrogade"), houseNumber: Private("44A"), floor: Private("3"), door: Private("tv"),
            postalCode: Private("2200"), city: Private("København N"), country: "DK"),
          card: Account.Card(first6: Private("411111"), last4: Private("1111"), holder: Private("S E NIELSEN")),
          email: Private("soren@example.com"), language: "da", priority: .vip, purpose: .withdrawal))
  }

  @Test(
    "takes null, empty and blank for absent",
    arguments: [
      #"{"id": "A"}"#,
      #"{"id": "A", "name": null, "aliases": null, "dateOfBirth": null, "address": null, "card": null, "email": null}"#,
      #"{"id": "A", "name": "", "aliases": "", "dateOfBirth": "", "address": "", "card": "", "language": ""}"#,
      #"{"id": "A", "name": {"given": "", "family": null}, "address": {"street": " ", "country": ""}, "priority": ""}"#,
      #"{"id": "A", "card": {"first6": "", "last4": null, "holder": ""}, "aliases": [], "purpose": null}"#,
    ])
  func absent(text: String) {
    let entry = entry(text)
    #expect(entry.complaints.isEmpty)
    #expect(entry.account == Account(id: "A"))
  }

  @Test(
    "of the wrong shape names line and key, and never the value",
    arguments: [
      (#"{"name": {}}"#, ["1: id is missing"]),
      (#"{"id": 1001}"#, ["1: id is a number; write it as a text in quotation marks"]),
      (#"{"id": "a/b"}"#, ["1: id is longer than 200 bytes or holds a slash or a control character"]),
      (#"{"id": "a\nb"}"#, ["1: id is longer than 200 bytes or holds a slash or a control character"]),
      ("{\"id\": \"A\",\n\"name\": \"Secret\"}", ["2: name must be an object with given and family"]),
      (#"{"id": "A", "name": {"given": ["Secret"]}}"#, ["1: name.given must be a text"]),
      (#"{"id": "A", "aliases": "Secret"}"#, ["1: aliases must be a list of texts"]),
      ("{\"id\": \"A\", \"aliases\": [\"B\",\n1]}", ["2: aliases must be texts"]),
      (#"{"id": "A", "dateOfBirth": "12-04-1988"}"#, ["1: dateOfBirth is not a day written as YYYY-MM-DD"]),
      (#"{"id": "A", "dateOfBirth": "1988-02-30"}"#, ["1: dateOfBirth is not a day written as YYYY-MM-DD"]),
      (
        "{\"id\": \"A\", \"address\":\n {\"postalCode\": 2200}}",
        ["2: address.postalCode is a number; write it as a text in quotation marks"]
      ),
      (
        #"{"id": "A", "address": {"country": "Danmark"}}"#,
        ["1: address.country is not two letters (ISO 3166-1), such as DK"]
      ),
      (#"{"id": "A", "card": {"first6": "41111"}}"#, ["1: card.first6 is not 6 digits", "1: card.last4 is missing"]),
      (
        #"{"id": "A", "card": {"first6": "4111111111111111", "last4": "1111"}}"#, ["1: card.first6 is not 6 digits"]
      ),
      (#"{"id": "A", "priority": "urgent"}"#, ["1: priority is none of standard, vip"]),
      (#"{"id": "A", "purpose": true}"#, ["1: purpose must be a text"]),
      (#"["A"]"#, ["1: an account is an object in braces"]),
      ("{\"id\": \"A\",\n\"id\": \"B\"}", ["2: is not JSON: key 'id' stands twice"]),
      ("{\"id\": \"A\"", ["1: is not JSON: a comma or a closing brace is missing"]),
      ("", ["1: is not JSON: ends in the middle; a value is missing"]),
    ])
  func malformed(text: String, expected: [String]) {
    let entry = entry(text)
    #expect(entry.complaints.map(\.description) == expected.map { "account.json:" + $0 })
    #expect(entry.account == nil)
  }

  @Test("with unknown keys is read, and they are noted")
  func unknownKeys() {
    let entry = entry(#"{"id": "A", "phone": "12345678", "name": {"middle": "X", "given": "B"}}"#)
    #expect(entry.account?.name?.given == Private("B"))
    #expect(
      entry.notes.map(\.description) == [
        "account.json:1: unknown key 'name.middle' ignored", "account.json:1: unknown key 'phone' ignored",
      ])
  }
}
