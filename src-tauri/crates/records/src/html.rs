//! HTML, reduced to its text and the structure of it. No script runs, no style counts, nothing is fetched, no address is
//! kept: tags are read one by one and all but a few say nothing.

mod tag;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::composer::{Composer, Piece, words};
use crate::decode::decode;
use crate::outline::{Label, Notice, Outline};
use crate::word::Word;

use tag::{Tag, Typeface};

/// Reads a page of HTML. The encoding is that of the byte order mark, of `charset` (from the content type), or of the
/// page itself.
#[must_use]
pub fn outline(bytes: &[u8], charset: Option<&str>) -> Outline {
    let named = charset.map(str::to_owned).or_else(|| charset_of(bytes));
    let decoded = decode(bytes, named.as_deref());
    let mut composer = Composer::new();
    let title = write(&decoded.text, &mut composer);
    let mut outline = Outline::titled(Label::text_or(title, Word::Document));
    composer.finish(&mut outline);
    if decoded.unclear {
        outline.notice(Notice::LettersUnclear);
    }
    outline.tidy()
}

/// Writes the text of HTML into the composer; hands back the title of the page.
pub(crate) fn write(html: &str, composer: &mut Composer) -> Option<String> {
    let mut reader = Reader::new(composer);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        reader.event(&event);
        None
    });
    // Else the text of a script would be read as the text of the page.
    emitter.naively_switch_states(true);
    for Ok(()) in Tokenizer::new_with_emitter(html, emitter) {}
    reader.finish()
}

/// The encoding that a page names in its first bytes: `<meta charset=…>` or the `content` of one.
fn charset_of(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024))?).to_ascii_lowercase();
    let value = head.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
}

/// What the reader is in the middle of.
struct Reader<'a> {
    composer: &'a mut Composer,
    typeface: Typeface,
    /// The start tag whose attributes come now.
    open: Option<Open>,
    /// The element whose content is left out, and how many of its kind are open.
    hidden: Option<(Vec<u8>, u32)>,
    /// Text that is not part of the page's flow: its title, or lines in which spaces count.
    aside: Option<(Tag, String)>,
    heading: Option<u8>,
    title: Option<String>,
}

/// A start tag while its attributes are read.
struct Open {
    tag: Tag,
    name: Vec<u8>,
    attribute: Vec<u8>,
    columns: u16,
    rows: u16,
    description: Option<String>,
    href: bool,
}

impl<'a> Reader<'a> {
    fn new(composer: &'a mut Composer) -> Self {
        let typeface = Typeface::default();
        Self { composer, typeface, open: None, hidden: None, aside: None, heading: None, title: None }
    }

    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open = Some(Open::new(name)),
            CallbackEvent::AttributeName { name } => {
                if let Some(open) = &mut self.open {
                    open.attribute = name.to_vec();
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(open) = &mut self.open {
                    open.value(value);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(open) = self.open.take() {
                    self.start(open);
                }
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.aside {
            _ if self.hidden.is_some() => {}
            Some((_, aside)) => aside.push_str(text),
            None => self.composer.text(text),
        }
    }

    fn start(&mut self, open: Open) {
        if let Some((name, count)) = &mut self.hidden {
            *count += u32::from(*name == open.name);
            return;
        }
        match open.tag {
            Tag::Hidden { medium } => {
                if medium {
                    self.composer.media(None);
                }
                self.hidden = Some((open.name, 1));
            }
            Tag::Media => self.composer.media(open.description.as_deref()),
            Tag::Break => match &mut self.aside {
                Some((_, aside)) => aside.push('\n'),
                None => self.composer.line_break(),
            },
            Tag::Block => self.composer.end_line(),
            Tag::Heading(level) => self.begin_heading(level),
            Tag::Title | Tag::Preformatted => {
                self.composer.end_line();
                self.aside.get_or_insert((open.tag, String::new()));
            }
            Tag::List { ordered } => self.composer.begin(Piece::List { ordered }),
            Tag::Item => self.composer.begin(Piece::Item),
            Tag::Table => self.composer.begin(Piece::Table),
            Tag::Row => self.composer.begin(Piece::Row { head: self.typeface.in_head }),
            Tag::Cell { heading } => {
                self.composer.begin(Piece::Cell { heading, columns: open.columns, rows: open.rows });
            }
            Tag::Caption => self.composer.begin(Piece::Caption),
            Tag::Style(_) | Tag::Link | Tag::TableHead => {
                self.typeface.change(open.tag, open.href, 1);
                self.composer.style = self.typeface.style();
            }
            Tag::Nothing => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.open = None;
        if let Some((hidden, count)) = &mut self.hidden {
            *count -= u32::from(hidden == name);
            if *count == 0 {
                self.hidden = None;
            }
            return;
        }
        let tag = Tag::named(name);
        match tag {
            Tag::Block => self.composer.end_line(),
            Tag::Heading(_) => self.end_heading(),
            Tag::Title | Tag::Preformatted => self.end_aside(),
            Tag::List { .. } => self.composer.end(&Piece::List { ordered: false }),
            Tag::Item => self.composer.end(&Piece::Item),
            Tag::Table => {
                self.typeface.in_head = false;
                self.composer.end(&Piece::Table);
            }
            Tag::Row => self.composer.end(&Piece::Row { head: false }),
            Tag::Cell { .. } => self.composer.end(&Piece::Cell { heading: false, columns: 1, rows: 1 }),
            Tag::Caption => self.composer.end(&Piece::Caption),
            Tag::Style(_) | Tag::Link | Tag::TableHead => {
                self.typeface.change(tag, false, -1);
                self.composer.style = self.typeface.style();
            }
            Tag::Hidden { .. } | Tag::Media | Tag::Break | Tag::Nothing => {}
        }
    }

    /// A heading of the page begins a section; one inside a table or a list is a line of its own.
    fn begin_heading(&mut self, level: u8) {
        self.composer.end_line();
        self.heading = self.composer.at_top().then_some(level);
    }

    fn end_heading(&mut self) {
        let Some(level) = self.heading.take() else { return self.composer.end_line() };
        let title = words(&self.composer.take_line());
        if !title.is_empty() {
            self.composer.section(Some(Label::Text(title)), None, level);
        }
    }

    fn end_aside(&mut self) {
        match self.aside.take() {
            Some((Tag::Title, text)) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.title.get_or_insert(text);
            }
            Some((_, text)) => self.composer.preformatted(&text),
            None => {}
        }
    }

    fn finish(mut self) -> Option<String> {
        self.end_aside();
        self.end_heading();
        self.composer.style = crate::outline::Style::default();
        self.title
    }
}

impl Open {
    fn new(name: &[u8]) -> Self {
        let (tag, name) = (Tag::named(name), name.to_vec());
        Self { tag, name, attribute: Vec::new(), columns: 1, rows: 1, description: None, href: false }
    }

    fn value(&mut self, value: &[u8]) {
        let text = str::from_utf8(value).ok();
        match self.attribute.as_slice() {
            b"colspan" => self.columns = crate::outline::Cell::span(text),
            b"rowspan" => self.rows = crate::outline::Cell::span(text),
            b"alt" => self.description = text.map(str::to_owned),
            b"href" => self.href = true,
            _ => {}
        }
    }
}
