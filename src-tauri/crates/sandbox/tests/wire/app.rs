//! An app that signs people in by OAuth, and the browser it opens: plain HTTP, forms and redirects.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use serde_json::Value;
use url::Url;

use crate::support::{World, form, location};

pub(crate) const LOOPBACK: &str = "http://127.0.0.1:49152/oauth/callback";
pub(crate) const VERIFIER: &str = "a-verifier-of-more-than-forty-three-characters-0123456789";

/// One of the two providers, by its path.
#[derive(Clone, Copy)]
pub(crate) struct Provider {
    /// What stands after the base URL in the issuer.
    pub(crate) path: &'static str,
    authorize: &'static str,
    token: &'static str,
}

pub(crate) const ORGANISATION: Provider =
    Provider { path: "/organisation", authorize: "/organisation/authorize", token: "/organisation/token" };
pub(crate) const CHECKER: Provider =
    Provider { path: "/csp", authorize: "/csp/oauth2/auth", token: "/csp/oauth2/token" };

/// The parameters of a sound authorization request, with some of them changed or left out.
pub(crate) fn request(changes: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, VERIFIER.as_bytes()));
    let sound = [
        ("response_type", "code"),
        ("client_id", "satchel-desktop"),
        ("redirect_uri", LOOPBACK),
        ("scope", "openid profile offline_access"),
        ("state", "a state/with & things"),
        ("nonce", "n-0S6_WzA2Mj"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut all: Vec<_> = sound.map(own).to_vec();
    for (name, value) in changes {
        all.retain(|(known, _)| known != name);
        all.extend(value.map(|value| own((name, value))));
    }
    all
}

/// Query parameters of an address.
pub(crate) fn query(address: &str) -> Value {
    let pairs: Vec<_> = Url::parse(address).unwrap().query_pairs().into_owned().collect();
    pairs
        .into_iter()
        .map(|(name, value)| (name, Value::from(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

impl World {
    /// Asks for an authorization; answers with the first page, or with the address of a refusal.
    pub(crate) async fn authorize(&self, provider: Provider, request: &[(String, String)]) -> String {
        location(&self.ask_authorization(provider, request).await)
    }

    pub(crate) async fn ask_authorization(
        &self,
        provider: Provider,
        request: &[(String, String)],
    ) -> reqwest::Response {
        let address = Url::parse_with_params(&self.url(provider.authorize), request).unwrap();
        self.http.get(address).send().await.unwrap()
    }

    pub(crate) async fn page(&self, path: &str) -> String {
        let page = self.http.get(self.url(path)).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        page.text().await.unwrap()
    }

    /// Sends the page's form with some fields changed.
    pub(crate) async fn submit(&self, page: &str, changes: &[(&str, &str)]) -> reqwest::Response {
        let (action, mut fields) = form(page, &[]);
        fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        fields.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.http.post(self.url(&action)).form(&fields).send().await.unwrap()
    }

    /// Signs a person in and decides; answers with the answer of the last form.
    pub(crate) async fn walk_sign_in(&self, first: &str, person: &str, decision: &str) -> reqwest::Response {
        let signed_in = self.submit(&self.page(first).await, &[("person", person)]).await;
        let allow = self.page(&location(&signed_in)).await;
        self.submit(&allow, &[("decision", decision)]).await
    }

    /// The code of a person who signs in at the organisation and allows it.
    pub(crate) async fn code(&self, person: &str, request: &[(String, String)]) -> String {
        let first = self.authorize(ORGANISATION, request).await;
        let back = location(&self.walk_sign_in(&first, person, "allow").await);
        query(&back)["code"].as_str().unwrap().to_owned()
    }

    /// A request to a token endpoint.
    pub(crate) async fn token(&self, provider: Provider, fields: &[(&str, &str)]) -> (StatusCode, Value) {
        let answer = self.http.post(self.url(provider.token)).form(fields).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    /// A code for its tokens.
    pub(crate) async fn redeem(&self, provider: Provider, code: &str) -> (StatusCode, Value) {
        self.token(provider, &redeeming(code)).await
    }

    /// A refresh token for the next ones.
    pub(crate) async fn renew(&self, provider: Provider, refresh: &Value) -> (StatusCode, Value) {
        let refresh = refresh.as_str().unwrap();
        let fields =
            [("grant_type", "refresh_token"), ("client_id", "satchel-desktop"), ("refresh_token", refresh)];
        self.token(provider, &fields).await
    }
}

/// The form of a client that has received this code.
pub(crate) fn redeeming(code: &str) -> [(&'static str, &str); 5] {
    [
        ("grant_type", "authorization_code"),
        ("client_id", "satchel-desktop"),
        ("code", code),
        ("redirect_uri", LOOPBACK),
        ("code_verifier", VERIFIER),
    ]
}

/// The error of a refusal with that status.
pub(crate) fn refused((status, body): &(StatusCode, Value)) -> &str {
    assert!(status.is_client_error() && body["error_description"].is_string(), "{status} {body}");
    body["error"].as_str().unwrap()
}

/// Checks a token's signature with the keys that its provider publishes; gives head and claims.
pub(crate) async fn verified(world: &World, provider: Provider, token: &str) -> Option<(Value, Value)> {
    let discovery: Value = world
        .http
        .get(world.url(&format!("{}/.well-known/openid-configuration", provider.path)))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let keys: jsonwebtoken::jwk::JwkSet =
        world.http.get(discovery["jwks_uri"].as_str().unwrap()).send().await.unwrap().json().await.unwrap();
    let header = jsonwebtoken::decode_header(token).ok()?;
    let key = keys.find(header.kid.as_ref()?)?;
    let mut validation = jsonwebtoken::Validation::new(header.alg);
    (validation.validate_exp, validation.validate_aud) = (false, false);
    let key = jsonwebtoken::DecodingKey::from_jwk(key).unwrap();
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation).ok()?.claims;
    Some((serde_json::to_value(header).unwrap(), claims))
}
