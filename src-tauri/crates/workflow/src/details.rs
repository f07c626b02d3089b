//! A person's details at the network: read, checked for plain slips, and saved as a whole. Source:
//! `spec/bwell-wire.md`, section 5.2. What is not in the form stays as the network keeps it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use networks::CorrelationId;
use networks::bwell::{Address, ContactPoint, ContactSystem, ContactUse, Gender, Person};

use crate::activity::{Deed, noted};
use crate::view::{ActivityKind, DetailField, Details, DetailsOutcome, Topic};
use crate::{Core, Error};

/// A line of a form is no letter.
const LONGEST_LINE: usize = 120;

/// The details as the network keeps them.
pub async fn details(core: &Core, correlation: CorrelationId) -> Result<Details, Error> {
    let session = core.session()?;
    let person = session.bwell.person(&correlation).await;
    Ok(shown(&core.noticing(correlation, person)?))
}

/// Saves them, unless a line cannot be right.
pub async fn save_details(
    core: &Core,
    details: &Details,
    correlation: CorrelationId,
) -> Result<DetailsOutcome, Error> {
    let session = core.session()?;
    let today = core.parts.clock.now().to_zoned(TimeZone::UTC).date();
    let fields = not_right(details, today);
    if !fields.is_empty() {
        return Ok(DetailsOutcome::NotRight { fields });
    }
    let person = session.bwell.person(&correlation).await;
    let person = changed(core.noticing(correlation, person)?, details);
    let saved = session.bwell.update_person(&person, &correlation).await;
    let saved = core.noticing(correlation, saved);
    let deed = Deed::by_person(ActivityKind::DetailsSaved);
    let saved = noted(core, &session, correlation, deed, saved).await?;
    core.changed(&[Topic::SetUp]);
    Ok(DetailsOutcome::Saved { details: Box::new(shown(&saved)) })
}

/// What an account must have (section 5.2) and this one lacks.
pub(crate) fn missing(person: &Person) -> Vec<DetailField> {
    let mut fields = Vec::new();
    if person.given.iter().all(|name| name.trim().is_empty()) {
        fields.push(DetailField::Given);
    }
    if person.family.trim().is_empty() {
        fields.push(DetailField::Family);
    }
    if person.birth_date.as_deref().is_none_or(str::is_empty) {
        fields.push(DetailField::BirthDate);
    }
    fields
}

fn shown(person: &Person) -> Details {
    let address = person.addresses.first().cloned().unwrap_or_default();
    let mut lines = address.line.into_iter();
    let contact = |system: &ContactSystem| {
        let found = person.contacts.iter().find(|contact| contact.system == *system);
        found.map(|contact| contact.value.clone()).unwrap_or_default()
    };
    Details {
        given: person.given.join(" "),
        family: person.family.clone(),
        birth_date: person.birth_date.clone().unwrap_or_default(),
        gender: person.gender.as_ref().map(|gender| gender.as_str().to_owned()).unwrap_or_default(),
        phone: contact(&ContactSystem::Phone),
        email: contact(&ContactSystem::Email),
        street: lines.next().unwrap_or_default(),
        unit: lines.collect::<Vec<_>>().join(", "),
        city: address.city.unwrap_or_default(),
        state: address.state.unwrap_or_default(),
        postal_code: address.postal_code.unwrap_or_default(),
    }
}

/// The person with what the form says; what it says nothing about stays.
fn changed(mut person: Person, details: &Details) -> Person {
    let text = |text: &str| text.trim().to_owned();
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    person.given = details.given.split_whitespace().map(str::to_owned).collect();
    person.family = text(&details.family);
    person.birth_date = some(&details.birth_date);
    if let Some(gender) = some(&details.gender) {
        person.gender = Some(Gender::parse(&gender));
    }
    let line: Vec<String> =
        [&details.street, &details.unit].into_iter().filter_map(|line| some(line)).collect();
    let kept = person.addresses.first().cloned().unwrap_or_default();
    let address = Address {
        line,
        city: some(&details.city),
        state: some(&details.state).map(|state| state.to_ascii_uppercase()),
        postal_code: some(&details.postal_code),
        ..kept
    };
    let is_empty = address.line.is_empty() && address.city.is_none() && address.postal_code.is_none();
    person.addresses =
        (!is_empty).then_some(address).into_iter().chain(person.addresses.into_iter().skip(1)).collect();
    set_contact(&mut person.contacts, ContactSystem::Phone, Some(ContactUse::Mobile), some(&details.phone));
    set_contact(&mut person.contacts, ContactSystem::Email, None, some(&details.email));
    person
}

/// The first of its kind gets the value, or goes.
fn set_contact(
    contacts: &mut Vec<ContactPoint>,
    system: ContactSystem,
    usage: Option<ContactUse>,
    value: Option<String>,
) {
    let at = contacts.iter().position(|contact| contact.system == system);
    match (at, value) {
        (Some(at), Some(value)) => contacts[at].value = value,
        (Some(at), None) => drop(contacts.remove(at)),
        (None, Some(value)) => contacts.push(ContactPoint { system, usage, value }),
        (None, None) => {}
    }
}

/// Lines that are empty and must not be, or that cannot be what they say.
fn not_right(details: &Details, today: Date) -> Vec<DetailField> {
    use DetailField as Field;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let line =
        |text: &str| text.trim().chars().count() <= LONGEST_LINE && !text.chars().any(char::is_control);
    let name = |text: &str| line(text) && text.chars().any(char::is_alphabetic);
    let or_empty = |text: &str, holds: bool| text.trim().is_empty() || (line(text) && holds);
    let birth_date = details.birth_date.trim().parse::<Date>();
    let state = details.state.trim();
    let postal_code = details.postal_code.trim();
    let checks = [
        (Field::Given, name(&details.given)),
        (Field::Family, name(&details.family)),
        (Field::BirthDate, birth_date.is_ok_and(|date| date <= today && date.year() > 1900)),
        (Field::Gender, ["", "female", "male", "other", "unknown"].contains(&details.gender.as_str())),
        (Field::Phone, or_empty(&details.phone, (7..=15).contains(&digits(&details.phone)))),
        (Field::Email, or_empty(&details.email, is_mail(details.email.trim()))),
        (Field::Street, line(&details.street) && line(&details.unit)),
        (Field::City, line(&details.city)),
        (Field::State, or_empty(state, state.len() == 2 && state.chars().all(|c| c.is_ascii_alphabetic()))),
        (Field::PostalCode, or_empty(postal_code, is_zip(postal_code))),
    ];
    checks.into_iter().filter(|(_, right)| !right).map(|(field, _)| field).collect()
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.contains(char::is_whitespace)
}

/// `12345` or `12345-6789`.
fn is_zip(text: &str) -> bool {
    let number =
        |part: &str, length| part.len() == length && part.bytes().all(|digit| digit.is_ascii_digit());
    match text.split_once('-') {
        Some((five, four)) => number(five, 5) && number(four, 4),
        None => number(text, 5),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn good() -> Details {
        Details {
            given: "Rosa".to_owned(),
            family: "Delgado".to_owned(),
            birth_date: "1968-04-06".to_owned(),
            gender: "female".to_owned(),
            phone: "(608) 555-0142".to_owned(),
            email: "rosa@example.com".to_owned(),
            street: "88 Harbor Street".to_owned(),
            unit: String::new(),
            city: "Alder Bay".to_owned(),
            state: "wi".to_owned(),
            postal_code: "54099".to_owned(),
        }
    }

    fn today() -> Date {
        "2026-08-19".parse().unwrap()
    }

    #[test]
    fn plain_details_are_right_and_only_three_lines_must_be_there() {
        assert_eq!(not_right(&good(), today()), []);
        let short = Details {
            given: "李".to_owned(),
            family: "O’Neill-Ruiz".to_owned(),
            birth_date: "1950-01-01".to_owned(),
            ..Details::default()
        };
        assert_eq!(not_right(&short, today()), []);
        assert_eq!(
            not_right(&Details::default(), today()),
            [DetailField::Given, DetailField::Family, DetailField::BirthDate]
        );
    }

    #[rstest]
    #[case(|d: &mut Details| d.birth_date = "1968-02-30".to_owned(), DetailField::BirthDate)]
    #[case(|d: &mut Details| d.birth_date = "2026-08-20".to_owned(), DetailField::BirthDate)]
    #[case(|d: &mut Details| d.birth_date = "04/06/1968".to_owned(), DetailField::BirthDate)]
    #[case(|d: &mut Details| d.given = " ".to_owned(), DetailField::Given)]
    #[case(|d: &mut Details| d.family = "12".to_owned(), DetailField::Family)]
    #[case(|d: &mut Details| d.gender = "F".to_owned(), DetailField::Gender)]
    #[case(|d: &mut Details| d.phone = "555".to_owned(), DetailField::Phone)]
    #[case(|d: &mut Details| d.email = "rosa@example".to_owned(), DetailField::Email)]
    #[case(|d: &mut Details| d.email = "rosa d@example.com".to_owned(), DetailField::Email)]
    #[case(|d: &mut Details| d.street = "8\n8".to_owned(), DetailField::Street)]
    #[case(|d: &mut Details| d.city = "x".repeat(200), DetailField::City)]
    #[case(|d: &mut Details| d.state = "Wisconsin".to_owned(), DetailField::State)]
    #[case(|d: &mut Details| d.postal_code = "5409".to_owned(), DetailField::PostalCode)]
    #[case(|d: &mut Details| d.postal_code = "54099-12".to_owned(), DetailField::PostalCode)]
    fn a_line_that_cannot_be_right_is_named(#[case] slip: fn(&mut Details), #[case] field: DetailField) {
        let mut details = good();
        slip(&mut details);
        assert_eq!(not_right(&details, today()), [field]);
    }
}
