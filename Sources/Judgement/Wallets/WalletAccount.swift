import Model

/// What a wallet screenshot says about whose it is, beside a name: the shortened number of a card, or the account's
/// e-mail address.
package struct WalletAccount: Sendable {
  /// What was found.
  package enum Method: String, Sendable {
    /// The registered card's last digits.
    case lastDigits
    /// Another card's.
    case otherDigits
    /// The account's e-mail address.
    case email
    /// A number or address of the wallet's that the account has nothing to be compared with: a phone number in
    /// MobilePay, a customer's number at Skrill or Neteller, an IBAN or tag at Revolut, another e-mail address.
    case incomparable
  }

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
      let isPhoneWallet = page.lines.contains { WalletAccount.namesPhoneWallet($0) }
      for (index, line) in page.lines.enumerated() {
        if let email = dossier.account.email?.value, WalletAccount.shows(email, page.lines[index...].prefix(2)) {
          found.append(WalletAccount(.email, file, page.number, line.box))
        }
        let isBelowLabel = index > 0 && WalletAccount.isNumber(line, behind: page.lines[index - 1])
        if WalletAccount.showsAccount(line) || isBelowLabel || (isPhoneWallet && WalletAccount.isPhoneNumber(line)) {
          found.append(WalletAccount(.incomparable, file, page.number, line.box))
        }
        guard let card = dossier.account.card, let digits = WalletAccount.shortened(line.text.value) else { continue }
        let isSame =
          digits.last4 == card.last4.value && (digits.first.isEmpty || card.first6.value.hasPrefix(digits.first))
        found.append(WalletAccount(isSame ? .lastDigits : .otherDigits, file, page.number, line.box))
      }
    }
    let order: [Method] = [.lastDigits, .otherDigits, .email, .incomparable]
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

  /// Readers without the sign read it as another: "soren©example.com". Wallets shorten it: "s•••n@example.com" is no
  /// proof and is not taken.
  private static func shows(_ email: String, _ lines: ArraySlice<TextLine>) -> Bool {
    let wanted = email.lowercased().split(separator: "@")
    guard wanted.count == 2, let line = lines.first else { return false }
    // A space that is none, or a long address on two lines: words are also taken two at a time.
    let own = line.words.map(\.text.value)
    let following = lines.dropFirst().first?.words.first.map(\.text.value)
    let pairs = zip(own, own.dropFirst() + [following].compactMap { $0 })
      .filter { $0.hasSuffix("@") || $1.hasPrefix("@") || $0.hasSuffix(".") }.map { $0 + $1 }
    return (own + pairs).contains { word in
      word.lowercased().split(whereSeparator: { "<>():,;".contains($0) }).contains { text in
        text.hasPrefix(wanted[0]) && text.hasSuffix(wanted[1])
          && ["@", "©", "®", "&", "(a)", "a", "q"].contains(
            String(text.dropFirst(wanted[0].count).dropLast(wanted[1].count)))
          && text.count >= email.count
      }
    }
  }

  /// Words in front of a wallet's own number: MobilePay, PayPal, Skrill, Neteller, Revolut.
  private static let labels: [String] = [
    "account id", "customer id", "kunde id", "kundenummer", "account number", "kontonummer", "iban", "skrill id",
    "neteller id", "secure id", "mobilnummer", "mobile number", "phone number", "telefonnummer", "mobil", "revtag",
    "e mail", "email",
  ]

  /// Nothing but a number, below a line that is nothing but its label.
  private static func isNumber(_ line: TextLine, behind label: TextLine) -> Bool {
    let bare = line.text.value.filter { $0 != " " && $0 != "-" }
    guard bare.count >= 6, bare.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
    return labels.contains(TextFolding.plain.folded(label.text.value).split { !$0.isLetter }.joined(separator: " "))
  }

  /// Wallets whose accounts are telephone numbers.
  private static func namesPhoneWallet(_ line: TextLine) -> Bool {
    let words = TextFolding.plain.folded(line.text.value).split { !$0.isLetter }
    return words.contains { ["mobilepay", "vipps", "swish"].contains($0) }
  }

  /// A telephone number by itself: "20 12 34 56", "070-123 45 67".
  private static func isPhoneNumber(_ line: TextLine) -> Bool {
    let bare = line.text.value.filter { $0 != " " && $0 != "-" }
    return (8...11).contains(bare.count) && bare.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// An e-mail address, an IBAN, a Danish phone number, or a number behind a label.
  static func showsAccount(_ line: TextLine) -> Bool {
    let text = line.text.value
    if text.contains("@"), text.contains(".") || text.hasPrefix("@") { return true }
    let digits = text.count { $0.isASCII && $0.isNumber }
    let folded = TextFolding.plain.folded(text).split { !$0.isLetter }.joined(separator: " ")
    if digits >= 6, labels.contains(where: { " \(folded) ".contains(" \($0) ") }) { return true }
    let bare = text.filter { $0 != " " }
    if bare.hasPrefix("+"), digits >= 8, digits == bare.count - 1 { return true }
    let letters = bare.prefix(2)
    return bare.count >= 15 && letters.allSatisfy { $0.isASCII && $0.isUppercase }
      && bare.dropFirst(2).prefix(2).allSatisfy(\.isNumber) && digits * 2 > bare.count
  }
}
