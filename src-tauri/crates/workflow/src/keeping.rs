//! Where what stays on this computer is kept. Chosen once, by the profile.

use store::Lockers;

/// Where what stays on this computer is kept: an encrypted file a person, or memory alone.
pub enum Keeping {
    /// An encrypted file a person.
    Files {
        /// Where they stand; in a demo, a folder that is gone when the app is left.
        lockers: Lockers,
        /// For a person whose key cannot be kept: files that nobody can open once the app is closed.
        for_session: Lockers,
    },
    /// Nothing is written to disk (kiosk, tests).
    Memory,
}

impl Keeping {
    /// The lockers of this computer, if it has any.
    pub(crate) fn lockers(&self) -> Option<&Lockers> {
        match self {
            Self::Files { lockers, .. } => Some(lockers),
            Self::Memory => None,
        }
    }

    /// The lockers that last as long as the app runs.
    pub(crate) fn for_session(&self) -> Option<&Lockers> {
        match self {
            Self::Files { for_session, .. } => Some(for_session),
            Self::Memory => None,
        }
    }
}
