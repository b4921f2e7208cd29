import Casework

extension CaseFilter {
  /// What a list of these cases shows.
  package func listing(_ cases: [Case]) -> [Case] {
    let found = cases.filter(holds).sorted { after == nil ? $0.isReviewedBefore($1) : $0.number < $1.number }
    let rest = found.dropFirst(offset)
    return Array(limit.map { rest.prefix($0) } ?? rest)
  }

  /// What SQL says in the real stores.
  private func holds(_ standing: Case) -> Bool {
    let times = standing.times
    let isListed =
      states.contains(standing.state) && (numbers?.contains(standing.number) ?? true)
      && (after.map { standing.number.serial > $0.serial } ?? true)
    let isOf =
      (accountID.map { $0 == standing.accountID } ?? true) && (pipeline.map { $0 == standing.pipeline } ?? true)
      && (team.map { $0 == standing.team } ?? true)
    let isMarked =
      (escalated.map { $0 == standing.escalated } ?? true)
      && (changedByRerun.map { $0 == standing.changedByRerun } ?? true)
    let isFree = freeFor.map { reviewer in
      standing.holder(at: reviewer.at).map { $0.by == reviewer.by } ?? true
    }
    let isTimely =
      (arrivedFrom.map { times.arrived >= $0 } ?? true) && (arrivedBefore.map { times.arrived < $0 } ?? true)
      && (deadlineFrom.map { times.deadline >= $0 } ?? true) && (deadlineBefore.map { times.deadline < $0 } ?? true)
    return isListed && isOf && isMarked && (isFree ?? true) && isTimely && isJudged(standing)
  }

  private func isJudged(_ standing: Case) -> Bool {
    (reason.map { standing.verdict?.reasons.contains($0) ?? false } ?? true)
      && (verdict.map { $0 == standing.verdict?.decision } ?? true)
      && (confidence.map { $0 == standing.verdict?.confidence } ?? true)
      && (decision.map { $0 == standing.ruling?.decision ?? standing.verdict?.decision } ?? true)
  }
}
