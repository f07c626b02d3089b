//! Sign in and out. In the demo: choose an invented person, for whom the sandbox plays the identity provider.

use std::sync::Arc;
use std::time::Duration;

use networks::CorrelationId;
use networks::bwell::{Bwell, Now, Person};
use networks::health_gorilla::{HealthGorilla, SignInToken};
use store::Label;

use crate::activity::{Deed, note};
use crate::local_copy::{LocalCopy, wish};
use crate::session::Session;
use crate::sign_in_at_provider::id_token_for_gateway;
use crate::view::{
    ActivityKind, AppView, CopyAfter, CopyView, DemoPersonView, KeyPlace, LockKind, RemovalView, SessionView,
    initials,
};
use crate::wipe::remove_everything;
use crate::{Core, Error, Keeping, connect, local_copy, read_records, retrieve, search};

/// How long a sign-out waits until the provider has taken its tokens back; it goes on behind the scenes.
const REVOCATION_PATIENCE: Duration = Duration::from_secs(3);

/// The app as it stands.
pub async fn app(core: &Core) -> Result<AppView, Error> {
    let parts = &core.parts;
    let copy = core.copy();
    let shown = match &copy {
        Some(copy) => copy.view(parts.machine.now()).await?,
        None => CopyView::None,
    };
    let people_here = match parts.keeping.lockers() {
        Some(lockers) => lockers.list().await?.len(),
        None => 0,
    };
    let session = core.session().ok().map(|session| view(&session.person));
    let asks_about_pin = copy.and_then(|copy| copy.open().ok()).is_some_and(|open| {
        !open.wishes.pin_answered
            && local_copy::kind(open.lock) == LockKind::None
            && local_copy::key_place(open.rung) == KeyPlace::Safe
    });
    Ok(AppView {
        version: parts.version.clone(),
        capabilities: parts.capabilities,
        offers_pin: asks_about_pin && session.is_some(),
        session,
        copy: shown,
        people_here: u64::try_from(people_here).unwrap_or(u64::MAX),
    })
}

/// Who there is to play.
pub async fn demo_people(core: &Core, correlation: CorrelationId) -> Result<Vec<DemoPersonView>, Error> {
    let people = core.demo()?.people(&correlation).await?;
    Ok(people
        .into_iter()
        .map(|person| DemoPersonView {
            initials: initials(&person.name),
            id: person.id,
            name: person.name,
            birth_date: person.birth_date,
            about: person.about,
        })
        .collect())
}

/// Signs in as an invented person, and opens their copy where no lock stands before it. A search that is under way is
/// followed from here on, also behind a lock.
pub async fn sign_in(
    core: &Arc<Core>,
    person_id: &str,
    correlation: CorrelationId,
) -> Result<AppView, Error> {
    let id_token = core.demo()?.id_token(person_id, &correlation).await?;
    let parts = &core.parts;
    let (http, endpoint) = (parts.http.clone(), parts.bwell.clone());
    let bwell = Bwell::sign_in(http, endpoint, now(core), &id_token, &correlation).await?;
    come_in(core, bwell, Some(person_id), correlation).await?;
    app(core).await
}

/// What a network's client asks for the time.
pub(crate) fn now(core: &Core) -> Now {
    let clock = core.parts.clock.clone();
    Arc::new(move || clock.now())
}

/// Somebody has a session at the network: their copy is opened, and what was under way is followed. `plays`: whom the
/// sandbox plays.
pub(crate) async fn come_in(
    core: &Arc<Core>,
    bwell: Bwell,
    plays: Option<&str>,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let person = bwell.person(&correlation).await?;
    let door = core.door.lock().await;
    let copy = copy_of(core, &person).await?;
    core.take_copy(Some(Arc::clone(&copy))).await;
    copy.label(label(&person), core.parts.machine.now()).await;
    if let Some(plays) = plays.filter(|_| copy.is_open()) {
        copy.wish(wish::DEMO_PERSON, plays).await?;
    }
    let second = second_network(core, plays);
    let session = Arc::new(Session::new(bwell, second, person, copy));
    core.begin_session(Arc::clone(&session));
    drop(door);
    note(core, &session.copy, correlation, Deed::by_person(ActivityKind::SignedIn), None).await;
    // Nobody reads records at a kiosk: what is not needed is not brought there.
    if !core.is_kiosk() {
        read_records::follow(core, &session);
    }
    search::follow(core, &session);
    connect::take_up(core).await;
    retrieve::resume(core, &session);
    Ok(())
}

/// The second network for this person, where there is one. Its gateway exchanges the token of the sign-in.
fn second_network(core: &Arc<Core>, plays: Option<&str>) -> Option<HealthGorilla> {
    let gateway = core.parts.second_network.clone()?;
    let (asked, plays) = (Arc::downgrade(core), plays.map(str::to_owned));
    let sign_in: SignInToken = Arc::new(move |correlation| {
        let (asked, plays) = (asked.clone(), plays.clone());
        Box::pin(async move {
            let core = asked.upgrade().ok_or(networks::Error::Unauthorized)?;
            let token = id_token_for_gateway(&core, plays.as_deref(), correlation).await;
            token.map_err(|error| match error {
                Error::Network(error) => error,
                Error::Identity(identity::Error::Http(error)) => error.into(),
                Error::Identity(identity::Error::Server { status, .. }) => networks::Error::Server { status },
                _ => networks::Error::Unauthorized,
            })
        })
    });
    Some(HealthGorilla::new(core.parts.http.clone(), gateway, now(core), sign_in))
}

/// The copy of this person: the one in use if it is theirs, else theirs as it is on this computer.
async fn copy_of(core: &Core, person: &Person) -> Result<Arc<LocalCopy>, Error> {
    let now = core.parts.machine.now();
    match &core.parts.keeping {
        Keeping::Memory => LocalCopy::in_memory(now).await,
        Keeping::Files { lockers, .. } => {
            let locker = lockers.of(&person.id);
            match core.copy().filter(|copy| copy.is(locker.id())) {
                Some(copy) => Ok(copy),
                None => Ok(LocalCopy::enter(locker, Some(label(person)), now).await),
            }
        }
    }
}

/// Signs the person in whose copy is open: the session had ended, or was never begun since the app was started.
pub async fn sign_in_again(core: &Arc<Core>, correlation: CorrelationId) -> Result<AppView, Error> {
    let store = core.some_copy()?.store()?;
    let person = store.setting(wish::DEMO_PERSON).await?.ok_or(Error::SignedOut)?;
    sign_in(core, &person, correlation).await
}

/// Drops the session's tokens here, and closes the copy or removes it. What the network found stays there.
pub async fn sign_out(
    core: &Core,
    copy_after: CopyAfter,
    correlation: CorrelationId,
) -> Result<Option<RemovalView>, Error> {
    if copy_after == CopyAfter::Remove {
        return Ok(Some(remove_everything(core, correlation).await?));
    }
    let _door = core.door.lock().await;
    if let Some(copy) = core.copy() {
        note(core, &copy, correlation, Deed::by_person(ActivityKind::SignedOut), None).await;
    }
    core.end_session();
    let given_back = core.end_provider_session(correlation);
    core.take_copy(None).await;
    if let Some(given_back) = given_back {
        // Gone from here it is in any case: nobody waits for a provider that does not answer.
        let _ = tokio::time::timeout(REVOCATION_PATIENCE, given_back).await;
    }
    Ok(None)
}

fn label(person: &Person) -> Label {
    let SessionView { given_name, full_name, initials, .. } = view(person);
    Label { name: full_name, given_name, initials }
}

fn view(person: &Person) -> SessionView {
    let given = person.given.first().cloned().unwrap_or_default();
    let full_name = person
        .given
        .iter()
        .chain([&person.family])
        .filter(|n| !n.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    SessionView {
        initials: initials(&format!("{given} {}", person.family)),
        given_name: given,
        full_name,
        birth_date: person.birth_date.clone(),
    }
}
