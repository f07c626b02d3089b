//! Links and pictures: the file is there, and so is the anchor in it.

use super::markdown::Document;
use super::tree::{Tree, joined};
use super::{Report, is_markdown};

/// Looks at every link that stays inside the repository.
pub(super) fn look(document: &Document, documents: &[Document], tree: &Tree, report: &mut Report) {
    for (line, target) in &document.links {
        if target.contains("://") || target.starts_with("mailto:") {
            continue;
        }
        report.links += 1;
        let (path, anchor) = target.split_once('#').map_or((target.as_str(), None), |(a, b)| (a, Some(b)));
        let full = if path.is_empty() { document.path.clone() } else { joined(&document.path, path) };
        if !tree.has(&full) {
            report.wrong(document, *line, format!("the link to `{target}` leads to no file"));
            continue;
        }
        let Some(anchor) = anchor.filter(|_| is_markdown(&full)) else { continue };
        let there = documents.iter().find(|other| other.path == full);
        if there.is_none_or(|there| !there.anchors.contains(anchor)) {
            report.wrong(document, *line, format!("the link to `{target}` leads to no heading"));
        }
    }
}
