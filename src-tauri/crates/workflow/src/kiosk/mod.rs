//! A visit at a clinic's kiosk. One process is one visit: what is here lives as long as that, and the [`Attendant`] behind
//! it begins the next.

mod clock;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::BoxFuture;
use health_link::qr::Qr;
use identity::Provider;
use jiff::{SignedDuration, Timestamp};
use networks::CorrelationId;
use secrecy::SecretString;
use url::Url;

pub use clock::Limits;
use clock::{Stage, VisitClock};

use crate::core::held;
use crate::view::{
    Language, QrView, SelfTestView, StaffAct, StaffOutcome, Topic, VisitEnd, VisitKind, VisitStage,
    VisitView, WipeView,
};
use crate::{Clock, Core, Error};

/// How long the end of a visit waits until the provider has taken its tokens back. They are gone from here in any case.
const REVOCATION_PATIENCE: Duration = Duration::from_secs(2);

/// How often an idle kiosk looks whether somebody could sign in.
const NETWORK_LOOK: Duration = Duration::from_secs(30);

/// Who stands behind the visits: begins one after the other, and keeps what outlives them. In the app the process that
/// started ours.
pub trait Attendant: Send + Sync {
    /// The page shows that it lives. Must not block.
    fn beat(&self) {}

    /// Somebody began a visit, or signed in. Must not block.
    fn began(&self, signed_in: bool);

    /// The visit is over, and what it knew is dropped: `signed_out` says whether it was looked at that nobody is signed in.
    /// The process ends. Must not block.
    fn over(&self, end: VisitEnd, signed_out: bool, language: Language);

    /// The kiosk ends, because staff say so. Must not block.
    fn close(&self);

    /// Calls somebody of the clinic's staff, where the settings name an address: true when it was reached.
    fn call_staff(&self) -> BoxFuture<'_, bool>;

    /// Is this the staff's PIN?
    fn staff_pin(&self, pin: SecretString) -> BoxFuture<'_, StaffOutcome>;

    /// Looks at this computer; `None` when nobody answered.
    fn self_test(&self) -> BoxFuture<'_, Option<SelfTestView>>;

    /// Reads a text aloud, in place of what is being read, at `volume` percent. Must not block.
    fn say(&self, text: &str, language: Language, volume: u8) {
        let _ = (text, language, volume);
    }

    /// Stops reading aloud. Must not block.
    fn hush(&self) {}
}

/// What makes this a kiosk.
pub struct Kiosk {
    /// The times of a visit.
    pub limits: Limits,
    /// Which visits are offered.
    pub offered: Vec<VisitKind>,
    /// The name on the screen.
    pub clinic: String,
    /// "About 2 minutes" for a returning person, where that is known.
    pub about_minutes: Option<u32>,
    /// What was looked at after the visit before.
    pub proof: Option<WipeView>,
    /// A check failed: only staff can go on.
    pub locked: bool,
    /// Something can be read aloud here.
    pub can_listen: bool,
    /// Who stands behind it.
    pub attendant: Arc<dyn Attendant>,
}

/// The visit of this process.
#[derive(Default)]
pub(crate) struct Visit {
    going: Mutex<Option<(VisitClock, VisitKind)>>,
    over: Mutex<Option<VisitEnd>>,
    staff: Mutex<bool>,
    offline: Mutex<bool>,
    moved: tokio::sync::Notify,
}

impl Core {
    /// What makes this a kiosk, where it is one.
    pub(crate) fn kiosk(&self) -> Result<&Kiosk, Error> {
        self.parts.kiosk.as_ref().ok_or(Error::BadRequest("this is no kiosk"))
    }

    /// Is this a clinic's kiosk?
    #[must_use]
    pub fn is_kiosk(&self) -> bool {
        self.parts.kiosk.is_some()
    }

    /// Something happened that the visit's clock must know.
    pub(crate) fn visit_moved(&self) {
        if self.is_kiosk() {
            self.visit.moved.notify_one();
        }
    }

    /// Somebody signs in elsewhere, on a phone.
    fn waits_for_a_phone(&self) -> bool {
        let connecting = || {
            let session = self.session_behind_the_lock()?;
            Some(session.state().connecting.values().any(crate::connect::Waiter::is_seen))
        };
        self.errands.any() || connecting().unwrap_or(false)
    }

    fn visit_stage(&self) -> Stage {
        if let Some(end) = *held(&self.visit.over) {
            return Stage::Over(end);
        }
        let away = self.waits_for_a_phone();
        match &mut *held(&self.visit.going) {
            None => Stage::Attract,
            Some((clock, _)) => clock.stage(self.last_seen(), away, self.parts.machine.now()),
        }
    }

    /// A sign-in page as a QR code for a phone, at a kiosk; elsewhere the browser opens.
    pub(crate) async fn hand_over(&self, address: &Url) -> Result<Option<QrView>, Error> {
        if !self.is_kiosk() {
            self.parts.host.open_portal(address).await?;
            return Ok(None);
        }
        let qr = Qr::encode_for_hand_off(address.as_str())
            .map_err(|_| Error::Network(networks::Error::Unreadable { what: "an address for a QR code" }))?;
        Ok(Some(QrView { modules: qr.modules(), path: qr.svg_path() }))
    }
}

/// The visit as it stands.
pub fn visit(core: &Core) -> Result<VisitView, Error> {
    let kiosk = core.kiosk()?;
    kiosk.attendant.beat();
    let now = core.parts.machine.now();
    let stage = core.visit_stage();
    let going = *held(&core.visit.going);
    let waits = core.waits_for_a_phone();
    Ok(VisitView {
        at: match stage {
            Stage::Attract => VisitStage::Attract,
            Stage::Going => VisitStage::Going,
            Stage::Blurred => VisitStage::Blurred,
            Stage::StillThere { ends_at } => VisitStage::StillThere {
                seconds_left: round_up(ends_at.duration_since(now), 1),
                seconds: round_up(kiosk.limits.countdown, 1),
            },
            Stage::Over(_) => VisitStage::Over,
        },
        offered: kiosk.offered.clone(),
        kind: going.map(|(_, kind)| kind),
        clinic: kiosk.clinic.clone(),
        about_minutes: kiosk.about_minutes,
        minutes_left: going.map(|(clock, _)| round_up(clock.until.duration_since(now), 60)),
        waits_until: going
            .filter(|_| waits)
            .map(|(clock, _)| clock.waits_until(core.last_seen()).min(clock.until))
            .map(|at| on_the_screen(core, at)),
        proof: kiosk.proof.clone().map(|proof| WipeView { at: on_the_screen(core, proof.at), ..proof }),
        locked: kiosk.locked,
        staff: *held(&core.visit.staff),
        can_listen: kiosk.can_listen,
        offline: stage == Stage::Attract && *held(&core.visit.offline),
    })
}

/// A time of the machine's by the clock that the screen shows: in a demo that is another one.
fn on_the_screen(core: &Core, at: Timestamp) -> Timestamp {
    let Clock::Driven(_) = &core.parts.clock else { return at };
    let speed = core.parts.clock.speed();
    let from_now =
        at.duration_since(core.parts.machine.now()).as_secs_f64() * if speed > 0.0 { speed } else { 1.0 };
    let from_now = SignedDuration::try_from_secs_f64(from_now).unwrap_or_default();
    core.parts.clock.now().saturating_add(from_now).unwrap_or(at)
}

fn round_up(left: SignedDuration, unit: i64) -> u32 {
    let whole =
        u64::try_from(left.as_millis()).unwrap_or(0).div_ceil(u64::try_from(unit * 1000).unwrap_or(1));
    u32::try_from(whole).unwrap_or(u32::MAX)
}

/// Somebody begins a visit.
pub fn begin_visit(core: &Core, kind: VisitKind) -> Result<(), Error> {
    let kiosk = core.kiosk()?;
    if kiosk.locked || !kiosk.offered.contains(&kind) {
        return Err(Error::BadRequest("this visit is not offered"));
    }
    core.somebody_is_here();
    let begun = {
        let mut going = held(&core.visit.going);
        let before = going.is_some();
        let now = core.parts.machine.now();
        match &mut *going {
            Some((_, chosen)) => *chosen = kind,
            none => *none = Some((VisitClock::begin(kiosk.limits, now), kind)),
        }
        !before
    };
    if begun {
        kiosk.attendant.began(false);
    }
    core.visit_moved();
    core.changed(&[Topic::Visit]);
    Ok(())
}

/// A key, a touch or a switch: somebody is here.
pub fn still_here(core: &Core) {
    core.somebody_is_here();
    if core.is_kiosk() {
        core.visit_moved();
        core.changed(&[Topic::Visit]);
    }
}

/// The visit ends: everything that it knew is dropped here, and the process ends.
pub async fn end_visit(core: &Core, end: VisitEnd, correlation: CorrelationId) -> Result<(), Error> {
    let attendant = Arc::clone(&core.kiosk()?.attendant);
    {
        let mut over = held(&core.visit.over);
        if over.is_some() {
            return Ok(());
        }
        *over = Some(end);
    }
    // The page drops what it shows before anything else is waited for.
    core.changed(&[Topic::Visit]);
    attendant.hush();
    core.end_session();
    let given_back = core.end_provider_session(correlation);
    core.take_copy(None).await;
    if let Some(given_back) = given_back {
        let _ = tokio::time::timeout(REVOCATION_PATIENCE, given_back).await;
    }
    let signed_out = core.session_behind_the_lock().is_none()
        && core.provider_session().is_none()
        && core.copy().is_none();
    attendant.over(end, signed_out, core.language());
    Ok(())
}

/// Ends the visit when its time comes, and tells the page of every step. Runs as long as the process.
pub async fn watch_the_visit(core: Arc<Core>) {
    let machine = core.parts.machine.clone();
    let mut before = Stage::Attract;
    loop {
        let stage = core.visit_stage();
        if let Stage::Over(end) = stage {
            // One that the person ended is over already.
            let _ = end_visit(&core, end, core.correlation("watch_the_visit")).await;
            return;
        }
        if stage != before || matches!(stage, Stage::StillThere { .. }) {
            core.changed(&[Topic::Visit]);
        }
        before = stage;
        let next = machine.now().saturating_add(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX);
        tokio::select! {
            () = machine.sleep_until(next) => {}
            () = core.visit.moved.notified() => {}
        }
    }
}

/// As long as nobody has begun, looks now and then whether somebody could sign in. Runs as long as the process.
pub async fn watch_the_network(core: Arc<Core>) {
    let machine = core.parts.machine.clone();
    loop {
        if let Some(ours) = core.parts.sign_in.as_ref().filter(|_| core.visit_stage() == Stage::Attract) {
            let correlation = core.correlation("watch_the_network");
            let asked = Provider::discover(&ours.issuer, &core.parts.http, &correlation).await;
            let offline = asked.is_err();
            if std::mem::replace(&mut *held(&core.visit.offline), offline) != offline {
                core.changed(&[Topic::Visit]);
            }
        }
        machine.sleep(NETWORK_LOOK).await;
    }
}

/// "Get help from staff": true when somebody was called; the page sounds a chime in any case.
pub async fn call_staff(core: &Core) -> Result<bool, Error> {
    Ok(core.kiosk()?.attendant.call_staff().await)
}

/// Somebody of the staff shows who they are.
pub async fn staff_pin(core: &Core, pin: SecretString) -> Result<StaffOutcome, Error> {
    let outcome = core.kiosk()?.attendant.staff_pin(pin).await;
    if outcome == StaffOutcome::In {
        *held(&core.visit.staff) = true;
        still_here(core);
    }
    Ok(outcome)
}

fn for_staff(core: &Core) -> Result<&Kiosk, Error> {
    let kiosk = core.kiosk()?;
    if *held(&core.visit.staff) { Ok(kiosk) } else { Err(Error::BadRequest("for staff alone")) }
}

/// Something that only staff may do.
pub async fn staff(core: &Core, act: StaffAct, correlation: CorrelationId) -> Result<(), Error> {
    let kiosk = for_staff(core)?;
    match act {
        StaffAct::Extend => {
            let now = core.parts.machine.now();
            if let Some((clock, _)) = &mut *held(&core.visit.going) {
                clock.extend(now);
            }
            still_here(core);
        }
        StaffAct::Leave => {
            *held(&core.visit.staff) = false;
            still_here(core);
        }
        StaffAct::OpenForPatients => end_visit(core, VisitEnd::Staff, correlation).await?,
        StaffAct::Close => {
            let attendant = Arc::clone(&kiosk.attendant);
            attendant.close();
            end_visit(core, VisitEnd::Staff, correlation).await?;
        }
    }
    Ok(())
}

/// Looks at this computer, for staff.
pub async fn self_test(core: &Core) -> Result<SelfTestView, Error> {
    for_staff(core)?.attendant.self_test().await.ok_or(Error::Unexpected("nobody tested this computer"))
}

/// Reads a text aloud, at `volume` percent.
pub fn say(core: &Core, text: &str, volume: u8) -> Result<(), Error> {
    let kiosk = core.kiosk()?;
    if kiosk.can_listen {
        kiosk.attendant.say(text, core.language(), volume.min(100));
    }
    Ok(())
}

/// Stops reading aloud.
pub fn hush(core: &Core) -> Result<(), Error> {
    core.kiosk()?.attendant.hush();
    Ok(())
}
