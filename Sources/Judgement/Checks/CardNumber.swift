import Model

/// Is the card the one registered on the account, and still valid?
package struct CardNumber: Check {
  package static let name = "cardNumber"

  /// No file shows a number.
  package static let unreadable = Reason(
    .cardNumberUnreadable, .retry, stage: "read",
    danish: "Vi kan ikke læse kortnummeret. "
      + "Send et skarpt billede, hvor de første 6 og de sidste 4 cifre kan ses; dæk resten og sikkerhedskoden.",
    english:
      "We cannot read the card number. Please send a sharp picture that shows the first 6 and the last 4 digits; "
      + "cover the rest and the security code.",
    staff: "No card number was read on any file.")
  /// The digits are not those registered; only doubted where the number fails its own check digit.
  package static let differs = Reason(
    .cardDiffers, .amend, stage: "judge",
    danish: "Kortet er et andet end det, der er registreret på din konto: {parts} er forskellige. "
      + "Send et billede af det registrerede kort, eller registrér dette kort på din konto.",
    english: "This is not the card registered on your account: {parts} differ. "
      + "Send a picture of the registered card, or register this card on your account.",
    staff: "Differs in: {parts}. A doubt where the number's own check digit does not hold.")
  /// The printed month has passed.
  package static let expired = Reason(
    .cardExpired, .retry, stage: "judge",
    danish: "Kortet er udløbet. Send et billede af et gyldigt kort, der er registreret på din konto.",
    english: "The card has expired. Please send a picture of a valid card that is registered on your account.",
    staff: "Expired {measured} {unit} ago.")
  /// The whole number was readable; it is not any more.
  package static let numberExposed = Reason(
    .cardNumberExposed, .info, stage: "mask",
    danish: "Hele kortnummeret kunne ses, så vi har skjult de midterste cifre. Slet din egen kopi af billedet.",
    english: "The whole card number could be read, so we hid the middle digits. Delete your own copy of the picture.",
    staff: "The middle of the card number was readable in the upload and is painted over.")

  /// A wallet that shows neither a number nor an address.
  package static let walletAccountMissing = Reason(
    .walletAccountMissing, .retry, stage: "judge",
    danish: "Skærmbilledet viser ikke, hvilken konto det er. "
      + "Send et skærmbillede, hvor både dit navn og kontoens e-mailadresse eller nummer kan ses.",
    english: "The screenshot does not show which account it is. "
      + "Please send one that shows both your name and the e-mail address or number of the account.",
    staff: "The wallet shows no account; a doubt where it shows one that the account has nothing to compare with.")

  package static let reasons = [unreadable, differs, expired, numberExposed, walletAccountMissing]

  /// Whether a printed expiry date that has passed is a defect.
  package let notExpired: Bool

  package init(notExpired: Bool) { self.notExpired = notExpired }

  private struct Seen {
    let number: PaymentCard.Number
    let file: Int
    let page: Int

    func isOf(_ account: Account) -> Bool { account.card.map { differs(from: $0).isEmpty } ?? false }

    func differs(from account: Account.Card) -> [String] {
      (number.first6 == account.first6 ? [] : ["first6"]) + (number.last4 == account.last4 ? [] : ["last4"])
    }
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let cards = dossier.pages.flatMap { file, page in page.cards.map { (file: file, page: page.number, card: $0) } }
    var findings = notExpired ? cards.compactMap { expiredFinding($0.file, $0.page, $0.card, dossier.today) } : []
    let exposed = exposedFindings(in: dossier)
    let seen = cards.compactMap { file, page, card in card.number.map { Seen(number: $0, file: file, page: page) } }

    // A combined card carries two numbers; the registered one may be either.
    guard
      let best = seen.first(where: { $0.isOf(dossier.account) }) ?? seen.first(where: \.number.luhnHolds) ?? seen.first
    else {
      if let wallet = WalletAccount(in: dossier) { return outcome(of: wallet, findings, exposed) }
      let isWallet = dossier.types.contains(.walletScreenshot) && !dossier.types.contains(.paymentCard)
      let missing: ReasonCode = isWallet ? .walletAccountMissing : .cardNumberUnreadable
      return .failed(findings + [Finding(missing, .retry)] + exposed)
    }
    // Nothing to compare with is nothing found equal.
    guard let account = dossier.account.card else {
      return findings.isEmpty ? .couldNotTell(exposed) : .failed(findings + exposed)
    }

    let evidence = evidence(best, account)
    let parts = best.differs(from: account)
    guard !parts.isEmpty else {
      return findings.isEmpty ? .passed(evidence, notes: exposed) : .failed(findings + exposed, evidence)
    }
    let isCertain = best.number.luhnHolds
    findings.append(
      Finding(
        .cardDiffers, isCertain ? .amend : .doubt, file: best.file, page: best.page, boxes: [best.number.box],
        details: ["parts": parts.joined(separator: ",")]))
    return isCertain || findings.count > 1
      ? .failed(findings + exposed, evidence) : .couldNotTell(findings + exposed, evidence)
  }

  /// One for each page, however often its number stands there.
  private func exposedFindings(in dossier: Dossier) -> [Finding] {
    dossier.pages.compactMap { file, page in
      let exposed = page.cards.filter(\.numberExposed)
      guard !exposed.isEmpty else { return nil }
      return Finding(
        .cardNumberExposed, .info, file: file, page: page.number, boxes: exposed.compactMap { $0.number?.box })
    }
  }

  private func outcome(of wallet: WalletAccount, _ findings: [Finding], _ exposed: [Finding]) -> CheckOutcome {
    let evidence = Evidence(open: ["wallet": wallet.method.rawValue])
    switch wallet.method {
    case .lastDigits, .email: return findings.isEmpty ? .passed(evidence, notes: exposed) : .failed(findings, evidence)
    case .incomparable:
      let unclear = Finding(
        .walletAccountMissing, .doubt, file: wallet.file, page: wallet.page, boxes: [wallet.box].compactMap { $0 })
      return findings.isEmpty
        ? .couldNotTell([unclear] + exposed, evidence) : .failed(findings + [unclear] + exposed, evidence)
    case .otherDigits:
      let differs = Finding(
        .cardDiffers, .amend, file: wallet.file, page: wallet.page, boxes: [wallet.box].compactMap { $0 },
        details: ["parts": "last4"])
      return .failed(findings + [differs] + exposed, evidence)
    }
  }

  private func expiredFinding(_ file: Int, _ page: Int, _ card: PaymentCard, _ today: Day) -> Finding? {
    guard let expiry = card.expiry?.value, expiry < today else { return nil }
    return Finding(
      .cardExpired, .retry, file: file, page: page, boxes: [card.box],
      measured: Double(today.daysSinceEpoch - expiry.daysSinceEpoch), limit: 0, unit: "days")
  }

  private func evidence(_ seen: Seen, _ account: Account.Card) -> Evidence {
    func text(_ first6: Private<String>, _ last4: Private<String>) -> Private<String> {
      Private("\(first6.value)…\(last4.value)")
    }
    return Evidence(
      open: ["luhn": seen.number.luhnHolds ? "holds" : "fails", "scheme": seen.number.scheme?.rawValue ?? "unknown"],
      personal: [
        "account": text(account.first6, account.last4), "document": text(seen.number.first6, seen.number.last4),
      ])
  }
}
