//! Pages to print: a title, sections of lines, page numbers. A tagged PDF with its fonts in it.
//!
//! Knows pages, fonts and lines. Must never know health, languages or files: every word comes in, in the reader's
//! language, and bytes come out. The same words give the same bytes.

mod font;
mod layout;
#[cfg(test)]
mod tests;

use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};

use font::Fonts;
use layout::{Line, Page, Part};

/// What stands on the pages, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The language, as `en` or `es`: a screen reader takes its voice by it.
    pub language: String,
    /// The largest line, once.
    pub title: String,
    /// Sentences below it.
    pub notes: Vec<String>,
    /// What follows.
    pub sections: Vec<Section>,
    /// At the foot of each page; `{page}` and `{pages}` are numbers.
    pub foot: String,
}

/// Lines under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// A sentence below the heading, such as what is left out.
    pub note: Option<String>,
    /// Its lines.
    pub lines: Vec<Entry>,
}

/// One line: what it says, and smaller beneath it where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub text: String,
    /// Smaller, beneath.
    pub detail: String,
}

/// The pages could not be made: a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A font of ours cannot be read.
    #[error("a font cannot be read")]
    Font,
    /// The pages break a rule of PDF.
    #[error("the pages cannot be written")]
    Pdf,
}

/// Pages, and how many letters the fonts do not have; each stands there as `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// Letters that could not be printed.
    pub missing: usize,
}

/// Lays out the pages and writes them.
pub fn pdf(sheet: &Sheet) -> Result<Printed, Error> {
    let fonts = Fonts::load()?;
    let mut missing = 0;
    let pages = layout::pages(sheet, &fonts, &mut missing);
    let mut document =
        Document::new_with(SerializeSettings { enable_tagging: true, ..SerializeSettings::default() });
    let mut tags = Tags::new();
    let total = pages.len();
    for (number, page) in (1_usize..).zip(&pages) {
        let foot = sheet.foot.replace("{page}", &number.to_string()).replace("{pages}", &total.to_string());
        draw(&mut document, page, &fonts.readable(&foot, &mut missing), &fonts, &mut tags)?;
    }
    document.set_tag_tree(tags.tree(&sheet.language));
    document.set_metadata(
        Metadata::new()
            .title(sheet.title.clone())
            .language(sheet.language.clone())
            .creator("Satchel".to_owned()),
    );
    let bytes = document.finish().map_err(|_| Error::Pdf)?;
    Ok(Printed { bytes, pages: total, missing })
}

fn draw(
    document: &mut Document,
    page: &Page,
    foot: &str,
    fonts: &Fonts,
    tags: &mut Tags,
) -> Result<(), Error> {
    let (width, height) = layout::PAGE;
    let mut sheet = document.start_page_with(PageSettings::from_wh(width, height).ok_or(Error::Pdf)?);
    let mut surface = sheet.surface();
    let mut write = |line: &Line, tag: ContentTag<'_>| {
        let identifier = surface.start_tagged(tag);
        let at = Point::from_xy(line.x, line.y);
        surface.draw_text(
            at,
            fonts.of(line.bold).clone(),
            line.size,
            &line.text,
            false,
            TextDirection::LeftToRight,
        );
        surface.end_tagged();
        identifier
    };
    for line in &page.lines {
        let identifier = write(line, ContentTag::Span(SpanTag::empty()));
        tags.put(line, Node::Leaf(identifier));
    }
    let foot = Line::foot(foot.to_owned());
    // Not part of what is read aloud: it belongs to the paper.
    write(&foot, ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
    surface.finish();
    sheet.finish();
    Ok(())
}

/// What a screen reader goes by: headings and paragraphs, whichever pages their lines are on.
struct Tags {
    groups: Vec<TagGroup>,
    open: Option<usize>,
}

impl Tags {
    const fn new() -> Self {
        Self { groups: Vec::new(), open: None }
    }

    fn put(&mut self, line: &Line, leaf: Node) {
        if self.open != Some(line.block) {
            self.open = Some(line.block);
            self.groups.push(match line.part {
                Part::Title => TagGroup::new(Tag::Hn(layout::LEVEL_ONE, None)),
                Part::Heading => TagGroup::new(Tag::Hn(layout::LEVEL_TWO, None)),
                Part::Text => TagGroup::new(Tag::P),
            });
        }
        if let Some(group) = self.groups.last_mut() {
            group.push(leaf);
        }
    }

    fn tree(self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for group in self.groups {
            tree.push(group);
        }
        tree
    }
}
