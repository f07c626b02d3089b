//! Builds sections from what a reader meets on its way: text, breaks, and the begin and end of lists and tables.
//!
//! Every reader of marked-up text (C-CDA narrative, HTML, RTF) writes here, so that what may come out, how deep and how
//! much of it, is decided in one place. It takes whatever order it gets: a row outside a table, an end without a begin.

mod frame;
mod line;

use crate::budget::{Budget, DEEPEST};
use crate::outline::tidy::clean;
use crate::outline::{Block, Inline, Label, Notice, Outline, Run, Section, Style};
use crate::word::Word;

use frame::Frame;
pub(crate) use frame::Piece;
use line::Line;

/// Sections in the making.
pub(crate) struct Composer {
    sections: Vec<Section>,
    /// What is open, outermost first.
    frames: Vec<Frame>,
    /// Pieces that were begun beyond the depth that is kept, and not ended yet.
    flattened: usize,
    line: Line,
    /// The style of what follows.
    pub(crate) style: Style,
    budget: Budget,
    media: bool,
}

impl Composer {
    pub(crate) fn new() -> Self {
        Self {
            sections: Vec::new(),
            frames: Vec::new(),
            flattened: 0,
            line: Line::default(),
            style: Style::default(),
            budget: Budget::new(),
            media: false,
        }
    }

    /// Ends what is open and begins a section.
    pub(crate) fn section(&mut self, title: Option<Label>, code: Option<String>, level: u8) {
        self.end_all();
        if self.budget.piece() {
            self.sections.push(Section {
                title,
                code,
                level: level.clamp(1, Section::DEEPEST),
                blocks: Vec::new(),
            });
        }
    }

    /// Text in which any white space is one space.
    pub(crate) fn text(&mut self, text: &str) {
        // The white space between elements is most of many documents, and costs nothing.
        if text.trim().is_empty() || self.budget.text(text.len()) {
            self.line.text(text, self.style);
        }
    }

    /// Text in which each line end is one.
    pub(crate) fn lines(&mut self, text: &str) {
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                self.line_break();
            }
            self.text(line);
        }
    }

    /// Text in which every space counts, as a block of its own.
    pub(crate) fn preformatted(&mut self, text: &str) {
        self.end_line();
        let text = clean(text);
        let text = text.trim_end().trim_matches('\n');
        if !text.is_empty() && self.budget.text(text.len()) {
            self.block(Block::Preformatted(text.to_owned()));
        }
    }

    /// A piece of a line as it is: a word of ours, a time, words that need no tidying.
    pub(crate) fn inline(&mut self, inline: Inline) {
        let paid = match &inline {
            Inline::Text(run) => self.budget.text(run.text.len()),
            _ => self.budget.piece(),
        };
        if paid {
            self.line.push(inline);
        }
    }

    pub(crate) fn line_break(&mut self) {
        self.inline(Inline::Break);
    }

    /// A picture or another medium: said, with its description, and not shown.
    pub(crate) fn media(&mut self, description: Option<&str>) {
        self.media = true;
        self.text(" ");
        self.inline(Inline::Word(Word::PictureNotShown));
        match description.map(str::trim).filter(|text| !text.is_empty()) {
            Some(description) => self.text(&format!(" ({description}) ")),
            None => self.text(" "),
        }
    }

    /// Ends the line that is being written, as a paragraph.
    pub(crate) fn end_line(&mut self) {
        let line = self.line.take();
        if !line.is_empty() {
            self.place(Block::Paragraph(line));
        }
    }

    /// Ends the line that is being written, and hands it over.
    pub(crate) fn take_line(&mut self) -> Vec<Inline> {
        self.line.take()
    }

    /// A block that is complete.
    pub(crate) fn block(&mut self, block: Block) {
        self.end_line();
        if self.budget.piece() {
            self.place(block);
        }
    }

    /// Puts a block where it belongs. It is paid for: what was begun within the budget is not dropped at its end.
    fn place(&mut self, block: Block) {
        if let Some(frame) = self.frames.last_mut() {
            return frame.block(block);
        }
        if self.sections.is_empty() {
            self.sections.push(Section { title: None, code: None, level: 1, blocks: Vec::new() });
        }
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// Nothing is open: a heading here is a heading of the document, not of a cell.
    pub(crate) fn at_top(&self) -> bool {
        self.frames.is_empty() && self.flattened == 0
    }

    /// Begins a list, a table or a part of one. What must stand around it is begun too; what cannot hold it is ended.
    pub(crate) fn begin(&mut self, piece: Piece) {
        self.end_line();
        if self.flattened == 0
            && let Some(ended) = frame::ended_by(&piece, &self.frames)
        {
            self.end_from(ended);
        }
        if self.frames.len() >= DEEPEST || self.flattened > 0 {
            self.flattened += 1;
            return;
        }
        if let Some(around) = piece.stands_in()
            && !self.frames.last().is_some_and(|frame| frame.is(&around))
        {
            self.begin(around);
        }
        if self.budget.piece() {
            self.frames.push(Frame::new(piece));
        }
    }

    /// Ends the innermost piece of this kind. Without one, nothing happens.
    pub(crate) fn end(&mut self, piece: &Piece) {
        self.end_line();
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(at) = frame::innermost(&self.frames, piece) {
            self.end_from(at);
        }
    }

    fn end_all(&mut self) {
        self.end_line();
        self.flattened = 0;
        self.end_from(0);
    }

    fn end_from(&mut self, at: usize) {
        while self.frames.len() > at {
            self.end_line();
            let Some(frame) = self.frames.pop() else { return };
            let blocks = match self.frames.last_mut() {
                Some(around) => around.take(frame),
                None => frame.finish(),
            };
            for block in blocks {
                self.place(block);
            }
        }
    }

    /// Puts the sections into the outline, with what a reader must know about them.
    pub(crate) fn finish(mut self, outline: &mut Outline) {
        self.end_all();
        self.sections.retain(|section| section.title.is_some() || !section.blocks.is_empty());
        outline.sections.append(&mut self.sections);
        if self.budget.is_spent() {
            outline.notice(Notice::Shortened);
        }
        if self.media {
            outline.notice(Notice::MediaNotShown);
        }
    }
}

/// Plain words of a line: what a heading is made of.
pub(crate) fn words(line: &[Inline]) -> String {
    let words = line.iter().map(|inline| match inline {
        Inline::Text(Run { text, .. }) | Inline::Unknown(text) => text.as_str(),
        Inline::Word(_) | Inline::When(_) | Inline::Break => " ",
    });
    words.collect::<String>().trim().to_owned()
}
