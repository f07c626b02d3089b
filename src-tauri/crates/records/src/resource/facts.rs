//! Questions and answers of a record, gathered in the order of reading. What is not there is not asked.

use crate::outline::{Fact, Inline, Label};
use crate::when::When;
use crate::word::{Word, status};

use super::element::Element;
use super::types;

/// The facts of one resource.
pub(super) struct Facts<'a> {
    pub(super) element: Element<'a>,
    facts: Vec<Fact>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(element: Element<'a>) -> Self {
        Self { element, facts: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Fact> {
        self.facts
    }

    /// An answer, if there is one.
    pub(super) fn add(&mut self, word: Word, value: impl IntoIterator<Item = Inline>) {
        let value: Vec<Inline> = value.into_iter().collect();
        if !value.is_empty() {
            self.facts.push(Fact { label: Label::Word(word), value });
        }
    }

    /// Several answers to one question, each on its line.
    pub(super) fn lines(&mut self, word: Word, lines: impl IntoIterator<Item = Vec<Inline>>) {
        let lines: Vec<_> = lines.into_iter().collect();
        self.add(word, lines.join(&Inline::Break));
    }

    pub(super) fn words(&mut self, word: Word, words: impl IntoIterator<Item = String>) {
        self.lines(word, words.into_iter().map(|words| vec![Inline::text(words)]));
    }

    pub(super) fn text(&mut self, word: Word, name: &str) {
        self.words(word, self.element.text(name).map(str::to_owned));
    }

    pub(super) fn when(&mut self, word: Word, when: Option<When>) {
        self.add(word, when.map(Inline::When));
    }

    pub(super) fn time(&mut self, word: Word, name: &str) {
        self.when(word, types::time(self.element, name));
    }

    /// One code or many, in the source's words.
    pub(super) fn concepts(&mut self, word: Word, name: &str) {
        self.lines(word, self.element.list(name).filter_map(types::concept));
    }

    /// What a source sorts it under.
    pub(super) fn categories(&mut self) {
        self.lines(Word::Category, self.element.list("category").filter_map(types::category));
    }

    /// One code or many of a closed set, in our words.
    pub(super) fn states(&mut self, word: Word, name: &str) {
        let of = |element: Element<'_>| match element.as_text() {
            Some(code) => Some(vec![status(code)]),
            None => types::state(element),
        };
        self.lines(word, self.element.list(name).filter_map(of));
    }

    /// One reference or many, by what they are called.
    pub(super) fn references(&mut self, word: Word, name: &str) {
        self.words(word, self.element.list(name).filter_map(types::reference));
    }

    /// References inside another member: `performer.actor`.
    pub(super) fn inner_references(&mut self, word: Word, name: &str, inner: &str) {
        let of = |element: Element<'_>| element.get(inner).and_then(types::reference);
        self.words(word, self.element.list(name).filter_map(of));
    }

    /// An answer to a question of the source's own.
    pub(super) fn part(&mut self, name: Option<Label>, value: Vec<Inline>) {
        match name {
            Some(label) if !value.is_empty() => self.facts.push(Fact { label, value }),
            // A part without a value is still said to be there, and a value without a name.
            Some(label) => self.add(Word::Includes, [label.into()]),
            None => self.add(Word::Includes, value),
        }
    }

    pub(super) fn notes(&mut self) {
        self.words(Word::Note, self.element.list("note").filter_map(types::note));
    }
}

/// What resources of any kind have.
pub(super) fn common(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.categories();
    facts.notes();
}
