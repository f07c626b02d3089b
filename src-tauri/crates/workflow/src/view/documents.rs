//! Documents from the second network: how the asking goes, and what came.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The documents, as far as they are asked for and have come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentsView {
    /// The last time that somebody asked; null before the first.
    pub run: Option<RetrievalView>,
    /// How many documents of the second network are kept here.
    pub kept: u32,
    /// Documents that seem to be about somebody else.
    pub set_aside: Vec<SetAsideView>,
}

/// What came of asking for documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum GetDocumentsOutcome {
    /// The ID check is over; the documents say how it goes on.
    Asked {
        /// As they stand now.
        documents: Box<DocumentsView>,
    },
    /// The checker could not verify the person.
    NotProved,
    /// The person stopped.
    Stopped,
    /// Nobody came back in time.
    TimeIsUp,
}

/// One time of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetrievalView {
    /// How far it is.
    pub stage: RetrievalStage,
    /// What keeps it waiting, where something does.
    pub paused: Option<RetrievalPause>,
    /// How it ended; null while it goes on.
    pub outcome: Option<RetrievalOutcome>,
    /// Why it failed; null where it did not.
    pub failure: Option<RetrievalFailure>,
    /// Short and readable aloud.
    pub reference: String,
    /// The reference of the one before, which this one was to make good.
    pub follows: Option<String>,
    /// When the person asked.
    #[ts(type = "Instant")]
    pub asked_at: Timestamp,
    /// When it ended.
    #[ts(type = "Instant | null")]
    pub ended_at: Option<Timestamp>,
    /// When the network was last asked how far it is.
    #[ts(type = "Instant | null")]
    pub last_asked_at: Option<Timestamp>,
    /// When it will be asked again.
    #[ts(type = "Instant | null")]
    pub next_ask_at: Option<Timestamp>,
    /// The network said when to ask again.
    pub told_when: bool,
    /// How many places have answered, and of how many; only where the network says so.
    pub answered: Option<PlacesAnswered>,
    /// What happened, oldest first.
    pub diary: Vec<RetrievalNote>,
    /// Who was asked, and what came of it; those who sent nothing first.
    pub places: Vec<PlaceAskedView>,
    /// How many documents came this time and are kept.
    pub came: u32,
    /// How many were here before and came again.
    pub had: u32,
    /// How many another place had sent as well; each is kept once.
    pub twice: u32,
    /// How many the network lists without any content.
    pub listed: u32,
    /// How many seem to be about somebody else.
    pub aside: u32,
    /// Those that did not come, or not whole: the first of them.
    pub missing: Vec<MissingDocumentView>,
    /// How many that are.
    pub missing_count: u32,
    /// Records that the network made of the documents.
    pub records: u32,
    /// The network's list ended too early, or led astray: there may be more.
    pub list_incomplete: bool,
    /// What the network says itself of what went wrong.
    pub their_words: Option<String>,
    /// The details that differ between the person's own and the ID check.
    pub differs: Vec<PersonField>,
    /// The network can be asked to stop.
    pub can_cancel: bool,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each names itself")]
pub enum RetrievalStage {
    /// The request is being sent.
    Asking,
    /// The network asks the places.
    Waiting,
    /// The documents come.
    Fetching,
    Over,
}

/// What keeps it waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RetrievalPause {
    /// There is no way out of this computer.
    Offline,
    /// The person must sign in again.
    SignedOut,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RetrievalOutcome {
    /// Everything that was there came.
    Completed,
    /// Some came, and some did not.
    Partial,
    /// Nothing came.
    Failed,
    /// The person stopped it.
    Stopped,
}

/// Why nothing came. Each has a sentence, a cause and a step of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RetrievalFailure {
    /// The proof of identity had ended.
    ProofExpired,
    /// It was not accepted.
    ProofRefused,
    /// It does not prove the identity well enough.
    ProofTooWeak,
    /// The person's details and the proof differ.
    DetailsDiffer,
    /// The person's details are not complete.
    DetailsMissing,
    /// The network has no retrieval for this person.
    NotEligible,
    /// Another one runs, and its address is not told.
    AlreadyRunning,
    /// The organisation's gateway does not allow it.
    NotAllowed,
    /// The network refused for another reason.
    Refused,
    /// The network was busy, or down for a while.
    NetworkBusy,
    /// The network stopped it.
    NetworkStopped,
    /// It took longer than we wait.
    TookTooLong,
    /// The results are kept no more.
    ResultsGone,
    /// The network answered what nobody understands.
    UnknownAnswer,
    /// Satchel was closed before the network had taken the request.
    Interrupted,
}

/// How many places have answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlacesAnswered {
    /// So many.
    pub answered: u32,
    /// Of so many.
    pub total: u32,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetrievalNote {
    /// When.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// What.
    pub kind: RetrievalNoteKind,
    /// Of an answer: how many places, where the network says so.
    pub answered: Option<PlacesAnswered>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is one sentence of the page")]
pub enum RetrievalNoteKind {
    ProofPassed,
    RequestSent,
    PlacesAnswered,
    NetworkFinished,
}

/// One place that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceAskedView {
    /// The name on its door; null where the network does not say it.
    pub name: Option<String>,
    /// What came of it.
    pub outcome: PlaceAskedOutcome,
    /// How many documents of it are kept.
    pub documents: u32,
    /// How many of them were here before.
    pub had: u32,
}

/// What came of asking a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceAskedOutcome {
    /// It answered.
    Answered,
    /// It took too long.
    TooSlow,
    /// Its system was down.
    Down,
    /// The network says something that nobody knows.
    Unknown,
}

/// A document that did not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingDocumentView {
    /// What it is called.
    pub title: Option<String>,
    /// The place that has it.
    pub place: Option<String>,
    /// Why it did not come.
    pub why: MissingWhy,
}

/// Why a document did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MissingWhy {
    /// The network does not have it, or has it no more.
    NotThere,
    /// It is larger than what is kept.
    TooLarge,
    /// It came damaged, or broke off.
    Damaged,
    /// It is at a host that is not ours; nothing was sent there.
    Elsewhere,
    /// It is packed in a way that nobody here can unpack.
    Unreadable,
    /// The network did not answer.
    NoAnswer,
}

/// A document that seems to be about somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetAsideView {
    /// Names it in requests.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// The place that sent it.
    pub place: Option<String>,
    /// When it came.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// What in it is another person's.
    pub differs: Vec<PersonField>,
}

/// A part of what is known about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each names itself")]
pub enum PersonField {
    FirstName,
    LastName,
    BirthDate,
    Gender,
    Street,
    City,
    State,
    Zip,
    Phone,
    Email,
    Other,
}
