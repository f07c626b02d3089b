//! Times as health records give them: to the year, the month, the day or the second, and sometimes in words.

mod hl7;

use serde::Serialize;
use ts_rs::TS;

/// A point in time, as precise as it was given: `2026`, `2026-11`, `2026-11-12`, `2026-11-12T09:30`,
/// `2026-11-12T09:30:00-05:00`. Calendar parts come first, so that texts sort by day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[ts(rename = "PartialDate")]
pub struct Date(String);

/// When something was.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum When {
    /// At a time.
    At(Date),
    /// From one time to another; without an end it goes on, or nobody said.
    Period {
        /// The first moment.
        start: Option<Date>,
        /// The last moment.
        end: Option<Date>,
    },
    /// In words, or in a form that nobody can read as a time.
    Text(String),
}

impl Date {
    /// Reads a FHIR `date`, `dateTime` or `instant`. Fractions of a second are dropped: nobody reads them.
    #[must_use]
    pub fn fhir(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let day = match day.len() {
            4 => format!("{day}-01-01"),
            7 => format!("{day}-01"),
            10 => day.to_owned(),
            _ => return None,
        };
        // The calendar decides whether there is such a day; a day that is not written is not made up.
        day.parse::<jiff::civil::Date>().ok()?;
        let Some(time) = time else { return Some(Self(text.to_owned())) };
        if !text.is_char_boundary(10) || text.find('T') != Some(10) {
            return None;
        }
        let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone);
        let clock = clock.split_once('.').map_or(clock, |(clock, _)| clock);
        let (time, zone) = (clock.parse::<jiff::civil::Time>().ok()?, offset(zone)?);
        let clock = if clock.len() == 5 { time.strftime("%H:%M") } else { time.strftime("%H:%M:%S") };
        Some(Self(format!("{day}T{clock}{zone}")))
    }

    /// Reads an HL7 version 3 time stamp: `20261112`, `202611120930-0500`.
    #[must_use]
    pub fn hl7(text: &str) -> Option<Self> {
        hl7::date(text)
    }

    /// The text, in the form of the type.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year, month or day, without the time of day.
    #[must_use]
    pub fn day(&self) -> &str {
        self.0.split_once('T').map_or(&self.0, |(day, _)| day)
    }
}

/// `Z`, `+hh:mm` or nothing.
fn offset(text: &str) -> Option<&str> {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    match text {
        "" | "Z" => Some(text),
        _ => {
            let (hours, minutes) = text.get(1..)?.split_once(':')?;
            (digits(hours) && digits(minutes)).then_some(text)
        }
    }
}

impl When {
    /// Reads a FHIR time; what is none stays as text.
    #[must_use]
    pub fn fhir(text: &str) -> Self {
        Date::fhir(text).map_or_else(|| Self::Text(text.to_owned()), Self::At)
    }

    /// Reads an HL7 version 3 time stamp; what is none stays as text.
    #[must_use]
    pub fn hl7(text: &str) -> Self {
        Date::hl7(text).map_or_else(|| Self::Text(text.to_owned()), Self::At)
    }

    /// From one text to another; nothing when neither is there. One that cannot be read keeps both as they came.
    pub(crate) fn period(
        start: Option<&str>,
        end: Option<&str>,
        read: fn(&str) -> Option<Date>,
    ) -> Option<Self> {
        let texts: Vec<&str> = [start, end].into_iter().flatten().collect();
        if texts.is_empty() {
            return None;
        }
        if texts.iter().any(|text| read(text).is_none()) {
            return Some(Self::Text(texts.join(" – ")));
        }
        Some(Self::Period { start: start.and_then(read), end: end.and_then(read) })
    }

    /// The date to sort by: the start, else the end.
    #[must_use]
    pub fn date(&self) -> Option<&Date> {
        match self {
            Self::At(date) => Some(date),
            Self::Period { start, end } => start.as_ref().or(end.as_ref()),
            Self::Text(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026", "2026")]
    #[case("2015-03", "2015-03")]
    #[case("1972-05-01", "1972-05-01")]
    #[case("2016-03-09T15:29:46Z", "2016-03-09T15:29:46Z")]
    #[case("2013-12-11T13:55:57.983+00:00", "2013-12-11T13:55:57+00:00")]
    #[case("2004-12-23T08:00:00+11:00", "2004-12-23T08:00:00+11:00")]
    #[case("2026-11-12T09:30", "2026-11-12T09:30")]
    #[case(" 2026-11-12 ", "2026-11-12")]
    fn a_fhir_time_keeps_its_precision(#[case] text: &str, #[case] date: &str) {
        assert_eq!(Date::fhir(text).unwrap().as_str(), date);
    }

    #[rstest]
    #[case("2026-13")]
    #[case("2026-02-30")]
    #[case("2026-1-1")]
    #[case("2026T10:00:00Z")]
    #[case("2026-11-12T25:00:00Z")]
    #[case("2026-11-12T09:30:00+5")]
    #[case("last spring")]
    #[case("")]
    fn what_is_no_time_stays_text(#[case] text: &str) {
        assert_eq!(When::fhir(text), When::Text(text.to_owned()));
    }

    #[test]
    fn a_period_sorts_by_its_start() {
        let date = |text| Date::fhir(text);
        let period = When::Period { start: date("2015-03"), end: date("2016") };
        assert_eq!(period.date(), date("2015-03").as_ref());
        assert_eq!(When::Period { start: None, end: date("2016") }.date(), date("2016").as_ref());
    }

    proptest! {
        #[test]
        fn any_text_is_a_time_or_stays_as_it_is(text in ".*") {
            for when in [When::fhir(&text), When::hl7(&text)] {
                if let When::Text(kept) = when {
                    prop_assert_eq!(kept, text.clone());
                }
            }
        }

        #[test]
        fn a_date_reads_back_as_itself(text in "[12][0-9]{3}(-[01][0-9](-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+-]0[0-9]:00)?)?)?)?") {
            if let Some(date) = Date::fhir(&text) {
                prop_assert_eq!(Date::fhir(date.as_str()), Some(date));
            }
        }
    }
}
