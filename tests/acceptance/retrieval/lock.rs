//! Behind the lock and after a restart: it goes on where it was.

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use super::{ALL, ENTRIES, kept, number};
use crate::done;

const PIN: &str = "482615";

/// Rosa with her copy in a file.
async fn rosa_kept() -> (World, std::sync::Arc<PatientHost>) {
    crate::kept("rosa", PatientHost::default()).await
}

/// The first documents are here, and more come.
async fn under_way(world: &World) {
    world.plays(json!({ "play": "three-pages" })).await.unwrap();
    world.get_documents("rosa").await.unwrap();
    world.advance_until(5, "documents", |documents| documents["run"]["stage"] == "waiting").await.unwrap();
}

#[tokio::test]
async fn behind_the_lock_it_waits_and_after_it_goes_on_and_ends_whole() {
    let (world, _) = rosa_kept().await;
    let pin = done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    assert_eq!(pin["result"], "done");
    under_way(&world).await;
    done(&world, "lock", Value::Null).await;
    assert_eq!(crate::refused(&world, "documents", Value::Null).await, "locked");
    // The network ends meanwhile; nothing of it is read.
    for _ in 0..10 {
        world.advance(30).await.unwrap();
        world.settle().await;
    }
    assert_eq!(done(&world, "unlock", json!({ "secret": PIN })).await["result"], "done");
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
    assert_eq!(kept(&world).await.len(), ENTRIES);
}

#[tokio::test]
async fn after_a_restart_it_goes_on_without_the_proof() {
    let (world, host) = rosa_kept().await;
    under_way(&world).await;
    let world = world.restarted(std::sync::Arc::clone(&host) as _).await.unwrap();
    let people = done(&world, "people", Value::Null).await;
    done(&world, "open_copy", json!({"id": people[0]["id"]})).await;
    let documents = done(&world, "documents", Value::Null).await;
    assert_eq!(
        (&documents["run"]["stage"], &documents["run"]["paused"]),
        (&json!("waiting"), &json!("signed-out"))
    );
    world.advance(120).await.unwrap();
    done(&world, "sign_in_again", Value::Null).await;
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
    assert_eq!(kept(&world).await.len(), ENTRIES);
}
