//! The table of meanings, and every line against the rules of R4.

use proptest::prelude::*;
use rstest::rstest;

use super::r4::broken_rules;
use super::*;

pub(super) fn entry() -> AuditEntry<'static> {
    AuditEntry {
        id: Uuid::from_u128(1),
        recorded: "2026-11-21T12:00:00.123456Z".parse().unwrap(),
        action: "finding-turned-on",
        actor: Actor::Person,
        failed: false,
        error_code: None,
        correlation: Uuid::from_u128(2),
        network_ids: &[],
        place_id: None,
        count: None,
        app_version: "0.1.0",
    }
}

const DCM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";

/// Word, system and code of the type, codes of the subtype before our word, action, outcome where nothing failed.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str, &'static str);

const TABLE: &[Row] = &[
    ("signed-in", DCM, "110114", &["110122"], "E", "0"),
    ("signed-out", DCM, "110114", &["110123"], "E", "0"),
    ("finding-turned-on", OUR_TYPES, "consent", &[], "U", "0"),
    ("finding-turned-off", OUR_TYPES, "consent", &[], "U", "0"),
    ("finding-on-elsewhere", OUR_TYPES, "consent", &[], "U", "0"),
    ("finding-off-elsewhere", OUR_TYPES, "consent", &[], "U", "0"),
    ("search-ended", DCM, "110112", &[], "E", "0"),
    ("search-stopped", DCM, "110112", &[], "E", "4"),
    ("place-connected", OUR_TYPES, "connection", &[], "C", "0"),
    ("place-turned-back-on", OUR_TYPES, "connection", &[], "U", "0"),
    ("place-turned-off", OUR_TYPES, "connection", &[], "U", "0"),
    ("place-removed", LIFECYCLE, "destroy", &[], "D", "0"),
    ("network-deleted-copy", LIFECYCLE, "destroy", &[], "D", "0"),
    ("place-hidden", OUR_TYPES, "connection", &[], "R", "0"),
    ("place-shown", OUR_TYPES, "connection", &[], "R", "0"),
    ("place-asked-for", OUR_TYPES, "connection", &[], "E", "0"),
    ("permission-ends-soon", OUR_TYPES, "connection", &[], "E", "0"),
    ("place-vouched", OUR_TYPES, "consent", &[], "U", "0"),
    ("sign-in-stopped", OUR_TYPES, "connection", &[], "E", "0"),
    ("sign-in-ran-out", OUR_TYPES, "connection", &[], "E", "4"),
    ("code-made", DCM, "110106", &["disclose"], "R", "0"),
    ("passcode-shown", DCM, "110106", &["disclose"], "R", "0"),
    ("picture-saved", DCM, "110106", &["disclose"], "R", "0"),
    ("code-forgotten", LIFECYCLE, "destroy", &[], "D", "0"),
    ("copy-made", LIFECYCLE, "originate", &[], "C", "0"),
    ("copy-locked", DCM, "110114", &["110123"], "E", "0"),
    ("copy-unlocked", DCM, "110114", &["110122"], "E", "0"),
    ("wrong-pin", DCM, "110114", &["110122"], "E", "4"),
    ("pin-set", DCM, "110113", &["110137"], "E", "0"),
    ("pin-changed", DCM, "110113", &["110137"], "E", "0"),
    ("pin-removed", DCM, "110113", &["110137"], "E", "0"),
    ("signed-out-by-network", DCM, "110114", &["110123"], "E", "0"),
    ("copy-put-aside", LIFECYCLE, "deprecate", &[], "U", "0"),
    ("activity-saved", DCM, "110101", &[], "R", "0"),
    ("report-saved", DCM, "110106", &[], "R", "0"),
    ("page-saved", DCM, "110106", &["disclose"], "R", "0"),
    ("link-copied", DCM, "110106", &["disclose"], "R", "0"),
    ("summary-looked-at", DCM, "110112", &[], "E", "0"),
    ("link-opened", DCM, "110112", &[], "E", "0"),
    ("link-kept", LIFECYCLE, "originate", &[], "C", "0"),
    ("terms-accepted", OUR_TYPES, "consent", &[], "U", "0"),
    ("details-saved", OUR_TYPES, "other", &[], "U", "0"),
    ("identity-check-began", DCM, "110114", &[], "E", "0"),
    ("identity-check-stopped", DCM, "110114", &[], "E", "0"),
    ("identity-proved", DCM, "110114", &[], "E", "0"),
    ("identity-not-proved", DCM, "110114", &[], "E", "4"),
    ("identity-differs", DCM, "110114", &[], "E", "4"),
    ("record-saved", DCM, "110106", &[], "R", "0"),
    ("records-taken", DCM, "110106", &[], "R", "0"),
    ("summary-saved", DCM, "110106", &[], "R", "0"),
    ("backup-made", DCM, "110106", &[], "R", "0"),
    ("backup-restored", DCM, "110107", &[], "C", "0"),
    ("record-deleted", LIFECYCLE, "destroy", &[], "D", "0"),
    ("file-deleted", LIFECYCLE, "destroy", &[], "D", "0"),
    ("place-records-deleted", LIFECYCLE, "destroy", &[], "D", "0"),
    ("everything-removed", LIFECYCLE, "destroy", &[], "D", "0"),
    ("account-closing", OUR_TYPES, "other", &[], "D", "0"),
    ("account-kept", OUR_TYPES, "other", &[], "U", "0"),
    ("records-came", DCM, "110107", &[], "C", "0"),
    ("documents-wanted", DCM, "110112", &[], "E", "0"),
    ("documents-asked", DCM, "110112", &[], "E", "0"),
    ("documents-ready", DCM, "110107", &[], "C", "0"),
    ("documents-came", DCM, "110107", &[], "C", "0"),
    ("some-documents-came", DCM, "110107", &[], "C", "4"),
    ("documents-failed", DCM, "110112", &[], "E", "0"),
    ("documents-stopped", DCM, "110112", &[], "E", "0"),
];

/// Error codes after which nothing is out of order.
const MINOR: &[&str] = &[
    "no-internet",
    "network-slow",
    "asked-too-often",
    "signed-out",
    "network-refused",
    "place-not-known",
    "record-not-known",
    "place-busy",
    "finding-is-off",
    "identity-needed",
    "vouch-needed",
    "link-is-over",
    "browser-did-not-open",
    "could-not-save",
    "could-not-copy",
    "sign-in-refused",
    "network-not-enabled",
    "locked",
];

/// Error codes after which something is.
const SERIOUS: &[&str] = &[
    "network-trouble",
    "answer-not-understood",
    "sign-in-not-usable",
    "link-check-failed",
    "store-trouble",
    "disk-full",
    "cannot-write",
    "safe-trouble",
    "bad-request",
    "unexpected",
];

/// The words of a type as the page has them, written there from the Rust type.
fn words_of(name: &str) -> Vec<&'static str> {
    let generated = include_str!("../../../../../ui/src/ipc/generated.ts");
    let line =
        generated.lines().find_map(|line| line.strip_prefix(&format!("export type {name} = "))).unwrap();
    let mut words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
    words.sort_unstable();
    words
}

fn sorted(words: impl IntoIterator<Item = &'static str>) -> Vec<&'static str> {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.sort_unstable();
    words
}

#[test]
fn every_kind_of_activity_has_a_row_and_every_error_code_an_outcome() {
    assert_eq!(sorted(TABLE.iter().map(|row| row.0)), words_of("ActivityKind"));
    assert_eq!(sorted(MINOR.iter().chain(SERIOUS).copied()), words_of("ErrorCode"));
}

#[test]
fn every_word_has_its_type_its_subtype_its_action_and_its_outcome() {
    for (word, system, code, details, action, outcome) in TABLE {
        let event = audit_event(&AuditEntry { action: word, ..entry() });
        assert_eq!(
            (&event["type"]["system"], &event["type"]["code"]),
            (&json!(system), &json!(code)),
            "{word}"
        );
        let subtype: Vec<&Value> =
            event["subtype"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        assert_eq!(json!(subtype), json!([*details, &[word]].concat()), "{word}");
        assert_eq!((&event["action"], &event["outcome"]), (&json!(action), &json!(outcome)), "{word}");
        assert_eq!(broken_rules(&event), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn a_word_of_a_newer_version_is_an_other_activity_and_keeps_its_word() {
    let event = audit_event(&AuditEntry { action: "moon-visited", ..entry() });
    assert_eq!(event["type"]["code"], "other");
    assert_eq!(event["subtype"], json!([{ "system": ACTIVITIES, "code": "moon-visited" }]));
    assert_eq!(broken_rules(&event), Vec::<String>::new());
}

#[test]
fn what_failed_says_how_badly_and_why() {
    let failed = |error_code| audit_event(&AuditEntry { failed: true, error_code, ..entry() });
    for (codes, outcome) in [(MINOR, "4"), (SERIOUS, "8"), (&["a-code-of-tomorrow"], "8")] {
        for code in codes {
            let event = failed(Some(code));
            assert_eq!((&event["outcome"], &event["outcomeDesc"]), (&json!(outcome), &json!(code)));
            assert_eq!(broken_rules(&event), Vec::<String>::new());
        }
    }
    let event = failed(None);
    assert_eq!((&event["outcome"], event.get("outcomeDesc")), (&json!("8"), None));
}

#[rstest]
#[case(Actor::Person, &[("person", true), ("app", false)])]
#[case(Actor::Network, &[("network", true), ("app", false)])]
#[case(Actor::App, &[("app", true)])]
fn exactly_one_agent_asked(#[case] actor: Actor, #[case] expected: &[(&str, bool)]) {
    let event = audit_event(&AuditEntry { actor, ..entry() });
    let agents: Vec<(&str, bool)> = event["agent"]
        .as_array()
        .unwrap()
        .iter()
        .map(|agent| {
            let who = agent["who"]["identifier"]["value"].as_str().unwrap();
            (who, agent["requestor"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(agents, expected);
    assert_eq!(broken_rules(&event), Vec::<String>::new());
}

#[test]
fn an_export_is_one_line_of_json_for_each_entry_each_with_its_end() {
    let entries = [entry(), AuditEntry { action: "signed-out", ..entry() }];
    let export = ndjson(entries);
    assert!(export.ends_with('\n'));
    let read: Vec<Value> = export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, entries.iter().map(audit_event).collect::<Vec<_>>());
    assert_eq!(ndjson([]), "");
}

/// The judge judges: what breaks a rule of R4 is found.
#[rstest]
#[case("/type", None)]
#[case("/recorded", None)]
#[case("/agent", None)]
#[case("/agent", Some(json!([])))]
#[case("/agent/0/requestor", None)]
#[case("/agent/0/requestor", Some(json!("true")))]
#[case("/source", None)]
#[case("/source/observer", None)]
#[case("/entity/0/detail/0/type", None)]
#[case("/entity/0/detail/0/valueString", None)]
#[case("/entity/0/detail/0/valueString", Some(json!("")))]
#[case("/action", Some(json!("X")))]
#[case("/outcome", Some(json!("1")))]
#[case("/outcome", Some(json!(0)))]
#[case("/recorded", Some(json!("2026-11-21")))]
#[case("/recorded", Some(json!("2026-11-21T12:00:00")))]
#[case("/type", Some(json!([])))]
#[case("/type/code", Some(json!("110122")))]
#[case("/type/code", Some(json!("two  spaces")))]
#[case("/subtype", Some(json!({})))]
#[case("/id", Some(json!("an id")))]
#[case("/patient", Some(json!("Rosa")))]
#[case("/entity/0/what/name", Some(json!("Rosa")))]
fn what_breaks_a_rule_of_r4_is_found(#[case] pointer: &str, #[case] value: Option<Value>) {
    let mut event = audit_event(&AuditEntry { action: "search-ended", count: Some(1), ..entry() });
    assert_eq!(broken_rules(&event), Vec::<String>::new());
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = event.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => drop(parent.insert(name.to_owned(), value)),
        None => drop(parent.remove(name).unwrap()),
    }
    assert_ne!(broken_rules(&event), Vec::<String>::new());
}

prop_compose! {
    /// Whatever the trail may hold: words in kebab-case, identifiers of any letters.
    fn anything()(
        action in "[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}",
        error_code in proptest::option::of("|[a-z]{1,9}(-[a-z]{1,9}){0,3}"),
        place_id in proptest::option::of("[^\\s\\p{C}]{0,40}"),
        network_ids in proptest::collection::vec("[^\\s\\p{C}]{0,40}", 0..4),
        failed: bool,
        count: Option<u32>,
        actor in prop_oneof![Just(Actor::Person), Just(Actor::Network), Just(Actor::App)],
        second in 0_i64..4_102_444_800,
        ids: (u128, u128),
    ) -> (String, Option<String>, Option<String>, Vec<String>, bool, Option<u32>, Actor, i64, (u128, u128)) {
        (action, error_code, place_id, network_ids, failed, count, actor, second, ids)
    }
}

proptest! {
    #[test]
    fn whatever_the_trail_holds_the_line_keeps_the_rules_and_says_it(
        (action, error_code, place_id, network_ids, failed, count, actor, second, ids) in anything(),
    ) {
        let entry = AuditEntry {
            id: Uuid::from_u128(ids.0),
            recorded: Timestamp::from_second(second).unwrap(),
            action: &action,
            actor,
            failed,
            error_code: error_code.as_deref(),
            correlation: Uuid::from_u128(ids.1),
            network_ids: &network_ids,
            place_id: place_id.as_deref(),
            count,
            app_version: "0.1.0",
        };
        let line = ndjson([entry]);
        prop_assert_eq!(line.matches('\n').count(), 1);
        let event: Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(broken_rules(&event), Vec::<String>::new());
        let told: Vec<&str> =
            event["entity"].as_array().unwrap().iter().filter_map(|one| one["what"]["identifier"]["value"].as_str()).collect();
        let correlation = entry.correlation.urn().to_string();
        let expected: Vec<&str> = [correlation.as_str()]
            .into_iter()
            .chain(entry.place_id.filter(|id| !id.is_empty()))
            .chain(network_ids.iter().map(String::as_str).filter(|id| !id.is_empty()))
            .collect();
        prop_assert_eq!(told, expected);
        prop_assert_eq!(event["outcome"] != "0", failed || ["wrong-pin", "search-stopped", "sign-in-ran-out"].contains(&action.as_str()));
    }
}
