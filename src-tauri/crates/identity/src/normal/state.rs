//! States and territories as two letters (USPS Publication 28, appendix B).

use super::fold;

const STATES: [(&str, &str); 62] = [
    ("AL", "ALABAMA"),
    ("AK", "ALASKA"),
    ("AS", "AMERICAN SAMOA"),
    ("AZ", "ARIZONA"),
    ("AR", "ARKANSAS"),
    ("CA", "CALIFORNIA"),
    ("CO", "COLORADO"),
    ("CT", "CONNECTICUT"),
    ("DE", "DELAWARE"),
    ("DC", "DISTRICT OF COLUMBIA"),
    ("FM", "FEDERATED STATES OF MICRONESIA"),
    ("FL", "FLORIDA"),
    ("GA", "GEORGIA"),
    ("GU", "GUAM"),
    ("HI", "HAWAII"),
    ("ID", "IDAHO"),
    ("IL", "ILLINOIS"),
    ("IN", "INDIANA"),
    ("IA", "IOWA"),
    ("KS", "KANSAS"),
    ("KY", "KENTUCKY"),
    ("LA", "LOUISIANA"),
    ("ME", "MAINE"),
    ("MH", "MARSHALL ISLANDS"),
    ("MD", "MARYLAND"),
    ("MA", "MASSACHUSETTS"),
    ("MI", "MICHIGAN"),
    ("MN", "MINNESOTA"),
    ("MS", "MISSISSIPPI"),
    ("MO", "MISSOURI"),
    ("MT", "MONTANA"),
    ("NE", "NEBRASKA"),
    ("NV", "NEVADA"),
    ("NH", "NEW HAMPSHIRE"),
    ("NJ", "NEW JERSEY"),
    ("NM", "NEW MEXICO"),
    ("NY", "NEW YORK"),
    ("NC", "NORTH CAROLINA"),
    ("ND", "NORTH DAKOTA"),
    ("MP", "NORTHERN MARIANA ISLANDS"),
    ("OH", "OHIO"),
    ("OK", "OKLAHOMA"),
    ("OR", "OREGON"),
    ("PW", "PALAU"),
    ("PA", "PENNSYLVANIA"),
    ("PR", "PUERTO RICO"),
    ("RI", "RHODE ISLAND"),
    ("SC", "SOUTH CAROLINA"),
    ("SD", "SOUTH DAKOTA"),
    ("TN", "TENNESSEE"),
    ("TX", "TEXAS"),
    ("UT", "UTAH"),
    ("VT", "VERMONT"),
    ("VA", "VIRGINIA"),
    ("VI", "VIRGIN ISLANDS"),
    ("WA", "WASHINGTON"),
    ("WV", "WEST VIRGINIA"),
    ("WI", "WISCONSIN"),
    ("WY", "WYOMING"),
    ("AA", "ARMED FORCES AMERICAS"),
    ("AE", "ARMED FORCES EUROPE"),
    ("AP", "ARMED FORCES PACIFIC"),
];

/// Two letters, from two letters, the name, or ISO 3166-2 (`US-MN`). `None` for what is no state.
pub(crate) fn state(text: &str) -> Option<&'static str> {
    let folded = fold(text).replace('.', "");
    let key = folded.trim();
    let key = key.strip_prefix("US-").unwrap_or(key);
    STATES.iter().find(|(code, name)| key == *code || key == *name).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("MN", Some("MN"))]
    #[case("mn", Some("MN"))]
    #[case("Minnesota", Some("MN"))]
    #[case("US-MN", Some("MN"))]
    #[case("D.C.", Some("DC"))]
    #[case("Ontario", None)]
    #[case("", None)]
    fn a_state_is_two_letters(#[case] text: &str, #[case] code: Option<&str>) {
        assert_eq!(state(text), code, "{text}");
    }
}
