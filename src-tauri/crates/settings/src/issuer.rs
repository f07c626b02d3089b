//! What is known about an issuer of identity tokens: nothing about a vendor stands in code (`spec/ias-wire.md`,
//! sections 6 to 8).

use url::Url;

use crate::rule::{choice, flag, issuer, number, token};
use crate::section::Section;

/// One issuer in one environment: a sandbox's tokens are not a production's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one documented switch of the file")]
pub struct IssuerProfile {
    /// Compared exactly with `iss`.
    pub issuer: String,
    /// Ours: the client id, the requester's `urn:oid:` home community id, or both. One must be in `aud`.
    pub audiences: Vec<String>,
    /// Tolerated in `aud` beside ours.
    pub other_audiences: Vec<String>,
    /// Where the deployment uses `azp`: what it must be.
    pub authorized_party: Option<String>,
    /// What the issuer may sign with.
    pub algorithms: Vec<Algorithm>,
    /// How far clocks may differ, in seconds (rule V15).
    pub skew: u32,
    /// Longest time since `iat`, in seconds.
    pub max_age: Option<u32>,
    /// Longest time since `auth_time`, in seconds; then it must be there.
    pub authenticated_within: Option<u32>,
    /// The shapes of claims that it sends.
    pub shapes: Vec<TokenShape>,
    /// It writes birth dates as `MM/DD/YYYY`.
    pub month_first_dates: bool,
    /// Its contract promises IAL2 and its tokens do not say so.
    pub implied_ial2: bool,
    /// Where the purpose of use stands.
    pub purpose: PurposeCarrier,
    /// It leaves the nonce out of its answers.
    pub omits_nonce: bool,
    /// People with one name only are accepted.
    pub allow_mononym: bool,
}

/// Asymmetric algorithms alone (rule V4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the `alg` of RFC 7518, section 3.1, or RFC 8037")]
pub enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
    EdDsa,
}

const ALGORITHMS: [(&str, Algorithm); 10] = [
    ("RS256", Algorithm::Rs256),
    ("RS384", Algorithm::Rs384),
    ("RS512", Algorithm::Rs512),
    ("PS256", Algorithm::Ps256),
    ("PS384", Algorithm::Ps384),
    ("PS512", Algorithm::Ps512),
    ("ES256", Algorithm::Es256),
    ("ES384", Algorithm::Es384),
    ("ES512", Algorithm::Es512),
    ("EdDSA", Algorithm::EdDsa),
];
const USUAL: [Algorithm; 4] = [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa];

/// The three shapes in circulation (`spec/ias-wire.md`, section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenShape {
    /// Flat names of the CMS aligned networks: `name_first`, `address_line1`.
    CmsFlat,
    /// Flat OIDC names with an `address` object, as in the TEFCA procedure.
    Oidc,
    /// OIDC for Identity Assurance: only what is inside `verified_claims.claims` counts.
    VerifiedClaims,
}

const SHAPES: [(&str, TokenShape); 3] = [
    ("cms-flat", TokenShape::CmsFlat),
    ("oidc", TokenShape::Oidc),
    ("verified-claims", TokenShape::VerifiedClaims),
];

/// Where the purpose of use is looked for (rule V16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PurposeCarrier {
    /// In the token: `purpose_of_use`, the `tefca_ias` extension, or one of these names too.
    Token(Vec<String>),
    /// In the request alone. A token that names another purpose is refused all the same.
    RequestAlone,
}

impl IssuerProfile {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let issuer = section.required("issuer", &issuer(loopback));
        let audience = token().meaning("the client id, or the urn:oid: home community id");
        let audiences = section.required_list("audiences", 1..=4, &audience);
        let other_audiences = section.list_or("other_audiences", Vec::new(), 0..=8, &token());
        let authorized_party = section.optional("authorized_party", &token());
        let algorithms = section.list_or("algorithms", USUAL.to_vec(), 1..=10, &choice(&ALGORITHMS));
        let skew = section.or("skew", 60, &number(0..=300, "seconds"));
        let max_age = section.optional("max_age", &number(1..=86_400, "seconds"));
        let authenticated_within = section.optional("authenticated_within", &number(1..=86_400, "seconds"));
        let shapes = section.list_or("shapes", vec![TokenShape::Oidc], 1..=3, &choice(&SHAPES));
        let month_first_dates = section.or("month_first_dates", false, &flag());
        let implied_ial2 = section.or("implied_ial2", false, &flag());
        let in_request = section.or("purpose", false, &choice(&[("token", false), ("request-alone", true)]));
        let names = section.list_or("purpose_claims", Vec::new(), 0..=4, &token());
        if in_request && !names.is_empty() {
            section.refuse("purpose_claims", "the purpose is in the request alone", "purpose = \"token\"");
        }
        let omits_nonce = section.or("omits_nonce", false, &flag());
        let allow_mononym = section.or("allow_mononym", false, &flag());
        Some(Self {
            issuer: issuer?,
            audiences: audiences?,
            other_audiences,
            authorized_party,
            algorithms,
            skew,
            max_age,
            authenticated_within,
            shapes,
            month_first_dates,
            implied_ial2,
            purpose: if in_request { PurposeCarrier::RequestAlone } else { PurposeCarrier::Token(names) },
            omits_nonce,
            allow_mononym,
        })
    }
}
