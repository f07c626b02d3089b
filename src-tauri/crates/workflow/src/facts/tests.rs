use networks::bwell::{ConnectionCategory, DataConnectionType, IntegrationType};
use rstest::rstest;

use super::*;
use crate::status::tests::connection;

const NOW: &str = "2026-11-19T12:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn source(validity: Option<&str>, endpoint: &str) -> DataSource {
    DataSource {
        id: "c".into(),
        name: "Quillback".into(),
        category: ConnectionCategory::Oauth,
        kind: DataConnectionType::Clinical,
        integration: IntegrationType::IndirectIas,
        consent_policy: None,
        consent_validity: validity.map(|text| text.parse().unwrap()),
        endpoint: EndpointStatus::parse(endpoint),
    }
}

fn known(validity: Option<&str>, signed_in: Option<&str>) -> Known {
    let facts = Facts { source: Some((at(NOW), source(validity, "ACTIVE"))), listing: None };
    Known {
        facts: [("c".to_owned(), facts)].into(),
        signed_in: signed_in.map(|text| ("c".to_owned(), at(text))).into_iter().collect(),
        hidden: HashSet::new(),
        assumed: Assumed::default(),
        now: at(NOW),
    }
}

fn created(text: Option<&str>, status: &str) -> Connection {
    Connection { created: text.map(at), ..connection("INDIRECT_IAS", status, "RETRIEVED") }
}

/// The start and the duration, and when the permission ends. Only what somebody told.
#[rstest]
#[case::from_the_connection(Some("P90D"), Some("2026-09-10T12:00:00Z"), None, Some("2026-12-09T12:00:00Z"))]
#[case::from_the_last_sign_in(
    Some("P90D"),
    Some("2026-01-01T00:00:00Z"),
    Some("2026-09-11T00:00:00Z"),
    Some("2026-12-10T00:00:00Z")
)]
#[case::by_the_calendar(Some("P1Y"), Some("2025-12-01T00:00:00Z"), None, Some("2026-12-01T00:00:00Z"))]
#[case::no_duration(None, Some("2026-09-10T12:00:00Z"), None, None)]
#[case::no_start(Some("P90D"), None, None, None)]
#[case::renewed_elsewhere(Some("P90D"), Some("2026-01-01T00:00:00Z"), None, None)]
fn a_permission_ends_where_both_a_start_and_a_duration_are_known(
    #[case] validity: Option<&str>,
    #[case] began: Option<&str>,
    #[case] signed_in: Option<&str>,
    #[case] ends: Option<&str>,
) {
    let known = known(validity, signed_in);
    let told = match known.permission(&created(began, "CONNECTED")) {
        Some(PermissionView::Ends { at, .. }) => Some(at),
        other => {
            assert_eq!(other, Some(PermissionView::NotTold));
            None
        }
    };
    assert_eq!(told, ends.map(at));
    let expired = known.permission(&created(began, "EXPIRED"));
    assert_eq!(expired, Some(PermissionView::Ended), "what has ended does not end soon");
    assert_eq!(known.permission(&created(began, "DISCONNECTED")), None);
}

#[rstest]
#[case("2026-09-10T12:00:01Z", true)]
#[case("2026-09-10T12:00:00Z", true)]
#[case("2026-09-12T12:00:00Z", false)]
fn a_word_is_said_in_the_last_three_weeks(#[case] began: &str, #[case] soon: bool) {
    // 90 days after September 12 are December 11: 22 days from now.
    let beside = known(Some("P90D"), None).of_connection(&created(Some(began), "CONNECTED"));
    assert!(matches!(beside.permission, Some(PermissionView::Ends { soon: said, .. }) if said == soon));
}

#[rstest]
#[case("P90D", 90, LastsUnit::Days)]
#[case("P12W", 84, LastsUnit::Days)]
#[case("P6M", 6, LastsUnit::Months)]
#[case("P1Y", 1, LastsUnit::Years)]
#[case("P1Y6M", 547, LastsUnit::Days)]
fn a_duration_is_told_in_one_unit(#[case] text: &str, #[case] count: u32, #[case] unit: LastsUnit) {
    assert_eq!(lasts(&text.parse().unwrap()), Some(LastsView { count, unit }));
}

#[rstest]
#[case("PT0S")]
#[case("-P3D")]
fn a_duration_of_nothing_is_none(#[case] text: &str) {
    assert_eq!(lasts(&text.parse().unwrap()), None);
}

#[rstest]
#[case("ACTIVE", false)]
#[case("suspended", true)]
#[case("error", true)]
#[case("OFF", true)]
#[case("RESTING", false)]
#[case("", false)]
fn only_what_the_network_says_is_down_is_down(#[case] endpoint: &str, #[case] down: bool) {
    assert_eq!(is_down(&EndpointStatus::parse(endpoint)), down);
}

#[test]
fn no_end_is_forecast_where_a_permission_need_not_count_from_the_sign_in() {
    let connected = created(Some("2026-09-10T12:00:00Z"), "CONNECTED");
    let mut known = known(Some("P90D"), None);
    assert!(matches!(known.permission(&connected), Some(PermissionView::Ends { .. })));
    known.assumed.permission_counts_from_sign_in = false;
    assert_eq!(known.permission(&connected), Some(PermissionView::NotTold));
}
