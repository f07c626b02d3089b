//! The pretend networks of a world: told what to do, asked what they saw, taken away.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;
use networks::bwell::{Bwell, Now};
use networks::{CorrelationId, Http, Limits, Origin, Policy};
use serde_json::Value;

use super::{World, endpoint, stepped};
use crate::wiretap::Wiretap;

impl World {
    /// The tokens and secret parts of addresses that went over the wire; none without a wiretap.
    #[must_use]
    pub fn wire_secrets(&self) -> BTreeSet<String> {
        self.wiretap.as_ref().map(Wiretap::secrets).unwrap_or_default()
    }

    /// The same person at another device: a session of its own with the same network.
    pub async fn other_device(&self, person: &str) -> Result<Bwell> {
        let id_token = self.control.id_token(person, &CorrelationId::new()).await?;
        let http = Http::new(Policy::default().with_loopback(Origin::of(&self.base)?), Limits::default())?;
        let clock = self.clock.clone();
        let now: Now = Arc::new(move || clock.now());
        Ok(Bwell::sign_in(http, endpoint(&self.base)?, now, &id_token, &CorrelationId::new()).await?)
    }

    /// Tells the sandbox's control API something, such as a fault of the network.
    pub async fn control(&self, path: &str, body: Value) -> Result<()> {
        let url = self.base.join(&format!("control/{path}"))?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let told = client.post(url).bearer_auth(self.sandbox.control_token()).json(&body).send().await?;
        told.error_for_status()?;
        Ok(())
    }

    /// The network is gone from its address: whoever asks finds nobody there.
    pub async fn network_down(&mut self) -> Result<()> {
        let nobody_asks = sandbox::spawn(stepped()?).await?;
        std::mem::replace(&mut self.sandbox, nobody_asks).stop().await;
        Ok(())
    }

    /// The faults that have not struck yet.
    pub async fn faults(&self) -> Result<Value> {
        let url = self.base.join("control/faults")?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let answer = client.get(url).bearer_auth(self.sandbox.control_token()).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// What the sandbox's control API says.
    pub async fn look(&self, path: &str) -> Result<Value> {
        let url = self.base.join(&format!("control/{path}"))?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let told = client.get(url).bearer_auth(self.sandbox.control_token()).send().await?;
        Ok(told.error_for_status()?.json().await?)
    }

    /// The next request with this word in it reaches the sandbox, and its answer is lost. Only with a wiretap.
    pub fn swallow_answer(&self, word: &'static str) {
        if let Some(wiretap) = &self.wiretap {
            wiretap.swallow(word);
        }
    }

    /// The texts of a demo person's links, oldest first, asked from the network itself in another session.
    pub async fn issued(&self, person: &str) -> Result<Vec<String>> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let id_token = self.base.join(&format!("control/people/{person}/id-token"))?;
        let token = client.post(id_token).bearer_auth(self.sandbox.control_token()).send().await?;
        let token: Value = token.error_for_status()?.json().await?;
        let id_token = token["idToken"].as_str().unwrap_or_default();
        let ask = |query: &str| {
            client
                .post(format!("{}v1/graphql", self.base))
                .header("clientkey", "eyJlbnYiOiJzYW5kYm94In0=")
                .json(&serde_json::json!({ "query": query }))
        };
        let session: Value = ask("query authenticate { getToken { accessToken { jwtToken } } }")
            .header("authorization", id_token)
            .send()
            .await?
            .json()
            .await?;
        let access = session["data"]["getToken"]["accessToken"]["jwtToken"].as_str().unwrap_or_default();
        let links = ask("query { healthLinks { content { attachment { url } } } }").bearer_auth(access);
        let links: Value = links.send().await?.json().await?;
        let links = links["data"]["healthLinks"].as_array().cloned().unwrap_or_default();
        let url = |link: &Value| link["content"][0]["attachment"]["url"].as_str().map(str::to_owned);
        Ok(links.iter().filter_map(url).collect())
    }

    /// Asks the sandbox's control API something that has an answer.
    pub async fn asks_control(&self, path: &str, body: &Value) -> Result<Value> {
        let url = self.base.join(&format!("control/{path}"))?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let told = client.post(url).bearer_auth(self.sandbox.control_token()).json(body).send().await?;
        Ok(told.error_for_status()?.json().await?)
    }

    /// Takes every fault of the network back.
    pub async fn without_faults(&self) -> Result<()> {
        let url = self.base.join("control/faults")?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let told = client.delete(url).bearer_auth(self.sandbox.control_token()).send().await?;
        told.error_for_status()?;
        Ok(())
    }
}
