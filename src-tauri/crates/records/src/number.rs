//! Numbers, written so that a person can read them.

/// Digits beyond which a fraction comes from a computer, not from a measurement.
const MOST_DIGITS: usize = 8;
/// Digits that such a number is rounded to.
const KEPT_DIGITS: usize = 5;
/// No number is longer; what is, is text.
const LONGEST: usize = 64;

/// A decimal as its source wrote it. One with more digits than any instrument has (`185.8289545670521`) is rounded in
/// its fraction; whole numbers are never touched.
pub(crate) fn readable(text: &str) -> String {
    let text = text.trim();
    let Some((whole, fraction)) = text.split_once('.') else { return text.to_owned() };
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole_digits = whole.trim_start_matches('-');
    if text.len() > LONGEST || !all_digits(whole_digits) || !all_digits(fraction) {
        return text.to_owned();
    }
    let leading = if whole_digits.trim_start_matches('0').is_empty() {
        fraction.len() - fraction.trim_start_matches('0').len()
    } else {
        0
    };
    let significant = whole_digits.trim_start_matches('0').len() + fraction.len() - leading;
    if significant <= MOST_DIGITS {
        return text.to_owned();
    }
    let decimals = leading + KEPT_DIGITS.saturating_sub(whole_digits.trim_start_matches('0').len());
    match text.parse::<f64>() {
        Ok(number) => {
            let rounded = format!("{number:.decimals$}");
            if rounded.contains('.') {
                rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                rounded
            }
        }
        Err(_) => text.to_owned(),
    }
}

/// A unit as people write it; those of UCUM that are made for machines in their usual form.
pub(crate) fn readable_unit(unit: &str) -> &str {
    match unit {
        "mm[Hg]" => "mmHg",
        "Cel" => "°C",
        "[degF]" => "°F",
        "[lb_av]" => "lb",
        "[oz_av]" => "oz",
        "[in_i]" => "in",
        "[ft_i]" => "ft",
        unit => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("6.4", "6.4")]
    #[case("6.40", "6.40")]
    #[case("123456789", "123456789")]
    #[case("185.8289545670521", "185.83")]
    #[case("0.000123456789123", "0.00012346")]
    #[case("12345678.9123", "12345679")]
    #[case("-0.30000000000000004", "-0.3")]
    #[case("1e-7", "1e-7")]
    #[case("<5", "<5")]
    fn a_number_is_readable(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(readable(text), expected);
    }

    proptest! {
        #[test]
        fn rounding_stays_close(number in -1e6..1e6_f64) {
            let read: f64 = readable(&number.to_string()).parse().unwrap();
            prop_assert!((read - number).abs() <= 1e-4 * number.abs().max(1e-9), "{number} {read}");
        }
    }
}
