//! Whom a clinical document is about, from its beginning: everything behind the record target is cut off.

use roxmltree::{Document, ParsingOptions};

use super::bounds;
use super::element::{Element, attribute, child, children, path, text};
use crate::decode::decode_xml;
use crate::when::Date;
use crate::whose::Whose;

/// Nodes of the header at most; real ones have some hundred.
const MOST_NODES: u32 = 100_000;

/// Reads it; nothing where the record target is not in the beginning, or nothing can be read.
pub(crate) fn whose(beginning: &[u8]) -> Option<Whose> {
    let decoded = decode_xml(beginning);
    let xml = decoded.text.trim_start();
    let xml = format!("{}{}", header(xml)?, end_of_root(xml)?);
    bounds::check(&xml).ok()?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&xml, options).ok()?;
    let patient = path(document.root_element(), &["recordTarget", "patientRole", "patient"])?;
    let born = child(patient, "birthTime").and_then(|birth| attribute(birth, "value"));
    let day = born.and_then(|born| Date::hl7(born.get(..8).unwrap_or(born)));
    Some(Whose {
        names: children(patient, "name").map(name).collect(),
        birth_date: day.map(|date| date.day().to_owned()),
    })
}

fn name(name: Element<'_>) -> (String, String) {
    let part = |part: &'static str| {
        let mut parts = children(name, part).filter(|part| attribute(*part, "qualifier") != Some("CL"));
        parts.find_map(text).unwrap_or_default()
    };
    (part("given"), part("family"))
}

/// Up to the end of the record target, whatever prefix it has.
fn header(xml: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(at) = xml[from..].find("recordTarget>") {
        let at = from + at;
        let end = at + "recordTarget>".len();
        let before = &xml[..at];
        let closes = before.rfind('<').is_some_and(|tag| before[tag..].starts_with("</"));
        if closes {
            return xml.get(..end);
        }
        from = end;
    }
    None
}

/// The end tag of the document's root, with the prefix that it has.
fn end_of_root(xml: &str) -> Option<String> {
    let at = xml.find("ClinicalDocument")?;
    let before = &xml[..at];
    let prefix = &before[before.rfind('<')? + 1..];
    Some(format!("</{prefix}ClinicalDocument>"))
}
