//! Time stamps of HL7 version 3: digits without separators, cut off where the precision ends.

use super::Date;

/// `YYYY[MM[DD[HH[MM[SS[.fraction]]]]]][+-ZZzz]`. An hour without minutes is read to the day: the minutes would be
/// made up.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let zone = text.find(['+', '-', 'Z']).unwrap_or(text.len());
    let (stamp, zone) = text.split_at(zone);
    let digits = stamp.split_once('.').map_or(stamp, |(digits, _)| digits);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to);
    let mut date = part(0, 4)?.to_owned();
    let known = match digits.len() {
        4 => 0,
        6 => 1,
        8 | 10 => 2,
        12 => 4,
        14 => 5,
        _ => return None,
    };
    for (mark, (from, to)) in "--T::".chars().zip([(4, 6), (6, 8), (8, 10), (10, 12), (12, 14)]).take(known) {
        date.push(mark);
        date.push_str(part(from, to)?);
    }
    if known > 2 {
        date.push_str(&offset(zone)?);
    }
    Date::fhir(&date)
}

/// `-0500` as `-05:00`.
fn offset(zone: &str) -> Option<String> {
    match zone {
        "" | "Z" => Some(zone.to_owned()),
        _ if zone.len() == 5 => Some(format!("{}:{}", zone.get(..3)?, zone.get(3..)?)),
        _ if zone.len() == 3 => Some(format!("{zone}:00")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("1998", "1998")]
    #[case("201309", "2013-09")]
    #[case("19750501", "1975-05-01")]
    #[case("2013081510", "2013-08-15")]
    #[case("201308151030-0800", "2013-08-15T10:30-08:00")]
    #[case("20130717114446.302-0500", "2013-07-17T11:44:46-05:00")]
    #[case("20090329224411", "2009-03-29T22:44:11")]
    #[case("19750501-0500", "1975-05-01")]
    fn a_stamp_keeps_its_precision(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(date(text).unwrap().as_str(), expected);
    }

    #[rstest]
    #[case("201102019")]
    #[case("20131301")]
    #[case("July 3")]
    #[case("201308151030-8")]
    #[case("")]
    fn what_is_no_stamp_is_none(#[case] text: &str) {
        assert_eq!(date(text), None);
    }
}
