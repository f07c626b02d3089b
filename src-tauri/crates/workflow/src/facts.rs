//! What is known of a place beside the network's two lists: its city and whose portal it is, from the directory and
//! matched by id alone; how long a permission lasts and whether its own system is up, from `getDataSource`; when the
//! person signed in, from a receipt of ours; and whether they hid it here.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt as _;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use networks::CorrelationId;
use networks::bwell::{Bwell, Connection, ConnectionStatus, DataSource, DirectoryEntry, EndpointStatus};
use uuid::Uuid;

use crate::activity::{Deed, noted_once};
use crate::connections::Found;
use crate::session::Session;
use crate::view::{ActivityKind, LastsUnit, LastsView, PermissionView, PlaceView, PlacesView};
use crate::{Assumed, Core, Error, Notice, status};

/// The kind of a sign-in's receipt.
const SIGN_IN: &str = "sign-in";
/// The name of the setting with the hidden places, a JSON list of ids.
const HIDDEN: &str = "hidden-places";
/// A permission that ends within this time is worth a word.
const SOON: SignedDuration = SignedDuration::from_hours(21 * 24);
/// What a place tells of itself is asked again after this time …
const FRESH: Duration = Duration::from_hours(12);
/// … and where something does not work, after this.
const FRESH_IN_TROUBLE: Duration = Duration::from_mins(1);
/// So many places are asked about at a time.
const AT_A_TIME: usize = 4;

/// What was asked about one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    source: Option<(Timestamp, DataSource)>,
    listing: Option<Listing>,
}

/// A place's line in the directory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    pub(crate) city: Option<String>,
    pub(crate) brand: Option<String>,
}

/// What is known of one place beside the lists, ready for its view.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    pub(crate) city: Option<String>,
    pub(crate) brand: Option<String>,
    pub(crate) system_down: bool,
    pub(crate) up_to_date: bool,
    pub(crate) permission: Option<PermissionView>,
}

/// The same of all places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    facts: HashMap<String, Facts>,
    signed_in: HashMap<String, Timestamp>,
    hidden: HashSet<String>,
    assumed: Assumed,
    now: Timestamp,
}

impl Known {
    /// What is known now, without asking anybody.
    pub(crate) async fn of(core: &Core, session: &Session) -> Self {
        let facts = session.state().facts.clone();
        let lists = Self::by_lists(core);
        // Behind a lock nothing is read; nobody looks either.
        let Ok(store) = session.copy.store() else { return Self { facts, ..lists } };
        let mut signed_in = HashMap::new();
        for receipt in store.receipts().await.unwrap_or_default() {
            if let (SIGN_IN, Some(place)) = (receipt.kind.as_str(), receipt.place_id) {
                let last = signed_in.entry(place).or_insert(receipt.created_at);
                *last = receipt.created_at.max(*last);
            }
        }
        let hidden = store.setting(HIDDEN).await.ok().flatten();
        let hidden = hidden.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { facts, signed_in, hidden, ..lists }
    }

    /// Nothing but what the lists say: no place was asked.
    pub(crate) fn by_lists(core: &Core) -> Self {
        Self { assumed: core.parts.assumed.clone(), now: core.parts.clock.now(), ..Self::default() }
    }

    /// A linked place, as a person reads it.
    pub(crate) fn linked(&self, connection: &Connection) -> PlaceView {
        status::linked(connection, &self.of_connection(connection), &self.assumed)
    }

    /// When this was known.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn is_hidden(&self, id: &str) -> bool {
        self.hidden.contains(id)
    }

    /// Of a place that is not linked.
    pub(crate) fn of_place(&self, id: &str) -> Beside {
        let facts = self.facts.get(id);
        let listing = facts.and_then(|facts| facts.listing.clone()).unwrap_or_default();
        let source = facts.and_then(|facts| facts.source.as_ref());
        Beside {
            city: listing.city,
            brand: listing.brand,
            system_down: source.is_some_and(|(_, source)| is_down(&source.endpoint)),
            up_to_date: false,
            permission: None,
        }
    }

    fn of_connection(&self, connection: &Connection) -> Beside {
        Beside {
            up_to_date: self.is_up_to_date(connection),
            permission: self.permission(connection),
            ..self.of_place(&connection.id)
        }
    }

    fn is_up_to_date(&self, connection: &Connection) -> bool {
        let fresh = |at: Timestamp| self.now.duration_since(at) < self.assumed.fresh_for();
        connection.last_synced.is_some_and(fresh)
    }

    fn permission(&self, connection: &Connection) -> Option<PermissionView> {
        match connection.status {
            ConnectionStatus::Connected => {}
            ConnectionStatus::Expired => return Some(PermissionView::Ended),
            _ => return None,
        }
        // Where nobody has asked, nothing is said.
        self.facts.get(&connection.id)?.source.as_ref()?;
        Some(self.ends(connection).map_or(PermissionView::NotTold, |at| PermissionView::Ends {
            at,
            soon: at.duration_since(self.now) <= SOON,
        }))
    }

    fn ends(&self, connection: &Connection) -> Option<Timestamp> {
        if !self.assumed.permission_counts_from_sign_in {
            return None;
        }
        let ends = ends(self.began(connection)?, &self.validity(&connection.id)?)?;
        // One that should have ended and has not began at a time that nobody told us.
        (ends > self.now).then_some(ends)
    }

    /// How long a permission lasts there.
    pub(crate) fn lasts(&self, id: &str) -> Option<LastsView> {
        lasts(&self.validity(id)?)
    }

    fn validity(&self, id: &str) -> Option<Span> {
        self.facts.get(id)?.source.as_ref()?.1.consent_validity
    }

    /// When the permission in force was given: with the last sign-in that we saw, or with the first connection.
    fn began(&self, connection: &Connection) -> Option<Timestamp> {
        connection.created.max(self.signed_in.get(&connection.id).copied())
    }
}

/// **Assumption** `permission_counts_from_sign_in`.
fn ends(began: Timestamp, validity: &Span) -> Option<Timestamp> {
    began.to_zoned(TimeZone::UTC).checked_add(*validity).ok().map(|ends| ends.timestamp())
}

/// A duration of one unit, such as `P90D`; one of several is counted in days.
fn lasts(validity: &Span) -> Option<LastsView> {
    let of = |count: i32, unit| {
        u32::try_from(count).ok().filter(|n| *n > 0).map(|count| LastsView { count, unit })
    };
    let (years, months) = (i32::from(validity.get_years()), validity.get_months());
    let rest = validity.get_weeks() * 7 + validity.get_days();
    match (years, months, rest) {
        (years, 0, 0) => of(years, LastsUnit::Years),
        (0, months, 0) => of(months, LastsUnit::Months),
        (0, 0, days) => of(days, LastsUnit::Days),
        _ => {
            let start = jiff::civil::date(2000, 1, 1);
            let days = start.checked_add(*validity).ok()?.since(start).ok()?.get_days();
            of(days, LastsUnit::Days)
        }
    }
}

/// Values that we do not know say nothing.
fn is_down(endpoint: &EndpointStatus) -> bool {
    matches!(endpoint, EndpointStatus::Suspended | EndpointStatus::Error | EndpointStatus::Off)
}

/// Which place, and how old an answer may be.
struct Wanted {
    id: String,
    name: String,
    fresh: Duration,
}

/// Asks what is not known yet of the places, or not any more, and answers them with it. The page asks for it when it
/// shows the places; nobody waits for it before.
pub async fn look_closer(core: &Arc<Core>, correlation: CorrelationId) -> Result<PlacesView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let linked = found.connections.iter().filter(|c| !status::is_gone(c)).map(|c| Wanted {
        id: c.id.clone(),
        name: c.name.clone(),
        fresh: if status::is_troubled(c) { FRESH_IN_TROUBLE } else { FRESH },
    });
    let unlinked = found.recommended.iter().map(|place| Wanted {
        id: place.connection_id.clone(),
        name: place.name.clone(),
        fresh: FRESH,
    });
    learn(core, &session, linked.chain(unlinked).collect(), correlation).await?;
    let known = Known::of(core, &session).await;
    warn_of_ends(core, &session, &found, &known, correlation).await;
    Ok(found.view(&known))
}

/// The same of one place, asked now.
pub(crate) async fn look_at_one(
    core: &Core,
    session: &Session,
    id: &str,
    name: &str,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let wanted = Wanted { id: id.to_owned(), name: name.to_owned(), fresh: FRESH_IN_TROUBLE };
    learn(core, session, vec![wanted], correlation).await
}

async fn learn(
    core: &Core,
    session: &Session,
    wanted: Vec<Wanted>,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let now = core.parts.clock.now();
    let before = session.state().facts.clone();
    let asked: Vec<(String, Result<Facts, networks::Error>)> = futures::stream::iter(wanted)
        .map(|place| {
            let old = before.get(&place.id).cloned().unwrap_or_default();
            let bwell = &session.bwell;
            async move { (place.id.clone(), ask(bwell, &place, old, now, &correlation).await) }
        })
        .buffer_unordered(AT_A_TIME)
        .collect()
        .await;
    for (id, facts) in asked {
        let facts = core.noticing(correlation, facts)?;
        session.state().facts.insert(id, facts);
    }
    Ok(())
}

/// What one of the two answers does not tell, the other still may.
async fn ask(
    bwell: &Bwell,
    place: &Wanted,
    mut facts: Facts,
    now: Timestamp,
    correlation: &CorrelationId,
) -> Result<Facts, networks::Error> {
    let is_fresh = |(at, _): &(Timestamp, DataSource)| now.duration_since(*at).unsigned_abs() < place.fresh;
    if !facts.source.as_ref().is_some_and(is_fresh) {
        match bwell.data_source(&place.id, correlation).await {
            Ok(source) => facts.source = Some((now, source)),
            Err(networks::Error::Unauthorized) => return Err(networks::Error::Unauthorized),
            Err(_) => {}
        }
    }
    if facts.listing.is_none() {
        match bwell.search_directory(&place.name, 0, correlation).await {
            Ok(page) => facts.listing = Some(listing(page.entries, &place.id)),
            Err(networks::Error::Unauthorized) => return Err(networks::Error::Unauthorized),
            Err(_) => {}
        }
    }
    Ok(facts)
}

/// By id alone: a name says nothing, there are namesakes.
fn listing(entries: Vec<DirectoryEntry>, id: &str) -> Listing {
    let found = entries.into_iter().find_map(|entry| {
        let portal = entry.portals.into_iter().find(|portal| portal.connection_id == id)?;
        let city = entry.locations.into_iter().find_map(|location| location.city);
        Some(Listing { city, brand: portal.brand })
    });
    found.unwrap_or_default()
}

/// One word for each permission that ends soon, once: in the list of what happened, and by the system where wished.
async fn warn_of_ends(
    core: &Core,
    session: &Session,
    found: &Found,
    known: &Known,
    correlation: CorrelationId,
) {
    for connection in &found.connections {
        let is_soon = matches!(known.permission(connection), Some(PermissionView::Ends { soon: true, .. }))
            && !known.is_hidden(&connection.id);
        let (true, Some(began)) = (is_soon, known.began(connection)) else { continue };
        let deed = Deed::by_app(ActivityKind::PermissionEndsSoon).at_place(&connection.id);
        let is_news = noted_once(core, session, correlation, deed, began).await;
        if is_news && session.copy.notifies() {
            core.parts.host.notify(Notice::PermissionEndsSoon, core.language());
        }
    }
}

/// Keeps when the person signed in at a place: some places tell how long a permission lasts from then.
pub(crate) async fn keep_sign_in(core: &Core, session: &Session, place_id: &str, correlation: CorrelationId) {
    let Ok(store) = session.copy.store() else { return };
    let receipt = store::StoredReceipt {
        id: Uuid::now_v7(),
        kind: SIGN_IN.to_owned(),
        place_id: Some(place_id.to_owned()),
        correlation: correlation.uuid(),
        created_at: core.parts.clock.now(),
        body: "{}".to_owned(),
    };
    if let Err(error) = store.commit(store::Changes::new().put_receipt(receipt), None).await {
        satchel_log::warn!("a sign-in's receipt could not be kept", error);
    }
}

/// Hides a place on this computer, or shows it again.
pub(crate) async fn hide(core: &Core, session: &Session, id: &str, hidden: bool) -> Result<(), Error> {
    let mut known = Known::of(core, session).await;
    if hidden {
        known.hidden.insert(id.to_owned());
    } else {
        known.hidden.remove(id);
    }
    let mut ids: Vec<&String> = known.hidden.iter().collect();
    ids.sort_unstable();
    let text = serde_json::to_string(&ids).map_err(|_| Error::Unexpected("ids cannot be written"))?;
    let store = session.copy.store()?;
    Ok(store.commit(store::Changes::new().put_setting(HIDDEN, &text), None).await?)
}

#[cfg(test)]
mod tests;
