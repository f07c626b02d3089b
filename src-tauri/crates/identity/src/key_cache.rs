//! The keys of an issuer, fetched and kept (rules J1 to J6 of `spec/ias-wire.md`, section 8).
//!
//! A token must not be able to make us fetch at will: one unknown key id leads to one fetch, then to a pause that
//! grows. A bad signature by a known key leads to none.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use satchel_http::{CorrelationId, Http, Limits, Outgoing};
use url::Url;

use crate::{KeySet, Refusal};

/// How long a set may be used without looking again (J2), whatever the server says.
const FRESH: std::ops::RangeInclusive<SignedDuration> =
    SignedDuration::from_mins(5)..=SignedDuration::from_hours(24);
/// How long the last good set is kept when none can be fetched (J4).
const HARD_LIMIT: SignedDuration = SignedDuration::from_hours(24);
/// The pause after a fetch that did not help: doubles from the first to the longest (J3).
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// Key ids that are known to be absent; more are not remembered, the pause bounds the fetches anyway.
const REMEMBERED_MISSES: usize = 32;
/// J1: a set has a few keys of at most two kilobytes.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    total: Duration::from_secs(10),
    body: 512 * 1024,
    first_pause: Duration::from_millis(250),
};

/// One issuer's keys. Whoever shares it locks it, so that two tokens never cause two fetches.
#[derive(Debug)]
pub struct KeyCache {
    url: Url,
    kept: Option<Kept>,
    /// Nothing is fetched before this.
    pause_until: Option<Timestamp>,
    pause: SignedDuration,
    misses: Vec<(String, Timestamp)>,
}

#[derive(Debug)]
struct Kept {
    set: KeySet,
    fetched_at: Timestamp,
    fresh_until: Timestamp,
}

impl KeyCache {
    /// For the address that the settings or a checked discovery document gave. The policy of the client that
    /// fetches decides whether we go there (J1).
    #[must_use]
    pub fn new(url: Url) -> Self {
        Self { url, kept: None, pause_until: None, pause: FIRST_PAUSE, misses: Vec::new() }
    }

    /// The set to check a token with, fetched where that is due. A set without the key is an answer too: the
    /// token's check then says so.
    pub async fn keys_for(
        &mut self,
        kid: Option<&str>,
        http: &Http,
        correlation: &CorrelationId,
        now: Timestamp,
    ) -> Result<&KeySet, Refusal> {
        let mut why = Refusal::KeysUnavailable;
        if self.fetch_is_due(kid, now) {
            match fetch(&self.url, http, correlation).await {
                Ok((set, max_age)) => self.keep(set, max_age, kid, now),
                Err(refusal) => {
                    why = refusal;
                    self.rest(now);
                }
            }
        }
        let usable = |kept: &&Kept| now.duration_since(kept.fetched_at) < HARD_LIMIT;
        self.kept.as_ref().filter(usable).map(|kept| &kept.set).ok_or(why)
    }

    fn fetch_is_due(&self, kid: Option<&str>, now: Timestamp) -> bool {
        if self.pause_until.is_some_and(|until| now < until) {
            return false;
        }
        let Some(kept) = &self.kept else { return true };
        let missing = |kid: &str| {
            !kept.set.contains(kid) && !self.misses.iter().any(|(miss, until)| miss == kid && now < *until)
        };
        now >= kept.fresh_until || kid.is_some_and(missing)
    }

    /// The new set replaces the old one whole: a key that is gone is gone, a changed key is the new one (J5).
    fn keep(&mut self, set: KeySet, max_age: Option<Duration>, kid: Option<&str>, now: Timestamp) {
        self.misses.retain(|(miss, until)| now < *until && !set.contains(miss));
        if let Some(kid) = kid.filter(|kid| !set.contains(kid)) {
            self.rest(now);
            if self.misses.len() < REMEMBERED_MISSES {
                self.misses.push((kid.to_owned(), later(now, LONGEST_PAUSE)));
            }
        } else {
            self.pause_until = None;
            self.pause = FIRST_PAUSE;
        }
        let asked = max_age.and_then(|age| SignedDuration::try_from(age).ok()).unwrap_or(*FRESH.start());
        let fresh_until = later(now, asked.clamp(*FRESH.start(), *FRESH.end()));
        self.kept = Some(Kept { set, fetched_at: now, fresh_until });
    }

    fn rest(&mut self, now: Timestamp) {
        self.pause_until = Some(later(now, self.pause));
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

async fn fetch(
    url: &Url,
    http: &Http,
    correlation: &CorrelationId,
) -> Result<(KeySet, Option<Duration>), Refusal> {
    let out = Outgoing {
        url: url.clone(),
        headers: vec![("accept", "application/jwk-set+json, application/json".to_owned())],
        body: None,
        repeatable: true,
    };
    let answer = http.within(LIMITS).send(&out, correlation).await.map_err(|_| Refusal::KeysUnavailable)?;
    if answer.status != 200 {
        return Err(Refusal::KeysUnavailable);
    }
    Ok((KeySet::parse(&answer.body)?, answer.max_age))
}
