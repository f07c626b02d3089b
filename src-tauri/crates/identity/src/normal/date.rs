//! Dates of birth: a day that a living person can have been born on.

use jiff::civil::{Date, date};

/// How an issuer writes dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `YYYY-MM-DD` or `YYYYMMDD`.
    YearFirst,
    /// `MM/DD/YYYY` as well, for issuers that are known to write so.
    MonthFirstToo,
}

/// The day that systems write where they know none.
const PLACEHOLDER: Date = date(1900, 1, 1);

/// Reads a whole, possible, past date. Nothing is put right: `1987-15-01` is no date.
pub(crate) fn birth_date(text: &str, order: DateOrder, today: Date) -> Option<Date> {
    let bytes = text.as_bytes();
    let (year, month, day) = match bytes.len() {
        10 if bytes[4] == b'-' && bytes[7] == b'-' => (&text[..4], &text[5..7], &text[8..]),
        10 if bytes[2] == b'/' && bytes[5] == b'/' && order == DateOrder::MonthFirstToo => {
            (&text[6..], &text[..2], &text[3..5])
        }
        8 if text.is_ascii() => (&text[..4], &text[4..6], &text[6..]),
        _ => return None,
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if ![year, month, day].into_iter().all(digits) {
        return None;
    }
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (day.year() >= 1900 && day != PLACEHOLDER && day <= today).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const TODAY: Date = date(2026, 11, 22);

    #[rstest]
    #[case("1987-01-15", Some(date(1987, 1, 15)))]
    #[case("19870115", Some(date(1987, 1, 15)))]
    #[case("01/15/1987", None)]
    #[case("2026-11-22", Some(TODAY))]
    #[case("2026-11-23", None)]
    #[case("1987-15-01", None)]
    #[case("1987-02-29", None)]
    #[case("1900-01-01", None)]
    #[case("1800-05-05", None)]
    #[case("9999-12-31", None)]
    #[case("1987-01", None)]
    #[case("1987", None)]
    #[case("1987-1-15", None)]
    #[case("1987-01-15T00:00:00", None)]
    #[case("+987-01-15", None)]
    #[case("", None)]
    fn a_birth_date_is_a_whole_possible_past_day(#[case] text: &str, #[case] day: Option<Date>) {
        assert_eq!(birth_date(text, DateOrder::YearFirst, TODAY), day, "{text}");
    }

    #[test]
    fn the_month_comes_first_only_where_the_issuer_writes_so() {
        assert_eq!(birth_date("03/04/1980", DateOrder::MonthFirstToo, TODAY), Some(date(1980, 3, 4)));
        assert_eq!(birth_date("13/04/1980", DateOrder::MonthFirstToo, TODAY), None);
        assert_eq!(birth_date("1980-03-04", DateOrder::MonthFirstToo, TODAY), Some(date(1980, 3, 4)));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}", slashes in "[0-9é/-]{8,10}") {
            let _ = birth_date(&text, DateOrder::MonthFirstToo, TODAY);
            let _ = birth_date(&slashes, DateOrder::MonthFirstToo, TODAY);
        }
    }
}
