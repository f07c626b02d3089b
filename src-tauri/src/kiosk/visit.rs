//! A visit's side: what its core asks goes to the supervisor, and its window is all there is on the screen.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Stdin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret as _, SecretString};
use settings::Settings;
use tauri::{AppHandle, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tokio::sync::oneshot;
use workflow::view::{Language, SelfTestView, StaffOutcome, VisitEnd, VisitKind};
use workflow::{Attendant, Host, HostError, Kiosk, Landing, Limits, Notice, Saved};

use super::folder::web_data;
use super::voice::Voice;
use super::wire::{self, Answer, Question, Reply, Start, Word};
use crate::window::{KIOSK, is_ours};

/// A future as the traits of `workflow` want it.
type Promise<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The page shows that it lives; more often than this says nothing more.
const BEAT: Duration = Duration::from_secs(2);

/// What a visit's process was started with.
pub(crate) struct Begun {
    pub(super) start: Start,
    input: BufReader<Stdin>,
}

impl Begun {
    /// Reads the first line; `None` where nobody says it.
    pub(super) fn read() -> Option<Self> {
        let mut input = BufReader::new(std::io::stdin());
        let mut line = String::new();
        input.read_line(&mut line).ok()?;
        Some(Self { start: serde_json::from_str(&line).ok()?, input })
    }
}

/// The supervisor, as the core of a visit meets it.
struct Supervised {
    app: AppHandle,
    next: AtomicU64,
    waiting: Mutex<HashMap<u64, oneshot::Sender<Answer>>>,
    last_beat: Mutex<Option<Instant>>,
    voice: Option<Voice>,
}

/// Makes the core's kiosk, and listens to the supervisor. When it is gone, so are we.
pub(crate) fn kiosk(app: &AppHandle, begun: Begun, settings: &Settings) -> Option<Kiosk> {
    let set = settings.kiosk.as_ref()?;
    let Begun { start, input } = begun;
    let voice = Voice::find();
    let attendant = Arc::new(Supervised {
        app: app.clone(),
        next: AtomicU64::new(0),
        waiting: Mutex::default(),
        last_beat: Mutex::default(),
        voice,
    });
    let (hears, leaves) = (Arc::clone(&attendant), app.clone());
    std::thread::spawn(move || {
        for line in input.lines().map_while(Result::ok) {
            if let Ok(Reply { number, answer }) = serde_json::from_str(&line)
                && let Some(asked) = held(&hears.waiting).remove(&number)
            {
                let _ = asked.send(answer);
            }
        }
        leaves.exit(i32::from(wire::code(VisitEnd::Crashed)));
    });
    let seconds = |count: u32| jiff::SignedDuration::from_secs(i64::from(count));
    let minutes = |count: u32| jiff::SignedDuration::from_mins(i64::from(count));
    Some(Kiosk {
        limits: Limits {
            blur: seconds(set.blur_seconds),
            still_there: seconds(set.still_there_seconds),
            countdown: seconds(set.countdown_seconds),
            session: minutes(set.session_minutes),
            hand_off: minutes(set.hand_off_minutes),
        },
        offered: set.visits.iter().copied().map(kind).collect(),
        clinic: settings.organisation.name.clone(),
        about_minutes: settings.assumptions.kiosk_visit_minutes,
        proof: start.proof,
        locked: start.locked,
        can_listen: attendant.voice.is_some(),
        attendant,
    })
}

fn kind(visit: settings::Visit) -> VisitKind {
    match visit {
        settings::Visit::ShowMyRecords => VisitKind::ShowMyRecords,
        settings::Visit::FinishAtHome => VisitKind::FinishAtHome,
    }
}

/// Says something to the supervisor. One that is gone takes this process with it.
fn tell(word: &Word) {
    let _ = wire::write(&mut std::io::stdout().lock(), word);
}

impl Supervised {
    async fn ask(&self, question: Question) -> Option<Answer> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let (asked, answered) = oneshot::channel();
        held(&self.waiting).insert(number, asked);
        tell(&Word::Ask { number, question });
        answered.await.ok()
    }
}

impl Attendant for Supervised {
    fn beat(&self) {
        let mut last = held(&self.last_beat);
        if last.is_none_or(|last| last.elapsed() >= BEAT) {
            *last = Some(Instant::now());
            tell(&Word::Beat);
        }
    }

    fn began(&self, signed_in: bool) {
        tell(&Word::Began { signed_in });
    }

    fn over(&self, end: VisitEnd, signed_out: bool, language: Language) {
        tell(&Word::Over { end, signed_out, language });
        self.app.exit(i32::from(wire::code(end)));
    }

    fn close(&self) {
        tell(&Word::Close);
    }

    fn call_staff(&self) -> Promise<'_, bool> {
        Box::pin(async { matches!(self.ask(Question::CallStaff).await, Some(Answer::Called(true))) })
    }

    fn staff_pin(&self, pin: SecretString) -> Promise<'_, StaffOutcome> {
        Box::pin(async move {
            match self.ask(Question::StaffPin(pin.expose_secret().to_owned())).await {
                Some(Answer::Staff(outcome)) => outcome,
                _ => StaffOutcome::Wait { wait_seconds: 1 },
            }
        })
    }

    fn self_test(&self) -> Promise<'_, Option<SelfTestView>> {
        Box::pin(async {
            match self.ask(Question::SelfTest).await {
                Some(Answer::SelfTest(view)) => Some(*view),
                _ => None,
            }
        })
    }

    fn say(&self, text: &str, language: Language, volume: u8) {
        if let Some(voice) = &self.voice {
            voice.say(text, language, volume);
        }
    }

    fn hush(&self) {
        if let Some(voice) = &self.voice {
            voice.hush();
        }
    }
}

fn held<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The machine around a visit: no browser, no files, no clipboard, no notices. What a person does elsewhere they do on
/// their phone.
pub(crate) struct Nothing;

impl Host for Nothing {
    fn open_portal<'a>(&'a self, _address: &'a url::Url) -> Promise<'a, Result<(), HostError>> {
        Box::pin(std::future::ready(Err(HostError::NoBrowser)))
    }

    fn save<'a>(&'a self, _name: &'a str, _bytes: &'a [u8]) -> Promise<'a, Result<Saved, HostError>> {
        Box::pin(std::future::ready(Err(HostError::NotSaved)))
    }

    fn notify(&self, _notice: Notice, _language: Language) {}

    fn landing(&self, _language: Language) -> Landing {
        Landing { title: String::new(), body: String::new() }
    }
}

/// Opens the window: the whole screen, a page of its own, and no way out of it.
pub(crate) fn open_window(app: &AppHandle, title: &str) -> tauri::Result<()> {
    let folder = std::env::var_os("HOME").map(std::path::PathBuf::from).unwrap_or_default();
    let window = WebviewWindowBuilder::new(app, KIOSK, WebviewUrl::App("kiosk.html".into()))
        .title(title)
        .fullscreen(true)
        .decorations(false)
        .closable(false)
        .minimizable(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .devtools(false)
        .zoom_hotkeys_enabled(false)
        // On Linux the visit's folder is in memory, and looked for afterwards: the web view needs no other privacy.
        .incognito(!cfg!(target_os = "linux"))
        .data_directory(web_data(&folder))
        .on_navigation(is_ours)
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    // Where no window manager makes it the whole screen, it is as large as that.
    if let Ok(Some(monitor)) = window.current_monitor() {
        let _ = window.set_position(*monitor.position());
        let _ = window.set_size(*monitor.size());
    }
    let again = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => api.prevent_close(),
        // Whatever made it smaller: it is the whole screen.
        WindowEvent::Resized(_) if !again.is_fullscreen().unwrap_or(true) => {
            let _ = again.set_fullscreen(true);
        }
        _ => {}
    });
    Ok(())
}
