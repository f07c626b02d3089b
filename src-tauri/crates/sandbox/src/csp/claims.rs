//! What a check has found out about a person, in the three shapes that are in circulation (ias-wire 7).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::IAL2;
use crate::scenario::Person;

/// What the check said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The person is who they say.
    Match,
    /// Proven, but last name and street are not those that the organisation has.
    Differ,
    /// Not proven at IAL2.
    Weak,
}

/// How an ID token says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Shape {
    /// TEFCA IAS SOP: flat OIDC names, `address` as an object.
    #[serde(rename = "sop-shape")]
    Sop,
    /// CMS-aligned networks: flat names of their own.
    #[serde(rename = "flat-cms-shape")]
    FlatCms,
    /// OIDC for Identity Assurance: `verified_claims`.
    #[serde(rename = "oidc4ida-shape")]
    Oidc4Ida,
}

/// What was found out.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    person: &'a Person,
    family: &'a str,
    line: Vec<&'a str>,
    /// As the token writes it; `None`: not told.
    pub(super) birth_date: Option<String>,
    /// Identity assurance level.
    pub(super) level: u8,
    /// What the state is called within `address`: `region`, or `regionality` as in the SOP's table (ias-wire 5).
    pub(super) region: &'static str,
    proven_at: Timestamp,
}

impl<'a> Facts<'a> {
    pub(super) fn new(person: &'a Person, verdict: Verdict, proven_at: Timestamp) -> Self {
        let differ = verdict == Verdict::Differ;
        Self {
            person,
            family: if differ { "Winterbourne" } else { &person.family },
            line: if differ {
                vec!["77 Larkspur Lane"]
            } else {
                person.line.iter().map(String::as_str).collect()
            },
            birth_date: Some(person.birth_date.to_string()),
            level: if verdict == Verdict::Weak { 1 } else { 2 },
            region: "region",
            proven_at,
        }
    }

    /// The claims about the person. An object.
    pub(super) fn shaped(&self, shape: Shape) -> Value {
        match shape {
            Shape::Sop => self.sop(),
            Shape::FlatCms => self.flat_cms(),
            Shape::Oidc4Ida => self.oidc4ida(),
        }
    }

    fn middle(&self) -> Option<String> {
        Some(self.person.given.get(1..)?.join(" ")).filter(|middle| !middle.is_empty())
    }

    fn acr(&self) -> String {
        IAL2.replace('2', &self.level.to_string())
    }

    /// Claims with OIDC's names, without those that are not told.
    fn openid(&self) -> Value {
        let person = self.person;
        let mut claims = json!({
            "given_name": person.given.first(),
            "family_name": self.family,
            "gender": person.gender,
            "email": person.email,
            "email_verified": true,
            "phone_number": person.phone,
            "phone_number_verified": true,
            "address": {
                "street_address": self.line.join("\n"),
                "locality": person.city,
                "postal_code": person.postal_code,
                "country": "US",
            },
        });
        claims["address"][self.region] = json!(person.state);
        tell(&mut claims, "middle_name", self.middle());
        tell(&mut claims, "birthdate", self.birth_date.clone());
        claims
    }

    fn sop(&self) -> Value {
        let mut claims = self.openid();
        claims["acr"] = json!(self.acr());
        claims["identity_assurance_level"] = json!(self.level);
        claims
    }

    fn flat_cms(&self) -> Value {
        let person = self.person;
        let mut claims = json!({
            "name_first": person.given.first(),
            "name_last": self.family,
            "sex_legal": person.gender,
            "email": person.email,
            "phone_number": person.phone,
            "phone_number_verified": true,
            "address_line1": self.line.first(),
            "city": person.city,
            "state": person.state,
            "postal_code": person.postal_code,
            "country": "US",
            "identity_assurance_level": self.level,
        });
        tell(&mut claims, "address_line2", self.line.get(1).map(|&line| line.to_owned()));
        tell(&mut claims, "name_middle", self.middle());
        tell(&mut claims, "birth_date", self.birth_date.clone());
        claims
    }

    fn oidc4ida(&self) -> Value {
        json!({ "verified_claims": {
            "verification": {
                "trust_framework": "nist_800_63A",
                "assurance_level": format!("ial{}", self.level),
                "time": format!("{:.0}", self.proven_at),
                "evidence": [{ "type": "document" }],
            },
            "claims": self.openid(),
        } })
    }
}

fn tell(claims: &mut Value, name: &str, value: Option<String>) {
    if let Some(value) = value {
        claims[name] = json!(value);
    }
}
