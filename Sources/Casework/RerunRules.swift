import FoundationEssentials
import Model

/// What a rerun does to a case. Pure; each result is one version on.
extension Case {
  /// With the verdict of one more run. A change puts it before a person: a closed case with a new target and deadline, one
  /// that awaited the customer with those it had, moved by the time it waited. A verdict that says the same leaves the
  /// case where it stands.
  package func afterRerun(
    _ conclusion: Conclusion, change: VerdictChange, policy: ReviewPolicy, at now: Date
  ) throws(ReviewFailure) -> Case {
    guard state != .waiting, state != .working else { throw .notInReview(number, state) }
    var changed = self
    changed.version += 1
    changed.run += 1
    changed.pipelineVersion = conclusion.pipelineVersion
    changed.verdict = conclusion.summary
    guard !change.isEmpty else { return changed }
    changed.bringBack(to: .inReview, policy, at: now)
    changed.changedByRerun = true
    return changed
  }

  /// Back to the workers for one more run, as nothing of the last one was kept to judge again.
  package func reopened(policy: ReviewPolicy, at now: Date) throws(ReviewFailure) -> Case {
    guard state != .waiting, state != .working else { throw .notInReview(number, state) }
    var changed = self
    changed.version += 1
    changed.run += 1
    changed.bringBack(to: .waiting, policy, at: now)
    changed.holder = nil
    changed.changedByRerun = false
    return changed
  }

  /// Back to the workers with what the customer sent; the clock goes on.
  package func answered(at now: Date) -> Case {
    var changed = self
    changed.version += 1
    changed.run += 1
    changed.state = .waiting
    changed.proposal = nil
    changed.endWaiting(at: now)
    changed.holder = nil
    changed.changedByRerun = false
    return changed
  }

  private mutating func bringBack(to next: CaseState, _ policy: ReviewPolicy, at now: Date) {
    if state == .closed {
      let fresh = ReviewTimes(arrived: now, priority: priority, policy: policy)
      times.target = fresh.target
      times.deadline = fresh.deadline
      times.bound()
      ruling = nil
    }
    endWaiting(at: now)
    proposal = nil
    state = next
  }

  private mutating func endWaiting(at now: Date) {
    guard let asked else { return }
    let waited = max(0, now.timeIntervalSince(asked.at))
    times.target.addTimeInterval(waited)
    times.deadline.addTimeInterval(waited)
    times.bound()
    self.asked = nil
  }
}
