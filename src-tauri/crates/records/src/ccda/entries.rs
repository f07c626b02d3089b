//! Coded entries as a table, for a section without narrative.

use crate::composer::{Composer, Piece};
use crate::outline::Inline;
use crate::word::Word;

use super::element::{Element, attribute, child, children};
use super::statement::Statement;

/// Writes a row for each thing that the entries state; false when they state nothing.
pub(super) fn table(entries: &[Element<'_>], composer: &mut Composer) -> bool {
    let mut statements = Vec::new();
    for entry in entries.iter().flat_map(Element::children).filter(Element::is_element) {
        gather(entry, None, &mut statements);
    }
    if statements.is_empty() {
        return false;
    }
    composer.begin(Piece::Table);
    let head = [Word::What, Word::Result, Word::When, Word::Status];
    row(true, head.map(|word| vec![Inline::Word(word)]), composer);
    for (statement, concern) in statements {
        row(false, Statement::read(statement, concern).lines(), composer);
    }
    composer.end(&Piece::Table);
    true
}

fn row(head: bool, lines: [Vec<Inline>; 4], composer: &mut Composer) {
    composer.begin(Piece::Row { head });
    for line in lines {
        composer.begin(Piece::Cell { heading: head, columns: 1, rows: 1 });
        for inline in line {
            composer.inline(inline);
        }
    }
    composer.end(&Piece::Row { head });
}

/// The statements, each with the concern that it is part of. An organizer and a concern hold what they are about.
/// Statements inside each other are as deep as `bounds` allows.
fn gather<'a>(
    statement: Element<'a>,
    concern: Option<Element<'a>>,
    statements: &mut Vec<(Element<'a>, Option<Element<'a>>)>,
) {
    let (holders, concern) = match statement.tag_name().name() {
        "organizer" => ("component", concern),
        "act" if is_concern(statement) => ("entryRelationship", Some(statement)),
        "observation" | "act" | "substanceAdministration" | "supply" | "procedure" | "encounter" => {
            return statements.push((statement, concern));
        }
        _ => return,
    };
    for inner in children(statement, holders).flat_map(|holder| holder.children()).filter(Element::is_element)
    {
        gather(inner, concern, statements);
    }
}

/// An act that says only that something is looked after.
fn is_concern(act: Element<'_>) -> bool {
    let code = child(act, "code").and_then(|code| attribute(code, "code"));
    matches!(code, None | Some("CONC" | "48765-2")) && child(act, "entryRelationship").is_some()
}
