//! Documents: their description, their files, their sections, and where records came from.

use crate::attachment::{Attachment, Content, decode_base64};
use crate::composer::{Composer, Piece};
use crate::html;
use crate::outline::{Block, Inline, Label, Notice, Outline, Section};
use crate::word::Word;

use super::element::Element;
use super::facts::Facts;
use super::{Resource, types};

pub(super) fn reference(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.text(Word::Description, "description");
    facts.categories();
    if let Some(context) = facts.element.get("context") {
        facts.when(Word::Covers, types::time(context, "period"));
    }
    let kinds = facts.element.list("content").filter_map(|content| content.get("attachment"));
    facts.words(Word::FileType, kinds.filter_map(|file| file.text("contentType")).map(str::to_owned));
}

/// Who took part in making or sending what it is about, each in their part.
pub(super) fn provenance(facts: &mut Facts<'_>) {
    facts.time(Word::Recorded, "recorded");
    facts.time(Word::Date, "occurred");
    for agent in facts.element.list("agent") {
        let code = agent.get("type").and_then(types::first_code);
        let word = match code {
            Some("author") => Word::Author,
            Some("transmitter") => Word::Transmitter,
            Some("assembler") => Word::Assembler,
            Some("custodian") => Word::Custodian,
            _ => Word::Agent,
        };
        let name = |member: &str| agent.get(member).and_then(types::reference);
        facts.words(word, [name("who"), name("onBehalfOf")].into_iter().flatten());
    }
    facts.concepts(Word::Activity, "activity");
    facts.references(Word::About, "target");
}

/// Who wrote and who keeps it.
pub(super) fn authors(element: Element<'_>, outline: &mut Outline) {
    outline.authors.extend(element.list("author").filter_map(types::reference));
    outline.custodian = element.get("custodian").and_then(types::reference);
}

/// Files inside a resource, or that it points to.
pub(super) fn attachments(element: Element<'_>) -> Vec<Attachment> {
    if element.text("resourceType") == Some("Binary") {
        return vec![attachment(element)];
    }
    let contents = element.list("content").filter_map(|content| content.get("attachment"));
    contents.chain(element.list("presentedForm")).map(attachment).collect()
}

/// An `Attachment`, or a `Binary`, which has its members. b.well sends along what the address leads to.
fn attachment(file: Element<'_>) -> Attachment {
    let binary = file.resolve();
    let data = file.text("data").or_else(|| binary.and_then(|binary| binary.text("data")));
    let content = match (data, file.text("url")) {
        (Some(data), _) => decode_base64(data.as_bytes()).map_or(Content::Unreadable, Content::Bytes),
        (None, Some(url)) => Content::Address(url.to_owned()),
        (None, None) => Content::Missing,
    };
    let content_type =
        file.text("contentType").or_else(|| binary.and_then(|binary| binary.text("contentType")));
    Attachment {
        title: file.text("title").map(str::to_owned),
        content_type: content_type.map(str::to_owned),
        content,
    }
}

/// The sections of a `Composition`. One without text shows what its entries are.
pub(super) fn write(element: Element<'_>, composer: &mut Composer, outline: &mut Outline) {
    if element.text("resourceType") == Some("Composition") {
        element.list("section").for_each(|inner| section(inner, 1, composer, outline));
    }
}

/// Sections nest only as deep as JSON may.
fn section(section: Element<'_>, level: u8, composer: &mut Composer, outline: &mut Outline) {
    let code = section.get("code").and_then(types::first_code).map(str::to_owned);
    let title = section.text("title").map(|title| Label::Text(title.to_owned()));
    composer.section(title.or_else(|| section.get("code").and_then(types::label)), code, level);
    if let Some(div) = section.get("text").and_then(|text| text.text("div")) {
        html::write(div, composer);
        composer.end_line();
    } else {
        let entries = section.list("entry").filter_map(|entry| entry.resolve()).filter_map(Resource::of);
        if rows(entries, composer) {
            outline.notice(Notice::FromCodedEntries);
        } else if let Some(reason) = section.get("emptyReason").and_then(types::concept) {
            composer.block(Block::Paragraph(reason));
        }
    }
    for inner in section.list("section") {
        self::section(inner, level.saturating_add(1).min(Section::DEEPEST), composer, outline);
    }
}

/// Writes records as a list, a line each; false when there are none to show.
pub(crate) fn rows<'a>(records: impl Iterator<Item = Resource<'a>>, composer: &mut Composer) -> bool {
    let mut any = false;
    for record in records.filter(|record| !record.entered_in_error()) {
        if !any {
            composer.begin(Piece::List { ordered: false });
        }
        any = true;
        composer.begin(Piece::Item);
        let row = record.row();
        composer.inline(row.title.into());
        for more in [row.detail, row.date.map(Inline::When).into_iter().collect()] {
            if !more.is_empty() {
                composer.inline(Inline::text(" · "));
                for inline in more {
                    composer.inline(inline);
                }
            }
        }
        composer.end(&Piece::Item);
    }
    composer.end(&Piece::List { ordered: false });
    any
}
