//! FHIR types that several answers share (bwell-wire 7.3, 7.4). Every field may be null.

use async_graphql::{ID, SimpleObject};
use serde::Deserialize;

use super::scalars::{Alias, Code, Date, DateTime, Instant, Uri};

/// A code in a system.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Coding {
    pub(crate) id: Option<String>,
    pub(crate) system: Option<Uri>,
    pub(crate) version: Option<String>,
    pub(crate) code: Option<Code>,
    pub(crate) display: Option<String>,
}

/// A concept, by codes and in words.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodeableConcept {
    pub(crate) id: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) coding: Option<Vec<Coding>>,
}

/// A business identifier.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Identifier {
    pub(crate) id: Option<String>,
    #[graphql(name = "type")]
    #[serde(rename = "type")]
    pub(crate) kind: Option<CodeableConcept>,
    pub(crate) system: Option<Uri>,
    pub(crate) value: Option<String>,
}

/// Metadata of a resource.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Meta {
    pub(crate) version_id: Option<String>,
    pub(crate) last_updated: Option<Instant>,
    pub(crate) source: Option<Uri>,
    pub(crate) profile: Option<Vec<String>>,
    pub(crate) security: Option<Vec<Coding>>,
    pub(crate) tag: Option<Vec<Coding>>,
}

/// A span of time.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Period {
    pub(crate) start: Option<DateTime>,
    pub(crate) end: Option<DateTime>,
}

/// A person's name.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HumanName {
    #[graphql(name = "use")]
    #[serde(rename = "use")]
    pub(crate) usage: Option<Code>,
    pub(crate) text: Option<String>,
    pub(crate) family: Option<String>,
    pub(crate) given: Option<Vec<String>>,
    pub(crate) prefix: Option<Vec<String>>,
    pub(crate) suffix: Option<Vec<String>>,
}

/// A postal address.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Address {
    #[graphql(name = "use")]
    #[serde(rename = "use")]
    pub(crate) usage: Option<Code>,
    #[graphql(name = "type")]
    #[serde(rename = "type")]
    pub(crate) kind: Option<Code>,
    pub(crate) text: Option<String>,
    pub(crate) line: Option<Vec<String>>,
    pub(crate) city: Option<String>,
    pub(crate) district: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) country: Option<String>,
}

/// A phone number or an e-mail address.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContactPoint {
    pub(crate) id: Option<String>,
    pub(crate) system: Option<Code>,
    pub(crate) value: Option<String>,
    #[graphql(name = "use")]
    #[serde(rename = "use")]
    pub(crate) usage: Option<Code>,
    pub(crate) rank: Option<i32>,
}

/// A reference to another resource; stands for the many reference types of the real schema.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the wire's name")]
pub(crate) struct Reference {
    pub(crate) id: Option<String>,
    pub(crate) reference: Option<String>,
    #[graphql(name = "type")]
    #[serde(rename = "type")]
    pub(crate) kind: Option<Uri>,
    pub(crate) display: Option<String>,
    pub(crate) identifier: Option<Identifier>,
}

/// A patient, as the workflow resources refer to one.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Patient {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) name: Option<Vec<HumanName>>,
    pub(crate) gender: Option<Code>,
    pub(crate) birth_date: Option<Date>,
    pub(crate) communication: Option<Vec<PatientCommunication>>,
}

/// A language of a patient.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PatientCommunication {
    pub(crate) language: Option<CodeableConcept>,
}

/// An organization.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Organization {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) identifier: Option<Vec<Identifier>>,
    pub(crate) name: Option<String>,
    pub(crate) alias: Option<Alias>,
    pub(crate) meta: Option<Meta>,
    pub(crate) active: Option<bool>,
    #[graphql(name = "type")]
    #[serde(rename = "type")]
    pub(crate) kind: Option<Vec<CodeableConcept>>,
    pub(crate) telecom: Option<Vec<ContactPoint>>,
    pub(crate) address: Option<Vec<Address>>,
    pub(crate) endpoint: Option<Vec<EndpointReference>>,
}

/// A technical end point.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Endpoint {
    pub(crate) id: ID,
    pub(crate) identifier: Option<Vec<Identifier>>,
    pub(crate) name: Option<String>,
    pub(crate) status: Option<Code>,
    pub(crate) connection_type: Option<Coding>,
    pub(crate) address: Option<String>,
}

/// A clinician.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Practitioner {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) name: Option<Vec<HumanName>>,
    pub(crate) identifier: Option<Vec<Identifier>>,
}

/// What a clinician does where.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PractitionerRole {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) identifier: Option<Vec<Identifier>>,
    pub(crate) active: Option<bool>,
    pub(crate) practitioner: Option<PractitionerReference>,
    pub(crate) organization: Option<OrganizationReference>,
    pub(crate) code: Option<Vec<CodeableConcept>>,
    pub(crate) specialty: Option<Vec<CodeableConcept>>,
    pub(crate) location: Option<Vec<LocationReference>>,
    pub(crate) telecom: Option<Vec<ContactPoint>>,
    pub(crate) endpoint: Option<Vec<EndpointReference>>,
    pub(crate) period: Option<Period>,
}

/// A site of an organization.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Location {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) identifier: Option<Vec<Identifier>>,
    pub(crate) alias: Option<Vec<String>>,
    pub(crate) description: Option<String>,
    pub(crate) address: Option<Address>,
    pub(crate) position: Option<LocationPosition>,
    pub(crate) telecom: Option<Vec<ContactPoint>>,
    pub(crate) status: Option<Code>,
    pub(crate) managing_organization: Option<LocationManagingOrganizationReference>,
    #[graphql(name = "type")]
    #[serde(rename = "type")]
    pub(crate) kind: Option<Vec<CodeableConcept>>,
}

/// Where a location is.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LocationPosition {
    pub(crate) latitude: Option<f64>,
    pub(crate) longitude: Option<f64>,
}

/// Who runs a location.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LocationManagingOrganizationReference {
    pub(crate) id: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) identifier: Option<Identifier>,
    pub(crate) display: Option<String>,
}

/// Somebody who helps the patient.
#[derive(Debug, Clone, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RelatedPerson {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) active: Option<bool>,
    pub(crate) name: Option<Vec<HumanName>>,
    pub(crate) identifier: Option<Vec<Identifier>>,
    pub(crate) telecom: Option<Vec<ContactPoint>>,
    pub(crate) address: Option<Vec<Address>>,
    pub(crate) relationship: Option<Vec<CodeableConcept>>,
    pub(crate) patient: Option<PatientReference>,
}

macro_rules! references {
    ($($(#[$doc:meta])* $name:ident to $target:ty),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, SimpleObject, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name {
            pub(crate) id: Option<String>,
            pub(crate) reference: Option<String>,
            #[graphql(name = "type")]
            #[serde(rename = "type")]
            pub(crate) kind: Option<Uri>,
            pub(crate) display: Option<String>,
            pub(crate) identifier: Option<Identifier>,
            pub(crate) resource: Option<$target>,
        }
    )*};
}

references! {
    /// A reference to a patient, resolved.
    PatientReference to Patient,
    /// A reference to an end point, resolved.
    EndpointReference to Endpoint,
    /// A reference to a clinician, resolved.
    PractitionerReference to Practitioner,
    /// A reference to an organization, resolved.
    OrganizationReference to Organization,
    /// A reference to a location, resolved.
    LocationReference to Location,
}

/// A coding of a system and a code.
pub(crate) fn coding(system: &str, code: &str, display: Option<&str>) -> Coding {
    Coding {
        system: Some(system.into()),
        code: Some(code.into()),
        display: display.map(str::to_owned),
        ..Coding::default()
    }
}

/// A concept of one coding.
pub(crate) fn concept(system: &str, code: &str, display: Option<&str>) -> CodeableConcept {
    CodeableConcept { coding: Some(vec![coding(system, code, display)]), ..CodeableConcept::default() }
}

/// An identifier of a system and a value.
pub(crate) fn identifier(system: &str, value: impl Into<String>) -> Identifier {
    Identifier { system: Some(system.into()), value: Some(value.into()), ..Identifier::default() }
}
