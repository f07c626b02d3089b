//! What an opened file holds, told without building it in memory. Kinds: `spec/shl-wire.md`, section 5.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::bounds::nests_within;

/// Most resources of one file.
const MOST_RESOURCES: usize = 100_000;

/// One opened file, by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// FHIR: how many resources of which type. A bundle counts by what is in it.
    Records(BTreeMap<String, usize>),
    /// SMART Health Cards: signed, each by its own issuer.
    HealthCards(usize),
    /// A live credential for somebody's server. It is named, and never used.
    ApiAccess {
        /// The server, as the file says. Untrusted.
        audience: Option<String>,
    },
}

/// Why a file's content is not shown. Holds nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// Not UTF-8, not JSON, or JSON that says nowhere what it is.
    #[error("the content is not a health record")]
    NotARecord,
    /// Nested deeper than any record.
    #[error("the content nests too deep")]
    TooDeep,
    /// More resources than allowed.
    #[error("the content has too many parts")]
    TooMany,
}

/// Looks at a file's plaintext. What the sender called it is not needed: what is in it tells.
pub fn look(plaintext: &[u8]) -> Result<Content, ContentError> {
    let text = str::from_utf8(plaintext).map_err(|_| ContentError::NotARecord)?;
    if !nests_within(plaintext) {
        return Err(ContentError::TooDeep);
    }
    let file: Probe<'_> =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| ContentError::NotARecord)?;
    if let Some(kind) = file.resource_type {
        return match (&*kind, file.entry) {
            ("", _) => Err(ContentError::NotARecord),
            ("Bundle", Entries { over: true, .. }) => Err(ContentError::TooMany),
            ("Bundle", entries) => Ok(Content::Records(entries.types)),
            _ => Ok(Content::Records(BTreeMap::from([(kind.into_owned(), 1)]))),
        };
    }
    if let Some(Length(cards)) = file.verifiable_credential {
        return Ok(Content::HealthCards(cards));
    }
    if file.access_token.is_some() {
        return Ok(Content::ApiAccess { audience: file.aud.map(|Text(text)| text.into_owned()) });
    }
    Err(ContentError::NotARecord)
}

#[derive(Deserialize)]
struct Probe<'a> {
    #[serde(rename = "resourceType", borrow)]
    resource_type: Option<Cow<'a, str>>,
    #[serde(default)]
    entry: Entries,
    #[serde(rename = "verifiableCredential")]
    verifiable_credential: Option<Length>,
    access_token: Option<IgnoredAny>,
    #[serde(borrow)]
    aud: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    resource: Option<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "resourceType")]
    resource_type: Option<String>,
}

/// A text, or anything else that then does not count.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let first: Option<String> = list.next_element()?;
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Text(Cow::Owned(first.unwrap_or_default())))
            }
        }
        from.deserialize_any(Any)
    }
}

/// How long a list is.
struct Length(usize);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Counter;
        impl<'de> Visitor<'de> for Counter {
            type Value = Length;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut length = 0;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    length += 1;
                }
                Ok(Length(length))
            }
        }
        from.deserialize_seq(Counter)
    }
}

/// Entries of a bundle, counted as they go by. An entry without a resource, as a search's answer may have, is none.
#[derive(Default)]
struct Entries {
    types: BTreeMap<String, usize>,
    over: bool,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Counter;
        impl<'de> Visitor<'de> for Counter {
            type Value = Entries;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the entries of a bundle")
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Entries::default())
            }
            // What a resource of another kind calls `entry` (a List does) is an entry all the same, or nothing.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Entries::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let (mut entries, mut seen) = (Entries::default(), 0_usize);
                while seen < MOST_RESOURCES {
                    let Some(entry) = list.next_element::<Entry>()? else { return Ok(entries) };
                    seen += 1;
                    if let Some(kind) = entry.resource.and_then(|resource| resource.resource_type) {
                        *entries.types.entry(kind).or_default() += 1;
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {
                    entries.over = true;
                }
                Ok(entries)
            }
        }
        from.deserialize_any(Counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn records(types: &[(&str, usize)]) -> Content {
        Content::Records(types.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect())
    }

    #[rstest]
    #[case(r#"{"resourceType":"Patient"}"#, records(&[("Patient", 1)]))]
    #[case(r#"{"entry":[{"resource":{"id":"1","resourceType":"Patient"}},{"resource":{"resourceType":"Condition"}},
        {"resource":{"resourceType":"Condition"}},{"fullUrl":"urn:uuid:1"}],"resourceType":"Bundle"}"#,
        records(&[("Condition", 2), ("Patient", 1)]))]
    #[case(r#"{"resourceType":"Bundle"}"#, records(&[]))]
    #[case(r#"{"resourceType":"List","entry":[{"item":{"reference":"Patient/1"}}]}"#, records(&[("List", 1)]))]
    #[case(r#"{"verifiableCredential":["eyJ","eyK"]}"#, Content::HealthCards(2))]
    #[case(r#"{"access_token":"x","aud":"https://elsewhere.test"}"#,
        Content::ApiAccess { audience: Some("https://elsewhere.test".to_owned()) })]
    #[case(r#"{"access_token":"x","aud":["https://elsewhere.test"]}"#,
        Content::ApiAccess { audience: Some("https://elsewhere.test".to_owned()) })]
    fn what_is_in_a_file_tells_its_kind(#[case] text: &str, #[case] content: Content) {
        assert_eq!(look(text.as_bytes()), Ok(content));
    }

    #[rstest]
    #[case(b"<html></html>", ContentError::NotARecord)]
    #[case(b"", ContentError::NotARecord)]
    #[case(b"{}", ContentError::NotARecord)]
    #[case(b"[]", ContentError::NotARecord)]
    #[case(br#"{"resourceType":7}"#, ContentError::NotARecord)]
    #[case(br#"{"resourceType":""}"#, ContentError::NotARecord)]
    #[case(b"{\"resourceType\":\"Patient\",\"id\":\"\xff\"}", ContentError::NotARecord)]
    #[case(br#"{"resourceType":"Patient""#, ContentError::NotARecord)]
    fn what_is_no_record_is_refused(#[case] bytes: &[u8], #[case] error: ContentError) {
        assert_eq!(look(bytes), Err(error));
    }

    #[test]
    fn what_is_built_to_break_a_reader_is_refused() {
        let deep = format!(r#"{{"resourceType":"Bundle","entry":{}"#, "[".repeat(200_000));
        assert_eq!(look(deep.as_bytes()), Err(ContentError::TooDeep));
        let many = format!(r#"{{"resourceType":"Bundle","entry":[{}{{}}]}}"#, "{},".repeat(MOST_RESOURCES));
        assert_eq!(look(many.as_bytes()), Err(ContentError::TooMany));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = look(&bytes);
        }
    }
}
