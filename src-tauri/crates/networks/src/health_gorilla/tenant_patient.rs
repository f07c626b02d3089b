//! The tenant's patient: who is looked for (`spec/ias-wire.md`, section 3.2).

use satchel_http::{Outgoing, Verb};
use serde_json::{Map, Value, json};

use super::error::Error;
use super::gateway::{HealthGorilla, failed};
use crate::CorrelationId;
use crate::bwell::{ContactSystem, Person};

/// A person's own details, as the tenant's patient must have them.
#[derive(Clone, PartialEq, Eq)]
pub struct Details(Map<String, Value>);

/// The patient as the tenant has it.
pub struct TenantPatient {
    /// The exchange's id.
    pub id: String,
    /// The FHIR `Patient`.
    pub resource: Map<String, Value>,
}

impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Details(…)")
    }
}

impl std::fmt::Debug for TenantPatient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TenantPatient(…)")
    }
}

impl From<&Person> for Details {
    fn from(person: &Person) -> Self {
        let mut patient = Map::new();
        patient.insert("resourceType".to_owned(), json!("Patient"));
        patient.insert(
            "name".to_owned(),
            json!([{ "use": "official", "family": person.family, "given": person.given }]),
        );
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                patient.insert(key.to_owned(), value);
            }
        };
        put("birthDate", person.birth_date.as_ref().map(|date| json!(date)));
        put(
            "gender",
            person.gender.as_ref().and_then(crate::bwell::Gender::known).map(|gender| json!(gender)),
        );
        put(
            "address",
            person.addresses.first().map(|address| {
                let mut one = Map::new();
                one.insert("line".to_owned(), json!(address.line));
                let parts = [
                    ("city", &address.city),
                    ("state", &address.state),
                    ("postalCode", &address.postal_code),
                    ("country", &address.country),
                ];
                for (key, value) in parts {
                    if let Some(value) = value {
                        one.insert(key.to_owned(), json!(value));
                    }
                }
                json!([one])
            }),
        );
        let telecom: Vec<Value> = person
            .contacts
            .iter()
            .filter(|contact| matches!(contact.system, ContactSystem::Phone | ContactSystem::Email))
            .map(|contact| json!({ "system": contact.system.as_str(), "value": contact.value }))
            .collect();
        put("telecom", (!telecom.is_empty()).then(|| json!(telecom)));
        Self(patient)
    }
}

impl Details {
    /// What a retrieval needs and is not there, by FHIR's names (section 3.2).
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let patient = Value::Object(self.0.clone());
        let has = |pointer: &str| {
            patient.pointer(pointer).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
        };
        let required = [
            ("/name/0/family", "Patient.name.family"),
            ("/name/0/given/0", "Patient.name.given"),
            ("/birthDate", "Patient.birthDate"),
            ("/gender", "Patient.gender"),
            ("/address/0/line/0", "Patient.address.line"),
            ("/address/0/postalCode", "Patient.address.postalCode"),
        ];
        required.into_iter().filter(|(pointer, _)| !has(pointer)).map(|(_, name)| name).collect()
    }

    fn text(&self, pointer: &str) -> String {
        let patient = Value::Object(self.0.clone());
        patient.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Does the tenant have the same? Its own members do not count.
    fn are(&self, resource: &Map<String, Value>) -> bool {
        self.0.iter().all(|(key, value)| resource.get(key) == Some(value))
    }
}

impl HealthGorilla {
    /// Finds the tenant's patient, makes it where there is none, and corrects it where the details are others.
    pub async fn tenant_patient(
        &self,
        details: &Details,
        correlation: &CorrelationId,
    ) -> Result<TenantPatient, Error> {
        let mut url = self.gateway().below("Patient")?;
        url.query_pairs_mut()
            .append_pair("family", &details.text("/name/0/family"))
            .append_pair("given", &details.text("/name/0/given/0"))
            .append_pair("birthdate", &details.text("/birthDate"));
        let found = self.read(url, correlation).await?;
        let bundle: Value =
            serde_json::from_slice(&found.body).map_err(|_| Error::unreadable("search for the patient"))?;
        let entries = bundle["entry"].as_array().into_iter().flatten();
        let patient = entries.filter_map(|entry| entry["resource"].as_object()).find(|resource| {
            resource.get("resourceType").is_some_and(|kind| kind == "Patient")
                && resource.get("id").is_some_and(Value::is_string)
        });
        match patient.cloned() {
            None => self.create(details, correlation).await,
            Some(resource) => {
                let id = id_of(&resource).ok_or(Error::unreadable("patient"))?;
                if details.are(&resource) || !self.gateway().updates_patients {
                    return Ok(TenantPatient { id, resource });
                }
                self.update(id, details, correlation).await
            }
        }
    }

    async fn create(&self, details: &Details, correlation: &CorrelationId) -> Result<TenantPatient, Error> {
        let out = Outgoing {
            url: self.gateway().below("Patient")?,
            headers: vec![
                ("accept", "application/fhir+json".to_owned()),
                // Conditional create: a repeated request makes no second one.
                ("if-none-exist", format!("birthdate={}", details.text("/birthDate"))),
            ],
            body: Some(("application/fhir+json", bytes(&details.0)?)),
            repeatable: true,
        };
        let answer = self.ask(Verb::Post, out, correlation).await?;
        if !matches!(answer.status, 200 | 201) {
            return Err(failed(&answer));
        }
        let location = answer.header("location").map(str::to_owned);
        let body: Map<String, Value> = serde_json::from_slice(&answer.body).unwrap_or_default();
        let from_location = || {
            let location = location?;
            let path = location.split("/_history/").next()?;
            let (_, id) = path.rsplit_once("Patient/")?;
            Some(id.to_owned()).filter(|id| !id.is_empty())
        };
        let id = id_of(&body).or_else(from_location).ok_or(Error::unreadable("patient"))?;
        let resource = if body.is_empty() { details.0.clone() } else { body };
        Ok(TenantPatient { id, resource })
    }

    async fn update(
        &self,
        id: String,
        details: &Details,
        correlation: &CorrelationId,
    ) -> Result<TenantPatient, Error> {
        let mut resource = details.0.clone();
        resource.insert("id".to_owned(), json!(id));
        let out = Outgoing {
            url: self.gateway().below(&format!("Patient/{id}"))?,
            headers: vec![("accept", "application/fhir+json".to_owned())],
            body: Some(("application/fhir+json", bytes(&resource)?)),
            repeatable: true,
        };
        let answer = self.ask(Verb::Put, out, correlation).await?;
        if !matches!(answer.status, 200 | 201) {
            return Err(failed(&answer));
        }
        Ok(TenantPatient { id, resource })
    }
}

fn id_of(resource: &Map<String, Value>) -> Option<String> {
    // It becomes part of an address.
    let plain = |id: &&str| {
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
    };
    resource.get("id")?.as_str().filter(plain).map(str::to_owned)
}

fn bytes(resource: &Map<String, Value>) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(resource).map_err(|_| Error::unreadable("our own patient"))
}
