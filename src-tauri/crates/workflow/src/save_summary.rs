//! A paper to carry to a visit. The page that shows the records has the words, in the person's language; the letters
//! and the pages are the `paper` crate's.

use networks::CorrelationId;
use paper::{Entry, Section, Sheet};

use crate::activity::{Deed, note};
use crate::view::{ActivityKind, SavedSummaryView, SavedView};
use crate::{Core, Error, FileName};

/// More than this nobody carries to a visit: some hundred pages.
const MOST_LINES: usize = 4000;
const MOST_SECTIONS: usize = 20;
/// The longest text of a line, in characters.
const LONGEST: usize = 600;

/// Saves the paper as a PDF.
pub async fn save_summary(
    core: &Core,
    sheet: Sheet,
    correlation: CorrelationId,
) -> Result<SavedSummaryView, Error> {
    if !fits(&sheet) {
        return Err(Error::BadRequest("a paper has a title and short lines"));
    }
    let copy = core.some_copy()?;
    // Behind a lock nothing is printed, whatever the page still holds.
    copy.store()?;
    let printed = tokio::task::spawn_blocking(move || paper::pdf(&sheet)).await;
    let printed = printed.map_err(|_| Error::Unexpected("the paper's thread ended"))?;
    let printed = printed.map_err(|_| Error::Unexpected("the paper could not be laid out"))?;
    let name = core.file_name(FileName::Summary, "pdf");
    let saved = core.parts.host.save(&name, &printed.bytes).await.map_err(Error::from);
    let failed = saved.as_ref().err().map(Error::code);
    note(core, &copy, correlation, Deed::by_person(ActivityKind::SummarySaved), failed).await;
    let saved = saved?;
    Ok(SavedSummaryView {
        saved: SavedView { name: saved.name, folder: saved.folder },
        pages: u64::try_from(printed.pages).unwrap_or(u64::MAX),
        letters_missing: printed.missing > 0,
    })
}

fn fits(sheet: &Sheet) -> bool {
    let short = |text: &str| text.chars().count() <= LONGEST;
    let there = |text: &str| !text.trim().is_empty() && short(text);
    let line = |entry: &Entry| there(&entry.text) && short(&entry.detail);
    let section = |section: &Section| {
        there(&section.heading) && section.note.as_deref().is_none_or(short) && section.lines.iter().all(line)
    };
    let lines: usize = sheet.sections.iter().map(|section| section.lines.len()).sum();
    there(&sheet.title)
        && short(&sheet.foot)
        && sheet.notes.len() <= 10
        && sheet.notes.iter().all(|note| short(note))
        && sheet.sections.len() <= MOST_SECTIONS
        && lines <= MOST_LINES
        && sheet.sections.iter().all(section)
}
