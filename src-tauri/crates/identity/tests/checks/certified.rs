//! The same flows against `oidc-provider` from npm, a certified provider that nobody here wrote. Where its modules are
//! not installed (`npm ci` in `tests/oidc-provider`), these tests skip and say so.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use identity::{
    Ask, Check, Client, Error, IasToken, IssuerProfile, KeyCache, Occasion, Provider, PurposeCarrier,
    Received, RelyingParty, Tokens, key_id,
};
use jiff::{SignedDuration, Timestamp};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use satchel_http::{CorrelationId, Http, Limits, Origin, Policy};
use scraper::{Html, Selector};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use url::Url;

/// The running provider. It ends when its standard input does.
struct Certified {
    _process: Child,
    http: Http,
    provider: Provider,
    client: Client,
}

impl Certified {
    async fn start() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc-provider");
        if !folder.join("node_modules").is_dir() {
            println!("skipped: run `npm ci` in {}", folder.display());
            return None;
        }
        let mut process = Command::new("node")
            .arg("provider.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.map(Result::unwrap).find(|line| line.starts_with('{')).unwrap();
        let issuer = serde_json::from_str::<Value>(&line).unwrap()["issuer"].as_str().unwrap().to_owned();
        let policy = Policy::default().with_loopback(Origin::parse(&issuer).unwrap());
        let http = Http::new(policy, Limits::default()).unwrap();
        let provider = Provider::discover(&issuer, &http, &CorrelationId::new()).await.unwrap();
        let scopes = vec!["openid".to_owned(), "offline_access".to_owned()];
        let client = Client { id: "satchel-test".to_owned(), scopes };
        Some(Self { _process: process, http, provider, client })
    }

    fn party(&self) -> RelyingParty<'_> {
        let (provider, client, http) = (&self.provider, &self.client, &self.http);
        RelyingParty { provider, client, http, correlation: CorrelationId::new() }
    }

    /// Its tokens state neither level nor purpose: that is what a profile is for.
    fn profile(&self) -> IssuerProfile {
        IssuerProfile {
            implied_ial2: true,
            purpose: PurposeCarrier::RequestAlone,
            ..IssuerProfile::new(self.provider.issuer.clone(), self.client.id.clone())
        }
    }

    async fn check(&self, tokens: &mut Tokens, occasion: Occasion<'_>) -> IasToken {
        let identity = tokens.take_identity().unwrap();
        let profile = self.profile();
        let kid = key_id(identity.expose_secret(), &profile.algorithms).unwrap();
        let mut cache = KeyCache::new(self.provider.jwks_uri.clone().unwrap());
        let correlation = CorrelationId::new();
        let keys = cache.keys_for(kid.as_deref(), &self.http, &correlation, clock()).await.unwrap();
        let check =
            Check { profile: &profile, keys, occasion, access_token: Some(tokens.access()), now: clock() };
        IasToken::check(identity, &check).unwrap()
    }
}

/// The provider has the machine's clock, so this test has it too.
#[expect(clippy::disallowed_methods, reason = "the other side is a real program")]
fn clock() -> Timestamp {
    Timestamp::now()
}

/// A person with a browser: follows redirects, keeps cookies, presses the button of each form.
struct Browser {
    client: reqwest::Client,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl Browser {
    fn new() -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { client, cookies: RefCell::default() }
    }

    /// Until the provider sends us to `end`, or to a page without a form.
    async fn walk(&self, start: &Url, end: &str) -> Option<Url> {
        let (mut address, mut form): (Url, Option<Vec<(String, String)>>) = (start.clone(), None);
        for _ in 0..20 {
            if address.as_str().starts_with(end) {
                return Some(address);
            }
            let request = match form.take() {
                Some(fields) => self.client.post(address.clone()).form(&fields),
                None => self.client.get(address.clone()),
            };
            let response = request.header(COOKIE, self.cookie_header()).send().await.unwrap();
            self.keep_cookies(&response);
            if let Some(location) = response.headers().get(LOCATION) {
                address = address.join(location.to_str().unwrap()).unwrap();
                continue;
            }
            let (next, fields) = read_form(&address, &response.text().await.unwrap())?;
            (address, form) = (next, Some(fields));
        }
        panic!("the provider leads in a circle")
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.borrow();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&self, response: &reqwest::Response) {
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.borrow_mut();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// The first form of a page, filled in.
fn read_form(page: &Url, html: &str) -> Option<(Url, Vec<(String, String)>)> {
    let html = Html::parse_document(html);
    let form = html.select(&Selector::parse("form").unwrap()).next()?;
    let action = page.join(form.value().attr("action").unwrap_or_default()).unwrap();
    let named = Selector::parse("input[name], button[name]").unwrap();
    let fields = form.select(&named).map(|field| {
        let name = field.value().attr("name").unwrap();
        let given = field.value().attr("value");
        (name.to_owned(), given.unwrap_or(if name == "login" { "allison" } else { "" }).to_owned())
    });
    let fields: Vec<_> = fields.filter(|(name, _)| name != "abort").collect();
    Some((action, fields))
}

async fn sign_in(certified: &Certified, redirect: &str, ask: Ask) -> (Tokens, Option<SecretString>) {
    let party = certified.party();
    let (address, pending) = party.begin(&Url::parse(redirect).unwrap(), ask);
    let called = Browser::new().walk(&address, redirect).await.unwrap();
    let Received::Answer(answer) = pending.receive(&called) else { panic!("not known as ours") };
    let authorized = answer.unwrap();
    let nonce = authorized.nonce().cloned();
    (party.exchange(authorized, clock()).await.unwrap(), nonce)
}

#[tokio::test]
async fn a_person_signs_in_at_a_certified_provider_and_out_again() {
    let Some(certified) = Certified::start().await else { return };
    let party = certified.party();
    let ask = Ask { nonce: true, max_age: Some(300) };
    for redirect in ["http://127.0.0.1:49152/callback", "health.satchel.desktop:/oauth/callback"] {
        let (mut tokens, nonce) = sign_in(&certified, redirect, ask).await;
        let nonce = nonce.unwrap();
        let token = certified.check(&mut tokens, Occasion::SignIn { nonce: nonce.expose_secret() }).await;
        assert_eq!(token.subject(), "allison");
        assert_eq!(token.person().names[0].family, "Hackett");
        assert!(token.authenticated_at().is_some(), "asked for by max_age");

        party.renew(&mut tokens, clock()).await.unwrap();
        certified.check(&mut tokens, Occasion::Refresh { subject: "allison" }).await;

        party.revoke(&tokens).await.unwrap();
        assert_eq!(party.renew(&mut tokens, clock()).await, Err(Error::InvalidGrant));
    }
}

#[tokio::test]
async fn a_certified_provider_rotates_and_notices_an_old_refresh_token() {
    let Some(certified) = Certified::start().await else { return };
    let party = certified.party();
    let (mut tokens, _) = sign_in(&certified, "http://127.0.0.1:49152/callback", Ask::default()).await;
    let first = tokens.refresh_token().unwrap().clone();
    for _ in 0..3 {
        let before = tokens.refresh_token().unwrap().expose_secret().to_owned();
        party.renew(&mut tokens, clock()).await.unwrap();
        assert_ne!(tokens.refresh_token().unwrap().expose_secret(), before);
    }
    assert_eq!(party.resume(&first, clock()).await.unwrap_err(), Error::InvalidGrant);
    // Whoever used the old one may be a thief: the provider ends the whole family of tokens.
    assert_eq!(party.renew(&mut tokens, clock()).await, Err(Error::InvalidGrant));
}

#[tokio::test]
async fn a_person_signs_in_on_their_phone_at_a_certified_provider() {
    let Some(certified) = Certified::start().await else { return };
    let party = certified.party();
    let device = party.begin_on_another_device(clock()).await.unwrap();
    let phone = device.verification_with_code().unwrap();
    // The clock of our side is stepped, so that the test does not wait for the provider's pauses. The person takes
    // their phone during the second one.
    let waited = RefCell::new(Vec::new());
    let start = clock();
    let now = || start;
    let tokens = party
        .wait_for_other_device(&device, now, |wait| {
            waited.borrow_mut().push(wait);
            let second = waited.borrow().len() == 2;
            async move {
                if second {
                    assert_eq!(Browser::new().walk(phone, "none").await, None, "the last page has no form");
                }
            }
        })
        .await;
    let mut tokens = tokens.unwrap();
    assert_eq!(*waited.borrow(), [Duration::from_secs(5); 2]);
    certified.check(&mut tokens, Occasion::Handed).await;
    assert!(device.expires_at() > start + SignedDuration::from_secs(60));
    party.revoke(&tokens).await.unwrap();
}

#[tokio::test]
async fn a_certified_provider_says_that_the_person_declined() {
    let Some(certified) = Certified::start().await else { return };
    let party = certified.party();
    let redirect = Url::parse("http://127.0.0.1:49152/callback").unwrap();
    let (address, pending) = party.begin(&redirect, Ask::default());
    // What "Cancel" on the first page leads to.
    let browser = Browser::new();
    let response = browser.client.get(address).send().await.unwrap();
    browser.keep_cookies(&response);
    let page = response.headers()[LOCATION].to_str().unwrap();
    let abort = Url::parse(&format!("{}{page}/abort", certified.provider.issuer)).unwrap();
    let called = browser.walk(&abort, redirect.as_str()).await.unwrap();
    let Received::Answer(answer) = pending.receive(&called) else { panic!("not known as ours") };
    assert_eq!(answer.unwrap_err(), Error::Declined);
}
