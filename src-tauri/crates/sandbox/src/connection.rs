//! One connection between a user and a place: the states of bwell-wire 5.8 and 6.6, and how they move with time.

use jiff::{SignedDuration, Timestamp};

use crate::scenario::{Integration, Place};

/// `DataConnectionStatus` of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[graphql(name = "DataConnectionStatus")]
pub(crate) enum Status {
    Connected,
    Expired,
    Disconnected,
    Deleted,
    AccessEnded,
    Error,
}

/// `SyncStatus` of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum SyncStatus {
    Pending,
    Retrieving,
    Retrieved,
    Error,
    Deleting,
    DataDeleted,
}

/// Where the fetching of records stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sync {
    /// Under way since then; `PENDING` first, `RETRIEVING` after.
    Fetching {
        since: Timestamp,
    },
    /// Nothing moves any more: done, failed, gone, or halted because the connection ended meanwhile.
    Settled(SyncStatus),
    Deleting {
        since: Timestamp,
    },
}

/// A connection of one user. `place` is an index into the user's scenario.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    pub(crate) place: usize,
    pub(crate) status: Status,
    pub(crate) status_updated: Timestamp,
    pub(crate) created: Timestamp,
    /// When records last came; `None` as long as there are none, and again after their deletion.
    pub(crate) last_synced: Option<Timestamp>,
    /// `syncErrors` code of a fetch that failed.
    pub(crate) sync_error: Option<String>,
    sync: Sync,
    /// Whether it had expired before the access ended.
    had_expired: bool,
    expires: Option<Timestamp>,
}

impl Connection {
    /// A connection made at `at`.
    pub(crate) fn new(index: usize, place: &Place, at: Timestamp) -> Self {
        Self {
            place: index,
            status: Status::Connected,
            status_updated: at,
            created: at,
            last_synced: None,
            sync_error: None,
            sync: Sync::Fetching { since: at },
            had_expired: false,
            expires: place.expiry_from(at),
        }
    }

    /// Does what time alone does between the last look and `now`.
    pub(crate) fn advance(&mut self, place: &Place, now: Timestamp) {
        match self.sync {
            Sync::Fetching { since } if now >= place.fetched_at(since) => {
                if let Some(code) = &place.sync_error {
                    self.fail_fetch(code.clone());
                } else {
                    self.sync = Sync::Settled(SyncStatus::Retrieved);
                    self.last_synced = Some(place.fetched_at(since));
                }
            }
            Sync::Deleting { since } if now >= since + seconds(place.deleting_seconds) => {
                self.sync = Sync::Settled(SyncStatus::DataDeleted);
                self.last_synced = None;
            }
            _ => {}
        }
        if self.status == Status::Connected
            && let Some(expires) = self.expires
            && now >= expires
        {
            self.leave(place, Status::Expired, expires.max(self.status_updated));
        }
    }

    /// Ends the connection in any way but deletion. Records stay; a fetch under way halts where it is.
    pub(crate) fn leave(&mut self, place: &Place, status: Status, at: Timestamp) {
        if matches!(self.sync, Sync::Fetching { .. }) {
            self.sync = Sync::Settled(self.sync_status(place, at));
        }
        self.status = status;
        self.status_updated = at;
    }

    /// Ends because the consent ended.
    pub(crate) fn end_access(&mut self, place: &Place, at: Timestamp) {
        self.had_expired = self.status == Status::Expired;
        self.leave(place, Status::AccessEnded, at);
    }

    /// The last fetch has failed with this code.
    pub(crate) fn fail_fetch(&mut self, code: String) {
        self.sync = Sync::Settled(SyncStatus::Error);
        self.sync_error = Some(code);
    }

    /// Deletes the connection; its records go within `deleting_seconds`.
    pub(crate) fn delete(&mut self, now: Timestamp) {
        self.status = Status::Deleted;
        self.status_updated = now;
        self.sync_error = None;
        self.sync = Sync::Deleting { since: now };
    }

    /// Connects again by sign-in or activation: everything is fetched afresh.
    pub(crate) fn connect_again(&mut self, place: &Place, now: Timestamp) {
        self.status = Status::Connected;
        self.status_updated = now;
        self.sync_error = None;
        self.sync = Sync::Fetching { since: now };
        self.expires = place.expiry_from(now);
    }

    /// Comes back because the consent came back. Nothing is fetched again unless the fetch had been halted. What had
    /// expired before comes back as new with `expired_too`, and is expired again without.
    pub(crate) fn restore(&mut self, place: &Place, expired_too: bool, now: Timestamp) {
        self.status_updated = now;
        if self.had_expired && !expired_too {
            self.status = Status::Expired;
            return;
        }
        if self.had_expired {
            self.expires = place.expiry_from(now);
        }
        self.status = Status::Connected;
        if matches!(self.sync, Sync::Settled(SyncStatus::Pending | SyncStatus::Retrieving)) {
            self.sync = Sync::Fetching { since: now };
        }
    }

    /// What the wire calls `syncStatus`.
    pub(crate) fn sync_status(&self, place: &Place, now: Timestamp) -> SyncStatus {
        match self.sync {
            Sync::Fetching { since } if now < since + seconds(place.pending_seconds) => SyncStatus::Pending,
            Sync::Fetching { .. } => SyncStatus::Retrieving,
            Sync::Deleting { .. } => SyncStatus::Deleting,
            Sync::Settled(status) => status,
        }
    }

    /// Until when somebody waits for this connection's records.
    pub(crate) fn waiting_until(&self, place: &Place) -> Option<Timestamp> {
        match self.sync {
            Sync::Fetching { since } => Some(place.fetched_at(since)),
            _ => None,
        }
    }
}

impl Place {
    /// When a fetch that began at `since` is done.
    pub(crate) fn fetched_at(&self, since: Timestamp) -> Timestamp {
        since + seconds(self.pending_seconds) + seconds(self.retrieving_seconds)
    }

    /// Whether the place belongs to individual access services, so that the IAS consent rules it.
    pub(crate) fn is_ias(&self) -> bool {
        *self.integration.get_ref() != Integration::Proa
    }

    fn expiry_from(&self, at: Timestamp) -> Option<Timestamp> {
        self.consent_days.map(|days| at + SignedDuration::from_hours(i64::from(days) * 24))
    }
}

/// A scenario's seconds as a duration.
pub(crate) fn seconds(count: u32) -> SignedDuration {
    SignedDuration::from_secs(i64::from(count))
}
