//! Opens a SMART Health Link, for scripts and for other people's conformance suites. Everything comes in by environment,
//! one JSON object goes out, and the program ends well whether the link opened or not:
//!
//! | variable | what |
//! | --- | --- |
//! | `SHL_URL` | the text of the link, bare or after a viewer's address |
//! | `SHL_PASSCODE` | where the link needs one |
//! | `SHL_RECIPIENT` | who opens it, fit for display |
//! | `SHL_ALLOW_ORIGIN` | the one loopback http origin that is allowed in this run, for tests |
//!
//! `{"outcome":"ok","label":…,"types":{"Patient":1},"cards":0}` or `{"outcome":"refused","reason":…}`, with
//! `remainingAttempts` where the server said it. The reasons are those of [`workflow::Refusal::reason`].

use std::collections::BTreeMap;

use health_link::Payload;
use health_link::content::Content;
use satchel_http::{CorrelationId, Http, Origin, Policy};
use secrecy::SecretString;
use serde_json::{Value, json};
use workflow::{RECEIVER_LIMITS, Refusal, Visitor, receive};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let answer = match open().await {
        Ok(opened) => opened,
        Err(refusal) => {
            let mut refused = json!({ "outcome": "refused", "reason": refusal.reason() });
            if let Some(left) = refusal.remaining_attempts() {
                refused["remainingAttempts"] = left.into();
            }
            refused
        }
    };
    #[expect(clippy::print_stdout, reason = "a program for scripts")]
    {
        println!("{answer}");
    }
}

async fn open() -> Result<Value, Refusal> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let payload = Payload::parse(&variable("SHL_URL").unwrap_or_default())?;
    let mut policy = Policy::public();
    if let Some(origin) = variable("SHL_ALLOW_ORIGIN").and_then(|text| Origin::parse(&text).ok()) {
        policy = policy.with_loopback(origin);
    }
    let visitor = Visitor {
        recipient: variable("SHL_RECIPIENT").unwrap_or_else(|| "open_link".to_owned()),
        passcode: variable("SHL_PASSCODE").map(SecretString::from),
    };
    let http = Http::new(policy, RECEIVER_LIMITS).map_err(Refusal::from)?;
    #[expect(clippy::disallowed_methods, reason = "a program: the machine's clock is its clock")]
    let now = jiff::Timestamp::now();
    let received = receive(&http, &payload, &visitor, now, &CorrelationId::new()).await?;
    let (mut types, mut cards) = (BTreeMap::<String, usize>::new(), 0);
    for file in received.files {
        match file.content {
            Content::Records(records) => {
                for (kind, count) in records {
                    *types.entry(kind).or_default() += count;
                }
            }
            Content::HealthCards(count) => cards += count,
            Content::ApiAccess { .. } => {}
        }
    }
    Ok(json!({ "outcome": "ok", "label": payload.label, "types": types, "cards": cards }))
}
