/// Personal values that the builders put everywhere a real case has such a value. None of them may be found in logs,
/// errors, or what a store writes.
package enum Planted {
  package static let given = "Søren Emil"
  package static let family = "Ågård Nielsen"
  package static let street = "Nørrebrogade"
  package static let email = "soren@planted.example"
  package static let card = "411111"
  package static let fileName = "pas-Aagaard-040488.jpg"
  package static let readText = "AAGAARD"
  package static let evidence = "Aagaard Nielsen"
  package static let note = "ringede til kunden"
  /// Stands in the bytes of an upload and of a masked page.
  package static let pixels = "planted pixels of a passport"

  package static let all = [given, family, street, email, card, fileName, readText, evidence, note, pixels]
}
