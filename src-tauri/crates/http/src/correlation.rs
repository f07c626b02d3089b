//! One id for everything that one action of a person sets off.

use std::fmt;

use uuid::Uuid;

/// Names one action across our log, the wire and the sentence a person can read aloud to a help line.
///
/// Random (UUID version 4): it says nothing about the person, the machine or the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CorrelationId(Uuid);

/// Letters and digits that cannot be mistaken for each other when they are read aloud.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

impl CorrelationId {
    /// A fresh one.
    #[must_use]
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }

    /// From a given value: for tests, and for reading one back.
    #[must_use]
    pub const fn from_uuid(id: Uuid) -> Self {
        Self(id)
    }

    /// The value, for whoever keeps it.
    #[must_use]
    pub const fn uuid(&self) -> Uuid {
        self.0
    }

    /// The short form a person sees and says, such as `SH-4K7Q-29`: about 30 bits, derived from the id alone.
    #[must_use]
    pub fn reference(&self) -> String {
        let mut rest = self.0.as_u128();
        let mut next = || {
            let index = usize::try_from(rest % 30).unwrap_or_default();
            rest /= 30;
            char::from(ALPHABET[index])
        };
        let four: String = (0..4).map(|_| next()).collect();
        let two: String = (0..2).map(|_| next()).collect();
        format!("SH-{four}-{two}")
    }
}

impl Default for CorrelationId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for CorrelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

satchel_log::declare_loggable!(CorrelationId, "drawn at random: it says nothing about anybody");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_reference_follows_from_the_id_alone() {
        let id = CorrelationId::from_uuid(Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef));
        assert_eq!(id.reference(), id.reference());
        assert_eq!(id.reference().len(), "SH-4K7Q-29".len());
        assert!(!id.reference()[3..].contains(['0', 'O', '1', 'I', 'L', 'U']));
        assert_ne!(id.reference(), CorrelationId::from_uuid(Uuid::from_u128(1)).reference());
    }
}
