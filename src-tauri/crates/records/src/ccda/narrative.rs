//! The narrative of sections: what a clinician signed, and so what is shown.

use crate::composer::{Composer, Piece};
use crate::outline::{Block, Cell, Inline, Label, Notice, Outline, Section, Style};

use super::element::{Element, attribute, child, children, text};
use super::entries;
use super::values::nothing;

/// Writes a section and those inside it; hands back how many coded entries they have.
pub(super) fn section(
    section: Element<'_>,
    level: u8,
    composer: &mut Composer,
    outline: &mut Outline,
) -> usize {
    let code = child(section, "code");
    let title = child(section, "title").and_then(text);
    let named = code.and_then(|code| attribute(code, "displayName")).map(str::to_owned);
    let code = code.and_then(|code| attribute(code, "code")).map(str::to_owned);
    composer.section(title.or(named).map(Label::Text), code, level);
    let narrative = child(section, "text").filter(|text| !is_empty(*text));
    let coded: Vec<Element<'_>> = children(section, "entry").collect();
    if let Some(narrative) = narrative {
        write(narrative, composer);
        composer.end_line();
    } else if entries::table(&coded, composer) {
        outline.notice(Notice::FromCodedEntries);
    } else if let Some(word) = nothing(section) {
        composer.block(Block::Paragraph(vec![Inline::Word(word)]));
    }
    let inner = children(section, "component").filter_map(|component| child(component, "section"));
    let level = level.saturating_add(1).min(Section::DEEPEST);
    coded.len() + inner.map(|inner| self::section(inner, level, composer, outline)).sum::<usize>()
}

/// No letter and no medium in it.
fn is_empty(narrative: Element<'_>) -> bool {
    !narrative.descendants().any(|node| {
        node.tag_name().name() == "renderMultiMedia"
            || (node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty()))
    })
}

fn write(narrative: Element<'_>, composer: &mut Composer) {
    if narrative.children().any(|child| child.is_element()) {
        return inside(narrative, composer);
    }
    // Typed by hand or copied from a system without structure: its line ends are all there is.
    composer.lines(narrative.text().unwrap_or_default().trim());
}

/// Elements nest only as deep as `bounds` allows.
fn inside(element: Element<'_>, composer: &mut Composer) {
    for node in element.children() {
        if node.is_text() {
            composer.text(node.text().unwrap_or_default());
        } else if node.is_element() && attribute(node, "revised") != Some("delete") {
            let style = composer.style;
            one(node, composer);
            composer.style = style;
        }
    }
}

fn one(element: Element<'_>, composer: &mut Composer) {
    let piece = match element.tag_name().name() {
        "br" => return composer.line_break(),
        "paragraph" | "p" | "div" => {
            composer.end_line();
            inside(element, composer);
            return composer.end_line();
        }
        "renderMultiMedia" => return composer.media(child(element, "caption").and_then(text).as_deref()),
        "footnoteRef" | "col" | "colgroup" => return,
        "caption"
            if element
                .parent()
                .is_some_and(|parent| !matches!(parent.tag_name().name(), "list" | "table")) =>
        {
            composer.style.bold = true;
            inside(element, composer);
            return composer.end_line();
        }
        "list" | "ul" | "ol" => Piece::List { ordered: is_ordered(element) },
        "item" | "li" => Piece::Item,
        "table" => Piece::Table,
        "tr" => {
            Piece::Row { head: element.parent().is_some_and(|parent| parent.tag_name().name() == "thead") }
        }
        name @ ("td" | "th") => Piece::Cell {
            heading: name == "th",
            columns: Cell::span(attribute(element, "colspan")),
            rows: Cell::span(attribute(element, "rowspan")),
        },
        "caption" => Piece::Caption,
        "footnote" => Piece::Footnote,
        name => {
            restyle(&mut composer.style, name, attribute(element, "styleCode"));
            return inside(element, composer);
        }
    };
    restyle(&mut composer.style, "", attribute(element, "styleCode"));
    composer.begin(piece.clone());
    inside(element, composer);
    composer.end(&piece);
}

fn is_ordered(list: Element<'_>) -> bool {
    attribute(list, "listType") == Some("ordered") || list.tag_name().name() == "ol"
}

fn restyle(style: &mut Style, name: &str, codes: Option<&str>) {
    match name {
        "sup" => style.superscript = true,
        "sub" => style.subscript = true,
        "b" | "strong" => style.bold = true,
        "i" | "em" => style.italic = true,
        "linkHtml" | "a" => style.link = true,
        _ => {}
    }
    for code in codes.unwrap_or_default().split_whitespace() {
        match code {
            "Bold" | "Emphasis" => style.bold = true,
            "Italics" => style.italic = true,
            _ => {}
        }
    }
}
