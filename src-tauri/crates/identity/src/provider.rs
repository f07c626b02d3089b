//! Where a provider's endpoints are: OIDC Discovery 1.0 and RFC 8414, believed only after a look.

use satchel_http::{CorrelationId, Http, Outgoing, Policy};
use serde::Deserialize;
use url::Url;

use crate::Error;
use crate::oauth::LIMITS;

/// A provider, as its checked discovery document describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Exactly as in the settings.
    pub issuer: String,
    /// Opened in the system browser.
    pub authorization_endpoint: Url,
    /// Codes and refresh tokens are exchanged here.
    pub token_endpoint: Url,
    /// Its keys.
    pub jwks_uri: Option<Url>,
    /// RFC 8628, where it is offered.
    pub device_authorization_endpoint: Option<Url>,
    /// RFC 7009, where it is offered.
    pub revocation_endpoint: Option<Url>,
    /// Its answers carry `iss` (RFC 9207), so one without is not its.
    pub answers_with_issuer: bool,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: Option<String>,
    device_authorization_endpoint: Option<String>,
    revocation_endpoint: Option<String>,
    response_types_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Provider {
    /// Fetches and checks the document of an issuer.
    pub async fn discover(issuer: &str, http: &Http, correlation: &CorrelationId) -> Result<Self, Error> {
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let out = Outgoing {
            url: Url::parse(&address).map_err(|_| Error::Discovery("issuer"))?,
            headers: vec![("accept", "application/json".to_owned())],
            body: None,
            repeatable: true,
        };
        let answer = http.within(LIMITS).send(&out, correlation).await?;
        match answer.status {
            200 => Self::parse(&answer.body, issuer, http.policy()),
            429 | 500.. => Err(Error::Server { status: answer.status, retry: answer.retry() }),
            _ => Err(Error::Discovery("status")),
        }
    }

    /// Checks a document: the issuer is exactly ours, every endpoint is where we may go, and code flow with PKCE is
    /// not ruled out. An optional endpoint that is elsewhere is refused too: nobody puts it there for good.
    pub fn parse(document: &[u8], issuer: &str, policy: &Policy) -> Result<Self, Error> {
        let document: Document = serde_json::from_slice(document).map_err(|_| Error::Discovery("members"))?;
        if document.issuer != issuer {
            return Err(Error::Discovery("issuer"));
        }
        let offers = |list: &Option<Vec<String>>, item: &str| {
            list.as_ref().is_none_or(|list| list.iter().any(|i| i == item))
        };
        if !offers(&document.response_types_supported, "code") {
            return Err(Error::Discovery("response_types_supported"));
        }
        if !offers(&document.code_challenge_methods_supported, "S256") {
            return Err(Error::Discovery("code_challenge_methods_supported"));
        }
        let endpoint = |address: &str, name| {
            Url::parse(address)
                .ok()
                .filter(|url| policy.allows(url) && url.fragment().is_none())
                .ok_or(Error::Discovery(name))
        };
        let optional =
            |address: Option<String>, name| address.map(|address| endpoint(&address, name)).transpose();
        Ok(Self {
            authorization_endpoint: endpoint(&document.authorization_endpoint, "authorization_endpoint")?,
            token_endpoint: endpoint(&document.token_endpoint, "token_endpoint")?,
            jwks_uri: optional(document.jwks_uri, "jwks_uri")?,
            device_authorization_endpoint: optional(
                document.device_authorization_endpoint,
                "device_authorization_endpoint",
            )?,
            revocation_endpoint: optional(document.revocation_endpoint, "revocation_endpoint")?,
            answers_with_issuer: document.authorization_response_iss_parameter_supported,
            issuer: document.issuer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use satchel_http::Origin;
    use serde_json::{Value, json};

    fn parse(changes: &Value) -> Result<Provider, Error> {
        let mut document = json!({
            "issuer": "https://id.example.org/oidc",
            "authorization_endpoint": "https://id.example.org/auth",
            "token_endpoint": "https://id.example.org/token",
            "jwks_uri": "https://keys.example.org/jwks",
            "device_authorization_endpoint": "https://id.example.org/device",
            "response_types_supported": ["code", "id_token"],
            "code_challenge_methods_supported": ["plain", "S256"],
            "something_new": 7
        });
        document.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let hosts = ["https://id.example.org", "https://keys.example.org"];
        let policy = Policy::new(hosts.iter().map(|host| Origin::parse(host).unwrap()).collect());
        Provider::parse(document.to_string().as_bytes(), "https://id.example.org/oidc", &policy)
    }

    #[test]
    fn a_sound_document_is_read() {
        let provider = parse(&json!({"authorization_response_iss_parameter_supported": true})).unwrap();
        assert_eq!(provider.token_endpoint.as_str(), "https://id.example.org/token");
        assert!(provider.device_authorization_endpoint.is_some());
        assert_eq!(provider.revocation_endpoint, None);
        assert!(provider.answers_with_issuer);
    }

    #[rstest]
    #[case(json!({"issuer": "https://id.example.org/oidc/"}), "issuer")]
    #[case(json!({"issuer": "https://evil.example.org"}), "issuer")]
    #[case(json!({"token_endpoint": null}), "members")]
    #[case(json!({"token_endpoint": "https://evil.example.org/token"}), "token_endpoint")]
    #[case(json!({"token_endpoint": "http://id.example.org/token"}), "token_endpoint")]
    #[case(json!({"authorization_endpoint": "javascript:alert(1)"}), "authorization_endpoint")]
    #[case(json!({"authorization_endpoint": "https://id.example.org/auth#x"}), "authorization_endpoint")]
    #[case(json!({"jwks_uri": "https://10.0.0.1/jwks"}), "jwks_uri")]
    #[case(json!({"revocation_endpoint": "https://u:p@id.example.org/revoke"}), "revocation_endpoint")]
    #[case(json!({"device_authorization_endpoint": "device"}), "device_authorization_endpoint")]
    #[case(json!({"response_types_supported": ["id_token"]}), "response_types_supported")]
    #[case(json!({"code_challenge_methods_supported": ["plain"]}), "code_challenge_methods_supported")]
    fn a_document_that_leads_elsewhere_is_refused(#[case] changes: Value, #[case] part: &'static str) {
        assert_eq!(parse(&changes), Err(Error::Discovery(part)), "{changes}");
    }
}
