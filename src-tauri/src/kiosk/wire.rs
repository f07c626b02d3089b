//! What the supervisor and a visit tell each other: a line of JSON each, by the visit's standard input and output. Nothing
//! in it is about a person but the staff's PIN, on its way to be checked.

use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use workflow::view::{Language, SelfTestView, StaffOutcome, VisitEnd, WipeView};

/// The first line to a visit.
#[derive(Serialize, Deserialize)]
pub(super) struct Start {
    /// What was looked at after the visit before.
    pub(super) proof: Option<WipeView>,
    /// A check failed: only staff can go on.
    pub(super) locked: bool,
    /// The demo's networks, which outlive a visit as real ones do.
    pub(super) demo: Option<DemoAt>,
}

/// Where the demo's networks are.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct DemoAt {
    pub(super) base: String,
    /// For its control API.
    pub(super) token: String,
}

/// Every other line to a visit: the answer to a question of this number.
#[derive(Serialize, Deserialize)]
pub(super) struct Reply {
    pub(super) number: u64,
    pub(super) answer: Answer,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    Called(bool),
    Staff(StaffOutcome),
    SelfTest(Box<SelfTestView>),
}

/// Every line of a visit.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Word {
    /// The page lives.
    Beat,
    /// Somebody began a visit, or signed in.
    Began { signed_in: bool },
    /// What the visit knew is dropped; its process ends.
    Over { end: VisitEnd, signed_out: bool, language: Language },
    /// Staff end the kiosk.
    Close,
    /// A question.
    Ask { number: u64, question: Question },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Question {
    CallStaff,
    StaffPin(String),
    SelfTest,
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Word(…)")
    }
}

/// Writes one line, whole.
pub(super) fn write(to: &mut impl Write, what: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.flush()
}

/// How a visit's process ends, for who looks at it from outside.
pub(super) fn code(end: VisitEnd) -> u8 {
    match end {
        VisitEnd::Done => 10,
        VisitEnd::NobodyThere => 11,
        VisitEnd::TimeIsUp => 12,
        VisitEnd::Staff => 13,
        VisitEnd::Crashed => 1,
    }
}
