/// What is known about one payment card on a page. The middle of its number and its code are not.
package struct PaymentCard: Codable, Sendable, Equatable {
  /// What became of the verification code (CVV2, CVC2, CID).
  package enum Code: String, Codable, Sendable {
    /// Read and painted over.
    case exposed
    /// Not seen where one is expected, and something covers the place.
    case covered
    /// This side shows none.
    case absent
    /// Neither found nor visibly covered: the likely zones were painted over.
    case uncertain
  }

  package enum Side: String, Codable, Sendable { case front, back, both, unknown }

  package struct Number: Codable, Sendable, Equatable {
    package var first6: Private<String>
    package var last4: Private<String>
    /// Digits in all, 12–19.
    package var length: Int
    package var luhnHolds: Bool
    package var scheme: PaymentCardNumber.Scheme?
    package var box: PixelRect

    package init(
      first6: Private<String>, last4: Private<String>, length: Int, luhnHolds: Bool,
      scheme: PaymentCardNumber.Scheme?, box: PixelRect
    ) {
      self.first6 = first6
      self.last4 = last4
      self.length = length
      self.luhnHolds = luhnHolds
      self.scheme = scheme
      self.box = box
    }
  }

  package var side: Side
  package var number: Number?
  /// The middle of the number stood readable in the upload and was painted over.
  package var numberExposed: Bool
  /// The last day of the printed expiry month.
  package var expiry: Private<Day>?
  package var code: Code
  /// The card in the page, as far as its extent is known.
  package var box: PixelRect

  package init(
    side: Side, number: Number?, numberExposed: Bool, expiry: Private<Day>?, code: Code, box: PixelRect
  ) {
    self.side = side
    self.number = number
    self.numberExposed = numberExposed
    self.expiry = expiry
    self.code = code
    self.box = box
  }
}
