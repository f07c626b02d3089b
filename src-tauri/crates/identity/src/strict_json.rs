//! JSON as a signed token may hold it: one object, no member twice, shallow (rule V3).
//!
//! `serde_json::Value` keeps the last of two members with one name and another parser the first: whoever signs and
//! whoever checks could then read two different tokens in the same bytes.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Deepest nesting we read. The deepest token shape we know needs five.
const DEEPEST: u8 = 16;

/// Reads one object; anything else, anything after it, and any repeated member is `None`.
pub(crate) fn object(bytes: &[u8]) -> Option<Map<String, Value>> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = Strict { depth: 0 }.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

struct Strict {
    depth: u8,
}

impl Strict {
    fn inner<E: serde::de::Error>(&self) -> Result<Self, E> {
        if self.depth >= DEEPEST {
            return Err(E::custom("nested too deeply"));
        }
        Ok(Self { depth: self.depth + 1 })
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without repeated members")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(self.inner()?)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self.inner()?)?;
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom("a member appears twice"));
            }
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"a":{"b":[1,-2,2.5,true,null,"x"]}}"#, true)]
    #[case(r#" {"a":1} "#, true)]
    #[case(r#"{"a":1,"a":1}"#, false)]
    #[case(r#"{"a":1,"\u0061":2}"#, false)] // the same name in another spelling
    #[case(r#"{"o":{"a":1,"a":2}}"#, false)]
    #[case(r#"{"a":1}{"b":2}"#, false)]
    #[case(r#"{"a":"\ud800"}"#, false)]
    #[case(r#"{"a":1e999}"#, false)]
    #[case(r#"{"a":NaN}"#, false)]
    #[case("[1]", false)]
    #[case("null", false)]
    #[case("", false)]
    fn an_object_has_each_member_once(#[case] text: &str, #[case] good: bool) {
        assert_eq!(object(text.as_bytes()).is_some(), good, "{text}");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused() {
        assert_eq!(object(b"{\"a\":\"\xff\"}"), None);
    }

    #[rstest]
    #[case(16, true)]
    #[case(17, false)]
    fn nesting_is_bounded(#[case] depth: usize, #[case] good: bool) {
        let text = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        assert_eq!(object(text.as_bytes()).is_some(), good);
    }
}
