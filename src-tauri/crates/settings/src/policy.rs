//! Settings that a clinic's IT gives by a policy of the system instead of a file: values by the names of their keys, as a
//! registry (Windows) or a configuration profile (macOS) has them. They become the text of a file, and are judged as one.

use std::fmt::Write as _;

use toml::de::DeTable;

use crate::EXAMPLE;

/// One value as a system's policy has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyValue {
    /// A text; a date as `2026-08-01`.
    Text(String),
    /// A list, one text each. Where a key wants words in two languages, each is written as in the file:
    /// `{ en = "…", es = "…" }`.
    Lines(Vec<String>),
    /// A number. A registry has no other way to say yes (1) and no (0).
    Number(i64),
    /// Yes or no.
    Switch(bool),
}

/// What a key wants, as the example shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    Date,
    Number,
    Switch,
    Texts,
    Tables,
}

/// The text of a file with these values, one line each in their order; keys are written as `bwell.client_key`. What does
/// not fit is left for [`crate::Settings::parse`] to refuse, by its key.
#[must_use]
pub fn policy_text(values: &[(String, PolicyValue)]) -> String {
    let shapes = shapes();
    let shape_of = |key: &str| shapes.iter().find(|(known, _)| known == key).map(|(_, shape)| *shape);
    values.iter().fold(String::new(), |mut text, (key, value)| {
        let name: Vec<String> = key.split('.').map(name).collect();
        let _ = writeln!(text, "{} = {}", name.join("."), written(value, shape_of(key)));
        text
    })
}

/// Every key, and its shape.
fn shapes() -> Vec<(String, Shape)> {
    let (mut shapes, mut section) = (Vec::new(), String::new());
    for line in EXAMPLE.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = format!("{name}.");
        } else if let Some((key, value)) = line.trim_start_matches("# ").split_once(" = ")
            && is_bare(key)
        {
            shapes.push((format!("{section}{key}"), shape(value)));
        }
    }
    shapes
}

fn shape(value: &str) -> Shape {
    match value {
        "[" => Shape::Tables,
        "true" | "false" => Shape::Switch,
        _ if value.starts_with('[') => Shape::Texts,
        _ if value.starts_with('"') => Shape::Text,
        _ if is_date(value) => Shape::Date,
        _ => Shape::Number,
    }
}

fn written(value: &PolicyValue, shape: Option<Shape>) -> String {
    match (value, shape) {
        (PolicyValue::Text(text), Some(Shape::Date)) if is_date(text) => text.clone(),
        (PolicyValue::Text(text), _) => quoted(text),
        (PolicyValue::Number(0), Some(Shape::Switch)) | (PolicyValue::Switch(false), _) => "false".to_owned(),
        (PolicyValue::Number(1), Some(Shape::Switch)) | (PolicyValue::Switch(true), _) => "true".to_owned(),
        (PolicyValue::Number(number), _) => number.to_string(),
        (PolicyValue::Lines(lines), shape) => {
            let is_table = |line: &&String| shape == Some(Shape::Tables) && is_table(line);
            let one = |line: &String| if is_table(&line) { line.clone() } else { quoted(line) };
            format!("[{}]", lines.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
}

fn is_date(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == "2026-08-01".len()
}

/// An inline table, and nothing behind it.
fn is_table(line: &str) -> bool {
    let text = format!("it = {line}");
    DeTable::parse(&text).is_ok_and(|all| {
        all.get_ref().len() == 1 && all.get_ref().get("it").is_some_and(|it| it.get_ref().is_table())
    })
}

fn name(part: &str) -> String {
    if is_bare(part) { part.to_owned() } else { quoted(part) }
}

/// A TOML string: what JSON escapes is escaped alike, and what it leaves alone is not allowed there only as DEL.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use toml::Value;

    use super::*;
    use crate::Settings;

    /// A file as policies would say it.
    fn as_policy(text: &str) -> Vec<(String, PolicyValue)> {
        fn walk(path: &str, value: &Value, found: &mut Vec<(String, PolicyValue)>) {
            let value = match value {
                Value::Table(table) => {
                    for (key, value) in table {
                        walk(&format!("{path}.{key}"), value, found);
                    }
                    return;
                }
                Value::Boolean(yes) => PolicyValue::Number((*yes).into()),
                Value::Integer(number) => PolicyValue::Number(*number),
                Value::String(text) => PolicyValue::Text(text.clone()),
                Value::Array(list) => {
                    let line = |one: &Value| match one {
                        Value::String(text) => text.clone(),
                        words => {
                            let words = words.as_table().unwrap().iter();
                            let pair = |(key, value): (&String, &Value)| {
                                format!("{key} = {}", quoted(value.as_str().unwrap()))
                            };
                            format!("{{ {} }}", words.map(pair).collect::<Vec<_>>().join(", "))
                        }
                    };
                    PolicyValue::Lines(list.iter().map(line).collect())
                }
                other => PolicyValue::Text(other.as_datetime().unwrap().to_string()),
            };
            found.push((path.trim_start_matches('.').to_owned(), value));
        }
        let mut found = Vec::new();
        walk("", &Value::Table(toml::from_str(text).unwrap()), &mut found);
        found
    }

    #[rstest]
    #[case::as_it_is(EXAMPLE.to_owned())]
    #[case::with_all_it_shows(EXAMPLE.replace("# loopback_origin = ", "loopback_origin = "))]
    fn a_policy_says_the_same_as_the_file(#[case] file: String) {
        let policy = as_policy(&file);
        let read = |text: &str| {
            let parsed = Settings::parse(text).unwrap_or_else(|problems| panic!("{problems}"));
            format!("{:?}", parsed.settings)
        };
        assert_eq!(read(&policy_text(&policy)), read(&file));
    }

    #[test]
    fn every_key_of_the_example_has_a_shape() {
        let shapes = shapes();
        let shown = EXAMPLE.replace("# loopback_origin = ", "loopback_origin = ");
        for (key, _) in as_policy(&shown) {
            assert_eq!(shapes.iter().filter(|(known, _)| *known == key).count(), 1, "{key}");
        }
        assert_eq!(shapes.len(), as_policy(&shown).len());
    }

    #[rstest]
    #[case::text("bwell.client_key", PolicyValue::Text("a\"\n\\\u{7f}".into()), "bwell.client_key = \"a\\\"\\n\\\\\\u007f\"\n")]
    #[case::date("organisation.terms.date", PolicyValue::Text("2026-08-01".into()), "organisation.terms.date = 2026-08-01\n")]
    #[case::no_date("organisation.terms.date", PolicyValue::Text("today".into()), "organisation.terms.date = \"today\"\n")]
    #[case::one("sign_in.device_flow", PolicyValue::Number(1), "sign_in.device_flow = true\n")]
    #[case::two("sign_in.device_flow", PolicyValue::Number(2), "sign_in.device_flow = 2\n")]
    #[case::number("kiosk.blur_seconds", PolicyValue::Number(0), "kiosk.blur_seconds = 0\n")]
    #[case::yes("sign_in.device_flow", PolicyValue::Switch(true), "sign_in.device_flow = true\n")]
    #[case::list("sign_in.scopes", PolicyValue::Lines(vec!["openid".into(), "{ en = \"a\" }".into()]), "sign_in.scopes = [\"openid\", \"{ en = \\\"a\\\" }\"]\n")]
    #[case::words("identity_check.steps", PolicyValue::Lines(vec!["{ en = \"a\" }".into(), "b".into()]), "identity_check.steps = [{ en = \"a\" }, \"b\"]\n")]
    #[case::more("identity_check.steps", PolicyValue::Lines(vec!["{ en = \"a\" }\nx = 1".into()]), "identity_check.steps = [\"{ en = \\\"a\\\" }\\nx = 1\"]\n")]
    #[case::strange("sign in.x", PolicyValue::Switch(false), "\"sign in\".x = false\n")]
    fn a_value_becomes_a_line(#[case] key: &str, #[case] value: PolicyValue, #[case] line: &str) {
        assert_eq!(policy_text(&[(key.to_owned(), value)]), line);
    }

    #[test]
    fn a_key_that_nobody_knows_is_refused_by_its_name() {
        let problems = Settings::parse(&policy_text(&[("sign_in.colour".into(), PolicyValue::Number(1))]));
        assert!(problems.unwrap_err().iter().any(|problem| problem.key == "sign_in.colour"));
    }
}
