use std::collections::HashSet;

use networks::bwell::{ConnectionCategory, DataConnectionType};
use proptest::prelude::*;
use rstest::rstest;
use serde::Serialize;

use super::*;

/// A connection in the network's words.
pub(crate) fn connection(integration: &str, status: &str, sync: &str) -> Connection {
    Connection {
        id: "c".into(),
        name: "Juniper Street Family Practice".into(),
        integration: IntegrationType::parse(integration),
        status: ConnectionStatus::parse(status),
        sync: SyncStatus::parse(sync),
        sync_errors: Vec::new(),
        category: ConnectionCategory::Oauth,
        kind: DataConnectionType::Clinical,
        status_updated: None,
        last_synced: None,
        created: None,
    }
}

fn up(connection: &Connection) -> PlaceView {
    linked(connection, &Beside::default(), &Assumed::default())
}

fn down(connection: &Connection) -> PlaceView {
    linked(connection, &Beside { system_down: true, ..Beside::default() }, &Assumed::default())
}

use PlaceAction as Act;
use PlaceState as Is;
use Voice as Says;

#[rstest]
#[case("DIRECT_IAS", "CONNECTED", "PENDING", Is::RecordsComing, Says::Work, Act::None)]
#[case("DIRECT_IAS", "CONNECTED", "RETRIEVED", Is::Connected, Says::Rest, Act::None)]
#[case("DIRECT_IAS", "CONNECTED", "ERROR", Is::Trouble, Says::Work, Act::LookAgain)]
#[case("DIRECT_IAS", "CONNECTED", "SOMETHING", Is::Unknown, Says::Work, Act::LookAgain)]
#[case("DIRECT_IAS", "ERROR", "RETRIEVED", Is::Trouble, Says::Work, Act::LookAgain)]
#[case("INDIRECT_IAS", "EXPIRED", "RETRIEVED", Is::NeedsSignInAgain, Says::Need, Act::SignIn)]
#[case("PROA", "EXPIRED", "RETRIEVED", Is::NeedsSignInAgain, Says::Need, Act::SignIn)]
#[case("DIRECT_IAS", "EXPIRED", "RETRIEVED", Is::NeedsIdentityAgain, Says::Need, Act::TurnBackOn)]
#[case("direct_ias", "DISCONNECTED", "RETRIEVED", Is::TurnedOff, Says::Off, Act::TurnBackOn)]
#[case("INDIRECT_IAS", "DISCONNECTED", "RETRIEVED", Is::TurnedOff, Says::Off, Act::SignIn)]
#[case("DIRECT_IAS", "DELETED", "DELETING", Is::Removing, Says::Work, Act::LookAgain)]
#[case("DIRECT_IAS", "DELETED", "RETRIEVED", Is::Removed, Says::Off, Act::TurnBackOn)]
#[case("INDIRECT_IAS", "DELETED", "DATA_DELETED", Is::Deleted, Says::Off, Act::SignIn)]
#[case("INDIRECT_IAS", "ACCESS_ENDED", "RETRIEVED", Is::Paused, Says::Off, Act::TurnOnFinding)]
#[case("SOMETHING", "EXPIRED", "RETRIEVED", Is::CannotRenewHere, Says::Need, Act::GetHelp)]
#[case("DIRECT_IAS", "SOMETHING", "RETRIEVED", Is::Unknown, Says::Work, Act::LookAgain)]
fn each_state_has_one_sentence_one_voice_one_step(
    #[case] integration: &str,
    #[case] status: &str,
    #[case] sync: &str,
    #[case] state: PlaceState,
    #[case] voice: Voice,
    #[case] action: PlaceAction,
) {
    let place = up(&connection(integration, status, sync));
    assert_eq!((place.state, place.voice, place.action), (state, voice, action));
}

#[test]
fn their_system_being_down_is_not_the_end_of_a_permission() {
    let is = |place: PlaceView| (place.state, place.action, place.system_down);
    assert_eq!(
        is(down(&connection("DIRECT_IAS", "CONNECTED", "RETRIEVED"))),
        (Is::SystemDown, Act::LookAgain, true)
    );
    assert_eq!(
        is(down(&connection("DIRECT_IAS", "ERROR", "RETRIEVED"))),
        (Is::SystemDown, Act::LookAgain, true)
    );
    // A permission that ended has ended, whatever their system does; both are said.
    assert_eq!(
        is(down(&connection("INDIRECT_IAS", "EXPIRED", "RETRIEVED"))),
        (Is::NeedsSignInAgain, Act::SignIn, true)
    );
}

#[test]
fn a_place_that_could_not_match_the_person_says_so_and_any_other_complaint_is_trouble() {
    let complained = |error: &str| {
        let sync_errors = vec![SyncError::parse(error)];
        up(&Connection { sync_errors, ..connection("DIRECT_IAS", "CONNECTED", "RETRIEVED") }).state
    };
    assert_eq!(complained("PERSON_MATCHING_ERROR"), Is::NotMatched);
    assert_eq!(complained("PATIENT_RETRIEVAL_ERROR"), Is::Trouble);
    assert_eq!(complained("A_NEW_ERROR"), Is::Trouble);
}

const CATALOGUES: [(&str, &str); 2] = [
    ("en", include_str!("../../../../../ui/src/i18n/locales/en/places.ftl")),
    ("es", include_str!("../../../../../ui/src/i18n/locales/es/places.ftl")),
];

fn keys(catalogue: &str) -> HashSet<&str> {
    catalogue
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .collect()
}

/// A closed word as the page gets it.
fn word(word: impl Serialize) -> String {
    serde_json::to_value(word).unwrap().as_str().unwrap().to_owned()
}

/// The message that says the state, and the one on the button, if there is one (`ui/src/lib/place-words.ts`).
fn messages(place: &PlaceView) -> Vec<String> {
    let state = match place.state {
        Is::Connected => format!("place-connected-{}", word(place.how)),
        state => format!("place-{}", word(state)),
    };
    let action = (place.action != Act::None).then(|| format!("place-action-{}", word(place.action)));
    std::iter::once(state).chain(action).collect()
}

/// One of the network's words in any casing, or a word that nobody knows.
fn any_word(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(known).prop_map(str::to_owned),
        1 => proptest::sample::select(known).prop_map(str::to_lowercase),
        1 => proptest::sample::select(known).prop_map(|word| word.replace('_', "-")),
        1 => "[A-Za-z_]{0,12}",
    ]
}

fn any_connection() -> impl Strategy<Value = Connection> {
    let integration = any_word(&["DIRECT_IAS", "INDIRECT_IAS", "PROA", "DIRECT", "IAL2"]);
    let status = any_word(&["CONNECTED", "EXPIRED", "DISCONNECTED", "DELETED", "ACCESS_ENDED", "ERROR"]);
    let sync = any_word(&["PENDING", "RETRIEVING", "RETRIEVED", "ERROR", "DELETING", "DATA_DELETED"]);
    let category = any_word(&["BASIC", "OAUTH", "IDENTITY"]);
    let complaint = any_word(&["PERSON_MATCHING_ERROR", "PATIENT_RETRIEVAL_ERROR", "MAPPING_ERROR"]);
    let complaints = proptest::collection::vec(complaint, 0..3);
    (integration, status, sync, category, complaints).prop_map(
        |(integration, status, sync, category, complaints)| Connection {
            category: ConnectionCategory::parse(&category),
            sync_errors: complaints.iter().map(|word| SyncError::parse(word)).collect(),
            ..connection(&integration, &status, &sync)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// Whatever the network says of a place: a sentence in each language, one next step, and no success it did not name.
    #[test]
    fn every_combination_has_a_sentence_one_step_and_a_way_to_try_again(
        connection in any_connection(),
        system_down: bool,
    ) {
        let place = linked(&connection, &Beside { system_down, ..Beside::default() }, &Assumed::default());
        for (language, catalogue) in CATALOGUES {
            let keys = keys(catalogue);
            for message in messages(&place) {
                prop_assert!(keys.contains(message.as_str()), "{language} has no {message}");
            }
        }
        // Only what goes well by itself asks for nothing; the screen of each place can look again besides.
        let goes_well = matches!(place.state, Is::Connected | Is::RecordsComing);
        prop_assert_eq!(place.action == Act::None, goes_well);
        let named_well = connection.status == ConnectionStatus::Connected
            && connection.sync == SyncStatus::Retrieved
            && connection.sync_errors.is_empty()
            && !system_down;
        prop_assert_eq!(place.voice == Says::Rest, named_well);
        // An unknown word is never read as one that we know.
        if matches!(connection.status, ConnectionStatus::Unknown(_)) {
            prop_assert_eq!((place.state, place.action), (Is::Unknown, Act::LookAgain));
        }
    }
}
