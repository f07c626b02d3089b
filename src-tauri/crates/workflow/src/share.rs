//! Sharing: a SMART Health Link as a QR code, and a passcode that travels another way. Source: seed 002.

mod give;
mod history;

use std::sync::Arc;

use health_link::qr::Qr;
use health_link::{Expected, check_issued};
use jiff::SignedDuration;
use networks::CorrelationId;
use networks::bwell::HealthLinkOrder;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

pub(crate) use give::forget_copied;
pub use give::{PageWords, copy_share_link, save_share_drawing, save_share_page, save_share_picture};
pub use history::past_shares;

use crate::activity::{Deed, noted};
use crate::passcode::passcode;
use crate::receive::seconds;
use crate::session::Session;
use crate::view::{ActivityKind, PasscodeView, QrView, ShareKind, ShareView, Topic};
use crate::{Core, Error};

/// How far this computer's clock may be off before anybody needs to know.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(30);

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
    pub(crate) view: ShareView,
    qr: Qr,
    /// The text of the code, as the network gave it.
    pub(crate) link: SecretString,
    pub(crate) passcode: SecretString,
    /// How far the network's clock is ahead of ours.
    ahead: SignedDuration,
}

/// Orders a link, checks that it is what was asked for, and only then shows it. The one before is forgotten here.
pub async fn create_share(
    core: &Arc<Core>,
    order: ShareOrder,
    correlation: CorrelationId,
) -> Result<ShareView, Error> {
    let session = core.session()?;
    // Two at once would be two links, of which nobody sees the first.
    let Ok(_one_at_a_time) = session.sharing.try_lock() else {
        return Err(Error::BadRequest("a code is being made"));
    };
    let made = make(core, &session, order, correlation).await;
    let deed = Deed::by_person(ActivityKind::CodeMade);
    let made = match made {
        Ok(view) => Ok(history::written(core, &session, correlation, deed.under(&view.id), view).await),
        Err(error) => noted(core, &session, correlation, deed, Err(error)).await,
    };
    core.changed(&[Topic::Share]);
    made
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
    // Whatever comes of it: what was made before is not shown any more.
    session.state().share = None;
    let passcode = passcode(session.person.birth_date.as_deref(), &core.chance)?;
    let order_on_wire = HealthLinkOrder {
        label: label.clone(),
        types: order.kinds.as_ref().map(|kinds| kinds.iter().map(|kind| (*kind).into()).collect()),
        passcode,
    };
    let asked = session.bwell.create_health_link(&order_on_wire, &correlation).await;
    let answered_at = core.parts.clock.now();
    let issued = match core.noticing(correlation, asked) {
        Err(Error::Network(error)) if may_have_made(&error) => return Err(Error::MaybeMade(error)),
        issued => issued?,
    };
    let ends_at =
        issued.ends_at.ok_or(Error::MaybeMade(networks::Error::Unreadable { what: "context.period.end" }))?;
    let text = issued.url.expose_secret();
    let (payload, qr) = check_issued(text, &Expected { label: &label, ends_at: seconds(ends_at) })?;
    let viewer = Url::parse(text).map_err(|_| Error::LinkHost)?;
    let policy = core.parts.http.policy();
    if !(policy.allows(&viewer) && policy.allows(&payload.url)) {
        return Err(Error::LinkHost);
    }
    let starts_at = issued.starts_at.unwrap_or(answered_at);
    // The link begins when the network answers (README, assumptions), so its beginning tells the network's time.
    let ahead = starts_at.duration_since(answered_at);
    let ahead = if ahead.abs() > TOLERANCE { ahead } else { SignedDuration::ZERO };
    let view = ShareView {
        id: issued.id,
        label,
        kinds: order.kinds,
        starts_at,
        ends_at,
        clock_off_seconds: ahead.as_secs(),
        manifest_host: payload.url.host_str().unwrap_or_default().to_owned(),
        qr: QrView { modules: qr.modules(), path: qr.svg_path() },
    };
    let live =
        LiveShare { view: view.clone(), qr, link: issued.url, passcode: order_on_wire.passcode, ahead };
    session.state().share = Some(live);
    Ok(view)
}

/// Did the network perhaps make a link that we never saw? What is certain to have come before the making is not meant.
fn may_have_made(error: &networks::Error) -> bool {
    use networks::{Error, HttpError};
    matches!(
        error,
        Error::Http(HttpError::TimedOut | HttpError::Broken | HttpError::TooLarge { .. })
            | Error::Server { .. }
            | Error::Unreadable { .. }
    )
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
        forget_copied(core, &session);
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

/// Looks at the live link; one that has ended is dropped, with its code and its passcode.
pub(crate) fn live<T>(
    core: &Core,
    id: Option<&str>,
    read: impl FnOnce(&LiveShare) -> Result<T, Error>,
) -> Result<T, Error> {
    let session = core.session()?;
    let mut state = session.state();
    let now = core.parts.clock.now();
    // By the network's clock: it is the one that ends the link.
    let over = |share: &LiveShare| share.view.ends_at.duration_since(now) <= share.ahead;
    if state.share.as_ref().is_some_and(over) {
        state.share = None;
    }
    match &state.share {
        Some(share) if id.is_none_or(|id| id == share.view.id) => read(share),
        _ => Err(Error::LinkIsOver),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use networks::{Error as Network, HttpError};
    use rstest::rstest;

    #[rstest]
    #[case::no_connection(Network::Http(HttpError::Offline), false)]
    #[case::no_session(Network::Unauthorized, false)]
    #[case::a_refusal(Network::Refused { issue: networks::IssueCode::BusinessRule }, false)]
    #[case::too_often(Network::RateLimited { after: None }, false)]
    #[case::no_answer(Network::Http(HttpError::TimedOut), true)]
    #[case::half_an_answer(Network::Http(HttpError::Broken), true)]
    #[case::a_server_that_failed(Network::Server { status: 502 }, true)]
    #[case::an_answer_that_says_nothing(Network::Unreadable { what: "createHealthLink" }, true)]
    fn only_what_reached_the_network_may_have_made_a_link(#[case] error: Network, #[case] maybe: bool) {
        assert_eq!(may_have_made(&error), maybe);
    }
}
