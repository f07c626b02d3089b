//! One entry of the results: a document, who has it, and where its bytes are. R4 and the STU3 shape of the vendor's own
//! samples are both read (`spec/ias-wire.md`, section 3.5).

use serde_json::Value;

use super::attachment::Attachment;

/// A `DocumentReference`.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentReference {
    /// The network's id.
    pub id: String,
    /// The document's own identifier, the same in every retrieval.
    pub master_identifier: Option<String>,
    /// What a person calls it.
    pub title: Option<String>,
    /// LOINC code of its kind.
    pub kind: Option<String>,
    /// The date it is about, as precise as it was given.
    pub date: Option<String>,
    /// Who has it.
    pub source: Source,
    /// Its files. Mostly one.
    pub attachments: Vec<Attachment>,
}

/// An organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// OID, without `urn:oid:`.
    pub id: Option<String>,
    /// What it is called.
    pub name: Option<String>,
}

/// The longest text that is taken over into a column or a list.
const LONGEST: usize = 300;

impl DocumentReference {
    pub(super) fn read(resource: &Value) -> Option<Self> {
        if resource["resourceType"] != "DocumentReference" {
            return None;
        }
        let id = identifier(resource["id"].as_str()?)?;
        let concept = |key: &str| {
            let concept = &resource[key];
            let text = concept["text"].as_str().or_else(|| concept.pointer("/coding/0/display")?.as_str());
            text.map(str::to_owned)
        };
        let contents = resource["content"].as_array();
        let attachments: Vec<_> =
            contents.into_iter().flatten().map(|content| Attachment::read(&content["attachment"])).collect();
        let title = attachments.iter().find_map(|attachment| attachment.title.clone());
        let date = ["date", "created", "indexed"].into_iter().find_map(|key| resource[key].as_str());
        Some(Self {
            id,
            master_identifier: resource.pointer("/masterIdentifier/value").and_then(Value::as_str).map(short),
            title: title
                .or_else(|| resource["description"].as_str().map(str::to_owned))
                .or_else(|| concept("type"))
                .map(|t| short(&t)),
            kind: resource.pointer("/type/coding/0/code").and_then(Value::as_str).map(short),
            date: date.filter(|date| date.len() <= 40).map(str::to_owned),
            source: source(resource),
            attachments,
        })
    }
}

/// The custodian, else the first organisation inside the entry.
fn source(resource: &Value) -> Source {
    let contained = resource["contained"].as_array();
    let organizations: Vec<&Value> =
        contained.into_iter().flatten().filter(|one| one["resourceType"] == "Organization").collect();
    let custodian = &resource["custodian"];
    let named = custodian["reference"].as_str().and_then(|reference| reference.strip_prefix('#'));
    let organization = organizations
        .iter()
        .find(|one| named.is_some() && one["id"].as_str() == named)
        .or(organizations.first())
        .copied()
        .unwrap_or(&Value::Null);
    let name = organization["name"].as_str().or_else(|| custodian["display"].as_str());
    let identifiers = organization["identifier"].as_array();
    let oid = identifiers
        .into_iter()
        .flatten()
        .filter_map(|one| one["value"].as_str())
        .find_map(|value| identifier(value.trim_start_matches("urn:oid:")));
    Source { id: oid, name: name.map(short) }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// What may stand in an audit: no spaces, not too long.
fn identifier(text: &str) -> Option<String> {
    let fine =
        (1..=128).contains(&text.len()) && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    fine.then(|| text.to_owned())
}

impl std::fmt::Debug for DocumentReference {
    /// An entry is health data: only its id is printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocumentReference").field("id", &self.id).finish_non_exhaustive()
    }
}
