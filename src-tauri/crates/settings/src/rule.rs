//! What a valid value is: one rule for each kind of value. Pure; a rule's words never repeat the value.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use toml::de::DeValue;
use url::{Host, Url};

/// The longest text for people, in characters.
const LONGEST_TEXT: usize = 400;

/// Why a value is refused, in words without the value.
type Wrong = Cow<'static, str>;

type Check<'a, T> = dyn Fn(&DeValue<'_>) -> Result<T, Wrong> + 'a;

/// A check, and the words for what would pass it.
pub(crate) struct Rule<'a, T> {
    /// What would be right.
    pub(crate) right: Cow<'static, str>,
    check: Box<Check<'a, T>>,
}

impl<'a, T: 'a> Rule<'a, T> {
    pub(crate) fn new(
        right: impl Into<Cow<'static, str>>,
        check: impl Fn(&DeValue<'_>) -> Result<T, Wrong> + 'a,
    ) -> Self {
        Self { right: right.into(), check: Box::new(check) }
    }

    /// A rule for a text.
    pub(crate) fn of_text(
        right: impl Into<Cow<'static, str>>,
        check: impl Fn(&str) -> Result<T, Wrong> + 'a,
    ) -> Self {
        Self::new(right, move |value| check(value.as_str().ok_or_else(|| kind(value))?))
    }

    pub(crate) fn check(&self, value: &DeValue<'_>) -> Result<T, Wrong> {
        (self.check)(value)
    }

    /// The same rule, saying what is meant here.
    pub(crate) fn meaning(self, right: &'static str) -> Self {
        Self { right: right.into(), ..self }
    }
}

fn kind(value: &DeValue<'_>) -> Wrong {
    let kind = match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    };
    format!("{kind} does not belong here").into()
}

/// A text for people: one line, nothing that could steer the reader's eye or terminal.
pub(crate) fn text<'a>() -> Rule<'a, String> {
    Rule::of_text("a text of one line", |text| {
        let steers = |c: char| {
            c.is_control()
                || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        if text.trim().is_empty() {
            return Err("empty".into());
        }
        if text.chars().any(steers) {
            return Err("holds a line break, a control character or a direction mark".into());
        }
        if text.chars().count() > LONGEST_TEXT {
            return Err(format!("longer than {LONGEST_TEXT} characters").into());
        }
        Ok(text.trim().to_owned())
    })
}

/// A name in a protocol: visible ASCII without blanks.
pub(crate) fn token<'a>() -> Rule<'a, String> {
    Rule::of_text("visible characters without blanks", |text| {
        let fits = !text.is_empty() && text.len() <= 255 && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits {
            Ok(text.to_owned())
        } else {
            Err("empty, too long, or with blanks or foreign characters".into())
        }
    })
}

/// A path below some base: it cannot lead out of it.
pub(crate) fn relative_path<'a>() -> Rule<'a, String> {
    Rule::of_text("names with slashes between them", |text| {
        let fits = |name: &str| {
            !matches!(name, "" | "." | "..")
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"$._-".contains(&byte))
        };
        if text.split('/').all(fits) { Ok(text.to_owned()) } else { Err("not a path below the base".into()) }
    })
}

/// `true` or `false`.
pub(crate) fn flag<'a>() -> Rule<'a, bool> {
    Rule::new("true or false", |value| value.as_bool().ok_or_else(|| kind(value)))
}

/// A whole number in a range.
pub(crate) fn number<'a>(range: RangeInclusive<u32>, unit: &'static str) -> Rule<'a, u32> {
    let right = format!("a whole number of {unit} from {} to {}", range.start(), range.end());
    Rule::new(right, move |value| {
        let integer = value.as_integer().ok_or_else(|| match value {
            DeValue::Float(_) => "not a whole number".into(),
            _ => kind(value),
        })?;
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        number.filter(|number| range.contains(number)).ok_or_else(|| "out of range".into())
    })
}

/// One of a few names.
pub(crate) fn choice<'a, T: Copy + 'a>(choices: &'a [(&'static str, T)]) -> Rule<'a, T> {
    let names: Vec<&'static str> = choices.iter().map(|(name, _)| *name).collect();
    Rule::of_text(format!("one of: {}", names.join(", ")), move |text| {
        let chosen = choices.iter().find(|(name, _)| *name == text);
        chosen.map(|(_, value)| *value).ok_or_else(|| match nearest(text, &names) {
            Some(name) => format!("not a choice; did you mean {name}?").into(),
            None => "not a choice".into(),
        })
    })
}

/// A day.
pub(crate) fn date<'a>() -> Rule<'a, Date> {
    Rule::new("a day, as in 2026-08-01", |value| {
        let text = match value {
            DeValue::Datetime(date) if date.time.is_none() => date.to_string(),
            DeValue::Datetime(_) => return Err("a day has no time".into()),
            DeValue::String(text) => text.to_string(),
            _ => return Err(kind(value)),
        };
        Date::strptime("%Y-%m-%d", &text).map_err(|_| "not a day".into())
    })
}

/// An address that a request goes to: https, or on the one loopback origin.
pub(crate) fn endpoint(loopback: Option<&Url>) -> Rule<'_, Url> {
    Rule::of_text("an https address with a host name, without user, query or fragment", move |text| {
        let url = address(text, loopback)?;
        if url.query().is_some() {
            return Err("holds a query".into());
        }
        if url.fragment().is_some() {
            return Err("holds a fragment".into());
        }
        Ok(url)
    })
}

/// An address that only the patient's browser goes to.
pub(crate) fn page(loopback: Option<&Url>) -> Rule<'_, Url> {
    Rule::of_text("an https address with a host name", move |text| address(text, loopback))
}

/// A scheme, a host and perhaps a port.
pub(crate) fn origin(loopback: Option<&Url>) -> Rule<'_, Url> {
    Rule::of_text("https://, a host name and nothing after it but a port", move |text| {
        let url = address(text, loopback)?;
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err("goes on after the host".into());
        }
        Ok(url)
    })
}

/// The one origin that may be plain http: this machine, by number and port.
pub(crate) fn loopback_origin<'a>() -> Rule<'a, Url> {
    Rule::of_text("http://127.0.0.1:PORT", |text| {
        let url = Url::parse(text).map_err(|_| Wrong::from("not an address"))?;
        let here = match url.host() {
            Some(Host::Ipv4(number)) => number.is_loopback(),
            Some(Host::Ipv6(number)) => number.is_loopback(),
            _ => false,
        };
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && !has_user(&url);
        if url.scheme() == "http" && here && bare && url.port().is_some() {
            Ok(url)
        } else {
            Err("not a loopback origin".into())
        }
    })
}

/// An issuer: kept exactly as written, because it is compared exactly (`spec/ias-wire.md`, rule V11).
pub(crate) fn issuer(loopback: Option<&Url>) -> Rule<'_, String> {
    let endpoint = endpoint(loopback);
    Rule::of_text("the issuer's https address, letter for letter as the provider writes it", move |text| {
        endpoint.check(&DeValue::String(text.into()))?;
        Ok(text.to_owned())
    })
}

fn address(text: &str, loopback: Option<&Url>) -> Result<Url, Wrong> {
    let url = Url::parse(text).map_err(|_| Wrong::from("not an address"))?;
    if has_user(&url) {
        return Err("holds a user name or a password".into());
    }
    if loopback.is_some_and(|loopback| loopback.origin() == url.origin()) {
        return Ok(url);
    }
    match (url.scheme(), url.host()) {
        ("https", Some(Host::Domain(name))) if name == "localhost" || name.ends_with(".localhost") => {
            Err("this machine is named by hosts.loopback_origin alone".into())
        }
        ("https", Some(Host::Domain(_))) => Ok(url),
        ("https", Some(Host::Ipv4(_) | Host::Ipv6(_))) => Err("a number instead of a host name".into()),
        ("http", _) => Err("plain http is not private".into()),
        _ => Err("not an https address".into()),
    }
}

fn has_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// The name that was probably meant: at most a third of its letters differ.
pub(crate) fn nearest(text: &str, names: &[&'static str]) -> Option<&'static str> {
    if text.len() > 64 {
        return None;
    }
    let text = text.to_lowercase().replace(['-', ' '], "_");
    let distance = |name: &str| strsim::damerau_levenshtein(&text, &name.to_lowercase().replace('-', "_"));
    let (distance, name) = names.iter().map(|name| (distance(name), *name)).min()?;
    (distance * 3 <= name.len()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn string(text: &str) -> DeValue<'_> {
        DeValue::String(text.into())
    }

    fn value(text: &str) -> DeValue<'_> {
        DeValue::parse(text).unwrap().into_inner()
    }

    #[rstest]
    #[case("https://api.example.org/v1/graphql", None)]
    #[case("https://api.example.org:8443/", None)]
    #[case("http://127.0.0.1:8787/v1/graphql", None)]
    #[case("http://2130706433:8787/", None)] // the same address in another spelling
    #[case("http://127.0.0.1:8788/", Some("plain http is not private"))]
    #[case("http://127.0.0.2:8787/", Some("plain http is not private"))]
    #[case("http://api.example.org/", Some("plain http is not private"))]
    #[case("https://localhost/", Some("this machine is named by hosts.loopback_origin alone"))]
    #[case("https://127.0.0.1/", Some("a number instead of a host name"))]
    #[case("https://10.0.0.1/", Some("a number instead of a host name"))]
    #[case("https://[::1]/", Some("a number instead of a host name"))]
    #[case("https://user@api.example.org/", Some("holds a user name or a password"))]
    #[case("https://:pass@api.example.org/", Some("holds a user name or a password"))]
    #[case("https://api.example.org/?key=1", Some("holds a query"))]
    #[case("https://api.example.org/#x", Some("holds a fragment"))]
    #[case("ftp://api.example.org/", Some("not an https address"))]
    #[case("javascript:alert(1)", Some("not an https address"))]
    #[case("api.example.org", Some("not an address"))]
    #[case("", Some("not an address"))]
    fn requests_go_to_https_or_to_the_one_loopback_origin(#[case] text: &str, #[case] wrong: Option<&str>) {
        let loopback = Url::parse("http://127.0.0.1:8787").unwrap();
        assert_eq!(endpoint(Some(&loopback)).check(&string(text)).err().as_deref(), wrong, "{text}");
    }

    #[rstest]
    #[case("https://api.example.org", true)]
    #[case("https://api.example.org/", true)]
    #[case("https://api.example.org:8443", true)]
    #[case("https://api.example.org/v1", false)]
    #[case("https://api.example.org/?", false)]
    #[case("https://api.example.org/#", false)]
    #[case("https://*.example.org/v1", false)]
    #[case("http://api.example.org", false)]
    fn an_origin_ends_after_the_host(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(origin(None).check(&string(text)).is_ok(), fits, "{text}");
    }

    #[rstest]
    #[case("http://127.0.0.1:8787", true)]
    #[case("http://[::1]:8787/", true)]
    #[case("http://127.0.0.1", false)]
    #[case("https://127.0.0.1:8787", false)]
    #[case("http://localhost:8787", false)]
    #[case("http://192.168.1.2:8787", false)]
    #[case("http://127.0.0.1:8787/x", false)]
    #[case("http://u@127.0.0.1:8787", false)]
    fn the_loopback_origin_is_a_number_and_a_port(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(loopback_origin().check(&string(text)).is_ok(), fits, "{text}");
    }

    #[rstest]
    #[case("https://example.org/help?topic=1#phone", true)]
    #[case("http://example.org/help", false)]
    #[case("https://me@example.org/help", false)]
    #[case("file:///etc/passwd", false)]
    fn a_page_for_the_browser_is_https(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(page(None).check(&string(text)).is_ok(), fits, "{text}");
    }

    #[test]
    fn an_issuer_is_kept_letter_for_letter() {
        let text = "https://ID.example.org/oidc/";
        assert_eq!(issuer(None).check(&string(text)).unwrap(), text);
    }

    #[rstest]
    #[case("\"Lakeshore Health\"", None)]
    #[case("\"  \"", Some("empty"))]
    #[case(r#""a\nb""#, Some("holds a line break, a control character or a direction mark"))]
    #[case(r#""a\u202eb""#, Some("holds a line break, a control character or a direction mark"))]
    #[case("7", Some("a number does not belong here"))]
    #[case("[]", Some("a list does not belong here"))]
    fn a_text_cannot_steer_the_eye(#[case] toml: &str, #[case] wrong: Option<&str>) {
        assert_eq!(text().check(&value(toml)).err().as_deref(), wrong, "{toml}");
    }

    #[test]
    fn a_text_has_an_end() {
        assert!(text().check(&string(&"x".repeat(400))).is_ok());
        assert!(text().check(&string(&"x".repeat(401))).is_err());
    }

    #[rstest]
    #[case("DocumentReference/$p360-retrieve", true)]
    #[case("$retrieve", true)]
    #[case("/DocumentReference", false)]
    #[case("../Patient", false)]
    #[case("a/./b", false)]
    #[case("https://evil.example", false)]
    #[case("a?b=c", false)]
    #[case("a%2e%2e/b", false)]
    #[case("", false)]
    fn a_path_stays_below_its_base(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(relative_path().check(&string(text)).is_ok(), fits, "{text}");
    }

    #[rstest]
    #[case("1", Ok(1))]
    #[case("120", Ok(120))]
    #[case("0x10", Ok(16))]
    #[case("0", Err("out of range"))]
    #[case("121", Err("out of range"))]
    #[case("-5", Err("out of range"))]
    #[case("99999999999999999999", Err("out of range"))]
    #[case("1.5", Err("not a whole number"))]
    #[case("\"15\"", Err("a text does not belong here"))]
    fn a_number_stays_in_its_range(#[case] toml: &str, #[case] outcome: Result<u32, &str>) {
        let checked = number(1..=120, "minutes").check(&value(toml));
        assert_eq!(checked.as_ref().map_err(AsRef::as_ref).copied(), outcome, "{toml}");
    }

    #[rstest]
    #[case("2026-08-01", true)]
    #[case("\"2026-08-01\"", true)]
    #[case("2026-08-01T10:00:00Z", false)]
    #[case("\"2026-02-30\"", false)]
    #[case("\"1 August 2026\"", false)]
    #[case("20260801", false)]
    fn a_day_is_a_day(#[case] toml: &str, #[case] fits: bool) {
        assert_eq!(date().check(&value(toml)).is_ok(), fits, "{toml}");
    }

    #[rstest]
    #[case("client_id", Some("client_id"))]
    #[case("clientid", Some("client_id"))]
    #[case("Client-ID", Some("client_id"))]
    #[case("cleint_id", Some("client_id"))]
    #[case("isuer", Some("issuer"))]
    #[case("colour", None)]
    #[case("", None)]
    fn a_slip_is_told_from_a_stranger(#[case] text: &str, #[case] meant: Option<&str>) {
        assert_eq!(nearest(text, &["client_id", "issuer", "scopes"]), meant);
    }
}
