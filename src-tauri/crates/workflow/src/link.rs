//! Somebody's link: read first, opened when the person says so, kept only when the person says so and it is theirs.
//! And the person's own code, opened as a clinic would.

mod spans;
mod summary;

use std::sync::Arc;

use health_link::scan::{self, ScanError};
use health_link::{Payload, PayloadError};
use jiff::Timestamp;
use networks::CorrelationId;
use secrecy::{ExposeSecret as _, SecretString};
use store::{Changes, StoredRecord};
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::activity::{Deed, note, noted};
use crate::core::held;
use crate::receive::{RECEIVER_LIMITS, Received, Refusal, Visitor, receive};
use crate::session::Session;
use crate::share::live;
use crate::view::{
    ActivityKind, LinkLook, LinkOutcome, LinkRefusal, LinkView, ReceivedView, RefusalView, Topic, Whose,
};
use crate::{Core, Error, ErrorCode};

/// Largest picture that is read, in bytes.
const LARGEST_PICTURE: usize = 16 * 1024 * 1024;
/// Under which name of a network and of a place kept records stand.
const NETWORK: &str = "health-link";

/// A link in memory: read, and perhaps opened.
pub(crate) struct OpenLink {
    id: String,
    payload: Payload,
    received: Option<Received>,
    view: Option<ReceivedView>,
}

/// Reads a link out of a text. Nothing is sent.
pub fn look_at_link(core: &Core, text: &str) -> Result<LinkLook, Error> {
    let session = core.session()?;
    let text = Zeroizing::new(text.to_owned());
    session.state().link = None;
    let payload = match Payload::parse(&text) {
        Ok(payload) => payload,
        Err(error) => {
            let refusal = RefusalView { label: Payload::label_of(&text), ..refusal(not_read(error)) };
            return Ok(LinkLook::Refused { refusal });
        }
    };
    let now = crate::receive::seconds(core.parts.clock.now());
    let allowed = core.parts.http.policy().for_links().allows(&payload.url);
    if payload.is_stale(now) || !allowed {
        let why = if allowed { LinkRefusal::Expired } else { LinkRefusal::Blocked };
        let refusal = RefusalView { label: Some(payload.label), ..refusal(why) };
        return Ok(LinkLook::Refused { refusal });
    }
    let link = LinkView {
        id: Uuid::now_v7().to_string(),
        label: payload.label.clone(),
        host: payload.url.host_str().unwrap_or_default().to_owned(),
        ends_at: payload.expires.filter(|_| !payload.strange_end).and_then(instant),
        needs_passcode: payload.flags.passcode,
        long_term: payload.flags.long_term,
        key_was_sent: payload.key_was_sent,
        strange_end: payload.strange_end,
    };
    session.state().link = Some(OpenLink { id: link.id.clone(), payload, received: None, view: None });
    Ok(LinkLook::Ready { link })
}

/// Reads the link that the system handed over, once; `None` where it handed over none. Nothing is sent.
pub fn look_at_given_link(core: &Core) -> Result<Option<LinkLook>, Error> {
    // It waits until somebody is here.
    core.session()?;
    let given = held(&core.given).take();
    given.map(|text| look_at_link(core, text.expose_secret())).transpose()
}

impl Core {
    /// Somebody opened a link elsewhere on this computer, and the system handed it to us. It waits in memory, the newest
    /// alone, until the page asks for it; nothing is sent.
    pub fn given(&self, link: &Url) {
        *held(&self.given) = Some(SecretString::from(link.as_str()));
        self.changed(&[Topic::Link]);
    }
}

/// The same out of a picture (PNG or JPEG) with a QR code in it.
pub fn look_at_picture(core: &Core, picture: &[u8]) -> Result<LinkLook, Error> {
    if picture.len() > LARGEST_PICTURE {
        return Ok(LinkLook::Refused { refusal: refusal(LinkRefusal::NotAPicture) });
    }
    match scan::read(picture) {
        Ok(text) => look_at_link(core, &text),
        Err(error) => {
            let why = match error {
                ScanError::Picture => LinkRefusal::NotAPicture,
                ScanError::NoCode => LinkRefusal::NoCode,
            };
            Ok(LinkLook::Refused { refusal: refusal(why) })
        }
    }
}

/// Opens the link that was read, or looks once more at one that may change. One access in its maker's log each time.
pub async fn open_link(
    core: &Arc<Core>,
    link_id: &str,
    visitor: Visitor,
    correlation: CorrelationId,
) -> Result<LinkOutcome, Error> {
    let session = core.session()?;
    // Out of the state while it is open: a second request for it finds none.
    let Some(mut link) = session.state().link.take_if(|link| link.id == link_id) else {
        return Err(Error::LinkIsOver);
    };
    let now = core.parts.clock.now();
    let outcome = if too_soon(link.view.as_ref(), now) {
        Err(Refusal::RateLimited { wait: None })
    } else {
        let http = core.parts.http.for_links(RECEIVER_LIMITS);
        receive(&http, &link.payload, &visitor, now, &correlation).await
    };
    let deed = Deed::by_person(ActivityKind::LinkOpened);
    let failed = outcome.as_ref().err().map(error_code);
    note(core, &session.copy, correlation, deed, failed).await;
    let outcome = match outcome {
        Ok(received) => {
            let view = summary::of_somebody(&received, &link.payload, &link.id, &session.person, now);
            link.received = Some(received);
            link.view = Some(view.clone());
            LinkOutcome::Opened { received: Box::new(view) }
        }
        Err(why) => {
            satchel_log::info!("a link did not open", correlation, why);
            LinkOutcome::Refused { refusal: refused(why, &link.payload) }
        }
    };
    put_back(&session, link, core);
    Ok(outcome)
}

/// Back into the state, unless the copy was locked or another link was read meanwhile.
fn put_back(session: &Session, link: OpenLink, core: &Core) {
    let mut state = session.state();
    if core.is_unlocked() && state.link.is_none() {
        state.link = Some(link);
    }
}

/// A link that said when to look again at the earliest.
fn too_soon(before: Option<&ReceivedView>, now: Timestamp) -> bool {
    before.and_then(|view| view.look_after).is_some_and(|after| now < after)
}

/// Keeps the records of the opened link, each byte for byte as it came, with where it came from. Somebody else's records
/// are not kept among this person's, and neither are those of nobody in particular.
pub async fn keep_link(
    core: &Core,
    link_id: &str,
    correlation: CorrelationId,
) -> Result<ReceivedView, Error> {
    let session = core.session()?;
    let (view, rows) = {
        let state = session.state();
        let opened = state.link.as_ref().filter(|link| link.id == link_id);
        let (link, view) =
            opened.and_then(|link| Some((link, link.view.clone()?))).ok_or(Error::LinkIsOver)?;
        if view.whose != Whose::Mine {
            return Err(Error::BadRequest("only a person's own records are kept in their copy"));
        }
        if view.kept.is_some() {
            return Ok(view);
        }
        let rows = link.received.as_ref().map(|received| rows(received, &view, correlation));
        (view, rows.unwrap_or_default())
    };
    let count = rows.len();
    let changes = rows.into_iter().fold(Changes::new(), Changes::put_record);
    let deed = Deed::by_person(ActivityKind::LinkKept).counting(count);
    let event = deed.event(core, correlation, None);
    let kept = session.copy.store()?.commit(changes, Some(event)).await.map_err(Error::from);
    if kept.is_err() {
        noted(core, &session, correlation, Deed::by_person(ActivityKind::LinkKept), kept).await?;
    }
    core.changed(&[Topic::Activity]);
    let view = ReceivedView { kept: u32::try_from(count).ok(), ..view };
    if let Some(link) = session.state().link.as_mut().filter(|link| link.id == link_id) {
        link.view = Some(view.clone());
    }
    Ok(view)
}

/// Closes the link: what came of it and was not kept is gone.
pub fn close_link(core: &Core, link_id: &str) -> Result<(), Error> {
    core.session()?.state().link.take_if(|link| link.id == link_id);
    Ok(())
}

/// Opens the person's own code as a clinic would. A real access, in the network's log too.
pub async fn preview_share(
    core: &Core,
    share_id: &str,
    recipient: String,
    correlation: CorrelationId,
) -> Result<LinkOutcome, Error> {
    let session = core.session()?;
    let (link, passcode, kinds) = live(core, Some(share_id), |share| {
        Ok((share.link.clone(), share.passcode.clone(), share.view.kinds.clone()))
    })?;
    let payload = Payload::parse(link.expose_secret()).map_err(|_| Error::LinkIsOver)?;
    let visitor = Visitor { recipient, passcode: Some(passcode) };
    let now = core.parts.clock.now();
    let http = core.parts.http.for_links(RECEIVER_LIMITS);
    let received = receive(&http, &payload, &visitor, now, &correlation).await;
    let deed = Deed::by_person(ActivityKind::SummaryLookedAt).under(share_id);
    note(core, &session.copy, correlation, deed, received.as_ref().err().map(error_code)).await;
    Ok(match received {
        Ok(received) => {
            let view = summary::of_own(&received, &payload, share_id, kinds.as_deref(), &session.person, now);
            LinkOutcome::Opened { received: Box::new(view) }
        }
        Err(why) => LinkOutcome::Refused { refusal: refused(why, &payload) },
    })
}

/// The records as rows of the store. A bundle goes in by its parts; anything else by its file.
fn rows(received: &Received, view: &ReceivedView, correlation: CorrelationId) -> Vec<StoredRecord> {
    let provenance = serde_json::json!({
        "by": NETWORK,
        "host": view.host,
        "label": view.label,
        "openedAt": view.opened_at,
    })
    .to_string();
    let files = received.files.iter().flat_map(|file| spans::resources(&file.plaintext));
    files
        .filter_map(|bytes| {
            let json: serde_json::Value = serde_json::from_slice(bytes).ok()?;
            let resource = records::resource::Resource::new(&json)?;
            let dated = resource.date().and_then(|when| when.date().map(|date| date.day().to_owned()));
            let id = Uuid::now_v7();
            Some(StoredRecord {
                id,
                network: NETWORK.to_owned(),
                place_id: view.host.clone(),
                resource_type: json.get("resourceType")?.as_str()?.to_owned(),
                resource_id: resource.id().map_or_else(|| id.to_string(), str::to_owned),
                dated,
                retrieval: correlation.uuid(),
                retrieved_at: view.opened_at,
                provenance: provenance.clone(),
                body: bytes.to_vec(),
            })
        })
        .collect()
}

/// What the trail says of a link that did not open.
fn error_code(refusal: &Refusal) -> ErrorCode {
    match refusal {
        Refusal::Network | Refusal::PastProxy => ErrorCode::NoInternet,
        Refusal::Timeout => ErrorCode::NetworkSlow,
        Refusal::Server => ErrorCode::NetworkTrouble,
        Refusal::RateLimited { .. } => ErrorCode::AskedTooOften,
        Refusal::Expired | Refusal::NotFound | Refusal::Locked => ErrorCode::LinkIsOver,
        Refusal::Passcode { .. } | Refusal::PasscodeRequired => ErrorCode::NetworkRefused,
        _ => ErrorCode::AnswerNotUnderstood,
    }
}

fn not_read(error: PayloadError) -> LinkRefusal {
    match error {
        PayloadError::TooLong => LinkRefusal::TooLong,
        PayloadError::NotALink => LinkRefusal::NotALink,
        PayloadError::HealthCard => LinkRefusal::HealthCard,
        PayloadError::Format(_) => LinkRefusal::Damaged,
        PayloadError::Newer => LinkRefusal::Newer,
    }
}

fn refusal(why: LinkRefusal) -> RefusalView {
    RefusalView { why, label: None, tries_left: None, wait_seconds: None }
}

fn refused(refused: Refusal, payload: &Payload) -> RefusalView {
    let why = match refused {
        Refusal::Expired => LinkRefusal::Expired,
        Refusal::Passcode { .. } => LinkRefusal::WrongPasscode,
        Refusal::PasscodeRequired => LinkRefusal::PasscodeRequired,
        Refusal::Locked => LinkRefusal::LockedOut,
        Refusal::NotFound => LinkRefusal::NotActive,
        Refusal::RateLimited { .. } => LinkRefusal::AskedTooOften,
        Refusal::Server => LinkRefusal::ServerTrouble,
        Refusal::Network => LinkRefusal::NoConnection,
        Refusal::PastProxy => LinkRefusal::PastProxy,
        Refusal::Timeout => LinkRefusal::TooSlow,
        Refusal::Blocked => LinkRefusal::Blocked,
        Refusal::TooLarge => LinkRefusal::TooLarge,
        Refusal::Unsupported(_) => LinkRefusal::Unsupported,
        Refusal::Decrypt => LinkRefusal::WrongKey,
        Refusal::Content(_) => LinkRefusal::NoRecords,
        Refusal::Format(_) => LinkRefusal::Damaged,
        Refusal::HealthCard => LinkRefusal::HealthCard,
    };
    let wait_seconds = match refused {
        Refusal::RateLimited { wait } => wait.and_then(|wait| u32::try_from(wait.as_secs()).ok()),
        _ => None,
    };
    RefusalView {
        label: Some(payload.label.clone()),
        tries_left: refused.remaining_attempts(),
        wait_seconds,
        ..refusal(why)
    }
}

/// Whole milliseconds, as far as a calendar goes.
#[expect(clippy::cast_possible_truncation, reason = "what is out of range is no instant of a calendar")]
fn instant(seconds: f64) -> Option<Timestamp> {
    Timestamp::from_millisecond((seconds * 1000.0) as i64).ok()
}

/// What a person typed as a passcode, without the spaces that people put between groups; nothing when it is empty.
#[must_use]
pub fn typed_passcode(text: &str) -> Option<SecretString> {
    let typed: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    (!typed.is_empty()).then(|| SecretString::from(typed))
}
