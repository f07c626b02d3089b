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
    /// A SMART Health Card (`shc:/`): signed records themselves, not a link to them.
    #[error("a SMART Health Card, not a link")]
    HealthCard,
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
    /// `expires` lies so far ahead that its maker seems to have counted milliseconds.
    pub strange_end: bool,
    /// The token stood in the query of an address, not behind `#`: the key went to that address's server.
    pub key_was_sent: bool,
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

/// What keeps its meaning in every version (`spec/shl-wire.md`, section 2).
#[derive(Deserialize)]
struct AnyVersion {
    v: Option<u64>,
    label: Option<String>,
}

#[derive(Deserialize)]
struct Wire {
    url: String,
    key: String,
    exp: Option<f64>,
    flag: Option<String>,
    label: Option<String>,
}

/// Seconds since 1970 beyond which an end is no end: the year 5138. Milliseconds of today are far above.
const STRANGE_END: f64 = 1e11;

impl Payload {
    /// Finds and reads a link in a text: bare, or after a viewer's address. The last `shlink:/` counts.
    pub fn parse(text: &str) -> Result<Self, PayloadError> {
        let (json, key_was_sent) = json(text)?;
        let any = any_version(&json)?;
        match any.v.unwrap_or(1) {
            1 => {}
            0 => return Err(PayloadError::Format("version")),
            _ => return Err(PayloadError::Newer),
        }
        // A member given twice is refused by serde: parsers disagree about which one counts.
        let wire: Wire = serde_json::from_slice(&json).map_err(|_| PayloadError::Format("members"))?;
        let flags = Flags::parse(wire.flag.as_deref().unwrap_or_default())?;
        if wire.url.chars().count() > LONGEST_URL {
            return Err(PayloadError::Format("url length"));
        }
        let url = Url::parse(&wire.url).map_err(|_| PayloadError::Format("url"))?;
        Ok(Self {
            url,
            key: key(&wire.key)?,
            expires: wire.exp,
            strange_end: wire.exp.is_some_and(|end| end > STRANGE_END),
            key_was_sent,
            flags,
            label: clean(wire.label.as_deref().unwrap_or_default()),
        })
    }

    /// The label of a link of any version, for a link that is not opened.
    #[must_use]
    pub fn label_of(text: &str) -> Option<String> {
        let (json, _) = json(text).ok()?;
        any_version(&json).ok()?.label.map(|label| clean(&label))
    }

    /// Has it ended at `now`, in seconds since 1970?
    #[must_use]
    pub fn is_stale(&self, now: f64) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }
}

/// The JSON of the token, and whether it stood in a query.
fn json(text: &str) -> Result<(Vec<u8>, bool), PayloadError> {
    let text = text.trim();
    if text.len() > LONGEST_TEXT {
        return Err(PayloadError::TooLong);
    }
    let Some(start) = text.rfind(PREFIX) else {
        let card = text.contains("shc:/");
        return Err(if card { PayloadError::HealthCard } else { PayloadError::NotALink });
    };
    // The words before it in the same breath are an address.
    let before = text[..start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let key_was_sent = before.contains('?') && !before.contains('#');
    // What follows after a space belongs to the message around it.
    let token = text[start + PREFIX.len()..].split_whitespace().next().unwrap_or_default();
    let json = URL_SAFE_NO_PAD.decode(token).map_err(|_| PayloadError::Format("encoding"))?;
    Ok((json, key_was_sent))
}

fn any_version(json: &[u8]) -> Result<AnyVersion, PayloadError> {
    serde_json::from_slice(json).map_err(|_| PayloadError::Format("members"))
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
    #[case("shc:/5676290952", PayloadError::HealthCard)]
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
    #[case(r#"{"url":"https://a.test/m","key":"KEYA","exp":1}"#, PayloadError::Format("key length"))]
    #[case(r#"{"url":7,"key":"KEY"}"#, PayloadError::Format("members"))]
    #[case(r#"{"url":"https://a.test/m","key":7}"#, PayloadError::Format("members"))]
    #[case(r#"{"url":"https://a.test/m","key":"KEY","v":2}"#, PayloadError::Newer)]
    #[case(r#"{"v":3,"label":"Later"}"#, PayloadError::Newer)]
    #[case(r#"{"url":"https://a.test/m","key":"KEY","v":0}"#, PayloadError::Format("version"))]
    #[case(r#"{"url":"https://a.test/m","key":"KEY","v":"1"}"#, PayloadError::Format("members"))]
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
    fn a_link_of_a_newer_version_still_tells_its_label() {
        let text = link(r#"{"v":2,"label":"Later\u202e"}"#);
        assert_eq!(Payload::parse(&text).unwrap_err(), PayloadError::Newer);
        assert_eq!(Payload::label_of(&text).as_deref(), Some("Later"));
    }

    #[test]
    fn a_link_is_found_in_the_message_around_it_and_the_last_one_counts() {
        let message = format!("Here it is: {GUIDE} Best, Rosa");
        assert_eq!(Payload::parse(&message).unwrap().label, "Health Records");
        let other = format!(r#"{{"url":"https://a.test/m","key":"{KEY}","label":"Second"}}"#);
        let two = format!("{GUIDE} shlink:/{}", URL_SAFE_NO_PAD.encode(other));
        assert_eq!(Payload::parse(&two).unwrap().label, "Second");
    }

    #[test]
    fn a_key_in_a_query_and_an_end_in_milliseconds_are_noticed() {
        let json = format!(r#"{{"url":"https://a.test/m","key":"{KEY}","exp":1766173622000}}"#);
        let token = URL_SAFE_NO_PAD.encode(json);
        let payload = Payload::parse(&format!("https://v.test/view?shlink:/{token}")).unwrap();
        assert!(payload.key_was_sent && payload.strange_end);
        let payload = Payload::parse(GUIDE).unwrap();
        assert!(!payload.key_was_sent && !payload.strange_end);
        assert!(
            Payload::parse(&format!("https://v.test/?a=b#shlink:/{token}")).is_ok_and(|p| !p.key_was_sent)
        );
    }

    #[test]
    fn a_link_is_stale_from_its_last_second_on() {
        let payload = Payload::parse(GUIDE).unwrap();
        assert!(!payload.is_stale(1_766_173_621.9));
        assert!(payload.is_stale(1_766_173_622.0));
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
