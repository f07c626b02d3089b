//! One line of text: white space collapsed, nothing in it that steers the reader's eye.

use crate::outline::tidy::steers;
use crate::outline::{Inline, Run, Style};

/// A line in the making.
#[derive(Default)]
pub(super) struct Line {
    inlines: Vec<Inline>,
    /// The words that are being written, in one style; they follow `inlines`.
    run: Run,
    /// White space was met that is not written yet.
    space: bool,
}

impl Line {
    pub(super) fn text(&mut self, text: &str, style: Style) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else if !steers(c) {
                // A space between two styles is plain where it can be: a link neither begins nor ends with one.
                if self.run.style == Style::default() {
                    self.pay_space();
                }
                if self.run.style != style {
                    self.end_run();
                    self.run.style = style;
                }
                self.pay_space();
                self.run.text.push(c);
            }
        }
    }

    pub(super) fn push(&mut self, inline: Inline) {
        if inline == Inline::Break {
            self.space = false;
            self.end_run();
            // More than one empty line says no more than one.
            if self.inlines.is_empty() || self.inlines.ends_with(&[Inline::Break, Inline::Break]) {
                return;
            }
        } else {
            self.pay_space();
            self.end_run();
        }
        self.inlines.push(inline);
    }

    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.space = false;
        self.end_run();
        while self.inlines.last() == Some(&Inline::Break) {
            self.inlines.pop();
        }
        std::mem::take(&mut self.inlines)
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !run.text.is_empty() {
            self.inlines.push(Inline::Text(run));
        }
    }

    fn pay_space(&mut self) {
        let at_start = self.run.text.is_empty() && matches!(self.inlines.last(), None | Some(Inline::Break));
        if std::mem::take(&mut self.space) && !at_start {
            self.run.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Style =
        Style { bold: true, italic: false, superscript: false, subscript: false, link: false };

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        let mut line = Line::default();
        line.text("\n  Zoë \t is ", Style::default());
        line.text(" well\u{a0}", Style::default());
        assert_eq!(line.take(), [Inline::text("Zoë is well")]);
    }

    #[test]
    fn a_change_of_style_is_a_new_run() {
        let mut line = Line::default();
        line.text("Take ", Style::default());
        line.text("two", BOLD);
        line.text(".", Style::default());
        let bold = |text: &str| Inline::Text(Run { text: text.to_owned(), style: BOLD });
        assert_eq!(line.take(), [Inline::text("Take "), bold("two"), Inline::text(".")]);
    }

    #[test]
    fn breaks_at_the_ends_and_heaps_of_breaks_are_dropped() {
        let mut line = Line::default();
        line.push(Inline::Break);
        line.text("a", Style::default());
        (0..5).for_each(|_| line.push(Inline::Break));
        line.text(" b", Style::default());
        line.push(Inline::Break);
        assert_eq!(line.take(), [Inline::text("a"), Inline::Break, Inline::Break, Inline::text("b")]);
    }

    #[test]
    fn text_cannot_steer_the_eye() {
        let mut line = Line::default();
        line.text("A\u{202e}B\u{0}\u{1b}[31m\u{2066}C", Style::default());
        assert_eq!(line.take(), [Inline::text("AB[31mC")]);
    }
}
