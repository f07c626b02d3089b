//! What the app says about itself.

use serde_json::{Value, json};
use tests::patient::PatientHost;

use crate::kept;

#[tokio::test]
async fn the_app_says_what_it_is_and_that_a_demo_contacts_nobody() {
    let (world, _host) = kept("rosa", PatientHost::default()).await;
    let about = world.ask("about", Value::Null).await.unwrap();
    assert_eq!(about["version"], "0.0.0-test");
    assert_eq!(about["organisation"], Value::Null, "a demo is offered by nobody");
    assert_eq!(about["contacts"], json!([]), "a demo contacts nobody outside");
}
