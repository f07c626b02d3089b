//! Proof of identity (IAL2): through b.well, through a credential service provider (CSP) of one's own, or both.

use url::Url;

use crate::Words;
use crate::issuer::IssuerProfile;
use crate::rule::{flag, text, token};
use crate::section::Section;

/// How a patient proves who they are, and what the checker promises about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityCheck {
    /// Who checks, as patients will see it.
    pub name: Option<String>,
    /// b.well offers the check (`createVerificationUrl`).
    pub through_bwell: bool,
    /// b.well also compares what was verified with the profile (`includeAttributeMatchingCheck`).
    pub attribute_matching: bool,
    /// What the patient will do, step by step; without any there is no such card.
    pub steps: Vec<Words>,
    /// What the checker promises; without any there is no such card.
    pub promises: Vec<Words>,
    /// The checker of the second network.
    pub csp: Option<Csp>,
}

/// A credential service provider, by `OpenID` Connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csp {
    /// Ours at the provider.
    pub client_id: String,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// What its tokens look like and what is believed of them.
    pub profile: IssuerProfile,
}

impl IdentityCheck {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let name = section.optional("name", &text());
        let through_bwell = section.or("through_bwell", true, &flag());
        let attribute_matching = section.or("attribute_matching", false, &flag());
        let steps = section.sections("steps", 8, Words::read);
        let promises = section.sections("promises", 8, Words::read);
        let csp = section.optional_section("csp", |csp| Csp::read(csp, loopback));
        if !through_bwell && csp.is_none() {
            let right = "through_bwell = true, or a section [identity_check.csp]";
            section.refuse("through_bwell", "nobody would check an identity", right);
        }
        if attribute_matching && !through_bwell {
            section.refuse("attribute_matching", "b.well does not check here", "through_bwell = true");
        }
        if name.is_none() && !(steps.is_empty() && promises.is_empty()) {
            section.refuse("name", "missing, so nobody would know whose promises these are", "who checks");
        }
        if matches!(csp, Some(None)) {
            // There is one, with a problem: that must not read as if there were none.
            return None;
        }
        Some(Self { name, through_bwell, attribute_matching, steps, promises, csp: csp.flatten() })
    }
}

impl Csp {
    fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let client_id =
            section.required("client_id", &token().meaning("Satchel's client id at the provider"));
        let scopes = section.list_or("scopes", vec!["openid".to_owned()], 1..=20, &token());
        if !scopes.iter().any(|scope| scope == "openid") {
            section.refuse("scopes", "openid is missing, so there would be no ID token", "openid and others");
        }
        let profile = IssuerProfile::read(section, loopback);
        Some(Self { client_id: client_id?, scopes, profile: profile? })
    }
}
