//! FHIR R4 bundles: records that came together, and may refer to each other.

use serde_json::Value;

use crate::composer::Composer;
use crate::outline::{Label, Notice, Outline};
use crate::resource::{Element, Index, Kind, Resource, rows};
use crate::word::Word;

/// A bundle.
#[derive(Debug)]
pub struct Bundle<'a> {
    json: &'a Value,
    index: Index<'a>,
}

impl<'a> Bundle<'a> {
    /// A bundle; also a list of entries that does not say that it is one, as a GraphQL answer may be.
    #[must_use]
    pub fn new(json: &'a Value) -> Option<Self> {
        let says = json.get("resourceType").and_then(Value::as_str);
        let entries = json.get("entry").is_some_and(Value::is_array);
        if says.map_or(!entries, |kind| kind != "Bundle") {
            return None;
        }
        let mut index = Index::new();
        for entry in entries_of(json) {
            let Some(resource) = entry.get("resource") else { continue };
            let member = |name: &str| resource.get(name).and_then(Value::as_str);
            if let (Some(kind), Some(id)) = (member("resourceType"), member("id")) {
                index.entry(format!("{kind}/{id}")).or_insert(resource);
            }
            if let Some(url) = entry.get("fullUrl").and_then(Value::as_str) {
                index.entry(url.to_owned()).or_insert(resource);
            }
        }
        Some(Self { json, index })
    }

    /// The records, in their order. What a server says about a search is not among them.
    pub fn records(&self) -> impl Iterator<Item = Resource<'_>> {
        entries_of(self.json)
            .filter(|entry| entry.pointer("/search/mode").and_then(Value::as_str) != Some("outcome"))
            .filter_map(|entry| entry.get("resource"))
            .filter_map(|resource| Resource::of(Element::root(resource, Some(&self.index))))
    }

    /// How many matches the server says there are; more may exist than came.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.json.get("total").and_then(Value::as_u64)
    }

    /// The address of the next page. Untrusted.
    #[must_use]
    pub fn next(&self) -> Option<&'a str> {
        let links = self.json.get("link").and_then(Value::as_array);
        let next = links?.iter().find(|link| link.get("relation").and_then(Value::as_str) == Some("next"))?;
        next.get("url")?.as_str()
    }

    /// The whole bundle: a document as its author arranged it, anything else by kind.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let is_document = self.json.get("type").and_then(Value::as_str) == Some("document");
        let composition = self.records().find(|record| record.kind() == Kind::Composition);
        if let (true, Some(composition)) = (is_document, composition) {
            return composition.outline();
        }
        let mut outline = Outline::titled(Label::Word(Word::Bundle));
        outline.date = Resource::of(Element::root(self.json, None)).and_then(|bundle| bundle.date());
        let mut patients = self.records().filter(|record| record.kind() == Kind::Patient);
        if let (Some(patient), None) = (patients.next(), patients.next()) {
            outline.person = patient.person();
        }
        let mut composer = Composer::new();
        for kind in self.kinds() {
            composer.section(Some(Label::Word(kind)), None, 1);
            rows(self.records().filter(|record| record.kind().word() == kind), &mut composer);
        }
        composer.finish(&mut outline);
        if self.records().any(|record| record.entered_in_error()) {
            outline.notice(Notice::EnteredInErrorLeftOut);
        }
        outline.tidy()
    }

    /// The kinds of records to show, in the order in which they first come.
    fn kinds(&self) -> Vec<Word> {
        let mut kinds = Vec::new();
        for kind in
            self.records().filter(|record| !record.entered_in_error()).map(|record| record.kind().word())
        {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }
}

fn entries_of(json: &Value) -> impl Iterator<Item = &Value> {
    json.get("entry").and_then(Value::as_array).into_iter().flatten()
}
