//! An organisation that learned otherwise changes one line of `[assumptions]`: each of them does what it says.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;
use workflow::Assumed;

use crate::places::{DIRECT, INDIRECT, connected};
use crate::records::read;
use crate::{done, list, search_to_the_end};

/// Rosa's world after a search, for an organisation that assumes this.
async fn searched(assumed: Assumed) -> World {
    let host = Arc::new(PatientHost::who_signs_in());
    let world = World::assuming(host, assumed).await.expect("a world");
    world.ask("sign_in", json!({ "personId": "rosa" })).await.expect("a session");
    search_to_the_end(&world).await;
    world
}

/// A place as the network's list shows it, with another status.
async fn forced(world: &World, status: &str) -> Value {
    let path = format!("people/rosa/connections/{DIRECT}");
    world.control(&path, json!({ "status": status })).await.unwrap();
    let places = done(world, "places", Value::Null).await;
    list(&places).iter().find(|place| place["id"] == DIRECT).expect("the place").clone()
}

#[tokio::test]
async fn the_page_is_told_what_it_may_say() {
    let assumed = Assumed {
        search_minutes: None,
        up_to_date_hours: 12,
        second_permit_searches: true,
        ..Assumed::default()
    };
    let world = World::assuming(Arc::new(PatientHost::default()), assumed).await.unwrap();
    let told = done(&world, "organisation", Value::Null).await["assumed"].clone();
    assert_eq!(told, json!({ "searchMinutes": null, "freshHours": 12, "yesAloneSearches": true }));
}

#[tokio::test]
async fn an_update_is_fresh_for_as_long_as_the_settings_say() {
    let world = searched(Assumed { up_to_date_hours: 1, ..Assumed::default() }).await;
    world.advance(2 * 3600).await.unwrap();
    let places = done(&world, "places", Value::Null).await;
    let now: Timestamp = places["asOf"].as_str().unwrap().parse().unwrap();
    let mut old = 0;
    for place in list(&places).iter().filter(|place| place["lastSynced"].is_string()) {
        let at: Timestamp = place["lastSynced"].as_str().unwrap().parse().unwrap();
        let is_fresh = now.duration_since(at) < SignedDuration::from_hours(1);
        assert_eq!(place["upToDate"], json!(is_fresh), "{place}");
        old += u32::from(!is_fresh);
    }
    assert!(old > 0, "{places}");
}

#[tokio::test]
async fn no_end_is_forecast_where_a_permission_need_not_count_from_the_sign_in() {
    let world = searched(Assumed { permission_counts_from_sign_in: false, ..Assumed::default() }).await;
    connected(&world, INDIRECT).await;
    let detail = done(&world, "place", json!({ "placeId": INDIRECT })).await;
    assert_eq!(detail["lasts"], json!({ "count": 90, "unit": "days" }), "what the place tells is told");
    assert_eq!(detail["place"]["permission"], json!({ "is": "not-told" }));
}

#[tokio::test]
async fn a_status_that_need_not_mean_a_failed_update_is_shown_as_unknown() {
    let world = searched(Assumed { error_means_failed_update: false, ..Assumed::default() }).await;
    let place = forced(&world, "ERROR").await;
    assert_eq!((&place["state"], &place["action"]), (&json!("unknown"), &json!("look-again")));
}

#[tokio::test]
async fn an_expired_direct_place_is_a_matter_for_people_where_no_proof_brings_it_back() {
    let world = searched(Assumed { expired_direct_activates: false, ..Assumed::default() }).await;
    let place = forced(&world, "EXPIRED").await;
    assert_eq!((&place["state"], &place["action"]), (&json!("cannot-renew-here"), &json!("get-help")));
}

#[tokio::test]
async fn records_that_need_not_name_their_place_are_counted_at_none() {
    let world = searched(Assumed { records_name_their_place: false, ..Assumed::default() }).await;
    read(&world).await;
    let places = done(&world, "completeness", Value::Null).await["places"].clone();
    let counted: Vec<&Value> =
        places.as_array().unwrap().iter().filter(|place| place["total"] != json!(0)).collect();
    assert_eq!(counted.len(), 1, "{places}");
    assert_eq!(counted[0]["id"], json!(""));
}
