//! JSON, read within bounds.

use serde_json::Value;

use crate::budget::LONGEST_FILE;
use crate::decode::decode;

/// Members and parts of one file. Each takes a hundred bytes of memory or more.
const MOST_PARTS: usize = 1_500_000;

/// Why a file cannot be read. Holds nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Longer than [`LONGEST_FILE`].
    #[error("the file is too long")]
    TooLong,
    /// More members and parts than records have.
    #[error("the file has too many parts")]
    TooManyParts,
    /// Not JSON, or nested deeper than 128.
    #[error("the file is damaged in line {line}, column {column}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
}

/// Reads JSON in any Unicode encoding.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    if bytes.len() > LONGEST_FILE {
        return Err(Error::TooLong);
    }
    let decoded = decode(bytes, None);
    // Each part but the first of a list follows one of these; those inside texts are counted too, to be simple.
    let parts = decoded.text.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
    if parts > MOST_PARTS {
        return Err(Error::TooManyParts);
    }
    serde_json::from_str(&decoded.text)
        .map_err(|error| Error::Malformed { line: error.line(), column: error.column() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn json_is_read_from_utf_16() {
        let bytes: Vec<u8> = "{\"a\":\"Zoë\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(parse(&bytes).unwrap()["a"], "Zoë");
    }

    #[rstest]
    #[case::cut_off(br#"{"a": "#.to_vec(), Error::Malformed { line: 1, column: 6 })]
    #[case::deep("[".repeat(1000).into_bytes(), Error::Malformed { line: 1, column: 128 })]
    #[case::many(format!("[{}0]", "0,".repeat(3_000_000)).into_bytes(), Error::TooManyParts)]
    #[case::long(vec![b' '; LONGEST_FILE + 1], Error::TooLong)]
    fn what_is_hostile_is_refused(#[case] bytes: Vec<u8>, #[case] error: Error) {
        assert_eq!(parse(&bytes).unwrap_err(), error);
    }
}
