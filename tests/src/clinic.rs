//! A clinic that scans a code: opens a link with a passcode, and says which types of resources it got.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use health_link::{Payload, jwe};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

/// What the clinic got.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// Resources by type, the patient's own among them.
    Records(BTreeMap<String, usize>),
    /// The passcode was wrong; so many tries are left.
    WrongPasscode(u32),
    /// The link is not active (any more).
    NotActive,
}

/// Opens the link in `text` as a scanner would.
pub async fn open(text: &str, passcode: &str) -> Result<Opened> {
    let payload = Payload::parse(text)?;
    let scanner =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let request = json!({ "recipient": "Valley Clinic front desk", "passcode": passcode });
    let answer = scanner.post(payload.url.clone()).json(&request).send().await?;
    match answer.status().as_u16() {
        200 => {}
        401 => {
            let told: Value = answer.json().await?;
            let left = told["remainingAttempts"].as_u64().context("no number of tries")?;
            return Ok(Opened::WrongPasscode(u32::try_from(left)?));
        }
        404 => return Ok(Opened::NotActive),
        status => bail!("the manifest answered {status}"),
    }
    let manifest: Value = answer.json().await?;
    let mut types = BTreeMap::new();
    for file in manifest["files"].as_array().context("a manifest without files")? {
        let sealed = match (file["embedded"].as_str(), file["location"].as_str()) {
            (Some(embedded), _) => embedded.to_owned(),
            (None, Some(location)) => scanner.get(location).send().await?.error_for_status()?.text().await?,
            (None, None) => bail!("a file that is nowhere"),
        };
        let opened = jwe::open(&sealed, payload.key.expose_secret(), jwe::LARGEST_FILE)?;
        count(&serde_json::from_slice(&opened.plaintext)?, &mut types)?;
    }
    Ok(Opened::Records(types))
}

fn count(bundle: &Value, types: &mut BTreeMap<String, usize>) -> Result<()> {
    for entry in bundle["entry"].as_array().context("a bundle without entries")? {
        let kind = entry["resource"]["resourceType"].as_str().context("an entry without a type")?;
        // A document bundle's own table of contents is no record.
        if kind != "Composition" {
            *types.entry(kind.to_owned()).or_default() += 1;
        }
    }
    Ok(())
}
