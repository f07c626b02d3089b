//! A place in a resource's JSON, with all that a reference in it may lead to.

use std::collections::HashMap;

use serde_json::Value;

/// The resources that came together, by every address they may be called by.
pub(crate) type Index<'a> = HashMap<String, &'a Value>;

/// Parts of one list that are read. No record needs more; what has more is said to be shortened.
const MOST_PARTS: usize = 2_000;

/// An object in the JSON of a resource. Reading a member that is not there, or of another type, gives nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    value: &'a Value,
    /// The resource that it stands in, for what that contains.
    root: &'a Value,
    index: Option<&'a Index<'a>>,
}

impl<'a> Element<'a> {
    /// The resource itself.
    pub(crate) fn root(json: &'a Value, index: Option<&'a Index<'a>>) -> Self {
        Self { value: json, root: json, index }
    }

    pub(crate) fn json(&self) -> &'a Value {
        self.value
    }

    fn at(&self, value: &'a Value) -> Self {
        Self { value, ..*self }
    }

    /// A member that is there and not null.
    pub(crate) fn get(&self, name: &str) -> Option<Self> {
        self.value.get(name).filter(|value| !value.is_null()).map(|value| self.at(value))
    }

    /// What a member holds: every part of a list, or the one thing that some servers send instead of a list.
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = Self> + use<'a> {
        let here = *self;
        let values = match self.value.get(name) {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        values.iter().take(MOST_PARTS).filter(|value| !value.is_null()).map(move |value| here.at(value))
    }

    /// Somewhere in here is a list that is not read to its end.
    pub(crate) fn is_cut(&self) -> bool {
        fn cut(value: &Value) -> bool {
            match value {
                Value::Array(values) => values.len() > MOST_PARTS || values.iter().any(cut),
                Value::Object(members) => members.values().any(cut),
                _ => false,
            }
        }
        cut(self.value)
    }

    /// A member that is text with something in it.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// This, as text.
    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.value.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A number as it was written, from a number or a text.
    pub(crate) fn number(&self, name: &str) -> Option<String> {
        match self.value.get(name)? {
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) if text.trim().parse::<f64>().is_ok() => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        self.value.get(name)?.as_bool()
    }

    /// The resource that this reference leads to: sent along in it (as b.well does), contained in this resource, or
    /// among those that came together.
    pub(crate) fn resolve(&self) -> Option<Self> {
        if let Some(inline) = self.get("resource") {
            return Some(Self { root: inline.value, ..inline });
        }
        let reference = self.text("reference")?;
        if let Some(id) = reference.strip_prefix('#') {
            let contained = Self { value: self.root, ..*self };
            return contained.list("contained").find(|resource| resource.text("id") == Some(id));
        }
        // A version of a target is the target (`spec/ias-wire.md`, section 10).
        let reference = reference.split_once("/_history/").map_or(reference, |(target, _)| target);
        let value = *self.index?.get(reference)?;
        Some(Self { value, root: value, index: self.index })
    }
}
