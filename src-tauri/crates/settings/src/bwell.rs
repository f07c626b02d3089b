//! The first network: where it answers, and the key that names the organisation's app.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use serde_json::Value;
use url::{Host, Url};

use crate::rule::{Rule, endpoint};
use crate::section::{Section, is_placeholder};

/// b.well (`spec/bwell-wire.md`, sections 1 and 2).
#[derive(Clone, Debug)]
pub struct Bwell {
    /// All operations go here.
    pub graphql: Url,
    /// Names the organisation's app. It ships with the app, so it protects nothing; it is not shown all the same.
    pub client_key: SecretString,
}

impl Bwell {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let graphql = section.required("graphql", &endpoint(loopback));
        let key = section.required("client_key", &client_key());
        let (graphql, key) = (graphql?, key?);
        if let (Some(of_key), Some(of_host)) = (environment(&key), environment_of(&graphql))
            && of_key != of_host
        {
            section.warn(
                "client_key",
                "made for another environment than bwell.graphql",
                "the key of this one",
            );
        }
        Some(Self { graphql, client_key: SecretString::from(key) })
    }
}

/// Base64 of a JSON object with the text member `env`; that is all that is known of it.
fn client_key<'a>() -> Rule<'a, String> {
    Rule::of_text("the key exactly as b.well gave it: base64 of a JSON object with env", |text| {
        if is_placeholder(text) || environment(text).is_some() {
            Ok(text.to_owned())
        } else {
            Err("not a client key".into())
        }
    })
}

fn environment(key: &str) -> Option<String> {
    let json: Value = serde_json::from_slice(&STANDARD.decode(key).ok()?).ok()?;
    Some(json.get("env")?.as_str()?.to_owned())
}

/// The environment that a host of b.well's own is for: `api.{env}.icanbwell.com`.
fn environment_of(graphql: &Url) -> Option<&str> {
    let Some(Host::Domain(host)) = graphql.host() else { return None };
    host.strip_prefix("api.")?.strip_suffix(".icanbwell.com")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use toml::de::DeValue;

    #[rstest]
    #[case(r#"{"env":"client-sandbox"}"#, true)]
    #[case(r#"{"env":"client-sandbox","key":"abc"}"#, true)]
    #[case(r#"{"environment":"client-sandbox"}"#, false)]
    #[case(r#"{"env":7}"#, false)]
    #[case(r#"["env"]"#, false)]
    #[case("env", false)]
    fn a_client_key_is_base64_of_an_object_with_an_environment(#[case] json: &str, #[case] fits: bool) {
        let key = STANDARD.encode(json);
        assert_eq!(client_key().check(&DeValue::String(key.into())).is_ok(), fits, "{json}");
    }

    #[rstest]
    #[case("YOUR-CLIENT-KEY", true)]
    #[case("not base64!", false)]
    #[case("", false)]
    fn the_placeholder_is_no_slip(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(client_key().check(&DeValue::String(text.into())).is_ok(), fits);
    }

    #[rstest]
    #[case("https://api.client-sandbox.icanbwell.com/v1/graphql", Some("client-sandbox"))]
    #[case("https://bwell.lakeshore.example/v1/graphql", None)]
    #[case("http://127.0.0.1:8787/v1/graphql", None)]
    fn only_the_networks_own_hosts_name_an_environment(#[case] url: &str, #[case] environment: Option<&str>) {
        assert_eq!(environment_of(&Url::parse(url).unwrap()), environment);
    }
}
