//! The custom scalars of b.well's schema. All are strings on the wire (bwell-wire 3).

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

macro_rules! text_scalars {
    ($($(#[$doc:meta])* $name:ident = $wire:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) String);

        #[Scalar(name = $wire)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match value {
                    Value::String(text) => Ok(Self(text)),
                    other => Err(InputValueError::expected_type(other)),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )*};
}

text_scalars! {
    /// A FHIR code.
    Code = "Code",
    /// A date, also a partial one; in searches also a full instant.
    Date = "Date",
    /// A date with time, in one of the forms of section 3.
    DateTime = "DateTime",
    /// An instant with its zone.
    Instant = "Instant",
    /// A URI.
    Uri = "URI",
    /// A URL.
    Url = "URL",
    /// A reference to a definition.
    Canonical = "Canonical",
}

/// An organization's alias: a string in seed 000, a list of strings in the SDK's schema (5.6, 9).
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(untagged)]
pub(crate) enum Alias {
    One(String),
    List(Vec<String>),
}

#[Scalar(name = "Alias")]
impl ScalarType for Alias {
    fn parse(value: Value) -> InputValueResult<Self> {
        Err(InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        match self {
            Self::One(alias) => Value::String(alias.clone()),
            Self::List(aliases) => Value::List(aliases.iter().cloned().map(Value::String).collect()),
        }
    }
}
