//! The content of a document, asked for when it is opened. Source: `spec/bwell-wire.md`, section 5.10.6.

use serde::Deserialize;

use super::attachment::{Attachment, ById, WireAttachment};
use crate::bwell::client::Bwell;
use crate::bwell::operation::Operation;
use crate::bwell::wire::{Bundle, List};
use crate::{CorrelationId, Error};

pub(super) struct DocumentContent;

impl Operation for DocumentContent {
    const NAME: &'static str = "documentContent";
    const DOCUMENT: &'static str = include_str!("document_content.graphql");
    const REPEATABLE: bool = true;
    type Variables = ById;
    type Data = Data;
}

impl Bwell {
    /// Each form of a document; none where the network no longer has it. What is larger than an answer may be is an
    /// error of the exchange.
    pub async fn document_content(
        &self,
        id: &str,
        correlation: &CorrelationId,
    ) -> Result<Vec<Attachment>, Error> {
        self.call::<DocumentContent>(&ById::new(id), correlation).await?.attachments(id)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    document_references: Option<Bundle<WireDocument>>,
}

#[derive(Deserialize)]
struct WireDocument {
    id: String,
    #[serde(default)]
    content: List<WireContent>,
}

#[derive(Deserialize)]
struct WireContent {
    attachment: Option<WireAttachment>,
}

impl Data {
    /// Others are passed over, in case a server does not honour the filter.
    fn attachments(self, id: &str) -> Result<Vec<Attachment>, Error> {
        let bundle = self.document_references.ok_or(Error::Unreadable { what: "documentReferences" })?;
        let asked = bundle.into_resources().filter(|it| it.id == id);
        asked
            .flat_map(|document| document.content)
            .filter_map(|content| content.attachment)
            .map(WireAttachment::read)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_one_that_was_asked_for_is_opened() {
        assert_eq!(serde_json::to_value(ById::new("d-1")).unwrap(), json!({"id": {"values": ["d-1"]}}));
        let data: Data = serde_json::from_value(json!({"documentReferences": {"entry": [
            {"resource": {"id": "d-0", "content": [{"attachment": {"contentType": "text/plain", "title": "Letter", "data": "aGVsbG8="}}, {"attachment": null}]}},
            {"resource": {"id": "d-1", "content": [{"attachment": {"contentType": "text/plain", "title": "Letter", "data": "aGVsbG8="}}, {"attachment": null}]}},
        ]}}))
        .unwrap();
        let opened = data.attachments("d-1").unwrap();
        let [letter] = opened.as_slice() else { panic!("one attachment") };
        assert_eq!(letter.title.as_deref(), Some("Letter"));
        assert_eq!(letter.bytes.as_deref(), Some(b"hello".as_slice()));
    }

    #[test]
    fn what_is_gone_is_nothing_and_no_list_is_unreadable() {
        let read = |json| serde_json::from_value::<Data>(json).unwrap().attachments("d-1");
        assert_eq!(read(json!({"documentReferences": {"entry": null}})), Ok(Vec::new()));
        assert_eq!(
            read(json!({"documentReferences": null})),
            Err(Error::Unreadable { what: "documentReferences" })
        );
    }
}
