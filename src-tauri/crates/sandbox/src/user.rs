//! One user: profile, consents, search, connections. Pure state and the rules of bwell-wire 5.4–5.8 and 6.2–6.6;
//! time comes in as an argument. Nothing here is shared between users.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, Status, SyncStatus, seconds};
use crate::profile::Profile;
use crate::refusal::{Issue, Refusal};
use crate::scenario::{Integration, Outcome, Place, Scenario};
use crate::verification::{Proof, Verification};

/// One user of the pretend b.well.
#[derive(Debug)]
pub(crate) struct User {
    /// The `sub` of their ID token.
    pub(crate) subject: String,
    /// Person and patient ids of b.well; a guest has none to show.
    pub(crate) person_id: Uuid,
    pub(crate) patient_id: Uuid,
    pub(crate) guest: bool,
    /// They asked for the account to be deleted.
    pub(crate) closing: bool,
    pub(crate) profile: Profile,
    pub(crate) verification: Verification,
    /// Every decision, oldest first.
    pub(crate) consents: Vec<Consent>,
    pub(crate) search: Option<Search>,
    /// Oldest first.
    pub(crate) connections: Vec<Connection>,
    pub(crate) scenario: Arc<Scenario>,
    /// What places' own systems are said to be, where that was forced.
    pub(crate) endpoint_statuses: BTreeMap<usize, String>,
    found: BTreeSet<usize>,
}

/// One decision about one category (5.4).
#[derive(Debug, Clone)]
pub(crate) struct Consent {
    pub(crate) id: Uuid,
    /// The request's name, such as `IAS_IMPORT_RECORDS`.
    pub(crate) category: String,
    /// Lower case, as answers have it.
    pub(crate) status: String,
    pub(crate) permit: bool,
    pub(crate) at: Timestamp,
    pub(crate) organization: Option<String>,
    /// The address of what was agreed to.
    pub(crate) policy: Option<String>,
}

/// The category by which a person accepts the organisation's terms.
pub(crate) const TERMS: &str = "TOS";
/// The category that allows to locate and import records.
pub(crate) const IAS: &str = "IAS_IMPORT_RECORDS";
/// The category by which a person vouches for a place added by hand.
pub(crate) const ATTESTATION: &str = "PROA_ATTESTATION";

/// The search across the networks (5.5).
#[derive(Debug, Clone)]
pub(crate) struct Search {
    pub(crate) task_id: Uuid,
    pub(crate) started: Timestamp,
    pub(crate) rejected: Option<Timestamp>,
    pub(crate) outcome: Outcome,
}

impl Search {
    /// The FHIR task status.
    pub(crate) fn status(&self, scenario: &Scenario, now: Timestamp) -> &'static str {
        match (self.rejected, self.outcome) {
            (Some(_), _) => "rejected",
            _ if now < self.begins(scenario) => "ready",
            _ if now < self.ends(scenario) => "in-progress",
            (None, Outcome::Completed) => "completed",
            (None, Outcome::Failed) => "failed",
        }
    }

    /// When it goes from `ready` to `in-progress`.
    pub(crate) fn begins(&self, scenario: &Scenario) -> Timestamp {
        self.started + seconds(scenario.search.ready_seconds)
    }

    /// When it ends by itself.
    pub(crate) fn ends(&self, scenario: &Scenario) -> Timestamp {
        self.started + seconds(*scenario.search.lasts_seconds.get_ref())
    }
}

/// The ids of a new user.
pub(crate) struct UserIds {
    pub(crate) person: Uuid,
    pub(crate) patient: Uuid,
    pub(crate) verification: Uuid,
    pub(crate) terms: Uuid,
}

impl User {
    /// A user who has just signed in for the first time.
    pub(crate) fn new(
        subject: String,
        ids: &UserIds,
        profile: Profile,
        scenario: Arc<Scenario>,
        terms: &str,
        guest: bool,
        now: Timestamp,
    ) -> Self {
        let in_place = scenario.person.verified && !guest;
        let status = if in_place { Proof::Validated } else { Proof::Attested };
        let accepted = Consent {
            id: ids.terms,
            category: TERMS.into(),
            status: "active".into(),
            permit: true,
            at: now,
            organization: None,
            policy: Some(terms.to_owned()),
        };
        Self {
            subject,
            person_id: ids.person,
            patient_id: ids.patient,
            guest,
            closing: false,
            profile,
            verification: Verification { id: ids.verification, status, at: now, error: None },
            consents: in_place.then_some(accepted).into_iter().collect(),
            search: None,
            connections: Vec::new(),
            scenario,
            endpoint_statuses: BTreeMap::new(),
            found: BTreeSet::new(),
        }
    }

    /// Does what time alone does until `now`: the search finds places, fetches end, permissions run out.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        if let Some(search) = self.search.as_ref().filter(|search| search.rejected.is_none()) {
            for (index, place) in self.scenario.places.iter().enumerate() {
                let Some(after) = &place.found_after_seconds else { continue };
                let found_at = search.started + seconds(*after.get_ref());
                if found_at > now || !self.found.insert(index) {
                    continue;
                }
                let by_itself = *place.integration.get_ref() != Integration::Indirect;
                if by_itself && !self.connections.iter().any(|connection| connection.place == index) {
                    self.connections.push(Connection::new(index, place, found_at));
                }
            }
        }
        for connection in &mut self.connections {
            connection.advance(&self.scenario.places[connection.place], now);
        }
    }

    /// The last instant at which this user waits for a network, if it lies ahead (see `clock.rs`).
    pub(crate) fn waiting_until(&self, now: Timestamp) -> Option<Timestamp> {
        let fetches = self.connections.iter().filter_map(|c| c.waiting_until(self.place_of(c)));
        let search = self.search.iter().filter(|search| search.rejected.is_none()).flat_map(|search| {
            let to_come = self.scenario.places.iter().enumerate().filter_map(|(index, place)| {
                let direct = *place.integration.get_ref() != Integration::Indirect;
                let after = place.found_after_seconds.as_ref().filter(|_| direct)?;
                (!self.found.contains(&index))
                    .then(|| place.fetched_at(search.started + seconds(*after.get_ref())))
            });
            to_come.chain([search.ends(&self.scenario)])
        });
        fetches.chain(search).filter(|until| *until > now).max()
    }

    /// The place of one of this user's connections.
    pub(crate) fn place_of(&self, connection: &Connection) -> &Place {
        &self.scenario.places[connection.place]
    }

    /// Places that the search found and that ask the user to sign in (5.6): none while the consent is not given.
    pub(crate) fn recommended(&self) -> impl Iterator<Item = &Place> {
        let permitted = self.ias_permitted();
        let wanting = move |index: &usize| {
            permitted && !self.connections.iter().any(|connection| connection.place == *index)
        };
        self.found.iter().copied().filter(wanting).map(|index| &self.scenario.places[index])
    }

    /// Whether the current decision lets b.well locate and import records.
    pub(crate) fn ias_permitted(&self) -> bool {
        self.permitted(|consent| consent.category == IAS)
    }

    /// Whether the person vouches for a place at present.
    fn attested(&self, place: &Place) -> bool {
        let organization = format!("Organization/{}", place.id.get_ref());
        self.permitted(|consent| {
            consent.category == ATTESTATION && consent.organization.as_ref() == Some(&organization)
        })
    }

    /// What the last of the decisions said.
    fn permitted(&self, among: impl Fn(&Consent) -> bool) -> bool {
        let decided = |consent: &&Consent| consent.status == "active" && among(consent);
        self.consents.iter().rev().find(decided).is_some_and(|consent| consent.permit)
    }

    /// Records a decision and does what follows from it (6.4). `task_id` names the search if one begins;
    /// `expired_too`: a permit brings back what had expired before the access ended.
    pub(crate) fn decide(
        &mut self,
        consent: Consent,
        task_id: Uuid,
        expired_too: bool,
    ) -> Result<(), Refusal> {
        let now = consent.at;
        let ias = consent.category == IAS && consent.status == "active";
        if ias && consent.permit && self.verification.status != Proof::Validated {
            let text = "The identity must be verified before the networks are asked.";
            return Err(Refusal::rule("IDENTITY_NOT_VERIFIED", text));
        }
        let permit = consent.permit;
        self.consents.push(consent);
        match (ias, permit) {
            (true, true) => self.permit(task_id, expired_too, now),
            (true, false) => self.deny(now),
            (false, _) => {}
        }
        Ok(())
    }

    fn permit(&mut self, task_id: Uuid, expired_too: bool, now: Timestamp) {
        // A second PERMIT while one is in force starts nothing: only DENY and PERMIT make a new search.
        if self.search.as_ref().is_none_or(|search| search.rejected.is_some()) {
            let outcome = self.scenario.search.outcome;
            self.search = Some(Search { task_id, started: now, rejected: None, outcome });
        }
        for connection in &mut self.connections {
            if connection.status == Status::AccessEnded {
                connection.restore(&self.scenario.places[connection.place], expired_too, now);
            }
        }
        self.advance(now);
    }

    fn deny(&mut self, now: Timestamp) {
        if let Some(search) = &mut self.search {
            search.rejected = search.rejected.or(Some(now));
        }
        for connection in &mut self.connections {
            let place = &self.scenario.places[connection.place];
            let ends = matches!(connection.status, Status::Connected | Status::Expired | Status::Error);
            if place.is_ias() && ends {
                connection.end_access(place, now);
            }
        }
    }

    /// Ends a connection, keeping its records.
    pub(crate) fn disconnect(&mut self, id: &str, now: Timestamp) -> Result<Connection, Refusal> {
        let connected = |connection: &Connection| connection.status == Status::Connected;
        let index = self.connection_index(id).filter(|index| connected(&self.connections[*index]));
        let index = index.ok_or_else(|| not_connected(id))?;
        let connection = &mut self.connections[index];
        connection.leave(&self.scenario.places[connection.place], Status::Disconnected, now);
        Ok(connection.clone())
    }

    /// Deletes a connection with its records.
    pub(crate) fn delete(&mut self, id: &str, now: Timestamp) -> Result<Connection, Refusal> {
        let deleted = |connection: &Connection| connection.status == Status::Deleted;
        let index = self.connection_index(id).filter(|index| !deleted(&self.connections[*index]));
        let connection = &mut self.connections[index.ok_or_else(|| not_connected(id))?];
        connection.delete(now);
        Ok(connection.clone())
    }

    /// Brings a direct connection back without the user (6.3).
    pub(crate) fn activate(&mut self, id: &str, now: Timestamp) -> Result<Connection, Refusal> {
        let index = self.connection_index(id).ok_or_else(|| not_connected(id))?;
        let permitted = self.ias_permitted();
        let verified_again = self.verification.status == Proof::Validated;
        let verified_at = self.verification.at;
        let connection = &mut self.connections[index];
        let place = &self.scenario.places[connection.place];
        if *place.integration.get_ref() != Integration::Direct {
            let text = "Only a DIRECT_IAS connection can be activated; sign in at the place instead.";
            return Err(Refusal::rule("NOT_DIRECT", text));
        }
        if !permitted {
            return Err(Refusal::rule("IAS_CONSENT_REQUIRED", "The IAS consent is not in force."));
        }
        if connection.sync_status(place, now) == SyncStatus::Deleting {
            return Err(Refusal::rule("DELETION_RUNNING", "The data is still being deleted."));
        }
        // Not documented for EXPIRED: our guess is that a fresh proof of identity is what the place wants.
        let proven = verified_again && verified_at > connection.status_updated;
        if connection.status == Status::Expired && !proven {
            return Err(Refusal::rule("IDENTITY_EXPIRED", "The identity must be verified again first."));
        }
        if connection.status != Status::Connected {
            connection.connect_again(place, now);
        }
        Ok(connection.clone())
    }

    /// The place for which a sign-in address may be made: recommended, listed in the directory, or connected
    /// before (5.7).
    pub(crate) fn sign_in_place(&self, id: &str) -> Result<usize, Refusal> {
        let unknown = || Refusal::new(Issue::NotFound, "404", "There is no such connection or data source.");
        let index = self.scenario.place_by_id(id).ok_or_else(unknown)?;
        let place = &self.scenario.places[index];
        let connected = self.connections.iter().any(|connection| connection.place == index);
        let directory = place.found_after_seconds.is_none();
        if !(connected || directory || self.found.contains(&index)) {
            return Err(unknown());
        }
        if *place.integration.get_ref() == Integration::Direct {
            return Err(Refusal::rule("NO_SIGN_IN", "A DIRECT_IAS connection has no sign-in page."));
        }
        if place.is_ias() && !self.ias_permitted() {
            return Err(Refusal::rule("IAS_CONSENT_REQUIRED", "The IAS consent is not in force."));
        }
        if place.attestation && !self.attested(place) {
            let text = "A PROA_ATTESTATION consent for this organization is needed first.";
            return Err(Refusal::rule("PROA_ATTESTATION_REQUIRED", text));
        }
        Ok(index)
    }

    /// The user has signed in at a place and allowed the access.
    pub(crate) fn signed_in(&mut self, index: usize, now: Timestamp) {
        let scenario = Arc::clone(&self.scenario);
        let place = &scenario.places[index];
        match self.connections.iter_mut().find(|connection| connection.place == index) {
            Some(connection) => connection.connect_again(place, now),
            None => self.connections.push(Connection::new(index, place, now)),
        }
    }

    /// Forces a connection's status and how its last fetch ended, for tests and the demo's director.
    pub(crate) fn force(
        &mut self,
        id: &str,
        status: Option<Status>,
        sync_error: Option<String>,
        now: Timestamp,
    ) -> bool {
        let Some(index) = self.connection_index(id) else { return false };
        let connection = &mut self.connections[index];
        let place = &self.scenario.places[connection.place];
        match status {
            None => {}
            Some(Status::Connected) if connection.status == Status::Connected => {}
            Some(Status::Connected) => connection.connect_again(place, now),
            Some(Status::Deleted) => connection.delete(now),
            Some(Status::AccessEnded) => connection.end_access(place, now),
            Some(other) => connection.leave(place, other, now),
        }
        if let Some(code) = sync_error {
            connection.fail_fetch(code);
        }
        true
    }

    fn connection_index(&self, id: &str) -> Option<usize> {
        let place = self.scenario.place_by_id(id)?;
        self.connections.iter().position(|connection| connection.place == place)
    }
}

fn not_connected(id: &str) -> Refusal {
    Refusal::new(Issue::NotFound, "404", format!("The user has no connection {id} in that state."))
}
