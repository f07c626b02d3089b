//! Made-up papers: a C-CDA document with a header and a narrative, a PDF of one page, an RTF text.

use std::fmt::Write as _;

use super::shelf::Book;
use crate::pages::escape;
use crate::scenario::Person;

/// Whom the document about somebody else is about.
pub(super) fn somebody_else(person: &Person) -> Person {
    Person {
        given: vec!["Winifred".into()],
        family: "Ashgrove".into(),
        birth_date: jiff::civil::date(1951, 2, 2),
        ..person.clone()
    }
}

/// A document that a clinic's system could have written.
pub(super) fn document(person: &Person, holder: &str, book: &Book, text: &[String]) -> String {
    let given: String = person.given.iter().fold(String::new(), |mut all, given| {
        let _ = write!(all, "<given>{}</given>", escape(given));
        all
    });
    let gender = match person.gender.as_str() {
        "female" => "F",
        "male" => "M",
        _ => "UN",
    };
    let paragraphs: String = text.iter().fold(String::new(), |mut all, paragraph| {
        let _ = write!(all, "<paragraph>{}</paragraph>", escape(paragraph));
        all
    });
    let (code, display) = &book.kind;
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <realmCode code="US"/>
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  <templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/>
  <id root="2.16.840.1.113883.3.9504.7" extension="{key}"/>
  <code code="{code}" codeSystem="2.16.840.1.113883.6.1" displayName="{display}"/>
  <title>{title}</title>
  <effectiveTime value="{on}"/>
  <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
  <languageCode code="en-US"/>
  <recordTarget><patientRole>
    <id root="2.16.840.1.113883.3.9504.8" extension="{email}"/>
    <addr use="HP"><streetAddressLine>{line}</streetAddressLine><city>{city}</city><state>{state}</state><postalCode>{zip}</postalCode><country>US</country></addr>
    <telecom use="HP" value="tel:{phone}"/>
    <patient><name use="L">{given}<family>{family}</family></name><administrativeGenderCode code="{gender}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="{born}"/></patient>
  </patientRole></recordTarget>
  <author><time value="{on}"/><assignedAuthor><id nullFlavor="UNK"/><representedOrganization><name>{holder}</name></representedOrganization></assignedAuthor></author>
  <custodian><assignedCustodian><representedCustodianOrganization><id nullFlavor="UNK"/><name>{holder}</name></representedCustodianOrganization></assignedCustodian></custodian>
  <component><structuredBody><component><section>
    <code code="{code}" codeSystem="2.16.840.1.113883.6.1" displayName="{display}"/>
    <title>{title}</title>
    <text>{paragraphs}</text>
  </section></component></structuredBody></component>
</ClinicalDocument>
"#,
        key = escape(&book.key),
        code = escape(code),
        display = escape(display),
        title = escape(&book.title),
        on = book.on.strftime("%Y%m%d"),
        email = escape(&person.email),
        line = escape(&person.line.join(", ")),
        city = escape(&person.city),
        state = escape(&person.state),
        zip = escape(&person.postal_code),
        phone = escape(&person.phone),
        family = escape(&person.family),
        born = person.birth_date.strftime("%Y%m%d"),
        holder = escape(holder),
    )
}

/// A document type that would grow to gigabytes if somebody resolved it.
pub(super) fn bomb() -> Vec<u8> {
    let mut entities = String::from("<!ENTITY a0 \"grow\">");
    for level in 1..10 {
        let before = format!("&a{};", level - 1).repeat(10);
        let _ = write!(entities, "<!ENTITY a{level} \"{before}\">");
    }
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE ClinicalDocument [{entities}]>\
         <ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&a9;</title></ClinicalDocument>"
    )
    .into_bytes()
}

/// The same text in UTF-16 with its mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    let text = text.replacen("UTF-8", "UTF-16", 1);
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// A page with the text on it.
pub(super) fn pdf(title: &str, text: &[String]) -> Vec<u8> {
    let plain = |line: &str| {
        line.chars()
            .map(|c| if c.is_ascii() && !"()\\".contains(c) && !c.is_control() { c } else { '-' })
            .collect::<String>()
    };
    let mut stream = format!("BT /F1 16 Tf 56 740 Td ({}) Tj /F1 11 Tf", plain(title));
    for line in text.iter().flat_map(|paragraph| paragraph.as_bytes().chunks(80)) {
        let _ = write!(stream, " 0 -18 Td ({}) Tj", plain(&String::from_utf8_lossy(line)));
    }
    stream.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(file, "{offset:010} 00000 n ");
    }
    let _ =
        write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// An RTF file with the text in it.
pub(super) fn rtf(title: &str, text: &[String]) -> String {
    let plain = |text: &str| {
        text.chars().fold(String::new(), |mut all, c| {
            match c {
                '\\' | '{' | '}' => {
                    let _ = write!(all, "\\{c}");
                }
                c if c.is_ascii() => all.push(c),
                c => {
                    let _ = write!(all, "\\u{}?", u32::from(c));
                }
            }
            all
        })
    };
    let mut file =
        format!("{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\f0\\b {}\\b0\\par\n", plain(title));
    for paragraph in text {
        let _ = writeln!(file, "{}\\par", plain(paragraph));
    }
    file.push('}');
    file
}

/// A ZIP archive with one stored file.
pub(super) fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let crc = {
        let mut crc = flate2::Crc::new();
        crc.update(content);
        crc.sum().to_le_bytes()
    };
    let size = u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes();
    let length = u16::try_from(name.len()).unwrap_or(0).to_le_bytes();
    // Version 2.0, no flags, stored, 1980-01-01 00:00.
    let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 33, 0][..], &crc, &size, &size, &length, &[0, 0]].concat();
    let local = [b"PK\x03\x04", &common[..], name.as_bytes(), content].concat();
    let central =
        [b"PK\x01\x02\x14\x00", &common[..], &[0; 2], &[0; 2], &[0; 2], &[0; 4], &[0; 4], name.as_bytes()]
            .concat();
    let sizes =
        [central.len(), local.len()].map(|size| u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
    let end = [b"PK\x05\x06", &[0, 0, 0, 0, 1, 0, 1, 0][..], &sizes[0], &sizes[1], &[0, 0]].concat();
    [local, central, end].concat()
}
