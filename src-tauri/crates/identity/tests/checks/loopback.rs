//! The listener for the way back: what it takes, what it answers, and when it is gone.

use std::sync::{Arc, Mutex};

use identity::{LandingPage, Loopback};
use reqwest::{Client, Method, StatusCode};
use rstest::rstest;
use url::Url;

type Called = Arc<Mutex<Vec<Url>>>;

async fn listening() -> (Loopback, Called, Client) {
    let page =
        LandingPage { language: "es", title: "Ya <puede>".to_owned(), body: "Vuelva & siga".to_owned() };
    let called = Called::default();
    let heard = Arc::clone(&called);
    let listener = Loopback::listen(&page, move |url| heard.lock().unwrap().push(url)).await.unwrap();
    let browser = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    (listener, called, browser)
}

#[tokio::test]
async fn the_address_that_was_called_is_handed_on_as_it_came() {
    let (listener, called, browser) = listening().await;
    let back =
        Url::parse(&format!("{}?code=a%2Bb&state=s&iss=https%3A%2F%2Fid", listener.redirect())).unwrap();
    let answer = browser.get(back.clone()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("lang=\"es\"")
            && page.contains("Ya &lt;puede&gt;")
            && page.contains("Vuelva &amp; siga")
    );
    assert!(!page.contains("<script") && !page.contains("a%2Bb"), "{page}");
    assert_eq!(*called.lock().unwrap(), [back]);
}

#[rstest]
#[case(Method::GET, "/oauth/callback", StatusCode::NOT_FOUND)]
#[case(Method::GET, "/oauth/callback/?state=s", StatusCode::NOT_FOUND)]
#[case(Method::GET, "/oauth/Callback?state=s", StatusCode::NOT_FOUND)]
#[case(Method::GET, "/favicon.ico", StatusCode::NOT_FOUND)]
#[case(Method::GET, "/?state=s", StatusCode::NOT_FOUND)]
#[case(Method::POST, "/oauth/callback?state=s", StatusCode::METHOD_NOT_ALLOWED)]
#[case(Method::HEAD, "/oauth/callback?state=s", StatusCode::METHOD_NOT_ALLOWED)]
#[tokio::test]
async fn anything_else_is_not_there(#[case] method: Method, #[case] path: &str, #[case] status: StatusCode) {
    let (listener, called, browser) = listening().await;
    let url = listener.redirect().join(path).unwrap();
    assert_eq!(browser.request(method, url).send().await.unwrap().status(), status);
    assert!(called.lock().unwrap().is_empty());
}

#[tokio::test]
async fn who_calls_it_by_another_name_or_at_great_length_is_not_heard() {
    let (listener, called, browser) = listening().await;
    let url = format!("{}?state=s", listener.redirect());
    let rebound = browser.get(&url).header("host", "evil.example:80").send().await.unwrap();
    assert_eq!(rebound.status(), StatusCode::NOT_FOUND);
    let long = browser.get(format!("{url}{}", "x".repeat(5000))).send().await.unwrap();
    assert!(long.status().is_client_error(), "{}", long.status());
    assert!(called.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_dropped_listener_listens_no_more() {
    let (listener, _, browser) = listening().await;
    let url = format!("{}?state=s", listener.redirect());
    drop(listener);
    // The socket is closed by the server's own task, in a moment.
    for _ in 0..500 {
        if browser.get(&url).send().await.is_err() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("somebody still listens");
}
