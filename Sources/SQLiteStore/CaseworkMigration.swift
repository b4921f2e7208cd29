import Casework
import FoundationEssentials
internal import GRDB
import Model

/// The third schema: a key for each case, uploads that wait in the vault, requests by their senders' keys, a chain over the
/// history, accounts that ended, erased cases. Seals again under the cases' keys what was sealed under
/// the workspace's.
struct CaseworkMigration {
  let sealer: any Sealer

  func run(_ db: Database) throws {
    try db.execute(sql: tables)
    try giveKeys(db)
    try chain(db)
    try db.execute(sql: cleaning)
  }

  private func giveKeys(_ db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, year, account FROM newCases") {
      let number = CaseNumber(year: row["year"], serial: row["id"])
      let key = sealer.newKey()
      let own = try sealer.under(key)
      try db.execute(
        sql: "INSERT INTO caseKeys (caseID, wrapped) VALUES (?, ?)",
        arguments: [number.serial, Data(sealer.seal(key, at: .key(number)))])
      try db.execute(
        sql: "UPDATE newCases SET account = ? WHERE id = ?",
        arguments: [try again(row["account"], own, at: .account(number)), number.serial])
      let verdicts = try Row.fetchAll(
        db, sql: "SELECT run, conclusion FROM verdicts WHERE caseID = ?", arguments: [number.serial])
      for verdict in verdicts {
        let sealed = try again(verdict["conclusion"], own, at: .conclusion(number, run: verdict["run"]))
        try db.execute(
          sql: "UPDATE verdicts SET conclusion = ? WHERE caseID = ? AND run = ?",
          arguments: [sealed, number.serial, verdict["run"] as Int])
      }
      let notes = try Row.fetchAll(
        db, sql: "SELECT id, note FROM events WHERE caseID = ? AND note IS NOT NULL", arguments: [number.serial])
      for note in notes {
        let event: Int64 = note["id"]
        try db.execute(
          sql: "UPDATE events SET note = ? WHERE id = ?",
          arguments: [try again(note["note"], own, at: .note(number, event: event)), event])
      }
    }
  }

  private func again(_ sealed: Data, _ own: any Sealer, at place: SealedPlace) throws -> Data {
    Data(own.seal(try sealer.open(Array(sealed), at: place), at: place))
  }

  private func chain(_ db: Database) throws {
    var chain = AuditChain(sealer: sealer)
    for row in try Row.fetchAll(db, sql: "SELECT * FROM events ORDER BY id") {
      try db.execute(
        sql: "UPDATE events SET chain = ? WHERE id = ?", arguments: [chain.link(AuditRow(row)), row["id"] as Int64])
    }
  }

  private let tables = """
    DROP TRIGGER eventsAreNotChanged;
    DROP TRIGGER eventsAreNotDeleted;
    ALTER TABLE events ADD COLUMN detail TEXT;
    ALTER TABLE events ADD COLUMN chain TEXT;

    CREATE TABLE caseKeys (
      caseID INTEGER PRIMARY KEY REFERENCES cases,
      wrapped BLOB NOT NULL               -- under the key of the workspace
    ) STRICT;

    CREATE TABLE uploads (
      caseID INTEGER NOT NULL REFERENCES cases,
      run INTEGER NOT NULL,
      file INTEGER NOT NULL,              -- counts from 1
      blob TEXT UNIQUE,                   -- null: too large to be kept
      epoch INTEGER,
      wrapped BLOB,                       -- under the key of the epoch
      facts BLOB NOT NULL,                -- name, size and SHA-256
      PRIMARY KEY (caseID, run, file),
      CHECK ((blob IS NULL) = (epoch IS NULL) AND (blob IS NULL) = (wrapped IS NULL))
    ) STRICT;

    CREATE TABLE requests (
      digest TEXT PRIMARY KEY,            -- keyed, of the sender and the request's key
      body TEXT NOT NULL,                 -- keyed digest of account data, pipeline and file contents
      caseID INTEGER NOT NULL REFERENCES cases,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX requestsByCase ON requests (caseID);

    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      ended INTEGER                       -- when the relationship ended
    ) STRICT;

    CREATE TABLE newCases (
      id INTEGER PRIMARY KEY,             -- the serial of the case number
      year INTEGER NOT NULL,              -- the year of the case number
      accountID TEXT NOT NULL,            -- empty once erased
      pipeline TEXT NOT NULL,
      pipelineVersion INTEGER NOT NULL,
      team TEXT NOT NULL,
      priority TEXT NOT NULL,
      purpose TEXT,
      arrived INTEGER NOT NULL,
      target INTEGER NOT NULL,
      deadline INTEGER NOT NULL,
      latest INTEGER,                     -- by when the account must be verified
      state TEXT NOT NULL CHECK (
        state IN ('waiting', 'working', 'inReview', 'awaitingCustomer', 'closed', 'erased')),
      run INTEGER NOT NULL DEFAULT 1,
      verdictRun INTEGER,                 -- the last run with a verdict
      attempt INTEGER NOT NULL DEFAULT 0,
      version INTEGER NOT NULL DEFAULT 1,
      failures INTEGER NOT NULL DEFAULT 0,
      lapses INTEGER NOT NULL DEFAULT 0,
      due INTEGER,                        -- null: now, whatever the clock says
      waitingSince INTEGER NOT NULL,      -- for the verdict of this run
      leaseOwner TEXT,
      leaseUntil INTEGER,
      escalated INTEGER NOT NULL DEFAULT 0,
      changedByRerun INTEGER NOT NULL DEFAULT 0,
      heldBy TEXT,
      heldUntil INTEGER,
      fourEyes INTEGER NOT NULL DEFAULT 0,
      proposedDecision TEXT,              -- by one person, for a second one to confirm
      proposedReasons TEXT,               -- codes, separated by spaces
      proposedBy TEXT,
      proposedAt INTEGER,
      askedReasons TEXT,                  -- codes, separated by spaces
      askedBy TEXT,
      askedAt INTEGER,
      ruling TEXT,
      rulingReasons TEXT,                 -- codes, separated by spaces
      ruledBy TEXT,
      ruledAt INTEGER,
      account BLOB,                       -- null once erased
      -- the order of the review queue
      hour INTEGER NOT NULL AS (deadline / 3600000),
      rank INTEGER NOT NULL AS (
        (priority <> 'vip') * 4
        + CASE purpose WHEN 'withdrawal' THEN 0 WHEN 'account' THEN 1 WHEN 'technical' THEN 2 ELSE 3 END),
      -- the order of examination: see Case.turn
      turn INTEGER NOT NULL AS (
        MIN(deadline, COALESCE(latest, deadline),
          waitingSince + CASE WHEN priority = 'vip' THEN 0 ELSE 3600000 END
          + CASE purpose WHEN 'withdrawal' THEN 0 WHEN 'account' THEN 3600000 WHEN 'technical' THEN 7200000
            ELSE 10800000 END)),
      CHECK ((state = 'working') = (leaseOwner IS NOT NULL AND leaseUntil IS NOT NULL)),
      CHECK ((state = 'closed') = (ruling IS NOT NULL AND ruledBy IS NOT NULL AND ruledAt IS NOT NULL)),
      CHECK ((state = 'awaitingCustomer')
        = (askedReasons IS NOT NULL AND askedBy IS NOT NULL AND askedAt IS NOT NULL)),
      CHECK ((heldBy IS NULL) = (heldUntil IS NULL)),
      CHECK ((proposedBy IS NULL) = (proposedDecision IS NULL) AND (proposedBy IS NULL) = (proposedAt IS NULL)),
      CHECK ((state = 'erased') = (account IS NULL))
    ) STRICT;
    INSERT INTO newCases (id, year, accountID, pipeline, pipelineVersion, team, priority, purpose, arrived, target, deadline,
      state, run, verdictRun, attempt, version, failures, lapses, due, waitingSince, leaseOwner, leaseUntil, escalated,
      changedByRerun, heldBy, heldUntil, askedReasons, askedBy, askedAt, ruling, rulingReasons, ruledBy, ruledAt, account)
    SELECT id, year, accountID, pipeline, pipelineVersion, team, priority, purpose, arrived, target, deadline,
      state, run, verdictRun, attempt, version, failures, lapses, due,
      COALESCE((SELECT MAX(at) FROM events WHERE caseID = cases.id AND edge IN ('opened', 'answered', 'reopened')), arrived),
      leaseOwner, leaseUntil, escalated,
      changedByRerun, heldBy, heldUntil, askedReasons, askedBy, askedAt, ruling, rulingReasons, ruledBy, ruledAt, account
    FROM cases;
    """

  private let cleaning = """
    CREATE TRIGGER eventsAreNotChanged BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER eventsAreNotDeleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    DROP TABLE cases;
    ALTER TABLE newCases RENAME TO cases;
    CREATE INDEX casesByState ON cases (state, hour, rank, arrived);
    CREATE INDEX casesInOrder ON cases (hour, rank, arrived);
    CREATE INDEX casesByAccount ON cases (accountID, state);
    CREATE INDEX casesByTurn ON cases (state, turn);
    """
}
