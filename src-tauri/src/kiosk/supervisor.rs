//! One visit after the other, each in a process of its own: begun, watched, ended, and looked at when it is gone.

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use networks::{CorrelationId, Http};
use satchel_http::Outgoing;
use secrecy::SecretString;
use settings::Settings;
use tokio::runtime::Runtime;
use workflow::view::{Language, VisitEnd, WipeView};

use super::counters::Counters;
use super::folder::{self, Folder};
use super::pin::StaffPin;
use super::process::{Ear, Event, Process};
use super::proof::{self, Looked, Watched};
use super::self_test::{self, Known};
use super::wire::{Answer, DemoAt, Question, Reply, Start, Word};

/// A page that has shown itself and then says nothing for so long does not answer people either.
const SILENCE: Duration = Duration::from_secs(20);
/// A cold start on a slow disk.
const FIRST_WORD: Duration = Duration::from_mins(1);
/// How long a visit may take to end when it said that it does.
const ENDING: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(250);
/// A process that ends sooner did not serve anybody.
const TOO_SOON: Duration = Duration::from_secs(5);

/// What every visit of this kiosk has in common.
pub(super) struct Supervisor {
    pub(super) runtime: Runtime,
    pub(super) settings: Box<Settings>,
    pub(super) http: Http,
    pub(super) identifier: &'static str,
    pub(super) now: fn() -> Timestamp,
    pub(super) demo: Option<DemoAt>,
    /// What a visit's process is started with.
    pub(super) arguments: Vec<OsString>,
    pub(super) pin: StaffPin,
    pub(super) counters: Counters,
    pub(super) watched: Watched,
    pub(super) last: Option<WipeView>,
}

/// What is known of a visit while it goes on.
#[derive(Default)]
struct Going {
    began: Option<Timestamp>,
    signed_in: bool,
    beat: Option<Instant>,
    over: Option<(VisitEnd, bool, Language)>,
    close: bool,
    leave: bool,
}

impl Supervisor {
    /// Until staff close the kiosk, or somebody asks this process to leave.
    pub(super) fn run(mut self) -> ExitCode {
        folder::sweep();
        let (events, heard) = mpsc::channel();
        self.leave_when_asked(&events);
        let mut start = Start { proof: None, locked: false, demo: self.demo.clone() };
        let mut too_soon = 0_u32;
        loop {
            let begun = Instant::now();
            let Some(going) = self.one(&start, &events, &heard) else { return ExitCode::FAILURE };
            if going.leave || (going.close && self.last.as_ref().is_some_and(|last| last.failed.is_empty())) {
                return ExitCode::SUCCESS;
            }
            let proof = self.last.clone();
            let failed = proof.as_ref().is_some_and(|proof| !proof.failed.is_empty());
            let opened = going.over.is_some_and(|(end, ..)| end == VisitEnd::Staff);
            let locked = failed || (start.locked && !opened);
            if failed {
                self.call_staff();
            }
            // Who was here wants to see it; who never came does not.
            let shown = proof.filter(|proof| {
                locked || (going.began.is_some() && proof.end != VisitEnd::Crashed && !opened)
            });
            start = Start { proof: shown, locked, demo: self.demo.clone() };
            too_soon = if begun.elapsed() < TOO_SOON && going.over.is_none() { too_soon + 1 } else { 0 };
            if too_soon > 1 {
                // Something is wrong with this computer: not as fast as it can.
                std::thread::sleep(Duration::from_secs(u64::from(too_soon.min(6))));
            }
        }
    }

    /// One visit, from its start to what is found of it afterwards; `None` where it cannot even be started.
    fn one(
        &mut self,
        start: &Start,
        events: &mpsc::Sender<Event>,
        heard: &mpsc::Receiver<Event>,
    ) -> Option<Going> {
        let Ok(mut folder) = Folder::new() else {
            satchel_log::error!("there is no place for a visit's folder");
            return None;
        };
        let before = self.watched.look();
        // Nothing of an earlier visit is heard by the next.
        while heard.try_recv().is_ok_and(|event| !matches!(event, Event::Leave)) {}
        let started = Process::start(&self.arguments, &folder, start, events.clone());
        let Ok(mut process) = started else {
            satchel_log::error!("a visit could not be started");
            folder.remove();
            return None;
        };
        let going = self.listen(&mut process, heard);
        let patience = if going.over.is_some() { ENDING } else { Duration::ZERO };
        let page_closed = process.gone(patience);
        folder.remove();
        let end = going.over.map_or(VisitEnd::Crashed, |(end, ..)| end);
        let looked = Looked {
            // A process that was killed could not say it, and has no memory any more.
            signed_out: going.over.map(|(_, signed_out, _)| signed_out),
            page_closed: Some(page_closed),
            folder_gone: Some(!folder.path().exists()),
            no_file: Some(self.watched.look().adds_nothing_to(&before)),
            clipboard_empty: proof::empty_clipboard(),
            safe_unused: proof::safe_unused(self.identifier),
        };
        let (passed, failed) = looked.sorted();
        let proof = WipeView {
            at: (self.now)(),
            end,
            signed_in: going.signed_in,
            language: going.over.map(|(_, _, language)| language),
            passed,
            failed,
        };
        if !proof.failed.is_empty() {
            satchel_log::error!("a check after a visit failed", count = proof.failed.len());
        }
        self.counters.note(going.began, &proof);
        self.last = Some(proof);
        Some(going)
    }

    fn listen(&mut self, process: &mut Process, heard: &mpsc::Receiver<Event>) -> Going {
        let started = Instant::now();
        let mut going = Going::default();
        loop {
            match heard.recv_timeout(LOOK) {
                Ok(Event::Said(word)) => self.heard(word, &mut going, &process.ear),
                Ok(Event::Silent) | Err(RecvTimeoutError::Disconnected) => return going,
                Ok(Event::Leave) => {
                    going.leave = true;
                    process.kill();
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let silent = match going.beat {
                Some(beat) => beat.elapsed() > SILENCE,
                None => started.elapsed() > FIRST_WORD,
            };
            if silent && going.over.is_none() {
                satchel_log::error!("a visit does not answer any more");
                process.kill();
            }
            if going.over.is_some() {
                return going;
            }
        }
    }

    fn heard(&mut self, word: Word, going: &mut Going, ear: &Ear) {
        match word {
            Word::Beat => going.beat = Some(Instant::now()),
            Word::Began { signed_in } => {
                going.began.get_or_insert((self.now)());
                going.signed_in |= signed_in;
            }
            Word::Over { end, signed_out, language } => going.over = Some((end, signed_out, language)),
            Word::Close => going.close = true,
            Word::Ask { number, question: Question::StaffPin(pin) } => {
                let outcome = self.pin.check(&SecretString::from(pin), (self.now)());
                ear.tell(&Reply { number, answer: Answer::Staff(outcome) });
            }
            Word::Ask { number, question: Question::CallStaff } => {
                let (ear, call) = (ear.clone(), self.call());
                self.runtime.spawn(async move {
                    let reached = call.await;
                    ear.tell(&Reply { number, answer: Answer::Called(reached) });
                });
            }
            Word::Ask { number, question: Question::SelfTest } => {
                let (ear, settings, http) = (ear.clone(), self.settings.clone(), self.http.clone());
                let (identifier, now) = (self.identifier, self.now);
                let known = Known {
                    counters: self.counters.view,
                    last: self.last.clone(),
                    supervised: true,
                    has_pin: true,
                };
                self.runtime.spawn(async move {
                    let view = self_test::look(&settings, &http, identifier, now, known).await;
                    ear.tell(&Reply { number, answer: Answer::SelfTest(Box::new(view)) });
                });
            }
        }
    }

    /// Calls the address that the settings name for it. It learns which kiosk calls by its own address, and nothing else.
    fn call(&self) -> impl Future<Output = bool> + Send + 'static {
        let http = self.http.clone();
        let url = self.settings.kiosk.as_ref().and_then(|kiosk| kiosk.call_staff.clone());
        async move {
            let Some(url) = url else { return false };
            let body = Some(("application/json", b"{}".to_vec()));
            let call = Outgoing { url, headers: Vec::new(), body, repeatable: true };
            http.send(&call, &CorrelationId::new())
                .await
                .is_ok_and(|answer| (200..300).contains(&answer.status))
        }
    }

    fn call_staff(&self) {
        let call = self.call();
        self.runtime.spawn(async move {
            // Nobody waits for this: the screen says by itself that staff are needed.
            let _ = call.await;
        });
    }

    fn leave_when_asked(&self, events: &mpsc::Sender<Event>) {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
                let events = events.clone();
                self.runtime.spawn(async move {
                    if let Ok(mut asked) = signal(kind)
                        && asked.recv().await.is_some()
                    {
                        let _ = events.send(Event::Leave);
                    }
                });
            }
        }
        #[cfg(not(unix))]
        let _ = events;
    }
}
