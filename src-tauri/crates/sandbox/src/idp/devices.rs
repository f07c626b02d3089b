//! Devices that wait for a person's sign-in elsewhere (RFC 8628). Pure state; time comes in as an argument.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::ids::Ids;
use crate::oauth::Problem;
use crate::oauth::grants::Grant;
use crate::world::Stale;

/// How long a code lives, in seconds.
pub(super) const LIFE_SECONDS: i64 = 600;
/// How long a client waits between two questions, in seconds; too early a question adds as much again.
pub(super) const INTERVAL_SECONDS: i64 = 5;
/// Letters that make no words and are not mistaken for each other (RFC 8628 6.1).
const ALPHABET: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// Names one device's request: its secret device code.
pub(crate) type DeviceId = String;

/// Devices that wait, or have been answered and have not asked since.
#[derive(Debug, Default)]
pub(crate) struct Devices(HashMap<DeviceId, Device>);

#[derive(Debug)]
struct Device {
    /// Eight letters, without the hyphen that people see.
    user_code: String,
    scope: String,
    expires: Timestamp,
    interval: SignedDuration,
    asked: Option<Timestamp>,
    answer: Answer,
}

/// What the person has said.
#[derive(Debug)]
enum Answer {
    Waiting,
    Yes(Grant<String>),
    No,
}

impl Device {
    fn waits(&self, now: Timestamp) -> bool {
        matches!(self.answer, Answer::Waiting) && now < self.expires
    }
}

impl Devices {
    pub(super) fn open(&mut self, scope: String, ids: &Ids, now: Timestamp) -> (DeviceId, String) {
        let (id, user_code) = (ids.secret_text("device code"), user_code(&ids.secret("user code")));
        let device = Device {
            user_code: user_code.clone(),
            scope,
            expires: now + SignedDuration::from_secs(LIFE_SECONDS),
            interval: SignedDuration::from_secs(INTERVAL_SECONDS),
            asked: None,
            answer: Answer::Waiting,
        };
        self.0.insert(id.clone(), device);
        (id, user_code)
    }

    /// The device that shows this code and still waits. Case, blanks and hyphens do not matter.
    pub(super) fn showing(&self, typed: &str, now: Timestamp) -> Option<&DeviceId> {
        let typed: String = typed.chars().filter(char::is_ascii_alphabetic).collect();
        let typed = typed.to_ascii_uppercase();
        self.0.iter().find(|(_, device)| device.waits(now) && device.user_code == typed).map(|(id, _)| id)
    }

    /// The code as people see it, while the device still waits.
    pub(super) fn code_of(&self, id: &DeviceId, now: Timestamp) -> Result<String, Stale> {
        let device = self.0.get(id).ok_or(Stale::Unknown)?;
        device.waits(now).then(|| shown(&device.user_code)).ok_or(Stale::UsedOrExpired)
    }

    /// Records what the person has decided: their id after a yes.
    pub(super) fn decide(&mut self, id: &DeviceId, person: Option<String>, now: Timestamp) {
        if let Some(device) = self.0.get_mut(id) {
            let scope = device.scope.clone();
            let grant = person.map(|who| Grant { who, scope, nonce: None, since: now });
            device.answer = grant.map_or(Answer::No, Answer::Yes);
        }
    }

    /// Answers a device that asks (RFC 8628 3.5). A grant is given once.
    pub(super) fn poll(&mut self, id: &DeviceId, now: Timestamp) -> Result<Grant<String>, Problem> {
        let unknown = Problem::new("invalid_grant", "The device code is not known.");
        let device = self.0.get_mut(id).ok_or(unknown)?;
        if now >= device.expires {
            return Err(Problem::new("expired_token", "The device code has ended."));
        }
        let early = device.asked.is_some_and(|asked| now < asked + device.interval);
        device.asked = Some(now);
        match &device.answer {
            Answer::Yes(grant) => {
                let grant = grant.clone();
                self.0.remove(id);
                Ok(grant)
            }
            Answer::No => Err(Problem::new("access_denied", "The person said no.")),
            Answer::Waiting if early => {
                device.interval += SignedDuration::from_secs(INTERVAL_SECONDS);
                Err(Problem::new("slow_down", "Ask less often."))
            }
            Answer::Waiting => Err(Problem::new("authorization_pending", "Nobody has decided yet.")),
        }
    }

    /// The last instant at which somebody may be looking at a code.
    pub(crate) fn shown_until(&self) -> Option<Timestamp> {
        let waiting = self.0.values().filter(|device| matches!(device.answer, Answer::Waiting));
        waiting.map(|device| device.expires).max()
    }

    /// Forgets what one person has allowed.
    pub(super) fn forget(&mut self, person: &str) {
        self.0.retain(|_, device| !matches!(&device.answer, Answer::Yes(grant) if grant.who == person));
    }
}

/// Eight letters from random bytes; bytes that would favour some letters are passed over.
fn user_code(random: &[u8; 32]) -> String {
    let even = random.iter().filter(|byte| usize::from(**byte) < 256 / ALPHABET.len() * ALPHABET.len());
    even.take(8).map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

pub(super) fn shown(user_code: &str) -> String {
    let (first, second) = user_code.split_at(user_code.len() / 2);
    format!("{first}-{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_eight_letters_of_the_alphabet() {
        for byte in 0..=u8::MAX {
            let code =
                user_code(&std::array::from_fn(|index| byte.wrapping_add(u8::try_from(index * 7).unwrap())));
            assert_eq!(code.len(), 8);
            assert!(code.bytes().all(|letter| ALPHABET.contains(&letter)));
        }
        assert_eq!(shown("WDJBMJHT"), "WDJB-MJHT");
    }
}
