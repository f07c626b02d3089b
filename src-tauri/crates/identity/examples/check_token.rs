//! Checks one identity token from standard input and says so in one line of JSON.
//!
//! ```text
//! cargo run -p identity --example check_token -- --jwks FILE --issuer URL --audience AUD --now RFC3339
//!     [--purpose T-IAS|none] [--skew SECONDS] [--signature-only] < token
//! ```
//!
//! Exit code 0: valid; 1: refused, with the code of the rule; 2: not called as above.
//! `--signature-only` looks at key choice, header and signature alone. What came with a token (nonce, access token)
//! is not asked for here, every published shape of claims is read, and social security numbers are not printed.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use identity::{
    Algorithm, Check, IasToken, IssuerProfile, KeySet, Occasion, PurposeCarrier, Refusal, Skew, TokenShape,
    check_signature,
};
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::{Map, Value, json};

/// Never displayed (`spec/ias-wire.md`, section 7).
const NOT_PRINTED: [&str; 8] = [
    "ssn_itin",
    "ssn_itin_short",
    "ssn",
    "SSN",
    "ssn9",
    "ssn4",
    "ssn_last_four_digits",
    "SSN_Last_four_digits",
];

struct Asked {
    jwks: Vec<u8>,
    profile: IssuerProfile,
    now: Timestamp,
    signature_only: bool,
}

fn main() -> ExitCode {
    let (asked, token) = match asked().and_then(|asked| Ok((asked, token()?))) {
        Ok(both) => both,
        Err(problem) => {
            let _ = writeln!(std::io::stderr(), "check_token: {problem}");
            return ExitCode::from(2);
        }
    };
    let outcome = check(&asked, token.trim_end_matches(['\r', '\n']));
    let valid = outcome.is_ok();
    let (code, claims) = match outcome {
        Ok(claims) => ("valid", claims),
        Err(refusal) => (refusal.code(), Map::new()),
    };
    let line = json!({"valid": valid, "code": code, "claims": claims});
    if writeln!(std::io::stdout(), "{line}").is_err() {
        return ExitCode::from(2);
    }
    if valid { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn check(asked: &Asked, token: &str) -> Result<Map<String, Value>, Refusal> {
    let keys = KeySet::parse(&asked.jwks)?;
    let payload = check_signature(token, &keys, &asked.profile.algorithms)?;
    if asked.signature_only {
        return Ok(Map::new());
    }
    let check = Check {
        profile: &asked.profile,
        keys: &keys,
        occasion: Occasion::Handed,
        access_token: None,
        now: asked.now,
    };
    IasToken::check(SecretString::from(token), &check)?;
    let mut claims: Map<String, Value> =
        serde_json::from_slice(&payload).map_err(|_| Refusal::NotJsonObject)?;
    claims.retain(|name, _| !NOT_PRINTED.contains(&name.as_str()));
    Ok(claims)
}

fn token() -> Result<String, Box<dyn std::error::Error>> {
    let mut token = String::new();
    std::io::stdin().read_to_string(&mut token)?;
    Ok(token)
}

fn asked() -> Result<Asked, Box<dyn std::error::Error>> {
    use lexopt::prelude::*;
    let (mut jwks, mut issuer, mut audience, mut now) = (None, None, None, None);
    let (mut purpose, mut skew, mut signature_only) = (PurposeCarrier::Token, Skew::default(), false);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("jwks") => jwks = Some(std::fs::read(parser.value()?)?),
            Long("issuer") => issuer = Some(parser.value()?.string()?),
            Long("audience") => audience = Some(parser.value()?.string()?),
            Long("now") => now = Some(parser.value()?.parse::<Timestamp>()?),
            Long("purpose") => {
                purpose = match parser.value()?.string()?.as_str() {
                    "T-IAS" => PurposeCarrier::Token,
                    "none" => PurposeCarrier::RequestAlone,
                    _ => return Err("--purpose is T-IAS or none".into()),
                }
            }
            Long("skew") => skew = Skew::new(parser.value()?.parse()?)?,
            Long("signature-only") => signature_only = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let needed = |name: &str| format!("--{name} is needed");
    // A signature has no issuer, audience or time.
    let claim = |given: Option<String>, name| match given {
        None if !signature_only => Err(needed(name)),
        given => Ok(given.unwrap_or_default()),
    };
    Ok(Asked {
        jwks: jwks.ok_or_else(|| needed("jwks"))?,
        profile: IssuerProfile {
            algorithms: Algorithm::ALL.to_vec(),
            shapes: vec![TokenShape::CmsFlat, TokenShape::Oidc, TokenShape::VerifiedClaims],
            purpose,
            skew,
            ..IssuerProfile::new(claim(issuer, "issuer")?, claim(audience, "audience")?)
        },
        now: if signature_only { Timestamp::UNIX_EPOCH } else { now.ok_or_else(|| needed("now"))? },
        signature_only,
    })
}
