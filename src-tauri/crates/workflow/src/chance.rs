//! Where ids and passcodes come from: the system's random source. A demo alone may have a seed: then they come again in
//! each run, so that two runs look alike and can be compared. A seed belongs to the sandbox's control API, so a core
//! without a sandbox cannot have one. What proves a sign-in (PKCE, `state`, `nonce`), every key and every salt is never
//! drawn here, and is random everywhere.

use std::collections::HashMap;
use std::sync::Mutex;

use aws_lc_rs::hmac;
use networks::CorrelationId;
use networks::demo::DemoControl;

use crate::Error;
use crate::core::held;

/// The source of one core.
pub(crate) struct Chance(Option<Seeded>);

/// What a seed gives: for each purpose a row of its own, so that the second passcode is the same however often the
/// network was asked before it.
struct Seeded {
    key: hmac::Key,
    drawn: Mutex<HashMap<&'static str, u64>>,
}

impl Chance {
    /// With the seed of this demo, if it is one and has one.
    pub(crate) fn of(demo: Option<&DemoControl>) -> Self {
        Self(demo.and_then(DemoControl::seed).map(|seed| Seeded {
            key: hmac::Key::new(hmac::HMAC_SHA256, &seed.to_be_bytes()),
            drawn: Mutex::default(),
        }))
    }

    /// How many things may be asked at a time, where `usual` may: with a seed one after the other, for what comes first is
    /// listed first among records of one day.
    pub(crate) fn at_once(&self, usual: usize) -> usize {
        if self.0.is_some() { 1 } else { usual }
    }

    /// Four bytes; `purpose` names what they are for.
    pub(crate) fn four(&self, purpose: &'static str) -> Result<[u8; 4], Error> {
        let mut bytes = [0; 4];
        match &self.0 {
            None => aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Unexpected("no random source"))?,
            Some(seeded) => bytes = seeded.draw(purpose),
        }
        Ok(bytes)
    }

    /// A fresh id for one action; `purpose` names what was asked for.
    pub(crate) fn correlation(&self, purpose: &'static str) -> CorrelationId {
        match &self.0 {
            None => CorrelationId::new(),
            Some(seeded) => {
                let id = uuid::Builder::from_random_bytes(seeded.draw(purpose));
                CorrelationId::from_uuid(id.into_uuid())
            }
        }
    }
}

impl Seeded {
    fn draw<const N: usize>(&self, purpose: &'static str) -> [u8; N] {
        let mut drawn = held(&self.drawn);
        let number = drawn.entry(purpose).or_default();
        *number += 1;
        let digest = hmac::sign(&self.key, format!("{number} {purpose}").as_bytes());
        let mut bytes = [0; N];
        bytes.copy_from_slice(&digest.as_ref()[..N]);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use networks::{Http, Limits, Policy};
    use secrecy::SecretString;

    use super::*;

    fn demo(seed: Option<u64>) -> Chance {
        let http = Http::new(Policy::default(), Limits::default()).unwrap();
        let base = url::Url::parse("http://127.0.0.1:1/").unwrap();
        Chance::of(Some(&DemoControl::new(http, base, SecretString::from("token")).seeded(seed)))
    }

    #[test]
    fn a_seed_makes_runs_alike_and_purposes_do_not_meet() {
        let (one, two) = (demo(Some(7)), demo(Some(7)));
        let first = one.correlation("share");
        assert_eq!(first, two.correlation("share"));
        // What was asked for meanwhile changes nothing.
        assert_ne!(two.correlation("places"), first);
        assert_eq!(one.correlation("share"), two.correlation("share"));
        assert_eq!(one.four("passcode").unwrap(), two.four("passcode").unwrap());
        assert_eq!((one.at_once(4), demo(None).at_once(4)), (1, 4));
        assert_ne!(one.correlation("share"), first, "an id comes once");
        assert_ne!(demo(Some(8)).correlation("share"), first, "another seed, another row");
    }

    /// Outside a demo there is nothing to put a seed into; a demo without one is as random.
    #[test]
    fn without_a_seed_everything_is_random() {
        let cores = [Chance::of(None), Chance::of(None), demo(None), demo(None)];
        let ids: HashSet<_> = cores.iter().map(|core| core.correlation("share").uuid()).collect();
        assert_eq!(ids.len(), cores.len());
        let draws = |core: &Chance| -> Vec<_> { (0..8).map(|_| core.four("passcode").unwrap()).collect() };
        let passcodes: HashSet<_> = cores.iter().map(draws).collect();
        assert_eq!(passcodes.len(), cores.len());
    }
}
