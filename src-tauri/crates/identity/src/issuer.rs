//! What we know about an issuer of identity tokens, as data: nothing about a vendor stands in code.

use serde::Deserialize;

use crate::Algorithm;

/// The code for individual access, and its URI form (`spec/ias-wire.md`, section 5).
pub const T_IAS: &str = "T-IAS";
/// The same with its code system.
pub const T_IAS_URI: &str = "urn:oid:2.16.840.1.113883.3.7204.1.5.2.1#T-IAS";

/// Everything that differs from issuer to issuer. One profile is one issuer in one environment: a sandbox's tokens
/// are not a production's.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one documented switch of the settings file")]
pub struct IssuerProfile {
    /// Compared exactly with `iss`.
    pub issuer: String,
    /// Ours: the OIDC client id, the requester's `urn:oid:` home community id, or both. One must be in `aud`.
    pub audiences: Vec<String>,
    /// Tolerated in `aud` beside ours.
    #[serde(default)]
    pub other_audiences: Vec<String>,
    /// Where the deployment uses `azp`: what it must be.
    #[serde(default)]
    pub authorized_party: Option<String>,
    /// What the issuer may sign with.
    #[serde(default = "usual_algorithms")]
    pub algorithms: Vec<Algorithm>,
    /// How far clocks may differ.
    #[serde(default)]
    pub skew: Skew,
    /// Longest time since `iat`, in seconds.
    #[serde(default)]
    pub max_age: Option<u32>,
    /// Longest time since `auth_time`, in seconds; then `auth_time` must be there.
    #[serde(default)]
    pub authenticated_within: Option<u32>,
    /// The shapes of claims that it sends.
    #[serde(default = "usual_shapes")]
    pub shapes: Vec<TokenShape>,
    /// It writes birth dates as `MM/DD/YYYY`.
    #[serde(default)]
    pub month_first_dates: bool,
    /// Its contract promises IAL2 and its tokens do not say so.
    #[serde(default)]
    pub implied_ial2: bool,
    /// Where the purpose of use stands.
    #[serde(default)]
    pub purpose: PurposeCarrier,
    /// It leaves the nonce out of its answers.
    #[serde(default)]
    pub omits_nonce: bool,
    /// People with one name only are accepted.
    #[serde(default)]
    pub allow_mononym: bool,
}

impl IssuerProfile {
    /// The strict profile: flat claims with an `address` object, stated IAL2, purpose in the token.
    #[must_use]
    pub fn new(issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        Self {
            issuer: issuer.into(),
            audiences: vec![audience.into()],
            other_audiences: Vec::new(),
            authorized_party: None,
            algorithms: usual_algorithms(),
            skew: Skew::default(),
            max_age: None,
            authenticated_within: None,
            shapes: usual_shapes(),
            month_first_dates: false,
            implied_ial2: false,
            purpose: PurposeCarrier::default(),
            omits_nonce: false,
            allow_mononym: false,
        }
    }
}

/// The three shapes in circulation (`spec/ias-wire.md`, section 7).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum TokenShape {
    /// Flat names of the CMS aligned networks: `name_first`, `address_line1`.
    CmsFlat,
    /// Flat OIDC names with an `address` object, as in the TEFCA procedure.
    Oidc,
    /// OIDC for Identity Assurance: only what is inside `verified_claims.claims` counts.
    VerifiedClaims,
}

/// Where the purpose of use is looked for (rule V16). No published token carries it; the guide demands it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum PurposeCarrier {
    /// In the token: `purpose_of_use`, or the `tefca_ias` extension.
    #[default]
    Token,
    /// In the token, under one of these names too (`purpose`, `pou`).
    TokenAlso(Vec<String>),
    /// In the request alone. A token that names another purpose is refused all the same.
    RequestAlone,
}

/// How far clocks may differ, in seconds: 60 unless said otherwise, never above 300 (rule V15).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "u32")]
pub struct Skew(u32);

/// More than RFC 7519's "few minutes".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("clocks may differ by 300 seconds at most")]
pub struct SkewTooLarge;

impl Skew {
    /// From a number of seconds.
    pub fn new(seconds: u32) -> Result<Self, SkewTooLarge> {
        if seconds > 300 { Err(SkewTooLarge) } else { Ok(Self(seconds)) }
    }

    /// In seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }
}

impl Default for Skew {
    fn default() -> Self {
        Self(60)
    }
}

impl TryFrom<u32> for Skew {
    type Error = SkewTooLarge;

    fn try_from(seconds: u32) -> Result<Self, SkewTooLarge> {
        Self::new(seconds)
    }
}

fn usual_algorithms() -> Vec<Algorithm> {
    vec![Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa]
}

fn usual_shapes() -> Vec<TokenShape> {
    vec![TokenShape::Oidc]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v15_clocks_may_differ_by_five_minutes_at_most() {
        assert_eq!(Skew::default().seconds(), 60);
        assert_eq!(Skew::new(300).map(Skew::seconds), Ok(300));
        assert_eq!(Skew::new(301), Err(SkewTooLarge));
    }

    #[test]
    fn a_profile_reads_from_data() {
        let profile: IssuerProfile = serde_json::from_value(serde_json::json!({
            "issuer": "https://csp.example.org",
            "audiences": ["urn:oid:1.2.3"],
            "algorithms": ["RS256", "EdDSA"],
            "skew": 30,
            "shapes": ["cms-flat", "oidc", "verified-claims"],
            "month_first_dates": true,
            "purpose": {"token-also": ["pou"]}
        }))
        .unwrap();
        let expected = IssuerProfile {
            algorithms: vec![Algorithm::Rs256, Algorithm::EdDsa],
            skew: Skew::new(30).unwrap(),
            shapes: vec![TokenShape::CmsFlat, TokenShape::Oidc, TokenShape::VerifiedClaims],
            month_first_dates: true,
            purpose: PurposeCarrier::TokenAlso(vec!["pou".to_owned()]),
            ..IssuerProfile::new("https://csp.example.org", "urn:oid:1.2.3")
        };
        assert_eq!(profile, expected);
    }

    #[test]
    fn a_profile_with_a_slip_is_refused() {
        for slip in [
            r#"{"issuer":"i","audiences":[],"algorithms":["HS256"]}"#,
            r#"{"issuer":"i","audiences":[],"skew":301}"#,
            r#"{"issuer":"i","audiences":[],"implied_ial3":true}"#,
        ] {
            assert!(serde_json::from_str::<IssuerProfile>(slip).is_err(), "{slip}");
        }
    }
}
