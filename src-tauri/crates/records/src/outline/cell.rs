//! Tables. Spans are bounded, so that one number in a document cannot ask for a million columns.

use serde::Serialize;
use ts_rs::TS;

use super::{Block, Inline};

/// Rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Table {
    /// What it is about.
    pub caption: Vec<Inline>,
    /// Rows of headings.
    pub head: Vec<Vec<Cell>>,
    /// Rows; a row may start with a heading cell of its own.
    pub body: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Cell {
    /// It names its row or column.
    pub heading: bool,
    /// Columns it takes, 1 to [`Cell::WIDEST`].
    pub columns: u16,
    /// Rows it takes, 1 to [`Cell::WIDEST`].
    pub rows: u16,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// No cell spans more.
    pub const WIDEST: u16 = 100;

    /// A cell of one column and one row.
    pub(crate) fn new(heading: bool, blocks: Vec<Block>) -> Self {
        Self { heading, columns: 1, rows: 1, blocks }
    }

    /// Reads a span as a document writes it.
    pub(crate) fn span(text: Option<&str>) -> u16 {
        text.and_then(|text| text.trim().parse::<u32>().ok())
            .and_then(|span| u16::try_from(span.min(u32::from(Self::WIDEST))).ok())
            .map_or(1, |span| span.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(None, 1)]
    #[case(Some("3"), 3)]
    #[case(Some(" 2 "), 2)]
    #[case(Some("0"), 1)]
    #[case(Some("-4"), 1)]
    #[case(Some("two"), 1)]
    #[case(Some("4000000000"), 100)]
    fn a_span_is_bounded(#[case] text: Option<&str>, #[case] span: u16) {
        assert_eq!(Cell::span(text), span);
    }
}
