//! How much of a source is read and shown. Every reader spends from one budget; what is over it is left out, and said.

/// The longest file that is looked into, in bytes (`spec/ias-wire.md`, section 11). Longer ones can be saved.
pub const LONGEST_FILE: usize = 50 * 1024 * 1024;

/// The most text that one outline shows, in bytes: some four thousand pages.
const MOST_TEXT: usize = 8 * 1024 * 1024;
/// The most blocks, cells, items and runs that one outline has.
const MOST_PIECES: usize = 500_000;
/// Lists and tables inside each other, beyond which the inner ones are flattened.
pub(crate) const DEEPEST: usize = 16;

/// What may still be spent.
#[derive(Debug)]
pub(crate) struct Budget {
    text: usize,
    pieces: usize,
    spent: bool,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self { text: MOST_TEXT, pieces: MOST_PIECES, spent: false }
    }

    /// Pays for one block, cell, item or run.
    pub(crate) fn piece(&mut self) -> bool {
        self.pay(1, 0)
    }

    /// Pays for a run of text, in bytes.
    pub(crate) fn text(&mut self, bytes: usize) -> bool {
        self.pay(1, bytes)
    }

    fn pay(&mut self, pieces: usize, text: usize) -> bool {
        match (self.pieces.checked_sub(pieces), self.text.checked_sub(text)) {
            (Some(pieces), Some(text)) if !self.spent => {
                (self.pieces, self.text) = (pieces, text);
                true
            }
            // Once something is left out, all that follows is: a reader must not see a text with holes.
            _ => {
                self.spent = true;
                false
            }
        }
    }

    /// Something was left out.
    pub(crate) fn is_spent(&self) -> bool {
        self.spent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_first_thing_left_out_is_left_out_too() {
        let mut budget = Budget::new();
        assert!(budget.text(MOST_TEXT - 10));
        assert!(!budget.text(11));
        assert!(!budget.text(1));
        assert!(!budget.piece());
        assert!(budget.is_spent());
    }
}
