//! Bringing places back: each row of the guides' table, and each word that no guide has.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, list, refused, searched};

/// Rosa's places, by how they are linked.
const DIRECT: &str = "2.16.840.1.113883.3.9504.1.1";
const OTHER_DIRECT: &str = "2.16.840.1.113883.3.9504.1.3";
const INDIRECT: &str = "6f0d2f6e-52a5-5c0b-9a53-0d5a1c3b7e21";
const PROA: &str = "cedar_loop_eye_care";

/// The place in either list of the answer.
fn of<'a>(places: &'a Value, id: &str) -> &'a Value {
    let aside = places["aside"].as_array().unwrap();
    list(places).iter().chain(aside).find(|place| place["id"] == id).expect("the place")
}

async fn place(world: &World, id: &str) -> Value {
    of(&done(world, "places", Value::Null).await, id).clone()
}

async fn is(world: &World, id: &str, state: &str, action: &str) {
    let place = place(world, id).await;
    assert_eq!((&place["state"], &place["action"]), (&json!(state), &json!(action)), "{id}");
}

async fn force(world: &World, id: &str, status: &str) {
    world.control(&format!("people/rosa/connections/{id}"), json!({ "status": status })).await.unwrap();
}

/// Every answer with connections has these members from now on.
async fn overwritten(world: &World, members: Value) {
    let fault = json!({"at": "graphql", "field": "getMemberConnections", "overwrite": members, "times": 0});
    world.control("faults", fault).await.unwrap();
}

async fn settled(world: &World) {
    let is_settled = |places: &Value| list(places).iter().all(|place| place["state"] != "records-coming");
    world.advance_until(10, "places", is_settled).await.unwrap();
}

/// Rosa, who signs in wherever she is asked to, with a direct, an indirect and a PROA place connected.
async fn with_each_kind() -> (World, Arc<PatientHost>) {
    let (world, host) = searched("rosa", PatientHost::who_signs_in()).await;
    assert_eq!(connect(&world, INDIRECT).await, "connected");
    done(&world, "find_places", json!({"words": "Cedar Loop", "page": 0})).await;
    assert_eq!(connect(&world, PROA).await, "connected");
    settled(&world).await;
    (world, host)
}

/// Signs in at the place's portal, as the host does at once, and says how that ended.
async fn connect(world: &World, id: &str) -> String {
    let work = tokio::spawn({
        let (core, request) = (Arc::clone(&world.core), json!({ "placeId": id }));
        async move { commands::dispatch(&core, "connect", request, &|_| {}).await }
    });
    // Asking alone would do too, as the clock goes on; a person says it.
    while !work.is_finished() {
        done(world, "connect_look", json!({ "placeId": id })).await;
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    work.await.unwrap().expect("an outcome")["result"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_expired_place_that_one_signs_in_to_comes_back_after_a_sign_in() {
    let (world, _) = with_each_kind().await;
    for id in [INDIRECT, PROA] {
        force(&world, id, "EXPIRED").await;
        is(&world, id, "needs-sign-in-again", "sign-in").await;
        assert_eq!(refused(&world, "turn_back_on", json!({ "placeId": id })).await, "bad-request");
        assert_eq!(connect(&world, id).await, "connected");
        settled(&world).await;
        is(&world, id, "connected", "none").await;
    }
    // The two are told apart: the network found one, and she added the other.
    assert_eq!(place(&world, INDIRECT).await["how"], "by-sign-in");
    assert_eq!(place(&world, PROA).await["how"], "apart");
}

#[tokio::test]
async fn a_turned_off_place_that_one_signs_in_to_comes_back_after_a_sign_in() {
    let (world, _) = with_each_kind().await;
    for id in [INDIRECT, PROA] {
        force(&world, id, "DISCONNECTED").await;
        is(&world, id, "turned-off", "sign-in").await;
        assert_eq!(connect(&world, id).await, "connected");
        settled(&world).await;
        is(&world, id, "connected", "none").await;
    }
}

#[tokio::test]
async fn a_removed_place_that_one_signs_in_to_comes_back_after_a_sign_in() {
    let (world, _) = with_each_kind().await;
    for id in [INDIRECT, PROA] {
        done(&world, "remove_place", json!({"placeId": id, "alsoHere": false})).await;
        is(&world, id, "removing", "look-again").await;
        world.advance(31).await.unwrap();
        is(&world, id, "deleted", "sign-in").await;
        assert_eq!(connect(&world, id).await, "connected");
        settled(&world).await;
        is(&world, id, "connected", "none").await;
    }
}

#[tokio::test]
async fn a_direct_place_that_was_turned_off_comes_back_by_one_press() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let off = done(&world, "turn_off", json!({ "placeId": DIRECT })).await;
    assert_eq!((&off["result"], &off["place"]["state"]), (&json!("told"), &json!("turned-off")));
    is(&world, DIRECT, "turned-off", "turn-back-on").await;
    let on = done(&world, "turn_back_on", json!({ "placeId": DIRECT })).await;
    assert_eq!(on["state"], "records-coming");
    settled(&world).await;
    is(&world, DIRECT, "connected", "none").await;
}

#[tokio::test]
async fn a_direct_place_that_was_removed_comes_back_once_the_network_has_deleted_its_copy() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    done(&world, "remove_place", json!({"placeId": DIRECT, "alsoHere": false})).await;
    is(&world, DIRECT, "removing", "look-again").await;
    assert_eq!(refused(&world, "turn_back_on", json!({ "placeId": DIRECT })).await, "bad-request");
    world.advance(31).await.unwrap();
    is(&world, DIRECT, "deleted", "turn-back-on").await;
    let on = done(&world, "turn_back_on", json!({ "placeId": DIRECT })).await;
    assert_eq!(on["state"], "records-coming");
}

#[tokio::test]
async fn an_expired_direct_place_wants_a_fresh_proof_and_comes_back_after_it() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    force(&world, DIRECT, "EXPIRED").await;
    is(&world, DIRECT, "needs-identity-again", "turn-back-on").await;
    assert_eq!(refused(&world, "turn_back_on", json!({ "placeId": DIRECT })).await, "identity-needed");
    is(&world, DIRECT, "needs-identity-again", "turn-back-on").await;
    world.advance(60).await.unwrap();
    world.control("people/rosa/verification", json!({"status": "validated"})).await.unwrap();
    let on = done(&world, "turn_back_on", json!({ "placeId": DIRECT })).await;
    assert_eq!(on["state"], "records-coming");
}

#[tokio::test]
async fn a_paused_place_of_any_kind_comes_back_with_the_permission_alone() {
    let (world, _) = with_each_kind().await;
    done(&world, "turn_off", json!({ "placeId": OTHER_DIRECT })).await;
    done(&world, "set_consent", json!({"provision": "deny"})).await;
    for id in [DIRECT, INDIRECT] {
        is(&world, id, "paused", "turn-on-finding").await;
        assert_eq!(refused(&world, "turn_back_on", json!({ "placeId": id })).await, "finding-is-off");
    }
    // What was added apart from finding goes on without it; what was turned off stays off, and cannot be turned on now.
    is(&world, PROA, "connected", "none").await;
    is(&world, OTHER_DIRECT, "turned-off", "turn-back-on").await;
    assert_eq!(refused(&world, "turn_back_on", json!({ "placeId": OTHER_DIRECT })).await, "finding-is-off");

    done(&world, "set_consent", json!({"provision": "permit"})).await;
    settled(&world).await;
    for id in [DIRECT, INDIRECT, PROA] {
        is(&world, id, "connected", "none").await;
    }
    is(&world, OTHER_DIRECT, "turned-off", "turn-back-on").await;
    // A network may pause such a place too: then only the permission is the way back.
    force(&world, PROA, "ACCESS_ENDED").await;
    is(&world, PROA, "paused", "turn-on-finding").await;
}

#[tokio::test]
async fn a_place_linked_in_a_way_that_nobody_knows_says_so_and_leads_to_help() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    overwritten(&world, json!({"integrationType": "IAL3"})).await;
    for (status, state) in
        [("EXPIRED", "cannot-renew-here"), ("DISCONNECTED", "turned-off"), ("DELETED", "removing")]
    {
        force(&world, DIRECT, "CONNECTED").await;
        force(&world, DIRECT, status).await;
        let action = if state == "removing" { "look-again" } else { "get-help" };
        is(&world, DIRECT, state, action).await;
        assert_eq!(refused(&world, "turn_back_on", json!({ "placeId": DIRECT })).await, "bad-request");
    }
    force(&world, OTHER_DIRECT, "ACCESS_ENDED").await;
    is(&world, OTHER_DIRECT, "paused", "turn-on-finding").await;
    assert_eq!(place(&world, OTHER_DIRECT).await["how"], "unknown");
}

#[tokio::test]
async fn words_in_any_casing_are_known() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    overwritten(&world, json!({"integrationType": "direct-ias", "status": "disconnected"})).await;
    is(&world, DIRECT, "turned-off", "turn-back-on").await;
    assert_eq!(place(&world, DIRECT).await["how"], "for-you");
}

#[tokio::test]
async fn a_place_that_wants_a_password_is_not_asked_for_one() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    overwritten(&world, json!({"category": "BASIC", "integrationType": "PROA", "status": "EXPIRED"})).await;
    is(&world, DIRECT, "wants-password", "get-help").await;
}

#[tokio::test]
async fn an_unknown_word_or_half_an_answer_never_reads_as_connected() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    for members in [
        json!({"status": "HALTED"}),
        json!({"status": null}),
        json!({"syncStatus": "HALTED"}),
        json!({"syncStatus": null}),
        json!({"status": null, "syncStatus": null, "integrationType": null, "category": null}),
    ] {
        overwritten(&world, members.clone()).await;
        let places = done(&world, "places", Value::Null).await;
        for id in [DIRECT, OTHER_DIRECT] {
            let place = of(&places, id);
            assert_eq!(
                (&place["state"], &place["action"]),
                (&json!("unknown"), &json!("look-again")),
                "{members}"
            );
        }
        world.without_faults().await.unwrap();
    }
    // Connections beside an error are not the connections.
    for partial in ["complete", "bare"] {
        let fault = json!({"at": "graphql", "field": "getMemberConnections", "partial": partial, "times": 1});
        world.control("faults", fault).await.unwrap();
        let code = refused(&world, "places", Value::Null).await;
        assert!(["network-trouble", "network-refused"].contains(&code.as_str()), "{code}");
    }
    is(&world, DIRECT, "connected", "none").await;
}

#[tokio::test]
async fn each_way_of_not_working_has_its_own_sentence() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let error = |code: &str| json!({ "syncError": code });
    let path = format!("people/rosa/connections/{DIRECT}");
    world.control(&path, error("PATIENT_RETRIEVAL_ERROR")).await.unwrap();
    is(&world, DIRECT, "trouble", "look-again").await;
    world.control(&path, error("PERSON_MATCHING_ERROR")).await.unwrap();
    is(&world, DIRECT, "not-matched", "get-help").await;
    force(&world, OTHER_DIRECT, "ERROR").await;
    is(&world, OTHER_DIRECT, "trouble", "look-again").await;

    // That its own system is down is another thing, and only the network can say it.
    let down = json!({"endpointStatus": "SUSPENDED"});
    world.control(&format!("people/rosa/places/{OTHER_DIRECT}"), down.clone()).await.unwrap();
    let places = done(&world, "look_closer", Value::Null).await;
    assert_eq!(of(&places, OTHER_DIRECT)["state"], "system-down");
    // And it does not end a permission.
    force(&world, OTHER_DIRECT, "EXPIRED").await;
    let place = place(&world, OTHER_DIRECT).await;
    assert_eq!((&place["state"], &place["systemDown"]), (&json!("needs-identity-again"), &json!(true)));
}
