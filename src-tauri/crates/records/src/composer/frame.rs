//! What is open while a document is read: lists, tables and their parts, and what may stand in what.

use std::mem::discriminant;

use crate::outline::{Block, Cell, Inline, Table};

/// A list, a table, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    List {
        ordered: bool,
    },
    Item,
    Table,
    /// A row; one of the head holds headings.
    Row {
        head: bool,
    },
    Cell {
        heading: bool,
        columns: u16,
        rows: u16,
    },
    /// What the list or table around it is about.
    Caption,
    Footnote,
}

/// A piece that is open, with what is in it so far.
pub(super) struct Frame {
    piece: Piece,
    /// What an item, a cell, a caption or a footnote holds.
    blocks: Vec<Block>,
    caption: Vec<Inline>,
    /// The items of a list.
    items: Vec<Vec<Block>>,
    /// The cells of a row.
    cells: Vec<Cell>,
    /// The rows of a table: of its head, and of its body.
    rows: [Vec<Vec<Cell>>; 2],
}

impl Piece {
    /// What must stand around it.
    pub(super) fn stands_in(&self) -> Option<Self> {
        match self {
            Self::Item => Some(Self::List { ordered: false }),
            Self::Row { .. } => Some(Self::Table),
            Self::Cell { .. } => Some(Self::Row { head: false }),
            Self::List { .. } | Self::Table | Self::Caption | Self::Footnote => None,
        }
    }

    fn same_kind(&self, other: &Self) -> bool {
        discriminant(self) == discriminant(other)
    }
}

impl Frame {
    pub(super) fn new(piece: Piece) -> Self {
        let (blocks, caption, items, cells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { piece, blocks, caption, items, cells, rows: [Vec::new(), Vec::new()] }
    }

    pub(super) fn is(&self, piece: &Piece) -> bool {
        self.piece.same_kind(piece)
    }

    /// A block that stands directly here. Text between items or cells becomes an item or a cell: it is not lost.
    pub(super) fn block(&mut self, block: Block) {
        match self.piece {
            Piece::List { .. } => self.items.push(vec![block]),
            Piece::Table => self.rows[1].push(vec![Cell::new(false, vec![block])]),
            Piece::Row { .. } => self.cells.push(Cell::new(false, vec![block])),
            Piece::Item | Piece::Cell { .. } | Piece::Caption | Piece::Footnote => self.blocks.push(block),
        }
    }

    /// Takes a part that has ended; hands back what has no place of its own here.
    pub(super) fn take(&mut self, part: Self) -> Vec<Block> {
        match (&self.piece, part.piece) {
            (Piece::List { .. }, Piece::Item) => {
                self.items.extend((!part.blocks.is_empty()).then_some(part.blocks));
            }
            (Piece::Table, Piece::Row { head }) => {
                self.rows[usize::from(!head)].extend((!part.cells.is_empty()).then_some(part.cells));
            }
            (Piece::Row { .. }, Piece::Cell { heading, columns, rows }) => {
                self.cells.push(Cell { heading, columns, rows, blocks: part.blocks });
            }
            (Piece::List { .. } | Piece::Table, Piece::Caption) => self.caption.extend(lines(part.blocks)),
            (_, piece) => return Self { piece, ..part }.finish(),
        }
        Vec::new()
    }

    /// What it came to on its own; nothing when nothing is in it.
    pub(super) fn finish(self) -> Vec<Block> {
        match self.piece {
            Piece::List { .. } if self.items.is_empty() => Vec::new(),
            Piece::List { ordered } => {
                vec![Block::List { caption: self.caption, ordered, items: self.items }]
            }
            Piece::Table => {
                let [head, body] = self.rows;
                let said = head.iter().chain(&body).flatten().any(|cell| !cell.blocks.is_empty());
                said.then_some(Block::Table(Table { caption: self.caption, head, body }))
                    .into_iter()
                    .collect()
            }
            Piece::Footnote if self.blocks.is_empty() => Vec::new(),
            Piece::Footnote => vec![Block::Footnote(self.blocks)],
            Piece::Row { .. } => self.cells.into_iter().flat_map(|cell| cell.blocks).collect(),
            Piece::Item | Piece::Cell { .. } | Piece::Caption => self.blocks,
        }
    }
}

/// The lines of a caption, one after the other.
fn lines(blocks: Vec<Block>) -> Vec<Inline> {
    let mut all = Vec::new();
    for block in blocks {
        let line = match block {
            Block::Paragraph(line) => line,
            Block::Preformatted(text) => vec![Inline::text(text)],
            _ => continue,
        };
        if !all.is_empty() {
            all.push(Inline::Break);
        }
        all.extend(line);
    }
    all
}

/// The place of the innermost piece of this kind. One outside the table that is open does not count: what is begun
/// in a cell ends in it.
pub(super) fn innermost(frames: &[Frame], piece: &Piece) -> Option<usize> {
    let scope = match piece {
        Piece::Table => 0,
        _ => frames.iter().rposition(|frame| frame.is(&Piece::Table)).unwrap_or(0),
    };
    frames.iter().rposition(|frame| frame.is(piece)).filter(|at| *at >= scope)
}

/// From where on the begin of this piece ends what is open: an item ends the item before it, a row the row.
pub(super) fn ended_by(piece: &Piece, frames: &[Frame]) -> Option<usize> {
    let inside = |around: &Piece| frames.iter().rposition(|frame| frame.is(around)).map(|at| at + 1);
    let from = match piece {
        Piece::Item => innermost(frames, &Piece::List { ordered: false }).map(|at| at + 1),
        Piece::Row { .. } => inside(&Piece::Table),
        Piece::Cell { .. } => innermost(frames, &Piece::Row { head: false }).map(|at| at + 1),
        _ => None,
    };
    let caption = frames.last().is_some_and(|frame| frame.is(&Piece::Caption)).then(|| frames.len() - 1);
    let from = match (from, caption) {
        (Some(from), Some(caption)) => Some(from.min(caption)),
        (from, caption) => from.or(caption),
    };
    from.filter(|from| *from < frames.len())
}
