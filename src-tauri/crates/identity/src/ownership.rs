//! Does a document that came in belong to the person? The second question of `spec/ias-wire.md`, section 9.2.
//!
//! Wider than the gate, because a clinic's papers carry slips; and a "no" loses nothing: the document is set aside and
//! shown as possibly somebody else's, never merged.

use crate::normal::{Name, one_edit_apart};
use crate::person::BirthDate;
use crate::{Field, Person};

/// What speaks against it: nothing where the birth date is the same and a family name, former ones included, is the
/// same or one slip away.
#[must_use]
pub fn doubts(document: &Person, person: &Person) -> Vec<Field> {
    let mut found = Vec::new();
    let same_day = match (document.birth_date, person.birth_date) {
        (BirthDate::Known(theirs), BirthDate::Known(ours)) => theirs == ours,
        _ => false,
    };
    if !same_day {
        found.push(Field::BirthDate);
    }
    let families = |side: &Person| -> Vec<String> {
        let read = side.names.iter().map(|name| Name::read(name).family);
        read.filter(|family| !family.is_empty()).collect()
    };
    let (theirs, ours) = (families(document), families(person));
    let alike = |a: &String| ours.iter().any(|b| a == b || one_edit_apart(a, b));
    if !theirs.iter().any(alike) {
        found.push(Field::Family);
    }
    found
}
