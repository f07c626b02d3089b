//! Reads one file and prints one JSON line about it: `read_document FILE [CONTENT-TYPE]`. Says what came of the file, not
//! what stands in it, but for its title, person and date.

use std::error::Error;
use std::io::Write as _;

use records::content::read;
use records::outline::{Label, Outline};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let line = match read(&std::fs::read(file)?, arguments.next().as_deref()) {
        Ok(reading) => json!({
            "kind": format!("{:?}", reading.kind),
            "mislabelled": reading.mislabelled,
            "entries": reading.entries,
            "attachments": reading.attachments.iter().map(|file| format!("{file:?}")).collect::<Vec<_>>(),
            "outline": reading.outline.as_ref().map(about),
        }),
        Err(error) => json!({ "error": error.to_string() }),
    };
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn about(outline: &Outline) -> Value {
    let sections = outline.sections.iter().map(|section| {
        json!({ "title": section.title.as_ref().map(label), "text": section.plain_text().len(), "blocks": section.blocks.len() })
    });
    json!({
        "title": label(&outline.title),
        "person": outline.person,
        "date": outline.date,
        "authors": outline.authors,
        "custodian": outline.custodian,
        "facts": outline.facts.len(),
        "sections": sections.collect::<Vec<_>>(),
        "warnings": outline.notices,
    })
}

fn label(label: &Label) -> Value {
    match label {
        Label::Text(text) | Label::Unknown(text) => json!(text),
        Label::Word(word) => json!(word),
    }
}
