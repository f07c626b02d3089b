//! The proof of identity as the exchange checks it (ias-wire 3.1 step 2 and 12.3). Written from the reference alone: the
//! app has checks of its own.

use jiff::Timestamp;
use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::outcome::Refusal;
use super::{PURPOSES, T_IAS};
use crate::server::Server;

/// What is left of a token once it was checked.
pub(super) struct Proof {
    pub(super) issuer: String,
    pub(super) jti: Option<String>,
    claims: Value,
}

fn refuse(status: u16, issue: &'static str, detail: &'static str) -> Refusal {
    Refusal::new(status, issue, "The identity token is not accepted.").detail(detail)
}

/// Signature, issuer, audience, times, purpose and assurance, in this order.
pub(super) fn check(server: &Server, token: &str, now: Timestamp) -> Result<Proof, Refusal> {
    let malformed = || refuse(400, "invalid", "ias-token-malformed");
    if token.split('.').count() != 3 {
        return Err(malformed());
    }
    // `jsonwebtoken` knows no `none`: what it cannot name is not allowed.
    let unsigned = || {
        use base64::Engine as _;
        let head = token.split('.').next().unwrap_or_default();
        let head = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(head).ok()?;
        let head: Value = serde_json::from_slice(&head).ok()?;
        head.get("alg")?.as_str().map(str::to_owned)
    };
    let header = jsonwebtoken::decode_header(token).map_err(|_| match unsigned() {
        Some(_) => refuse(401, "security", "ias-token-alg"),
        None => malformed(),
    })?;
    let allowed = [Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::EdDSA];
    if !allowed.contains(&header.alg) {
        return Err(refuse(401, "security", "ias-token-alg"));
    }
    if header.crit.is_some() {
        return Err(malformed());
    }
    let keys = server
        .csp
        .published(server)
        .map_err(|_| Refusal::new(500, "exception", "The keys cannot be read."))?;
    let key = keys
        .iter()
        .find(|key| header.kid.is_some() && key.header().kid == header.kid && key.algorithm == header.alg)
        .ok_or_else(|| refuse(401, "security", "ias-token-key"))?;
    let claims = key.claims(token).ok_or_else(|| refuse(401, "security", "ias-token-signature"))?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(server.csp.issuer()) {
        return Err(refuse(401, "security", "ias-token-issuer"));
    }
    let audience = server.world(|world, _| world.csp.audience().to_owned());
    let meant = match claims.get("aud") {
        Some(Value::String(one)) => *one == audience,
        Some(Value::Array(many)) => many.contains(&json!(audience)),
        _ => false,
    };
    if !meant {
        return Err(refuse(401, "security", "ias-token-audience"));
    }
    let second = |name: &str| claims.get(name).and_then(Value::as_i64);
    if second("exp").is_none_or(|exp| exp <= now.as_second()) {
        return Err(refuse(401, "expired", "ias-token-expired"));
    }
    if second("iat").is_none_or(|iat| iat > now.as_second()) {
        return Err(refuse(401, "security", "ias-token-not-yet-valid"));
    }
    let purpose = text("purpose_of_use");
    if purpose != Some(T_IAS) && purpose != Some(&format!("{PURPOSES}#{T_IAS}")) {
        return Err(refuse(403, "forbidden", "wrong-purpose-of-use"));
    }
    if assurance(&claims) < 2 {
        return Err(refuse(403, "forbidden", "assurance-too-low"));
    }
    Ok(Proof { issuer: server.csp.issuer().to_owned(), jti: text("jti").map(str::to_owned), claims })
}

fn assurance(claims: &Value) -> i64 {
    let number = claims.get("identity_assurance_level").and_then(Value::as_i64);
    let ends = |text: Option<&Value>| {
        text.and_then(Value::as_str).and_then(|text| text.chars().last()?.to_digit(10)).map(i64::from)
    };
    number
        .or_else(|| ends(claims.get("acr")))
        .or_else(|| ends(claims.pointer("/verified_claims/verification/assurance_level")))
        .unwrap_or(0)
}

impl Proof {
    /// The names of the fields in which the token and the tenant's patient differ.
    pub(super) fn differs(&self, patient: &Value) -> Vec<&'static str> {
        let claims = self.claims.pointer("/verified_claims/claims").unwrap_or(&self.claims);
        let first = |pointers: &[&str]| {
            let found = pointers.iter().find_map(|pointer| claims.pointer(pointer)?.as_str());
            found.unwrap_or_default().to_owned()
        };
        let theirs =
            |pointer: &str| patient.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let zip = |text: String| text.chars().take(5).collect::<String>();
        let pairs = [
            (
                "Patient.name.family",
                plain(&first(&["/family_name", "/name_last"])),
                plain(&theirs("/name/0/family")),
            ),
            (
                "Patient.name.given",
                plain(first(&["/given_name", "/name_first"]).split(' ').next().unwrap_or_default()),
                plain(theirs("/name/0/given/0").split(' ').next().unwrap_or_default()),
            ),
            ("Patient.birthDate", iso(&first(&["/birthdate", "/birth_date"])), theirs("/birthDate")),
            (
                "Patient.address.line",
                plain(&first(&["/address/street_address", "/address_line1"])),
                plain(&lines(patient, claims.get("address_line1").is_some())),
            ),
            (
                "Patient.address.postalCode",
                zip(first(&["/address/postal_code", "/postal_code"])),
                zip(theirs("/address/0/postalCode")),
            ),
        ];
        pairs
            .into_iter()
            .filter(|(_, ours, theirs)| ours.is_empty() || ours != theirs)
            .map(|(name, _, _)| name)
            .collect()
    }
}

fn lines(patient: &Value, first_only: bool) -> String {
    let lines = patient.pointer("/address/0/line").and_then(Value::as_array);
    let lines = lines.into_iter().flatten().filter_map(Value::as_str);
    lines.take(if first_only { 1 } else { usize::MAX }).collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `YYYY-MM-DD` out of that or `MM/DD/YYYY`.
fn iso(date: &str) -> String {
    match date.split('/').collect::<Vec<_>>()[..] {
        [month, day, year] => format!("{year}-{month}-{day}"),
        _ => date.to_owned(),
    }
}
