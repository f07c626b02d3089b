//! What a file would do, in words for a terminal: `satchel --check-config FILE`.

use std::fmt;

use crate::settings::{Outcome, read};
use crate::{Finding, PurposeCarrier, Settings};

/// What came of looking at a file.
#[derive(Clone, Debug)]
pub struct Report {
    /// There are none beside a problem.
    pub settings: Option<Settings>,
    /// What makes the file unusable, in its order.
    pub problems: Vec<Finding>,
    /// What looks odd, in its order.
    pub warnings: Vec<Finding>,
}

/// Looks at the text of a file. Contacts nobody.
#[must_use]
pub fn report(text: &str) -> Report {
    let Outcome { settings, problems, warnings, .. } = read(text);
    Report { settings, problems, warnings }
}

impl Report {
    /// Can the app start with it?
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.settings.is_some()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(settings) = &self.settings {
            write_settings(f, settings)?;
        } else {
            writeln!(f, "not valid: {} to mend", count(self.problems.len(), "problem"))?;
            write_all(f, &self.problems)?;
        }
        if !self.warnings.is_empty() {
            writeln!(f, "\n{} to look at", count(self.warnings.len(), "warning"))?;
            write_all(f, &self.warnings)?;
        }
        Ok(())
    }
}

fn write_all(f: &mut fmt::Formatter<'_>, findings: &[Finding]) -> fmt::Result {
    findings.iter().try_for_each(|finding| writeln!(f, "  {}", finding.to_string().replace('\n', "\n  ")))
}

fn write_settings(f: &mut fmt::Formatter<'_>, settings: &Settings) -> fmt::Result {
    writeln!(f, "valid: {}", settings.organisation.name)?;
    writeln!(f, "\nSatchel would contact")?;
    for contact in settings.contacts() {
        writeln!(f, "  {} ({})", contact.origin, contact.because.join(", "))?;
    }
    writeln!(f, "\nand do")?;
    for (feature, what) in features(settings) {
        writeln!(f, "  {feature}: {what}")?;
    }
    Ok(())
}

/// What is on, and how.
fn features(settings: &Settings) -> Vec<(&'static str, String)> {
    let mut features = Vec::new();
    if let Some(preset) = settings.preset {
        features.push(("preset", preset.as_str().to_owned()));
    }
    features.push(("sign-in", sign_in(settings)));
    features.push(("identity check", identity_check(settings)));
    features.push(("second network", second_network(settings)));
    features.push(("kiosk", kiosk(settings)));
    let trail = if settings.organisation.keeps_trail { "keeps the trail" } else { "deletes the trail too" };
    features.push(("\"Remove everything\"", trail.to_owned()));
    features
}

fn sign_in(settings: &Settings) -> String {
    let mut ways: Vec<&str> = settings.sign_in.redirects.iter().map(|kind| kind.as_str()).collect();
    if settings.sign_in.device_flow {
        ways.push("on another device where the provider offers it");
    }
    ways.join(", ")
}

fn identity_check(settings: &Settings) -> String {
    let check = &settings.identity_check;
    let mut ways = Vec::new();
    if check.through_bwell {
        ways.push(if check.attribute_matching { "through b.well, with matching" } else { "through b.well" });
    }
    if let Some(csp) = &check.csp {
        ways.push("at its own provider");
        if csp.profile.implied_ial2 {
            ways.push("IAL2 implied by contract");
        }
        if csp.profile.purpose == PurposeCarrier::RequestAlone {
            ways.push("purpose of use in the request alone");
        }
    }
    ways.join(", ")
}

fn second_network(settings: &Settings) -> String {
    match &settings.second_network {
        None => "off".to_owned(),
        Some(network) if network.document_import => "on, documents and imported records".to_owned(),
        Some(_) => "on, documents alone".to_owned(),
    }
}

fn kiosk(settings: &Settings) -> String {
    let Some(kiosk) = &settings.kiosk else { return "not set up here".to_owned() };
    let visits: Vec<&str> = kiosk.visits.iter().map(|visit| visit.as_str()).collect();
    let help = if kiosk.call_staff.is_some() { "chime and call" } else { "chime" };
    format!("{}; {} minutes a visit; help by {help}", visits.join(", "), kiosk.session_minutes)
}

fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::MINIMAL;

    #[test]
    fn a_valid_file_says_what_it_would_do() {
        insta::assert_snapshot!(report(MINIMAL), @r#"
        valid: Lakeshore Health

        Satchel would contact
          https://api-gateway.client-sandbox.icanbwell.com (health_links.manifest_hosts)
          https://api-gateway.dev.icanbwell.com (health_links.manifest_hosts)
          https://api.client-sandbox.icanbwell.com (bwell.graphql)
          https://id.lakeshore.internal (sign_in.issuer)

        and do
          preset: bwell-client-sandbox
          sign-in: deep-link, loopback, on another device where the provider offers it
          identity check: through b.well
          second network: off
          kiosk: not set up here
          "Remove everything": deletes the trail too
        "#);
    }

    #[test]
    fn a_file_with_everything_says_so() {
        insta::assert_snapshot!(report(crate::EXAMPLE), @r#"
        valid: Lakeshore Health

        Satchel would contact
          https://api-gateway.client-sandbox.icanbwell.com (health_links.manifest_hosts)
          https://api-gateway.dev.icanbwell.com (health_links.manifest_hosts)
          https://api.client-sandbox.icanbwell.com (bwell.graphql)
          https://csp.example.org (identity_check.csp.issuer)
          https://desk.example.org (kiosk.call_staff)
          https://gateway.example.org (second_network.fhir, second_network.token)
          https://id.example.org (sign_in.issuer)

        and do
          preset: bwell-client-sandbox
          sign-in: deep-link, loopback, on another device where the provider offers it
          identity check: through b.well, at its own provider
          second network: on, documents alone
          kiosk: show-my-records, finish-at-home; 15 minutes a visit; help by chime and call
          "Remove everything": deletes the trail too

        15 warnings to look at
          line 29, column 16: organisation.privacy_page: a host that exists in examples alone
              right: your own
          line 40, column 8: organisation.help.page: a host that exists in examples alone
              right: your own
          line 56, column 8: organisation.terms.page: a host that exists in examples alone
              right: your own
          line 72, column 14: bwell.client_key: still the example's placeholder
              right: your own
          line 78, column 10: sign_in.issuer: a host that exists in examples alone
              right: your own
          line 80, column 13: sign_in.client_id: still the example's placeholder
              right: your own
          line 90, column 12: sign_in.audience: still the example's placeholder
              right: your own
          line 118, column 13: identity_check.csp.client_id: still the example's placeholder
              right: your own
          line 122, column 10: identity_check.csp.issuer: a host that exists in examples alone
              right: your own
          line 128, column 20: identity_check.csp.authorized_party: still the example's placeholder
              right: your own
          line 157, column 8: second_network.fhir: a host that exists in examples alone
              right: your own
          line 159, column 9: second_network.token: a host that exists in examples alone
              right: your own
          line 161, column 10: second_network.tenant: still the example's placeholder
              right: your own
          line 236, column 13: kiosk.staff_pin: still the example's placeholder
              right: your own
          line 238, column 14: kiosk.call_staff: a host that exists in examples alone
              right: your own
        "#);
    }

    #[test]
    fn every_slip_is_told_at_once_with_its_place() {
        let text = r#"
preset = "bwell-sandbox"
colour = "green"
[organisation]
name = ""
terms = "https://lakeshore.internal/terms"
[organisation.help]
hours = { es = "De 8 a 5", de = "Von 8 bis 5" }
[bwell]
graphql = "http://api.lakeshore.internal/graphql"
client_kee = "abc"
[sign_in]
issuer = "https://id.lakeshore.internal/oidc#x"
client_id = "two words"
client_secret = "hush"
scopes = ["profile", "profile"]
redirects = ["loop-back"]
device_flow = "yes"
[identity_check]
through_bwell = false
promises = [{ en = "Quick." }, "Free."]
[kiosk]
staff_pin = "4711"
session_minutes = 1.5
blur_seconds = 90
"#;
        insta::assert_snapshot!(report(text), @"
        not valid: 25 problems to mend
          line 1, column 1: health_links.viewer_hosts: missing
              right: a list; each item: https://, a host name and nothing after it but a port
          line 1, column 1: health_links.manifest_hosts: missing
              right: a list; each item: https://, a host name and nothing after it but a port
          line 2, column 10: preset: not a choice
              right: one of: bwell-client-sandbox
          line 3, column 1: colour: there is no such key
              right: one of: preset, hosts, organisation, bwell, sign_in, identity_check, second_network, health_links, assumptions, kiosk
          line 5, column 8: organisation.name: empty
              right: the name that patients know
          line 6, column 9: organisation.terms: not a section
              right: a section with keys
          line 7, column 15: organisation.help.phone: nobody to ask
              right: at least one of: phone, email, page
          line 8, column 1: organisation.help.hours.en: missing
              right: a text of one line
          line 8, column 28: organisation.help.hours.de: there is no such key
              right: one of: en, es
          line 9, column 2: bwell.client_key: missing
              right: the key exactly as b.well gave it: base64 of a JSON object with env
          line 10, column 11: bwell.graphql: plain http is not private
              right: an https address with a host name, without user, query or fragment
          line 11, column 1: bwell.client_kee: there is no such key
              right: did you mean client_key?
          line 13, column 10: sign_in.issuer: holds a fragment
              right: the issuer's https address, letter for letter as the provider writes it
          line 14, column 13: sign_in.client_id: empty, too long, or with blanks or foreign characters
              right: Satchel's client id at the provider
          line 15, column 1: sign_in.client_secret: a secret that lies in everybody's computer is none
              right: a public client, without this key
          line 16, column 1: sign_in.scopes: openid is missing, so there would be no ID token
              right: openid and others
          line 16, column 22: sign_in.scopes[2]: stands in the list twice
              right: once
          line 17, column 14: sign_in.redirects[1]: not a choice; did you mean loopback?
              right: one of: deep-link, loopback
          line 18, column 15: sign_in.device_flow: a text does not belong here
              right: true or false
          line 19, column 2: identity_check.name: missing, so nobody would know whose promises these are
              right: who checks
          line 20, column 1: identity_check.through_bwell: nobody would check an identity
              right: through_bwell = true, or a section [identity_check.csp]
          line 21, column 32: identity_check.promises[2]: not a section
              right: a section with keys
          line 23, column 13: kiosk.staff_pin: a PIN in plain sight
              right: an Argon2id hash, $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH
          line 24, column 19: kiosk.session_minutes: not a whole number
              right: a whole number of minutes from 2 to 120
          line 25, column 1: kiosk.blur_seconds: later than the question it comes before
              right: up to still_there_seconds

        1 warning to look at
          line 21, column 13: identity_check.promises[1].es: missing: whoever chose Spanish reads English
              right: the same words in Spanish
        ");
    }

    #[test]
    fn what_is_no_toml_is_told_by_line_and_column() {
        let text = "[organisation]\nname = Lakeshore\n[bwell\ngraphql = \"x\"\ngraphql = \"y\"\n";
        insta::assert_snapshot!(report(text), @"
        not valid: 2 problems to mend
          line 2, column 8: no TOML: string values must be quoted, expected literal string
          line 3, column 7: no TOML: unclosed table, expected `]`
        ");
    }

    #[test]
    fn an_empty_file_is_told_all_that_is_missing() {
        insta::assert_snapshot!(report(""), @r#"
        not valid: 12 problems to mend
          line 1, column 1: organisation.name: missing
              right: the name that patients know
          line 1, column 1: organisation.help.phone: nobody to ask
              right: at least one of: phone, email, page
          line 1, column 1: organisation.terms.version: missing
              right: your version mark, as in "3.1"
          line 1, column 1: organisation.terms.date: missing
              right: a day, as in 2026-08-01
          line 1, column 1: organisation.terms.page: missing
              right: an https address with a host name
          line 1, column 1: organisation.terms.title.en: missing
              right: a text of one line
          line 1, column 1: bwell.graphql: missing
              right: an https address with a host name, without user, query or fragment
          line 1, column 1: bwell.client_key: missing
              right: the key exactly as b.well gave it: base64 of a JSON object with env
          line 1, column 1: sign_in.issuer: missing
              right: the issuer's https address, letter for letter as the provider writes it
          line 1, column 1: sign_in.client_id: missing
              right: Satchel's client id at the provider
          line 1, column 1: health_links.viewer_hosts: missing
              right: a list; each item: https://, a host name and nothing after it but a port
          line 1, column 1: health_links.manifest_hosts: missing
              right: a list; each item: https://, a host name and nothing after it but a port
        "#);
    }
}
