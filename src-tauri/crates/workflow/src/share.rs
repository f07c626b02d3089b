//! Sharing: a SMART Health Link as a QR code, and a passcode that travels another way. Source: seed 002.

use std::sync::Arc;

use health_link::qr::{Qr, SAVED_SCALE};
use health_link::{Expected, check_issued};
use jiff::Timestamp;
use networks::CorrelationId;
use networks::bwell::HealthLinkOrder;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::activity::{Deed, noted};
use crate::passcode::passcode;
use crate::session::Session;
use crate::view::{ActivityKind, PasscodeView, QrView, SavedView, ShareKind, ShareView, Topic};
use crate::{Core, Error};

/// The longest label a link may carry (`spec/shl-wire.md`, section 2), in characters.
const LONGEST_LABEL: usize = 80;

/// What to share.
#[derive(Clone, Debug)]
pub struct ShareOrder {
    /// What the clinic sees as the title: 1 to 80 characters.
    pub label: String,
    /// The chosen kinds; `None` is the whole summary.
    pub kinds: Option<Vec<ShareKind>>,
}

/// A link that works now. Lives in memory alone.
pub(crate) struct LiveShare {
    view: ShareView,
    qr: Qr,
    passcode: SecretString,
}

/// Orders a link, checks that it is what was asked for, and only then shows it. The one before is forgotten here.
pub async fn create_share(
    core: &Arc<Core>,
    order: ShareOrder,
    correlation: CorrelationId,
) -> Result<ShareView, Error> {
    let session = core.session()?;
    let made = make(core, &session, order, correlation).await;
    let deed = Deed::by_person(ActivityKind::CodeMade);
    let deed = made.as_ref().map_or(Deed::by_person(ActivityKind::CodeMade), |view| deed.under(&view.id));
    let view = noted(core, &session, correlation, deed, made).await?;
    core.changed(&[Topic::Share]);
    Ok(view)
}

async fn make(
    core: &Core,
    session: &Session,
    order: ShareOrder,
    correlation: CorrelationId,
) -> Result<ShareView, Error> {
    let label = order.label.trim().to_owned();
    if label.is_empty() || label.chars().count() > LONGEST_LABEL {
        return Err(Error::BadRequest("the label has 1 to 80 characters"));
    }
    if order.kinds.as_ref().is_some_and(Vec::is_empty) {
        return Err(Error::BadRequest("nothing was chosen"));
    }
    session.state().share = None;
    let passcode = passcode(session.person.birth_date.as_deref())?;
    let order_on_wire = HealthLinkOrder {
        label: label.clone(),
        types: order.kinds.as_ref().map(|kinds| kinds.iter().map(|kind| (*kind).into()).collect()),
        passcode,
    };
    let issued =
        core.noticing(correlation, session.bwell.create_health_link(&order_on_wire, &correlation).await)?;
    let ends_at = issued.ends_at.ok_or(networks::Error::Unreadable { what: "context.period.end" })?;
    let text = issued.url.expose_secret();
    let (payload, qr) = check_issued(text, &Expected { label: &label, ends_at: seconds(ends_at) })?;
    let viewer = Url::parse(text).map_err(|_| Error::LinkHost)?;
    let policy = core.parts.http.policy();
    if !(policy.allows(&viewer) && policy.allows(&payload.url)) {
        return Err(Error::LinkHost);
    }
    let view = ShareView {
        id: issued.id,
        label,
        kinds: order.kinds,
        starts_at: issued.starts_at.unwrap_or_else(|| core.parts.clock.now()),
        ends_at,
        manifest_host: payload.url.host_str().unwrap_or_default().to_owned(),
        qr: QrView { modules: qr.modules(), path: qr.svg_path() },
    };
    session.state().share = Some(LiveShare { view: view.clone(), qr, passcode: order_on_wire.passcode });
    Ok(view)
}

/// The link that works now, if there is one.
pub fn share(core: &Core) -> Result<Option<ShareView>, Error> {
    Ok(live(core, None, |share| Ok(share.view.clone())).ok())
}

/// The six digits, on request.
pub async fn show_passcode(
    core: &Core,
    share_id: &str,
    correlation: CorrelationId,
) -> Result<PasscodeView, Error> {
    let session = core.session()?;
    let digits = |share: &LiveShare| Ok(PasscodeView { digits: share.passcode.expose_secret().to_owned() });
    let shown = live(core, Some(share_id), digits);
    noted(core, &session, correlation, Deed::by_person(ActivityKind::PasscodeShown).under(share_id), shown)
        .await
}

/// Forgets the link here. The network has no call that ends it; it ends by itself.
pub async fn end_share(core: &Core, share_id: &str, correlation: CorrelationId) -> Result<(), Error> {
    let session = core.session()?;
    let ended = session.state().share.take_if(|share| share.view.id == share_id).is_some();
    if ended {
        core.changed(&[Topic::Share]);
        noted(
            core,
            &session,
            correlation,
            Deed::by_person(ActivityKind::CodeForgotten).under(share_id),
            Ok(()),
        )
        .await?;
    }
    Ok(())
}

/// Saves the QR code as a picture, without the passcode and without a name in it.
pub async fn save_share_picture(
    core: &Core,
    share_id: &str,
    correlation: CorrelationId,
) -> Result<SavedView, Error> {
    let session = core.session()?;
    let saved = save(core, share_id).await;
    noted(core, &session, correlation, Deed::by_person(ActivityKind::PictureSaved).under(share_id), saved)
        .await
}

async fn save(core: &Core, share_id: &str) -> Result<SavedView, Error> {
    if !core.parts.capabilities.can_save_picture {
        return Err(Error::BadRequest("saving is off here"));
    }
    let png = live(core, Some(share_id), |share| {
        share.qr.png(SAVED_SCALE).map_err(|error| Error::LinkCheckFailed(error.into()))
    })?;
    let saved = core.parts.host.save("Satchel QR code.png", &png).await?;
    Ok(SavedView { name: saved.name, folder: saved.folder })
}

/// Looks at the live link; one that has ended is dropped, with its code and its passcode.
fn live<T>(
    core: &Core,
    id: Option<&str>,
    read: impl FnOnce(&LiveShare) -> Result<T, Error>,
) -> Result<T, Error> {
    let session = core.session()?;
    let mut state = session.state();
    if state.share.as_ref().is_some_and(|share| core.parts.clock.now() >= share.view.ends_at) {
        state.share = None;
    }
    match &state.share {
        Some(share) if id.is_none_or(|id| id == share.view.id) => read(share),
        _ => Err(Error::LinkIsOver),
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit a double exactly for a long time")]
fn seconds(at: Timestamp) -> f64 {
    at.as_millisecond() as f64 / 1000.0
}
