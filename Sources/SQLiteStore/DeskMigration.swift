import Casework
import FoundationEssentials
internal import GRDB
import Model

/// The second schema: holds, requests to the customer, reruns, follow-up submissions, files seen before, and a note for
/// each act instead of one for the case. Reads and seals again what the first one sealed.
struct DeskMigration {
  let sealer: any Sealer

  func run(_ db: Database) throws {
    try db.execute(sql: tables)
    try keepFileDigests(db)
    try moveNotes(db)
    try db.execute(sql: cleaning)
  }

  private func numbered(_ row: Row) -> CaseNumber { CaseNumber(year: row["year"], serial: row["id"]) }

  /// The first schema knew files only inside the sealed conclusions.
  private func keepFileDigests(_ db: Database) throws {
    struct Kept: Decodable {
      struct File: Decodable { let sha256: String }
      let files: [File]
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, year, verdicts.run, conclusion FROM cases JOIN verdicts ON caseID = id")
    while let row = try rows.next() {
      let number = numbered(row)
      let kept = try sealer.opened(row["conclusion"], as: Kept.self, at: .conclusion(number, run: row["run"]))
      for file in kept.files {
        try db.execute(
          sql: "INSERT INTO files (digest, caseID) VALUES (?, ?) ON CONFLICT DO NOTHING",
          arguments: [sealer.fileDigest(file.sha256), number.serial])
      }
    }
  }

  /// The first schema had one note for a case, that of the decision, which is its last event.
  private func moveNotes(_ db: Database) throws {
    try db.execute(sql: "DROP TRIGGER eventsAreNotChanged")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, year, note, COALESCE(rulingReasons, '') AS reasons,
          (SELECT MAX(events.id) FROM events WHERE caseID = cases.id AND edge IN ('approved', 'rejected')) AS event
        FROM cases WHERE ruling IS NOT NULL
        """)
    for row in rows {
      let number = numbered(row)
      guard let event: Int64 = row["event"] else { continue }
      let note = try (row["note"] as Data?).map { sealed in
        Data(
          sealer.seal(
            try sealer.open(Array(sealed), at: SealedPlace(number, "note")), at: .note(number, event: event)))
      }
      try db.execute(
        sql: "UPDATE events SET reasons = ?, note = ? WHERE id = ?", arguments: [row["reasons"], note, event])
    }
  }

  private let tables = """
    CREATE TABLE newCases (
      id INTEGER PRIMARY KEY,             -- the serial of the case number
      year INTEGER NOT NULL,              -- the year of the case number
      accountID TEXT NOT NULL,
      pipeline TEXT NOT NULL,
      pipelineVersion INTEGER NOT NULL,
      team TEXT NOT NULL,
      priority TEXT NOT NULL,
      purpose TEXT,
      arrived INTEGER NOT NULL,
      target INTEGER NOT NULL,
      deadline INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'inReview', 'awaitingCustomer', 'closed')),
      run INTEGER NOT NULL DEFAULT 1,
      verdictRun INTEGER,                 -- the last run with a verdict
      attempt INTEGER NOT NULL DEFAULT 0,
      version INTEGER NOT NULL DEFAULT 1,
      failures INTEGER NOT NULL DEFAULT 0,
      lapses INTEGER NOT NULL DEFAULT 0,
      due INTEGER,                        -- null: now, whatever the clock says
      leaseOwner TEXT,
      leaseUntil INTEGER,
      escalated INTEGER NOT NULL DEFAULT 0,
      changedByRerun INTEGER NOT NULL DEFAULT 0,
      heldBy TEXT,
      heldUntil INTEGER,
      askedReasons TEXT,                  -- codes, separated by spaces
      askedBy TEXT,
      askedAt INTEGER,
      ruling TEXT,
      rulingReasons TEXT,                 -- codes, separated by spaces
      ruledBy TEXT,
      ruledAt INTEGER,
      account BLOB NOT NULL,
      -- the order of the review queue
      hour INTEGER NOT NULL AS (deadline / 3600000),
      rank INTEGER NOT NULL AS (
        (priority <> 'vip') * 4
        + CASE purpose WHEN 'withdrawal' THEN 0 WHEN 'account' THEN 1 WHEN 'technical' THEN 2 ELSE 3 END),
      CHECK ((state = 'working') = (leaseOwner IS NOT NULL AND leaseUntil IS NOT NULL)),
      CHECK ((state = 'closed') = (ruling IS NOT NULL AND ruledBy IS NOT NULL AND ruledAt IS NOT NULL)),
      CHECK ((state = 'awaitingCustomer')
        = (askedReasons IS NOT NULL AND askedBy IS NOT NULL AND askedAt IS NOT NULL)),
      CHECK ((heldBy IS NULL) = (heldUntil IS NULL))
    ) STRICT;
    INSERT INTO newCases (id, year, accountID, pipeline, pipelineVersion, team, priority, purpose, arrived, target, deadline,
      state, run, verdictRun, attempt, version, failures, lapses, due, leaseOwner, leaseUntil, ruling, rulingReasons,
      ruledBy, ruledAt, account)
    SELECT id, year, accountID, pipeline, pipelineVersion, team, priority, purpose, arrived, target, deadline,
      state, run, (SELECT MAX(verdicts.run) FROM verdicts WHERE caseID = cases.id), attempt, version, failures, lapses, due,
      leaseOwner, leaseUntil, ruling, rulingReasons, ruledBy, ruledAt, account
    FROM cases;

    CREATE TABLE submissions (
      digest TEXT PRIMARY KEY,            -- keyed, of account, pipeline and file contents
      caseID INTEGER NOT NULL REFERENCES cases,
      run INTEGER NOT NULL,               -- the run that it was sent for
      UNIQUE (caseID, run)
    ) STRICT;
    INSERT INTO submissions (digest, caseID, run) SELECT submission, id, 1 FROM cases;

    CREATE TABLE files (
      digest TEXT NOT NULL,               -- keyed, of the SHA-256
      caseID INTEGER NOT NULL REFERENCES cases,
      PRIMARY KEY (digest, caseID)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE events ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
    ALTER TABLE events ADD COLUMN team TEXT;
    ALTER TABLE events ADD COLUMN note BLOB;
    """

  private let cleaning = """
    CREATE TRIGGER eventsAreNotChanged BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    DROP TABLE cases;
    ALTER TABLE newCases RENAME TO cases;
    CREATE INDEX casesByState ON cases (state, hour, rank, arrived);
    CREATE INDEX casesInOrder ON cases (hour, rank, arrived);
    CREATE INDEX casesByAccount ON cases (accountID, state);
    """
}
