//! Rules J1 to J6 against a server that counts who asks.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use identity::{KeyCache, Refusal};
use jiff::{SignedDuration, Timestamp};
use satchel_http::{CorrelationId, Http, Limits, Origin, Policy};
use serde_json::json;
use url::Url;

use crate::support::{Issuer, check_at, good_claims, now, profile};

/// What the server answers, and how often it was asked.
struct Served {
    status: StatusCode,
    cache_control: &'static str,
    body: String,
    asked: usize,
}

struct Server {
    served: Arc<Mutex<Served>>,
    url: Url,
    http: Http,
}

impl Server {
    async fn start(issuers: &[&Issuer]) -> Self {
        let served = Arc::new(Mutex::new(Served {
            status: StatusCode::OK,
            cache_control: "max-age=600",
            body: body(issuers),
            asked: 0,
        }));
        let state = Arc::clone(&served);
        let answer = move || async move {
            let mut served = state.lock().unwrap();
            served.asked += 1;
            (served.status, [("cache-control", served.cache_control)], served.body.clone()).into_response()
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/jwks.json", listener.local_addr().unwrap())).unwrap();
        let router = axum::Router::new().route("/jwks.json", axum::routing::get(answer));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let policy = Policy::default().with_loopback(Origin::of(&url).unwrap());
        let limits = Limits { first_pause: std::time::Duration::from_millis(1), ..Limits::default() };
        Self { served, url, http: Http::new(policy, limits).unwrap() }
    }

    fn publish(&self, issuers: &[&Issuer]) {
        self.served.lock().unwrap().body = body(issuers);
    }

    fn fail(&self, status: StatusCode) {
        self.served.lock().unwrap().status = status;
    }

    fn asked(&self) -> usize {
        self.served.lock().unwrap().asked
    }

    fn cache(&self) -> KeyCache {
        KeyCache::new(self.url.clone())
    }

    /// Fetches keys as due and checks a token of that issuer.
    async fn check(&self, cache: &mut KeyCache, issuer: &Issuer, at: Timestamp) -> Option<Refusal> {
        let mut claims = good_claims();
        claims["iat"] = json!(at.as_second() - 1);
        claims["exp"] = json!(at.as_second() + 900);
        claims["auth_time"] = json!(at.as_second() - 1);
        let token = issuer.token(&claims);
        let keys = match cache.keys_for(Some(issuer.kid), &self.http, &CorrelationId::new(), at).await {
            Ok(keys) => keys,
            Err(refusal) => return Some(refusal),
        };
        check_at(&token, keys, &profile(), at).err()
    }
}

fn body(issuers: &[&Issuer]) -> String {
    let keys: Vec<_> = issuers.iter().map(|issuer| issuer.jwk()).collect();
    json!({ "keys": keys }).to_string()
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

#[tokio::test]
async fn j1_an_address_that_is_not_allowed_is_not_asked() {
    let server = Server::start(&[]).await;
    let a = Issuer::new("a", 1);
    let mut cache = KeyCache::new(Url::parse("http://127.0.0.2:1/jwks.json").unwrap());
    assert_eq!(server.check(&mut cache, &a, now()).await, Some(Refusal::KeysUnavailable));
    assert_eq!(Refusal::KeysUnavailable.code(), "cannot-verify");
}

#[tokio::test]
async fn j1_a_set_is_bounded() {
    let server = Server::start(&[]).await;
    let a = Issuer::new("a", 1);
    server.served.lock().unwrap().body = format!("{{\"keys\":[]}}{}", " ".repeat(512 * 1024));
    assert_eq!(server.check(&mut server.cache(), &a, now()).await, Some(Refusal::KeysUnavailable));
}

#[tokio::test]
async fn j2_a_set_is_kept_as_long_as_the_server_says_within_bounds() {
    let a = Issuer::new("a", 1);
    for (cache_control, kept) in
        [("max-age=600", 600), ("max-age=1", 300), ("no-store", 300), ("", 300), ("max-age=999999", 86_399)]
    {
        let server = Server::start(&[&a]).await;
        server.served.lock().unwrap().cache_control = cache_control;
        let mut cache = server.cache();
        assert_eq!(server.check(&mut cache, &a, now()).await, None);
        assert_eq!(server.check(&mut cache, &a, after(kept - 1)).await, None);
        assert_eq!(server.asked(), 1, "{cache_control}: kept");
        assert_eq!(server.check(&mut cache, &a, after(kept + 1)).await, None);
        assert_eq!(server.asked(), 2, "{cache_control}: looked again");
    }
}

#[tokio::test]
async fn j3_an_unknown_key_leads_to_one_fetch_and_then_to_a_growing_pause() {
    let (a, stranger, other) = (Issuer::new("a", 1), Issuer::new("x", 2), Issuer::new("y", 3));
    let server = Server::start(&[&a]).await;
    let mut cache = server.cache();
    assert_eq!(server.check(&mut cache, &a, now()).await, None);
    assert_eq!(server.check(&mut cache, &stranger, after(1)).await, Some(Refusal::UnknownKey));
    assert_eq!(server.asked(), 2);
    for second in 2..30 {
        assert_eq!(server.check(&mut cache, &other, after(second)).await, Some(Refusal::UnknownKey));
    }
    assert_eq!(server.asked(), 2, "nothing is asked during the pause");
    assert_eq!(server.check(&mut cache, &stranger, after(40)).await, Some(Refusal::UnknownKey));
    assert_eq!(server.asked(), 2, "a key that is known to be absent is not asked for again");
    assert_eq!(server.check(&mut cache, &other, after(41)).await, Some(Refusal::UnknownKey));
    assert_eq!(server.asked(), 3);
    // The second pause is longer than the first.
    let third = Issuer::new("z", 4);
    assert_eq!(server.check(&mut cache, &third, after(41 + 59)).await, Some(Refusal::UnknownKey));
    assert_eq!(server.asked(), 3);
    assert_eq!(server.check(&mut cache, &third, after(41 + 60)).await, Some(Refusal::UnknownKey));
    assert_eq!(server.asked(), 4);
}

#[tokio::test]
async fn j3_a_bad_signature_by_a_known_key_leads_to_no_fetch() {
    let (a, forger) = (Issuer::new("a", 1), Issuer::new("a", 2));
    let server = Server::start(&[&a]).await;
    let mut cache = server.cache();
    assert_eq!(server.check(&mut cache, &a, now()).await, None);
    for second in 1..10 {
        assert_eq!(server.check(&mut cache, &forger, after(second)).await, Some(Refusal::BadSignature));
    }
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn j4_the_last_good_set_lasts_a_day_when_none_can_be_fetched() {
    let a = Issuer::new("a", 1);
    let server = Server::start(&[&a]).await;
    let mut cache = server.cache();
    assert_eq!(server.check(&mut cache, &a, now()).await, None);
    server.fail(StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(server.check(&mut cache, &a, after(3600)).await, None);
    server.fail(StatusCode::OK);
    server.served.lock().unwrap().body = "<html>".to_owned();
    assert_eq!(server.check(&mut cache, &a, after(7200)).await, None);
    assert_eq!(server.asked(), 3);
    assert_eq!(server.check(&mut cache, &a, after(86_400)).await, Some(Refusal::BadKeySet));
}

#[tokio::test]
async fn j4_without_any_set_nothing_is_valid() {
    let a = Issuer::new("a", 1);
    let server = Server::start(&[&a]).await;
    server.fail(StatusCode::NOT_FOUND);
    let mut cache = server.cache();
    assert_eq!(server.check(&mut cache, &a, now()).await, Some(Refusal::KeysUnavailable));
    server.fail(StatusCode::OK);
    assert_eq!(server.check(&mut cache, &a, after(1)).await, Some(Refusal::KeysUnavailable));
    assert_eq!(server.asked(), 1, "a pause follows a failure too");
    assert_eq!(server.check(&mut cache, &a, after(30)).await, None);
}

#[tokio::test]
async fn j5_a_key_that_is_gone_or_changed_is_so_after_the_next_look() {
    let (a, b, changed) = (Issuer::new("a", 1), Issuer::new("b", 2), Issuer::new("b", 3));
    let server = Server::start(&[&a, &b]).await;
    let mut cache = server.cache();
    assert_eq!(server.check(&mut cache, &a, now()).await, None);
    server.publish(&[&changed]);
    assert_eq!(server.check(&mut cache, &a, after(599)).await, None);
    assert_eq!(server.check(&mut cache, &changed, after(599)).await, Some(Refusal::BadSignature));
    assert_eq!(server.check(&mut cache, &changed, after(600)).await, None);
    assert_eq!(server.check(&mut cache, &b, after(601)).await, Some(Refusal::BadSignature));
    assert_eq!(server.check(&mut cache, &a, after(602)).await, Some(Refusal::UnknownKey));
}

#[tokio::test]
async fn j6_keys_rotate_without_a_restart() {
    let (a, b) = (Issuer::new("a", 1), Issuer::new("b", 2));
    let server = Server::start(&[&a]).await;
    let mut cache = server.cache();
    assert_eq!(server.check(&mut cache, &a, now()).await, None);
    server.publish(&[&a, &b]);
    assert_eq!(server.check(&mut cache, &b, after(10)).await, None, "the new key is fetched when it is met");
    assert_eq!(server.check(&mut cache, &a, after(11)).await, None, "the old one still holds");
    server.publish(&[&b]);
    assert_eq!(server.check(&mut cache, &b, after(700)).await, None);
    assert_eq!(server.check(&mut cache, &a, after(701)).await, Some(Refusal::UnknownKey));
    assert_eq!(server.asked(), 4);
}
