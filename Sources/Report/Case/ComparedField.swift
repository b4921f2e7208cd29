import Judgement
import Model

/// What the account says beside what was read on the documents, as one check compared them.
struct ComparedField: Sendable, Equatable {
  /// Characters that agree alike, for the template.
  struct Piece: Sendable, Equatable {
    let text: Private<String>
    let differs: Bool
    let alone: Bool
  }

  let name: String
  let outcome: Badge
  let account: [Piece]
  let document: [Piece]
  let isFound: Bool
  /// Nothing in it is marked.
  let isSame: Bool
  /// What the check said about it, in words; nil for nothing.
  let remark: String?

  /// Nil for a check that compares no value of the account.
  init?(_ result: Verdict.CheckResult) {
    guard let claimed = result.evidence.personal["account"] else { return nil }
    let seen = result.evidence.personal["document"]
    name = PlainWords.heading(result.name)
    outcome = CaseWords.outcome(result.outcome)
    isFound = seen != nil
    if let seen {
      let comparison = TextComparison(
        account: claimed.value, document: seen.value, order: ComparedField.order(of: result.name))
      account = comparison.account.map(ComparedField.piece)
      document = comparison.document.map(ComparedField.piece)
    } else {
      account = [Piece(text: claimed, differs: false, alone: false)]
      document = []
    }
    isSame = isFound && (account + document).allSatisfy { !$0.differs && !$0.alone }
    remark = ComparedField.remark(result.evidence.open)
  }

  /// Names are the same in any order.
  private static func order(of check: String) -> TextComparison.WordOrder {
    check == HolderName.name || check == CardHolder.name ? .free : .fixed
  }

  private static func piece(_ piece: TextComparison.Piece) -> Piece {
    Piece(text: piece.text, differs: piece.agreement == .differs, alone: piece.agreement == .alone)
  }

  private static func remark(_ open: [String: String]) -> String? {
    let parts = [("differing", "different: "), ("unclear", "not shown or unclear: ")].compactMap { key, words in
      open[key].flatMap { $0.isEmpty ? nil : words + PlainWords.list($0) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
