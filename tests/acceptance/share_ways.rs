//! Other ways to give a QR code, and what is remembered of it. The passcode is in none of them.

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::picture::read_qr;

use crate::{done, kept, refused, searched, signed_in};

fn order() -> Value {
    json!({"label": "Health Records", "kinds": ["patient", "condition"]})
}

#[tokio::test]
async fn a_copied_link_leaves_the_clipboard_after_half_a_minute() {
    let (world, host) = signed_in("mateo", PatientHost::default()).await;
    let share = done(&world, "create_share", order()).await;
    let request = json!({"shareId": share["id"]});
    done(&world, "copy_share_link", request.clone()).await;
    let copied = host.clipboard.lock().unwrap().clone().unwrap();
    done(&world, "save_share_picture", request.clone()).await;
    let (_, png) = host.saved.lock().unwrap().last().unwrap().clone();
    assert_eq!(read_qr(&png).unwrap(), copied);

    world.pass(29);
    world.settle().await;
    assert_eq!(host.clipboard.lock().unwrap().as_deref(), Some(copied.as_str()));
    world.pass(1);
    world.until(|| host.clipboard.lock().unwrap().is_none()).await.unwrap();
}

#[tokio::test]
async fn what_somebody_copied_meanwhile_stays() {
    let (world, host) = signed_in("mateo", PatientHost::default()).await;
    let share = done(&world, "create_share", order()).await;
    done(&world, "copy_share_link", json!({"shareId": share["id"]})).await;
    *host.clipboard.lock().unwrap() = Some("a shopping list".to_owned());
    world.pass(31);
    world.settle().await;
    assert_eq!(host.clipboard.lock().unwrap().as_deref(), Some("a shopping list"));
}

#[tokio::test]
async fn a_copied_link_goes_when_sharing_is_done_and_when_the_person_leaves() {
    let (world, host) = signed_in("mateo", PatientHost::default()).await;
    let share = done(&world, "create_share", order()).await;
    done(&world, "copy_share_link", json!({"shareId": share["id"]})).await;
    done(&world, "end_share", json!({"shareId": share["id"]})).await;
    assert_eq!(*host.clipboard.lock().unwrap(), None);

    let share = done(&world, "create_share", order()).await;
    done(&world, "copy_share_link", json!({"shareId": share["id"]})).await;
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    assert_eq!(*host.clipboard.lock().unwrap(), None);
}

#[tokio::test]
async fn a_drawing_and_a_page_are_saved_without_the_passcode() {
    let (world, host) = signed_in("mateo", PatientHost::default()).await;
    let share = done(&world, "create_share", order()).await;
    let id = &share["id"];
    let digits = done(&world, "show_passcode", json!({"shareId": id})).await["digits"].clone();
    let digits = digits.as_str().unwrap();
    done(&world, "save_share_drawing", json!({"shareId": id})).await;
    let words = json!({"shareId": id, "stops": "Stops working at 12:05 PM", "notes": ["Scan it."]});
    done(&world, "save_share_page", words).await;
    let saved = host.saved.lock().unwrap().clone();
    assert_eq!(saved[0].0, "Satchel QR code.svg");
    assert!(String::from_utf8_lossy(&saved[0].1).contains(share["qr"]["path"].as_str().unwrap()));
    assert_eq!(saved[1].0, "Satchel QR code.pdf");
    assert!(saved[1].1.starts_with(b"%PDF-"));
    // Not even a page that would be told to have it.
    let spaced = format!("{} {}", &digits[..3], &digits[3..]);
    for stops in [digits.to_owned(), format!("Passcode {spaced}"), String::new(), "x".repeat(161)] {
        let words = json!({"shareId": id, "stops": stops, "notes": []});
        assert_eq!(refused(&world, "save_share_page", words).await, "bad-request", "{stops}");
    }
}

#[tokio::test]
async fn what_was_made_is_remembered_after_a_restart_without_its_secrets() {
    let (world, host) = kept("mateo", PatientHost::default()).await;
    assert_eq!(done(&world, "past_shares", Value::Null).await, json!([]));
    let first = done(&world, "create_share", order()).await;
    done(&world, "copy_share_link", json!({"shareId": first["id"]})).await;
    let link = host.clipboard.lock().unwrap().clone().unwrap();
    let digits = done(&world, "show_passcode", json!({"shareId": first["id"]})).await["digits"].clone();
    world.advance(301).await.unwrap();
    let second = done(&world, "create_share", json!({"label": "For Friday", "kinds": null})).await;
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    done(&world, "sign_in", json!({"personId": "mateo"})).await;

    let past = done(&world, "past_shares", Value::Null).await;
    let of = |share: &Value| {
        json!({"id": share["id"], "label": share["label"], "kinds": share["kinds"],
               "startsAt": share["startsAt"], "endsAt": share["endsAt"]})
    };
    assert_eq!(past, json!([of(&second), of(&first)]));
    let text = past.to_string();
    assert!(!text.contains(digits.as_str().unwrap()));
    assert!(!text.contains(&link[link.len() - 40..]));
}

#[tokio::test]
async fn a_person_looks_at_what_the_clinic_will_see() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let chosen =
        json!({"label": "Health Records", "kinds": ["patient", "immunization", "care-plan", "coverage"]});
    let share = done(&world, "create_share", chosen).await;
    let asked = json!({"shareId": share["id"], "recipient": "Rosa, looking first"});
    let seen = done(&world, "preview_share", asked).await;
    assert_eq!(seen["result"], "opened");
    let seen = &seen["received"];
    assert_eq!(seen["whose"], "mine");
    assert_eq!(seen["label"], "Health Records");
    let groups: Vec<&str> =
        seen["groups"].as_array().unwrap().iter().map(|group| group["kind"].as_str().unwrap()).collect();
    assert!(groups.contains(&"patient") && groups.contains(&"immunization"), "{groups:?}");
    assert_eq!(seen["unasked"], json!([]));
    // What was chosen and did not come is named; what was not chosen is not missing.
    let missing: Vec<&str> =
        seen["missing"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect();
    for kind in ["patient", "immunization", "care-plan", "coverage"] {
        assert!(groups.contains(&kind) != missing.contains(&kind), "{kind}");
    }
    assert!(!missing.contains(&"condition"));
    // It was a real access, under the name that was said.
    let log = world.look("people/rosa/links").await.unwrap();
    assert_eq!(log[0]["accesses"][0]["recipient"], "Rosa, looking first");
    assert_eq!(log[0]["accesses"][0]["opened"], true);
}
