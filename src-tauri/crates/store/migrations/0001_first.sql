-- The first schema. A migration that has landed is never edited: a test holds its hash.
-- Instants (`_at`) are microseconds since 1970 in UTC. Bodies are opaque to the store.

CREATE TABLE connections (
    network    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    place_id   TEXT,
    state      TEXT    NOT NULL,
    updated_at INTEGER NOT NULL,
    body       TEXT    NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (network, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (
    id          TEXT    NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    place_id    TEXT,
    correlation TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    body        TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE receipts (
    id          TEXT    NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL,
    place_id    TEXT,
    correlation TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    body        TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

-- The body is a BLOB because it is kept byte for byte, whatever a network thinks is JSON.
CREATE TABLE records (
    id            TEXT    NOT NULL PRIMARY KEY,
    network       TEXT    NOT NULL,
    place_id      TEXT    NOT NULL,
    resource_type TEXT    NOT NULL,
    resource_id   TEXT    NOT NULL,
    dated         TEXT,
    retrieval     TEXT    NOT NULL,
    retrieved_at  INTEGER NOT NULL,
    provenance    TEXT    NOT NULL CHECK (json_valid(provenance)),
    body_sha256   BLOB    NOT NULL CHECK (length(body_sha256) = 32),
    body          BLOB    NOT NULL
) STRICT;
CREATE INDEX records_by_place ON records (place_id, resource_type, dated);
CREATE INDEX records_by_type ON records (resource_type, dated);
CREATE INDEX records_by_resource ON records (network, resource_type, resource_id);
CREATE INDEX records_by_retrieval ON records (retrieval);

-- `length` and `sha256` are there when the document is whole; until then nobody sees it.
CREATE TABLE documents (
    id           TEXT    NOT NULL PRIMARY KEY,
    record_id    TEXT    REFERENCES records (id) ON DELETE CASCADE,
    place_id     TEXT    NOT NULL,
    media_type   TEXT    NOT NULL,
    retrieved_at INTEGER NOT NULL,
    provenance   TEXT    NOT NULL CHECK (json_valid(provenance)),
    length       INTEGER,
    sha256       BLOB,
    CHECK ((length IS NULL) = (sha256 IS NULL))
) STRICT;
CREATE INDEX documents_by_record ON documents (record_id);
CREATE INDEX documents_by_place ON documents (place_id);

CREATE TABLE document_chunks (
    document_id TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    sequence    INTEGER NOT NULL,
    bytes       BLOB    NOT NULL CHECK (length(bytes) BETWEEN 1 AND 65536),
    PRIMARY KEY (document_id, sequence)
) STRICT;

CREATE TABLE audit (
    sequence    INTEGER NOT NULL PRIMARY KEY,
    at          INTEGER NOT NULL,
    correlation TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,
    error_code  TEXT,
    place_id    TEXT,
    network_ids TEXT    NOT NULL CHECK (json_valid(network_ids)),
    count       INTEGER,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_by_correlation ON audit (correlation);

-- The end of the chain, so that a chain that lost its newest events does not look whole.
CREATE TABLE audit_head (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    sequence INTEGER NOT NULL,
    hash     BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_head (one, sequence, hash) VALUES (1, 0, zeroblob(32));

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
WHEN new.sequence <> (SELECT sequence + 1 FROM audit_head)
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_head_follows AFTER INSERT ON audit
BEGIN UPDATE audit_head SET sequence = new.sequence, hash = new.hash; END;
CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_head
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
