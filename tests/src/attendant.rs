//! Who stands behind a kiosk's visits in a test: remembers what a visit says, and knows a PIN.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use workflow::view::{CountersView, Language, SelfTestView, StaffOutcome, VisitEnd, VisitKind};
use workflow::{Attendant, Kiosk, Limits};

/// The staff's PIN.
pub const STAFF_PIN: &str = "2468";

/// What a visit said, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Somebody began it, or signed in.
    Began {
        /// Which of the two.
        signed_in: bool,
    },
    /// It is over.
    Over {
        /// How it ended.
        end: VisitEnd,
        /// Nobody was signed in any more.
        signed_out: bool,
        /// What it spoke.
        language: Language,
    },
    /// Staff end the kiosk.
    Close,
    /// Somebody asked for help.
    Help,
    /// Something was read aloud.
    Aloud(String),
    /// The reading stopped.
    Hush,
}

/// Remembers.
#[derive(Default)]
pub struct Recorded {
    said: Mutex<Vec<Said>>,
    /// Nobody comes when help is asked for.
    pub nobody_comes: bool,
}

impl Recorded {
    /// What was said so far.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        self.held().clone()
    }

    /// How the visit ended, once it has.
    #[must_use]
    pub fn over(&self) -> Option<(VisitEnd, bool)> {
        self.held().iter().find_map(|said| match said {
            Said::Over { end, signed_out, .. } => Some((*end, *signed_out)),
            _ => None,
        })
    }

    fn held(&self) -> MutexGuard<'_, Vec<Said>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, said: Said) {
        self.held().push(said);
    }
}

impl Attendant for Recorded {
    fn began(&self, signed_in: bool) {
        self.note(Said::Began { signed_in });
    }

    fn over(&self, end: VisitEnd, signed_out: bool, language: Language) {
        self.note(Said::Over { end, signed_out, language });
    }

    fn close(&self) {
        self.note(Said::Close);
    }

    fn call_staff(&self) -> BoxFuture<'_, bool> {
        self.note(Said::Help);
        std::future::ready(!self.nobody_comes).boxed()
    }

    fn staff_pin(&self, pin: SecretString) -> BoxFuture<'_, StaffOutcome> {
        let right = pin.expose_secret() == STAFF_PIN;
        let outcome = if right { StaffOutcome::In } else { StaffOutcome::Wrong { wait_seconds: 0 } };
        std::future::ready(outcome).boxed()
    }

    fn self_test(&self) -> BoxFuture<'_, Option<SelfTestView>> {
        let counters = CountersView {
            since: Timestamp::UNIX_EPOCH,
            visits: 0,
            by_person: 0,
            by_timer: 0,
            by_staff: 0,
            crashed: 0,
            failed_wipes: 0,
        };
        let view = SelfTestView {
            at: Timestamp::UNIX_EPOCH,
            version: "0.0.0-test".to_owned(),
            checks: Vec::new(),
            counters,
        };
        std::future::ready(Some(view)).boxed()
    }

    fn say(&self, text: &str, _language: Language, _volume: u8) {
        self.note(Said::Aloud(text.to_owned()));
    }

    fn hush(&self) {
        self.note(Said::Hush);
    }
}

/// A kiosk with the times of the settings' defaults.
#[must_use]
pub fn kiosk(attendant: &Arc<Recorded>) -> Kiosk {
    Kiosk {
        limits: Limits {
            blur: SignedDuration::from_secs(30),
            still_there: SignedDuration::from_secs(60),
            countdown: SignedDuration::from_secs(30),
            session: SignedDuration::from_mins(15),
            hand_off: SignedDuration::from_mins(10),
        },
        offered: vec![VisitKind::ShowMyRecords, VisitKind::FinishAtHome],
        clinic: "Juniper Street Family Practice".to_owned(),
        about_minutes: Some(2),
        proof: None,
        locked: false,
        can_listen: true,
        attendant: Arc::clone(attendant) as _,
    }
}
