//! The fixtures against the documents they were typed from, where those are at hand.

use std::path::{Path, PathBuf};

/// The folder with the source documents, if it is there.
fn reference() -> Option<PathBuf> {
    let named = std::env::var_os("SATCHEL_REFERENCE_DIR").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    named.into_iter().chain([beside]).find(|folder| folder.join("seeds").is_dir())
}

/// White space is ours; every other character must be theirs.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_fixture_stands_in_its_document_and_every_document_is_typed_in_whole() {
    let Some(reference) = reference() else {
        println!("skipped: the source documents are not at hand (SATCHEL_REFERENCE_DIR)");
        return;
    };
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/guides");
    for (number, document, examples) in [
        ("000", "seeds/000_bwell_ias_connections_graphql.txt", 18),
        ("002", "seeds/002_bwell_share_my_records.txt", 4),
    ] {
        let source = bare(&std::fs::read_to_string(reference.join(document)).unwrap());
        let files: Vec<PathBuf> =
            std::fs::read_dir(fixtures.join(number)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), examples, "{number}");
        for file in files {
            let fixture = bare(&std::fs::read_to_string(&file).unwrap());
            assert!(source.contains(&fixture), "{} is not in {document}", file.display());
        }
    }
}
