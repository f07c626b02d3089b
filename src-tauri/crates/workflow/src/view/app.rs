//! The app as it stands, and what every part of it uses.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use super::CopyView;

/// What is allowed here. The page never asks which mode it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is allowed or not")]
pub struct Capabilities {
    /// There are invented people to choose from.
    pub shows_demo_people: bool,
    /// Somebody can sign in at an organisation.
    pub can_sign_in: bool,
    /// The same on a phone.
    pub can_sign_in_on_phone: bool,
    /// There is a settings file, and it cannot be used.
    pub settings_need_help: bool,
    /// The banner that says so stands on every screen.
    pub shows_demo_banner: bool,
    /// A picture of the QR code may be saved.
    pub can_save_picture: bool,
    /// A copy stays when the app is closed.
    pub keeps_copies: bool,
    /// Documents can be asked for at the second network: there is one, and this is no kiosk.
    pub gets_documents: bool,
}

/// The app as it stands.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppView {
    /// The version a person can read to a help line.
    pub version: String,
    /// What is allowed here.
    pub capabilities: Capabilities,
    /// Who is signed in at the network. Null while the copy is locked, whoever is.
    pub session: Option<SessionView>,
    /// The copy on this computer.
    pub copy: CopyView,
    /// People who have a copy on this computer.
    #[ts(type = "number")]
    pub people_here: u64,
    /// The question about a PIN is due: nobody answered it for this copy.
    pub offers_pin: bool,
}

/// Who is signed in.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// What to call the person.
    pub given_name: String,
    /// The whole name.
    pub full_name: String,
    /// Two letters.
    pub initials: String,
    /// `YYYY-MM-DD`, where the network has it.
    pub birth_date: Option<String>,
}

impl std::fmt::Debug for SessionView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionView(…)")
    }
}

/// The app's clock: the machine's, or the sandbox's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClockView {
    /// What time it is.
    #[ts(type = "Instant")]
    pub now: Timestamp,
    /// Seconds of this clock per real second.
    pub speed: f64,
}

/// Someone a demo can be played as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoPersonView {
    /// For `sign_in`.
    pub id: String,
    /// The whole name.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// One sentence per language code, from the scenario file.
    #[ts(type = "{ [language: string]: string }")]
    pub about: BTreeMap<String, String>,
}

/// Where a file went; never a full path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// The name of the folder.
    pub folder: String,
}

/// What may have changed; the page asks again. Carries no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each names the command to call again")]
pub enum Topic {
    Session,
    Consent,
    Search,
    Places,
    Records,
    Share,
    Activity,
    SetUp,
    Documents,
    Link,
    Clock,
    Visit,
    Notes,
}
