import Casework
import Inspection
import Model

/// A page of a made-up form as a child reports it, to be saved anew, photographed again, or filled in otherwise.
package struct Bill: Sendable {
  /// What differs between two bills of the form.
  package var name = "Anna Holm"
  package var street = "Bakkevej 14"
  package var date = "20.10.2026"
  package var number = "7204418"
  /// Pixels for each ten-thousandth of the longer side.
  package var scale = 0.3
  /// By how many ten-thousandths everything stands lower and further right, as in another photo.
  package var shift = 0
  /// So many bits of the hash differ from those of the form.
  package var hashBits = 0
  /// Words that are read otherwise, as from a coarse copy.
  package var misread: [String: String] = [:]

  package init() {}

  package var page: Page {
    let rows = [
      ["NORDLYS", "ENERGI", "A/S"], [name], [street], ["2200", "København", "N"], ["Faktura", "for", "elforbrug"],
      ["Fakturanr.", "20261105-7731"], ["Kundenummer", number], ["Fakturadato", date],
      ["Elforbrug", "612", "kWh", "724,61"],
      ["Nettarif", "612", "0,3915", "239,60"], ["Abonnement", "117,00"], ["At", "betale", "1.902,31"],
      ["Spørgsmål?", "Ring", "70991420"],
    ].map { $0.flatMap { $0.split(separator: " ").map(String.init) } }
    let lines = rows.enumerated().map { row, words in
      TextLine(
        words: words.enumerated().map { column, text in
          let (x, y) = (800 + column * 1500 + shift, 600 + row * 600 + shift)
          return Word(
            text: Private(misread[text] ?? text),
            box: PixelRect(x0: pixels(x), y0: pixels(y), x1: pixels(x + 90 * text.count), y1: pixels(y + 150)),
            confidence: 0.97)
        })
    }
    var page = Document.made.pages[0]
    page.width = pixels(7071)
    page.height = pixels(10_000)
    page.lines = lines
    page.pictureHash = PictureHash(bits: (0..<256).map { ($0 % 3 == 0) != ($0 < hashBits) })
    return page
  }

  /// What the child says about a file with this page.
  package var report: InspectionReport {
    InspectionReport(
      inspected: .document(Document(format: .jpeg, pages: [page], damagedButReadable: false)),
      pictures: [PagePicture(page: 1, jpeg: Array(Planted.pixels.utf8))], milliseconds: [:])
  }

  /// By what it is known again.
  package var fingerprint: PageFingerprint {
    guard let fingerprint = PageFingerprint(page) else { preconditionFailure("the page has a hash") }
    return fingerprint
  }

  private func pixels(_ tenThousandths: Int) -> Int { Int(Double(tenThousandths) * scale) }
}
