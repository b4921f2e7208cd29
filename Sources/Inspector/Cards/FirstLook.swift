import Imaging
import Model

extension CardCodeFinder {
  /// What is known of a page from when it was read without covers.
  struct FirstLook {
    /// Where codes were found.
    var codes: [OrientedBox]
    /// The words that were left.
    var words: [Word] = []

    /// In heights of the digits.
    private static let margin = 0.5

    /// Digits that were read as part of a longer number, or of the end of a card's, and explained. Beside a cover some of
    /// them may get lost.
    func explains(_ digits: String, at box: OrientedBox, ends: Set<String>) -> Bool {
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
