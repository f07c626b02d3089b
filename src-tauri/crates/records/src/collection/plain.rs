//! A resource without the members that say nothing, the rest as it was.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::budget::LONGEST_FILE;

/// The deepest that a record is nested; more is no record.
const DEEPEST: u32 = 100;

/// The text of a resource as R4 has it; `None` if it is no JSON object, or none that could be a resource.
#[must_use]
pub fn plain<'a>(body: &'a [u8], resource_type: &str) -> Option<Cow<'a, str>> {
    if body.len() > LONGEST_FILE {
        return None;
    }
    let text = std::str::from_utf8(body).ok()?.trim();
    serde_json::from_str::<IgnoredAny>(text).ok().filter(|_| text.starts_with('{'))?;
    let members: Members<'_> = serde_json::from_str(text).ok()?;
    let says = members.0.iter().find(|(name, _)| name == "resourceType");
    match says.map(|(_, value)| value.get()) {
        Some(value) => {
            let name: String = serde_json::from_str(value).ok()?;
            if !is_type(&name) {
                return None;
            }
        }
        None if !is_type(resource_type) => return None,
        None => {}
    }
    let mut written = String::with_capacity(text.len() + 40);
    let mut changed = says.is_none();
    if changed {
        written.push_str("{\"resourceType\":\"");
        written.push_str(resource_type);
        written.push('"');
    }
    members.write(&mut written, !changed, &mut changed, 0)?;
    Some(if changed { Cow::Owned(written) } else { Cow::Borrowed(text) })
}

/// The name of a kind, as R4 spells them all.
fn is_type(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|letter: char| letter.is_ascii_uppercase())
        && name.bytes().all(|letter| letter.is_ascii_alphabetic())
}

/// An object's members in their order, their values unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A list's parts, unread.
struct Parts<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Parts<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Parts<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut parts = Vec::new();
                while let Some(part) = seq.next_element()? {
                    parts.push(part);
                }
                Ok(Parts(parts))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

impl Members<'_> {
    fn write(&self, to: &mut String, opens: bool, changed: &mut bool, depth: u32) -> Option<()> {
        let mut first = opens;
        if opens {
            to.push('{');
        }
        for (name, value) in &self.0 {
            // Where R4 pairs a list with what is said about each part (`given` and `_given`), `null` holds a place.
            let is_paired = name.starts_with('_')
                || self.0.iter().any(|(other, _)| other.strip_prefix('_') == Some(name));
            let value = if is_paired {
                Some(Cow::Borrowed(value.get()))
            } else {
                said(value.get(), changed, depth + 1)?
            };
            let Some(value) = value else {
                *changed = true;
                continue;
            };
            if !first {
                to.push(',');
            }
            first = false;
            to.push_str(&serde_json::to_string(name).ok()?);
            to.push(':');
            to.push_str(&value);
        }
        to.push('}');
        Some(())
    }
}

/// The value, or nothing where it says nothing; `None` where it is nested too deep.
#[expect(clippy::option_option, reason = "refused, nothing said, and what is said")]
fn said<'a>(value: &'a str, changed: &mut bool, depth: u32) -> Option<Option<Cow<'a, str>>> {
    if depth > DEEPEST {
        return None;
    }
    let inside = match value.as_bytes().first() {
        Some(b'{') => {
            let members: Members<'_> = serde_json::from_str(value).ok()?;
            let (mut text, mut here) = (String::new(), false);
            members.write(&mut text, true, &mut here, depth)?;
            *changed |= here;
            if text == "{}" {
                return Some(None);
            }
            text
        }
        Some(b'[') => {
            let parts: Parts<'_> = serde_json::from_str(value).ok()?;
            let mut written = Vec::with_capacity(parts.0.len());
            for part in &parts.0 {
                match said(part.get(), changed, depth + 1)? {
                    Some(text) => written.push(text.into_owned()),
                    None => *changed = true,
                }
            }
            if written.is_empty() {
                return Some(None);
            }
            format!("[{}]", written.join(","))
        }
        Some(b'n') => return Some(None),
        Some(b'"') if value == "\"\"" => return Some(None),
        _ => return Some(Some(Cow::Borrowed(value))),
    };
    Some(Some(Cow::Owned(inside)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing_to_do(
        r#"{"resourceType":"Condition", "a" : [1, 2.50]}"#,
        Some(r#"{"resourceType":"Condition", "a" : [1, 2.50]}"#)
    )]
    #[case::nulls(
        r#"{"resourceType":"Condition","a":null,"b":1.50}"#,
        Some(r#"{"resourceType":"Condition","b":1.50}"#)
    )]
    #[case::nested(
        r#"{"resourceType":"Condition","a":{"b":[{"c":null}],"d":""},"e":[[],0]}"#,
        Some(r#"{"resourceType":"Condition","e":[0]}"#)
    )]
    #[case::no_kind(r#"{"id":"1"}"#, Some(r#"{"resourceType":"Condition","id":"1"}"#))]
    #[case::big_numbers(
        r#"{"resourceType":"Condition","a":123456789012345678901234567890.10,"b":null}"#,
        Some(r#"{"resourceType":"Condition","a":123456789012345678901234567890.10}"#)
    )]
    #[case::false_is_something(
        r#"{"resourceType":"Condition","a":false,"b":0,"c":null}"#,
        Some(r#"{"resourceType":"Condition","a":false,"b":0}"#)
    )]
    #[case::paired(
        r#"{"resourceType":"Patient","given":[null,"Zo"],"_given":[{"id":"a"},null],"a":null}"#,
        Some(r#"{"resourceType":"Patient","given":[null,"Zo"],"_given":[{"id":"a"},null]}"#)
    )]
    #[case::odd_kind(r#"{"resourceType":"condition"}"#, None)]
    #[case::kind_is_no_text(r#"{"resourceType":3}"#, None)]
    #[case::a_list("[]", None)]
    #[case::cut("{\"resourceType\":\"Condition\"", None)]
    #[case::more_after_it(r#"{"resourceType":"Condition"} {}"#, None)]
    fn what_says_nothing_is_left_out_and_the_rest_stays(#[case] kept: &str, #[case] written: Option<&str>) {
        assert_eq!(plain(kept.as_bytes(), "Condition").as_deref(), written);
    }

    #[test]
    fn what_is_nested_too_deep_is_no_resource() {
        let deep =
            format!("{{\"resourceType\":\"Condition\",\"a\":{}1{}}}", "[".repeat(110), "]".repeat(110));
        assert_eq!(plain(deep.as_bytes(), "Condition"), None);
    }
}
