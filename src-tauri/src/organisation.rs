//! An organisation's settings as the parts that the core wants. Plain data in, plain data out.

use std::time::Duration;

use identity::{Algorithm, Client, IssuerProfile, PurposeCarrier, Skew, TokenShape};
use networks::bwell::Endpoint;
use networks::health_gorilla::Gateway;
use networks::{Http, Limits, Origin, OriginError, Policy, Proxies};
use secrecy::ExposeSecret as _;
use settings::{RedirectKind, Settings};
use url::Url;
use workflow::view::{ContactPurpose, ContactView};
use workflow::{
    Assumed, CALLBACK_PATH, Checker, CredentialProvider, IdentityProvider, Organisation, ReturnWay, Terms,
    Words,
};

/// The demo's file; its address stands for the sandbox's.
const DEMO: &str = include_str!("demo.toml");
const PLACEHOLDER: &str = "http://127.0.0.1:1";

/// The demo's settings, for the sandbox at `base`.
pub(crate) fn demo(base: &Url) -> Result<Settings, settings::Problems> {
    Settings::parse(&demo_text(base)).map(|parsed| parsed.settings)
}

pub(crate) fn demo_text(base: &Url) -> String {
    // With a quote or a slash after it, so that no longer number is taken for it.
    let origin = base.as_str().trim_end_matches('/');
    DEMO.replace(&format!("{PLACEHOLDER}\""), &format!("{origin}\""))
        .replace(&format!("{PLACEHOLDER}/"), &format!("{origin}/"))
}

/// Everything that requests may go to.
pub(crate) fn policy(settings: &Settings) -> Result<Policy, OriginError> {
    let mut allowed = Vec::new();
    for contact in settings.contacts() {
        allowed.push(Origin::parse(&contact.origin)?);
    }
    // A link is shown only if its viewer is on the list too.
    for viewer in &settings.health_links.viewer_hosts {
        allowed.push(Origin::of(viewer)?);
    }
    let policy = Policy::new(allowed);
    match &settings.hosts.loopback_origin {
        Some(loopback) => Ok(policy.with_loopback(Origin::of(loopback)?)),
        None => Ok(policy),
    }
}

/// The way out to them: through the system's proxy where there is one. Links that somebody gives are opened without.
pub(crate) fn way_out(settings: &Settings) -> Result<Http, Box<dyn std::error::Error>> {
    Ok(Http::new(policy(settings)?, Limits::default())?.with_proxies(Proxies::of_system())?)
}

/// Every host that requests may go to, and what for.
pub(crate) fn contacts(settings: &Settings) -> Vec<ContactView> {
    let purpose = |key: &str| match key {
        "bwell.graphql" => ContactPurpose::Network,
        "sign_in.issuer" => ContactPurpose::Account,
        "identity_check.csp.issuer" => ContactPurpose::IdentityCheck,
        "second_network.fhir" | "second_network.token" | "second_network.document_hosts" => {
            ContactPurpose::Documents
        }
        "health_links.manifest_hosts" => ContactPurpose::Shares,
        "kiosk.call_staff" => ContactPurpose::Staff,
        _ => ContactPurpose::Other,
    };
    let shown = |contact: settings::Contact| {
        let mut purposes: Vec<_> = contact.because.into_iter().map(purpose).collect();
        purposes.sort_unstable();
        purposes.dedup();
        let host =
            contact.origin.split_once("://").map_or(contact.origin.as_str(), |(_, host)| host).to_owned();
        ContactView { host, purposes }
    };
    settings.contacts().into_iter().map(shown).collect()
}

pub(crate) fn endpoint(settings: &Settings) -> Endpoint {
    Endpoint {
        graphql: settings.bwell.graphql.clone(),
        client_key: settings.bwell.client_key.expose_secret().to_owned(),
        recommendations: settings.assumptions.recommendation_categories.clone(),
    }
}

/// What is assumed of the first network.
pub(crate) fn assumed(settings: &Settings) -> Assumed {
    let assumed = settings.assumptions.clone();
    Assumed {
        search_minutes: assumed.search_minutes,
        second_permit_searches: assumed.second_permit_searches,
        up_to_date_hours: assumed.up_to_date_hours,
        error_means_failed_update: assumed.error_means_failed_update,
        permission_counts_from_sign_in: assumed.permission_counts_from_sign_in,
        records_name_their_place: assumed.records_name_their_place,
        permit_restores_expired: assumed.permit_restores_expired,
        expired_direct_activates: assumed.expired_direct_activates,
        closed_network_issue: assumed.closed_network_issue,
    }
}

/// In its own words.
pub(crate) fn words(settings: &Settings) -> Organisation {
    let organisation = settings.organisation.clone();
    let check = settings.identity_check.clone();
    let all = |sentences: Vec<settings::Words>| sentences.into_iter().map(both).collect();
    Organisation {
        name: organisation.name,
        help_phone: organisation.help.phone,
        help_email: organisation.help.email,
        help_page: organisation.help.page,
        help_hours: organisation.help.hours.map(both),
        terms: Terms {
            version: organisation.terms.version,
            date: organisation.terms.date,
            page: organisation.terms.page,
            title: both(organisation.terms.title),
        },
        privacy_page: organisation.privacy_page,
        keeps_trail: organisation.keeps_trail,
        checker: Checker {
            name: check.name,
            through_bwell: check.through_bwell,
            attribute_matching: check.attribute_matching,
            steps: all(check.steps),
            promises: all(check.promises),
        },
    }
}

fn both(words: settings::Words) -> Words {
    Words { en: words.en, es: words.es }
}

pub(crate) fn sign_in(settings: &Settings) -> IdentityProvider {
    let sign_in = &settings.sign_in;
    IdentityProvider {
        issuer: sign_in.issuer.clone(),
        client: Client { id: sign_in.client_id.clone(), scopes: sign_in.scopes.clone() },
        audience: sign_in.audience.clone(),
        device_flow: sign_in.device_flow,
    }
}

/// The ways back that are registered at the providers.
pub(crate) fn returns(settings: &Settings, scheme: &str) -> Vec<ReturnWay> {
    let way = |kind: &RedirectKind| match kind {
        RedirectKind::DeepLink => {
            Url::parse(&format!("{scheme}:{CALLBACK_PATH}")).ok().map(ReturnWay::DeepLink)
        }
        RedirectKind::Loopback => Some(ReturnWay::Loopback),
    };
    settings.sign_in.redirects.iter().filter_map(way).collect()
}

/// The second network at the organisation's gateway, and what is assumed of it.
pub(crate) fn second_network(settings: &Settings) -> Result<Option<Gateway>, OriginError> {
    let Some(network) = settings.second_network.clone() else { return Ok(None) };
    let assumed = settings.assumptions.clone();
    Ok(Some(Gateway {
        fhir: network.fhir,
        token: network.token,
        tenant: network.tenant,
        scopes: network.scopes,
        document_hosts: network.document_hosts.iter().map(Origin::of).collect::<Result<_, _>>()?,
        imports: network.document_import,
        largest_document: u64::from(network.largest_document) << 20,
        operation: assumed.retrieval_operation,
        token_parameter: assumed.retrieval_token_parameter,
        purpose_parameter: assumed.retrieval_purpose_parameter,
        can_cancel: assumed.retrieval_can_be_cancelled,
        counts_places: assumed.status_counts_places,
        patience: Duration::from_mins(u64::from(assumed.retrieval_minutes)),
        tells_who_was_asked: assumed.retrieval_audit,
        updates_patients: assumed.tenant_patient_updates,
    }))
}

pub(crate) fn csp(settings: &Settings) -> Option<CredentialProvider> {
    let csp = settings.identity_check.csp.as_ref()?;
    Some(CredentialProvider {
        client: Client { id: csp.client_id.clone(), scopes: csp.scopes.clone() },
        profile: profile(&csp.profile),
    })
}

fn profile(of: &settings::IssuerProfile) -> IssuerProfile {
    IssuerProfile {
        issuer: of.issuer.clone(),
        audiences: of.audiences.clone(),
        other_audiences: of.other_audiences.clone(),
        authorized_party: of.authorized_party.clone(),
        algorithms: of.algorithms.iter().copied().map(algorithm).collect(),
        // The settings allow no more than this type does.
        skew: Skew::new(of.skew).unwrap_or_default(),
        max_age: of.max_age,
        authenticated_within: of.authenticated_within,
        shapes: of.shapes.iter().copied().map(shape).collect(),
        month_first_dates: of.month_first_dates,
        implied_ial2: of.implied_ial2,
        purpose: match &of.purpose {
            settings::PurposeCarrier::Token(names) if names.is_empty() => PurposeCarrier::Token,
            settings::PurposeCarrier::Token(names) => PurposeCarrier::TokenAlso(names.clone()),
            settings::PurposeCarrier::RequestAlone => PurposeCarrier::RequestAlone,
        },
        omits_nonce: of.omits_nonce,
        allow_mononym: of.allow_mononym,
    }
}

fn algorithm(of: settings::Algorithm) -> Algorithm {
    use settings::Algorithm as Named;
    match of {
        Named::Rs256 => Algorithm::Rs256,
        Named::Rs384 => Algorithm::Rs384,
        Named::Rs512 => Algorithm::Rs512,
        Named::Ps256 => Algorithm::Ps256,
        Named::Ps384 => Algorithm::Ps384,
        Named::Ps512 => Algorithm::Ps512,
        Named::Es256 => Algorithm::Es256,
        Named::Es384 => Algorithm::Es384,
        Named::Es512 => Algorithm::Es512,
        Named::EdDsa => Algorithm::EdDsa,
    }
}

fn shape(of: settings::TokenShape) -> TokenShape {
    match of {
        settings::TokenShape::CmsFlat => TokenShape::CmsFlat,
        settings::TokenShape::Oidc => TokenShape::Oidc,
        settings::TokenShape::VerifiedClaims => TokenShape::VerifiedClaims,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demos_file_is_right_and_leads_to_the_sandbox_alone() {
        let base = Url::parse("http://127.0.0.1:45671/").unwrap();
        let settings = demo(&base).unwrap();
        assert_eq!(assumed(&settings), Assumed::default());
        assert_eq!(
            endpoint(&settings).recommendations,
            Endpoint::new(base.clone(), String::new()).recommendations
        );
        let origins: Vec<_> = settings.contacts().into_iter().map(|contact| contact.origin).collect();
        assert_eq!(origins, ["http://127.0.0.1:45671"]);
        assert_eq!(endpoint(&settings).graphql.as_str(), "http://127.0.0.1:45671/v1/graphql");
        let policy = policy(&settings).unwrap();
        assert!(policy.allows(&endpoint(&settings).graphql));
        assert!(!policy.allows(&Url::parse("http://127.0.0.1:1/v1/graphql").unwrap()));
        assert_eq!(words(&settings).terms.page.as_str(), "http://127.0.0.1:45671/organisation/terms");
        assert_eq!(csp(&settings).unwrap().profile.issuer, "http://127.0.0.1:45671/csp");
        // Without a way back, no ID check could begin, and no documents could be asked for.
        assert!(matches!(returns(&settings, "health.satchel.demo")[..], [ReturnWay::Loopback]));
    }

    #[test]
    fn the_example_file_becomes_parts_without_loss() {
        let settings = Settings::parse(settings::EXAMPLE).unwrap().settings;
        let csp = csp(&settings).unwrap();
        assert_eq!(csp.profile.algorithms.len(), 4);
        assert_eq!(csp.profile.max_age, Some(300));
        assert_eq!(csp.profile.authorized_party.as_deref(), Some("YOUR-CLIENT-ID"));
        let [ReturnWay::DeepLink(address), ReturnWay::Loopback] =
            &returns(&settings, "health.satchel.desktop")[..]
        else {
            panic!("two ways back");
        };
        assert_eq!(address.as_str(), "health.satchel.desktop:/oauth/callback");
        let policy = policy(&settings).unwrap();
        for host in [
            "https://api.client-sandbox.icanbwell.com/",
            "https://id.example.org/",
            "https://csp.example.org/",
        ] {
            assert!(policy.allows(&Url::parse(host).unwrap()), "{host}");
        }
        assert!(!policy.allows(&Url::parse("https://www.example.org/terms").unwrap()));
        let contacts = contacts(&settings);
        let id = contacts.iter().find(|contact| contact.host == "id.example.org").unwrap();
        assert_eq!(id.purposes, [ContactPurpose::Account]);
        assert!(contacts.iter().all(|contact| !contact.host.contains('/')));
    }

    /// The ten lines of the README are a file that Satchel would start with.
    #[test]
    fn the_readmes_ten_lines_are_enough() {
        let readme = include_str!("../../README.md");
        let (_, rest) = readme.split_once("```toml\n").unwrap();
        let (lines, _) = rest.split_once("```").unwrap();
        assert_eq!(lines.lines().count(), 10);
        let settings = Settings::parse(lines).unwrap().settings;
        assert_eq!(words(&settings).name, "Lakeshore Health");
        assert_eq!(returns(&settings, "health.satchel.desktop").len(), 2);
    }
}
