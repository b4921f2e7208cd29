internal import Model

/// Which submissions go first: those of VIPs, then withdrawals, account matters, technical ones.
enum BatchOrder {
  /// Otherwise they keep their order.
  static func sorted(_ submissions: [UploadFolder.Submission]) -> [UploadFolder.Submission] {
    submissions.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
  }

  private static func rank(_ submission: UploadFolder.Submission) -> Int {
    let purpose =
      switch submission.account.purpose {
      case .withdrawal: 0
      case .account: 1
      case .technical: 2
      case nil: 3
      }
    return (submission.account.priority == .vip ? 0 : 10) + purpose
  }
}
