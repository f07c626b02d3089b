//! The places: what is connected, and what asks for a sign-in, each once.

use networks::CorrelationId;
use networks::bwell::{Bwell, Connection, RecommendedConnection};
use store::{Changes, StoredConnection};

use crate::session::Session;
use crate::view::{PlaceView, PlacesView};
use crate::{Core, Error, last_known, status};

/// All places, asked from the network.
pub async fn places(core: &Core, correlation: CorrelationId) -> Result<PlacesView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    found.keep(core, &session).await;
    Ok(found.view(core))
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

    /// The places as the page sees them.
    fn view(&self, core: &Core) -> PlacesView {
        PlacesView { as_of: core.parts.clock.now(), places: self.places() }
    }

    /// Keeps the places as the network tells them, where that is news.
    pub(crate) async fn keep(&self, core: &Core, session: &Session) {
        last_known::keep_places(core, &session.copy, &self.view(core)).await;
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

    /// Every place once, in the order of the voices and then by name. A place that stands in both lists is shown as
    /// the connection it already is.
    pub(crate) fn places(&self) -> Vec<PlaceView> {
        let linked = self.connections.iter().filter(|c| !status::is_gone(c)).map(status::linked);
        let unlinked = self
            .recommended
            .iter()
            .filter(|place| {
                !self.connections.iter().any(|c| c.id == place.connection_id && !status::is_gone(c))
            })
            .map(status::recommended);
        let mut places: Vec<PlaceView> = linked.chain(unlinked).collect();
        places.sort_by(|a, b| (a.voice, &a.name, &a.id).cmp(&(b.voice, &b.name, &b.id)));
        places
    }

    /// The place with this id.
    pub(crate) fn place(&self, id: &str) -> Option<PlaceView> {
        self.places().into_iter().find(|place| place.id == id)
    }
}

#[cfg(test)]
mod tests {
    use networks::bwell::{
        ConnectionCategory, ConnectionStatus, DataConnectionType, IntegrationType, SyncStatus,
    };

    use super::*;

    fn connection(id: &str, name: &str, status: ConnectionStatus, sync: SyncStatus) -> Connection {
        Connection {
            id: id.into(),
            name: name.into(),
            integration: IntegrationType::IndirectIas,
            status,
            sync,
            sync_errors: Vec::new(),
            category: ConnectionCategory::Oauth,
            kind: DataConnectionType::Clinical,
            status_updated: None,
            last_synced: None,
            created: None,
        }
    }

    #[test]
    fn a_place_in_both_lists_is_shown_once_and_need_comes_first() {
        let found = Found {
            connections: vec![
                connection("b", "Birch", ConnectionStatus::Connected, SyncStatus::Retrieved),
                connection("gone", "Gone", ConnectionStatus::Deleted, SyncStatus::DataDeleted),
            ],
            recommended: ["b", "z", "a"]
                .map(|id| RecommendedConnection { connection_id: id.into(), name: id.to_uppercase() })
                .to_vec(),
        };
        let ids: Vec<String> = found.places().into_iter().map(|place| place.id).collect();
        assert_eq!(ids, ["a", "z", "b"]);
    }
}
