//! The words of an outline as plain text: for searching, and for looking at what a document came to.

use super::{Block, Cell, Fact, Inline, Label, Outline, Section};

impl Outline {
    /// The source's words, a line each. Words of ours and times are left out: they are the same in every document.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines = Lines::default();
        lines.label(&self.title);
        self.authors.iter().chain(&self.custodian).for_each(|name| lines.line(name));
        lines.facts(&self.facts);
        for section in &self.sections {
            section.title.iter().for_each(|title| lines.label(title));
            lines.blocks(&section.blocks);
        }
        lines.text
    }
}

impl Section {
    /// The source's words in this section, a line each, without its heading.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines = Lines::default();
        lines.blocks(&self.blocks);
        lines.text
    }
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn label(&mut self, label: &Label) {
        match label {
            Label::Text(text) | Label::Unknown(text) => self.line(text),
            Label::Word(_) => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        let line: String = inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text(run) => run.text.as_str(),
                Inline::Unknown(text) => text,
                Inline::Break => "\n",
                Inline::Word(_) | Inline::When(_) => " ",
            })
            .collect();
        self.line(&line);
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.label(&fact.label);
            self.inlines(&fact.value);
        }
    }

    /// Blocks nest only as deep as the readers allow.
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(line) => self.inlines(line),
                Block::Footnote(blocks) => self.blocks(blocks),
                Block::Preformatted(text) => self.line(text),
                Block::List { caption, items, .. } => {
                    self.inlines(caption);
                    for item in items {
                        self.blocks(item);
                    }
                }
                Block::Table(table) => {
                    self.inlines(&table.caption);
                    table.head.iter().chain(&table.body).flatten().for_each(|cell| self.cell(cell));
                }
            }
        }
    }

    fn cell(&mut self, cell: &Cell) {
        self.blocks(&cell.blocks);
    }
}
