/// What the operator knows about the customer: the side every document is compared with.
///
/// Only `id` is always there; each check says what else it needs. The JSON shape is the `accounts.jsonl` line.
package struct Account: Codable, Sendable, Equatable {
  package struct Name: Codable, Sendable, Equatable {
    package var given: Private<String>?
    package var family: Private<String>?

    package init(given: Private<String>?, family: Private<String>?) {
      self.given = given
      self.family = family
    }
  }

  package struct Address: Codable, Sendable, Equatable {
    package var street: Private<String>?
    package var houseNumber: Private<String>?
    package var floor: Private<String>?
    package var door: Private<String>?
    package var postalCode: Private<String>?
    package var city: Private<String>?
    /// ISO 3166-1 alpha-2.
    package var country: String?

    package init(
      street: Private<String>? = nil, houseNumber: Private<String>? = nil, floor: Private<String>? = nil,
      door: Private<String>? = nil, postalCode: Private<String>? = nil, city: Private<String>? = nil,
      country: String? = nil
    ) {
      self.street = street
      self.houseNumber = houseNumber
      self.floor = floor
      self.door = door
      self.postalCode = postalCode
      self.city = city
      self.country = country
    }
  }

  /// The registered card, truncated as PCI DSS allows: never the whole number.
  package struct Card: Codable, Sendable, Equatable {
    package var first6: Private<String>
    package var last4: Private<String>
    package var holder: Private<String>?

    package init(first6: Private<String>, last4: Private<String>, holder: Private<String>? = nil) {
      self.first6 = first6
      self.last4 = last4
      self.holder = holder
    }
  }

  package enum Priority: String, Codable, Sendable, CaseIterable { case standard, vip }
  package enum Purpose: String, Codable, Sendable, CaseIterable { case withdrawal, account, technical }

  package var id: String
  package var name: Name?
  package var aliases: [Private<String>]
  package var dateOfBirth: Private<Day>?
  package var address: Address?
  package var card: Card?
  package var email: Private<String>?
  /// ISO 639-1; `da` and `en` have customer texts.
  package var language: String?
  package var priority: Priority
  package var purpose: Purpose?

  package init(
    id: String, name: Name? = nil, aliases: [Private<String>] = [], dateOfBirth: Private<Day>? = nil,
    address: Address? = nil, card: Card? = nil, email: Private<String>? = nil, language: String? = nil,
    priority: Priority = .standard, purpose: Purpose? = nil
  ) {
    self.id = id
    self.name = name
    self.aliases = aliases
    self.dateOfBirth = dateOfBirth
    self.address = address
    self.card = card
    self.email = email
    self.language = language
    self.priority = priority
    self.purpose = purpose
  }
}
