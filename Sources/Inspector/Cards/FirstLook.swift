import Imaging
import Model

extension CardCodeFinder {
  /// What is known of a page from when it was read without covers.
  struct FirstLook {
    /// Where codes were found.
    var codes: [OrientedBox]
    /// Where the middles of card numbers were covered.
    var middles: [OrientedBox] = []
    /// The words that were left.
    var words: [Word] = []
    /// The card numbers of which the ends were left.
    var numbers: [PaymentCard.Number] = []

    /// In heights of the digits.
    private static let margin = 0.5

    /// Digits that were read as part of a longer number, or of the end of a card's, and explained. Beside a cover some of
    /// them may get lost.
    func explains(_ digits: String, at box: OrientedBox, ends: Set<String>) -> Bool {
      if numbers.contains(where: { $0.isEnd(digits, at: box) }) { return true }
      let isOfAnEnd = ends.contains { $0.count == 4 && $0.hasSuffix(digits) }
      return words.contains { word in
        let text = word.text.value
        return text.count > (isOfAnEnd ? digits.count - 1 : digits.count) && text.contains(digits)
          && text.allSatisfy { $0.isNumber || "/:".contains($0) }
          && OrientedBox(word.box).grown(along: Self.margin * box.height, across: 0).holds((box.centreX, box.centreY))
      }
    }
  }
}

extension PaymentCard.Number {
  private static let fewestOfAnEnd = 2

  /// Its cover may reach into the piece that its last four digits were read in, and take that piece's first with it.
  fileprivate func isEnd(_ digits: String, at place: OrientedBox) -> Bool {
    digits.count >= Self.fewestOfAnEnd && last4.value.hasSuffix(digits)
      && OrientedBox(box).holds((place.centreX, place.centreY))
  }
}
