//! The content of a document. Untrusted: neither its bytes nor what it says of them.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Serialize};

use crate::Error;

/// One form of a document, such as a PDF.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The media type that was said; may be wrong.
    pub content_type: Option<String>,
    /// A title.
    pub title: Option<String>,
    /// The content; `None` where the network names it and does not give it.
    pub bytes: Option<Vec<u8>>,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attachment(…)")
    }
}

/// The variables of an operation about one resource.
#[derive(Serialize)]
pub(super) struct ById {
    id: Values,
}

#[derive(Serialize)]
struct Values {
    values: [String; 1],
}

impl ById {
    pub(super) fn new(id: &str) -> Self {
        Self { id: Values { values: [id.to_owned()] } }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireAttachment {
    content_type: Option<String>,
    title: Option<String>,
    data: Option<String>,
    /// The FHIR `Binary` that the attachment points to.
    resource: Option<Binary>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Binary {
    content_type: Option<String>,
    data: Option<String>,
}

/// With or without padding at the end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl WireAttachment {
    /// What stands in the attachment itself goes before what it points to.
    pub(super) fn read(self) -> Result<Attachment, Error> {
        let (binary_type, binary) = self.resource.map_or((None, None), |it| (it.content_type, it.data));
        Ok(Attachment {
            content_type: self.content_type.or(binary_type),
            title: self.title,
            bytes: self.data.or(binary).as_deref().map(decoded).transpose()?,
        })
    }
}

/// FHIR allows white space inside base64.
fn decoded(text: &str) -> Result<Vec<u8>, Error> {
    let text: String = text.split_ascii_whitespace().collect();
    BASE64.decode(text).map_err(|_| Error::Unreadable { what: "attachment data" })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn read(json: serde_json::Value) -> Result<Attachment, Error> {
        serde_json::from_value::<WireAttachment>(json).unwrap().read()
    }

    #[rstest]
    #[case::inline(json!({"data": "aGVsbG8="}), Some("hello"))]
    #[case::without_padding(json!({"data": "aGVsbG8"}), Some("hello"))]
    #[case::in_lines(json!({"data": "aGVs\r\n bG8=\n"}), Some("hello"))]
    #[case::behind_the_address(json!({"data": null, "resource": {"data": "aGVsbG8="}}), Some("hello"))]
    #[case::both(json!({"data": "aGVsbG8=", "resource": {"data": "b3RoZXI="}}), Some("hello"))]
    #[case::empty(json!({"data": ""}), Some(""))]
    #[case::not_given(json!({"resource": null}), None)]
    fn content_is_decoded_wherever_it_stands(
        #[case] json: serde_json::Value,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(read(json).unwrap().bytes.as_deref(), expected.map(str::as_bytes));
    }

    #[test]
    fn the_type_of_the_binary_stands_in_where_the_attachment_says_none() {
        let own = json!({"contentType": "text/plain", "resource": {"contentType": "application/pdf"}});
        assert_eq!(read(own).unwrap().content_type.as_deref(), Some("text/plain"));
        let binary = json!({"contentType": null, "resource": {"contentType": "application/pdf"}});
        assert_eq!(read(binary).unwrap().content_type.as_deref(), Some("application/pdf"));
    }

    #[test]
    fn what_is_no_base64_is_unreadable() {
        assert_eq!(read(json!({"data": "<html>"})), Err(Error::Unreadable { what: "attachment data" }));
    }
}
