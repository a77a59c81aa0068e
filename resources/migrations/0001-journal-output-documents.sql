-- The first shape of a workspace: who holds it, the journal, output, documents.

-- Who opened the workspace for writing, one row a session; one without released_at_ms that nobody holds ended uncleanly.
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  user TEXT NOT NULL,
  machine TEXT NOT NULL,
  pid INTEGER NOT NULL,
  since_ms INTEGER NOT NULL,
  heartbeat_ms INTEGER NOT NULL,
  released_at_ms INTEGER
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  maintenance TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  at_ms INTEGER NOT NULL,
  -- Rows of output the maintenance had when the event was written.
  row INTEGER NOT NULL CHECK (row >= 0),
  -- Canonical JSON, as it was hashed.
  actor TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (maintenance, seq)
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event of the journal is never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event of the journal is never deleted'); END;

-- Where the store ends for an attempt; moves in the transaction that commits its rows.
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  maintenance TEXT NOT NULL,
  task TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  stdout_bytes INTEGER NOT NULL,
  stderr_bytes INTEGER NOT NULL,
  stdout_offset INTEGER NOT NULL,
  stderr_offset INTEGER NOT NULL,
  UNIQUE (maintenance, task, attempt)
) STRICT;

-- Rows of output committed for a maintenance.
CREATE TABLE head (
  maintenance TEXT PRIMARY KEY,
  rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Consecutive rows of a maintenance, compressed; never changed. `mix` says how many rows of which attempt and stream:
-- JSON [[attempt id, stdout rows, stderr rows], …]. `packed` is what describes the rows and then their bytes; see chunk-format.ts.
CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  maintenance TEXT NOT NULL,
  row0 INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  -- Every row ends with its only newline, and all is ASCII: the search may read the chunk as one text.
  is_plain INTEGER NOT NULL,
  mix TEXT NOT NULL,
  -- zstd; and the SHA-256 of what it unpacks to.
  packed BLOB NOT NULL,
  sha256 BLOB NOT NULL,
  UNIQUE (maintenance, row0)
) STRICT;

CREATE TRIGGER chunk_is_never_changed BEFORE UPDATE ON chunk
BEGIN SELECT raise(ABORT, 'output is never changed'); END;

-- The newest rows, as they were committed, until they fill a chunk. Not compressed.
CREATE TABLE tail (
  maintenance TEXT NOT NULL,
  row0 INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  mix TEXT NOT NULL,
  entries BLOB NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (maintenance, row0)
) STRICT;

-- What a chunk may contain: written in the chunk's own transaction; see chunk-map.ts.
CREATE TABLE chunk_map (
  chunk INTEGER PRIMARY KEY REFERENCES chunk (id),
  trigrams BLOB NOT NULL,
  tokens BLOB NOT NULL
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  saved_at_ms INTEGER NOT NULL,
  saved_by TEXT NOT NULL,
  -- JSON; NULL where this version is the removal of the document.
  body TEXT,
  UNIQUE (kind, name, version)
) STRICT;
