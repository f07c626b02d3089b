//! The text of a link: `shlink:/` and a base64url JSON object. Rules: `spec/shl-wire.md`, sections 2 and 3.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretBox;
use serde::Deserialize;
use url::Url;

/// What starts the token, wherever it stands in a text.
const PREFIX: &str = "shlink:/";
/// A QR code holds 2,953 bytes; pasted text may be longer, but not by much.
const LONGEST_TEXT: usize = 8 * 1024;
/// The longest manifest address the specification allows, in characters.
const LONGEST_URL: usize = 128;
/// The longest label, in characters.
const LONGEST_LABEL: usize = 80;

/// Why a text is not a link that can be opened. Holds nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Longer than any link.
    #[error("the text is longer than a link can be")]
    TooLong,
    /// No `shlink:/` in it.
    #[error("not a SMART Health Link")]
    NotALink,
    /// The part after `shlink:/` is not base64url of a JSON object with the members of the specification.
    #[error("the link is damaged: {0}")]
    Format(&'static str),
    /// `v` is above 1.
    #[error("made by newer software")]
    Newer,
}

/// The flags that are defined; unknown letters are ignored, as the specification demands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `L`: the content may change for a long time.
    pub long_term: bool,
    /// `P`: a passcode is needed.
    pub passcode: bool,
    /// `U`: the address is the file itself, by GET.
    pub direct: bool,
}

/// A link, decoded.
pub struct Payload {
    /// The manifest's address (with `U`: the file's).
    pub url: Url,
    /// 32 bytes that open the files.
    pub key: SecretBox<[u8; 32]>,
    /// When it is stale, in seconds since 1970. A hint; the server decides.
    pub expires: Option<f64>,
    /// What is needed to open it.
    pub flags: Flags,
    /// Untrusted text for people: control and direction characters dropped, cut at 80 characters.
    pub label: String,
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload")
            .field("flags", &self.flags)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Wire {
    url: String,
    key: String,
    exp: Option<f64>,
    flag: Option<String>,
    label: Option<String>,
    v: Option<u64>,
}

impl Payload {
    /// Finds and reads a link in a text: bare, or after a viewer's address. The last `shlink:/` counts.
    pub fn parse(text: &str) -> Result<Self, PayloadError> {
        let text = text.trim();
        if text.len() > LONGEST_TEXT {
            return Err(PayloadError::TooLong);
        }
        let start = text.rfind(PREFIX).ok_or(PayloadError::NotALink)? + PREFIX.len();
        let json = URL_SAFE_NO_PAD.decode(&text[start..]).map_err(|_| PayloadError::Format("encoding"))?;
        // A member given twice is refused by serde: parsers disagree about which one counts.
        let wire: Wire = serde_json::from_slice(&json).map_err(|_| PayloadError::Format("members"))?;
        if wire.v.unwrap_or(1) != 1 {
            return Err(PayloadError::Newer);
        }
        let flags = Flags::parse(wire.flag.as_deref().unwrap_or_default())?;
        if wire.url.chars().count() > LONGEST_URL {
            return Err(PayloadError::Format("url length"));
        }
        let url = Url::parse(&wire.url).map_err(|_| PayloadError::Format("url"))?;
        Ok(Self {
            url,
            key: key(&wire.key)?,
            expires: wire.exp,
            flags,
            label: clean(wire.label.as_deref().unwrap_or_default()),
        })
    }
}

impl Flags {
    fn parse(text: &str) -> Result<Self, PayloadError> {
        let flags =
            Self { long_term: text.contains('L'), passcode: text.contains('P'), direct: text.contains('U') };
        if flags.passcode && flags.direct {
            return Err(PayloadError::Format("flag"));
        }
        Ok(flags)
    }
}

fn key(text: &str) -> Result<SecretBox<[u8; 32]>, PayloadError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| PayloadError::Format("key"))?;
    let key: [u8; 32] = bytes.try_into().map_err(|_| PayloadError::Format("key length"))?;
    Ok(SecretBox::new(Box::new(key)))
}

/// Drops what could steer the reader's eye or terminal, and cuts.
fn clean(label: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    label.chars().filter(|c| !steers(*c)).take(LONGEST_LABEL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use secrecy::ExposeSecret;

    const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    fn link(json: &str) -> String {
        format!("https://viewer.example.org/#shlink:/{}", URL_SAFE_NO_PAD.encode(json))
    }

    /// The link of the guide's own example response (seed 002).
    const GUIDE: &str = "https://api-gateway.client-sandbox.icanbwell.com/v1/health-link/viewer.html#shlink:/eyJ1cmwiOiJodHRwczovL2FwaS1nYXRld2F5LmRldi5pY2FuYndlbGwuY29tL3YxL2hlYWx0aC1saW5rL21hbmlmZXN0cy9pck9hSG4wUTV3Rlg5TEU3VnUwcWk2TTROOTIzQUxMUDhuS1BxVGNkOHBrIiwia2V5IjoiVThnY3BpWW9zb3pNanEtcVB0anh2Y3Q1YlhqeUNwSlpRTmdpd0VMMnhiVSIsImV4cCI6MTc2NjE3MzYyMiwiZmxhZyI6IlAiLCJsYWJlbCI6IkhlYWx0aCBSZWNvcmRzIn0";

    #[test]
    fn the_guides_example_decodes() {
        let payload = Payload::parse(GUIDE).unwrap();
        assert_eq!(payload.url.host_str(), Some("api-gateway.dev.icanbwell.com"));
        assert_eq!(payload.expires, Some(1_766_173_622.0));
        assert_eq!(payload.flags, Flags { passcode: true, ..Flags::default() });
        assert_eq!(payload.label, "Health Records");
    }

    #[rstest]
    #[case("hello", PayloadError::NotALink)]
    #[case("shc:/5676290952", PayloadError::NotALink)]
    #[case("shlink:/!!!", PayloadError::Format("encoding"))]
    #[case("shlink:/eyJ1cmwi", PayloadError::Format("members"))]
    fn damaged_text_is_refused(#[case] text: &str, #[case] error: PayloadError) {
        assert_eq!(Payload::parse(text).unwrap_err(), error);
    }

    #[rstest]
    #[case(r"[]", PayloadError::Format("members"))]
    #[case(r"null", PayloadError::Format("members"))]
    #[case(r#"{"key":"KEY"}"#, PayloadError::Format("members"))]
    #[case(r#"{"url":"https://a.test/m"}"#, PayloadError::Format("members"))]
    #[case(r#"{"url":"https://a.test/m","key":"AAEC"}"#, PayloadError::Format("key length"))]
    #[case(r#"{"url":"https://a.test/m","key":"KEY","exp":"soon"}"#, PayloadError::Format("members"))]
    #[case(r#"{"url":"https://a.test/m","key":"KEY","flag":"PU"}"#, PayloadError::Format("flag"))]
    #[case(r#"{"url":"https://a.test/m","key":"KEY","v":2}"#, PayloadError::Newer)]
    #[case(
        r#"{"url":"https://a.test/m","url":"https://b.test/m","key":"KEY"}"#,
        PayloadError::Format("members")
    )]
    #[case(r#"{"url":"not an address","key":"KEY"}"#, PayloadError::Format("url"))]
    fn bad_members_are_refused(#[case] json: &str, #[case] error: PayloadError) {
        assert_eq!(Payload::parse(&link(&json.replace("KEY", KEY))).unwrap_err(), error);
    }

    #[test]
    fn unknown_members_and_flags_are_ignored() {
        let json = format!(r#"{{"url":"https://a.test/m","key":"{KEY}","flag":"XPZ","_mine":1}}"#);
        assert!(Payload::parse(&link(&json)).unwrap().flags.passcode);
    }

    #[test]
    fn a_label_cannot_steer_the_eye() {
        let json = format!(
            r#"{{"url":"https://a.test/m","key":"{KEY}","label":"A\u202eB\u0000\u001b[31m{}"}}"#,
            "x".repeat(200)
        );
        let label = Payload::parse(&link(&json)).unwrap().label;
        assert!(label.starts_with("AB[31m"));
        assert_eq!(label.chars().count(), 80);
    }

    #[test]
    fn the_longest_text_is_bounded() {
        assert_eq!(Payload::parse(&"x".repeat(80_000)).unwrap_err(), PayloadError::TooLong);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,400}") {
            let _ = Payload::parse(&text);
            let _ = Payload::parse(&format!("shlink:/{text}"));
        }

        #[test]
        fn what_was_encoded_comes_back(bytes in any::<[u8; 32]>(), label in "[a-zA-Z áéíóúñ]{0,80}") {
            let json = serde_json::json!({"url": "https://a.test/m", "key": URL_SAFE_NO_PAD.encode(bytes), "label": label, "flag": "LP"});
            let payload = Payload::parse(&link(&json.to_string())).unwrap();
            prop_assert_eq!(payload.key.expose_secret(), &bytes);
            prop_assert_eq!(payload.label, label);
        }
    }
}
