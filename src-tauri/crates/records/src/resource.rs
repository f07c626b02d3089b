//! FHIR R4 resources, read where they stand in their JSON. What is not understood is kept by whoever holds the JSON.
//!
//! Names, numbers and dates are the source's; a code of a closed set that we do not know stays visible as unknown.
//! Written for what servers send, not for what they should: members may be missing, null, or of another type.

mod clinical;
mod document;
mod element;
mod facts;
mod kind;
mod medication;
mod observation;
mod origin;
mod people;
mod sameness;
mod timing;
mod types;

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::attachment::{Attachment, Content};
use crate::composer::Composer;
use crate::html;
use crate::outline::tidy;
use crate::outline::{Fact, Inline, Label, Notice, Outline, Person};
use crate::when::When;
use crate::word::Word;

pub(crate) use document::rows;
pub(crate) use element::{Element, Index};
use facts::Facts;
pub use kind::Kind;
pub use observation::{Code, Measurement};
pub use origin::Origin;

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// What kind of record it is, as a word of ours.
    pub kind: Word,
    /// What it is.
    pub title: Label,
    /// The second line: a result, a dose, a state. May be empty.
    pub detail: Vec<Inline>,
    /// The clinical date, where there is one.
    pub date: Option<When>,
}

/// A resource.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'a> {
    element: Element<'a>,
}

impl<'a> Resource<'a> {
    /// A resource that came alone. Nothing when it does not say what it is.
    #[must_use]
    pub fn new(json: &'a Value) -> Option<Self> {
        Self::of(Element::root(json, None))
    }

    pub(crate) fn of(element: Element<'a>) -> Option<Self> {
        element.text("resourceType").map(|_| Self { element })
    }

    /// What kind of record it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Kind::parse(self.element.text("resourceType").unwrap_or_default())
    }

    /// Its id at the server that sent it.
    #[must_use]
    pub fn id(&self) -> Option<&'a str> {
        self.element.text("id")
    }

    /// Its JSON.
    #[must_use]
    pub fn json(&self) -> &'a Value {
        self.element.json()
    }

    /// Its source has marked it as entered in error: it is not shown and not counted (`spec/bwell-wire.md`, 5.10.4).
    #[must_use]
    pub fn entered_in_error(&self) -> bool {
        let is_error = |code: Option<&str>| code == Some("entered-in-error");
        is_error(self.element.text("status"))
            || self
                .element
                .get("verificationStatus")
                .is_some_and(|status| is_error(types::first_code(status)))
    }

    /// What it is, in the source's words; nothing where it has none.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        kind::name(self.element, 0).map(tidy::name)
    }

    /// When what it tells of was, or when it was written down; the first of the dates that
    /// `spec/bwell-wire.md`, 5.10.4 names for its kind.
    #[must_use]
    pub fn date(&self) -> Option<When> {
        let dates: Vec<When> =
            kind::dates(&self.kind()).iter().filter_map(|name| types::time(self.element, name)).collect();
        // "At the age of 12" says when, but a list cannot be put in order by it.
        dates.iter().find(|date| date.date().is_some()).or(dates.first()).cloned()
    }

    /// The person whom it is about, as far as it says so itself.
    #[must_use]
    pub fn person(&self) -> Option<Person> {
        let person = people::person(self.element)?;
        Some(Person { name: person.name.map(tidy::name), ..person })
    }

    /// What it says about where it came from.
    #[must_use]
    pub fn origin(&self) -> Origin<'a> {
        Origin::read(self.element)
    }

    /// Files inside it, or that it points to: of a document, a report, a binary.
    #[must_use]
    pub fn attachments(&self) -> Vec<Attachment> {
        document::attachments(self.element)
    }

    /// Its numbers, for a line over time: one for a simple result, one for each part of one with parts.
    #[must_use]
    pub fn measurements(&self) -> Vec<Measurement> {
        observation::measurements(self.element)
    }

    /// A key that records of different places share when they tell of the same thing. Nothing for kinds that are not
    /// grouped, and for records that say too little.
    #[must_use]
    pub fn sameness(&self) -> Option<String> {
        sameness::key(self)
    }

    /// What to call it.
    fn title(&self) -> Label {
        let code = || kind::code(self.element).map(|code| Label::Unknown(code.to_owned()));
        self.name().map(Label::Text).or_else(code).unwrap_or_else(|| Label::Word(self.kind().word()))
    }

    /// One line of a list.
    #[must_use]
    pub fn row(&self) -> Row {
        let kind = self.kind();
        let detail = kind::detail(&kind, self.element);
        Row { kind: kind.word(), title: self.title(), detail, date: self.date() }.tidy()
    }

    /// The whole record.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let mut composer = Composer::new();
        let mut outline = Outline::titled(self.title());
        outline.date = self.date();
        outline.person = self.person();
        outline.facts = self.facts();
        document::authors(self.element, &mut outline);
        document::write(self.element, &mut composer, &mut outline);
        for file in self.attachments() {
            match file.content {
                Content::Missing => outline.notice(Notice::ContentMissing),
                Content::Unreadable => outline.notice(Notice::ContentUnreadable),
                Content::Bytes(_) | Content::Address(_) => {}
            }
        }
        if self.element.is_cut() {
            outline.notice(Notice::Shortened);
        }
        // FHIR: whoever does not know a modifier may not read the rest as if it were not there.
        if self.element.list("modifierExtension").next().is_some() {
            outline.notice(Notice::MeaningChanged);
        }
        let is_unknown = matches!(self.kind(), Kind::Other(_));
        if is_unknown {
            outline.notice(Notice::UnknownKind);
        }
        // The text that comes with a record says the same again, unless nothing else does.
        if let Some(div) = self.element.get("text").and_then(|text| text.text("div"))
            && (is_unknown || (outline.facts.is_empty() && self.kind() != Kind::Composition))
        {
            html::write(div, &mut composer);
        }
        composer.finish(&mut outline);
        outline.tidy()
    }

    /// Questions and answers, in the order of reading.
    fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::of(self.element);
        let write: fn(&mut Facts<'_>) = match self.kind() {
            Kind::Patient => people::patient,
            Kind::Practitioner => people::practitioner,
            Kind::Organization => people::organization,
            Kind::Coverage => people::coverage,
            Kind::Condition => clinical::condition,
            Kind::AllergyIntolerance => clinical::allergy,
            Kind::Immunization => clinical::immunization,
            Kind::Procedure => clinical::procedure,
            Kind::CarePlan => clinical::care_plan,
            Kind::Encounter => clinical::encounter,
            Kind::MedicationStatement => medication::statement,
            Kind::MedicationRequest => medication::request,
            Kind::Observation => observation::facts,
            Kind::DiagnosticReport => observation::report,
            Kind::DocumentReference => document::reference,
            Kind::Provenance => document::provenance,
            Kind::Composition | Kind::Bundle | Kind::Medication | Kind::Binary | Kind::Other(_) => {
                facts::common
            }
        };
        write(&mut facts);
        facts.finish()
    }
}
