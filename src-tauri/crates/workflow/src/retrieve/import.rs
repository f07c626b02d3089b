//! The results into the store: page after page, every document once, whatever happened on the way. A walk may be begun
//! again at any point: what is here already is recognised, by the network's id and by its bytes.

use futures::future::try_join;
use networks::health_gorilla::{End, HealthGorilla, IMPORTED, Pages};
use store::{Actor, Changes, NewEvent, Outcome, Store};
use tokio::sync::mpsc;

use super::arrive::WAITING;
use super::belongs::Owner;
use super::entry::Way;
use super::fetch::Fetching;
use super::keep::Keeper;
use super::run::{Run, Tally};
use crate::listing::record_id;
use crate::{Clock, Error};

/// The network, as rows name it.
pub(super) const NETWORK: &str = "health-gorilla";
/// The type of an entry.
pub(super) const ENTRY: &str = "DocumentReference";
/// Identifiers that one event names at most.
pub(super) const MOST_NAMED: usize = 256;

/// What an import works with.
pub(super) struct Import<'a> {
    pub(super) network: &'a HealthGorilla,
    pub(super) store: &'a Store,
    pub(super) clock: &'a Clock,
    pub(super) owner: Owner,
    pub(super) app_version: &'a str,
}

/// Why it could not go on.
pub(super) enum Halt {
    /// The network does not go on.
    Network(networks::health_gorilla::Error),
    /// Nothing goes on here.
    Stop(Error),
}

impl<E: Into<Error>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
}

impl Import<'_> {
    /// Walks along all results. The run's tally and places count anew.
    pub(super) async fn walk(&self, run: &mut Run) -> Result<(), Halt> {
        run.tally = Tally::default();
        for place in &mut run.places {
            (place.came, place.had) = (0, 0);
        }
        let patient = run.patient.clone().unwrap_or_default();
        let result = run.finished.as_ref().and_then(|finished| finished.result.clone());
        let pages = Pages::of(self.network, result.as_deref(), &patient).map_err(Halt::Network)?;
        let fetching = self.fetching(run);
        let keeper = Keeper::new(self, run).await?;
        let (taken, arrivals) = mpsc::channel(WAITING);
        // Pages that cannot be read are told when all that came before is kept; a store that fails ends it at once.
        let arrive = async { Ok::<_, Halt>(self.arrive(&fetching, pages, taken).await) };
        let (ended, ()) = try_join(arrive, keeper.take_all(arrivals)).await?;
        run.tally.list_incomplete = ended? != Some(End::Whole);
        if self.network.gateway().imports {
            self.structured(run, &patient).await?;
        }
        Ok(())
    }

    pub(super) fn fetching(&self, run: &Run) -> Fetching<'_> {
        Fetching {
            network: self.network,
            store: self.store,
            clock: self.clock,
            correlation: run.correlation(),
        }
    }

    pub(super) fn way<'b>(&'b self, run: &'b Run) -> Way<'b> {
        Way { run, now: self.clock.now(), app_version: self.app_version }
    }

    pub(super) fn event(&self, run: &Run, action: &str, ids: Vec<String>) -> NewEvent {
        NewEvent {
            at: self.clock.now(),
            correlation: run.correlation,
            action: action.to_owned(),
            actor: Actor::App,
            outcome: Outcome::Done,
            error_code: None,
            place_id: None,
            count: u32::try_from(ids.len()).ok(),
            network_ids: ids,
        }
    }

    /// The records that the network made of the documents.
    async fn structured(&self, run: &mut Run, patient: &str) -> Result<(), Halt> {
        let correlation = run.correlation();
        for kind in IMPORTED {
            let records = self.network.imported(kind, patient, &correlation).await.map_err(Halt::Network)?;
            let (mut changes, mut ids) = (Changes::new(), Vec::new());
            for record in records {
                run.tally.records += 1;
                let id = record_id(NETWORK, kind, &record.id);
                let before = self.store.record(id).await?;
                if before.is_some_and(|before| before.body == record.text.as_bytes())
                    || self.store.is_deleted(id).await?
                {
                    continue;
                }
                changes = self.way(run).imported(changes, kind, &record);
                ids.push(record.id);
            }
            if !ids.is_empty() {
                ids.truncate(MOST_NAMED);
                self.store.commit(changes, Some(self.event(run, "records-kept", ids))).await?;
            }
        }
        Ok(())
    }
}
