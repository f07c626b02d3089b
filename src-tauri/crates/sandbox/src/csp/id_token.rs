//! One ID token: claims about the person, claims about the token, a signature, and at most one defect.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::claims::{Facts, Shape};
use super::defects::Defect;
use super::{Checked, State};
use crate::ids::Ids;
use crate::keys::{KeyError, SigningKey};
use crate::oauth::at_hash;
use crate::scenario::Person;

/// What a token is made for.
pub(super) struct Occasion<'a> {
    pub(super) checked: &'a Checked,
    pub(super) person: &'a Person,
    /// When the person was checked.
    pub(super) since: Timestamp,
    pub(super) nonce: Option<&'a str>,
    /// The access token beside it.
    pub(super) access: Option<&'a str>,
    pub(super) defect: Option<Defect>,
    pub(super) now: Timestamp,
}

impl State {
    /// Makes a token as the settings want it.
    pub(super) fn id_token(
        &mut self,
        occasion: &Occasion<'_>,
        issuer: &str,
        key: &SigningKey,
        ids: &Ids,
    ) -> Result<String, KeyError> {
        let (settings, now) = (&self.settings, occasion.now);
        let mut claims = about(occasion, settings.shape);
        claims["iss"] = json!(issuer);
        claims["sub"] = json!(subject(occasion.checked, ids));
        claims["aud"] = json!(settings.audience);
        claims["iat"] = json!(now.as_second());
        claims["exp"] = json!(now.as_second() + i64::from(settings.lifetime_seconds));
        claims["auth_time"] = json!(occasion.since.as_second());
        claims["jti"] = json!(ids.fresh("jti"));
        claims["purpose_of_use"] = json!("T-IAS");
        let reference = format!("csp verification {} {}", occasion.checked.person, occasion.since);
        claims["verification_id"] = json!(ids.named(&reference));
        if let Some(nonce) = occasion.nonce {
            claims["nonce"] = json!(nonce);
        }
        if let Some(access) = occasion.access {
            claims["at_hash"] = json!(at_hash(access, key.algorithm));
        }
        let token = match occasion.defect {
            None => key.sign(&claims),
            Some(defect) => {
                defect.spoil(&mut claims, self.last_jti.as_deref(), now);
                defect.sign(key, &claims, ids)
            }
        };
        self.last_jti = claims["jti"].as_str().map(str::to_owned);
        token
    }
}

/// The claims about the person.
pub(super) fn about(occasion: &Occasion<'_>, shape: Shape) -> Value {
    let mut facts = Facts::new(occasion.person, occasion.checked.verdict, occasion.since);
    if let Some(defect) = occasion.defect {
        defect.distort(&mut facts, occasion.person.birth_date);
    }
    facts.shaped(shape)
}

/// The CSP's own id of a person.
pub(super) fn subject(checked: &Checked, ids: &Ids) -> String {
    ids.named(&format!("csp subject {}", checked.person)).to_string()
}
