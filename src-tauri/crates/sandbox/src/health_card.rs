//! A SMART Health Card: one signed record (shl-wire 5). Its key is drawn for it and published nowhere, so nobody can
//! check the signature; a receiver here only has to know a card when it sees one.

use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::json;

use crate::jwe::deflate;
use crate::records::patient;
use crate::user::User;

/// A `.smart-health-card` file with one card.
pub(crate) fn file(base_url: &str, user: &User, now: Timestamp) -> Result<String, Unspecified> {
    let claims = json!({
        "iss": format!("{base_url}/health-cards"),
        "nbf": now.as_second(),
        "vc": {
            "type": ["https://smarthealth.cards#health-card"],
            "credentialSubject": {
                "fhirVersion": "4.0.1",
                "fhirBundle": {
                    "resourceType": "Bundle",
                    "type": "collection",
                    "entry": [{ "fullUrl": "resource:0", "resource": patient(user, now) }],
                },
            },
        },
    });
    let header = json!({ "zip": "DEF", "alg": "ES256", "kid": "nobody-knows-this-key" }).to_string();
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(deflate(claims.to_string().as_bytes()))
    );
    let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
    let signature = key.sign(&SystemRandom::new(), signed.as_bytes())?;
    let card = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()));
    Ok(json!({ "verifiableCredential": [card] }).to_string())
}
