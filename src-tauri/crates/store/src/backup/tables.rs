//! Which tables go into a backup.

/// Those that go, each after those that its rows point at, and the order of its rows.
pub(super) const GOES: &[(&str, &[&str], &str)] = &[
    ("connections", &["network", "id", "place_id", "state", "updated_at", "body"], "network, id"),
    ("tasks", &["id", "kind", "state", "place_id", "correlation", "created_at", "updated_at", "body"], "id"),
    ("receipts", &["id", "kind", "place_id", "correlation", "created_at", "body"], "id"),
    (
        "records",
        &[
            "id",
            "network",
            "place_id",
            "resource_type",
            "resource_id",
            "dated",
            "retrieval",
            "retrieved_at",
            "provenance",
            "body_sha256",
            "body",
        ],
        "id",
    ),
    (
        "documents",
        &["id", "record_id", "place_id", "media_type", "retrieved_at", "provenance", "length", "sha256"],
        "id",
    ),
    ("document_chunks", &["document_id", "sequence", "bytes"], "document_id, sequence"),
    ("document_sources", &["document_id", "record_id"], "document_id, record_id"),
    (
        "set_aside",
        &[
            "document_id",
            "network",
            "place_id",
            "resource_id",
            "retrieval",
            "set_aside_at",
            "reasons",
            "body",
        ],
        "document_id",
    ),
    ("words_wanted", &["document_id"], "document_id"),
    ("place_names", &["place_id", "name"], "place_id"),
    // In its order: the table takes nothing but the next event.
    (
        "audit",
        &[
            "sequence",
            "at",
            "correlation",
            "action",
            "actor",
            "outcome",
            "error_code",
            "place_id",
            "network_ids",
            "count",
            "hash",
        ],
        "sequence",
    ),
    ("settings", &["key", "value"], "key"),
    ("deleted_records", &["record_id", "deleted_at"], "record_id"),
    ("last_known", &["topic", "told_at", "body"], "topic"),
    (
        "listings",
        &["number", "record_id", "kind", "same", "shown", "hidden", "gone", "first_seen_at", "row"],
        "number",
    ),
    ("listing_places", &["place_id", "kind", "number"], "place_id, kind, number"),
    ("listing_series", &["series", "number"], "series, number"),
    ("listing_words", &["rowid", "title", "text"], "rowid"),
];

/// Those that stay. A test insists that every table of the schema is in one of the two lists: whoever adds one decides.
#[cfg(test)]
pub(super) const STAYS: &[&str] = &[
    // Follows the trail by itself.
    "audit_head",
    // What the search keeps beneath `listing_words`.
    "listing_words_config",
    "listing_words_content",
    "listing_words_data",
    "listing_words_docsize",
    "listing_words_idx",
];

/// What is left out of a table: documents that are still being written.
pub(super) fn condition(table: &str) -> &'static str {
    match table {
        "documents" => " WHERE length IS NOT NULL",
        "document_chunks" | "document_sources" | "set_aside" | "words_wanted" => {
            " WHERE document_id IN (SELECT id FROM documents WHERE length IS NOT NULL)"
        }
        _ => "",
    }
}
