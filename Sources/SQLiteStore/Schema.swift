import Casework
internal import GRDB

/// The tables. Open columns hold ids, codes, times (milliseconds since 1970) and numbers; every BLOB is sealed, a case's
/// under its own key.
enum Schema {
  /// A migration that has been released is never changed; the next one stands below it, in a file of its own.
  static func migrator(_ sealer: any Sealer) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 cases") { db in try db.execute(sql: cases) }
    migrator.registerMigration("2 desk") { db in try DeskMigration(sealer: sealer).run(db) }
    migrator.registerMigration("3 casework") { db in try CaseworkMigration(sealer: sealer).run(db) }
    migrator.registerMigration("4 web") { db in try db.execute(sql: WebMigration.tables) }
    migrator.registerMigration("5 signers") { db in try db.execute(sql: WebMigration.signers) }
    migrator.registerMigration("6 reviewers") { db in try db.execute(sql: ReviewerMigration.tables) }
    return migrator
  }

  private static let cases = """
    CREATE TABLE workspace (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      keyCheck BLOB NOT NULL              -- opens only with the key that everything else is sealed under
    ) STRICT;

    CREATE TABLE cases (
      id INTEGER PRIMARY KEY,             -- the serial of the case number
      year INTEGER NOT NULL,              -- the year of the case number
      submission TEXT NOT NULL UNIQUE,    -- keyed digest of account, pipeline and file contents
      accountID TEXT NOT NULL,
      pipeline TEXT NOT NULL,
      pipelineVersion INTEGER NOT NULL,
      team TEXT NOT NULL,
      priority TEXT NOT NULL,
      purpose TEXT,
      arrived INTEGER NOT NULL,
      target INTEGER NOT NULL,
      deadline INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'inReview', 'closed')),
      run INTEGER NOT NULL DEFAULT 1,
      attempt INTEGER NOT NULL DEFAULT 0,
      version INTEGER NOT NULL DEFAULT 1,
      failures INTEGER NOT NULL DEFAULT 0,
      lapses INTEGER NOT NULL DEFAULT 0,
      due INTEGER,                        -- null: now, whatever the clock says
      leaseOwner TEXT,
      leaseUntil INTEGER,
      ruling TEXT,
      rulingReasons TEXT,                 -- codes, separated by spaces
      ruledBy TEXT,
      ruledAt INTEGER,
      note BLOB,
      account BLOB NOT NULL,
      CHECK ((state = 'working') = (leaseOwner IS NOT NULL AND leaseUntil IS NOT NULL)),
      CHECK ((state = 'closed') = (ruling IS NOT NULL AND ruledBy IS NOT NULL AND ruledAt IS NOT NULL))
    ) STRICT;
    CREATE INDEX casesByState ON cases (state, deadline);
    CREATE INDEX casesByAccount ON cases (accountID);

    CREATE TABLE verdicts (
      caseID INTEGER NOT NULL REFERENCES cases,
      run INTEGER NOT NULL,
      at INTEGER NOT NULL,
      decision TEXT NOT NULL,
      confidence TEXT NOT NULL,
      reasons TEXT NOT NULL,              -- codes, separated by spaces
      conclusion BLOB NOT NULL,
      UNIQUE (caseID, run)
    ) STRICT;

    CREATE TABLE pages (
      blob TEXT PRIMARY KEY,
      caseID INTEGER NOT NULL REFERENCES cases,
      run INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX pagesByCase ON pages (caseID);

    CREATE TABLE events (
      id INTEGER PRIMARY KEY,
      caseID INTEGER NOT NULL REFERENCES cases,
      at INTEGER NOT NULL,
      edge TEXT NOT NULL,
      by TEXT NOT NULL,
      run INTEGER NOT NULL,
      attempt INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX eventsByCase ON events (caseID);
    CREATE TRIGGER eventsAreNotChanged BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER eventsAreNotDeleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    """
}
