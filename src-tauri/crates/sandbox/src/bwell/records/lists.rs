//! The lists (bwell-wire 5.10.2): pages of FHIR resources, newest work of b.well first.

use async_graphql::{Context, MergedObject, Object, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::types::{
    AllergyIntolerance, CarePlan, Condition, Coverage, DiagnosticReport, DocumentReference, Encounter,
    ExplanationOfBenefit, Immunization, MedicationDispense, MedicationRequest, MedicationStatement,
    Observation, Procedure,
};
use crate::bwell::search::{
    Coded, SearchDate, SearchDateValue, SearchReference, SearchString, SearchToken, TotalType, page_of,
    string_matches, token_matches,
};
use crate::bwell::{server, user};
use crate::refusal::Refusal;

/// What a caller wants of a list.
struct Search<'a> {
    id: Option<&'a SearchString>,
    last_updated: Option<&'a SearchDate>,
    sort: &'a [Option<String>],
    security: Option<&'a SearchToken>,
    /// The member of the resource that a token is about.
    tokens: &'a [(&'static str, Option<&'a SearchToken>)],
    page: Option<i32>,
    count: Option<i32>,
}

/// One list: its root field, its resource, and the tokens it takes with the member each is about.
macro_rules! list {
    (
        $(#[$doc:meta])*
        $query:ident: $field:ident -> $resource:ident in $bundle:ident of $entry:ident {
            $($token:ident = $wire:literal about $member:literal),* $(,)?
        }
    ) => {
        crate::bwell::bundle!(
            /// A page of them.
            $bundle, $entry, $resource
        );

        #[derive(Default)]
        pub(crate) struct $query;

        #[Object]
        impl $query {
            $(#[$doc])*
            #[expect(clippy::too_many_arguments, reason = "the wire has so many")]
            async fn $field(
                &self,
                ctx: &Context<'_>,
                #[graphql(name = "_count")] count: Option<i32>,
                #[graphql(name = "_getpagesoffset")] page: Option<i32>,
                #[graphql(name = "_total")] total: Option<TotalType>,
                #[graphql(name = "_lastUpdated")] last_updated: Option<SearchDate>,
                #[graphql(name = "_sort")] sort: Option<Vec<Option<String>>>,
                #[graphql(name = "_security")] security: Option<SearchToken>,
                #[graphql(name = "_tag")] tag: Option<SearchToken>,
                #[graphql(name = "_source")] source: Option<SearchString>,
                #[graphql(name = "_profile")] profile: Option<SearchString>,
                id: Option<SearchString>,
                patient: Option<SearchReference>,
                subject: Option<SearchReference>,
                $(#[graphql(name = $wire)] $token: Option<SearchToken>,)*
            ) -> Result<Option<$bundle>> {
                // Accepted and without effect: every record here is the caller's own.
                let _ = (tag, source, profile, patient, subject);
                let tokens = [$(($member, $token.as_ref())),*];
                let (resources, found) = list::<$resource>(ctx, stringify!($resource), &Search {
                    id: id.as_ref(),
                    last_updated: last_updated.as_ref(),
                    sort: sort.as_deref().unwrap_or_default(),
                    security: security.as_ref(),
                    tokens: &tokens,
                    page,
                    count,
                })?;
                let mut bundle =
                    $bundle::of(server(ctx), resources, found, |resource| resource.id.to_string());
                if total == Some(TotalType::None) {
                    bundle.total = None;
                }
                Ok(Some(bundle))
            }
        }
    };
}

list! {
    /// What the person reacts to.
    AllergyQuery: allergy_intolerances -> AllergyIntolerance in AllergyIntoleranceBundle of AllergyIntoleranceBundleEntry {
        code = "code" about "code", verification = "verification_status" about "verificationStatus",
    }
}
list! {
    /// Plans of care.
    CarePlanQuery: care_plans -> CarePlan in CarePlanBundle of CarePlanBundleEntry {
        category = "category" about "category", status = "status" about "status",
    }
}
list! {
    /// Illnesses and problems.
    ConditionQuery: conditions -> Condition in ConditionBundle of ConditionBundleEntry {
        code = "code" about "code", category = "category" about "category",
        verification = "verification_status" about "verificationStatus",
    }
}
list! {
    /// Visits.
    EncounterQuery: encounters -> Encounter in EncounterBundle of EncounterBundleEntry {
        class = "class" about "class", kind = "type" about "type", status = "status" about "status",
    }
}
list! {
    /// Vaccines.
    ImmunizationQuery: immunizations -> Immunization in ImmunizationBundle of ImmunizationBundleEntry {
        code = "vaccine_code" about "vaccineCode", status = "status" about "status",
    }
}
list! {
    /// Results, measurements and answers.
    ObservationQuery: observations -> Observation in ObservationBundle of ObservationBundleEntry {
        code = "code" about "code", category = "category" about "category", status = "status" about "status",
    }
}
list! {
    /// Medicines.
    MedicationQuery: medication_statements -> MedicationStatement in MedicationStatementBundle of MedicationStatementBundleEntry {
        code = "code" about "medicationCodeableConcept", category = "category" about "category",
        status = "status" about "status",
    }
}
list! {
    /// Operations and other procedures.
    ProcedureQuery: procedures -> Procedure in ProcedureBundle of ProcedureBundleEntry {
        code = "code" about "code", status = "status" about "status",
    }
}
list! {
    /// Insurance.
    CoverageQuery: coverages -> Coverage in CoverageBundle of CoverageBundleEntry {
        kind = "type" about "type", status = "status" about "status",
    }
}
list! {
    /// Reports.
    ReportQuery: diagnostic_reports -> DiagnosticReport in DiagnosticReportBundle of DiagnosticReportBundleEntry {
        code = "code" about "code", category = "category" about "category", status = "status" about "status",
    }
}
list! {
    /// Documents.
    DocumentQuery: document_references -> DocumentReference in DocumentReferenceBundle of DocumentReferenceBundleEntry {
        kind = "type" about "type", category = "category" about "category", status = "status" about "status",
    }
}
list! {
    /// Prescriptions; nobody here has any.
    PrescriptionQuery: medication_requests -> MedicationRequest in MedicationRequestBundle of MedicationRequestBundleEntry {
        code = "code" about "medicationCodeableConcept", status = "status" about "status",
    }
}
list! {
    /// Medicines given out; nobody here has any.
    DispenseQuery: medication_dispenses -> MedicationDispense in MedicationDispenseBundle of MedicationDispenseBundleEntry {
        code = "code" about "medicationCodeableConcept", status = "status" about "status",
    }
}
list! {
    /// Claims; nobody here has any.
    ClaimQuery: explanation_of_benefits -> ExplanationOfBenefit in ExplanationOfBenefitBundle of ExplanationOfBenefitBundleEntry {
        status = "status" about "status",
    }
}

/// Every list.
#[derive(MergedObject, Default)]
pub(crate) struct ListQuery(
    AllergyQuery,
    CarePlanQuery,
    ConditionQuery,
    EncounterQuery,
    ImmunizationQuery,
    ObservationQuery,
    MedicationQuery,
    ProcedureQuery,
    CoverageQuery,
    ReportQuery,
    DocumentQuery,
    PrescriptionQuery,
    DispenseQuery,
    ClaimQuery,
);

/// One page, and how many there are on all pages.
fn list<T: DeserializeOwned>(
    ctx: &Context<'_>,
    resource_type: &str,
    search: &Search<'_>,
) -> Result<(Vec<T>, usize), Refusal> {
    let ids = &server(ctx).ids;
    let records = user(ctx, |user, _| crate::records::records(user, ids))?;
    let of_kind = records.into_iter().filter(|record| record.kind == resource_type);
    let mut found: Vec<Value> =
        of_kind.map(|record| record.resolved()).filter(|resource| search.finds(resource)).collect();
    found.sort_by(|a, b| updated(b).cmp(&updated(a)).then_with(|| text(a, "id").cmp(text(b, "id"))));
    if search
        .sort
        .iter()
        .flatten()
        .any(|field| matches!(field.as_str(), "meta.lastUpdated" | "+meta.lastUpdated"))
    {
        found.reverse();
    }
    let total = found.len();
    let page = page_of(found, search.page, search.count)?;
    // A resource that does not fit its type would be a fault of ours; a test reads every one.
    let resources = page.into_iter().filter_map(|resource| serde_json::from_value(resource).ok()).collect();
    Ok((resources, total))
}

impl Search<'_> {
    fn finds(&self, resource: &Value) -> bool {
        let security = codings(&resource["meta"]["security"]);
        string_matches(self.id, text(resource, "id"))
            && token_matches(self.security, &security)
            && date_matches(self.last_updated, updated(resource))
            && self.tokens.iter().all(|(member, token)| token_matches(*token, &codings(&resource[*member])))
    }
}

fn text<'a>(resource: &'a Value, member: &str) -> &'a str {
    resource[member].as_str().unwrap_or_default()
}

fn updated(resource: &Value) -> Option<Timestamp> {
    resource["meta"]["lastUpdated"].as_str()?.parse().ok()
}

/// The codings of a code, a coding, a concept, or a list of them.
pub(super) fn codings(value: &Value) -> Vec<Coded<'_>> {
    match value {
        Value::Array(items) => items.iter().flat_map(codings).collect(),
        Value::String(code) => vec![("", code.as_str())],
        Value::Object(concept) if concept.contains_key("coding") => codings(&value["coding"]),
        Value::Object(_) => vec![(text(value, "system"), text(value, "code"))],
        _ => Vec::new(),
    }
}

/// Whether an instant passes a date filter: any of its values, all bounds of one.
fn date_matches(search: Option<&SearchDate>, at: Option<Timestamp>) -> bool {
    let Some(search) = search else { return true };
    let wanted: Vec<&SearchDateValue> =
        search.value.iter().chain(search.values.iter().flatten().flatten()).collect();
    let Some(at) = at else { return wanted.is_empty() };
    wanted.is_empty() || wanted.iter().any(|bounds| within(bounds, at))
}

fn within(bounds: &SearchDateValue, at: Timestamp) -> bool {
    let holds = |bound: &Option<crate::bwell::scalars::Date>, test: fn(&Timestamp, &Timestamp) -> bool| {
        bound.as_ref().is_none_or(|bound| instant(&bound.0).is_some_and(|bound| test(&at, &bound)))
    };
    holds(&bounds.equals, Timestamp::eq)
        && holds(&bounds.not_equals, Timestamp::ne)
        && holds(&bounds.greater_than, Timestamp::gt)
        && holds(&bounds.starts_after, Timestamp::gt)
        && holds(&bounds.greater_than_or_equal_to, Timestamp::ge)
        && holds(&bounds.less_than, Timestamp::lt)
        && holds(&bounds.ends_before, Timestamp::lt)
        && holds(&bounds.less_than_or_equal_to, Timestamp::le)
}

/// An instant, or the beginning of a day in UTC.
fn instant(text: &str) -> Option<Timestamp> {
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
    text.parse().ok().or_else(|| day().map(|day| day.timestamp()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::bwell::scalars;

    fn bounds(set: impl Fn(&mut SearchDateValue)) -> SearchDate {
        let none = || SearchDateValue {
            equals: None,
            not_equals: None,
            greater_than: None,
            greater_than_or_equal_to: None,
            less_than: None,
            less_than_or_equal_to: None,
            starts_after: None,
            ends_before: None,
            approximately: None,
        };
        let mut value = none();
        set(&mut value);
        SearchDate { value: None, values: Some(vec![Some(value)]), missing: None, search_type: None }
    }

    #[test]
    fn a_bound_is_an_instant_or_a_day() {
        let at = Some("2026-08-19T10:00:00Z".parse().unwrap());
        let since = |text: &'static str| {
            bounds(move |value| value.greater_than_or_equal_to = Some(scalars::Date(text.to_owned())))
        };
        assert!(date_matches(Some(&since("2026-08-19T10:00:00.000Z")), at));
        assert!(date_matches(Some(&since("2026-08-19")), at));
        assert!(!date_matches(Some(&since("2026-08-20")), at));
        assert!(!date_matches(Some(&since("tomorrow")), at));
        assert!(date_matches(Some(&bounds(|_| ())), at));
    }

    #[test]
    fn codes_are_found_in_every_shape() {
        let concept = json!({ "coding": [{ "system": "s", "code": "c" }] });
        assert_eq!(codings(&concept), [("s", "c")]);
        assert_eq!(codings(&json!([concept, concept])).len(), 2);
        assert_eq!(codings(&json!({ "system": "s", "code": "c" })), [("s", "c")]);
        assert_eq!(codings(&json!("final")), [("", "final")]);
        assert_eq!(codings(&Value::Null), []);
    }
}
