//! The last look at an outline before it leaves: names and answers come straight from a header or a record, so what
//! steers a reader's eye is taken out of every text here, and too much of it is cut.

use super::{Block, Fact, Inline, Label, Notice, Outline};
use crate::budget::Budget;
use crate::resource::Row;
use crate::when::When;

/// Letters of the longest title or name that is shown.
const LONGEST_NAME: usize = 1_000;

/// Letters of the longest second line of a row.
const LONGEST_DETAIL: usize = 200;

/// Control characters, and those that turn the direction of what follows.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Text in which every space counts, without what steers.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !steers(*c)).collect()
}

impl Outline {
    /// The outline as it may leave.
    pub(crate) fn tidy(mut self) -> Self {
        let mut tidy = Tidy { budget: Budget::new(), cut: false };
        tidy.label(&mut self.title);
        if let Some(date) = &mut self.date {
            tidy.when(date);
        }
        for name in self.person.iter_mut().filter_map(|person| person.name.as_mut()) {
            tidy.name(name);
        }
        for name in self.authors.iter_mut().chain(&mut self.custodian) {
            tidy.name(name);
        }
        tidy.facts(&mut self.facts);
        for section in &mut self.sections {
            if let Some(title) = &mut section.title {
                tidy.label(title);
            }
            if let Some(code) = &mut section.code {
                tidy.name(code);
            }
            tidy.blocks(&mut section.blocks);
        }
        if tidy.cut || tidy.budget.is_spent() {
            self.notice(Notice::Shortened);
        }
        self
    }
}

impl Row {
    /// The row as it may leave.
    pub(crate) fn tidy(mut self) -> Self {
        let mut tidy = Tidy { budget: Budget::new(), cut: false };
        tidy.label(&mut self.title);
        shorten(&mut self.detail);
        tidy.inlines(&mut self.detail);
        if let Some(date) = &mut self.date {
            tidy.when(date);
        }
        self
    }
}

/// A name that may leave on its own.
pub(crate) fn name(mut name: String) -> String {
    Tidy { budget: Budget::new(), cut: false }.name(&mut name);
    name
}

/// A second line is one line: the record itself has the rest.
fn shorten(detail: &mut Vec<Inline>) {
    let mut left = LONGEST_DETAIL;
    for (place, inline) in detail.iter_mut().enumerate() {
        if let Inline::Text(run) = inline
            && let Some((end, _)) = run.text.char_indices().nth(left)
        {
            run.text.replace_range(end.., "…");
            return detail.truncate(place + 1);
        }
        left = left.saturating_sub(match inline {
            Inline::Text(run) => run.text.chars().count(),
            _ => 1,
        });
    }
}

struct Tidy {
    budget: Budget,
    cut: bool,
}

impl Tidy {
    fn text(&mut self, text: &mut String) {
        if text.chars().any(steers) {
            *text = clean(text);
        }
        if !self.budget.text(text.len()) {
            text.clear();
        }
    }

    fn name(&mut self, name: &mut String) {
        if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
            name.truncate(end);
            self.cut = true;
        }
        self.text(name);
    }

    fn label(&mut self, label: &mut Label) {
        match label {
            Label::Text(text) | Label::Unknown(text) => self.name(text),
            Label::Word(_) => {}
        }
    }

    fn when(&mut self, when: &mut When) {
        if let When::Text(text) = when {
            self.name(text);
        }
    }

    fn facts(&mut self, facts: &mut [Fact]) {
        for fact in facts {
            self.label(&mut fact.label);
            self.inlines(&mut fact.value);
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(run) => self.text(&mut run.text),
                Inline::Unknown(code) => self.name(code),
                Inline::When(when) => self.when(when),
                Inline::Word(_) | Inline::Break => {}
            }
        }
    }

    /// Blocks nest only as deep as the readers allow.
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(line) => self.inlines(line),
                Block::Footnote(blocks) => self.blocks(blocks),
                Block::Preformatted(text) => self.text(text),
                Block::List { caption, items, .. } => {
                    self.inlines(caption);
                    for item in items {
                        self.blocks(item);
                    }
                }
                Block::Table(table) => {
                    self.inlines(&mut table.caption);
                    for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                        self.blocks(&mut cell.blocks);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Person;
    use crate::word::Word;

    #[test]
    fn no_text_steers_the_eye_wherever_it_stands() {
        let mut outline = Outline::titled(Label::Text("a\u{202e}b".to_owned()));
        outline.person = Some(Person { name: Some("c\u{1b}d".to_owned()), birth_date: None });
        outline.authors = vec!["e\u{2066}f".to_owned()];
        outline.facts =
            vec![Fact { label: Label::Word(Word::Note), value: vec![Inline::Unknown("g\u{0}h".to_owned())] }];
        let outline = outline.tidy();
        assert_eq!(outline.title, Label::Text("ab".to_owned()));
        assert_eq!(outline.person.unwrap().name.unwrap(), "cd");
        assert_eq!(outline.authors, ["ef"]);
        assert_eq!(outline.facts[0].value, [Inline::Unknown("gh".to_owned())]);
        assert_eq!(outline.notices, []);
    }

    #[test]
    fn a_second_line_is_one_line() {
        let long = vec![
            Inline::text("a".repeat(150)),
            Inline::Word(Word::High),
            Inline::text("b".repeat(100)),
            Inline::Break,
        ];
        let row =
            Row { kind: Word::Observation, title: Label::Word(Word::Observation), detail: long, date: None };
        let cut =
            [Inline::text("a".repeat(150)), Inline::Word(Word::High), Inline::text("b".repeat(49) + "…")];
        assert_eq!(row.tidy().detail, cut);
    }

    #[test]
    fn an_endless_name_is_cut_and_that_is_said() {
        let outline = Outline::titled(Label::Text("é".repeat(5_000))).tidy();
        assert_eq!(outline.title, Label::Text("é".repeat(1_000)));
        assert_eq!(outline.notices, [Notice::Shortened]);
    }
}
