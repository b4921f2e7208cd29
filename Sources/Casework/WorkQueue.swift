import FoundationEssentials
import Model

/// The cases that wait for a worker. Each function is one transaction.
///
/// All throw `StoreFailure` when the store cannot answer; then nothing has changed, or the next look will show what
/// has.
package protocol WorkQueue: Sendable {
  /// Makes a case in state `waiting`, or answers with the one that this submission already has or follows up. When this
  /// returns, the case and the wrapped keys of its uploads outlive a power cut.
  func open(_ new: NewCase) async throws -> Opening

  /// The case that a request of that key opened, answered or was known as; nil when there was none, or the case was erased.
  func opened(by request: RequestKey) async throws -> Case?

  /// Cases whose uploads lie in the vault and that a claim may take now, in the order of `Case.isExaminedBefore`: those
  /// that wait and are due, and those whose lease ran out or belongs to a process seen dead. At most `limit`.
  func claimable(among pipelines: Set<String>, at now: Date, limit: Int) async throws -> [CaseNumber]

  /// Takes a case that waits and is due, or whose lease ran out or belongs to a process seen dead on this machine. A
  /// case whose leases lapsed `AttemptLimits.lapses` times is not claimed any more but put into the review queue as
  /// stuck.
  ///
  /// Throws `ReviewFailure.noSuchCase`.
  func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) async throws -> ClaimAnswer

  /// Ends a claim. Nil when the claim had been lost to another attempt: then nothing has changed. A `retry` that is the
  /// last one `AttemptLimits.failures` allows becomes `stuck`. With a verdict, also that of a stuck case, the wrapped
  /// keys of its uploads are gone.
  func settle(_ claim: Claim, _ settlement: Settlement, at now: Date) async throws -> Case?

  /// Gives up each case that has waited for a verdict since before `limit`, whoever works on it: to the review queue with
  /// `system.could_not_process`. Its uploads cannot be opened any more.
  func expire(waitingSince limit: Date, at now: Date) async throws -> [Case]

  /// The uploads that cases wait for the examination of.
  func sealedUploads() async throws -> [SealedUpload]

  /// Those of the keys that no run names; none at all while a living process works on a case, for it may be about to
  /// name one.
  func unnamed(among keys: [BlobKey], at now: Date) async throws -> [BlobKey]

  /// Where else files of the same bytes were sent, by file and then by case. `sha256s` are in lower-case hexadecimal, as
  /// in `SubmittedFile`. Throws `ReviewFailure.noSuchCase`.
  func sightings(of sha256s: [String], besides number: CaseNumber) async throws -> [Sighting]

  /// Keeps, sealed, by what these pages of the claim's run are known again, and tells which cases had the same picture
  /// before: of two that are examined at once, the one that comes here second is told of the first. Files of the same
  /// bytes are told too. None when the claim was lost.
  func keep(_ pictures: [FiledPicture], of claim: Claim) async throws -> [Sighting]

  /// Where else pictures of a case were sent, before it and after, by file and then by case.
  func sightings(ofPicturesIn number: CaseNumber) async throws -> [Sighting]
}

extension WorkQueue {
  /// Where else files of the same bytes, or pictures of a case, were sent: by file and then by case.
  package func sightings(of sha256s: [String], andPicturesIn number: CaseNumber) async throws -> [Sighting] {
    let sameBytes = try await sightings(of: sha256s, besides: number)
    return (sameBytes + (try await sightings(ofPicturesIn: number))).distinct
  }
}

/// What intake knows about a submission.
package struct NewCase: Sendable {
  /// `Submission.identity`: the store keeps nothing but a keyed digest of it.
  package var identity: [UInt8]
  /// `SubmittedFile.sha256` of each file: the store keeps nothing but keyed digests of them.
  package var files: [String]
  package var account: Account
  package var pipeline: String
  package var pipelineVersion: Int
  package var team: String
  /// Whether two people must decide.
  package var fourEyes: Bool
  /// As the pipeline promises; the store bounds them by the account's limit.
  package var times: ReviewTimes
  /// As they lie in the vault, in name order; empty for files that stay with whoever sent them until they are examined.
  package var uploads: [SubmittedFile]
  /// What the sender calls the request; nil for a sender that does not.
  package var request: RequestKey?

  package init(
    identity: [UInt8], files: [String], account: Account, pipeline: String, pipelineVersion: Int, team: String,
    fourEyes: Bool = false, times: ReviewTimes, uploads: [SubmittedFile] = [], request: RequestKey? = nil
  ) {
    self.identity = identity
    self.fourEyes = fourEyes
    self.files = files
    self.account = account
    self.pipeline = pipeline
    self.pipelineVersion = pipelineVersion
    self.team = team
    self.times = times
    self.uploads = uploads
    self.request = request
  }

  package init(
    _ submission: Submission, for pipeline: Pipeline, arrived: Date, uploads: [SubmittedFile] = [],
    request: RequestKey? = nil
  ) {
    self.init(
      identity: submission.identity(pipeline: pipeline.name), files: submission.files.map(\.sha256),
      account: submission.account, pipeline: pipeline.name, pipelineVersion: pipeline.version,
      team: pipeline.review.team, fourEyes: pipeline.review.fourEyes,
      times: ReviewTimes(arrived: arrived, priority: submission.account.priority, policy: pipeline.review),
      uploads: uploads, request: request)
  }
}

/// By what a sender tells a repeated request from another one (`Idempotency-Key`).
package struct RequestKey: Sendable, Equatable {
  /// Who sends; keys of different senders have nothing to do with each other.
  package var sender: String
  package var key: String

  package init(sender: String, key: String) {
    self.sender = sender
    self.key = key
  }
}

/// What `open` found.
package enum Opening: Sendable, Equatable {
  case new(Case)
  /// `accountChanged`: the account data differs from what the case was opened or last judged with.
  case known(Case, accountChanged: Bool)
  /// A case of this account and pipeline awaited the customer, and this brings a file that it has not had: it waits for a
  /// worker again, one run on.
  case followUp(Case)
  /// This belongs to a case that waits for a worker, or is worked on, with what the customer sent after it.
  case overtaken(Case)
  /// The request's key was used for another account, pipeline or content, which became this case.
  case conflict(Case)
}

/// What `claim` answers.
package enum ClaimAnswer: Sendable, Equatable {
  case claimed(Claim)
  /// Its leases lapsed too often: this call put it before a person.
  case stuck(Case)
  /// The case as it stands: decided, in another worker's hands, or not due yet.
  case refused(Case)
}

/// The right to settle a case, until another attempt takes it over.
package struct Claim: Sendable, Equatable {
  /// In state `working`.
  package var claimed: Case
  package var owner: LeaseOwner
  package var until: Date
  /// The last run of the case that anything was kept of; nil for none.
  package var before: Conclusion?
  /// What lies in the vault for this run, in name order; empty for files that stay with whoever sent them.
  package var uploads: [SubmittedFile]
  /// The account data as it was sent.
  package var account: Account
  /// Since when the case waits for the verdict of this run.
  package var waitingSince: Date
  /// Attempts that ended in `retry`.
  package var failures: Int

  package var number: CaseNumber { claimed.number }
  package var attempt: Int { claimed.attempt }

  package init(
    claimed: Case, owner: LeaseOwner, until: Date, account: Account, waitingSince: Date, before: Conclusion? = nil,
    uploads: [SubmittedFile] = [], failures: Int = 0
  ) {
    self.claimed = claimed
    self.owner = owner
    self.until = until
    self.account = account
    self.waitingSince = waitingSince
    self.before = before
    self.uploads = uploads
    self.failures = failures
  }
}

extension Sighting {
  /// `other` is a case that has the same as file `file` of `asked`.
  package init(file: Int, _ other: Case, besides asked: Case, savedAnew: Bool = false) {
    self.init(
      file: file, number: other.number, accountID: other.accountID, sameAccount: other.accountID == asked.accountID,
      pipeline: other.pipeline, state: other.state, decision: other.ruling?.decision ?? other.verdict?.decision,
      savedAnew: savedAnew)
  }
}

extension [Sighting] {
  /// Each file and case once, by the bytes where they are the same.
  package var distinct: [Sighting] {
    var seen: Set<String> = []
    return sorted { ($0.file, $0.number, $0.savedAnew ? 1 : 0) < ($1.file, $1.number, $1.savedAnew ? 1 : 0) }
      .filter { seen.insert("\($0.file) \($0.number)").inserted }
  }
}

/// How a claim ends.
package enum Settlement: Sendable, Equatable {
  /// It has a verdict: to the review queue.
  case concluded(Conclusion)
  /// Our own trouble, which counts against the limit: waits again, not before that time has gone by.
  case retry(after: Duration)
  /// We were told to stop: waits again, and nothing is counted.
  case handedBack
  /// Given up: to the review queue with `system.could_not_process`.
  case stuck
}

/// By what a page of a file is known again.
package struct FiledPicture: Sendable, Equatable {
  /// Of the run's files; counts from 1.
  package var file: Int
  /// Counts from 1.
  package var page: Int
  package var fingerprint: PageFingerprint

  package init(file: Int, page: Int, fingerprint: PageFingerprint) {
    self.file = file
    self.page = page
    self.fingerprint = fingerprint
  }

  /// Those of a run's files, but for the first ones that an earlier run examined.
  package static func all(in files: [ExaminedFile], from first: Int) -> [FiledPicture] {
    files.enumerated().dropFirst(first).flatMap { index, file -> [FiledPicture] in
      guard case .document(let document) = file.inspected else { return [] }
      return document.pages.compactMap { page in
        PageFingerprint(page).map { FiledPicture(file: index + 1, page: page.number, fingerprint: $0) }
      }
    }
  }
}

/// Another case that a file of the same bytes, or the same picture, belongs to.
package struct Sighting: Sendable, Equatable {
  /// Which of the files asked about; counts from 1.
  package var file: Int
  package var number: CaseNumber
  package var accountID: String
  /// Whether it is the account of the case that was asked for.
  package var sameAccount: Bool
  package var pipeline: String
  package var state: CaseState
  /// The person's decision where there is one, else the machine's verdict; nil before that.
  package var decision: Verdict.Decision?
  /// The picture is the same, whatever the bytes are.
  package var savedAnew: Bool

  package init(
    file: Int, number: CaseNumber, accountID: String, sameAccount: Bool, pipeline: String, state: CaseState,
    decision: Verdict.Decision?, savedAnew: Bool = false
  ) {
    self.savedAnew = savedAnew
    self.file = file
    self.number = number
    self.accountID = accountID
    self.sameAccount = sameAccount
    self.pipeline = pipeline
    self.state = state
    self.decision = decision
  }
}

/// After how much trouble a case is put before a person instead of being tried again.
package enum AttemptLimits {
  /// Attempts that ended in `retry`. Three, as a passing trouble seldom outlives two.
  package static let failures = 3
  /// Attempts whose worker died or overran its lease, which is mostly nothing the document did: so more of them.
  package static let lapses = 10
  /// How long a case may wait for its verdict, in seconds: 24 h. Then the keys of its uploads are destroyed, and it is put
  /// before a person.
  package static let waiting: TimeInterval = 24 * 3600

  /// Before the try after so many failures: 15 s, and then four times as long.
  package static func pause(afterFailures count: Int) -> Duration {
    .seconds(15) * (1..<max(1, min(count, 6))).reduce(1) { product, _ in product * 4 }
  }
}
