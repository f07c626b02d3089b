//! Adding a place by name: what the directory lists, which of it the person has already, and how to vouch for one.
//! Source: `spec/bwell-wire.md`, section 5.11.

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::{ConsentSubject, DirectoryEntry, DirectoryLocation, MissingPlace, Provision};

use crate::activity::{Deed, noted};
use crate::connections::Found;
use crate::facts::{Beside, Known};
use crate::view::{ActivityKind, ConnectedHow, DirectoryView, ListingStep, ListingView, PlaceView, initials};
use crate::{Core, Error, status};

/// Longer words are nobody's clinic.
const MOST_LETTERS: usize = 100;

/// A place that the directory named: what a sign-in needs to know of it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    name: String,
    city: Option<String>,
    brand: Option<String>,
}

impl Listed {
    /// As a place that a sign-in would link, apart from record finding.
    pub(crate) fn place(&self, id: &str) -> PlaceView {
        let beside = Beside { city: self.city.clone(), brand: self.brand.clone(), ..Beside::default() };
        status::unlinked(id, &self.name, ConnectedHow::Apart, &beside)
    }
}

/// Looks for places by name, city or portal; pages count from 0.
pub async fn find_places(
    core: &Arc<Core>,
    words: &str,
    page: u32,
    correlation: CorrelationId,
) -> Result<DirectoryView, Error> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > MOST_LETTERS {
        return Err(Error::BadRequest("a name of a place is wanted"));
    }
    let session = core.session()?;
    let (found, listed) = futures::future::try_join(
        Found::ask(&session.bwell, &correlation),
        session.bwell.search_directory(words, page, &correlation),
    )
    .await
    .map_or_else(|error| core.noticing(correlation, Err(error)), Ok)?;
    let known = Known::of(core, &session).await;
    let lines: Vec<(DirectoryEntry, Option<(String, Listed)>)> =
        listed.entries.into_iter().flat_map(by_portal).collect();
    let mut listings: Vec<ListingView> = lines
        .iter()
        .map(|(entry, portal)| listing(entry, portal.as_ref(), |id| found.place_with(id, &known)))
        .collect();
    tell_namesakes(&mut listings);
    let new = lines.into_iter().filter_map(|(_, portal)| portal);
    session.state().listed.extend(new);
    Ok(DirectoryView { words: words.to_owned(), listings, total: listed.total, next: listed.next })
}

/// One line for each portal; one for a place without any.
fn by_portal(entry: DirectoryEntry) -> Vec<(DirectoryEntry, Option<(String, Listed)>)> {
    if entry.portals.is_empty() {
        return vec![(entry, None)];
    }
    let city = entry.locations.iter().find_map(|location| location.city.clone());
    let listed = |brand| Listed { name: entry.name.clone(), city: city.clone(), brand };
    entry
        .portals
        .iter()
        .map(|portal| (entry.clone(), Some((portal.connection_id.clone(), listed(portal.brand.clone())))))
        .collect()
}

fn listing(
    entry: &DirectoryEntry,
    portal: Option<&(String, Listed)>,
    have: impl Fn(&str) -> Option<PlaceView>,
) -> ListingView {
    let place = portal.and_then(|(id, _)| have(id));
    let location: Option<&DirectoryLocation> = entry.locations.first();
    ListingView {
        id: portal.map_or_else(|| entry.id.clone(), |(id, _)| id.clone()),
        name: entry.name.clone(),
        initials: initials(&entry.name),
        street: location.map(|it| it.line.join(", ")).filter(|street| !street.is_empty()),
        city: location.and_then(|it| it.city.clone()),
        state: location.and_then(|it| it.state.clone()),
        brand: portal.and_then(|(_, listed)| listed.brand.clone()),
        step: match (portal, &place) {
            (None, _) => ListingStep::NoSignIn,
            (Some(_), Some(_)) => ListingStep::Have,
            (Some(_), None) => ListingStep::SignIn,
        },
        place,
        has_namesake: false,
    }
}

fn tell_namesakes(listings: &mut [ListingView]) {
    for i in 0..listings.len() {
        let one = &listings[i];
        let has = listings.iter().any(|other| other.name == one.name && other.city != one.city);
        listings[i].has_namesake = has;
    }
}

/// "This place is mine": what some places want to hear before they let somebody sign in whom no search found there.
/// Assumption: the organisation that is vouched for has the id of the connection.
pub async fn vouch(core: &Core, place_id: &str, correlation: CorrelationId) -> Result<(), Error> {
    let session = core.session()?;
    if !session.state().listed.contains_key(place_id) {
        return Err(Error::PlaceNotKnown);
    }
    let subject = ConsentSubject::ProaAttestation { organization_id: place_id.to_owned() };
    let decided = core.noticing(correlation, session.bwell.decide(&subject, true, &correlation).await);
    let decided = decided.and_then(|provision| match provision {
        Provision::Permit => Ok(()),
        _ => Err(Error::Network(networks::Error::Unreadable { what: "createConsent" })),
    });
    let deed = Deed::by_person(ActivityKind::PlaceVouched).at_place(place_id);
    noted(core, &session, correlation, deed, decided).await
}

/// Asks the network to add a place that nobody can sign in to.
pub async fn ask_for_place(
    core: &Core,
    name: &str,
    city: Option<String>,
    state: Option<String>,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MOST_LETTERS {
        return Err(Error::BadRequest("a name of a place is wanted"));
    }
    let session = core.session()?;
    let missing = MissingPlace { institution: Some(name.to_owned()), city, state, ..MissingPlace::default() };
    let asked = core.noticing(correlation, session.bwell.request_connection(&missing, &correlation).await);
    noted(core, &session, correlation, Deed::by_person(ActivityKind::PlaceAskedFor), asked).await
}
