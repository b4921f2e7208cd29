import Casework
import FoundationEssentials
import Model
import Report

/// What the pages of the review desk work with.
package struct ReviewDesk: Sendable {
  package var office: FrontOffice
  package var ledger: any DeskLedger
  package var reviewers: any ReviewerRegister
  /// Where files were seen before.
  package var work: any WorkQueue
  /// The limits of the pipelines as they stand now.
  package var policies: [ReportPolicy]
  /// The server speaks TLS itself.
  package var isSecure: Bool
  /// For a name that nobody has, so that it takes as long as one that somebody has.
  package var cost: PasswordDigest.Cost
  /// By address: who tries names and passwords one after the other, each name but a few times.
  package var signIns: Throttle
  /// Who tries a password just now: they are looked at one by one, and no crowd may wait for that.
  let attempts = Crowd(Crowd.Limits(uploads: 8, uploadsOfOne: 8, waiting: 1), waiting: { 0 })

  package init(
    office: FrontOffice, ledger: any DeskLedger, reviewers: any ReviewerRegister, work: any WorkQueue,
    policies: [ReportPolicy], isSecure: Bool, cost: PasswordDigest.Cost = .standard,
    signIns: Throttle = Throttle(perSecond: 0.2, burst: 30)
  ) {
    self.office = office
    self.ledger = ledger
    self.reviewers = reviewers
    self.work = work
    self.policies = policies
    self.isSecure = isSecure
    self.cost = cost
    self.signIns = signIns
  }
}
