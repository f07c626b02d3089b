//! What a receiver sends to a manifest, and what comes back. Rules: `spec/shl-wire.md`, section 4.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::bounds::nests_within;

/// Most files of a manifest (`spec/shl-wire.md`, section 6).
pub const MOST_FILES: usize = 100;

/// The body of the POST.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ManifestRequest<'a> {
    /// Who opens the link, fit for display.
    pub recipient: &'a str,
    /// The passcode, where the link needs one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passcode: Option<&'a str>,
    /// The longest file, as the text of its JWE, that the server may put into the manifest itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embedded_length_max: Option<u64>,
}

impl fmt::Debug for ManifestRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ManifestRequest(…)")
    }
}

/// Why an answer is no manifest. Holds nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not the JSON of a manifest.
    #[error("the answer is not a manifest")]
    Format,
    /// More files than we look at.
    #[error("the manifest has too many files")]
    TooManyFiles,
}

/// The answer. It borrows from the body: a file is not copied before it is opened.
#[derive(Debug)]
pub struct Manifest<'a> {
    /// Whether what is shared may change.
    pub status: Status,
    /// The files.
    pub files: Vec<File<'a>>,
}

/// What a manifest says about its own future.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing, or a word that we do not know.
    #[default]
    Unsaid,
    /// It stays as it is.
    Finalized,
    /// It may change.
    CanChange,
    /// It is not shared any more.
    NoLongerValid,
}

/// One encrypted file: in place, or behind a short-lived address; where both are given they hold the same.
#[derive(Debug)]
pub struct File<'a> {
    /// A compact JWE.
    pub embedded: Option<Cow<'a, str>>,
    /// Where to fetch one.
    pub location: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    status: Option<Cow<'a, str>>,
    #[serde(borrow)]
    files: Option<Files<'a>>,
}

#[derive(Deserialize)]
struct WireFile<'a> {
    #[serde(borrow)]
    embedded: Option<Cow<'a, str>>,
    #[serde(borrow)]
    location: Option<Cow<'a, str>>,
    // Older material puts it here (section 4.2).
    #[serde(borrow)]
    status: Option<Cow<'a, str>>,
}

/// Kept up to the limit, read past it.
struct Files<'a> {
    list: Vec<WireFile<'a>>,
    over: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for Files<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Keeper;
        impl<'de> Visitor<'de> for Keeper {
            type Value = Files<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of files")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while list.len() < MOST_FILES {
                    let Some(file) = from.next_element()? else { return Ok(Files { list, over: false }) };
                    list.push(file);
                }
                let over = from.next_element::<IgnoredAny>()?.is_some();
                while over && from.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Files { list, over })
            }
        }
        from.deserialize_seq(Keeper)
    }
}

impl<'a> Manifest<'a> {
    /// Reads a manifest. Unknown members are ignored, as the specification demands.
    pub fn parse(body: &'a [u8]) -> Result<Self, ManifestError> {
        if !nests_within(body) {
            return Err(ManifestError::Format);
        }
        let wire: Wire<'a> = serde_json::from_slice(body).map_err(|_| ManifestError::Format)?;
        let mut status = wire.status.as_deref().map(Status::parse).unwrap_or_default();
        let Some(files) = wire.files else {
            let ended = status == Status::NoLongerValid;
            return if ended { Ok(Self { status, files: Vec::new() }) } else { Err(ManifestError::Format) };
        };
        if files.over {
            return Err(ManifestError::TooManyFiles);
        }
        if status == Status::Unsaid {
            let said = files.list.iter().filter_map(|file| file.status.as_deref().map(Status::parse));
            // One file that may change makes a manifest that may.
            status = said.max_by_key(|status| *status == Status::CanChange).unwrap_or_default();
        }
        let filled = |text: Option<Cow<'a, str>>| text.filter(|text| !text.trim().is_empty());
        let files = files.list.into_iter().map(|file| {
            let file = File { embedded: filled(file.embedded), location: filled(file.location) };
            let somewhere = file.embedded.is_some() || file.location.is_some();
            somewhere.then_some(file).ok_or(ManifestError::Format)
        });
        Ok(Self { status, files: files.collect::<Result<_, _>>()? })
    }
}

impl Status {
    fn parse(text: &str) -> Self {
        match text {
            "finalized" => Self::Finalized,
            "can-change" => Self::CanChange,
            "no-longer-valid" => Self::NoLongerValid,
            _ => Self::Unsaid,
        }
    }
}

/// The tries left for the whole life of the link, out of the body of a 401; nothing when it does not say so in JSON.
#[must_use]
pub fn remaining_attempts(body: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct WrongPasscode {
        remaining_attempts: i64,
    }
    let said: WrongPasscode = serde_json::from_slice(body).ok()?;
    u32::try_from(said.remaining_attempts.max(0)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn parse(json: &str) -> Result<(Status, usize), ManifestError> {
        Manifest::parse(json.as_bytes()).map(|manifest| (manifest.status, manifest.files.len()))
    }

    #[rstest]
    #[case(
        r#"{"status":"finalized","files":[{"contentType":"application/fhir+json","embedded":"a.b"}]}"#,
        Status::Finalized,
        1
    )]
    #[case(r#"{"files":[{"contentType":"application/fhir+json;fhirVersion=4.0.1","location":"https://a.test/f","status":"can-change","new":{"x":1}}]}"#, Status::CanChange, 1)]
    #[case(r#"{"files":[{"embedded":"a","location":"https://a.test/f"}],"status":"later","list":{"resourceType":"List"}}"#, Status::Unsaid, 1)]
    #[case(r#"{"files":[]}"#, Status::Unsaid, 0)]
    #[case(r#"{"status":"no-longer-valid"}"#, Status::NoLongerValid, 0)]
    fn manifests_of_every_edition_are_read(#[case] json: &str, #[case] status: Status, #[case] files: usize) {
        assert_eq!(parse(json), Ok((status, files)));
    }

    #[rstest]
    #[case("<html>")]
    #[case("{}")]
    #[case(r#"{"files":{}}"#)]
    #[case(r#"{"files":[{"contentType":"application/fhir+json"}]}"#)]
    #[case(r#"{"files":[{"embedded":"","location":" "}]}"#)]
    #[case(r#"{"files":[7]}"#)]
    fn what_is_no_manifest_is_refused(#[case] json: &str) {
        assert_eq!(parse(json), Err(ManifestError::Format));
    }

    #[test]
    fn files_are_counted_and_depth_is_bounded() {
        let of = |count: usize| format!(r#"{{"files":[{}]}}"#, vec![r#"{"embedded":"a"}"#; count].join(","));
        assert_eq!(parse(&of(100)), Ok((Status::Unsaid, 100)));
        assert_eq!(parse(&of(101)), Err(ManifestError::TooManyFiles));
        assert_eq!(parse(&of(5000)), Err(ManifestError::TooManyFiles));
        let deep = format!(r#"{{"files":{}"#, "[".repeat(200_000));
        assert_eq!(parse(&deep), Err(ManifestError::Format));
    }

    #[rstest]
    #[case(r#"{"remainingAttempts":4}"#, Some(4))]
    #[case(r#"{"remainingAttempts":0,"more":true}"#, Some(0))]
    #[case(r#"{"remainingAttempts":-1}"#, Some(0))]
    #[case("", None)]
    #[case("<p>3 attempts</p>", None)]
    #[case(r#"{"remainingAttempts":"4"}"#, None)]
    fn only_readable_json_says_how_many_tries_are_left(#[case] body: &str, #[case] left: Option<u32>) {
        assert_eq!(remaining_attempts(body.as_bytes()), left);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Manifest::parse(&bytes);
            let _ = remaining_attempts(&bytes);
        }
    }
}
