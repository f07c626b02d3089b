//! Sign in and out. In the demo: choose an invented person, for whom the sandbox plays the identity provider.

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::{Bwell, Now, Person};

use crate::activity::{Deed, noted};
use crate::session::Session;
use crate::view::{ActivityKind, DemoPersonView, SessionView, initials};
use crate::{Core, Error, search};

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

/// Signs in as an invented person. A search that is under way is followed from here on.
pub async fn sign_in(
    core: &Arc<Core>,
    person_id: &str,
    correlation: CorrelationId,
) -> Result<SessionView, Error> {
    let id_token = core.demo()?.id_token(person_id, &correlation).await?;
    let parts = &core.parts;
    let clock = parts.clock.clone();
    let now: Now = Arc::new(move || clock.now());
    let bwell = Bwell::sign_in(parts.http.clone(), parts.bwell.clone(), now, &id_token, &correlation).await?;
    let person = bwell.person(&correlation).await?;
    let view = view(&person);
    let store = parts.keeping.open(&person.id).await?;
    let session = Arc::new(Session::new(bwell, person, store));
    core.begin_session(Arc::clone(&session));
    noted(core, &session, correlation, Deed::by_person(ActivityKind::SignedIn), Ok(())).await?;
    search::follow(core, &session);
    Ok(view)
}

/// Drops the session's tokens here. What the network found stays there.
pub async fn sign_out(core: &Core, correlation: CorrelationId) -> Result<(), Error> {
    if let Ok(session) = core.session() {
        noted(core, &session, correlation, Deed::by_person(ActivityKind::SignedOut), Ok(())).await?;
    }
    core.end_session();
    Ok(())
}

/// Who is signed in.
#[must_use]
pub fn session(core: &Core) -> Option<SessionView> {
    core.session().ok().map(|session| view(&session.person))
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
