internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Workplace

/// Which cases are judged again.
enum RerunChoice: Sendable, Equatable {
  /// Each once, in the order given.
  case numbers([CaseNumber])
  case clause(WhereClause)

  /// The cases, those that a clause chose by number. With corrected accounts, those of other accounts are an error where
  /// the case was named, and left out where it was not.
  ///
  /// Throws `ReviewFailure.noSuchCase`, `CommandFailure` and `StoreFailure`.
  func cases(in review: any ReviewQueue, correcting accounts: CorrectedAccounts?) async throws -> Chosen {
    var chosen: [Case]
    switch self {
    case .numbers(let numbers):
      var filter = CaseFilter.all
      filter.numbers = numbers
      let found = Dictionary(
        try await review.cases(filter).map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
      chosen = try numbers.map { number in
        guard let standing = found[number] else { throw ReviewFailure.noSuchCase(number) }
        return standing
      }
      if let accounts, let stranger = chosen.first(where: { !accounts.names($0.accountID) }) {
        // Judged with the old data it would seem that the correction changed nothing.
        try accounts.check([])
        throw CommandFailure(
          .usage,
          "\(stranger.number) belongs to account \(Shown.text(stranger.accountID)), which \(accounts.file) does not name; "
            + "add it there, or leave the case out")
      }
    case .clause(let clause):
      var found: [CaseNumber: Case] = [:]
      for filter in clause.filters {
        for standing in try await review.cases(filter) { found[standing.number] = standing }
      }
      chosen = found.values.sorted { $0.number < $1.number }
    }
    let all = chosen.count
    if let accounts {
      chosen.removeAll { !accounts.names($0.accountID) }
      try accounts.check(Set(chosen.map(\.accountID)))
    }
    return Chosen(cases: chosen, leftOut: all - chosen.count)
  }

  /// What was chosen.
  struct Chosen: Sendable, Equatable {
    var cases: [Case]
    /// How many fitted but belong to accounts that the file does not name.
    var leftOut: Int
  }
}
