//! A decision that was made here, until the network shows what follows from it. What a mutation answers is not believed:
//! the lists are (`spec/bwell-wire.md`, section 6.4: "effects may take time").

use jiff::Timestamp;
use networks::bwell::{Connection, ConnectionStatus, Consent, NetworkSearch, Provision, TaskStatus};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Assumed;
use crate::polling::EFFECT_PATIENCE;
use crate::view::{ChangeView, Effect};

/// A decision, and how far the network shows it. Survives a restart as a task of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FindingChange {
    /// The receipt of it, which has the same id.
    pub(crate) receipt: Uuid,
    pub(crate) on: bool,
    pub(crate) at: Timestamp,
    pub(crate) effect: Effect,
    pub(crate) not_yet: Vec<String>,
}

/// One look at everything that a decision shows itself in.
#[derive(Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub(crate) consent: Option<&'a Consent>,
    pub(crate) task: Option<&'a NetworkSearch>,
    pub(crate) connections: &'a [Connection],
    pub(crate) assumed: &'a Assumed,
}

impl FindingChange {
    pub(crate) fn new(receipt: Uuid, on: bool, at: Timestamp) -> Self {
        Self { receipt, on, at, effect: Effect::Waiting, not_yet: Vec::new() }
    }

    pub(crate) fn is_waiting(&self) -> bool {
        self.effect == Effect::Waiting
    }

    pub(crate) fn view(&self) -> ChangeView {
        ChangeView { on: self.on, at: self.at, effect: self.effect, not_yet: self.not_yet.clone() }
    }

    /// Takes in a look at the network; says whether that changed anything. What was shown once stays shown: a later
    /// change is another decision's, or a place's own.
    pub(crate) fn look(&mut self, sight: Sight<'_>, now: Timestamp) -> bool {
        if self.effect == Effect::Shown {
            return false;
        }
        let before = (self.effect, std::mem::take(&mut self.not_yet));
        self.not_yet = sight
            .connections
            .iter()
            .filter(|c| self.is_missing(c, sight.assumed))
            .map(|c| c.name.clone())
            .collect();
        self.effect = if self.not_yet.is_empty() && self.is_in_force(sight.consent) && self.is_begun(sight) {
            Effect::Shown
        } else if Timestamp::duration_since(now, self.at) > EFFECT_PATIENCE {
            Effect::Late
        } else {
            Effect::Waiting
        };
        before.0 != self.effect || before.1 != self.not_yet
    }

    fn is_in_force(&self, consent: Option<&Consent>) -> bool {
        let wanted = if self.on { Provision::Permit } else { Provision::Deny };
        consent.is_some_and(|consent| consent.provision == wanted)
    }

    /// On: the search that the permission starts is there, not one from before it.
    fn is_begun(&self, sight: Sight<'_>) -> bool {
        let since = sight.consent.and_then(|consent| consent.decided_at).unwrap_or(self.at);
        let is_new = |task: &NetworkSearch| task.status != TaskStatus::Rejected && !is_of_before(task, since);
        !self.on || sight.task.is_some_and(is_new)
    }

    /// Off: an access that has not ended. On: one that has not come back.
    fn is_missing(&self, connection: &Connection, assumed: &Assumed) -> bool {
        let stands_still = if self.on {
            connection.status == ConnectionStatus::AccessEnded
                || (assumed.permit_restores_expired && connection.status == ConnectionStatus::Expired)
        } else {
            use ConnectionStatus::{Connected, Error, Expired};
            matches!(connection.status, Connected | Expired | Error)
        };
        connection.integration.is_ias() && stands_still
    }
}

/// Does this task tell of a search that was over before `since`?
pub(crate) fn is_of_before(task: &NetworkSearch, since: Timestamp) -> bool {
    task.status.is_terminal() && task.started_at.is_none_or(|began| began < since)
}

#[cfg(test)]
mod tests {
    use networks::bwell::{
        ConnectionCategory, ConsentStatus, DataConnectionType, IntegrationType, SyncStatus,
    };
    use rstest::rstest;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn connection(integration: &str, status: &str) -> Connection {
        Connection {
            id: "a".into(),
            name: "Alder".into(),
            integration: IntegrationType::parse(integration),
            status: ConnectionStatus::parse(status),
            sync: SyncStatus::Retrieved,
            sync_errors: Vec::new(),
            category: ConnectionCategory::Oauth,
            kind: DataConnectionType::Clinical,
            status_updated: None,
            last_synced: None,
            created: None,
        }
    }

    fn consent(provision: Provision) -> Consent {
        Consent {
            id: Some("c".into()),
            status: ConsentStatus::Active,
            provision,
            decided_at: Some(at(100)),
            organization_ids: Vec::new(),
            policies: Vec::new(),
        }
    }

    fn task(status: TaskStatus, began: i64) -> NetworkSearch {
        NetworkSearch { id: "t".into(), status, started_at: Some(at(began)), ended_at: None }
    }

    #[rstest]
    #[case::all_paused("DIRECT_IAS", "ACCESS_ENDED", Effect::Shown)]
    #[case::the_person_had_turned_it_off("DIRECT_IAS", "DISCONNECTED", Effect::Shown)]
    #[case::not_of_this_permission("PROA", "CONNECTED", Effect::Shown)]
    #[case::nobody_knows_its_kind("SOMETHING", "CONNECTED", Effect::Shown)]
    #[case::still_connected("direct_ias", "CONNECTED", Effect::Waiting)]
    #[case::still_expired("INDIRECT_IAS", "EXPIRED", Effect::Waiting)]
    #[case::still_in_trouble("INDIRECT_IAS", "ERROR", Effect::Waiting)]
    fn off_is_shown_when_no_access_is_left(
        #[case] integration: &str,
        #[case] status: &str,
        #[case] effect: Effect,
    ) {
        let assumed = Assumed::default();
        let mut change = FindingChange::new(Uuid::nil(), false, at(100));
        let connections = [connection(integration, status)];
        let deny = consent(Provision::Deny);
        change.look(
            Sight { consent: Some(&deny), task: None, connections: &connections, assumed: &assumed },
            at(101),
        );
        assert_eq!(change.effect, effect);
        assert_eq!(change.not_yet.is_empty(), effect == Effect::Shown);
    }

    #[rstest]
    #[case::no_search_yet(None, "CONNECTED", Effect::Waiting)]
    #[case::one_that_waits(Some(task(TaskStatus::Ready, 101)), "CONNECTED", Effect::Shown)]
    #[case::one_that_runs(Some(task(TaskStatus::InProgress, 101)), "CONNECTED", Effect::Shown)]
    #[case::one_that_was_quick(Some(task(TaskStatus::Completed, 101)), "CONNECTED", Effect::Shown)]
    #[case::one_from_before(Some(task(TaskStatus::Completed, 50)), "CONNECTED", Effect::Waiting)]
    #[case::one_that_was_called_off(Some(task(TaskStatus::Rejected, 101)), "CONNECTED", Effect::Waiting)]
    #[case::a_place_still_away(Some(task(TaskStatus::Ready, 101)), "ACCESS_ENDED", Effect::Waiting)]
    #[case::a_place_turned_off_by_hand(Some(task(TaskStatus::Ready, 101)), "DISCONNECTED", Effect::Shown)]
    fn on_is_shown_when_its_search_is_there_and_every_place_is_back(
        #[case] task: Option<NetworkSearch>,
        #[case] status: &str,
        #[case] effect: Effect,
    ) {
        let assumed = Assumed::default();
        let mut change = FindingChange::new(Uuid::nil(), true, at(100));
        let connections = [connection("DIRECT_IAS", status)];
        let permit = consent(Provision::Permit);
        change.look(
            Sight {
                consent: Some(&permit),
                task: task.as_ref(),
                connections: &connections,
                assumed: &assumed,
            },
            at(101),
        );
        assert_eq!(change.effect, effect);
    }

    #[test]
    fn where_a_permission_brings_expired_places_back_on_waits_for_them() {
        let permit = consent(Provision::Permit);
        let connections = [connection("INDIRECT_IAS", "EXPIRED")];
        let task = task(TaskStatus::Ready, 101);
        for (permit_restores_expired, effect) in [(false, Effect::Shown), (true, Effect::Waiting)] {
            let assumed = Assumed { permit_restores_expired, ..Assumed::default() };
            let sight = Sight {
                consent: Some(&permit),
                task: Some(&task),
                connections: &connections,
                assumed: &assumed,
            };
            let mut change = FindingChange::new(Uuid::nil(), true, at(100));
            change.look(sight, at(101));
            assert_eq!(change.effect, effect);
        }
    }

    #[test]
    fn a_decision_that_is_not_in_force_is_never_shown_and_late_in_the_end() {
        let assumed = Assumed::default();
        let mut change = FindingChange::new(Uuid::nil(), false, at(100));
        let permit = consent(Provision::Permit);
        let sight = Sight { consent: Some(&permit), task: None, connections: &[], assumed: &assumed };
        assert!(!change.look(sight, at(101)), "nothing new");
        assert!(change.look(sight, at(100 + 601)));
        assert_eq!(change.effect, Effect::Late);
        // Late is not never.
        let deny = consent(Provision::Deny);
        assert!(change.look(Sight { consent: Some(&deny), ..sight }, at(9000)));
        assert_eq!(change.effect, Effect::Shown);
        assert!(!change.look(sight, at(9001)), "what was shown stays shown");
    }
}
