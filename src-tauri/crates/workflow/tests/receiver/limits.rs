//! The limits of `spec/shl-wire.md`, section 6: each is met, and stays the limit.

use std::io::Write as _;
use std::time::Duration;

use health_link::Payload;
use rstest::rstest;
use satchel_http::Limits;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use workflow::{RECEIVER_LIMITS, Refusal};

use crate::host::{Host, KEY, PATIENT, embedded, http, seal, sealed, short, visit};

const ZIP: &str = r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#;
const MIB: usize = 1024 * 1024;

#[test]
fn the_limits_are_those_of_the_paper() {
    assert_eq!(RECEIVER_LIMITS.body, 24 * MIB);
    assert_eq!(RECEIVER_LIMITS.connect, Duration::from_secs(10));
    assert_eq!(RECEIVER_LIMITS.total, Duration::from_secs(30));
    assert_eq!(health_link::jwe::LARGEST_FILE, 32 * 1024 * 1024);
    assert_eq!(health_link::manifest::MOST_FILES, 100);
}

/// A valid record of about so many bytes, deflated to little.
fn packed(bytes: usize) -> String {
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(br#"{"resourceType":"Patient","text":""#).unwrap();
    packer.write_all(&vec![b' '; bytes]).unwrap();
    packer.write_all(br#""}"#).unwrap();
    seal(ZIP, &packer.finish().unwrap(), &[7; 12])
}

#[tokio::test]
async fn a_file_may_be_large_and_no_larger() {
    let host = Host::manifest(embedded(&packed(31 * MIB))).await;
    assert_eq!(host.open(json!({}), None).await.unwrap().files.len(), 1);
    let host = Host::manifest(embedded(&packed(33 * MIB))).await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::TooLarge);
}

#[tokio::test]
async fn all_files_of_a_link_together_may_be_large_and_no_larger() {
    let file = json!({"contentType": "application/fhir+json", "embedded": packed(22 * MIB)});
    let two = Host::manifest(json!([file, file])).await;
    assert_eq!(two.open(json!({}), None).await.unwrap().files.len(), 2);
    let three = Host::manifest(json!([file, file, file])).await;
    assert_eq!(three.open(json!({}), None).await.unwrap_err(), Refusal::TooLarge);
}

#[tokio::test]
async fn a_hundred_files_open_and_five_thousand_do_not() {
    let of = |count: usize| Value::from(vec![json!({"embedded": sealed(PATIENT)}); count]);
    let hundred = Host::manifest(of(100)).await;
    assert_eq!(hundred.open(json!({}), None).await.unwrap().files.len(), 100);
    let many = Host::manifest(of(5000)).await;
    assert_eq!(many.open(json!({}), None).await.unwrap_err(), Refusal::TooLarge);
    assert_eq!(many.asked().len(), 1);
}

#[tokio::test]
async fn bodies_are_counted_while_they_are_read() {
    let limits = Limits { body: 4096, ..RECEIVER_LIMITS };
    let manifest = Host::giving(200, " ".repeat(5000)).await;
    assert_eq!(manifest.within(limits, json!({}), None).await.unwrap_err(), Refusal::TooLarge);
    let file = Host::giving(200, "x".repeat(5000)).await;
    assert_eq!(file.within(limits, json!({"flag": "U"}), None).await.unwrap_err(), Refusal::TooLarge);
}

/// A host without manners: what it sends after a request's first bytes.
async fn raw(head: &'static str, endless: bool) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 1024];
                let _ = socket.read(&mut request).await;
                let _ = socket.write_all(head.as_bytes()).await;
                while endless && socket.write_all(&[b' '; 4096]).await.is_ok() {}
                // Says no more, and does not hang up.
                std::future::pending::<()>().await;
            });
        }
    });
    base
}

#[rstest]
#[case::ten_gigabytes("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n", true, Refusal::TooLarge)]
#[case::an_endless_body("HTTP/1.1 200 OK\r\n\r\n", true, Refusal::TooLarge)]
#[case::a_length_and_then_silence(
    "HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n",
    false,
    Refusal::Timeout
)]
#[case::half_a_head("HTTP/1.1 200 OK\r\ncontent-", false, Refusal::Timeout)]
#[case::nothing_at_all("", false, Refusal::Timeout)]
#[tokio::test]
async fn a_host_that_never_ends_is_left(
    #[case] head: &'static str,
    #[case] endless: bool,
    #[case] refusal: Refusal,
) {
    let base = raw(head, endless).await;
    let json = json!({"url": format!("{base}/m"), "key": KEY}).to_string();
    let token = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, json);
    let link = Payload::parse(&format!("shlink:/{token}")).unwrap();
    let opened = visit(&http(&base, short()), &link, None).await.unwrap_err();
    // On a busy machine the time may run out before the bytes do; either way it is left.
    assert!(opened == refusal || opened == Refusal::Timeout, "{opened:?}");
}

#[tokio::test]
async fn a_host_that_is_not_there_is_no_connection() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let json = json!({"url": format!("{base}/m"), "key": KEY}).to_string();
    let token = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, json);
    let link = Payload::parse(&format!("shlink:/{token}")).unwrap();
    let limits = Limits { first_pause: Duration::ZERO, ..short() };
    assert_eq!(visit(&http(&base, limits), &link, None).await.unwrap_err(), Refusal::Network);
}
