//! Where the resources of a bundle stand in its bytes. What is kept is kept byte for byte: written anew from a parsed
//! value, `7.10` would become `7.1`, and a signature would no longer fit.

/// The bytes of each resource: of a bundle its entries', of anything else the whole. The text must be JSON.
pub(super) fn resources(json: &[u8]) -> Vec<&[u8]> {
    let Some(bundle) = members(json) else { return Vec::new() };
    let is_bundle = bundle.iter().any(|(name, value)| *name == b"resourceType" && *value == b"\"Bundle\"");
    if !is_bundle {
        let is_resource = bundle.iter().any(|(name, _)| *name == b"resourceType");
        return if is_resource { vec![json.trim_ascii()] } else { Vec::new() };
    }
    let entries = bundle.iter().filter(|(name, _)| *name == b"entry").flat_map(|(_, value)| items(value));
    let resource = |entry| members(entry)?.into_iter().find(|(name, _)| *name == b"resource");
    entries
        .filter_map(resource)
        .map(|(_, value)| value)
        .filter(|value| value.first() == Some(&b'{'))
        .collect()
}

/// The members of an object: names without quotes, values as they stand.
fn members(json: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut members = Vec::new();
    for member in parts(json, b'{', b'}')? {
        let name_end = value_end(member)?;
        let name = member.get(1..name_end.checked_sub(1)?)?;
        let value = member.get(name_end..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii();
        members.push((name, value));
    }
    Some(members)
}

/// The items of a list; none when it is no list.
fn items(json: &[u8]) -> Vec<&[u8]> {
    parts(json, b'[', b']').unwrap_or_default()
}

/// What stands between the commas inside these brackets.
fn parts(json: &[u8], open: u8, close: u8) -> Option<Vec<&[u8]>> {
    let inner = json.trim_ascii().strip_prefix(&[open])?.strip_suffix(&[close])?;
    let mut parts = Vec::new();
    let (mut start, mut depth, mut in_text, mut escaped) = (0, 0_usize, false, false);
    for (at, byte) in inner.iter().enumerate() {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'{' | b'[') => depth += 1,
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            (false, b',') if depth == 0 => {
                parts.push(inner.get(start..at)?.trim_ascii());
                start = at + 1;
            }
            _ => {}
        }
    }
    let last = inner.get(start..)?.trim_ascii();
    if !last.is_empty() {
        parts.push(last);
    }
    Some(parts)
}

/// Where the text at the beginning ends.
fn value_end(json: &[u8]) -> Option<usize> {
    if json.first() != Some(&b'"') {
        return None;
    }
    let mut escaped = false;
    for (at, byte) in json.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(json: &str) -> Vec<String> {
        resources(json.as_bytes()).iter().map(|bytes| String::from_utf8(bytes.to_vec()).unwrap()).collect()
    }

    #[test]
    fn each_resource_of_a_bundle_is_found_byte_for_byte() {
        let one = r#"{"resourceType":"Observation", "value" : 7.10,"note":"a, \"b\" } ] é"}"#;
        let two = r#"{"id":"2","resourceType":"Patient"}"#;
        let bundle = format!(
            "\n{{ \"entry\" : [ {{\"fullUrl\":\"x\",\"resource\": {one} }},{{\"search\":{{}}}}, {{\"resource\":{two}}} ],\"resourceType\":\"Bundle\"}} "
        );
        assert_eq!(texts(&bundle), [one, two]);
        assert_eq!(texts(two), [two]);
        assert_eq!(texts(r#"{"verifiableCredential":["x"]}"#), Vec::<String>::new());
        assert_eq!(texts(r#"{"resourceType":"Bundle","entry":[]}"#), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = resources(&bytes);
        }

        #[test]
        fn what_was_written_is_found_again(notes in proptest::collection::vec(".{0,20}", 0..6)) {
            let written: Vec<String> = notes
                .iter()
                .map(|note| serde_json::json!({"resourceType": "Basic", "note": note}).to_string())
                .collect();
            let entries: Vec<String> = written.iter().map(|one| format!("{{\"resource\":{one}}}")).collect();
            let bundle = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", entries.join(","));
            prop_assert_eq!(texts(&bundle), written);
        }
    }
}
