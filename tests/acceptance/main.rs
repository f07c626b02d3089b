//! Whole stories through the real core and the real sandbox, over loopback sockets.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story that cannot go on has failed")]

mod about;
mod activity;
mod assumed;
mod canary;
mod connect;
mod copies;
mod documents;
mod files;
mod finding;
mod guides;
mod identity;
mod kill;
mod kiosk;
mod links;
mod lock;
mod logs;
mod permission;
mod places;
mod provider;
mod reconnect;
mod records;
mod restart;
mod retrieval;
mod session;
mod set_up;
mod share;
mod share_trouble;
mod share_ways;
mod take_away;
mod weather;

use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

/// A stepped world in which `person` is signed in, with the patient who answers its portals.
async fn signed_in(person: &str, host: PatientHost) -> (World, Arc<PatientHost>) {
    let host = Arc::new(host);
    let world = World::stepped(Arc::clone(&host) as _).await.expect("a world");
    world.ask("sign_in", json!({ "personId": person })).await.expect("a session");
    (world, host)
}

/// The same, with the copies in files.
async fn kept(person: &str, host: PatientHost) -> (World, Arc<PatientHost>) {
    let host = Arc::new(host);
    let world = World::stepped_with_files(Arc::clone(&host) as _).await.expect("a world");
    world.ask("sign_in", json!({ "personId": person })).await.expect("a session");
    (world, host)
}

/// A command's answer where it must have one.
async fn done(world: &World, command: &str, request: Value) -> Value {
    world.ask(command, request).await.unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

/// The code of a command that must fail.
async fn refused(world: &World, command: &str, request: Value) -> String {
    let error = world.ask(command, request).await.expect_err(command);
    serde_json::to_value(error.code).unwrap().as_str().unwrap().to_owned()
}

/// The same, with the permission given and the search ended.
async fn searched(person: &str, host: PatientHost) -> (World, Arc<PatientHost>) {
    let (world, host) = signed_in(person, host).await;
    search_to_the_end(&world).await;
    (world, host)
}

async fn search_to_the_end(world: &World) {
    world.ask("set_consent", json!({ "provision": "permit" })).await.expect("a permission");
    world
        .advance_until(30, "search", |search| search["status"] == "completed")
        .await
        .expect("an end of the search");
    world
        .advance_until(30, "places", |places| all(places, |place| place["state"] != "records-coming"))
        .await
        .expect("records");
}

fn list(places: &Value) -> &Vec<Value> {
    places["places"].as_array().expect("a list of places")
}

fn all(places: &Value, holds: impl Fn(&Value) -> bool) -> bool {
    list(places).iter().all(holds)
}

fn states(places: &Value) -> Vec<(&str, &str)> {
    list(places)
        .iter()
        .map(|place| (place["name"].as_str().unwrap(), place["state"].as_str().unwrap()))
        .collect()
}

fn id_of(places: &Value, state: &str) -> String {
    let place = list(places).iter().find(|place| place["state"] == state).expect("a place in that state");
    place["id"].as_str().unwrap().to_owned()
}
