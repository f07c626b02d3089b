//! The trail: what was done, when, by whom, how it ended. Append-only and chained by hashes; no health data.
//!
//! # Format 1
//!
//! The hash of an event is SHA-256 over these fields, one after the other. Each is its length in bytes as four bytes,
//! big-endian, and then its bytes; an absent field is the length `ff ff ff ff` and nothing.
//!
//! 1. the text `satchel audit 1`
//! 2. the hash of the event before it, 32 bytes; 32 zero bytes before the first
//! 3. the sequence number, eight bytes, big-endian; the first event has 1
//! 4. the instant in microseconds since 1970 in UTC, eight bytes, big-endian, two's complement
//! 5. the correlation id, 16 bytes
//! 6. the action, 7. the actor (`person`, `app`, `network`), 8. the outcome (`done`, `failed`), in UTF-8
//! 9. the error code or nothing, 10. the place or nothing, in UTF-8
//! 11. how many identifiers follow, four bytes, big-endian; then each identifier in UTF-8
//! 12. last, the count or nothing, four bytes, big-endian
//!
//! The newest sequence and hash stand in a table of their own, so that a chain that lost its end is not whole either.
//! That finds damage and tampering by anything that does not hold the key; who holds the key can write a new chain.

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Error;

/// Length of a hash, in bytes.
pub(crate) const HASH: usize = 32;

/// A hash of the chain.
pub(crate) type Hash = [u8; HASH];

/// The longest identifier, action or code, in bytes.
const LONGEST: usize = 256;

/// The most identifiers of one event.
const MOST: usize = 256;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person at the screen.
    Person,
    /// The app by itself.
    App,
    /// A network.
    Network,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As wanted.
    Done,
    /// Not as wanted; the error code says more.
    Failed,
}

macro_rules! words {
    ($kind:ty { $($value:ident = $word:literal),+ }) => {
        impl $kind {
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            pub(crate) fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)+ _ => None }
            }
        }
    };
}

words!(Actor { Person = "person", App = "app", Network = "network" });
words!(Outcome { Done = "done", Failed = "failed" });

/// An event to be written. Every text is a word or an identifier: no spaces, so that no sentence and no name of a
/// person slips in. What breaks that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// When; kept to the microsecond.
    pub at: Timestamp,
    /// What it belongs to: the id that the log and the wire carry too.
    pub correlation: Uuid,
    /// What was done: lower-case words joined by hyphens, such as `place-connected`.
    pub action: String,
    /// By whom.
    pub actor: Actor,
    /// How it ended.
    pub outcome: Outcome,
    /// Why not, where it failed: lower-case words joined by hyphens.
    pub error_code: Option<String>,
    /// The place that it is about, by its identifier.
    pub place_id: Option<String>,
    /// The identifiers that the network gave back, in its order.
    pub network_ids: Vec<String>,
    /// How many of something, where that says it.
    pub count: Option<u32>,
}

/// An event as it stands in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// Its place in the chain; the first has 1.
    pub sequence: u64,
    /// What was written.
    pub event: NewEvent,
    /// SHA-256 over the hash before it and the event, in the format that `audit.rs` describes.
    pub hash: [u8; 32],
}

/// What a walk along the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditCheck {
    /// Every hash is right, and the end is where it was.
    Whole {
        /// How many events there are.
        events: u64,
    },
    /// The first event that is not what it was, or is missing.
    BrokenAt {
        /// Its place in the chain.
        sequence: u64,
    },
}

impl NewEvent {
    /// Keeps what the file keeps, so that what was hashed is what is read back.
    pub(crate) fn checked(mut self) -> Result<Self, Error> {
        self.at = instant(micros(self.at)).ok_or(Error::Refused("an instant out of range"))?;
        if !is_kebab(&self.action) || self.error_code.as_deref().is_some_and(|code| !is_kebab(code)) {
            return Err(Error::Refused("an audit word is not in kebab-case"));
        }
        let mut ids = self.network_ids.iter().chain(&self.place_id);
        if self.network_ids.len() > MOST || !ids.all(|id| is_identifier(id)) {
            return Err(Error::Refused("an audit identifier is not an identifier"));
        }
        Ok(self)
    }

    /// The hash of this event after another.
    pub(crate) fn hash(&self, sequence: u64, previous: &Hash) -> Hash {
        let mut fields = Fields(Context::new(&SHA256));
        fields.some(b"satchel audit 1");
        fields.some(previous);
        fields.some(&sequence.to_be_bytes());
        fields.some(&micros(self.at).to_be_bytes());
        fields.some(self.correlation.as_bytes());
        fields.some(self.action.as_bytes());
        fields.some(self.actor.word().as_bytes());
        fields.some(self.outcome.word().as_bytes());
        fields.text(self.error_code.as_deref());
        fields.text(self.place_id.as_deref());
        fields.some(&length(self.network_ids.len()));
        for id in &self.network_ids {
            fields.some(id.as_bytes());
        }
        match self.count {
            Some(count) => fields.some(&count.to_be_bytes()),
            None => fields.none(),
        }
        let mut hash = [0; HASH];
        hash.copy_from_slice(fields.0.finish().as_ref());
        hash
    }
}

struct Fields(Context);

impl Fields {
    fn some(&mut self, bytes: &[u8]) {
        self.0.update(&length(bytes.len()));
        self.0.update(bytes);
    }

    fn none(&mut self) {
        self.0.update(&[0xff; 4]);
    }

    fn text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.some(text.as_bytes()),
            None => self.none(),
        }
    }
}

/// Nothing here comes near the end of 32 bits: `checked` caps every text and every list.
fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX - 1).to_be_bytes()
}

/// Microseconds since 1970; what is finer is cut off.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The instant of that many microseconds since 1970; `None` outside of the years that a calendar has.
pub(crate) fn instant(micros: i64) -> Option<Timestamp> {
    Timestamp::from_microsecond(micros).ok()
}

fn is_kebab(word: &str) -> bool {
    word.len() <= LONGEST
        && word.starts_with(|letter: char| letter.is_ascii_lowercase())
        && word.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

fn is_identifier(id: &str) -> bool {
    (1..=LONGEST).contains(&id.len())
        && !id.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use rstest::rstest;

    pub(crate) fn event() -> NewEvent {
        NewEvent {
            at: "2026-11-21T10:00:00.123456789Z".parse().unwrap(),
            correlation: Uuid::from_u128(0x0123_4567_89ab_4def_8123_4567_89ab_cdef),
            action: "place-connected".to_owned(),
            actor: Actor::Network,
            outcome: Outcome::Done,
            error_code: None,
            place_id: Some("2.16.840.1.113883.3.9504.1.1".to_owned()),
            network_ids: vec!["task-1".to_owned(), "conn-é".to_owned()],
            count: Some(3),
        }
    }

    fn hex(hash: &Hash) -> String {
        use std::fmt::Write as _;
        hash.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// If this changes, every trail out there reads as broken. Never edit it: make a format 2 beside it.
    #[test]
    fn the_format_of_the_chain_never_changes() {
        let first = event().checked().unwrap();
        let one = first.hash(1, &[0; HASH]);
        insta::assert_snapshot!(hex(&one), @"f66bfbb9ba597c6f3d3cf8c041942186f0e1d73ad65a62774514971bb60f1ddc");
        let second = NewEvent {
            actor: Actor::Person,
            outcome: Outcome::Failed,
            error_code: Some("no-internet".to_owned()),
            place_id: None,
            network_ids: Vec::new(),
            count: None,
            ..first
        };
        insta::assert_snapshot!(hex(&second.hash(2, &one)), @"8f0b4788063809b19fbe51f28aad6480bda797e0ac47a4c606454f8a67b84c08");
    }

    #[test]
    fn every_field_counts() {
        let base = event().checked().unwrap();
        let hash = base.hash(1, &[0; HASH]);
        let others = [
            NewEvent { at: base.at + jiff::SignedDuration::from_micros(1), ..base.clone() },
            NewEvent { correlation: Uuid::nil(), ..base.clone() },
            NewEvent { action: "place-connecte".to_owned(), ..base.clone() },
            NewEvent { actor: Actor::App, ..base.clone() },
            NewEvent { outcome: Outcome::Failed, ..base.clone() },
            NewEvent { error_code: Some(String::new()), ..base.clone() },
            NewEvent { place_id: None, ..base.clone() },
            NewEvent { network_ids: vec!["task-1conn-é".to_owned()], ..base.clone() },
            NewEvent { network_ids: vec!["task-1".to_owned()], ..base.clone() },
            NewEvent { count: None, ..base.clone() },
        ];
        for other in others {
            assert_ne!(other.hash(1, &[0; HASH]), hash, "{other:?}");
        }
        assert_ne!(base.hash(2, &[0; HASH]), hash);
        assert_ne!(base.hash(1, &[1; HASH]), hash);
    }

    #[rstest]
    #[case("place-connected", true)]
    #[case("share-2-ended", true)]
    #[case("", false)]
    #[case("Place", false)]
    #[case("place connected", false)]
    #[case("-place", false)]
    #[case("place--x", false)]
    #[case("2-places", false)]
    fn an_action_is_a_word_in_kebab_case(#[case] word: &str, #[case] fine: bool) {
        let event = NewEvent { action: word.to_owned(), ..event() };
        assert_eq!(event.checked().is_ok(), fine);
    }

    #[rstest]
    #[case("Rosa Delgado")]
    #[case("")]
    #[case("a\nb")]
    fn a_sentence_or_a_name_is_no_identifier(#[case] text: &str) {
        assert!(NewEvent { place_id: Some(text.to_owned()), ..event() }.checked().is_err());
        assert!(NewEvent { network_ids: vec![text.to_owned()], ..event() }.checked().is_err());
    }
}
