//! Values that a network may spell in several ways, or invent.
//!
//! The guides themselves differ (`INDIRECT_IAS` and `direct_ias`, `IAS_IMPORT_RECORDS` and `ias:import:records`;
//! `spec/bwell-wire.md`, section 9), so spelling is compared by letters and digits alone, and what we do not know
//! stays visible as unknown. It never reads as success.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// Letters and digits in lower case, everything else dropped.
pub(crate) fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

macro_rules! lenient_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A value this version does not know, as the network wrote it.
            Unknown(String),
        }

        impl $name {
            /// Reads a value in any spelling.
            #[must_use]
            pub fn parse(text: &str) -> Self {
                let key = $crate::lenient::normal(text);
                $(if key == $crate::lenient::normal($text) { return Self::$variant; })+
                Self::Unknown(text.to_owned())
            }

            /// The value as the guides write it, or as the network wrote it where we do not know it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
                }
            }

            /// The value as the guides write it; nothing where we do not know it. Safe to be logged.
            #[must_use]
            pub fn known(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($text),)+
                    Self::Unknown(_) => None,
                }
            }

            /// Reads a value that may be absent; absent is unknown too, with no text.
            #[must_use]
            pub fn parse_option(text: Option<&str>) -> Self {
                text.map_or_else(|| Self::Unknown(String::new()), Self::parse)
            }
        }
    };
}
pub(crate) use lenient_enum;

/// Reads a timestamp in each form that was seen (`spec/bwell-wire.md`, section 3): with `Z`, with an offset, or
/// without a zone, which is read as UTC. What is none of these is absent, not an error: a place is still
/// connected when its date is odd.
pub(crate) fn instant(text: Option<&str>) -> Option<Timestamp> {
    let text = text?.trim();
    text.parse::<Timestamp>().ok().or_else(|| {
        text.parse::<DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| z.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IssueCode;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025-11-27T12:07:56.635100Z", "2025-11-27T12:07:56.6351Z")]
    #[case("2025-12-19T19:42:02.887Z", "2025-12-19T19:42:02.887Z")]
    #[case("2025-11-22T10:30:15.123000", "2025-11-22T10:30:15.123Z")]
    #[case("2025-11-22T10:30:15-05:00", "2025-11-22T15:30:15Z")]
    fn every_documented_timestamp_form_is_read(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(instant(Some(text)), Some(expected.parse().unwrap()));
    }

    #[test]
    fn an_odd_timestamp_is_absent() {
        assert_eq!(instant(Some("soon")), None);
        assert_eq!(instant(None), None);
    }

    #[rstest]
    #[case("NOT_FOUND")]
    #[case("not-found")]
    #[case("notFound")]
    fn spelling_does_not_matter(#[case] text: &str) {
        assert_eq!(IssueCode::parse(text), IssueCode::NotFound);
    }

    proptest! {
        #[test]
        fn any_text_parses_and_unknown_text_is_kept(text in ".*") {
            if let IssueCode::Unknown(kept) = IssueCode::parse(&text) {
                prop_assert_eq!(kept, text);
            }
        }

        #[test]
        fn any_text_is_an_instant_or_absent(text in ".*") {
            let _ = instant(Some(&text));
        }
    }
}
