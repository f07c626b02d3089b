//! What the administrator of this computer set by a policy of the system. Windows: values in the registry, below a key
//! that only administrators write. macOS: a configuration profile. Linux has no such thing: there it is a file.

use std::io;

use settings::PolicyValue;

/// The settings that a policy gives, as the text of a settings file; `None` where there is no policy. One that cannot be
/// read is an error: nothing takes its place.
pub(crate) fn policy() -> Option<io::Result<String>> {
    match values() {
        Ok(values) if values.is_empty() => None,
        Ok(values) => Some(Ok(settings::policy_text(&values))),
        Err(error) => Some(Err(error)),
    }
}

#[cfg(any(windows, target_os = "macos", test))]
fn odd(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// `HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Satchel`: a value a key, by its whole name. A user's own part of the registry
/// is not asked, for a user could write there.
#[cfg(windows)]
fn values() -> io::Result<Vec<(String, PolicyValue)>> {
    use windows_registry::{LOCAL_MACHINE, Type};

    /// `ERROR_FILE_NOT_FOUND` as an HRESULT.
    const NOT_THERE: u32 = 0x8007_0002;
    let key = match LOCAL_MACHINE.open(r"SOFTWARE\Policies\Satchel") {
        Err(error) if error.code().0.cast_unsigned() == NOT_THERE => return Ok(Vec::new()),
        key => key.map_err(io::Error::other)?,
    };
    let mut values = Vec::new();
    for (name, value) in key.values().map_err(io::Error::other)?.filter(|(name, _)| !name.is_empty()) {
        let value = match value.ty() {
            Type::U32 => PolicyValue::Number(u32::try_from(value).map_err(io::Error::other)?.into()),
            Type::String => PolicyValue::Text(String::try_from(value).map_err(io::Error::other)?),
            Type::MultiString => {
                let lines = Vec::<String>::try_from(value).map_err(io::Error::other)?;
                PolicyValue::Lines(lines.into_iter().filter(|line| !line.is_empty()).collect())
            }
            _ => return Err(odd("a policy of a kind that no setting has")),
        };
        values.push((name, value));
    }
    Ok(values)
}

/// What the system makes of the profiles that were installed for this computer; only the system writes there.
#[cfg(target_os = "macos")]
fn values() -> io::Result<Vec<(String, PolicyValue)>> {
    match std::fs::read("/Library/Managed Preferences/health.satchel.desktop.plist") {
        Ok(bytes) => of_property_list(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail")]
fn values() -> io::Result<Vec<(String, PolicyValue)>> {
    Ok(Vec::new())
}

/// A property list, in XML or binary: a dictionary with a value a key, by its whole name.
#[cfg(any(target_os = "macos", test))]
fn of_property_list(bytes: &[u8]) -> io::Result<Vec<(String, PolicyValue)>> {
    let list = plist::Value::from_reader(io::Cursor::new(bytes)).map_err(io::Error::other)?;
    let list = list.into_dictionary().ok_or_else(|| odd("a profile that is no dictionary"))?;
    let mut values = Vec::new();
    // The system adds what it knows of the profile itself.
    for (name, value) in list.into_iter().filter(|(name, _)| !name.starts_with("Payload")) {
        let value = match value {
            plist::Value::String(text) => PolicyValue::Text(text),
            plist::Value::Boolean(yes) => PolicyValue::Switch(yes),
            plist::Value::Integer(number) => {
                PolicyValue::Number(number.as_signed().ok_or_else(|| odd("a number that is too large"))?)
            }
            plist::Value::Array(list) => {
                let lines: Option<Vec<String>> = list.into_iter().map(plist::Value::into_string).collect();
                PolicyValue::Lines(lines.ok_or_else(|| odd("a list of something else than texts"))?)
            }
            _ => return Err(odd("a policy of a kind that no setting has")),
        };
        values.push((name, value));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use settings::Settings;

    use super::*;

    /// The profile that an organisation starts from.
    const PROFILE: &str = include_str!("../../docs/organisations/policy/satchel.mobileconfig");

    /// What the system would make of it.
    fn installed() -> Vec<u8> {
        let profile = plist::Value::from_reader(io::Cursor::new(PROFILE)).unwrap();
        let payload = profile.as_dictionary().unwrap()["PayloadContent"].as_array().unwrap()[0].clone();
        let payload = payload.into_dictionary().unwrap();
        assert_eq!(payload["PayloadType"].as_string(), Some("health.satchel.desktop"));
        let mut bytes = Vec::new();
        plist::Value::Dictionary(payload).to_writer_binary(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_profile_says_the_same_as_the_example() {
        let text = settings::policy_text(&of_property_list(&installed()).unwrap());
        let parsed = Settings::parse(&text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        let example = settings::EXAMPLE.replace("# loopback_origin = ", "loopback_origin = ");
        assert_eq!(
            format!("{:?}", parsed.settings),
            format!("{:?}", Settings::parse(&example).unwrap().settings)
        );
    }

    #[test]
    fn what_no_setting_can_be_is_an_error_and_not_passed_over() {
        let list = |value: &str| {
            format!("<plist version=\"1.0\"><dict><key>bwell.client_key</key>{value}</dict></plist>")
        };
        assert!(of_property_list(list("<string>a</string>").as_bytes()).is_ok());
        for value in ["<real>1.5</real>", "<array><integer>1</integer></array>", "<dict/>"] {
            assert!(of_property_list(list(value).as_bytes()).is_err(), "{value}");
        }
        assert!(of_property_list(b"<plist version=\"1.0\"><string>a</string></plist>").is_err());
        assert!(of_property_list(b"no list").is_err());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn linux_has_a_file_and_no_policy() {
        assert!(policy().is_none());
    }
}
