//! The six digits that a clinic must be told. Source: seed 002, step 1; rules: `spec/shl-wire.md`, section 7.

use secrecy::SecretString;

use crate::Error;
use crate::chance::Chance;

/// Six digits by chance (the operating system's random source but in a demo that has a seed), uniform over 000000 to 999999 but for those that anyone
/// would try first: a short list, and what the birth date (`YYYY-MM-DD`) gives away.
pub(crate) fn passcode(birth_date: Option<&str>, chance: &Chance) -> Result<SecretString, Error> {
    loop {
        let Some(digits) = uniform(u32::from_le_bytes(chance.four("passcode")?)) else { continue };
        if !is_easy(&digits, birth_date) {
            return Ok(SecretString::from(digits));
        }
    }
}

/// A number below a million without bias: what lies in the last, incomplete million is thrown away.
fn uniform(random: u32) -> Option<String> {
    const MILLION: u32 = 1_000_000;
    (random < u32::MAX - u32::MAX % MILLION).then(|| format!("{:06}", random % MILLION))
}

fn is_easy(digits: &str, birth_date: Option<&str>) -> bool {
    const FIRST_TRIED: [&str; 6] = ["123456", "654321", "012345", "543210", "123123", "112233"];
    let same = digits.bytes().all(|d| digits.starts_with(char::from(d)));
    same || FIRST_TRIED.contains(&digits) || birth_date_digits(birth_date).iter().any(|easy| easy == digits)
}

/// What a birth date (`YYYY-MM-DD`) gives away: day, month and year in each order, and the year with the month.
pub(crate) fn birth_date_digits(date: Option<&str>) -> Vec<String> {
    let mut parts = date.unwrap_or_default().split('-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return Vec::new();
    };
    let short = year.get(2..).unwrap_or_default();
    vec![
        format!("{day}{month}{short}"),
        format!("{month}{day}{short}"),
        format!("{short}{month}{day}"),
        format!("{year}{month}"),
        format!("{month}{year}"),
        format!("{day}{month}{year}"),
        format!("{month}{day}{year}"),
        format!("{year}{month}{day}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use secrecy::ExposeSecret as _;

    #[test]
    fn six_digits_with_leading_zeros() {
        assert_eq!(uniform(42).as_deref(), Some("000042"));
        assert_eq!(uniform(u32::MAX), None);
        for _ in 0..1000 {
            let code = passcode(Some("1968-04-06"), &Chance::of(None)).unwrap();
            assert!(
                code.expose_secret().len() == 6 && code.expose_secret().bytes().all(|d| d.is_ascii_digit())
            );
        }
    }

    #[test]
    fn what_anyone_would_try_first_is_not_given() {
        for easy in ["000000", "777777", "123456", "060468", "040668", "680406", "196804", "041968"] {
            assert!(is_easy(easy, Some("1968-04-06")), "{easy}");
        }
        assert!(!is_easy("060469", Some("1968-04-06")));
    }

    proptest! {
        #[test]
        fn every_number_gives_six_digits_or_nothing(random in any::<u32>()) {
            if let Some(digits) = uniform(random) {
                prop_assert_eq!(digits.len(), 6);
            }
        }
    }
}
