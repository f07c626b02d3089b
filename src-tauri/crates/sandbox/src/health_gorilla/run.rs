//! One retrieval as time alone changes it: who has answered by now, and how it ends. Pure.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::listing::Item;
use super::play::Play;
use super::shelf::Shelf;

/// One source that is asked.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) oid: String,
    pub(super) name: String,
    /// Seconds after the kick-off.
    pub(super) answers_after: u32,
    /// Why it sends nothing.
    pub(super) silent: Option<Silence>,
    /// How many documents it has.
    pub(super) documents: usize,
}

/// Why a source sends nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Silence {
    /// It did not answer in time.
    Timeout,
    /// Its system is down.
    Down,
}

/// A retrieval.
pub(super) struct Run {
    pub(super) person: String,
    pub(super) patient: String,
    pub(super) started: Timestamp,
    /// Documents are imported into the tenant as well.
    pub(super) imports: bool,
    pub(super) play: Play,
    pub(super) sources: Vec<Asked>,
    pub(super) cancelled: bool,
    /// How often its status was asked for.
    pub(super) looks: u32,
    /// Seconds that the result is kept after the end.
    pub(super) kept_seconds: u32,
    /// Of the token: all that is kept of it.
    pub(super) issuer: String,
    pub(super) jti: Option<String>,
    /// Its entries, in order.
    pub(super) items: Vec<Item>,
    /// Where an entry stands, by its id.
    pub(super) by_id: HashMap<String, usize>,
    pub(super) shelf: Arc<Shelf>,
}

/// Where a retrieval stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Queued,
    InProgress,
    Completed,
    Partial,
    Failed,
}

impl Stage {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Partial => "partial",
            Self::Failed => "failed",
        }
    }

    pub(super) fn is_terminal(self) -> bool {
        matches!(self, Self::Completed | Self::Partial | Self::Failed)
    }
}

/// When a retrieval that fails later does so.
const FAILS_AFTER: u32 = 60;

impl Run {
    /// The instant at which it ends by itself.
    pub(super) fn ends_at(&self) -> Option<Timestamp> {
        let last = || self.sources.iter().map(|source| source.answers_after).max().unwrap_or(0);
        let seconds = match self.play {
            Play::NeverFinishes | Play::Cancel => return None,
            Play::FailedAtOnce => 0,
            Play::FailedLater => FAILS_AFTER.min(last()),
            _ => last(),
        };
        self.started.checked_add(SignedDuration::from_secs(seconds.into())).ok()
    }

    pub(super) fn stage(&self, now: Timestamp) -> Stage {
        let over = self.ends_at().is_some_and(|end| now >= end);
        match self.play {
            _ if self.cancelled => Stage::Failed,
            // It was told that it went wrong: nothing runs any more.
            Play::Status454 if self.looks > 1 => Stage::Failed,
            Play::FailedAtOnce | Play::FailedLater if over => Stage::Failed,
            _ if over && self.silent().count() > 0 => Stage::Partial,
            _ if over => Stage::Completed,
            _ if now <= self.started => Stage::Queued,
            _ => Stage::InProgress,
        }
    }

    /// Those who sent nothing and never will.
    pub(super) fn silent(&self) -> impl Iterator<Item = (&Asked, Silence)> {
        self.sources.iter().filter_map(|source| Some((source, source.silent?)))
    }

    /// How many have answered, or have been given up, by now.
    pub(super) fn responded(&self, now: Timestamp) -> usize {
        let after = |source: &&Asked| {
            let at = self.started.checked_add(SignedDuration::from_secs(source.answers_after.into()));
            at.is_ok_and(|at| now >= at)
        };
        self.sources.iter().filter(after).count()
    }

    /// Until when its results can be read.
    pub(super) fn expires(&self) -> Option<Timestamp> {
        self.ends_at()?.checked_add(SignedDuration::from_secs(self.kept_seconds.into())).ok()
    }

    pub(super) fn is_expired(&self, now: Timestamp) -> bool {
        self.expires().is_some_and(|expires| now >= expires && self.stage(now).is_terminal())
    }
}
