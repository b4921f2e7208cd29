import FoundationEssentials
import Model

/// The store or the workspace cannot do what it was asked. Nothing about any case follows from it.
package enum StoreFailure: Error, Sendable, Equatable {
  /// The disk under that folder is full.
  case diskFull(folder: String)
  /// The store cannot be reached, read or written; the text says why.
  case unreachable(path: String, why: String)
  /// Somebody else held the store for longer than we wait.
  case busy(path: String)
  /// Made by a newer version of this program.
  case newerSchema(path: String)
  /// There is a database but not the key that it was made under.
  case keyMissing(path: String)
  /// Others than the owner can read the key.
  case keyExposed(path: String)
  /// The key file does not hold a key.
  case keyInvalid(path: String, bytes: Int)
  /// A sealed value cannot be opened: another key, or it was altered or moved.
  case sealBroken(what: String)
  /// A masked page that should be there is not.
  case blobMissing(BlobKey)
  /// An upload cannot be opened any more: the key of its epoch was destroyed, or its file is gone.
  case uploadGone(BlobKey)
  /// Its key was destroyed.
  case caseErased(CaseNumber)
}

extension StoreFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .diskFull(let folder):
      "the disk under \(folder) is full, or a quota or a limit on files is reached. What was decided is kept; make room "
        + "and run again"
    case .unreachable(let path, let why):
      "\(path) cannot be used: \(why)"
    case .busy(let path):
      "\(path) is held by another program for too long; see that it ends, and run again"
    case .newerSchema(let path):
      "\(path) was made by a newer version of kyc; use that version, or another --data folder"
    case .keyMissing(let path):
      "\(path) is missing, and nothing in this workspace can be read without it; put the key file back, or use a new "
        + "--data folder"
    case .keyExposed(let path):
      "\(path) can be read by others; run: chmod 600 \(path)"
    case .keyInvalid(let path, let bytes):
      "\(path) does not hold a key: it has \(bytes) bytes and should have 32; put the right file back"
    case .sealBroken(let what):
      "\(what) cannot be opened with this workspace's key: the key is another one, or the data was altered; "
        + "put the right key file back or restore the workspace"
    case .blobMissing(let key):
      "the masked page \(key) is gone from the workspace; restore it from a backup"
    case .uploadGone(let key):
      "the upload \(key) cannot be opened any more; ask for it again"
    case .caseErased(let number):
      "\(number) was erased; nothing of it can be read any more"
    }
  }
}

/// A person's act does not fit the case as it stands.
package enum ReviewFailure: Error, Sendable, Equatable {
  case noSuchCase(CaseNumber)
  case alreadyDecided(CaseNumber, Ruling)
  /// There is no decision to set aside.
  case notDecided(CaseNumber)
  /// Whoever sets a decision aside says why.
  case noteMissing(CaseNumber)
  /// It waits for a worker, is being worked on, or awaits the customer.
  case notInReview(CaseNumber, CaseState)
  /// It changed since that person saw it.
  case changed(CaseNumber)
  /// A rejection gives at least one reason, and so does asking the customer, unless the verdict has one to ask for.
  case reasonsDoNotFit(CaseNumber)
  /// A colleague works on it.
  case heldBy(CaseNumber, DeskHold)
  /// That person does not hold it.
  case notHeld(CaseNumber)
  /// Not 1–40 characters out of a–z, 0–9 and `-`.
  case teamDoesNotFit(CaseNumber)
  /// The account data for a rerun is that of another account.
  case otherAccount(CaseNumber)
  /// It is too late to take the last act back, or that was another person's.
  case cannotBeUndone(CaseNumber)
}

extension ReviewFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noSuchCase(let number):
      "there is no case \(number); `kyc queue list --all` shows what there is"
    case .alreadyDecided(let number, let ruling):
      "\(number) is already decided: \(ruling.decision == .approve ? "approved" : "rejected") by \(ruling.by) at "
        + "\(ruling.at.formatted(.iso8601)); --set-aside with --note decides it otherwise"
    case .notDecided(let number):
      "\(number) is not closed, so there is no decision to set aside; decide it without --set-aside"
    case .noteMissing(let number):
      "\(number): say with --note why its decision is set aside"
    case .notInReview(let number, .awaitingCustomer):
      "\(number) awaits what the customer was asked for; `kyc run` over its folder goes on when it has come, and "
        + "approving or rejecting it ends the wait"
    case .notInReview(let number, let state):
      "\(number) is \(state.rawValue) and has no verdict yet; `kyc run` over its folder goes on with it"
    case .changed(let number):
      "\(number) changed since it was shown; look at it again"
    case .reasonsDoNotFit(let number):
      "\(number): there is no reason to tell the customer; name at least one with --reason"
    case .heldBy(let number, let hold):
      "\(number) is being worked on by \(hold.by) until \(hold.until.formatted(.iso8601)); take another, or wait"
    case .notHeld(let number):
      "\(number) is not on your desk, so there is nothing to put back"
    case .teamDoesNotFit(let number):
      "\(number): the name of a team has 1 to 40 characters out of a-z, 0-9 and -"
    case .otherAccount(let number):
      "\(number) belongs to another account than the account data given; give that of its own"
    case .cannotBeUndone(let number):
      "\(number): an act can be taken back by whoever did it, for \(Int(Undo.window)) seconds"
    }
  }
}
