//! What must be in place before records can be found: the terms, the proof of identity, the person's details.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is in place and what is missing, as the network tells it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetUpView {
    /// The first thing that is missing.
    pub next: SetUpStep,
    /// The organisation's terms, in their present version, were accepted.
    pub terms_accepted: bool,
    /// The proof of identity.
    pub proof: ProofView,
    /// What an account must have and this one lacks.
    pub missing: Vec<DetailField>,
}

/// A step before records can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SetUpStep {
    /// Accept the terms.
    Terms,
    /// Prove who they are.
    Identity,
    /// Complete or correct the details.
    Details,
    /// Nothing is missing.
    Done,
}

/// Where the proof of identity stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProofView {
    /// How far it has come.
    pub state: ProofState,
    /// When that last changed, where the network says so.
    #[ts(type = "Instant | null")]
    pub since: Option<Timestamp>,
}

/// How far a proof of identity has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProofState {
    /// It counts.
    Proved,
    /// None was begun, or one that does not count for the networks.
    NotYet,
    /// It is under way.
    UnderWay,
    /// It counted, and must be done again.
    Again,
    /// It failed: what was proved is not what the profile says.
    Differs,
    /// It failed: the checker had a fault.
    CheckerTrouble,
    /// It failed.
    Failed,
    /// The network used a word that we do not know.
    Unknown,
}

/// How a check of the identity ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum IdentityOutcome {
    /// The network has said where it stands now.
    Told {
        /// Where.
        proof: ProofView,
    },
    /// The person stopped waiting.
    Stopped,
    /// The network did not say anything new in time.
    TimeIsUp,
}

/// A line of a person's details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is one field of the form")]
pub enum DetailField {
    Given,
    Family,
    BirthDate,
    Gender,
    Phone,
    Email,
    Street,
    City,
    State,
    PostalCode,
}

/// A person's details, as the network keeps them and as the form shows them. Empty where nothing is known.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Details {
    /// First and middle names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// `female`, `male`, `other`, `unknown`, or empty.
    pub gender: String,
    /// As written.
    pub phone: String,
    /// As written.
    pub email: String,
    /// House number and street.
    pub street: String,
    /// Flat, floor, unit.
    pub unit: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// Five digits, or nine.
    pub postal_code: String,
}

impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Details(…)")
    }
}

/// What came of saving them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DetailsOutcome {
    /// The network keeps them now.
    Saved {
        /// As it keeps them.
        details: Box<Details>,
    },
    /// Nothing was sent: these lines are empty or cannot be right.
    NotRight {
        /// Which.
        fields: Vec<DetailField>,
    },
}
