-- Records as a person looks through them: one line each, in the order of their dates, with the words they are found by.
-- A listing is made from its record by whoever writes it, and written in the same transaction; the store does not look
-- into it.

-- `number` puts lines in order: the date they are about in its upper bits (0: no date), a count in its lower ones.
-- `same` is shared by records of several places that tell of the same thing; one of them is shown for all.
-- `hidden`: its source took it back. `gone`: the network no longer lists it; what came stays here.
CREATE TABLE listings (
    number        INTEGER NOT NULL PRIMARY KEY,
    record_id     TEXT    NOT NULL UNIQUE REFERENCES records (id) ON DELETE CASCADE,
    kind          TEXT    NOT NULL,
    same          TEXT,
    shown         INTEGER NOT NULL CHECK (shown IN (0, 1)),
    hidden        INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    gone          INTEGER NOT NULL CHECK (gone IN (0, 1)),
    first_seen_at INTEGER NOT NULL,
    row           TEXT    NOT NULL CHECK (json_valid(row))
) STRICT;
CREATE INDEX listings_shown ON listings (number) WHERE shown = 1;
CREATE INDEX listings_shown_by_kind ON listings (kind, number) WHERE shown = 1;
CREATE INDEX listings_by_same ON listings (same, number) WHERE same IS NOT NULL;

-- The places that a record came from; '' where none is stated. None for what is hidden.
CREATE TABLE listing_places (
    place_id TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    number   INTEGER NOT NULL REFERENCES listings (number) ON DELETE CASCADE,
    PRIMARY KEY (place_id, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_places_in_order ON listing_places (place_id, number);
CREATE INDEX listing_places_of_listing ON listing_places (number);

-- What a record measured, by a key that results of the same test share.
CREATE TABLE listing_series (
    series TEXT    NOT NULL,
    number INTEGER NOT NULL REFERENCES listings (number) ON DELETE CASCADE,
    PRIMARY KEY (series, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_series_of_listing ON listing_series (number);

-- The words, inside the encrypted file like all else. What is deleted leaves no trace in the index.
CREATE VIRTUAL TABLE listing_words USING fts5 (
    title, text,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
INSERT INTO listing_words (listing_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER listing_goes AFTER DELETE ON listings
BEGIN
    DELETE FROM listing_words WHERE rowid = old.number;
    UPDATE listings SET shown = 1
    WHERE old.shown = 1 AND number = (SELECT max(number) FROM listings WHERE same = old.same AND hidden = 0);
END;
