//! Which new PINs and passphrases are taken. What is typed to open a lock is not judged.

use secrecy::SecretString;

use super::LockerError;
use crate::vault::SHORTEST_PASSPHRASE;
use crate::vault::passphrase::normal;

const SHORTEST: usize = 6;
const LONGEST: usize = 12;

/// Well-known ones that no rule below finds: keypad figures, doubled digits, dates and numbers that everybody knows.
const COMMON: &[&str] = &[
    "100200", "102030", "112233", "112358", "123321", "123654", "134679", "135790", "142536", "147258",
    "147852", "159357", "159753", "192837", "246810", "258369", "271828", "314159", "321456", "332211",
    "369258", "741852", "753159", "789456", "852456", "951753", "963852", "987321", "11223344", "12344321",
    "31415926",
];

/// Six to twelve digits, and not one that many would try first. `easy` are texts that no PIN may contain, such as the
/// writings of a birth date.
pub(super) fn check_pin(pin: &SecretString, easy: &[String]) -> Result<(), LockerError> {
    let pin = normal(pin);
    let digits = pin.as_bytes();
    if !(SHORTEST..=LONGEST).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(LockerError::WrongLength);
    }
    let contains_easy = easy.iter().any(|easy| !easy.is_empty() && pin.contains(easy.as_str()));
    if contains_easy || COMMON.contains(&pin.as_str()) || is_run(digits) || repeats(digits) {
        return Err(LockerError::TooEasy);
    }
    Ok(())
}

/// Long enough.
pub(crate) fn check_passphrase(words: &SecretString) -> Result<(), LockerError> {
    if normal(words).chars().count() < SHORTEST_PASSPHRASE { Err(LockerError::WrongLength) } else { Ok(()) }
}

/// Up or down in steps of one all the way, also over the end of the row of keys (`890123`).
fn is_run(digits: &[u8]) -> bool {
    let all_steps = |step: u8| digits.windows(2).all(|two| (two[0] - b'0' + step) % 10 == two[1] - b'0');
    all_steps(1) || all_steps(9)
}

/// Something short again and again: one digit, `121212`, `123123`, `1212121`.
fn repeats(digits: &[u8]) -> bool {
    (1..=digits.len() / 2).any(|period| digits.iter().zip(&digits[period..]).all(|(one, later)| one == later))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn check(pin: &str) -> Result<(), LockerError> {
        check_pin(&SecretString::from(pin), &["1987".to_owned(), "150387".to_owned(), String::new()])
    }

    #[rstest]
    #[case::six("582931", Ok(()))]
    #[case::twelve("582931740652", Ok(()))]
    #[case::full_width("５８２９３１", Ok(()))]
    #[case::five("58293", Err(LockerError::WrongLength))]
    #[case::thirteen("5829317406521", Err(LockerError::WrongLength))]
    #[case::none("", Err(LockerError::WrongLength))]
    #[case::a_letter("58293l", Err(LockerError::WrongLength))]
    #[case::a_space("582 931", Err(LockerError::WrongLength))]
    #[case::digits_that_stay_others("٥٨٢٩٣١", Err(LockerError::WrongLength))]
    #[case::one_digit("777777", Err(LockerError::TooEasy))]
    #[case::a_run_up("345678", Err(LockerError::TooEasy))]
    #[case::a_run_down("987654", Err(LockerError::TooEasy))]
    #[case::a_run_over_the_end("678901", Err(LockerError::TooEasy))]
    #[case::two_again_and_again("121212", Err(LockerError::TooEasy))]
    #[case::three_twice("482482", Err(LockerError::TooEasy))]
    #[case::a_pattern_with_a_rest("4824824", Err(LockerError::TooEasy))]
    #[case::known_to_all("314159", Err(LockerError::TooEasy))]
    #[case::the_birth_date("150387", Err(LockerError::TooEasy))]
    #[case::the_year_within("431987", Err(LockerError::TooEasy))]
    #[case::full_width_and_easy("７７７７７７", Err(LockerError::TooEasy))]
    fn a_new_pin_is_long_enough_and_not_easy(#[case] pin: &str, #[case] verdict: Result<(), LockerError>) {
        assert_eq!(check(pin), verdict);
    }

    #[test]
    fn no_common_one_is_there_for_nothing() {
        for pin in COMMON {
            let digits = pin.as_bytes();
            assert!(digits.len() >= SHORTEST && !is_run(digits) && !repeats(digits), "{pin}");
        }
    }

    #[test]
    fn a_passphrase_is_counted_in_characters() {
        assert_eq!(check_passphrase(&SecretString::from("ñandúes")), Err(LockerError::WrongLength));
        assert_eq!(check_passphrase(&SecretString::from("ñandúes!")), Ok(()));
    }
}
