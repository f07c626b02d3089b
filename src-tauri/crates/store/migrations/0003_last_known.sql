-- What a network last told, whole, by topic: so that a copy opens without the internet. The store does not look into it.

CREATE TABLE last_known (
    topic   TEXT    PRIMARY KEY,
    told_at INTEGER NOT NULL,
    body    TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;
