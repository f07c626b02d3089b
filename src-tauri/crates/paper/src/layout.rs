//! Which line stands where.

use std::num::NonZeroU16;

use crate::Sheet;
use crate::font::Fonts;

/// US Letter, in points. What is on it also fits A4.
pub(crate) const PAGE: (f32, f32) = (612.0, 792.0);
const MARGIN: f32 = 60.0;
/// Below this line is the foot.
const BOTTOM: f32 = PAGE.1 - 72.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;

pub(crate) const LEVEL_ONE: NonZeroU16 = NonZeroU16::MIN;
pub(crate) const LEVEL_TWO: NonZeroU16 = NonZeroU16::MIN.saturating_add(1);

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
}

/// What a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Title,
    Heading,
    Text,
}

/// A line that fits.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) x: f32,
    /// Of its base, from the top.
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) part: Part,
    /// Lines of one paragraph share it.
    pub(crate) block: usize,
}

impl Line {
    pub(crate) const fn foot(text: String) -> Self {
        let y = PAGE.1 - 42.0;
        Self { text, x: MARGIN, y, size: 9.5, bold: false, part: Part::Text, block: usize::MAX }
    }
}

#[derive(Clone, Copy)]
struct Style {
    size: f32,
    bold: bool,
    part: Part,
    before: f32,
    indent: f32,
}

const TITLE: Style = Style { size: 24.0, bold: true, part: Part::Title, before: 0.0, indent: 0.0 };
const NOTE: Style = Style { size: 11.0, bold: false, part: Part::Text, before: 5.0, indent: 0.0 };
const HEADING: Style = Style { size: 15.0, bold: true, part: Part::Heading, before: 22.0, indent: 0.0 };
const TEXT: Style = Style { size: 11.5, bold: true, part: Part::Text, before: 8.0, indent: 0.0 };
const DETAIL: Style = Style { size: 10.5, bold: false, part: Part::Text, before: 1.0, indent: 0.0 };

/// Lays out every line.
pub(crate) fn pages(sheet: &Sheet, fonts: &Fonts, missing: &mut usize) -> Vec<Page> {
    let mut setter = Setter { fonts, missing, pages: vec![Page::default()], top: MARGIN, block: 0 };
    setter.put(&[(&sheet.title, TITLE)]);
    for note in &sheet.notes {
        setter.put(&[(note, NOTE)]);
    }
    for section in &sheet.sections {
        // A heading never stands alone at the end of a page.
        let mut together = vec![(section.heading.as_str(), HEADING)];
        together.extend(section.note.iter().map(|note| (note.as_str(), NOTE)));
        let mut lines = section.lines.iter();
        if let Some(first) = lines.next() {
            together.extend([(first.text.as_str(), TEXT), (first.detail.as_str(), DETAIL)]);
        }
        setter.put(&together);
        for line in lines {
            setter.put(&[(&line.text, TEXT), (&line.detail, DETAIL)]);
        }
    }
    setter.pages
}

struct Setter<'a> {
    fonts: &'a Fonts,
    missing: &'a mut usize,
    pages: Vec<Page>,
    top: f32,
    block: usize,
}

impl Setter<'_> {
    /// Puts paragraphs that belong together on one page, if one page can hold them.
    fn put(&mut self, paragraphs: &[(&str, Style)]) {
        let broken: Vec<(Vec<String>, Style)> = paragraphs
            .iter()
            .map(|(text, style)| (self.broken(text, *style), *style))
            .filter(|(lines, _)| !lines.is_empty())
            .collect();
        let height: f32 = broken
            .iter()
            .map(|(lines, style)| style.before + lines.iter().map(|_| style.size * LEADING).sum::<f32>())
            .sum();
        if self.top + height > BOTTOM && self.top > MARGIN {
            self.turn();
        }
        for (lines, style) in broken {
            self.block += 1;
            // Nothing is kept away from the top of a page.
            if self.top > MARGIN {
                self.top += style.before;
            }
            for text in lines {
                if self.top + style.size * LEADING > BOTTOM {
                    self.turn();
                }
                self.top += style.size * LEADING;
                let line = Line {
                    text,
                    x: MARGIN + style.indent,
                    y: self.top - style.size * (LEADING - 1.0),
                    size: style.size,
                    bold: style.bold,
                    part: style.part,
                    block: self.block,
                };
                if let Some(page) = self.pages.last_mut() {
                    page.lines.push(line);
                }
            }
        }
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.top = MARGIN;
    }

    /// Broken at spaces; a word that is longer than a line, where the line ends.
    fn broken(&mut self, text: &str, style: Style) -> Vec<String> {
        let text = self.fonts.readable(text, self.missing);
        let room = WIDTH - style.indent;
        let fits = |text: &str| self.fonts.width(text, style.bold, style.size) <= room;
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if fits(&format!("{line} {word}")) => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ if fits(word) => lines.push(word.to_owned()),
                _ => {
                    lines.push(String::new());
                    for letter in word.chars() {
                        if lines.last().is_some_and(|line| !fits(&format!("{line}{letter}"))) {
                            lines.push(String::new());
                        }
                        if let Some(line) = lines.last_mut() {
                            line.push(letter);
                        }
                    }
                }
            }
        }
        lines
    }
}

const LEADING: f32 = 1.32;
