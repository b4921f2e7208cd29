/// Who signs in to the review desk, what happened at its door, and what can be taken back.
enum ReviewerMigration {
  static let tables = """
    CREATE TABLE reviewers (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('reviewer', 'lead', 'auditor')),
      password BLOB NOT NULL,
      made INTEGER NOT NULL,
      ended INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX reviewersInUse ON reviewers (name) WHERE ended IS NULL;

    CREATE TABLE sessions (
      digest TEXT PRIMARY KEY,            -- keyed, of the secret in the cookie
      reviewerID INTEGER NOT NULL REFERENCES reviewers,
      made INTEGER NOT NULL,
      used INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE failedSignIns (
      digest TEXT PRIMARY KEY,            -- keyed, of the name that was tried
      count INTEGER NOT NULL,
      at INTEGER NOT NULL                 -- of the last one
    ) STRICT;

    CREATE TABLE signIns (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      event TEXT NOT NULL,
      who TEXT NOT NULL,                  -- empty for a name that nobody has
      chain TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER signInsAreNotChanged BEFORE UPDATE ON signIns BEGIN SELECT RAISE(ABORT, 'sign-ins are append-only'); END;
    CREATE TRIGGER signInsAreNotDeleted BEFORE DELETE ON signIns BEGIN SELECT RAISE(ABORT, 'sign-ins are append-only'); END;

    CREATE TABLE positions (
      caseID INTEGER PRIMARY KEY REFERENCES cases,
      eventID INTEGER NOT NULL,           -- what can be taken back
      version INTEGER NOT NULL,           -- of the case after it
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      before TEXT NOT NULL                -- where the case stood: codes, names of teams and people, times
    ) STRICT;

    CREATE INDEX eventsByTime ON events (at);
    CREATE INDEX verdictsByTime ON verdicts (at);
    CREATE INDEX casesByRuling ON cases (ruledAt) WHERE ruling IS NOT NULL;
    """
}
