//! What the demo's director shows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text per language code.
type Texts = BTreeMap<String, String>;

/// What can be told, and what strikes now.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DirectorView {
    /// In the order of the sandbox.
    pub stories: Vec<StoryView>,
    /// The faults that are switched on.
    pub faults: Vec<DemoFault>,
}

/// A story.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryView {
    /// Names it.
    pub id: String,
    /// Per language code.
    #[ts(type = "{ [language: string]: string }")]
    pub title: Texts,
    /// What it shows.
    #[ts(type = "{ [language: string]: string }")]
    pub about: Texts,
    /// Whom one plays in it, from `demo_people`.
    pub person_id: String,
}

/// A step of a story.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryStepView {
    /// What happens.
    #[ts(type = "{ [language: string]: string }")]
    pub caption: Texts,
    /// What the presenter points at; empty where there is nothing.
    #[ts(type = "{ [language: string]: string }")]
    pub notice: Texts,
}

/// What a presenter reads beside the window that the audience sees.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotesView {
    /// The story's title.
    #[ts(type = "{ [language: string]: string }")]
    pub title: Texts,
    /// How many steps were told.
    pub told: usize,
    /// All of them.
    pub steps: Vec<StoryStepView>,
}

/// A switch that makes the pretend networks misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DemoFault {
    /// The places' own systems are down.
    PlaceDown,
    /// Each answer waits four seconds.
    Slow,
    /// Every permission of a place has ended.
    PermissionEnds,
    /// The network answers that it is not available.
    NetworkDown,
    /// An error comes beside each answer.
    Partial,
    /// Connections are in a state that nobody has heard of.
    UnknownStatus,
    /// The next request is not authorized.
    NotAuthorized,
    /// The next request is one too many.
    Busy,
}

/// One request to the pretend networks, and its answer. Secrets are masked where it was recorded.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WireView {
    /// Grows by one.
    #[ts(type = "number")]
    pub number: u64,
    /// The demo's time.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// `POST`
    pub method: String,
    /// `/v1/graphql`
    pub path: String,
    /// It came with a token or a key.
    pub authorized: bool,
    /// The body, cut.
    pub request: String,
    /// HTTP.
    pub status: u16,
    /// The body, cut.
    pub answer: String,
}
