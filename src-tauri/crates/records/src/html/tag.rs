//! The tags that say something about a text. All others say nothing, and their text is kept.

use crate::outline::Style;

/// What a tag means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Its content is not text for a reader: a script, a style, a drawing, a form's choices; a medium is spoken of.
    Hidden {
        medium: bool,
    },
    /// A picture, or a page within the page.
    Media,
    Break,
    /// It stands on its own lines.
    Block,
    Heading(u8),
    Title,
    Preformatted,
    List {
        ordered: bool,
    },
    Item,
    Table,
    TableHead,
    Row,
    Cell {
        heading: bool,
    },
    Caption,
    Style(Face),
    Link,
    Nothing,
}

/// A property of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Bold,
    Italic,
    Superscript,
    Subscript,
}

impl Tag {
    pub(super) fn named(name: &[u8]) -> Self {
        match name {
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"noembed"
            | b"noframes" | b"select" | b"textarea" => Self::Hidden { medium: false },
            b"object" | b"iframe" | b"canvas" | b"audio" | b"video" => Self::Hidden { medium: true },
            b"img" | b"embed" | b"frame" => Self::Media,
            b"br" => Self::Break,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"title" => Self::Title,
            b"pre" => Self::Preformatted,
            b"ul" | b"menu" | b"dir" => Self::List { ordered: false },
            b"ol" => Self::List { ordered: true },
            b"li" => Self::Item,
            b"table" => Self::Table,
            b"thead" => Self::TableHead,
            b"tr" => Self::Row,
            b"td" => Self::Cell { heading: false },
            b"th" => Self::Cell { heading: true },
            b"caption" => Self::Caption,
            b"b" | b"strong" => Self::Style(Face::Bold),
            b"i" | b"em" | b"cite" => Self::Style(Face::Italic),
            b"sup" => Self::Style(Face::Superscript),
            b"sub" => Self::Style(Face::Subscript),
            b"a" => Self::Link,
            b"p" | b"div" | b"section" | b"article" | b"header" | b"footer" | b"main" | b"nav" | b"aside"
            | b"address" | b"blockquote" | b"center" | b"form" | b"fieldset" | b"figure" | b"figcaption"
            | b"hr" | b"dl" | b"dt" | b"dd" | b"details" | b"summary" | b"body" => Self::Block,
            _ => Self::Nothing,
        }
    }
}

/// Which properties of type are on. Tags may overlap, so each is counted by itself.
#[derive(Default)]
pub(super) struct Typeface {
    bold: u32,
    italic: u32,
    superscript: u32,
    subscript: u32,
    link: u32,
    /// The rows that follow hold headings.
    pub(super) in_head: bool,
}

impl Typeface {
    /// Counts a begin (1) or an end (-1).
    pub(super) fn change(&mut self, tag: Tag, href: bool, by: i32) {
        let count = match tag {
            Tag::Style(Face::Bold) => &mut self.bold,
            Tag::Style(Face::Italic) => &mut self.italic,
            Tag::Style(Face::Superscript) => &mut self.superscript,
            Tag::Style(Face::Subscript) => &mut self.subscript,
            // A link without an address is an anchor; one inside another ends it.
            Tag::Link => {
                self.link = u32::from(href);
                return;
            }
            _ => {
                self.in_head = by > 0;
                return;
            }
        };
        *count = count.saturating_add_signed(by);
    }

    pub(super) fn style(&self) -> Style {
        Style {
            bold: self.bold > 0,
            italic: self.italic > 0,
            superscript: self.superscript > 0,
            subscript: self.subscript > 0,
            link: self.link > 0,
        }
    }
}
