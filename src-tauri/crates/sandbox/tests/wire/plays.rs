//! Every scenario of ias-wire 12.4, from outside.

use std::collections::HashSet;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::exchange::{App, attachments, next, parameter, run_of};
use crate::support::World;

async fn playing(play: &str) -> World {
    let world = World::start().await;
    world.play(json!({ "play": play, "foreignOrigin": "http://127.0.0.1:9" })).await;
    world
}

/// A retrieval that has ended, its pages, and its attachments.
async fn ended(app: &App<'_>) -> (Vec<Value>, Vec<Value>) {
    let id = app.ended().await;
    let pages = app.pages(&id).await;
    let found = attachments(&pages);
    (pages, found)
}

#[tokio::test]
async fn the_ends_of_a_retrieval() {
    for (play, status, documents) in [
        ("completed", "completed", 46),
        ("no-documents", "completed", 0),
        ("partial-timeouts", "partial", 41),
        ("failed-at-once", "failed", 0),
        ("failed-later", "failed", 0),
        ("unknown-status", "archived", 46),
    ] {
        let world = playing(play).await;
        let app = world.exchange_app("rosa").await;
        let id = app.ended().await;
        let (_, _, body) = app.status(&id).await;
        assert_eq!(
            (parameter(&body, "status"), parameter(&body, "documentsFound")),
            (&json!(status), &json!(documents)),
            "{play}"
        );
        let issues = parameter(&body, "outcome")["issue"].clone();
        match status {
            "partial" => {
                assert_eq!(
                    (&issues[0]["code"], &issues[1]["code"]),
                    (&json!("timeout"), &json!("transient"))
                );
                let diagnostics = "urn:oid:2.16.840.1.113883.3.9504.4.4 did not answer within 30 s";
                assert_eq!(issues[0]["diagnostics"], diagnostics);
            }
            "failed" => assert_eq!(issues[0]["severity"], "error"),
            _ => assert_eq!(issues, Value::Null),
        }
    }
}

#[tokio::test]
async fn a_status_that_flaps_and_one_that_breaks() {
    let world = playing("status-flaps").await;
    let app = world.exchange_app("rosa").await;
    let id = app.begin().await;
    world.advance(300).await;
    let mut seen = Vec::new();
    for _ in 0..4 {
        let (status, headers, _) = app.status(&id).await;
        seen.push((status.as_u16(), headers.contains_key("retry-after")));
    }
    assert_eq!(seen, [(503, true), (503, true), (429, true), (200, false)]);

    let world = playing("status-454").await;
    let app = world.exchange_app("rosa").await;
    let id = app.begin().await;
    assert_eq!(app.status(&id).await.0, StatusCode::ACCEPTED);
    assert_eq!(app.status(&id).await.0.as_u16(), 454);
    let world = playing("never-finishes").await;
    let app = world.exchange_app("rosa").await;
    let id = app.begin().await;
    world.advance(3000).await;
    assert_eq!(app.status(&id).await.0, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn where_the_status_is_told() {
    for (play, names) in [
        ("relative-location", vec!["location"]),
        ("content-location-only", vec!["content-location"]),
        ("completed", vec!["content-location", "location"]),
    ] {
        let world = playing(play).await;
        let app = world.exchange_app("rosa").await;
        let token = world.ias_token("rosa", json!({})).await;
        let answer = app.kick_off(app.order(&token), "a").await;
        let headers = answer.headers();
        let told: Vec<_> =
            ["content-location", "location"].into_iter().filter(|name| headers.contains_key(*name)).collect();
        assert_eq!(told, names, "{play}");
        let relative = names.iter().any(|name| headers[*name].to_str().unwrap().starts_with('/'));
        assert_eq!(relative, play == "relative-location");
        assert_eq!(app.status(&run_of(headers)).await.0, StatusCode::ACCEPTED);
    }
}

#[tokio::test]
async fn pages_of_every_kind() {
    let ids = |pages: &[Value]| {
        let entries = pages.iter().flat_map(|page| page["entry"].as_array().unwrap().clone());
        let matches = entries.filter(|entry| entry["search"]["mode"] == "match");
        matches.map(|entry| entry["resource"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for (play, pages, entries) in [
        ("three-pages", 3, 46),
        ("page-loop", 10, 154),
        ("duplicate-entries", 3, 48),
        ("empty-last-page", 4, 46),
        ("missing-next", 1, 16),
        ("outcome-entry", 1, 46),
    ] {
        let world = playing(play).await;
        let app = world.exchange_app("rosa").await;
        let (found, _) = ended(&app).await;
        let all = ids(&found);
        assert_eq!((found.len(), all.len()), (pages, entries), "{play}");
        let distinct: HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), if play == "missing-next" { 16 } else { 46 }, "{play}");
        assert_eq!(found[0]["total"], 46, "{play}");
    }
    let world = playing("foreign-next").await;
    let app = world.exchange_app("rosa").await;
    let id = app.ended().await;
    assert!(next(&app.listing(&id, "").await).unwrap().starts_with("http://127.0.0.1:9/"));
    let world = playing("result-expired").await;
    let app = world.exchange_app("rosa").await;
    let id = app.ended().await;
    let path = format!("/DocumentReference?_tag=https://sandbox.invalid/request-result|{id}");
    assert_eq!(app.get(&path).send().await.unwrap().status(), StatusCode::GONE);
}

#[tokio::test]
async fn bytes_in_every_form() {
    // What every other play is compared with.
    let world = playing("completed").await;
    let app = world.exchange_app("rosa").await;
    let (_, plain) = ended(&app).await;
    let first = plain[0].clone();
    let bytes = app.binary(first["url"].as_str().unwrap(), "*/*").await.bytes().await.unwrap();
    assert!(plain[1]["url"].as_str().unwrap().starts_with("Binary/"), "relative addresses are among them");
    assert!(plain.iter().any(|one| one["data"].is_string()), "and a file inside an entry");
    assert!(plain.iter().any(|one| one["data"].is_null() && one["url"].is_null()), "and one without any");

    for play in [
        "binary-json",
        "binary-raw",
        "binary-base64-text",
        "binary-gzip",
        "binary-zip",
        "pdf-labelled-xml",
        "xml-labelled-octet-stream",
        "truncated-body",
        "wrong-sha1",
        "wrong-size",
        "binary-404",
        "binary-410",
        "large-ccda",
        "utf16-xml",
        "entity-bomb",
        "another-person",
        "foreign-attachment",
        "same-document-twice",
    ] {
        let world = playing(play).await;
        let app = world.exchange_app("rosa").await;
        let (_, found) = ended(&app).await;
        let one = found[0].clone();
        let url = one["url"].as_str().unwrap().to_owned();
        if play == "foreign-attachment" {
            assert!(url.starts_with("http://127.0.0.1:9/"));
            continue;
        }
        let accept = if play == "binary-raw" { "application/fhir+json" } else { "*/*" };
        let answer = app.binary(&url, accept).await;
        let status = answer.status().as_u16();
        let encoding = answer.headers().get("content-encoding").cloned();
        let content_type = answer.headers()["content-type"].to_str().unwrap().to_owned();
        let body = answer.bytes().await;
        match play {
            "truncated-body" => assert!(body.is_err()),
            "binary-404" => assert_eq!(status, 404),
            "binary-410" => assert_eq!(status, 410),
            "binary-json" => {
                let json: Value = serde_json::from_slice(&body.unwrap()).unwrap();
                assert_eq!(STANDARD.decode(json["data"].as_str().unwrap()).unwrap(), bytes);
            }
            "binary-base64-text" => assert_eq!(STANDARD.decode(body.unwrap()).unwrap(), bytes),
            "binary-gzip" => {
                assert_eq!(encoding.unwrap(), "gzip");
                assert!(body.unwrap().starts_with(b"\x1f\x8b"));
            }
            "binary-zip" => {
                assert_eq!(content_type, "application/zip");
                assert!(body.unwrap().starts_with(b"PK\x03\x04"));
            }
            "pdf-labelled-xml" => {
                assert!(
                    body.unwrap().starts_with(b"%PDF")
                        && content_type == "text/xml"
                        && one["contentType"] == "text/xml"
                );
            }
            "xml-labelled-octet-stream" => assert_eq!(one["contentType"], "application/octet-stream"),
            "wrong-sha1" => assert_ne!(one["hash"], sha1(&body.unwrap())),
            "wrong-size" => assert_ne!(one["size"], body.unwrap().len()),
            "large-ccda" => assert!(body.unwrap().len() > 12_000_000),
            "utf16-xml" => assert!(body.unwrap().starts_with(b"\xff\xfe<\0?\0")),
            "entity-bomb" => assert!(String::from_utf8_lossy(&body.unwrap()).contains("<!ENTITY a9")),
            "another-person" => assert!(String::from_utf8_lossy(&body.unwrap()).contains("Ashgrove")),
            "same-document-twice" => {
                assert_eq!(found.len(), 47);
                let again =
                    app.binary(found[46]["url"].as_str().unwrap(), "*/*").await.bytes().await.unwrap();
                assert_eq!(again, body.unwrap());
            }
            _ => {
                let body = body.unwrap();
                assert_eq!((body.as_ref(), &one["hash"]), (bytes.as_ref(), &json!(sha1(&body))), "{play}");
            }
        }
    }
}

fn sha1(bytes: &[u8]) -> String {
    STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes))
}

#[tokio::test]
async fn ids_and_hashes_can_be_others() {
    let world = World::start().await;
    let app = world.exchange_app("rosa").await;
    let first = app.ended().await;
    let id_of = |page: &Value| page["entry"][0]["resource"]["id"].clone();
    let stable = id_of(&app.listing(&first, "").await);
    let again = async |settings: Value, key: &str| {
        world.play(settings).await;
        let token = world.ias_token("rosa", json!({})).await;
        let id = run_of(app.kick_off(app.order(&token), key).await.headers());
        world.advance(300).await;
        app.listing(&id, "").await
    };
    assert_eq!(id_of(&again(json!({}), "b").await), stable);
    let other = again(json!({ "stableIds": false, "hash": "none" }), "c").await;
    assert_ne!(id_of(&other), stable);
    let attachment = &other["entry"][0]["resource"]["content"][0]["attachment"];
    assert_eq!((&attachment["hash"], &attachment["size"]), (&Value::Null, &Value::Null));
}
