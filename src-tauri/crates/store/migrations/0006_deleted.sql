-- What a person deleted here, by the id that the same record would have again: it does not come back with the next look.
-- The id is a hash, and says nothing about what was deleted.

CREATE TABLE deleted_records (
    record_id  TEXT    NOT NULL PRIMARY KEY,
    deleted_at INTEGER NOT NULL
) STRICT;
