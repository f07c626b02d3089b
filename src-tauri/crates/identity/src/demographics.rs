//! May this token start a retrieval for this record? The gate of `spec/ias-wire.md`, section 9.2: equal after
//! normalisation, verified values only. The answer names fields and never values.

use jiff::civil::Date;

use crate::Field;
use crate::normal::{Name, email, one_edit_apart, phone, same_number, state, street, zip5};
use crate::person::{BirthDate, Person, PersonAddress, PersonName, Standing};

/// The age from which a person may act alone.
const FULL_AGE: i16 = 18;
/// Suffixes that tell generations of one name apart. `MD` and `PHD` tell nobody apart.
const GENERATIONS: [&str; 5] = ["JR", "SR", "II", "III", "IV"];

/// Why a token and a record are not let through together, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The record is of a person who has died: no retrieval.
    NotEligible,
    /// The person is a minor: nobody has a procedure for that.
    Minor,
    /// The token lacks what must be compared.
    ClaimsMissing,
    /// The record lacks it.
    PatientIncomplete,
    /// The token has it in a form that cannot be compared.
    Malformed,
    /// Another date of birth.
    BirthDateMismatch,
    /// Another name.
    NameMismatch,
    /// Junior and senior, and the like.
    SuffixMismatch,
    /// Another social security number.
    SsnMismatch,
    /// Another ZIP code or state.
    AddressMismatch,
    /// Another street.
    StreetMismatch,
    /// One letter away: probably a slip in the record.
    NameNearMatch,
    /// The same house, written otherwise: probably a slip in the record.
    StreetNearMatch,
}

impl Reason {
    /// The stable code (kebab-case).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotEligible => "not-eligible",
            Self::Minor => "minor",
            Self::ClaimsMissing => "claims-missing",
            Self::PatientIncomplete => "patient-incomplete",
            Self::Malformed => "malformed",
            Self::BirthDateMismatch => "birth-date-mismatch",
            Self::NameMismatch => "name-mismatch",
            Self::SuffixMismatch => "suffix-mismatch",
            Self::SsnMismatch => "ssn-mismatch",
            Self::AddressMismatch => "address-mismatch",
            Self::StreetMismatch => "street-mismatch",
            Self::NameNearMatch => "name-near-match",
            Self::StreetNearMatch => "street-near-match",
        }
    }
}

/// What the gate found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What stands in the way; empty for a match. Each field with its own reason.
    pub refused: Vec<(Field, Reason)>,
    /// Differences that do not decide.
    pub warnings: Vec<Field>,
}

impl Verdict {
    /// May the retrieval start?
    #[must_use]
    pub fn is_match(&self) -> bool {
        self.refused.is_empty()
    }

    /// The gravest reason.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.refused.iter().map(|(_, reason)| *reason).min()
    }

    /// Every field that differs, deciding ones first, each once.
    #[must_use]
    pub fn differs(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for field in self.refused.iter().map(|(field, _)| field).chain(&self.warnings) {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
        fields
    }

    fn refuse(&mut self, field: Field, reason: Reason) {
        self.refused.push((field, reason));
    }
}

/// Compares what an identity token says with what the network's record says. `today` is the reader's day;
/// `allow_mononym` is the issuer's switch for people with one name.
#[must_use]
pub fn compare(token: &Person, record: &Person, today: Date, allow_mononym: bool) -> Verdict {
    let mut verdict = Verdict::default();
    if record.deceased || token.deceased {
        verdict.refuse(Field::Deceased, Reason::NotEligible);
    }
    birth_dates(token, record, today, &mut verdict);
    names(token, record, allow_mononym, &mut verdict);
    addresses(token, record, &mut verdict);
    if let (Some(a), Some(b)) = (&token.ssn_last4, &record.ssn_last4)
        && a != b
    {
        verdict.refuse(Field::Ssn, Reason::SsnMismatch);
    }
    if let (Some(a), Some(b)) = (sex(token), sex(record))
        && a != b
    {
        verdict.warnings.push(Field::Sex);
    }
    if none_shared(&token.phones, &record.phones, phone) {
        verdict.warnings.push(Field::Phone);
    }
    if none_shared(&token.emails, &record.emails, |text| Some(email(text))) {
        verdict.warnings.push(Field::Email);
    }
    verdict
}

fn birth_dates(token: &Person, record: &Person, today: Date, verdict: &mut Verdict) {
    match token.birth_date {
        BirthDate::Missing => verdict.refuse(Field::BirthDate, Reason::ClaimsMissing),
        BirthDate::Unreadable => verdict.refuse(Field::BirthDate, Reason::Malformed),
        BirthDate::Known(born) if is_minor(born, today) => verdict.refuse(Field::BirthDate, Reason::Minor),
        BirthDate::Known(_) => {}
    }
    match (token.birth_date, record.birth_date) {
        (_, BirthDate::Missing | BirthDate::Unreadable) => {
            verdict.refuse(Field::BirthDate, Reason::PatientIncomplete);
        }
        (BirthDate::Known(a), BirthDate::Known(b)) if a != b => {
            verdict.refuse(Field::BirthDate, Reason::BirthDateMismatch);
        }
        _ => {}
    }
}

/// Whoever was born on 29 February is of age on 1 March, or on the day itself.
fn is_minor(born: Date, today: Date) -> bool {
    let years = today.year() - born.year();
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    years < FULL_AGE || (years == FULL_AGE && !had_birthday)
}

fn names(token: &Person, record: &Person, allow_mononym: bool, verdict: &mut Verdict) {
    let ours = comparable(&token.names);
    let theirs = comparable(&record.names);
    let [Some(our), Some(their)] = [ours.first(), theirs.first()] else {
        let reason = if ours.is_empty() { Reason::ClaimsMissing } else { Reason::PatientIncomplete };
        return verdict.refuse(Field::Family, reason);
    };
    for (name, reason) in [(our, Reason::ClaimsMissing), (their, Reason::PatientIncomplete)] {
        if name.family.is_empty() {
            verdict.refuse(Field::Family, reason);
        }
        let mononym = allow_mononym && !our.has_given() && !their.has_given();
        if !name.has_given() && !mononym {
            verdict.refuse(Field::Given, reason);
        }
    }
    for (foreign, reason) in [(our.foreign, Reason::Malformed), (their.foreign, Reason::PatientIncomplete)] {
        if foreign {
            verdict.refuse(Field::Family, reason);
        }
    }
    // Family and given name must agree in one and the same pair of names.
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let closest = pairs.map(|(a, b)| name_differences(a, b)).min_by_key(Vec::len);
    // What is missing or foreign was told above, and does not differ on top of it.
    let told: Vec<Field> = verdict.refused.iter().map(|(field, _)| *field).collect();
    let news = closest.unwrap_or_default().into_iter().filter(|(field, _)| !told.contains(field));
    verdict.refused.extend(news);
    if our.middle_differs(their) {
        verdict.warnings.push(Field::Middle);
    }
    suffixes(our, their, verdict);
}

fn name_differences(ours: &Name, theirs: &Name) -> Vec<(Field, Reason)> {
    let mut found = Vec::new();
    if ours.family != theirs.family {
        found.push((Field::Family, name_reason(one_edit_apart(&ours.family, &theirs.family))));
    }
    if !ours.same_given(theirs) {
        found.push((Field::Given, name_reason(ours.near_given(theirs))));
    }
    found
}

fn name_reason(near: bool) -> Reason {
    if near { Reason::NameNearMatch } else { Reason::NameMismatch }
}

fn suffixes(our: &Name, their: &Name, verdict: &mut Verdict) {
    let generation = |name: &Name| {
        name.suffix.as_deref().and_then(|suffix| GENERATIONS.iter().position(|known| *known == suffix))
    };
    match (generation(our), generation(their)) {
        (Some(a), Some(b)) if a != b => verdict.refuse(Field::Suffix, Reason::SuffixMismatch),
        _ if our.suffix != their.suffix => verdict.warnings.push(Field::Suffix),
        _ => {}
    }
}

/// The current name, whatever it lacks, and further ones that lack nothing: two empty names must not be a match.
fn comparable(names: &[PersonName]) -> Vec<Name> {
    let held = names.iter().filter(|name| name.standing != Standing::FormerUnverified).map(Name::read);
    let whole = |name: &Name| !name.family.is_empty() && name.has_given() && !name.foreign;
    held.enumerate().filter(|(at, name)| *at == 0 || whole(name)).map(|(_, name)| name).collect()
}

/// An address, normalised. A part that is absent or unreadable is `None`.
struct Place {
    street: Option<String>,
    city: String,
    state: Option<&'static str>,
    zip5: Option<String>,
}

impl Place {
    fn read(address: &PersonAddress) -> Self {
        Self {
            street: Some(street(&address.street)).filter(|street| !street.is_empty()),
            city: street(&address.city),
            state: state(&address.state),
            zip5: zip5(&address.postal_code),
        }
    }

    fn missing(&self) -> Vec<Field> {
        let parts = [
            (Field::Street, self.street.is_none()),
            (Field::State, self.state.is_none()),
            (Field::PostalCode, self.zip5.is_none()),
        ];
        parts.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| field).collect()
    }

    /// What differs, with its reason. Both are complete.
    fn differences(&self, other: &Self) -> Vec<(Field, Reason)> {
        let mut found = Vec::new();
        if self.zip5 != other.zip5 {
            found.push((Field::PostalCode, Reason::AddressMismatch));
        }
        if self.state != other.state {
            found.push((Field::State, Reason::AddressMismatch));
        }
        if let (Some(a), Some(b)) = (&self.street, &other.street)
            && a != b
        {
            let near = self.zip5 == other.zip5 && same_number(a, b);
            found.push((Field::Street, if near { Reason::StreetNearMatch } else { Reason::StreetMismatch }));
        }
        found
    }
}

/// Any complete address of one side that equals any of the other; else the pair that comes closest is told.
fn addresses(token: &Person, record: &Person, verdict: &mut Verdict) {
    let ours = places(&token.addresses);
    let theirs = places(&record.addresses);
    let mut complete = true;
    for (places, reason) in [(&ours, Reason::ClaimsMissing), (&theirs, Reason::PatientIncomplete)] {
        if !places.iter().any(|place| place.missing().is_empty()) {
            complete = false;
            let all = || vec![Field::Street, Field::State, Field::PostalCode];
            let fields = places.first().map_or_else(all, Place::missing);
            verdict.refused.extend(fields.into_iter().map(|field| (field, reason)));
        }
    }
    if !complete {
        return;
    }
    let whole = |place: &&Place| place.missing().is_empty();
    let pairs = ours.iter().filter(whole).flat_map(|a| theirs.iter().filter(whole).map(move |b| (a, b)));
    let distance = |found: &[(Field, Reason)]| {
        (found.len(), found.iter().filter(|(_, reason)| *reason != Reason::StreetNearMatch).count())
    };
    let closest = pairs.map(|(a, b)| (a.differences(b), a.city != b.city));
    if let Some((differences, other_city)) = closest.min_by_key(|(found, _)| distance(found)) {
        if differences.is_empty() && other_city {
            verdict.warnings.push(Field::City);
        }
        verdict.refused.extend(differences);
    }
}

fn places(addresses: &[PersonAddress]) -> Vec<Place> {
    addresses
        .iter()
        .filter(|address| address.standing != Standing::FormerUnverified)
        .map(Place::read)
        .collect()
}

/// `m`, `f`, or `o`; what is unknown is not compared.
fn sex(person: &Person) -> Option<char> {
    let first = person.sex.as_deref()?.trim().chars().next()?.to_ascii_lowercase();
    matches!(first, 'm' | 'f' | 'o').then_some(first)
}

/// Both sides have values, and none is shared.
fn none_shared(a: &[String], b: &[String], normal: fn(&str) -> Option<String>) -> bool {
    let a: Vec<String> = a.iter().filter_map(|text| normal(text)).collect();
    let b: Vec<String> = b.iter().filter_map(|text| normal(text)).collect();
    !a.is_empty() && !b.is_empty() && !a.iter().any(|value| b.contains(value))
}
