//! What the documents say is there: links, anchors, files, names in the code, commands and their flags.
//!
//! Every Markdown file of the repository is read. A document that has drifted from the tree is an error with its
//! line. What cannot be looked up here is left alone: web pages, files on a user's machine, placeholders (`NAME`).

mod commands;
mod links;
mod markdown;
mod names;
mod policy;
pub(crate) mod reference;
mod shell;
mod tree;

use std::path::Path;

use anyhow::Result;

use self::markdown::Document;
use self::tree::Tree;
use crate::context::Context;
use crate::verify;

/// Something that a document says and the tree does not bear out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The document, from the repository's root.
    pub(crate) file: String,
    /// Its line, from one.
    pub(crate) line: usize,
    /// What is wrong, as a sentence.
    pub(crate) what: String,
}

/// What was looked at.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// How many documents.
    pub(crate) documents: usize,
    /// How many links and anchors inside the repository.
    pub(crate) links: usize,
    /// How many names of files, folders and things in the code.
    pub(crate) names: usize,
    /// How many commands.
    pub(crate) commands: usize,
    /// Commands that cost nothing to run, as the words behind `cargo xtask`, each once.
    pub(crate) cheap: Vec<Vec<String>>,
    /// What is wrong, in the order of files and lines.
    pub(crate) findings: Vec<Finding>,
}

/// Reads all documents. `None` where this is not a clone: only git knows which files are ours.
pub(crate) fn check(context: &Context) -> Result<Option<Report>> {
    let Some(files) = tree::tracked(context) else { return Ok(None) };
    let tree = Tree::read(context.root(), files)?;
    let mut documents = Vec::new();
    for path in tree.files().filter(|path| is_markdown(path)) {
        documents.push(Document::read(context.root(), path)?);
    }
    let mut report = look(&tree, &documents);
    for (file, text) in reference::current(context)? {
        if std::fs::read_to_string(context.root().join(file)).unwrap_or_default() != text {
            let what = "it is not what the example says: run `cargo xtask reference`".to_owned();
            report.findings.push(Finding { file: file.to_owned(), line: 1, what });
        }
    }
    // What tools write is named by documents and is not there.
    let gone = report.findings.iter().filter_map(|finding| names::subject(&finding.what));
    let ignored = tree::ignored(context, &gone.collect::<Vec<_>>());
    report
        .findings
        .retain(|finding| names::subject(&finding.what).is_none_or(|name| !ignored.contains(&name)));
    Ok(Some(report))
}

fn is_markdown(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

/// Looks at documents against a tree.
fn look(tree: &Tree, documents: &[Document]) -> Report {
    let mut report = Report { documents: documents.len(), ..Report::default() };
    for document in documents {
        links::look(document, documents, tree, &mut report);
        // What has been is told by the names it had.
        if document.path != "CHANGELOG.md" {
            names::look(document, tree, &mut report);
            commands::look(document, tree, &mut report);
        }
    }
    if let Some(guide) = documents.iter().find(|document| document.path == "CONTRIBUTING.md") {
        let named = |name: &str| guide.spans.iter().any(|(_, span)| span == name);
        for name in verify::names().filter(|name| !named(name)) {
            report.wrong(guide, 1, format!("the check `{name}` is not named"));
        }
    }
    report.findings.sort();
    report.findings.dedup();
    report
}

impl Report {
    fn wrong(&mut self, document: &Document, line: usize, what: String) {
        self.findings.push(Finding { file: document.path.clone(), line, what });
    }
}

#[cfg(test)]
mod tests;
