//! Whose document is it?

use identity::{BirthDate, Field, Person, PersonName, Standing, ownership};
use jiff::civil::date;
use rstest::rstest;

fn person(family: &str, year: i16) -> Person {
    let name = PersonName { family: family.to_owned(), ..PersonName::default() };
    let birth_date = if year == 0 { BirthDate::Missing } else { BirthDate::Known(date(year, 1, 15)) };
    Person { names: vec![name], birth_date, ..Person::default() }
}

#[rstest]
#[case("HACKETT", 1987, &[])]
#[case("Hacket", 1987, &[])]
#[case("O'Hara", 1987, &[])] // her former name
#[case("Hackett", 1957, &[Field::BirthDate])]
#[case("Hackett", 0, &[Field::BirthDate])]
#[case("Miller", 1987, &[Field::Family])]
#[case("", 1987, &[Field::Family])]
#[case("Miller", 1957, &[Field::BirthDate, Field::Family])]
fn a_document_is_set_aside_for_another_birth_date_or_family_name(
    #[case] family: &str,
    #[case] year: i16,
    #[case] doubts: &[Field],
) {
    let mut owner = person("Hackett", 1987);
    owner.names.push(PersonName {
        family: "OHara".to_owned(),
        standing: Standing::FormerUnverified,
        ..PersonName::default()
    });
    assert_eq!(ownership::doubts(&person(family, year), &owner), doubts, "{family} {year}");
}

#[test]
fn two_sides_that_know_no_birth_date_are_not_the_same_person() {
    assert_eq!(ownership::doubts(&person("Hackett", 0), &person("Hackett", 0)), [Field::BirthDate]);
}
