//! A proof of identity without any page: minted by the sandbox's CSP, and checked as the app checks one.

use anyhow::{Context as _, Result};
use identity::{Check, IasToken, IssuerProfile, KeySet, Occasion};
use secrecy::SecretString;
use serde_json::{Value, json};
use workflow::{CorrelationId, Proof};

use crate::world::World;

/// Whom the sandbox's CSP makes its tokens for.
const AUDIENCE: &str = "urn:oid:2.16.840.1.113883.3.9504.9";

impl World {
    /// A proof for a person; `wanted` says what is to be odd about it.
    pub async fn proof(&self, person: &str, wanted: &Value) -> Result<Proof> {
        let minted = self.asks_control(&format!("people/{person}/csp-token"), wanted).await?;
        let token = minted["idToken"].as_str().context("a token")?.to_owned();
        self.checked(token).await
    }

    /// Checks a token by every rule.
    pub async fn checked(&self, token: String) -> Result<Proof> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let keys = client.get(self.base().join("csp/.well-known/jwks.json")?).send().await?.bytes().await?;
        let keys = KeySet::parse(&keys).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
        let issuer = self.base().join("csp")?;
        let profile = IssuerProfile::new(issuer.as_str(), AUDIENCE);
        let check = Check {
            profile: &profile,
            keys: &keys,
            occasion: Occasion::Handed,
            access_token: None,
            now: self.now(),
        };
        let token = IasToken::check(SecretString::from(token), &check);
        Ok(Proof { token: token.map_err(|refusal| anyhow::anyhow!("{refusal}"))?, allow_mononym: false })
    }

    /// Proves who the person is, and asks for their documents.
    pub async fn get_documents(&self, person: &str) -> Result<Value> {
        let proof = self.proof(person, &json!({})).await?;
        let view = workflow::begin_retrieval(&self.core, proof, CorrelationId::new()).await?;
        Ok(serde_json::to_value(view)?)
    }

    /// Moves the clock until the retrieval is over; answers how it ended.
    pub async fn documents_over(&self) -> Result<Value> {
        let view =
            self.advance_until(40, "documents", |documents| documents["run"]["stage"] == "over").await?;
        Ok(view["run"].clone())
    }

    /// The sandbox's second network behaves like this from now on.
    pub async fn plays(&self, settings: Value) -> Result<()> {
        self.control("exchange", settings).await
    }
}
