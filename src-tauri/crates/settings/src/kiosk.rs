//! What a clinic's IT sets for a shared computer.

use secrecy::SecretString;
use url::Url;

use crate::rule::{Rule, choice, endpoint, number};
use crate::section::{Section, is_placeholder};

/// The kiosk's managed settings.
#[derive(Clone, Debug)]
pub struct Kiosk {
    /// Which visits are offered; at least one.
    pub visits: Vec<Visit>,
    /// Argon2id hash of the staff's PIN. `None` while the file holds the example's placeholder: then the kiosk must
    /// refuse to start.
    pub staff_pin: Option<SecretString>,
    /// "Get help from staff" also calls this address: the clinic's own host, or the loopback origin.
    pub call_staff: Option<Url>,
    /// A visit ends after this many minutes; staff can extend it.
    pub session_minutes: u32,
    /// Seconds without a touch until the screen blurs.
    pub blur_seconds: u32,
    /// Seconds without a touch until "Still there?".
    pub still_there_seconds: u32,
    /// Seconds to answer it, before the visit ends.
    pub countdown_seconds: u32,
    /// The idle timer waits this many minutes at most while a phone hand-off is under way.
    pub hand_off_minutes: u32,
}

/// A visit that a kiosk can offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// "Show my records": somebody who has an account.
    ShowMyRecords,
    /// "Start here, finish at home": somebody who is new.
    FinishAtHome,
}

const VISITS: [(&str, Visit); 2] =
    [("show-my-records", Visit::ShowMyRecords), ("finish-at-home", Visit::FinishAtHome)];

/// The least memory in KiB that keeps guessing slow; what the `argon2` library takes unasked. The rest are bounds
/// within which a PIN is still checked in seconds.
const LEAST_MEMORY: u32 = 19_456;
const MOST_MEMORY: u32 = 1_048_576;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;

impl Kiosk {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let both = VISITS.map(|(_, visit)| visit).to_vec();
        let visits = section.list_or("visits", both, 1..=2, &choice(&VISITS));
        let staff_pin = section.required("staff_pin", &pin_hash());
        let call_staff = section.optional("call_staff", &endpoint(loopback));
        let session_minutes = section.or("session_minutes", 15, &number(2..=120, "minutes"));
        let blur_seconds = section.or("blur_seconds", 30, &number(5..=600, "seconds"));
        let still_there_seconds = section.or("still_there_seconds", 60, &number(10..=900, "seconds"));
        // At least twenty seconds to answer: WCAG 2.2, success criterion 2.2.1.
        let countdown_seconds = section.or("countdown_seconds", 30, &number(20..=300, "seconds"));
        let hand_off_minutes = section.or("hand_off_minutes", 10, &number(1..=60, "minutes"));
        if blur_seconds > still_there_seconds {
            section.refuse(
                "blur_seconds",
                "later than the question it comes before",
                "up to still_there_seconds",
            );
        }
        if hand_off_minutes > session_minutes {
            section.refuse("hand_off_minutes", "longer than the whole visit", "up to session_minutes");
        }
        Some(Self {
            visits,
            staff_pin: staff_pin?,
            call_staff,
            session_minutes,
            blur_seconds,
            still_there_seconds,
            countdown_seconds,
            hand_off_minutes,
        })
    }
}

impl Visit {
    /// The name in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ShowMyRecords => "show-my-records",
            Self::FinishAtHome => "finish-at-home",
        }
    }
}

fn pin_hash<'a>() -> Rule<'a, Option<SecretString>> {
    Rule::of_text("an Argon2id hash, $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH", |text| {
        if is_placeholder(text) {
            return Ok(None);
        }
        strong(text)?;
        Ok(Some(SecretString::from(text)))
    })
}

/// Checks the parts of a PHC string; the words never repeat it.
fn strong(text: &str) -> Result<(), &'static str> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", "argon2id", "v=19", costs, salt, hash] = parts[..] else {
        return Err(if text.bytes().all(|byte| byte.is_ascii_digit()) {
            "a PIN in plain sight"
        } else {
            "not an Argon2id hash"
        });
    };
    let cost = |part: Option<&str>, name: &str| part?.strip_prefix(name)?.parse::<u32>().ok();
    let mut costs = costs.split(',');
    let memory = cost(costs.next(), "m=").ok_or("not an Argon2id hash")?;
    let passes = cost(costs.next(), "t=").ok_or("not an Argon2id hash")?;
    let lanes = cost(costs.next(), "p=").ok_or("not an Argon2id hash")?;
    let base64 = |part: &str, least: usize| {
        (least..=86).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
    };
    // 16 bytes of salt and 32 of hash are 22 and 43 characters.
    if costs.next().is_some() || !base64(salt, 22) || !base64(hash, 43) {
        return Err("not an Argon2id hash");
    }
    if memory < LEAST_MEMORY || passes < 2 {
        return Err("too weak");
    }
    if memory > MOST_MEMORY || passes > MOST_PASSES || !(1..=MOST_LANES).contains(&lanes) {
        return Err("too slow to check");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const SALT: &str = "c2FsdHNhbHRzYWx0c2FsdA";
    const HASH: &str = "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

    #[rstest]
    #[case("$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH", Ok(()))]
    #[case("$argon2id$v=19$m=65536,t=3,p=4$SALT$HASH", Ok(()))]
    #[case("4711", Err("a PIN in plain sight"))]
    #[case("", Err("a PIN in plain sight"))]
    #[case("$argon2i$v=19$m=19456,t=2,p=1$SALT$HASH", Err("not an Argon2id hash"))]
    #[case("$argon2id$m=19456,t=2,p=1$SALT$HASH", Err("not an Argon2id hash"))]
    #[case("$argon2id$v=19$t=2,m=19456,p=1$SALT$HASH", Err("not an Argon2id hash"))]
    #[case("$argon2id$v=19$m=19456,t=2,p=1,x=1$SALT$HASH", Err("not an Argon2id hash"))]
    #[case("$argon2id$v=19$m=19456,t=2,p=1$$HASH", Err("not an Argon2id hash"))]
    #[case("$argon2id$v=19$m=19456,t=2,p=1$SALT$short", Err("not an Argon2id hash"))]
    #[case("$argon2id$v=19$m=4096,t=2,p=1$SALT$HASH", Err("too weak"))]
    #[case("$argon2id$v=19$m=19456,t=1,p=1$SALT$HASH", Err("too weak"))]
    #[case("$argon2id$v=19$m=4294967295,t=2,p=1$SALT$HASH", Err("too slow to check"))]
    #[case("$argon2id$v=19$m=19456,t=4000,p=1$SALT$HASH", Err("too slow to check"))]
    #[case("$argon2id$v=19$m=19456,t=2,p=0$SALT$HASH", Err("too slow to check"))]
    fn the_staffs_pin_is_a_strong_hash(#[case] text: &str, #[case] outcome: Result<(), &str>) {
        let text = text.replace("SALT", SALT).replace("HASH", HASH);
        assert_eq!(strong(&text), outcome);
    }
}
