//! What a payload must say, once its signature holds (rules V11 to V20 and V22). One function a rule.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use crate::issuer::{T_IAS, T_IAS_URI};
use crate::{Algorithm, IssuerProfile, Occasion, PurposeCarrier, Refusal, TokenShape, claims};

type Claims = Map<String, Value>;

/// V11.
pub(crate) fn issuer(claims: &Claims, profile: &IssuerProfile) -> Result<(), Refusal> {
    let same = claims.get("iss").and_then(Value::as_str) == Some(&profile.issuer);
    if same { Ok(()) } else { Err(Refusal::WrongIssuer) }
}

/// V12.
pub(crate) fn audience(claims: &Claims, profile: &IssuerProfile) -> Result<(), Refusal> {
    let named: Vec<&str> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several
            .iter()
            .map(|audience| audience.as_str().ok_or(Refusal::WrongAudience))
            .collect::<Result<_, _>>()?,
        _ => return Err(Refusal::WrongAudience),
    };
    let is_in = |list: &[String], audience: &str| list.iter().any(|known| known == audience);
    let ours = named.iter().any(|audience| is_in(&profile.audiences, audience));
    let known =
        |audience: &&str| is_in(&profile.audiences, audience) || is_in(&profile.other_audiences, audience);
    let party = match &profile.authorized_party {
        Some(party) => claims.get("azp").and_then(Value::as_str) == Some(party),
        None => true,
    };
    if ours && named.iter().all(known) && party { Ok(()) } else { Err(Refusal::WrongAudience) }
}

/// V13 and V14. The instant from which the token is refused, with the skew in it.
pub(crate) fn times(claims: &Claims, profile: &IssuerProfile, now: Timestamp) -> Result<Timestamp, Refusal> {
    let skew = SignedDuration::from_secs(profile.skew.seconds().into());
    let exp = numeric_date(claims, "exp")?.ok_or(Refusal::Expired)?;
    let iat = numeric_date(claims, "iat")?.ok_or(Refusal::MalformedTime)?;
    if exp <= iat {
        return Err(Refusal::MalformedTime);
    }
    let ends = shifted(exp, skew);
    if now >= ends {
        return Err(Refusal::Expired);
    }
    let latest = shifted(now, skew);
    if iat > latest || numeric_date(claims, "nbf")?.is_some_and(|nbf| nbf > latest) {
        return Err(Refusal::NotYetValid);
    }
    if older_than(iat, profile.max_age, now, skew) {
        return Err(Refusal::TooOld);
    }
    Ok(ends)
}

/// V16.
pub(crate) fn purpose(claims: &Claims, profile: &IssuerProfile) -> Result<(), Refusal> {
    let names: &[String] = match &profile.purpose {
        PurposeCarrier::TokenAlso(names) => names,
        PurposeCarrier::Token | PurposeCarrier::RequestAlone => &[],
    };
    let flat = std::iter::once("purpose_of_use").chain(names.iter().map(String::as_str));
    let extension = |name: &str| claims.get("extensions")?.get(name)?.get("purpose_of_use");
    let stated: Vec<&Value> = flat
        .filter_map(|name| claims.get(name))
        .chain(["tefca_ias", "tefca-ias"].into_iter().filter_map(extension))
        .collect();
    let may_be_absent = profile.purpose == PurposeCarrier::RequestAlone;
    if (stated.is_empty() && !may_be_absent) || !stated.into_iter().all(is_individual_access) {
        return Err(Refusal::WrongPurpose);
    }
    Ok(())
}

/// The code, bare or with its system, alone or as the only item of a list. Spelled exactly.
fn is_individual_access(value: &Value) -> bool {
    match value {
        Value::String(code) => code == T_IAS || code == T_IAS_URI,
        Value::Array(codes) => matches!(&codes[..], [one] if one.is_string() && is_individual_access(one)),
        _ => false,
    }
}

/// V17. Every statement about the level must say 2 or more; without one, the issuer's contract decides.
pub(crate) fn assurance(claims: &Claims, profile: &IssuerProfile) -> Result<(), Refusal> {
    let verification = claims.get("verified_claims").and_then(|verified| verified.get("verification"));
    let inner = verification.and_then(|verification| verification.get("assurance_level"));
    // Beside `verified_claims`, a flat level is the person's own word.
    let flat = match claims::shape(claims) {
        TokenShape::VerifiedClaims => None,
        TokenShape::CmsFlat | TokenShape::Oidc => claims.get("identity_assurance_level"),
    };
    let stated = [inner, flat].into_iter().flatten().map(level);
    // `acr` may speak of other things than the proofing; then it says nothing here.
    let acr = claims.get("acr").and_then(Value::as_str).and_then(acr_level);
    let levels: Vec<Option<u64>> = stated.chain(acr.map(Some)).collect();
    let enough = |level: &Option<u64>| level.is_some_and(|level| (2..=3).contains(&level));
    let granted = if levels.is_empty() { profile.implied_ial2 } else { levels.iter().all(enough) };
    if granted { Ok(()) } else { Err(Refusal::AssuranceTooLow) }
}

/// `2`, `"2"`, `"ial2"`, `"IAL2"`.
fn level(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => {
            let text = text.to_ascii_lowercase();
            text.strip_prefix("ial").unwrap_or(&text).parse().ok()
        }
        _ => None,
    }
}

/// The last part of `http://udap.org/code/id/ial2`.
fn acr_level(acr: &str) -> Option<u64> {
    let last = acr.rsplit(['/', ':', '#']).next()?.to_ascii_lowercase();
    last.strip_prefix("ial")?.parse().ok()
}

/// V18.
pub(crate) fn subject<'a>(claims: &'a Claims, occasion: &Occasion<'_>) -> Result<&'a str, Refusal> {
    let subject = claims
        .get("sub")
        .and_then(Value::as_str)
        .filter(|subject| !subject.is_empty() && subject.len() <= 255 && subject.is_ascii())
        .ok_or(Refusal::MalformedSubject)?;
    match occasion {
        Occasion::Refresh { subject: first } if *first != subject => Err(Refusal::SubjectChanged),
        _ => Ok(subject),
    }
}

/// V19.
pub(crate) fn nonce(
    claims: &Claims,
    profile: &IssuerProfile,
    occasion: &Occasion<'_>,
) -> Result<(), Refusal> {
    let Occasion::SignIn { nonce: sent } = occasion else { return Ok(()) };
    match claims.get("nonce") {
        None if profile.omits_nonce => Ok(()),
        Some(Value::String(nonce)) if nonce == sent => Ok(()),
        _ => Err(Refusal::NonceMismatch),
    }
}

/// V20.
pub(crate) fn access_token_hash(
    claims: &Claims,
    algorithm: Algorithm,
    access_token: Option<&str>,
) -> Result<(), Refusal> {
    match (claims.get("at_hash"), access_token) {
        (Some(hash), Some(token)) if hash.as_str() != Some(&algorithm.half_hash(token)) => {
            Err(Refusal::HashMismatch)
        }
        _ => Ok(()),
    }
}

/// V22. When the person was authenticated, where the token says so.
pub(crate) fn authentication_time(
    claims: &Claims,
    profile: &IssuerProfile,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let skew = SignedDuration::from_secs(profile.skew.seconds().into());
    let at = numeric_date(claims, "auth_time")?;
    let in_future = at.is_some_and(|at| at > shifted(now, skew));
    let too_old = at.is_some_and(|at| older_than(at, profile.authenticated_within, now, skew));
    let absent = at.is_none() && profile.authenticated_within.is_some();
    if in_future || too_old || absent { Err(Refusal::AuthenticationTooOld) } else { Ok(at) }
}

/// RFC 7519's `NumericDate`: a number of seconds, fraction and exponent allowed, nothing else.
fn numeric_date(claims: &Claims, name: &str) -> Result<Option<Timestamp>, Refusal> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    let seconds = value.as_f64().ok_or(Refusal::MalformedTime)?;
    SignedDuration::try_from_secs_f64(seconds)
        .ok()
        .and_then(|since_1970| Timestamp::from_duration(since_1970).ok())
        .map(Some)
        .ok_or(Refusal::MalformedTime)
}

fn older_than(at: Timestamp, seconds: Option<u32>, now: Timestamp, skew: SignedDuration) -> bool {
    seconds.is_some_and(|seconds| now.duration_since(at) > SignedDuration::from_secs(seconds.into()) + skew)
}

fn shifted(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}
