import Model

/// What a wallet screenshot says about whose it is, beside a name: the shortened number of a card, or the account's
/// e-mail address.
package struct WalletAccount: Sendable {
  /// What was found.
  package enum Method: String, Sendable { case lastDigits, otherDigits, email }

  /// The strongest of what was found.
  package let method: Method
  /// Counts from 1 within the submission.
  package let file: Int
  /// Counts from 1 within the file.
  package let page: Int
  /// In pixels of the kept page.
  package let box: PixelRect?

  private init(_ method: Method, _ file: Int, _ page: Int, _ box: PixelRect) {
    self.method = method
    self.file = file
    self.page = page
    self.box = box
  }

  /// Nil unless a file was taken for a wallet screenshot and shows either.
  package init?(in dossier: Dossier) {
    var found: [WalletAccount] = []
    for (file, page) in dossier.pages where dossier.types[file - 1] == .walletScreenshot {
      for line in page.lines {
        if let email = dossier.account.email?.value, WalletAccount.shows(email, line) {
          found.append(WalletAccount(.email, file, page.number, line.box))
        }
        guard let card = dossier.account.card, let digits = WalletAccount.shortened(line.text.value) else { continue }
        let isSame =
          digits.last4 == card.last4.value && (digits.first.isEmpty || card.first6.value.hasPrefix(digits.first))
        found.append(WalletAccount(isSame ? .lastDigits : .otherDigits, file, page.number, line.box))
      }
    }
    let order: [Method] = [.lastDigits, .otherDigits, .email]
    guard let best = order.lazy.compactMap({ method in found.first { $0.method == method } }).first else { return nil }
    self = best
  }

  /// The digits on both sides of the dots: "4571 00… 0001", "•••• 0001", "**** **** 0001". At most the first six come
  /// in front. Nil for anything else.
  package static func shortened(_ text: String) -> (first: String, last4: String)? {
    let marks: Set<Character> = ["•", "·", "*", "∙", "●", "…", ".", "x", "X"]
    let bare = text.filter { $0 != " " }
    let tail = bare.reversed().prefix { $0.isASCII && $0.isNumber }
    guard tail.count == 4 else { return nil }
    let front = bare.dropLast(4)
    let masked = front.reversed().prefix { marks.contains($0) }
    guard masked.contains("…") || masked.contains("•") || masked.count >= 2 else { return nil }
    let first = String(front.dropLast(masked.count).reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    return first.count <= 6 ? (first, String(tail.reversed())) : nil
  }

  private static func shows(_ email: String, _ line: TextLine) -> Bool {
    let wanted = email.lowercased()
    guard wanted.contains("@") else { return false }
    return line.words.contains { word in
      word.text.value.lowercased().split(whereSeparator: { "<>():,;".contains($0) }).contains { $0 == wanted }
    }
  }
}
