//! Rule V21: a token proves one transaction for one person. Kept in memory only, by digest.

use std::collections::HashMap;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;

use crate::{IasToken, Refusal};

type Digest = [u8; 32];

/// The tokens that were seen and have not expired. Bounded: a full cache lets nothing new in.
#[derive(Debug)]
pub struct ReplayCache {
    seen: HashMap<Digest, Seen>,
    capacity: usize,
}

#[derive(Debug)]
struct Seen {
    until: Timestamp,
    /// Whom it was presented for.
    patient: Option<Digest>,
}

impl ReplayCache {
    /// Remembers up to `capacity` tokens.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { seen: HashMap::new(), capacity }
    }

    /// A token that an authorization response brought: it must be one that never came before.
    pub fn receive(&mut self, token: &IasToken, now: Timestamp) -> Result<(), Refusal> {
        self.forget_expired(now);
        if self.seen.contains_key(&token.replay_key()) {
            return Err(Refusal::Replayed);
        }
        self.insert(token, None)
    }

    /// A token that is about to be presented for a patient of the network. Again for the same one is a retry and
    /// is fine: the relay model presents it with each request.
    pub fn present(&mut self, token: &IasToken, patient: &str, now: Timestamp) -> Result<(), Refusal> {
        self.forget_expired(now);
        let patient = sha256(&[patient]);
        match self.seen.get_mut(&token.replay_key()) {
            None => self.insert(token, Some(patient)),
            Some(seen) => {
                let first = *seen.patient.get_or_insert(patient);
                if first == patient { Ok(()) } else { Err(Refusal::Replayed) }
            }
        }
    }

    fn insert(&mut self, token: &IasToken, patient: Option<Digest>) -> Result<(), Refusal> {
        if self.seen.len() >= self.capacity {
            return Err(Refusal::ReplayCacheFull);
        }
        self.seen.insert(token.replay_key(), Seen { until: token.ends_at(), patient });
        Ok(())
    }

    fn forget_expired(&mut self, now: Timestamp) {
        self.seen.retain(|_, seen| now < seen.until);
    }
}

/// A digest of several texts that no other several texts have.
pub(crate) fn sha256(parts: &[&str]) -> Digest {
    let mut joined = Vec::new();
    for part in parts {
        joined.extend((part.len() as u64).to_be_bytes());
        joined.extend(part.as_bytes());
    }
    let mut out = [0; 32];
    out.copy_from_slice(digest(&SHA256, &joined).as_ref());
    out
}
