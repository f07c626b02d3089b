//! What is wrong with a file, or looks so: where, which key, and what would be right. Never a value.

use std::fmt;
use std::ops::Deref;

/// One thing that was found. Holds no value of the file: a slip may be a secret in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Counts from 1.
    pub line: usize,
    /// In characters, counts from 1.
    pub column: usize,
    /// `sign_in.issuer`; empty where the file is no TOML.
    pub key: String,
    /// What is wrong, without a full stop.
    pub wrong: String,
    /// What would be right; empty where that is plain.
    pub right: String,
}

/// The same before lines are counted.
pub(crate) struct Slip {
    /// In bytes from the start of the text.
    pub(crate) at: usize,
    pub(crate) key: String,
    pub(crate) wrong: String,
    pub(crate) right: String,
}

impl Finding {
    /// All of them, in the text's order.
    pub(crate) fn all(text: &str, mut slips: Vec<Slip>) -> Vec<Self> {
        slips.sort_by_key(|slip| slip.at);
        slips.into_iter().map(|slip| Self::of(text, slip)).collect()
    }

    fn of(text: &str, slip: Slip) -> Self {
        let before = text.get(..slip.at).unwrap_or(text);
        let (line, last) = match before.rsplit_once('\n') {
            Some((above, last)) => (above.matches('\n').count() + 2, last),
            None => (1, before),
        };
        Self { line, column: last.chars().count() + 1, key: slip.key, wrong: slip.wrong, right: slip.right }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.wrong)?;
        if !self.right.is_empty() {
            write!(f, "\n    right: {}", self.right)?;
        }
        Ok(())
    }
}

/// Everything that makes a file unusable, in the file's order; at least one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub(crate) Vec<Finding>);

impl Deref for Problems {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.0
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", 0, 1, 1)]
    #[case("a = 1", 4, 1, 5)]
    #[case("a = 1\nb = 2", 6, 2, 1)]
    #[case("a = 1\r\n\r\nb = 2", 13, 3, 5)]
    #[case("á = 1", 5, 1, 5)]
    #[case("á = 1", 1, 1, 6)] // inside a character: the end, rather than a panic
    #[case("a = 1", 99, 1, 6)]
    fn lines_and_columns_count_from_one(
        #[case] text: &str,
        #[case] offset: usize,
        #[case] line: usize,
        #[case] column: usize,
    ) {
        let slip = Slip { at: offset, key: String::new(), wrong: String::new(), right: String::new() };
        let finding = Finding::of(text, slip);
        assert_eq!((finding.line, finding.column), (line, column));
    }
}
