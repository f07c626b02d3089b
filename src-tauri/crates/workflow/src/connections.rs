//! The places: what is connected, and what asks for a sign-in, each once.

use jiff::Timestamp;
use networks::CorrelationId;
use networks::bwell::{Bwell, Connection, RecommendedConnection};
use store::{Changes, StoredConnection};

use crate::activity::{Deed, noted_once};
use crate::facts::Known;
use crate::session::Session;
use crate::view::{ActivityKind, PlaceState, PlaceView, PlacesView};
use crate::{Core, Error, last_known, read_records, status};

/// All places, asked from the network.
pub async fn places(core: &Core, correlation: CorrelationId) -> Result<PlacesView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    found.keep(core, &session).await;
    found.note_deletions(core, &session, correlation).await;
    Ok(found.view(&Known::of(core, &session).await))
}

/// Both lists of one look.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) connections: Vec<Connection>,
    pub(crate) recommended: Vec<RecommendedConnection>,
}

impl Found {
    /// Asks for both lists at once.
    pub(crate) async fn ask(bwell: &Bwell, correlation: &CorrelationId) -> Result<Self, networks::Error> {
        let (connections, recommended) =
            futures::future::try_join(bwell.connections(correlation), bwell.recommended(correlation)).await?;
        Ok(Self { connections, recommended })
    }

    /// Keeps the places as the network tells them, where that is news.
    pub(crate) async fn keep(&self, core: &Core, session: &Session) {
        let known = Known::of(core, session).await;
        last_known::keep_places(core, &session.copy, &self.view(&known)).await;
        read_records::saw(session, &self.connections);
        self.keep_names(core, session).await;
    }

    /// Keeps each place's name and state in the copy: what is kept of a place has only its id.
    pub(crate) async fn keep_names(&self, core: &Core, session: &Session) {
        // A locked copy learns of them when it is open and somebody looks.
        let Ok(store) = session.copy.store() else { return };
        let now = core.parts.clock.now();
        let row = |id: &str, state: &str, name: &str| StoredConnection {
            network: "bwell".to_owned(),
            id: id.to_owned(),
            place_id: None,
            state: state.to_owned(),
            updated_at: now,
            body: serde_json::json!({ "name": name }).to_string(),
        };
        let linked = self.connections.iter().map(|c| row(&c.id, c.status.as_str(), &c.name));
        let unlinked =
            self.recommended.iter().map(|place| row(&place.connection_id, "RECOMMENDED", &place.name));
        let known = store.connections().await.unwrap_or_default();
        let is_news = |new: &StoredConnection| {
            !known.iter().any(|old| old.id == new.id && old.state == new.state && old.body == new.body)
        };
        let changes = unlinked.chain(linked).filter(is_news).fold(Changes::new(), Changes::put_connection);
        if changes.is_empty() {
            return;
        }
        if let Err(error) = store.commit(changes, None).await {
            satchel_log::warn!("the places could not be kept", error);
        }
    }

    /// Notes, once, where the network says that it has deleted its copy.
    pub(crate) async fn note_deletions(&self, core: &Core, session: &Session, correlation: CorrelationId) {
        for gone in self.connections.iter().filter(|c| status::is_gone(c)) {
            let deed = Deed::by_network(ActivityKind::NetworkDeletedCopy).at_place(&gone.id);
            let told = gone.status_updated.unwrap_or(Timestamp::UNIX_EPOCH);
            noted_once(core, session, correlation, deed, told).await;
        }
    }

    /// The places for the page: what the person hid, and what the network has deleted, stands aside.
    pub(crate) fn view(&self, known: &Known) -> PlacesView {
        let is_aside = |place: &PlaceView| place.state == PlaceState::Deleted || known.is_hidden(&place.id);
        let (aside, places) = self.all(known).into_iter().partition(is_aside);
        PlacesView { as_of: known.now(), places, aside }
    }

    /// Every place once, in the order of the voices and then by name. A place that stands in both lists is shown as
    /// the connection it already is, unless that is gone.
    fn all(&self, known: &Known) -> Vec<PlaceView> {
        let is_recommended = |c: &Connection| self.recommended.iter().any(|r| r.connection_id == c.id);
        let is_linked = |place: &RecommendedConnection| {
            self.connections.iter().any(|c| c.id == place.connection_id && !status::is_gone(c))
        };
        let linked = self
            .connections
            .iter()
            .filter(|c| !(status::is_gone(c) && is_recommended(c)))
            .map(|c| known.linked(c));
        let unlinked = self
            .recommended
            .iter()
            .filter(|place| !is_linked(place))
            .map(|place| status::recommended(place, &known.of_place(&place.connection_id)));
        let mut places: Vec<PlaceView> = linked.chain(unlinked).collect();
        places.sort_by(|a, b| (a.voice, &a.name, &a.id).cmp(&(b.voice, &b.name, &b.id)));
        places
    }

    /// The places that are there, by the lists alone.
    pub(crate) fn places(&self, core: &Core) -> Vec<PlaceView> {
        self.view(&Known::by_lists(core)).places
    }

    /// The place with this id, also where it stands aside; by the lists alone.
    pub(crate) fn place(&self, core: &Core, id: &str) -> Option<PlaceView> {
        self.place_with(id, &Known::by_lists(core))
    }

    /// The same, with what is known of it beside the lists.
    pub(crate) fn place_with(&self, id: &str, known: &Known) -> Option<PlaceView> {
        self.all(known).into_iter().find(|place| place.id == id)
    }

    /// The connection with this id.
    pub(crate) fn connection(&self, id: &str) -> Result<&Connection, Error> {
        self.connections.iter().find(|c| c.id == id).ok_or(Error::PlaceNotKnown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::tests::connection;

    fn named(id: &str, status: &str, sync: &str) -> Connection {
        Connection { id: id.into(), name: id.to_uppercase(), ..connection("INDIRECT_IAS", status, sync) }
    }

    fn found(connections: Vec<Connection>, recommended: &[&str]) -> Found {
        let recommended = recommended
            .iter()
            .map(|id| RecommendedConnection { connection_id: (*id).into(), name: id.to_uppercase() })
            .collect();
        Found { connections, recommended }
    }

    fn ids(places: &[PlaceView]) -> Vec<&str> {
        places.iter().map(|place| place.id.as_str()).collect()
    }

    #[test]
    fn a_place_in_both_lists_is_shown_once_and_need_comes_first() {
        let connections =
            vec![named("b", "CONNECTED", "RETRIEVED"), named("gone", "DELETED", "DATA_DELETED")];
        let view = found(connections, &["b", "z", "a"]).view(&Known::default());
        assert_eq!((ids(&view.places), ids(&view.aside)), (vec!["a", "z", "b"], vec!["gone"]));
    }

    #[test]
    fn a_place_whose_copy_is_gone_and_that_was_found_again_asks_for_a_sign_in() {
        let view = found(vec![named("b", "DELETED", "DATA_DELETED")], &["b"]).view(&Known::default());
        assert_eq!((ids(&view.places), view.aside.len()), (vec!["b"], 0));
        assert_eq!(view.places[0].state, PlaceState::NeedsSignIn);
    }

    #[test]
    fn what_stands_aside_is_still_known_by_its_id() {
        let gone = found(vec![named("gone", "DELETED", "DATA_DELETED")], &[]);
        assert_eq!(gone.place_with("gone", &Known::default()).unwrap().state, PlaceState::Deleted);
        assert!(gone.place_with("other", &Known::default()).is_none());
    }
}
