//! What all pages for a browser look like: plain HTML, the browser's own font and controls, no scripts, an amber bar
//! that says that everything is made up. They must look neither like Satchel nor like a real portal.

use std::fmt::Write as _;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

/// A page's language, from `accept-language`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Spanish,
}

impl Language {
    /// The first of English and Spanish that the browser prefers; English otherwise.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let mut best = (Self::English, 0.0);
        for choice in accepted.unwrap_or_default().split(',') {
            let (tag, weight) = choice.split_once(";q=").unwrap_or((choice, "1"));
            let weight: f64 = weight.trim().parse().unwrap_or(0.0);
            let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            let language = match primary.as_str() {
                "en" => Self::English,
                "es" => Self::Spanish,
                _ => continue,
            };
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }

    /// One of two texts.
    pub(crate) fn pick<'a>(self, english: &'a str, spanish: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Spanish => spanish,
        }
    }
}

const STYLE: &str = "\
body{margin:0;font:17px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}\
.mk{background:repeating-linear-gradient(135deg,#ffd66b 0 18px,#ffcb47 18px 36px);padding:.7rem 1.5rem;\
font-weight:600;border-bottom:3px solid #2b1d00}.mk b{letter-spacing:.08em}\
main{max-width:34rem;margin:2.2rem auto;padding:0 1.5rem}h1{font-size:1.75rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.15rem;margin:0 0 .4rem}ul{margin:.2rem 0 1rem}\
p{margin:.4rem 0 1rem}form{border:1px solid #767676;padding:1.4rem;margin:1.2rem 0}\
label{display:block;font-weight:600;margin-bottom:1rem}input{font-weight:400}\
input[type=text],input[type=password]{display:block;width:100%;box-sizing:border-box;\
font:400 17px system-ui,sans-serif;padding:.6rem;border:1px solid #555;margin-top:.25rem;min-height:48px}\
button{font:inherit;font-weight:600;padding:.7rem 1.3rem;min-height:48px;border:1px solid #333;background:#efefef;\
cursor:pointer;margin:.2rem .4rem .2rem 0}button.p{background:#1d3f7a;border-color:#1d3f7a;color:#fff}\
.c{font-weight:400;display:flex;gap:.6rem;align-items:center;margin-bottom:.3rem;min-height:40px}\
.c input{width:22px;height:22px}a{color:#1d3f7a}small{color:#555}.e{color:#8b1414;font-weight:600}\
:focus-visible{outline:3px solid #1f5fd1;outline-offset:3px}fieldset{border:0;padding:0;margin:0 0 1rem}\
legend{font-weight:600;padding:0}";

/// Nothing but what is in the page itself; forms go back to the sandbox only.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A whole page. `head` and `body` are markup; escape what comes from elsewhere.
pub(crate) fn page(language: Language, status: StatusCode, title: &str, head: &str, body: &str) -> Response {
    let bar = (
        language.pick("MADE-UP CLINIC", "CLÍNICA INVENTADA"),
        language.pick(
            "This page is part of the Satchel demo. Do not type a real password. Any words work.",
            "Esta página es parte de la demostración de Satchel. No escriba una contraseña real. Sirve cualquier palabra.",
        ),
    );
    document(language, status, title, head, bar, body)
}

/// The same with another bar: what stands in bold there, and after it.
pub(crate) fn document(
    language: Language,
    status: StatusCode,
    title: &str,
    head: &str,
    (made_up, bar): (&str, &str),
    body: &str,
) -> Response {
    let lang = language.pick("en", "es");
    let html = format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>{STYLE}</style>{head}</head>\n<body><div class=\"mk\" role=\"note\"><b>{made_up}</b> {bar}</div>\n\
         <main>{body}</main></body></html>\n"
    );
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// Lets the page's form lead on to another origin: browsers stop a redirect after a form that the page did not name.
pub(crate) fn form_leads_to(mut page: Response, origin: Option<&str>) -> Response {
    let policy =
        origin.map(|origin| POLICY.replace("form-action 'self'", &format!("form-action 'self' {origin}")));
    if let Some(policy) = policy.and_then(|policy| HeaderValue::try_from(policy).ok()) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page
}

/// What was wrong with a form; nothing when the text is empty. The text is markup.
pub(crate) fn alert(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p class=\"e\" role=\"alert\">{text}</p>") }
}

/// A choice of one, the first chosen beforehand. Values and labels are markup.
pub(crate) fn radios(name: &str, choices: &[(String, String)]) -> String {
    let mut radios = String::new();
    for (index, (value, label)) in choices.iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let _ = write!(
            radios,
            "<label class=\"c\"><input type=\"radio\" name=\"{name}\" value=\"{value}\"{checked}> {label}</label>"
        );
    }
    radios
}

/// The last page of a walk through the browser: it says what happened and leads back to the app. A bare redirect to
/// an app's own scheme is lost or blocked by browsers, so the page carries a link and a refresh instead.
pub(crate) fn ending(language: Language, title: &str, text: &str, back: Option<&str>) -> Response {
    let mut head = String::new();
    let next = if let Some(url) = back {
        let url = escape(url);
        head = format!("<meta http-equiv=\"refresh\" content=\"0;url={url}\">");
        format!("<a href=\"{url}\">{}</a>", language.pick("Back to Satchel", "Volver a Satchel"))
    } else {
        language.pick("You can close this page.", "Puede cerrar esta página.").to_owned()
    };
    let body = format!("<h1>{title}</h1><p>{text}</p><p>{next}</p>");
    page(language, StatusCode::OK, title, &head, &body)
}

/// Makes text safe inside markup and attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether a browser may be sent to this address: absolute, and not one that would run or read something.
pub(crate) fn is_redirect(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let named = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    let refused = ["javascript", "data", "file", "vbscript", "blob", "about"];
    named && plain && !rest.is_empty() && !refused.contains(&scheme.to_ascii_lowercase().as_str())
}

/// Adds a query parameter to an address. Name and value are plain words.
pub(crate) fn with_parameter(url: &str, name: &str, value: &str) -> String {
    let (url, fragment) = url.split_once('#').map_or((url, None), |(url, fragment)| (url, Some(fragment)));
    let joint = if url.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{url}{joint}{name}={value}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(accepted: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted));
        Language::of(&headers)
    }

    #[test]
    fn the_browser_chooses_the_language() {
        assert_eq!(language("es-MX,es;q=0.9,en;q=0.8"), Language::Spanish);
        assert_eq!(language("de,en;q=0.5,es;q=0.4"), Language::English);
        assert_eq!(language("fr"), Language::English);
    }

    #[test]
    fn browsers_are_sent_to_addresses_only() {
        assert!(is_redirect("satchel://signed-in"));
        assert!(is_redirect("http://127.0.0.1:9/back"));
        assert!(!is_redirect("javascript:alert(1)"));
        assert!(!is_redirect("/relative"));
        assert!(!is_redirect("a b:c"));
    }

    #[test]
    fn parameters_are_added_before_the_fragment() {
        assert_eq!(with_parameter("app://a", "s", "1"), "app://a?s=1");
        assert_eq!(with_parameter("app://a?x=2#y", "s", "1"), "app://a?x=2&s=1#y");
    }
}
