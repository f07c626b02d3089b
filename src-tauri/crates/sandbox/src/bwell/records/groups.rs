//! The groups (bwell-wire 5.10.3): one row for each code, with the records and the places behind it.

use async_graphql::{Context, InputObject, MergedObject, Object, Result, SimpleObject};
use serde::Deserialize;
use serde_json::{Value, json};

use super::lists::codings;
use super::types::{Quantity, Range, Ratio, ReferenceRange};
use crate::bwell::fhir::{CodeableConcept, Coding, Period};
use crate::bwell::scalars::{Code, DateTime, Instant};
use crate::bwell::search::page_of;
use crate::bwell::{server, user};
use crate::records::Record;
use crate::refusal::Refusal;

/// Which page of the groups.
#[derive(Debug, InputObject)]
pub(crate) struct GroupsRequest {
    page: Option<i32>,
    page_size: Option<i32>,
}

/// Where in the groups a page is.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(rename_fields = "snake_case")]
pub(crate) struct GroupsPagingInfo {
    page_number: i32,
    page_size: i32,
    total_items: i32,
    total_pages: i32,
}

/// A value of any kind, in a wrapper that only groups have.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
pub(crate) struct GroupValue {
    value_quantity: Option<Quantity>,
    value_codeable_concept: Option<CodeableConcept>,
    value_string: Option<String>,
    value_boolean: Option<bool>,
    value_integer: Option<i32>,
    value_ratio: Option<Ratio>,
    value_range: Option<Range>,
    value_time: Option<String>,
    value_date_time: Option<DateTime>,
    value_period: Option<Period>,
}

/// A part of a result, in a group.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupComponent {
    code: Option<CodeableConcept>,
    value: Option<GroupValue>,
    reference_range: Option<Vec<ReferenceRange>>,
    interpretation: Option<Vec<CodeableConcept>>,
    data_absent_reason: Option<CodeableConcept>,
}

/// A medicine's status, in a group.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
pub(crate) struct GroupStatus {
    code: Option<Code>,
    display: Option<String>,
}

macro_rules! groups {
    (
        $(#[$doc:meta])*
        $query:ident: $field:ident -> $group:ident in $results:ident of $kind:literal $(with $category:literal)? {
            $($member:ident: $type:ty),* $(,)?
        }
    ) => {
        /// A group.
        #[derive(Debug, Clone, SimpleObject, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $group {
            id: Option<String>,
            name: Option<String>,
            references: Option<Vec<String>>,
            source: Option<Vec<String>>,
            source_display: Option<Vec<String>>,
            coding: Option<Coding>,
            $($member: Option<$type>,)*
        }

        /// A page of groups.
        #[derive(Debug, SimpleObject)]
        pub(crate) struct $results {
            #[graphql(name = "paging_info")]
            paging_info: GroupsPagingInfo,
            resources: Option<Vec<$group>>,
        }

        #[derive(Default)]
        pub(crate) struct $query;

        #[Object]
        impl $query {
            $(#[$doc])*
            async fn $field(&self, ctx: &Context<'_>, request: Option<GroupsRequest>) -> Result<Option<$results>> {
                let category: Option<&str> = None $(.or(Some($category)))?;
                let (paging_info, page) = page(ctx, $kind, category, request)?;
                let read = page.into_iter().filter_map(|group| serde_json::from_value(group).ok());
                Ok(Some($results { paging_info, resources: Some(read.collect()) }))
            }
        }
    };
}

groups! {
    /// Allergies by code.
    AllergyGroups: get_allergy_intolerance_groups -> AllergyIntoleranceGroup in AllergyIntoleranceGroupsResults of "AllergyIntolerance" {
        criticality: Coding, recorded_date: DateTime,
    }
}
groups! {
    /// Plans of care by code.
    CarePlanGroups: get_care_plan_groups -> CarePlanGroup in CarePlanGroupsResults of "CarePlan" { period: Period }
}
groups! {
    /// Illnesses by code.
    ConditionGroups: get_condition_groups -> ConditionGroup in ConditionGroupsResults of "Condition" { recorded_date: DateTime }
}
groups! {
    /// Visits by code.
    EncounterGroups: get_encounter_groups -> EncounterGroup in EncounterGroupsResults of "Encounter" {
        class: Coding, r#type: CodeableConcept, participant: String, date: DateTime,
    }
}
groups! {
    /// Vaccines by code.
    ImmunizationGroups: get_immunization_groups -> ImmunizationGroup in ImmunizationGroupsResults of "Immunization" {
        occurrence_date_time: DateTime,
    }
}
groups! {
    /// Results by code.
    LabGroups: get_lab_groups -> LabGroup in LabGroupsResults of "Observation" with "laboratory" {
        category: Vec<CodeableConcept>, effective_date_time: DateTime, value: GroupValue,
        reference_range: Vec<ReferenceRange>, interpretation: Vec<CodeableConcept>, component: Vec<GroupComponent>,
    }
}
groups! {
    /// Vital signs by code.
    VitalSignGroups: get_vital_sign_groups -> VitalSignGroup in VitalSignGroupsResults of "Observation" with "vital-signs" {
        category: Vec<CodeableConcept>, effective_date_time: DateTime, value: GroupValue,
        reference_range: Vec<ReferenceRange>, interpretation: Vec<CodeableConcept>, component: Vec<GroupComponent>,
    }
}
groups! {
    /// Medicines by code.
    MedicationGroups: get_medication_groups -> MedicationGroup in MedicationGroupsResults of "MedicationStatement" {
        status: GroupStatus, authored_on: DateTime,
    }
}
groups! {
    /// Procedures by code.
    ProcedureGroups: get_procedure_groups -> ProcedureGroup in ProcedureGroupsResults of "Procedure" {
        performer: Vec<String>, performed_date: DateTime,
    }
}
groups! {
    /// Reports by code.
    ReportGroups: get_diagnostic_report_lab_groups -> DiagnosticReportLabGroup in DiagnosticReportLabGroupsResults of "DiagnosticReport" {
        effective_date_time: DateTime, issued: Instant, performer: String,
    }
}

/// Every kind of groups.
#[derive(MergedObject, Default)]
pub(crate) struct GroupQuery(
    AllergyGroups,
    CarePlanGroups,
    ConditionGroups,
    EncounterGroups,
    ImmunizationGroups,
    LabGroups,
    VitalSignGroups,
    MedicationGroups,
    ProcedureGroups,
    ReportGroups,
);

/// One page of groups, newest first. `page` counts from 0; a page has 20 groups unless asked otherwise.
fn page(
    ctx: &Context<'_>,
    kind: &str,
    category: Option<&str>,
    request: Option<GroupsRequest>,
) -> Result<(GroupsPagingInfo, Vec<Value>), Refusal> {
    let (number, size) = request.map_or((None, None), |request| (request.page, request.page_size));
    let (number, size) = (number.unwrap_or(0), size.unwrap_or(20));
    let ids = &server(ctx).ids;
    let groups = user(ctx, |user, _| {
        let mut records = crate::records::records(user, ids);
        records
            .retain(|record| record.kind == kind && category.is_none_or(|wanted| wanted == record.category));
        let name_of =
            |id: &str| user.scenario.place_by_id(id).map(|index| user.scenario.places[index].name.clone());
        grouped(&records, name_of, |key| ids.named(&format!("{}/group/{key}", user.subject)).to_string())
    })?;
    let total = i32::try_from(groups.len()).unwrap_or(i32::MAX);
    let page = page_of(groups, Some(number), Some(size))?;
    let total_pages = total.saturating_add(size - 1) / size;
    Ok((GroupsPagingInfo { page_number: number, page_size: size, total_items: total, total_pages }, page))
}

/// One group for each first coding.
fn grouped(
    records: &[Record],
    name_of: impl Fn(&str) -> Option<String>,
    id_of: impl Fn(&str) -> String,
) -> Vec<Value> {
    let mut order: Vec<(String, Vec<&Record>)> = Vec::new();
    for record in records {
        let key = codings(code_of(&record.resource)).first().map(|(system, code)| format!("{system}|{code}"));
        let key = key.unwrap_or_else(|| record.resource["id"].to_string());
        match order.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(record),
            None => order.push((key, vec![record])),
        }
    }
    let mut groups: Vec<(String, Value)> = order
        .into_iter()
        .map(|(key, mut members)| {
            members.sort_by_key(|record| std::cmp::Reverse(date_of(&record.resource)));
            let group = group(&id_of(&key), &members, &name_of);
            (members.first().map(|record| date_of(&record.resource)).unwrap_or_default(), group)
        })
        .collect();
    groups.sort_by(|a, b| b.0.cmp(&a.0));
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A group of records, the newest first: what it shows is of that one.
fn group(id: &str, members: &[&Record], name_of: &impl Fn(&str) -> Option<String>) -> Value {
    let latest = members.first().map(|record| record.resolved()).unwrap_or_default();
    let code = code_of(&latest);
    let mut sources: Vec<&str> = Vec::new();
    for record in members {
        let owner = record.place();
        if !sources.contains(&owner) {
            sources.push(owner);
        }
    }
    let value = |of: &Value| {
        let members = of.as_object().into_iter().flatten().filter(|(name, _)| name.starts_with("value"));
        Value::Object(members.map(|(name, member)| (name.clone(), member.clone())).collect())
    };
    let mut components = latest["component"].as_array().cloned().unwrap_or_default();
    for component in &mut components {
        component["value"] = value(component);
    }
    let display = |pointer: &str| latest.pointer(pointer).and_then(Value::as_str);
    json!({
        "id": id,
        "name": code["text"].as_str().or_else(|| code["coding"][0]["display"].as_str()),
        "references": members.iter().map(|record| record.reference()).collect::<Vec<_>>(),
        "source": sources,
        "sourceDisplay": sources.iter().filter_map(|id| name_of(id)).collect::<Vec<_>>(),
        "coding": code["coding"][0].as_object().or_else(|| code.as_object().filter(|it| it.contains_key("system"))),
        "criticality": display("/criticality").map(|code| json!({ "code": code })),
        "recordedDate": latest["recordedDate"],
        "period": latest["period"],
        "class": latest["class"],
        "type": latest["type"][0],
        "participant": display("/participant/0/individual/display"),
        "date": latest["period"]["start"],
        "occurrenceDateTime": latest["occurrenceDateTime"],
        "category": latest["category"].as_array(),
        "effectiveDateTime": latest["effectiveDateTime"],
        "value": value(&latest),
        "referenceRange": latest["referenceRange"],
        "interpretation": latest["interpretation"],
        "component": components,
        "status": display("/status").map(|code| json!({ "code": code })),
        "authoredOn": latest["effectivePeriod"]["start"],
        "performer": performer(&latest),
        "performedDate": latest["performedDateTime"],
        "issued": latest["issued"],
    })
}

/// Strings for a procedure, one string for a report.
fn performer(latest: &Value) -> Value {
    if latest["resourceType"] == "DiagnosticReport" {
        return latest["performer"][0]["display"].clone();
    }
    let names = latest["performer"].as_array().into_iter().flatten();
    Value::Array(names.map(|one| one["actor"]["display"].clone()).filter(Value::is_string).collect())
}

/// The concept by which a record is grouped.
fn code_of(resource: &Value) -> &Value {
    match resource["resourceType"].as_str().unwrap_or_default() {
        "CarePlan" => &resource["category"][0],
        "Encounter" => &resource["class"],
        "Immunization" => &resource["vaccineCode"],
        "MedicationStatement" => &resource["medicationCodeableConcept"],
        _ => &resource["code"],
    }
}

/// Its clinical date, as text that sorts.
fn date_of(resource: &Value) -> String {
    let at = [
        "/effectiveDateTime",
        "/occurrenceDateTime",
        "/performedDateTime",
        "/effectivePeriod/start",
        "/period/start",
        "/onsetDateTime",
        "/recordedDate",
    ];
    at.iter().find_map(|at| resource.pointer(at)?.as_str()).unwrap_or_default().to_owned()
}
