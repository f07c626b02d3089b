//! FHIR `Parameters`, read leniently: what is not there is absent, what is of another type too.

use serde_json::Value;

/// A parameter's value, whatever its type is called.
pub(super) fn value<'a>(parameters: &'a Value, name: &str) -> Option<&'a Value> {
    all(parameters, name).find_map(value_of)
}

/// The text of a parameter.
pub(super) fn text<'a>(parameters: &'a Value, name: &str) -> Option<&'a str> {
    value(parameters, name)?.as_str()
}

/// A number that is not negative.
pub(super) fn count(parameters: &Value, name: &str) -> Option<u32> {
    u32::try_from(value(parameters, name)?.as_u64()?).ok()
}

/// Every parameter of a name.
pub(super) fn all<'a>(parameters: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    let list = ["parameter", "part"].into_iter().find_map(|member| parameters.get(member)?.as_array());
    let name = name.to_owned();
    list.into_iter().flatten().filter(move |parameter| parameter["name"] == name.as_str())
}

fn value_of(parameter: &Value) -> Option<&Value> {
    let members = parameter.as_object()?;
    members.iter().find(|(key, _)| key.starts_with("value") || *key == "resource").map(|(_, value)| value)
}
