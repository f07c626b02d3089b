//! Telephone numbers, mail addresses, ZIP codes.

/// E.164 of the North American plan, or the digits of another country's number. `None` for what is no number.
pub(crate) fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        10 if !text.trim_start().starts_with('+') => Some(format!("+1{digits}")),
        7.. => Some(format!("+{digits}")),
        _ => None,
    }
}

/// In lower case, without `mailto:`.
pub(crate) fn email(text: &str) -> String {
    let text = text.trim().to_lowercase();
    text.strip_prefix("mailto:").unwrap_or(&text).to_owned()
}

/// The first five digits. Four digits have lost their leading zero on the way. `None` for what is no ZIP code.
pub(crate) fn zip5(text: &str) -> Option<String> {
    let (five, rest) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(five) || !digits(rest) {
        return None;
    }
    match (five.len(), rest.len()) {
        (4, 0 | 4) => Some(format!("0{five}")),
        (5, 0 | 4) => Some(five.to_owned()),
        (9, 0) => Some(five[..5].to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("+1 (608) 555-1243", Some("+16085551243"))]
    #[case("6085551243", Some("+16085551243"))]
    #[case("1-608-555-1243", Some("+16085551243"))]
    #[case("+52 55 5555 1243", Some("+525555551243"))]
    #[case("n/a", None)]
    fn a_number_has_one_spelling(#[case] text: &str, #[case] number: Option<&str>) {
        assert_eq!(phone(text).as_deref(), number, "{text}");
    }

    #[rstest]
    #[case("55016-1234", Some("55016"))]
    #[case("97005-", Some("97005"))]
    #[case("550161234", Some("55016"))]
    #[case("2138", Some("02138"))]
    #[case(" 02138 ", Some("02138"))]
    #[case("K1A 0B1", None)]
    #[case("550", None)]
    #[case("", None)]
    fn a_zip_code_is_five_digits(#[case] text: &str, #[case] five: Option<&str>) {
        assert_eq!(zip5(text).as_deref(), five, "{text}");
    }

    #[test]
    fn a_mail_address_has_one_spelling() {
        assert_eq!(email(" mailto:Anna@Example.COM"), "anna@example.com");
    }
}
