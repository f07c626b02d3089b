//! Does a document belong to the person? By whom its beginning names; a doubt sets it aside (`spec/ias-wire.md`, 9.2).

use identity::ownership::doubts;
use identity::{BirthDate, Person, PersonName};
use records::whose::{BEGINNING, Whose, whose};

use super::reasons::field;
use crate::view::PersonField;

/// The person whose documents come.
pub(super) struct Owner(Person);

impl Owner {
    /// By the details that the network of the session has.
    pub(super) fn of(person: &networks::bwell::Person) -> Self {
        let name = PersonName {
            family: person.family.clone(),
            given: person.given.clone(),
            ..PersonName::default()
        };
        Self(Person { names: vec![name], birth_date: day(person.birth_date.as_deref()), ..Person::default() })
    }

    /// What speaks against it. Nothing where the document does not say whose it is.
    pub(super) fn doubts(&self, beginning: &[u8], whole: bool) -> Vec<PersonField> {
        let beginning = &beginning[..beginning.len().min(BEGINNING)];
        let Some(named) = whose(beginning, whole) else { return Vec::new() };
        doubts(&person(&named), &self.0).into_iter().map(field).collect()
    }
}

fn person(whose: &Whose) -> Person {
    let name = |(given, family): &(String, String)| PersonName {
        family: family.clone(),
        given: vec![given.clone()],
        ..PersonName::default()
    };
    Person {
        names: whose.names.iter().map(name).collect(),
        birth_date: day(whose.birth_date.as_deref()),
        ..Person::default()
    }
}

fn day(text: Option<&str>) -> BirthDate {
    match text {
        None => BirthDate::Missing,
        Some(text) => text.parse().map_or(BirthDate::Unreadable, BirthDate::Known),
    }
}
