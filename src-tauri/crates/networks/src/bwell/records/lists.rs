//! The lists: one document for each kind, all with the same variables and, by their alias `records`, the same answer.
//! Source: `spec/bwell-wire.md`, sections 5.10.2 and 5.10.4.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Record, RecordKind};
use crate::bwell::client::Bwell;
use crate::bwell::operation::Operation;
use crate::bwell::wire::{Bundle, SearchToken};
use crate::{CorrelationId, Error};

/// Which part of a list to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordQuery {
    /// From 0.
    pub page: u32,
    /// Only what the network worked on since then. A first import makes old records look new.
    pub changed_since: Option<Timestamp>,
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// In the order of the network.
    pub records: Vec<Record>,
    /// How many came that are no records, for they have no id: to be said, not to be hidden.
    pub unreadable: usize,
    /// How many there are on all pages, where the network counts.
    pub total: Option<u64>,
    /// The number of the next page; `None` on the last.
    pub next: Option<u32>,
}

/// What section 5.10.4 settles on; the most that a server takes is 100.
const PAGE_SIZE: u32 = 50;

macro_rules! lists {
    ($($list:ident = $name:literal in $file:literal),+ $(,)?) => {$(
        struct $list;

        impl Operation for $list {
            const NAME: &'static str = $name;
            const DOCUMENT: &'static str = include_str!($file);
            const REPEATABLE: bool = true;
            type Variables = Variables;
            type Data = Data;
        }
    )+};
}
lists! {
    Allergies = "allergies" in "allergies.graphql",
    CarePlans = "carePlans" in "care_plans.graphql",
    Conditions = "conditions" in "conditions.graphql",
    Encounters = "encounters" in "encounters.graphql",
    Immunizations = "immunizations" in "immunizations.graphql",
    Observations = "observations" in "observations.graphql",
    Medications = "medications" in "medications.graphql",
    Procedures = "procedures" in "procedures.graphql",
    Reports = "reports" in "reports.graphql",
    Coverages = "coverages" in "coverages.graphql",
    Documents = "documents" in "documents.graphql",
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Variables {
    page: u32,
    page_size: u32,
    changed: Option<SearchDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<SearchToken>,
}

#[derive(Serialize)]
struct SearchDate {
    values: [DateBounds; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DateBounds {
    greater_than_or_equal_to: Timestamp,
}

fn variables(kind: RecordKind, query: RecordQuery) -> Variables {
    let changed = query
        .changed_since
        .map(|since| SearchDate { values: [DateBounds { greater_than_or_equal_to: since }] });
    let category = match kind {
        RecordKind::Labs => Some(SearchToken::code("laboratory")),
        RecordKind::VitalSigns => Some(SearchToken::code("vital-signs")),
        _ => None,
    };
    Variables { page: query.page, page_size: PAGE_SIZE, changed, category }
}

impl Bwell {
    /// One page of a list. Whoever reads several lists asks for at most four pages at a time (section 5.10.4).
    pub async fn records(
        &self,
        kind: RecordKind,
        query: RecordQuery,
        correlation: &CorrelationId,
    ) -> Result<RecordPage, Error> {
        let variables = variables(kind, query);
        let data = match kind {
            RecordKind::Allergies => self.call::<Allergies>(&variables, correlation).await,
            RecordKind::CarePlans => self.call::<CarePlans>(&variables, correlation).await,
            RecordKind::Conditions => self.call::<Conditions>(&variables, correlation).await,
            RecordKind::Encounters => self.call::<Encounters>(&variables, correlation).await,
            RecordKind::Immunizations => self.call::<Immunizations>(&variables, correlation).await,
            RecordKind::Coverages => self.call::<Coverages>(&variables, correlation).await,
            RecordKind::Labs | RecordKind::VitalSigns | RecordKind::Observations => {
                self.call::<Observations>(&variables, correlation).await
            }
            RecordKind::Medications => self.call::<Medications>(&variables, correlation).await,
            RecordKind::Procedures => self.call::<Procedures>(&variables, correlation).await,
            RecordKind::Reports => self.call::<Reports>(&variables, correlation).await,
            RecordKind::Documents => self.call::<Documents>(&variables, correlation).await,
        };
        data?.page(kind, query.page)
    }
}

#[derive(Deserialize)]
struct Data {
    records: Option<Bundle<Box<RawValue>>>,
}

impl Data {
    /// The page with this number. A page without entries is the last (section 5.10.2), and so is a short one with
    /// which the total is reached; a full one is not, whatever the total says.
    fn page(self, kind: RecordKind, page: u32) -> Result<RecordPage, Error> {
        let bundle = self.records.ok_or(Error::Unreadable { what: kind.resource_type() })?;
        let next = page.saturating_add(1);
        let total = bundle.total.and_then(|total| u64::try_from(total).ok());
        let is_reached = total.is_some_and(|total| u64::from(next) * u64::from(PAGE_SIZE) >= total);
        let is_short = bundle.entries() < PAGE_SIZE as usize;
        let is_last = bundle.entries() == 0 || (is_short && is_reached);
        let read: Vec<Option<Record>> =
            bundle.into_resources().map(|json| Record::read(kind, json)).collect();
        let unreadable = read.iter().filter(|record| record.is_none()).count();
        let records = read.into_iter().flatten().collect();
        Ok(RecordPage { records, unreadable, total, next: (!is_last).then_some(next) })
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;
    use crate::bwell::loopback::{server, session};

    fn page(number: u32, records: &Value) -> Result<RecordPage, Error> {
        let data: Data = serde_json::from_value(json!({ "records": records })).unwrap();
        data.page(RecordKind::Conditions, number)
    }

    #[rstest]
    #[case::more(0, json!({"total": 51, "entry": [{}]}), Some(1))]
    #[case::reached(1, json!({"total": 51, "entry": [{}]}), None)]
    #[case::full_and_reached(0, json!({"total": 50, "entry": vec![json!({}); 50]}), Some(1))]
    #[case::full_and_miscounted(3, json!({"total": 7, "entry": vec![json!({}); 50]}), Some(4))]
    #[case::not_counted(3, json!({"total": null, "entry": [{}]}), Some(4))]
    #[case::not_counted_and_empty(4, json!({"entry": []}), None)]
    #[case::past_the_end(9, json!({"total": 600, "entry": null}), None)]
    fn the_last_page_is_known(#[case] number: u32, #[case] records: Value, #[case] next: Option<u32>) {
        assert_eq!(page(number, &records).unwrap().next, next);
    }

    #[test]
    fn what_is_no_record_is_counted_and_no_list_is_unreadable() {
        let entries =
            json!({"total": 3, "entry": [{"resource": {"id": "1"}}, {"resource": {}}, {"resource": 4}]});
        let read = page(0, &entries).unwrap();
        assert_eq!((read.records.len(), read.unreadable, read.total), (1, 2, Some(3)));
        assert_eq!(page(0, &Value::Null).unwrap_err(), Error::Unreadable { what: "Condition" });
    }

    #[rstest]
    #[case(RecordKind::Labs, Some("laboratory"))]
    #[case(RecordKind::VitalSigns, Some("vital-signs"))]
    #[case(RecordKind::Observations, None)]
    #[case(RecordKind::Conditions, None)]
    fn results_and_vital_signs_share_a_list_and_are_told_apart_by_category(
        #[case] kind: RecordKind,
        #[case] category: Option<&str>,
    ) {
        let sent = serde_json::to_value(variables(kind, RecordQuery::default())).unwrap();
        assert_eq!(sent["category"]["value"]["code"].as_str(), category);
        assert_eq!(sent["pageSize"], 50);
    }

    #[test]
    fn what_changed_is_asked_for_by_a_whole_instant() {
        let since = Some("2026-01-02T03:04:05Z".parse().unwrap());
        let query = RecordQuery { page: 2, changed_since: since };
        let sent = serde_json::to_value(variables(RecordKind::Conditions, query)).unwrap();
        let changed = json!({"values": [{"greaterThanOrEqualTo": "2026-01-02T03:04:05Z"}]});
        assert_eq!(sent, json!({"page": 2, "pageSize": 50, "changed": changed}));
    }

    /// White space, order of members and the zeros of a number are the network's, and stay.
    const RESOURCE: &str = r#"{"resourceType": "Observation",
        "id": "o-1", "valueQuantity": {"value": 6.10, "unit": "%"}, "code": {"text": "A1C"}}"#;

    #[tokio::test]
    async fn a_resource_is_kept_byte_for_byte() {
        let (base, _) = server(|_, _, body| {
            let sent: Value = serde_json::from_str(body).unwrap();
            assert_eq!(sent["operationName"], "observations");
            format!(r#"{{"data": {{"records": {{"total": 1, "entry": [{{"resource": {RESOURCE}}}]}}}}}}"#)
                .into_response()
        })
        .await;
        let page = session(&base).await;
        let page =
            page.records(RecordKind::Labs, RecordQuery::default(), &CorrelationId::new()).await.unwrap();
        assert_eq!(page.records[0].json.get(), RESOURCE);
        assert_eq!(page.records[0].text.as_deref(), Some("A1C"));
        assert_eq!(page.next, None);
    }

    /// Every kind goes out under its own operation, and its answer is read.
    #[tokio::test]
    async fn each_kind_has_its_own_list() {
        let (base, _) = server(|_, _, body| {
            let sent: Value = serde_json::from_str(body).unwrap();
            let name = sent["operationName"].as_str().unwrap();
            json!({"data": {"records": {"total": 1, "entry": [{"resource": {"id": name}}]}}})
                .to_string()
                .into_response()
        })
        .await;
        let bwell = session(&base).await;
        let mut names = Vec::new();
        for kind in RecordKind::ALL {
            let page = bwell.records(kind, RecordQuery::default(), &CorrelationId::new()).await.unwrap();
            names.push(page.records[0].id.clone());
        }
        let expected = [
            "allergies",
            "carePlans",
            "conditions",
            "encounters",
            "immunizations",
            "coverages",
            "observations",
            "medications",
            "procedures",
            "reports",
            "observations",
            "documents",
        ];
        assert_eq!(names, expected);
    }
}
