//! Decision tables of whole files: what fits together, what is odd, what is contacted.

use super::*;
use crate::rule;
use proptest::prelude::*;
use rstest::rstest;
use secrecy::ExposeSecret as _;

/// What an organisation must fill in at least.
pub(crate) const MINIMAL: &str = r#"
preset = "bwell-client-sandbox"
[organisation]
name = "Lakeshore Health"
help.phone = "+1 555 010 0199"
[organisation.terms]
version = "1.0"
date = 2026-08-01
page = "https://lakeshore.internal/terms"
title = { en = "Terms of use", es = "Condiciones de uso" }
[bwell]
client_key = "eyJlbnYiOiJjbGllbnQtc2FuZGJveCJ9"
[sign_in]
issuer = "https://id.lakeshore.internal/oidc"
client_id = "satchel"
"#;
const CSP: &str = r#"
[identity_check.csp]
client_id = "satchel"
issuer = "https://csp.lakeshore.internal"
audiences = ["satchel"]
"#;
const GATEWAY: &str = r#"
[second_network]
fhir = "https://gateway.lakeshore.internal/fhir/R4"
token = "https://gateway.lakeshore.internal/token"
"#;
const KIOSK: &str = r#"
[kiosk]
staff_pin = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g"
"#;

fn parsed(text: &str) -> Settings {
    Settings::parse(text).unwrap_or_else(|problems| panic!("{problems}")).settings
}

/// The keys that are wrong, and how.
fn wrong(text: &str) -> Vec<(String, String)> {
    let problems = Settings::parse(text).map(|_| ()).unwrap_err();
    problems.iter().map(|finding| (finding.key.clone(), finding.wrong.clone())).collect()
}

fn warned(text: &str) -> Vec<String> {
    let warnings = Settings::parse(text).unwrap_or_else(|problems| panic!("{problems}")).warnings;
    warnings.iter().map(|finding| format!("{}: {}", finding.key, finding.wrong)).collect()
}

#[test]
fn with_a_preset_an_organisation_fills_in_its_own_keys_alone() {
    let Parsed { settings, warnings } = Settings::parse(MINIMAL).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(settings.preset, Some(Preset::BwellClientSandbox));
    // The endpoint of seeds 000 and 002, and the hosts of the example of seed 002.
    assert_eq!(settings.bwell.graphql.as_str(), "https://api.client-sandbox.icanbwell.com/v1/graphql");
    assert_eq!(
        settings.health_links.viewer_hosts[0].as_str(),
        "https://api-gateway.client-sandbox.icanbwell.com/"
    );
    assert_eq!(settings.health_links.manifest_hosts[0].as_str(), "https://api-gateway.dev.icanbwell.com/");
    assert_eq!(settings.bwell.client_key.expose_secret(), "eyJlbnYiOiJjbGllbnQtc2FuZGJveCJ9");
    assert!(settings.kiosk.is_none() && settings.second_network.is_none());
}

#[test]
fn what_the_file_says_beats_the_preset() {
    let own = MINIMAL.replace("[bwell]", "[bwell]\ngraphql = \"https://bwell.lakeshore.internal/graphql\"");
    assert_eq!(parsed(&own).bwell.graphql.as_str(), "https://bwell.lakeshore.internal/graphql");
}

#[test]
fn without_a_preset_what_it_would_fill_in_is_missing() {
    let keys: Vec<String> = wrong(&MINIMAL.replace("preset = \"bwell-client-sandbox\"", ""))
        .into_iter()
        .map(|(key, wrong)| format!("{key} {wrong}"))
        .collect();
    assert_eq!(
        keys,
        ["health_links.viewer_hosts missing", "health_links.manifest_hosts missing", "bwell.graphql missing"]
    );
}

#[rstest]
#[case::a_kiosk_and_a_gateway(&format!("{CSP}{GATEWAY}{KIOSK}"), &[])]
#[case::no_check("[identity_check]\nthrough_bwell = false", &["identity_check.through_bwell"])]
#[case::own_check(&format!("[identity_check]\nthrough_bwell = false{CSP}"), &[])]
#[case::matching_by_nobody(
    &format!("[identity_check]\nthrough_bwell = false\nattribute_matching = true{CSP}"),
    &["identity_check.attribute_matching"]
)]
#[case::promises_of_nobody(
    "[identity_check]\npromises = [{ en = \"Quick.\", es = \"Breve.\" }]",
    &["identity_check.name"]
)]
#[case::a_broken_check_is_no_missing_one(
    &format!("[identity_check]\nthrough_bwell = false{}{GATEWAY}", CSP.replace("audiences", "audience")),
    &["identity_check.csp.audiences", "identity_check.csp.audience"]
)]
#[case::no_token_for_the_gateway(GATEWAY, &["second_network"])]
#[case::vendors_own_host(
    &format!("{CSP}{}", GATEWAY.replace("gateway.lakeshore.internal/fhir", "api.healthgorilla.com/fhir")),
    &["second_network.fhir"]
)]
#[case::vendors_name_in_another(
    &format!("{CSP}{}", GATEWAY.replace("gateway.lakeshore", "nothealthgorilla.com.lakeshore")),
    &[]
)]
#[case::purpose_twice(
    &format!("{CSP}purpose = \"request-alone\"\npurpose_claims = [\"pou\"]"),
    &["identity_check.csp.purpose_claims"]
)]
#[case::skew_too_large(&format!("{CSP}skew = 301"), &["identity_check.csp.skew"])]
#[case::symmetric(&format!("{CSP}algorithms = [\"HS256\"]"), &["identity_check.csp.algorithms[1]"])]
#[case::late_blur(&format!("{KIOSK}blur_seconds = 61"), &["kiosk.blur_seconds"])]
#[case::endless_hand_off(&format!("{KIOSK}hand_off_minutes = 16"), &["kiosk.hand_off_minutes"])]
#[case::no_visit(&format!("{KIOSK}visits = []"), &["kiosk.visits"])]
#[case::one_visit(&format!("{KIOSK}visits = [\"show-my-records\"]"), &[])]
#[case::no_pin("[kiosk]", &["kiosk.staff_pin"])]
#[case::staff_on_loopback(&format!("{KIOSK}call_staff = \"http://127.0.0.1:9000/\""), &["kiosk.call_staff"])]
#[case::staff_on_the_loopback(
    &format!("{KIOSK}call_staff = \"http://127.0.0.1:9000/\"\n[hosts]\nloopback_origin = \"http://127.0.0.1:9000\""),
    &[]
)]
fn sections_fit_together(#[case] more: &str, #[case] keys: &[&str]) {
    let text = format!("{MINIMAL}{more}");
    let found: Vec<String> = match Settings::parse(&text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| problem.key.clone()).collect(),
    };
    assert_eq!(found, keys, "{text}");
}

#[rstest]
#[case("redirects = []", &[])]
#[case("device_flow = false", &[])]
#[case("redirects = []\ndevice_flow = false", &["sign_in.redirects"])]
#[case("scopes = [\"profile\"]", &["sign_in.scopes"])]
#[case("scopes = []", &["sign_in.scopes"])]
#[case("redirects = [\"loopback\", \"loopback\"]", &["sign_in.redirects[2]"])]
#[case("audience = \"api\"", &[])]
#[case("client_secret = \"hush\"", &["sign_in.client_secret"])]
#[case("colour = \"hush\"", &["sign_in.colour"])]
#[case("\"not bare: hush\" = 1", &["sign_in"])]
#[case("[kiosk]\nstaff_pin = \"YOUR-PIN\"\n[sign_in2]", &["sign_in2"])]
fn the_sign_in_has_a_way_back_and_no_secret(#[case] more: &str, #[case] keys: &[&str]) {
    let text = format!("{MINIMAL}{more}");
    let found = Settings::parse(&text).err().map(|problems| {
        assert!(!problems.to_string().contains("hush"), "{problems}");
        problems.iter().map(|problem| problem.key.clone()).collect::<Vec<_>>()
    });
    assert_eq!(found.unwrap_or_default(), keys, "{text}");
}

#[test]
fn a_kiosk_signs_in_by_phone() {
    let text = format!("{MINIMAL}device_flow = false{KIOSK}");
    assert_eq!(wrong(&text), [("kiosk".to_owned(), "nobody could sign in by phone".to_owned())]);
}

#[rstest]
#[case("help.phone = \"+1 555 010 0199\"", "", &["organisation.help.phone"])]
#[case("help.phone = \"+1 555 010 0199\"", "help.email = \"records at lakeshore\"", &["organisation.help.email"])]
#[case("help.phone = \"+1 555 010 0199\"", "help.page = \"https://lakeshore.internal/help?topic=1\"", &[])]
#[case("help.phone = \"+1 555 010 0199\"", "help = 7", &["organisation.help"])]
#[case("2026-08-01", "2026-08-01T00:00:00Z", &["organisation.terms.date"])]
#[case("https://lakeshore.internal/terms", "http://lakeshore.internal/terms", &["organisation.terms.page"])]
#[case("en = \"Terms of use\", ", "", &["organisation.terms.title.en"])]
#[case("es = ", "fr = ", &["organisation.terms.title.fr"])]
#[case("eyJlbnYiOiJjbGllbnQtc2FuZGJveCJ9", "secret-in-a-wrong-shape", &["bwell.client_key"])]
#[case("bwell-client-sandbox", "bwell-client-sandbax", &["preset", "health_links.viewer_hosts", "health_links.manifest_hosts", "bwell.graphql"])]
fn a_slip_has_its_key(#[case] from: &str, #[case] to: &str, #[case] keys: &[&str]) {
    assert!(MINIMAL.contains(from));
    let problems = Settings::parse(&MINIMAL.replace(from, to)).err();
    let mut found: Vec<&str> =
        problems.iter().flat_map(|all| all.iter()).map(|one| one.key.as_str()).collect();
    let mut keys = keys.to_vec();
    found.sort_unstable();
    keys.sort_unstable();
    assert_eq!(found, keys);
}

#[rstest]
#[case(
    "eyJlbnYiOiJjbGllbnQtc2FuZGJveCJ9",
    "YOUR-CLIENT-KEY",
    "bwell.client_key: still the example's placeholder"
)]
#[case(
    "eyJlbnYiOiJjbGllbnQtc2FuZGJveCJ9",
    "eyJlbnYiOiJwcm9kIn0=",
    "bwell.client_key: made for another environment than bwell.graphql"
)]
#[case("id.lakeshore.internal", "id.example.org", "sign_in.issuer: a host that exists in examples alone")]
#[case(
    ", es = \"Condiciones de uso\"",
    "",
    "organisation.terms.title.es: missing: whoever chose Spanish reads English"
)]
#[case(
    "preset =",
    "hosts.loopback_origin = \"http://127.0.0.1:8787\"\npreset =",
    "hosts.loopback_origin: plain http on this computer is allowed"
)]
fn what_looks_odd_is_a_warning(#[case] from: &str, #[case] to: &str, #[case] warning: &str) {
    assert_eq!(warned(&MINIMAL.replace(from, to)), [warning]);
}

#[test]
fn the_client_id_is_the_audience_unless_another_is_named() {
    assert_eq!(parsed(MINIMAL).sign_in.audience, "satchel");
    assert_eq!(parsed(&format!("{MINIMAL}audience = \"api\"")).sign_in.audience, "api");
}

#[test]
fn every_host_that_is_contacted_is_named_once() {
    let hosts =
        "[hosts]\nalso = [\"https://keys.lakeshore.internal\"]\nloopback_origin = \"http://127.0.0.1:9000\"";
    let more = GATEWAY.to_owned() + "document_hosts = [\"https://files.lakeshore.internal:8443\"]";
    let kiosk = KIOSK.to_owned() + "call_staff = \"http://127.0.0.1:9000/help\"\n";
    let contacts = parsed(&format!("{MINIMAL}{CSP}{more}{kiosk}{hosts}")).contacts();
    let lines: Vec<String> =
        contacts.iter().map(|contact| format!("{} {}", contact.origin, contact.because.join(" "))).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    http://127.0.0.1:9000 kiosk.call_staff hosts.loopback_origin
    https://api-gateway.client-sandbox.icanbwell.com health_links.manifest_hosts
    https://api-gateway.dev.icanbwell.com health_links.manifest_hosts
    https://api.client-sandbox.icanbwell.com bwell.graphql
    https://csp.lakeshore.internal identity_check.csp.issuer
    https://files.lakeshore.internal:8443 second_network.document_hosts
    https://gateway.lakeshore.internal second_network.fhir second_network.token
    https://id.lakeshore.internal sign_in.issuer
    https://keys.lakeshore.internal hosts.also
    ");
}

#[test]
fn a_file_has_an_end() {
    let padded = format!("{MINIMAL}#{}", "x".repeat(LARGEST_FILE));
    assert_eq!(wrong(&padded), [(String::new(), "the file is too large".to_owned())]);
}

#[test]
fn nothing_that_prints_holds_a_secret() {
    let settings = parsed(&format!("{MINIMAL}{KIOSK}"));
    let printed = format!("{settings:?}");
    assert!(!printed.contains("eyJlbnYi") && !printed.contains("argon2id"), "{printed}");
}

#[rstest]
#[case(format!("a = {}{}", "[".repeat(60_000), "]".repeat(60_000)))]
#[case(format!("a = {}", "{b = ".repeat(25_000)))]
#[case(format!("{} = 1", vec!["a"; 65_000].join(".")))]
#[case(format!("[{}]", vec!["a"; 65_000].join(".")))]
#[case(format!("a = {{{} = 1}}", vec!["a"; 65_000].join(".")))]
fn deep_nesting_ends_in_a_sentence(#[case] text: String) {
    assert!(text.len() <= LARGEST_FILE);
    assert!(Settings::parse(&text).is_err());
}

/// Every line of the example, and some that break it.
fn lines() -> impl Strategy<Value = String> {
    let lines: Vec<&'static str> = crate::EXAMPLE.lines().filter(|line| !line.starts_with('#')).collect();
    let broken = ["[", "]]", "a = \"", "\u{202e}", "[kiosk", "x = {", "'''", "= 1", "[[hosts]]", "bwell = 1"];
    let one = prop_oneof![8 => prop::sample::select(lines), 1 => prop::sample::select(broken.to_vec())];
    prop::collection::vec(one, 0..80).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,400}") {
        let _ = crate::report(&text).to_string();
    }

    #[test]
    fn no_mixture_of_lines_makes_it_panic(text in lines()) {
        let report = crate::report(&text);
        prop_assert!(report.is_valid() == report.problems.is_empty());
        let _ = report.to_string();
    }

    #[test]
    fn no_report_repeats_a_value(cut in 0..MINIMAL.len(), noise in "[\\[\\]={}\"'.,\n a-z]{0,12}") {
        // The value may end up in any place of a damaged file.
        let whole = MINIMAL.replace("eyJlbnYiOiJjbGllbnQtc2FuZGJveCJ9", "CANARY+VALUE==");
        let cut = cut.min(whole.len());
        let damaged = format!("{}{noise}{}", &whole[..cut], &whole[cut..]);
        let report = crate::report(&damaged);
        prop_assert!(!report.to_string().contains("CANARY+VALUE"), "{report}");
    }

    #[test]
    fn no_text_passes_for_an_address_of_another_scheme(text in "\\PC{0,60}") {
        let value = toml::de::DeValue::String(text.into());
        if let Ok(url) = rule::endpoint(None).check(&value) {
            prop_assert_eq!(url.scheme(), "https");
            prop_assert!(url.domain().is_some());
        }
    }
}
