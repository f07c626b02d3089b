//! Sign-in with a browser: code flow, refresh, sign-out, against a provider on loopback.

use std::time::Duration;

use axum::http::StatusCode;
use identity::{
    Ask, Authorized, Error, PendingSignIn, Provider, Received, RefusedBecause, RelyingParty, Tokens,
};
use jiff::SignedDuration;
use rstest::rstest;
use satchel_http::Retry;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use url::Url;

use crate::provider::{Fields, TestProvider};
use crate::support::now;

fn loopback() -> Url {
    Url::parse("http://127.0.0.1:49152/callback").unwrap()
}

fn deep_link() -> Url {
    Url::parse("health.satchel.desktop:/oauth/callback").unwrap()
}

fn answer(received: Received) -> Result<Authorized, Error> {
    match received {
        Received::Answer(answer) => answer,
        Received::NotOurs(_) => panic!("the answer was not known as ours"),
    }
}

fn still_waiting(received: Received) -> PendingSignIn {
    match received {
        Received::NotOurs(pending) => pending,
        Received::Answer(answer) => panic!("taken for an answer: {answer:?}"),
    }
}

async fn signed_in(party: &RelyingParty<'_>, test: &TestProvider) -> Tokens {
    let (address, pending) = party.begin(&loopback(), Ask::default());
    let authorized = answer(pending.receive(&test.sign_in(&address))).unwrap();
    party.exchange(authorized, now()).await.unwrap()
}

#[rstest]
#[case(loopback())]
#[case(deep_link())]
#[tokio::test]
async fn a_person_signs_in(#[case] redirect: Url) {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let (address, pending) = party.begin(&redirect, Ask { nonce: true, max_age: Some(300) });
    let asked: std::collections::HashMap<_, _> = address.query_pairs().into_owned().collect();
    assert_eq!(asked["redirect_uri"], redirect.as_str());
    assert_eq!(asked["scope"], "openid offline_access");
    assert_eq!((asked["prompt"].as_str(), asked["max_age"].as_str()), ("consent", "300"));
    assert!(asked["state"].len() >= 22 && asked["nonce"].len() >= 22 && asked["state"] != asked["nonce"]);

    let authorized = answer(pending.receive(&test.sign_in(&address))).unwrap();
    assert_eq!(authorized.nonce().map(secrecy::ExposeSecret::expose_secret), Some(asked["nonce"].as_str()));
    let mut tokens = party.exchange(authorized, now()).await.unwrap();
    assert_eq!(tokens.access().expose_secret(), "access-1");
    assert_eq!(tokens.expires_at(), Some(now() + SignedDuration::from_secs(300)));
    assert_eq!(tokens.take_identity().unwrap().expose_secret(), "identity-1");
    assert!(tokens.take_identity().is_none(), "an ID token is taken once");
    assert_eq!(format!("{tokens:?}"), "Tokens { expires_at: Some(2026-11-22T12:05:00Z), .. }");
}

#[tokio::test]
async fn two_sign_ins_share_no_secret() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let fields = || {
        let (address, _) = party.begin(&loopback(), Ask { nonce: true, max_age: None });
        ["state", "nonce", "code_challenge"].map(|wanted| {
            address.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
        })
    };
    let (one, two) = (fields(), fields());
    assert!(one.iter().zip(&two).all(|(one, two)| one.is_some() && one != two));
}

#[tokio::test]
async fn only_the_exact_address_with_our_state_is_an_answer() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let (address, mut pending) = party.begin(&loopback(), Ask::default());
    let good = test.sign_in(&address);
    let state = good.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let strangers = [
        good.as_str().replace("49152", "49153"),
        good.as_str().replace("127.0.0.1", "localhost"),
        good.as_str().replace("http:", "https:"),
        good.as_str().replace("/callback", "/callback/"),
        good.as_str().replace("/callback", "/Callback"),
        good.as_str().replace("127.0.0.1", "user@127.0.0.1"),
        format!("{good}#fragment"),
        good.as_str().replace(&state, &state[1..]),
        good.as_str().replace(&state, &state.to_lowercase().replace('a', "b")),
        format!("{}?code=code-1", loopback()),
        format!("{}?error=access_denied", loopback()),
        format!("{}?error=access_denied&state=", loopback()),
        format!("{good}&state={state}"),
        format!("health.satchel.desktop:/oauth/callback?code=code-1&state={state}"),
    ];
    for stranger in strangers {
        pending = still_waiting(pending.receive(&Url::parse(&stranger).unwrap()));
    }
    assert!(answer(pending.receive(&good)).is_ok());
}

#[rstest]
#[case("error=access_denied", Error::Declined)]
#[case("error=invalid_scope", Error::Refused(RefusedBecause::InvalidScope))]
#[case("error=unmet_authentication_requirements", Error::NotVerified)]
#[case("error=Zzyzx", Error::Refused(RefusedBecause::Unknown))]
#[case("error=server_error", Error::Server { status: 503, retry: Retry::Now })]
#[case("code=", Error::Callback("code"))]
#[case("", Error::Callback("code"))]
#[case("code=a&code=b", Error::Callback("code"))]
#[case("code=a&error=access_denied", Error::Callback("code and error"))]
#[case("code=a&iss=https%3A%2F%2Fevil.example.org", Error::MixedUp)]
#[case("error=access_denied&iss=https%3A%2F%2Fevil.example.org", Error::MixedUp)]
#[case("code=a&iss=a&iss=b", Error::Callback("iss"))]
#[tokio::test]
async fn an_answer_that_is_no_code_says_why(#[case] query: &str, #[case] expected: Error) {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let (address, pending) = test.party(&provider).begin(&loopback(), Ask::default());
    let state = address.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let called = Url::parse(&format!("{}?{query}&state={state}", loopback())).unwrap();
    let error = answer(pending.receive(&called)).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Zzyzx"));
    assert_eq!(error, expected);
}

#[tokio::test]
async fn a_provider_that_names_itself_must_do_so_in_its_answer() {
    let test = TestProvider::start().await;
    test.book().discovery = json!({"authorization_response_iss_parameter_supported": true});
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let (address, pending) = party.begin(&loopback(), Ask::default());
    assert_eq!(answer(pending.receive(&test.sign_in(&address))).unwrap_err(), Error::MixedUp);

    let (address, pending) = party.begin(&loopback(), Ask::default());
    let mut called = test.sign_in(&address);
    called.query_pairs_mut().append_pair("iss", &provider.issuer);
    assert!(answer(pending.receive(&called)).is_ok());
}

#[tokio::test]
async fn a_code_taken_to_another_sign_in_is_worth_nothing() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let (victim, _) = party.begin(&loopback(), Ask::default());
    let stolen = test.sign_in(&victim).query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let (own, pending) = party.begin(&loopback(), Ask::default());
    let own = test.sign_in(&own);
    let injected = Url::parse(&own.as_str().replace("code-2", &stolen)).unwrap();
    let authorized = answer(pending.receive(&injected)).unwrap();
    assert_eq!(party.exchange(authorized, now()).await.unwrap_err(), Error::InvalidGrant);
}

#[rstest]
#[case(400, json!({"error": "invalid_client"}), Error::Refused(RefusedBecause::InvalidClient))]
#[case(401, json!({"error": "invalid_client"}), Error::Refused(RefusedBecause::InvalidClient))]
#[case(400, json!({"error": "invalid_grant", "error_description": "Zzyzx"}), Error::InvalidGrant)]
#[case(400, json!({"error": "Zzyzx"}), Error::Refused(RefusedBecause::Unknown))]
#[case(400, json!("Zzyzx"), Error::Unreadable)]
#[case(302, json!({}), Error::Unreadable)]
#[case(200, json!({"access_token": "Zzyzx"}), Error::Unreadable)]
#[case(200, json!({"access_token": "", "token_type": "Bearer"}), Error::Unreadable)]
#[case(200, json!({"access_token": "Zzyzx", "token_type": "mac"}), Error::Unreadable)]
#[case(429, json!({}), Error::Server { status: 429, retry: Retry::After(Duration::from_secs(7)) })]
#[case(503, json!({}), Error::Server { status: 503, retry: Retry::After(Duration::from_secs(7)) })]
#[case(500, json!("Zzyzx"), Error::Server { status: 500, retry: Retry::Now })]
#[tokio::test]
async fn a_refused_exchange_says_why_and_is_not_repeated(
    #[case] status: u16,
    #[case] body: Value,
    #[case] expected: Error,
) {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let (address, pending) = party.begin(&loopback(), Ask::default());
    let authorized = answer(pending.receive(&test.sign_in(&address))).unwrap();
    test.book().instead.push((StatusCode::from_u16(status).unwrap(), body));
    let error = party.exchange(authorized, now()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Zzyzx"));
    assert_eq!(error, expected);
    assert_eq!(test.book().forms.len(), 1, "a code is sent once");
}

#[tokio::test]
async fn a_rotated_refresh_token_takes_the_place_of_the_old_one() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let mut tokens = signed_in(&party, &test).await;
    for turn in 2..5 {
        party.renew(&mut tokens, now()).await.unwrap();
        assert_eq!(tokens.access().expose_secret(), format!("access-{turn}"));
        assert_eq!(tokens.refresh_token().unwrap().expose_secret(), format!("refresh-{turn}"));
    }
    let old = SecretString::from("refresh-1");
    assert_eq!(party.resume(&old, now()).await.unwrap_err(), Error::InvalidGrant);
}

#[tokio::test]
async fn a_refresh_token_that_does_not_rotate_stays() {
    let test = TestProvider::start().await;
    test.book().rotates = false;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let mut tokens = signed_in(&party, &test).await;
    party.renew(&mut tokens, now()).await.unwrap();
    party.renew(&mut tokens, now()).await.unwrap();
    assert_eq!(tokens.access().expose_secret(), "access-3");
    assert_eq!(tokens.refresh_token().unwrap().expose_secret(), "refresh-1");
}

#[tokio::test]
async fn a_failed_renewal_leaves_the_session_as_it_was() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let mut tokens = signed_in(&party, &test).await;
    test.book().instead.push((StatusCode::BAD_GATEWAY, json!({})));
    let error = party.renew(&mut tokens, now()).await.unwrap_err();
    assert_eq!(error.retry(), Retry::Now);
    assert_eq!(tokens.access().expose_secret(), "access-1");
    party.renew(&mut tokens, now()).await.unwrap();

    test.book().refresh = None;
    let error = party.renew(&mut tokens, now()).await.unwrap_err();
    assert_eq!((error.clone(), error.retry()), (Error::InvalidGrant, Retry::AfterSignIn));
}

#[tokio::test]
async fn signing_out_revokes_the_refresh_token() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let mut tokens = signed_in(&party, &test).await;
    party.revoke(&tokens).await.unwrap();
    {
        let book = test.book();
        let (path, form) = book.forms.last().unwrap();
        assert_eq!((*path, form["token"].as_str()), ("/revoke", "refresh-1"));
        assert_eq!(
            (form["token_type_hint"].as_str(), form["client_id"].as_str()),
            ("refresh_token", "satchel-test")
        );
    }
    assert_eq!(party.renew(&mut tokens, now()).await, Err(Error::InvalidGrant));
    assert_eq!(party.revoke(&tokens).await, Ok(()), "twice does no harm");
    test.book().instead.push((StatusCode::BAD_REQUEST, json!({"error": "invalid_client"})));
    assert_eq!(party.revoke(&tokens).await, Err(Error::Refused(RefusedBecause::InvalidClient)));
}

/// What goes over the wire, form by form. The random parts are masked.
#[tokio::test]
async fn the_forms_are_those_of_the_specifications() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let mut tokens = signed_in(&party, &test).await;
    party.renew(&mut tokens, now()).await.unwrap();
    party.revoke(&tokens).await.unwrap();
    let device = party.begin_on_another_device(now()).await.unwrap();
    party.wait_for_other_device(&device, now, |_| async {}).await.unwrap();
    let line = |(path, form): &(&str, Fields)| {
        let mut fields: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if let Some(verifier) = fields.iter_mut().find(|field| field.starts_with("code_verifier=")) {
            assert_eq!(verifier.len(), "code_verifier=".len() + 43, "32 random bytes");
            *verifier = "code_verifier=…".to_owned();
        }
        fields.sort();
        format!("{path} {}", fields.join(" "))
    };
    let forms: Vec<String> = test.book().forms.iter().map(line).collect();
    insta::assert_snapshot!(forms.join("\n"), @"
    /token client_id=satchel-test code=code-1 code_verifier=… grant_type=authorization_code redirect_uri=http://127.0.0.1:49152/callback
    /token client_id=satchel-test grant_type=refresh_token refresh_token=refresh-1
    /revoke client_id=satchel-test token=refresh-2 token_type_hint=refresh_token
    /device client_id=satchel-test scope=openid offline_access
    /token client_id=satchel-test device_code=device-1 grant_type=urn:ietf:params:oauth:grant-type:device_code
    ");
}

#[tokio::test]
async fn what_a_provider_does_not_offer_is_not_asked() {
    let test = TestProvider::start().await;
    let discovered = test.discover().await.unwrap();
    let provider = Provider { revocation_endpoint: None, device_authorization_endpoint: None, ..discovered };
    let party = test.party(&provider);
    let tokens = signed_in(&party, &test).await;
    assert!(matches!(party.revoke(&tokens).await, Err(Error::NotOffered(_))));
    assert!(matches!(party.begin_on_another_device(now()).await, Err(Error::NotOffered(_))));
}

#[tokio::test]
async fn a_description_that_leads_away_is_not_followed() {
    let test = TestProvider::start().await;
    test.book().discovery = json!({"token_endpoint": "http://127.0.0.2:1/token"});
    assert_eq!(test.discover().await, Err(Error::Discovery("token_endpoint")));
    test.book().discovery = json!({"issuer": "https://evil.example.org"});
    assert_eq!(test.discover().await, Err(Error::Discovery("issuer")));
}

#[tokio::test]
async fn the_futures_may_move_between_threads() {
    fn movable<T: Send>(future: T) -> T {
        future
    }
    let test = TestProvider::start().await;
    let provider = movable(test.discover()).await.unwrap();
    let party = test.party(&provider);
    let mut tokens = movable(signed_in(&party, &test)).await;
    movable(party.renew(&mut tokens, now())).await.unwrap();
    let device = movable(party.begin_on_another_device(now())).await.unwrap();
    movable(party.wait_for_other_device(&device, now, |_| async {})).await.unwrap();
    movable(party.revoke(&tokens)).await.unwrap();
}
