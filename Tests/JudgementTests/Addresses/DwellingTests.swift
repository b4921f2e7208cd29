import Judgement
import Testing

struct DwellingTests {
  @Test(arguments: [
    ("44A, 3. tv", "44", "A", "3", "tv"), ("44 A 3 tv", "44", "A", "3", "tv"), ("12, st.", "12", nil, "st", nil),
    ("1, 1.th", "1", nil, "1", "th"), ("5 1 th.", "5", nil, "1", "th"), ("5, 2TH", "5", nil, "2", "th"),
    ("117 A", "117", "A", nil, nil), ("3, St.Tv", "3", nil, "st", "tv"), ("3 stuen tv", "3", nil, "st", "tv"),
    ("3, l. th", "3", nil, "1", "th"), ("3 l th", "3", nil, "1", "th"), ("10, kl.", "10", nil, "kl", nil),
    ("10, k2 mf", "10", nil, "k2", "mf"), ("7, 2. 14", "7", nil, "2", "14"), ("7, 2. sal", "7", nil, "2", nil),
    ("7, 2. sal dør 14", "7", nil, "2", "14"), ("7", "7", nil, nil, nil), ("7 2200 København", "7", nil, nil, nil),
    ("7, 3", "7", nil, "3", nil), ("7, 3. til venstre", "7", nil, "3", "tv"), ("007, 3.-tv", "7", nil, "3", "tv"),
    ("7, st. 0003", "7", nil, "st", nil), ("20A, 3., tv.", "20", "A", "3", "tv"), ("20b", "20", "B", nil, nil),
    ("24 1 1", "24", nil, "1", "1"), ("24 3 12", "24", nil, "3", "12"), ("24 1 1 5240 Odense", "24", nil, nil, nil),
    ("14 3E ETAGE", "14", nil, "3", nil), ("14 2ème étage", "14", nil, "2", nil), ("14 3E", "14", nil, nil, nil),
    ("13 1. november", "13", nil, nil, nil), ("13 St. Merløse", "13", nil, nil, nil),
  ])
  func reads(_ text: String, _ number: String, _ letter: String?, _ floor: String?, _ door: String?) {
    let read = Dwelling.read(AddressLine.tokens(of: text)[...])?.dwelling
    #expect(read == Dwelling(number: number, letter: letter, floor: floor, door: door))
  }

  @Test(arguments: ["", "København", "st. tv", "12345", "2A4"]) func readsNothing(_ text: String) {
    #expect(Dwelling.read(AddressLine.tokens(of: text)[...]) == nil)
  }
}
