//! Proving who one is for the first network (IAL2), in the browser. Source: `spec/bwell-wire.md`, section 5.3.
//!
//! The name of the parameter that comes back is not published, so a return is a knock here as at any portal: the network's
//! own status decides.

use networks::CorrelationId;
use networks::bwell::Verification;
use url::Url;

use crate::activity::{Deed, note};
use crate::connect::Nudge;
use crate::errand::{Waiting, Wake};
use crate::polling::Pace;
use crate::session::Session;
use crate::set_up::proof;
use crate::view::{ActivityKind, Errand, IdentityOutcome, InBrowser, ProofState, Topic};
use crate::{Core, Error, ReturnWay};

type Progress<'a> = &'a (dyn Fn(InBrowser) + Send + Sync);

/// Opens the checker in the browser, and waits, ten minutes at most, until the network says something new.
pub async fn check_identity(
    core: &Core,
    progress: Progress<'_>,
    correlation: CorrelationId,
) -> Result<IdentityOutcome, Error> {
    let session = core.session()?;
    let checker = core.parts.organisation.as_ref().map(|ours| &ours.checker);
    if !checker.is_some_and(|checker| checker.through_bwell) {
        return Err(Error::BadRequest("the network does not check identities here"));
    }
    let began = Deed::by_person(ActivityKind::IdentityCheckBegan);
    note(core, &session.copy, correlation, began, None).await;
    let ended = checked(core, &session, progress, correlation).await;
    let (kind, failed) = match &ended {
        Ok(IdentityOutcome::Told { proof }) => match proof.state {
            ProofState::Proved => (ActivityKind::IdentityProved, None),
            ProofState::Differs => (ActivityKind::IdentityDiffers, None),
            _ => (ActivityKind::IdentityNotProved, None),
        },
        Ok(IdentityOutcome::Stopped | IdentityOutcome::TimeIsUp) => {
            (ActivityKind::IdentityCheckStopped, None)
        }
        Err(error) => (ActivityKind::IdentityProved, Some(error.code())),
    };
    note(core, &session.copy, correlation, Deed::by_network(kind), failed).await;
    core.changed(&[Topic::SetUp]);
    ended
}

async fn checked(
    core: &Core,
    session: &Session,
    progress: Progress<'_>,
    correlation: CorrelationId,
) -> Result<IdentityOutcome, Error> {
    let mut waiting = Waiting::begin(core, Errand::IdentityCheck);
    let before = core.noticing(correlation, session.bwell.verification(&correlation).await)?;
    progress(InBrowser::Opening);
    open(core, session, &waiting, progress, correlation).await?;
    let clock = &core.parts.clock;
    let mut pauses = Pace::sign_in();
    let mut next =
        clock.now().saturating_add(pauses.pause(core.sight(), core.parts.draw)).unwrap_or(waiting.until);
    loop {
        match waiting.wake(next.min(waiting.until)).await {
            Wake::Nudge(Nudge::Reopen) => {
                open(core, session, &waiting, progress, correlation).await?;
                continue;
            }
            Wake::Nudge(Nudge::Stop) | Wake::Gone => return Ok(IdentityOutcome::Stopped),
            Wake::Nudge(Nudge::Look) | Wake::Knock | Wake::Called(_) => {
                progress(InBrowser::Confirming);
                pauses = Pace::sign_in();
            }
            Wake::Time => {}
        }
        let pause = match session.bwell.verification(&correlation).await {
            Ok(now) if is_news(before.as_ref(), now.as_ref()) => {
                return Ok(IdentityOutcome::Told { proof: proof(now.as_ref()) });
            }
            Ok(_) => pauses.pause(core.sight(), core.parts.draw),
            Err(networks::Error::Unauthorized) => {
                core.signed_out_by_network(correlation);
                return Err(Error::SignedOut);
            }
            // One failed poll is not news; the next may work.
            Err(error) => pauses.pause_after(&error, core.sight(), core.parts.draw),
        };
        if waiting.is_over() {
            return Ok(IdentityOutcome::TimeIsUp);
        }
        next = clock.now().saturating_add(pause).unwrap_or(waiting.until);
    }
}

/// The network says something that it did not say before, and the check is at an end.
fn is_news(before: Option<&Verification>, now: Option<&Verification>) -> bool {
    let state = proof(now).state;
    match state {
        ProofState::Proved => true,
        ProofState::NotYet | ProofState::UnderWay => false,
        _ => before != now,
    }
}

async fn open(
    core: &Core,
    session: &Session,
    waiting: &Waiting<'_>,
    progress: Progress<'_>,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let matching =
        core.parts.organisation.as_ref().is_some_and(|organisation| organisation.checker.attribute_matching);
    let address = session
        .bwell
        .verification_address(callback(&core.parts.returns).as_ref(), matching, &correlation)
        .await;
    let address = core.noticing(correlation, address)?;
    let qr = waiting.open(address.url()).await?;
    progress(InBrowser::Waiting { host: address.host(), until: waiting.until, qr });
    Ok(())
}

/// Where the browser goes at the end: an address of the app's own scheme, if it has one.
fn callback(ways: &[ReturnWay]) -> Option<Url> {
    ways.iter().find_map(|way| match way {
        ReturnWay::DeepLink(address) => {
            let mut verified = address.clone();
            verified.set_path("/verified");
            Some(verified)
        }
        ReturnWay::Loopback => None,
    })
}

#[cfg(test)]
mod tests {
    use networks::bwell::VerificationStatus;
    use rstest::rstest;

    use super::*;

    fn told(status: &str, at: &str) -> Verification {
        Verification {
            status: VerificationStatus::parse(status),
            error: None,
            status_date: at.parse().ok(),
            last_performed: None,
        }
    }

    #[rstest]
    #[case("attested", "in-process", false)]
    #[case("in-process", "in-process", false)]
    #[case("attested", "validated", true)]
    #[case("attested", "val-fail", true)]
    #[case("req-revalid", "req-revalid", false)]
    #[case("req-revalid", "reval-fail", true)]
    #[case("attested", "something-new", true)]
    fn only_an_end_that_is_new_is_news(#[case] before: &str, #[case] now: &str, #[case] news: bool) {
        let at = "2026-08-19T16:00:00Z";
        assert_eq!(is_news(Some(&told(before, at)), Some(&told(now, at))), news);
    }

    #[test]
    fn a_second_failure_is_news_by_its_date() {
        let (first, second) =
            (told("val-fail", "2026-08-19T16:00:00Z"), told("val-fail", "2026-08-19T16:05:00Z"));
        assert!(!is_news(Some(&first), Some(&first)));
        assert!(is_news(Some(&first), Some(&second)));
        assert!(!is_news(None, None));
    }

    #[test]
    fn the_browser_comes_back_to_the_apps_own_scheme() {
        let deep = ReturnWay::DeepLink("health.satchel.demo:/oauth/callback".parse().unwrap());
        assert_eq!(callback(&[ReturnWay::Loopback, deep]).unwrap().as_str(), "health.satchel.demo:/verified");
        assert_eq!(callback(&[ReturnWay::Loopback]), None);
    }
}
