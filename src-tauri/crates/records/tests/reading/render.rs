//! An outline as text, so that a test shows what a person would read: `[word]` is a word of ours, `?code?` unknown.

use std::fmt::Write as _;

use records::outline::{Block, Cell, Fact, Inline, Label, Outline};
use records::when::{Date, When};
use records::word::Word;
use serde_json::json;

pub(crate) fn render(outline: &Outline) -> String {
    let mut text = format!("# {}", label(&outline.title));
    line(&mut text, outline.date.as_ref().map(|date| format!("date: {}", when(date))));
    line(
        &mut text,
        outline.person.as_ref().map(|person| {
            format!(
                "person: {:?}, born {}",
                person.name,
                person.birth_date.as_ref().map_or("?", Date::as_str)
            )
        }),
    );
    line(&mut text, (!outline.authors.is_empty()).then(|| format!("by: {}", outline.authors.join("; "))));
    line(&mut text, outline.custodian.as_ref().map(|name| format!("kept by: {name}")));
    facts(&mut text, &outline.facts);
    for section in &outline.sections {
        let marks = "#".repeat(usize::from(section.level) + 1);
        let code = section.code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
        line(
            &mut text,
            Some(format!("{marks} {}{code}", section.title.as_ref().map_or_else(String::new, label))),
        );
        blocks(&mut text, &section.blocks, "");
    }
    line(&mut text, (!outline.notices.is_empty()).then(|| format!("! {}", json!(outline.notices))));
    text
}

fn line(text: &mut String, more: Option<String>) {
    if let Some(more) = more {
        let _ = write!(text, "\n{more}");
    }
}

pub(crate) fn word(word: Word) -> String {
    format!("[{}]", json!(word).as_str().unwrap())
}

fn label(label: &Label) -> String {
    match label {
        Label::Word(own) => word(*own),
        Label::Text(text) => text.clone(),
        Label::Unknown(code) => format!("?{code}?"),
    }
}

pub(crate) fn when(when: &When) -> String {
    let date = |date: &Option<Date>| date.as_ref().map_or_else(String::new, |date| date.as_str().to_owned());
    match when {
        When::At(date) => date.as_str().to_owned(),
        When::Period { start, end } => format!("{}..{}", date(start), date(end)),
        When::Text(text) => format!("\u{ab}{text}\u{bb}"),
    }
}

fn facts(text: &mut String, facts: &[Fact]) {
    for fact in facts {
        line(text, Some(format!("{}: {}", label(&fact.label), inlines(&fact.value))));
    }
}

pub(crate) fn inlines(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(run) => {
                let style = &run.style;
                let marks = [
                    (style.bold, "*"),
                    (style.italic, "/"),
                    (style.superscript, "^"),
                    (style.subscript, "_"),
                    (style.link, "~"),
                ];
                marks
                    .iter()
                    .filter(|(on, _)| *on)
                    .fold(run.text.clone(), |text, (_, mark)| format!("{mark}{text}{mark}"))
            }
            Inline::Word(own) => word(*own),
            Inline::Unknown(code) => format!("?{code}?"),
            Inline::When(time) => when(time),
            Inline::Break => " ⏎ ".to_owned(),
        })
        .collect()
}

fn blocks(text: &mut String, blocks: &[Block], indent: &str) {
    for block in blocks {
        match block {
            Block::Paragraph(words) => line(text, Some(format!("{indent}{}", inlines(words)))),
            Block::Footnote(inner) => self::blocks(text, inner, &format!("{indent}^ ")),
            Block::Preformatted(words) => line(text, Some(format!("{indent}`{words}`"))),
            Block::List { caption, ordered, items } => {
                line(text, (!caption.is_empty()).then(|| format!("{indent}{}:", inlines(caption))));
                let mark = if *ordered { "1. " } else { "- " };
                for item in items {
                    self::blocks(text, item, &format!("{indent}{mark}"));
                }
            }
            Block::Table(table) => {
                line(
                    text,
                    (!table.caption.is_empty()).then(|| format!("{indent}{}:", inlines(&table.caption))),
                );
                for (mark, row) in
                    table.head.iter().map(|row| ("||", row)).chain(table.body.iter().map(|row| ("|", row)))
                {
                    let cells: Vec<String> = row.iter().map(cell).collect();
                    line(text, Some(format!("{indent}{mark} {} |", cells.join(" | "))));
                }
            }
        }
    }
}

fn cell(cell: &Cell) -> String {
    let mut inner = String::new();
    blocks(&mut inner, &cell.blocks, "");
    let inner = inner.trim().replace('\n', " ¶ ");
    let span =
        if cell.columns * cell.rows > 1 { format!("{}x{} ", cell.columns, cell.rows) } else { String::new() };
    format!("{span}{}{inner}", if cell.heading { "=" } else { "" })
}
