//! The whole line, in the real window.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tests::line::{Report, SHARED, walk};
use tests::page::Page;
use thirtyfour::prelude::*;
use url::Url;

use crate::Window;

#[tokio::test]
async fn find_connect_share_and_a_clinic_opens_it() -> Result<()> {
    let window = Window::open(&["--speed", "60"]).await?;
    let mut report = Report::new(None, |_| {})?;
    let walked = walk(&window.page, &window.around.inbox, "rosa", &mut report).await?;

    let types: Vec<&str> = walked.opened.keys().map(String::as_str).collect();
    let mut chosen = SHARED.map(|(_, kind)| kind);
    chosen.sort_unstable();
    ensure!(types == chosen, "the clinic got {types:?}");
    what_happened_is_written_down(&window.page).await?;
    // The text of the code is, letter for letter, what the network says that it issued.
    ensure!(issued(&walked.link).await?.contains(&walked.link), "the code is not the network's link");
    window.close().await
}

/// The list of what happened holds what the person has just done.
async fn what_happened_is_written_down(page: &Page) -> Result<()> {
    page.find("activity-list").await?;
    let mut kinds = Vec::new();
    for row in page.0.find_all(By::Css("[data-testid='activity-row']")).await? {
        kinds.push(row.attr("data-kind").await?.unwrap_or_default());
    }
    for kind in ["signed-in", "finding-turned-on", "place-connected", "code-made", "passcode-shown"] {
        ensure!(kinds.iter().any(|k| k == kind), "{kind} is not in {kinds:?}");
    }
    Ok(())
}

/// The addresses of the person's links, asked from the network itself in another session.
async fn issued(link: &str) -> Result<Vec<String>> {
    let network = Url::parse(link)?.join("/v1/graphql")?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let login = json!({
        "query": "query login($email: String!, $password: String!) { login(email: $email, password: $password) { accessToken { jwtToken } } }",
        "variables": {"email": "rosa.delgado@example.com", "password": "demo"},
    });
    let answer: Value = client
        .post(network.clone())
        .header("clientkey", "eyJlbnYiOiJzYW5kYm94In0=")
        .json(&login)
        .send()
        .await?
        .json()
        .await?;
    let token = answer["data"]["login"]["accessToken"]["jwtToken"].as_str().context("no session")?;
    let links = json!({"query": "query { healthLinks { content { attachment { url } } } }"});
    let answer: Value = client.post(network).bearer_auth(token).json(&links).send().await?.json().await?;
    let links = answer["data"]["healthLinks"].as_array().context("no links")?;
    Ok(links
        .iter()
        .filter_map(|l| l["content"][0]["attachment"]["url"].as_str())
        .map(str::to_owned)
        .collect())
}
