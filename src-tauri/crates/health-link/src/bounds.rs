//! How deep JSON may nest before anybody parses it (`spec/shl-wire.md`, section 6).

/// Objects and lists inside each other. Parsers stop at 128; not all of them do.
const DEEPEST: usize = 100;

/// Does this text nest no deeper than allowed? Reads it once, and needs no memory for it.
pub(crate) fn nests_within(json: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in json {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'{' | b'[') => {
                depth += 1;
                if depth > DEEPEST {
                    return false;
                }
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("[".repeat(100), true)]
    #[case("[".repeat(101), false)]
    #[case("{\"a\":".repeat(200_000), false)]
    #[case("[]".repeat(5000), true)]
    #[case(format!("\"{}\"", "[".repeat(5000)), true)]
    #[case(format!("\"\\\"{}\"", "[".repeat(5000)), true)]
    fn brackets_count_outside_of_texts(#[case] json: String, #[case] within: bool) {
        assert_eq!(nests_within(json.as_bytes()), within);
    }
}
