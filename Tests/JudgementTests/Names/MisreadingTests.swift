import Judgement
import Testing

struct MisreadingTests {
  @Test(arguments: [
    ("Nielsen", "NIELSEN", Likeness.same), ("Søren", "SOEREN", .same), ("Nielsen", "Nie1sen", .misread),
    ("Nielsen", "Nlelsen", .misread), ("Søren", "S0ren", .misread), ("Hansen", "Han5en", .misread),
    ("Bjarne", "Bjame", .misread), ("Bertelsen", "8ertelsen", .misread), ("Ågård", "gård", .misread),
    ("Østergaard", "stergaard", .misread), ("Bo", "B0", .misread), ("Willy", "VVilly", .misread),
    ("Jensine", "Jensina", .near), ("Mathias", "Matthias", .near), ("Kristian", "Christian", .different),
    ("Maria", "Marie", .near), ("Hansen", "Jensen", .different), ("Anna", "Hanne", .different),
    ("Søren", "Signe", .different), ("Erna", "Ema", .near), ("Bo", "Ib", .different), ("Ida", "Ada", .different),
    ("Kari", "Karl", .near), ("Carl", "Cari", .near), ("Eli", "Ell", .near), ("Karl", "KarI", .same),
    ("Ida", "lda", .misread), ("Ib", "lb", .misread), ("Ib", "Lb", .different), ("Ole", "0le", .misread),
    ("Larsen", "Lar5en", .misread), ("Bente", "8ente", .misread), ("Tim", "Tirn", .near), ("Holm", "Holrn", .near),
    ("Larsen", "Olsen", .different), ("Jens", "", .different),
  ])
  func compares(_ claimed: String, _ read: String, _ expected: Likeness) {
    #expect(Misreading.likeness(of: claimed, and: read) == expected)
  }
}
