//! Other ways to give the code: a picture, a drawing, a page to print, the clipboard. The passcode is in none of them.

use std::sync::Arc;
use std::time::Duration;

use health_link::qr::SAVED_SCALE;
use health_link::sheet::{self, Words};
use jiff::Timestamp;
use networks::CorrelationId;
use secrecy::{ExposeSecret as _, SecretString};

use super::{LiveShare, live};
use crate::activity::{Deed, noted};
use crate::session::Session;
use crate::view::{ActivityKind, SavedView};
use crate::{Core, Error, FileName};

/// How long a copied link stays in the clipboard, by the machine's clock.
const CLIPBOARD: Duration = Duration::from_secs(30);
/// The longest sentence on a page, in characters.
const LONGEST_SENTENCE: usize = 160;

/// What stands on the printed page beside the code, in the person's language: the page that shows it has the words.
#[derive(Clone, Debug)]
pub struct PageWords {
    /// When it stops working.
    pub stops: String,
    /// Up to four sentences below the code.
    pub notes: Vec<String>,
}

/// Saves the QR code as a picture, without the passcode and without a name in it.
pub async fn save_share_picture(
    core: &Core,
    share_id: &str,
    correlation: CorrelationId,
) -> Result<SavedView, Error> {
    let png =
        |share: &LiveShare| share.qr.png(SAVED_SCALE).map_err(|error| Error::LinkCheckFailed(error.into()));
    save(core, share_id, ActivityKind::PictureSaved, "png", png, correlation).await
}

/// The same as a drawing that is sharp at every size.
pub async fn save_share_drawing(
    core: &Core,
    share_id: &str,
    correlation: CorrelationId,
) -> Result<SavedView, Error> {
    let svg = |share: &LiveShare| Ok(share.qr.svg().into_bytes());
    save(core, share_id, ActivityKind::PictureSaved, "svg", svg, correlation).await
}

/// The same as a page to print, which says in large letters when it stops working.
pub async fn save_share_page(
    core: &Core,
    share_id: &str,
    words: PageWords,
    correlation: CorrelationId,
) -> Result<SavedView, Error> {
    let fits = |text: &String| !text.trim().is_empty() && text.chars().count() <= LONGEST_SENTENCE;
    if !fits(&words.stops) || words.notes.len() > 4 || !words.notes.iter().all(fits) {
        return Err(Error::BadRequest("the words of a page are a few short sentences"));
    }
    let pdf = |share: &LiveShare| {
        // A page that held the passcode too would open the link by itself.
        let passcode = share.passcode.expose_secret();
        if words.notes.iter().chain([&words.stops]).any(|text| digits_of(text).contains(passcode)) {
            return Err(Error::BadRequest("the passcode has no place on the page"));
        }
        let words =
            Words { stops: words.stops.clone(), title: share.view.label.clone(), notes: words.notes.clone() };
        Ok(sheet::pdf(&share.qr, &words))
    };
    save(core, share_id, ActivityKind::PageSaved, "pdf", pdf, correlation).await
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

async fn save(
    core: &Core,
    share_id: &str,
    kind: ActivityKind,
    ending: &str,
    bytes: impl FnOnce(&LiveShare) -> Result<Vec<u8>, Error>,
    correlation: CorrelationId,
) -> Result<SavedView, Error> {
    let session = core.session()?;
    let saved = async {
        if !core.parts.capabilities.can_save_picture {
            return Err(Error::BadRequest("saving is off here"));
        }
        let bytes = live(core, Some(share_id), bytes)?;
        let saved = core.parts.host.save(&core.file_name(FileName::QrCode, ending), &bytes).await?;
        Ok(SavedView { name: saved.name, folder: saved.folder })
    };
    let saved = saved.await;
    noted(core, &session, correlation, Deed::by_person(kind).under(share_id), saved).await
}

/// Puts the link into the clipboard, and takes it out again after 30 seconds if nothing else was copied meanwhile.
pub async fn copy_share_link(
    core: &Arc<Core>,
    share_id: &str,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let session = core.session()?;
    let copied = async {
        let link = live(core, Some(share_id), |share| Ok(share.link.clone()))?;
        core.parts.host.copy(link.expose_secret()).await?;
        Ok(link)
    };
    let deed = Deed::by_person(ActivityKind::LinkCopied).under(share_id);
    let copied = copied.await;
    let link = noted(core, &session, correlation, deed, copied).await?;
    session.state().copied = Some(link.clone());
    // From now, not from when the task below comes to run.
    let until = core.parts.machine.now().saturating_add(CLIPBOARD).unwrap_or(Timestamp::MAX);
    // By itself, not by the session: when that ends, what was copied goes at once.
    let core = Arc::clone(core);
    tokio::spawn(async move {
        core.parts.machine.sleep_until(until).await;
        let still = session.state().copied.take_if(|copied| same(copied, &link)).is_some();
        if still {
            core.parts.host.forget_copy(link.expose_secret());
        }
    });
    Ok(())
}

fn same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
}

/// Takes the link out of the clipboard, if it is there because of this session.
pub(crate) fn forget_copied(core: &Core, session: &Session) {
    let copied = session.state().copied.take();
    if let Some(copied) = copied {
        core.parts.host.forget_copy(copied.expose_secret());
    }
}
