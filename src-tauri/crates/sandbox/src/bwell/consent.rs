//! Consents (bwell-wire 5.4): each decision adds a record; the last of a category is the one in force.

use async_graphql::{Context, Enum, ID, InputObject, Json, Object, Result, SimpleObject};
use serde_json::Value;

use super::fhir::{
    CodeableConcept, Coding, HumanName, Meta, Patient, PatientReference, Period, Reference, coding, concept,
};
use super::scalars::{Code, DateTime, Uri};
use super::search::{SearchToken, token_matches};
use super::{micros, server, user};
use crate::faults::{ExpiredOnPermit, Network};
use crate::refusal::{Issue, Refusal};
use crate::user::{self, User};

const CATEGORY_SYSTEM: &str = "http://www.icanbwell.com/consent-category";

/// Category names of requests (5.4), the later addition included.
const CATEGORIES: [&str; 11] = [
    "COMMUNICATION_PREFERENCES_PHI",
    "DATA_SHARING",
    "DIRECT_IMPORT_RECORDS",
    "HEALTH_CIRCLE_ADOLESCENT",
    "HEALTH_CIRCLE_MINOR",
    "HEALTH_MATCH",
    user::IAS,
    "MOBILE_COMMUNICATION_PREFERENCES",
    "PERSONALIZED_HEALTH_OFFERS_AND_ADS",
    user::ATTESTATION,
    user::TERMS,
];

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
enum ConsentStatus {
    Active,
    Draft,
    EnteredInError,
    Inactive,
    Proposed,
    Rejected,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
enum ConsentProvisionType {
    Permit,
    Deny,
}

#[derive(InputObject)]
struct ConsentInput {
    status: ConsentStatus,
    provision: ConsentProvisionInput,
    category: Option<Vec<Option<CodeableConceptInput>>>,
    organization: Option<Vec<Option<ReferenceInput>>>,
    performer: Option<Vec<Option<ReferenceInput>>>,
    patient: Option<ReferenceInput>,
    date_time: Option<DateTime>,
    id: Option<String>,
    identifier: Option<Vec<Option<IdentifierInput>>>,
    policy: Option<Json<Value>>,
    policy_rule: Option<Json<Value>>,
    source: Option<Json<Value>>,
    verification: Option<Json<Value>>,
}

#[derive(InputObject)]
struct ConsentProvisionInput {
    #[graphql(name = "type")]
    kind: Option<ConsentProvisionType>,
    period: Option<PeriodInput>,
    data_period: Option<PeriodInput>,
    action: Option<Json<Value>>,
    actor: Option<Json<Value>>,
    class: Option<Json<Value>>,
    code: Option<Json<Value>>,
    data: Option<Json<Value>>,
    provision: Option<Json<Value>>,
    purpose: Option<Json<Value>>,
    security_label: Option<Json<Value>>,
}

#[derive(InputObject)]
struct PeriodInput {
    start: Option<DateTime>,
    end: Option<DateTime>,
}

#[derive(InputObject)]
pub(crate) struct CodeableConceptInput {
    id: Option<String>,
    text: Option<String>,
    coding: Option<Vec<Option<CodingInput>>>,
}

#[derive(InputObject)]
pub(crate) struct CodingInput {
    id: Option<String>,
    system: Option<Uri>,
    version: Option<String>,
    code: Option<Code>,
    display: Option<String>,
}

#[derive(InputObject)]
pub(crate) struct IdentifierInput {
    id: Option<String>,
    #[graphql(name = "type")]
    kind: Option<CodeableConceptInput>,
    system: Option<Uri>,
    value: Option<String>,
}

#[derive(InputObject)]
struct ReferenceInput {
    id: Option<String>,
    reference: Option<String>,
    #[graphql(name = "type")]
    kind: Option<Uri>,
    display: Option<String>,
    identifier: Option<IdentifierInput>,
}

/// A consent as answers show it.
#[derive(SimpleObject)]
struct Consent {
    id: ID,
    resource_type: Option<String>,
    meta: Option<Meta>,
    status: Option<Code>,
    scope: Option<CodeableConcept>,
    category: Option<Vec<CodeableConcept>>,
    patient: Option<PatientReference>,
    date_time: Option<DateTime>,
    performer: Option<Vec<Reference>>,
    organization: Option<Vec<Reference>>,
    policy: Option<Vec<ConsentPolicy>>,
    policy_rule: Option<CodeableConcept>,
    provision: Option<ConsentProvision>,
}

#[derive(SimpleObject)]
struct ConsentPolicy {
    authority: Option<Uri>,
    uri: Option<Uri>,
}

#[derive(SimpleObject)]
struct ConsentProvision {
    #[graphql(name = "type")]
    kind: Option<Code>,
    period: Option<Period>,
}

super::bundle!(
    /// Consents found.
    ConsentBundle,
    ConsentBundleEntry,
    Consent
);

#[derive(Default)]
pub(crate) struct ConsentQuery;

#[Object]
impl ConsentQuery {
    /// Decisions, oldest first. `category` takes the request's name or the FHIR code.
    async fn consents(
        &self,
        ctx: &Context<'_>,
        category: Option<SearchToken>,
    ) -> Result<Option<ConsentBundle>> {
        let found: Vec<_> = user(ctx, |user, _| {
            let wanted = |consent: &&user::Consent| {
                let code = fhir_code(&consent.category);
                let codings =
                    [(CATEGORY_SYSTEM, consent.category.as_str()), (CATEGORY_SYSTEM, code.as_str())];
                token_matches(category.as_ref(), &codings)
            };
            user.consents
                .iter()
                .filter(wanted)
                .map(|consent| answer(user, consent, str::to_lowercase))
                .collect()
        })?;
        let total = found.len();
        Ok(Some(ConsentBundle::of(server(ctx), found, total, |consent| consent.id.to_string())))
    }
}

#[derive(Default)]
pub(crate) struct ConsentMutation;

#[Object]
impl ConsentMutation {
    /// Records a decision; `IAS_IMPORT_RECORDS` starts or ends finding and importing (6.4).
    async fn create_consent(
        &self,
        ctx: &Context<'_>,
        consent_input: ConsentInput,
    ) -> Result<Option<Consent>> {
        let category = category_of(&consent_input)?;
        let organization = consent_input.organization.into_iter().flatten().flatten().next();
        let organization = organization.and_then(|reference| reference.reference);
        if category == user::ATTESTATION && organization.is_none() {
            let text = "organization is required for PROA_ATTESTATION.";
            return Err(Refusal::new(Issue::Required, "400", text).into());
        }
        let kind = consent_input.provision.kind;
        let kind = kind.ok_or_else(|| Refusal::new(Issue::Required, "400", "provision.type is required."))?;
        let status = match consent_input.status {
            ConsentStatus::Active => "active",
            ConsentStatus::Draft => "draft",
            ConsentStatus::EnteredInError => "entered-in-error",
            ConsentStatus::Inactive => "inactive",
            ConsentStatus::Proposed => "proposed",
            ConsentStatus::Rejected => "rejected",
        };
        let policy = policy_of(consent_input.policy.as_ref());
        if category == user::IAS && server(ctx).faults.shape().network == Network::Off {
            let text = "health.network is not enabled for this client.";
            return Err(Refusal::new(Issue::NotSupported, "403", text).into());
        }
        let ids = &server(ctx).ids;
        let expired_too = server(ctx).faults.shape().expired_on_permit == ExpiredOnPermit::Connected;
        let answer = user(ctx, |user, now| {
            let decision = user::Consent {
                id: ids.fresh("consent"),
                category,
                status: status.into(),
                permit: kind == ConsentProvisionType::Permit,
                at: now,
                organization,
                policy: policy.clone(),
            };
            // The task keeps its id over the years, as its version-5 UUID in seed 000 suggests.
            let task_id = ids.named(&format!("{}/task", user.subject));
            user.decide(decision.clone(), task_id, expired_too)?;
            Ok::<_, Refusal>(answer(user, &decision, str::to_owned))
        })??;
        Ok(Some(answer))
    }
}

/// The one category of a request, by its request name.
fn category_of(input: &ConsentInput) -> Result<String, Refusal> {
    let concepts = input.category.iter().flatten().flatten();
    let codes = concepts.flat_map(|concept| concept.coding.iter().flatten().flatten());
    let mut codes = codes.filter_map(|coding| coding.code.as_ref());
    let code = &codes.next().ok_or_else(|| Refusal::new(Issue::Required, "400", "category is required."))?.0;
    let known = CATEGORIES.iter().find(|name| *name == code || fhir_code(name) == *code);
    match known {
        Some(name) => Ok((*name).to_owned()),
        None => Err(Refusal::value(format!("{code} is no consent category."))),
    }
}

/// The address of what is agreed to: that of the first policy.
fn policy_of(policies: Option<&Json<Value>>) -> Option<String> {
    let policies = &policies?.0;
    let first = policies.as_array().map_or(Some(policies), |list| list.first())?;
    first.get("uri")?.as_str().map(str::to_owned)
}

/// The code in answers. Two are known; for the others the request's name is echoed (5.4).
fn fhir_code(category: &str) -> String {
    match category {
        user::IAS => "ias:import:records".into(),
        "DIRECT_IMPORT_RECORDS" => "direct:import:records".into(),
        other => other.to_owned(),
    }
}

/// `spell`: `provision.type` is upper case from the mutation and lower case from the query (5.4).
fn answer(user: &User, consent: &user::Consent, spell: impl Fn(&str) -> String) -> Consent {
    let reference = |reference: &str, kind: &str| Reference {
        reference: Some(reference.to_owned()),
        kind: Some(kind.into()),
        ..Reference::default()
    };
    let name = HumanName {
        family: user.profile.family.clone(),
        given: Some(user.profile.given.clone()),
        ..HumanName::default()
    };
    let patient = Patient {
        id: user.patient_id.into(),
        resource_type: Some("Patient".into()),
        name: Some(vec![name]),
        gender: user.profile.gender.clone().map(Code),
        birth_date: user.profile.birth_date.clone().map(super::scalars::Date),
        communication: None,
    };
    let patient_reference = format!("Patient/{}", user.patient_id);
    let code: Vec<Coding> = vec![coding(CATEGORY_SYSTEM, &fhir_code(&consent.category), None)];
    Consent {
        id: consent.id.into(),
        resource_type: Some("Consent".into()),
        meta: Some(Meta {
            version_id: Some("1".into()),
            last_updated: Some(micros(consent.at).into()),
            source: Some("https://www.icanbwell.com".into()),
            ..Meta::default()
        }),
        status: Some(consent.status.as_str().into()),
        scope: Some(concept(
            "http://terminology.hl7.org/CodeSystem/consentscope",
            "patient-privacy",
            Some("Privacy Consent"),
        )),
        category: Some(vec![CodeableConcept { coding: Some(code), ..CodeableConcept::default() }]),
        patient: Some(PatientReference {
            id: None,
            reference: Some(patient_reference.clone()),
            kind: Some("Patient".into()),
            display: None,
            identifier: None,
            resource: Some(patient),
        }),
        date_time: Some(micros(consent.at).into()),
        performer: Some(vec![reference(&patient_reference, "Patient")]),
        organization: consent
            .organization
            .as_deref()
            .map(|organization| vec![reference(organization, "Organization")]),
        policy: consent
            .policy
            .as_ref()
            .map(|uri| vec![ConsentPolicy { authority: None, uri: Some(uri.as_str().into()) }]),
        policy_rule: None,
        provision: Some(ConsentProvision {
            kind: Some(spell(if consent.permit { "PERMIT" } else { "DENY" }).into()),
            period: None,
        }),
    }
}
