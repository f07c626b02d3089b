//! An app's core in a process of its own, on a sandbox that runs elsewhere: for whoever is killed, or measured.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use commands::view::{
    AboutView, Capabilities, CopyView, KeepHow, RetrievalOutcome, RetrievalStage, SecretOutcome, System,
};
use identity::{Check, IasToken, IssuerProfile, KeySet, Occasion};
use networks::bwell::Endpoint;
use networks::demo::{ClockReading, DemoControl};
use networks::{CorrelationId, Http, Limits, Origin, Policy};
use secrecy::SecretString;
use serde_json::Value;
use store::Lockers;
use tokio::sync::watch;
use url::Url;
use workflow::{Assumed, Clock, Core, Keeping, Parts, Proof, Reading};

use crate::patient::PatientHost;

/// Whom the sandbox's CSP makes its tokens for.
const AUDIENCE: &str = "urn:oid:2.16.840.1.113883.3.9504.9";
/// Behind which the copy is: no keychain outlives a kill here.
const PASSPHRASE: &str = "a lamp, a ladder and a pear";
/// No keychain answers where none is.
const SAFE_PATIENCE: Duration = Duration::from_millis(300);

/// Where a sandbox is, and the way to steer it.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// Its base URL.
    pub base: String,
    /// The control token.
    pub control: String,
}

/// A core, and what it stands on.
pub struct Apart {
    /// The core.
    pub core: Arc<Core>,
    control: DemoControl,
    base: Url,
}

fn reading(clock: ClockReading) -> Reading {
    Reading { now: clock.now, at: Instant::now(), speed: clock.speed }
}

impl Apart {
    /// A core whose copies are in a folder, whose clock is the sandbox's. `draw`: where a pause ends.
    pub async fn new(elsewhere: &Elsewhere, folder: &Path) -> Result<Self> {
        let base = Url::parse(&elsewhere.base)?;
        let http = Http::new(Policy::default().with_loopback(Origin::of(&base)?), Limits::default())?;
        let token = SecretString::from(elsewhere.control.clone());
        let control = DemoControl::new(http.clone(), base.clone(), token);
        let first = control.clock(None, &CorrelationId::new()).await?;
        let (driver, clock) = watch::channel(reading(first));
        let (_machine, machine) = watch::channel(reading(first));
        let lockers = Lockers::lasting(folder, "satchel-apart", SAFE_PATIENCE);
        let core = Core::new(Parts {
            version: "0.0.0-apart".to_owned(),
            about: AboutView {
                version: "0.0.0-apart".to_owned(),
                build: None,
                organisation: None,
                contacts: Vec::new(),
            },
            capabilities: Capabilities {
                shows_demo_people: true,
                can_sign_in: false,
                can_sign_in_on_phone: false,
                settings_need_help: false,
                shows_demo_banner: true,
                can_save_picture: true,
                keeps_copies: true,
                gets_documents: true,
            },
            http,
            bwell: Endpoint::new(base.join("v1/graphql")?, "eyJlbnYiOiJzYW5kYm94In0=".to_owned()),
            organisation: None,
            assumed: Assumed::default(),
            sign_in: None,
            csp: None,
            returns: Vec::new(),
            second_network: Some(networks::demo::gateway(&base)?),
            demo: Some(control.clone()),
            clock: Clock::Driven(clock),
            host: Arc::new(PatientHost::default()),
            machine: Clock::Driven(machine),
            draw: || 0.0,
            system: System::Linux,
            log_folder: None,
            keeping: Keeping::Files { lockers: lockers.clone(), for_session: lockers },
            kiosk: None,
            changed: Arc::new(|_| {}),
        });
        let following = control.clone();
        tokio::spawn(async move {
            let mut version = Some(first.version);
            while let Ok(next) = following.clock(version, &CorrelationId::new()).await {
                version = Some(next.version);
                driver.send_replace(reading(next));
            }
        });
        Ok(Self { core, control, base })
    }

    /// Signs Rosa in, and opens her copy behind its passphrase; makes it where there is none.
    pub async fn enter(&self) -> Result<()> {
        let words = || SecretString::from(PASSPHRASE);
        let app = workflow::sign_in(&self.core, "rosa", CorrelationId::new()).await?;
        let outcome = match app.copy {
            CopyView::Open { .. } => return Ok(()),
            CopyView::Locked { .. } => workflow::unlock(&self.core, words(), CorrelationId::new()).await?,
            CopyView::NoSafe { .. } => {
                let how = KeepHow::Passphrase;
                workflow::keep_here(&self.core, how, Some(words()), CorrelationId::new()).await?
            }
            CopyView::None | CopyView::Trouble { .. } => bail!("the copy cannot be opened: {:?}", app.copy),
        };
        if outcome != SecretOutcome::Done {
            bail!("the copy did not open: {outcome:?}");
        }
        Ok(())
    }

    /// A proof of Rosa's identity.
    pub async fn proof(&self) -> Result<Proof> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let keys = client.get(self.base.join("csp/.well-known/jwks.json")?).send().await?.bytes().await?;
        let keys = KeySet::parse(&keys).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
        let minted = self.control.csp_token("rosa", &CorrelationId::new()).await?;
        let issuer = self.base.join("csp")?;
        let profile = IssuerProfile::new(issuer.as_str(), AUDIENCE);
        let now = self.core.clock().now;
        let check =
            Check { profile: &profile, keys: &keys, occasion: Occasion::Handed, access_token: None, now };
        let token = IasToken::check(minted, &check).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
        Ok(Proof { token, allow_mononym: false })
    }

    /// Waits until every document has been read for its words.
    pub async fn words(&self) -> Result<()> {
        let store = workflow::store_of(&self.core)?;
        while !store.words_wanted(1).await?.is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Asks for documents until all are here, as a person would: again, where it was interrupted.
    pub async fn documents(&self) -> Result<Value> {
        loop {
            let view = workflow::documents(&self.core).await?;
            match view.run.as_ref().map(|run| (run.stage, run.outcome)) {
                Some((RetrievalStage::Over, Some(RetrievalOutcome::Completed))) => {
                    return serde_json::to_value(view).context("the documents as JSON");
                }
                None | Some((RetrievalStage::Over, _)) => {
                    workflow::begin_retrieval(&self.core, self.proof().await?, CorrelationId::new()).await?;
                }
                Some(_) => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    }
}
