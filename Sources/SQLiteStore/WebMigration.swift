/// What the HTTP side keeps: tokens, account data sent ahead, hooks, and what is to be told to them.
enum WebMigration {
  static let tables = """
    CREATE TABLE tokens (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('integrator', 'reviewer', 'lead', 'auditor')),
      digest TEXT NOT NULL UNIQUE,        -- keyed, of the secret
      made INTEGER NOT NULL,
      revoked INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX tokensInUse ON tokens (name) WHERE revoked IS NULL;

    CREATE TABLE sentAccounts (
      id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      account BLOB NOT NULL
    ) STRICT;

    CREATE TABLE hooks (
      id INTEGER PRIMARY KEY,
      url BLOB NOT NULL,
      secret BLOB NOT NULL,
      oldSecret BLOB,                     -- signs too until oldUntil
      oldUntil INTEGER,
      afterEvent INTEGER NOT NULL,        -- hears of the events after it
      made INTEGER NOT NULL,
      ended INTEGER
    ) STRICT;

    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      lastEvent INTEGER NOT NULL          -- the last one that was looked at
    ) STRICT;

    CREATE TABLE deliveries (
      serial INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      hookID INTEGER NOT NULL REFERENCES hooks,
      eventID INTEGER,                    -- null for a test
      caseID INTEGER,
      event TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
      attempts INTEGER NOT NULL DEFAULT 0,
      due INTEGER NOT NULL,
      status INTEGER,
      UNIQUE (hookID, eventID)
    ) STRICT;
    CREATE INDEX deliveriesDue ON deliveries (due) WHERE state = 'pending';
    """

  static let signers = """
    ALTER TABLE tokens ADD COLUMN signing BLOB;  -- the secret of one that signs; null for one that is shown
    """
}
