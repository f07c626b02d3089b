//! A document that is only an envelope: one file inside (`nonXMLBody`).

use crate::attachment::{Attachment, Content};

use super::element::{Element, attribute, child};

/// The file: base64, packed or not, or plain text, or a name of a file that did not come.
pub(super) fn attachment(body: Element<'_>) -> Attachment {
    let text: String = body.children().filter(Element::is_text).filter_map(|node| node.text()).collect();
    let reference = child(body, "reference").and_then(|reference| attribute(reference, "value"));
    let content = if text.trim().is_empty() {
        reference.map_or(Content::Missing, |address| Content::Address(address.to_owned()))
    } else if attribute(body, "representation") == Some("B64") {
        Content::base64(&text).unpacked(attribute(body, "compression"))
    } else {
        Content::Bytes(text.into_bytes())
    };
    Attachment { title: None, content_type: attribute(body, "mediaType").map(str::to_owned), content }
}
