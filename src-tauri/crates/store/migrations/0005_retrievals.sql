-- What retrievals bring: the same document from several places, and documents that seem to be about somebody else.

-- Every record that points to a document. The document stays as long as one of them does.
CREATE TABLE document_sources (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    record_id   TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (document_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_sources_by_record ON document_sources (record_id);
CREATE INDEX documents_by_hash ON documents (sha256);

-- Set aside: apart from the records, so that nothing lists, counts or searches them as the person's own.
CREATE TABLE set_aside (
    document_id  TEXT    NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    network      TEXT    NOT NULL,
    place_id     TEXT    NOT NULL,
    resource_id  TEXT    NOT NULL,
    retrieval    TEXT    NOT NULL,
    set_aside_at INTEGER NOT NULL,
    reasons      TEXT    NOT NULL CHECK (json_valid(reasons)),
    body         BLOB    NOT NULL
) STRICT;
CREATE INDEX set_aside_by_resource ON set_aside (network, resource_id);

CREATE TRIGGER a_document_goes_with_its_last_source AFTER DELETE ON document_sources
WHEN NOT EXISTS (SELECT 1 FROM document_sources WHERE document_id = old.document_id)
BEGIN DELETE FROM documents WHERE id = old.document_id AND record_id IS NULL; END;

-- Documents whose words are not in the index yet: they are kept first, and read for words afterwards.
CREATE TABLE words_wanted (
    document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What places are called that records came from and that are no connections.
CREATE TABLE place_names (
    place_id TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
