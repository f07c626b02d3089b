//! The directory: places by name, to be added by hand.

use serde::Serialize;
use ts_rs::TS;

use super::PlaceView;

/// What a person can do about a line of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ListingStep {
    /// They have it already.
    Have,
    /// They can sign in there.
    SignIn,
    /// It offers no sign-in.
    NoSignIn,
}

/// One place of the directory; one line for each portal that serves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListingView {
    /// For `connect` where the step is to sign in; else only to tell lines apart.
    pub id: String,
    /// The name on the door.
    pub name: String,
    /// Two letters for its tag.
    pub initials: String,
    /// Street and house.
    pub street: Option<String>,
    /// Its city.
    pub city: Option<String>,
    /// Two letters.
    pub state: Option<String>,
    /// Whose portal it is, where that is not the place itself.
    pub brand: Option<String>,
    /// What can be done.
    pub step: ListingStep,
    /// The place as the person has it.
    pub place: Option<PlaceView>,
    /// Another line has the same name and another city.
    pub has_namesake: bool,
}

/// What the directory found, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryView {
    /// The words that were looked for.
    pub words: String,
    /// The lines of this page.
    pub listings: Vec<ListingView>,
    /// How many there are in all, where the network says so.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
    /// The number of the next page, if there is one.
    pub next: Option<u32>,
}
