//! Numbers about visits, and a line for each: when, how it ended, what the checks came to, and the version. No name, no
//! place, no address is known here.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;
use workflow::view::{CountersView, VisitEnd, WipeView};

/// A log of this size is put aside, in place of the one before.
const LARGEST: u64 = 1 << 20;

pub(super) struct Counters {
    pub(super) view: CountersView,
    folder: Option<PathBuf>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    began: Option<Timestamp>,
    ended: Timestamp,
    end: VisitEnd,
    passed: usize,
    failed: usize,
    version: &'a str,
}

impl Counters {
    /// `folder`: where the lines go; without one they are not written.
    pub(super) fn new(now: Timestamp, folder: Option<PathBuf>) -> Self {
        let view = CountersView {
            since: now,
            visits: 0,
            by_person: 0,
            by_timer: 0,
            by_staff: 0,
            crashed: 0,
            failed_wipes: 0,
        };
        Self { view, folder }
    }

    /// A process ended. `began`: somebody had begun a visit in it.
    pub(super) fn note(&mut self, began: Option<Timestamp>, proof: &WipeView) {
        let add = |count: &mut u32| *count = count.saturating_add(1);
        if began.is_some() {
            add(&mut self.view.visits);
            match proof.end {
                VisitEnd::Done => add(&mut self.view.by_person),
                VisitEnd::NobodyThere | VisitEnd::TimeIsUp => add(&mut self.view.by_timer),
                VisitEnd::Staff => add(&mut self.view.by_staff),
                VisitEnd::Crashed => {}
            }
        }
        if proof.end == VisitEnd::Crashed {
            add(&mut self.view.crashed);
        }
        if !proof.failed.is_empty() {
            add(&mut self.view.failed_wipes);
        }
        let line = Line {
            began,
            ended: proof.at,
            end: proof.end,
            passed: proof.passed.len(),
            failed: proof.failed.len(),
            version: env!("CARGO_PKG_VERSION"),
        };
        if let Some(folder) = &self.folder
            && write(folder, &line).is_err()
        {
            satchel_log::warn!("the numbers of a visit could not be written");
        }
    }
}

fn write(folder: &Path, line: &Line<'_>) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join("visits.log");
    if path.metadata().is_ok_and(|about| about.len() > LARGEST) {
        fs::rename(&path, folder.join("visits.1.log"))?;
    }
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    OpenOptions::new().create(true).append(true).open(path)?.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::view::WipeCheck;

    #[test]
    fn a_line_is_numbers_and_words_of_ours_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at: Timestamp = "2026-11-19T15:42:07Z".parse().unwrap();
        let mut counters = Counters::new(at, Some(folder.path().to_owned()));
        let proof = WipeView {
            at,
            end: VisitEnd::Done,
            signed_in: true,
            language: None,
            passed: vec![WipeCheck::SignedOut, WipeCheck::FolderGone],
            failed: vec![WipeCheck::NoFile],
        };
        counters.note(Some(at), &proof);
        counters.note(None, &WipeView { end: VisitEnd::Crashed, failed: Vec::new(), ..proof });
        let CountersView { visits, by_person, crashed, failed_wipes, .. } = counters.view;
        assert_eq!((visits, by_person, crashed, failed_wipes), (1, 1, 1, 1));
        let log = fs::read_to_string(folder.path().join("visits.log")).unwrap();
        let first = log.lines().next().unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            first,
            format!(
                "{{\"began\":\"2026-11-19T15:42:07Z\",\"ended\":\"2026-11-19T15:42:07Z\",\"end\":\"done\",\
                 \"passed\":2,\"failed\":1,\"version\":\"{version}\"}}"
            )
        );
        assert_eq!(log.lines().count(), 2);
    }
}
