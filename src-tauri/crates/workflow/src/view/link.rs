//! Somebody's link, and what it gave.

use jiff::Timestamp;
use records::outline::Person;
use records::resource::Row;
use serde::Serialize;
use ts_rs::TS;

use super::ShareKind;

/// A link that was read and not opened: nothing was sent for it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is told about a link")]
pub struct LinkView {
    /// For commands.
    pub id: String,
    /// The title that its maker gave it. Untrusted; may be empty.
    pub label: String,
    /// Which server it leads to.
    pub host: String,
    /// When it says that it ends; null when it does not say so.
    #[ts(type = "Instant | null")]
    pub ends_at: Option<Timestamp>,
    /// Its maker tells a passcode apart from it.
    pub needs_passcode: bool,
    /// Its content may change later.
    pub long_term: bool,
    /// The key stood where the viewer's server could read it.
    pub key_was_sent: bool,
    /// It names an end that cannot be meant.
    pub strange_end: bool,
}

/// What reading a text or a picture came to.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum LinkLook {
    /// A link.
    Ready {
        /// What it says before it is opened.
        link: LinkView,
    },
    /// None that can be opened.
    Refused {
        /// Why.
        refusal: RefusalView,
    },
}

/// What opening a link came to.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum LinkOutcome {
    /// It opened.
    Opened {
        /// What came.
        received: Box<ReceivedView>,
    },
    /// It did not.
    Refused {
        /// Why.
        refusal: RefusalView,
    },
}

/// Why a link did not open.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusalView {
    /// Each has a sentence of its own.
    pub why: LinkRefusal,
    /// The link's title, where it could be read. Untrusted.
    pub label: Option<String>,
    /// Tries left, where the server said how many.
    pub tries_left: Option<u32>,
    /// The least wait before another try, where the server said one.
    pub wait_seconds: Option<u32>,
}

/// One word for each way in which a link does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is one sentence of the page")]
pub enum LinkRefusal {
    NotALink,
    HealthCard,
    NotAPicture,
    NoCode,
    Damaged,
    TooLong,
    Newer,
    Expired,
    PasscodeRequired,
    WrongPasscode,
    LockedOut,
    NotActive,
    AskedTooOften,
    ServerTrouble,
    NoConnection,
    PastProxy,
    TooSlow,
    Blocked,
    TooLarge,
    Unsupported,
    WrongKey,
    NoRecords,
}

/// Whose records they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// Of who is signed in: name and birth date fit.
    Mine,
    /// Of somebody else.
    SomebodyElse,
    /// They do not say, or name more than one person.
    Unknown,
}

/// A kind of what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the page names each in plain words")]
pub enum ReceivedKind {
    Patient,
    MedicationStatement,
    AllergyIntolerance,
    Condition,
    Immunization,
    Observation,
    Procedure,
    CarePlan,
    Coverage,
    Report,
    Visit,
    Document,
    Other,
}

/// What came of one kind.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedGroup {
    /// The kind.
    pub kind: ReceivedKind,
    /// How many came.
    pub count: u32,
    /// The first of them; a long list is cut here, not in what was received.
    pub rows: Vec<Row>,
}

/// What a link gave, as it was received.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedView {
    /// For commands: the link's.
    pub id: String,
    /// The title that its maker gave it. Untrusted.
    pub label: String,
    /// Which server answered.
    pub host: String,
    /// When.
    #[ts(type = "Instant")]
    pub opened_at: Timestamp,
    /// Whom it is about, where it says so.
    pub person: Option<Person>,
    /// Is that who is signed in?
    pub whose: Whose,
    /// What came, by kind.
    pub groups: Vec<ReceivedGroup>,
    /// Of the nine kinds of a summary (or of those that were chosen): those that did not come.
    pub missing: Vec<ShareKind>,
    /// Kinds that came and were not chosen. Only for a code of one's own.
    pub unasked: Vec<ReceivedKind>,
    /// Signed cards, which are named and not opened here.
    pub health_cards: u32,
    /// Servers for which it holds a live credential. None is contacted.
    pub credentials: Vec<String>,
    /// Files that are no health record that we know.
    pub unread: u32,
    /// It may change, and may be looked at again.
    pub may_change: bool,
    /// Not before this.
    #[ts(type = "Instant | null")]
    pub look_after: Option<Timestamp>,
    /// How many of its records were kept here; null as long as nothing was kept.
    pub kept: Option<u32>,
}
