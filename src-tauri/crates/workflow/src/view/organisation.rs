//! Who offers the app, in its own words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sentence of the organisation's: one text per language code, English always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(type = "{ [language: string]: string }")]
pub struct WordsView(pub BTreeMap<String, String>);

/// The organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationView {
    /// As patients know it; the byline under its words.
    pub name: String,
    /// Whom to ask.
    pub help: HelpView,
    /// What a patient accepts.
    pub terms: TermsView,
    /// It says what it does with personal data.
    pub has_privacy_page: bool,
    /// How patients prove who they are.
    pub checker: CheckerView,
    /// What its settings assume of the networks.
    pub assumed: AssumedView,
}

/// What the settings assume, as far as a screen says or does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssumedView {
    /// How many minutes a search may take; absent where nothing is said of it.
    pub search_minutes: Option<u32>,
    /// How many hours old an update may be that is up to date.
    pub fresh_hours: u32,
    /// Giving the permission again starts a search: finding need not go off before.
    pub yes_alone_searches: bool,
}

/// Whom a patient can ask; at least one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HelpView {
    /// A telephone number as it is shown.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// A page, opened in the browser.
    pub has_page: bool,
    /// When somebody answers.
    pub hours: Option<WordsView>,
}

/// The terms of use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TermsView {
    /// What they are called.
    pub title: WordsView,
    /// The organisation's own mark.
    pub version: String,
    /// From when they hold, `YYYY-MM-DD`.
    pub date: String,
}

/// Who checks identities. Without steps or promises of theirs, there are no such cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckerView {
    /// As patients will see it.
    pub name: Option<String>,
    /// The check is offered.
    pub offered: bool,
    /// What the patient will do.
    pub steps: Vec<WordsView>,
    /// What the checker promises.
    pub promises: Vec<WordsView>,
}

/// A page of the organisation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationPage {
    /// The terms.
    Terms,
    /// What it does with personal data.
    Privacy,
    /// Help.
    Help,
}
