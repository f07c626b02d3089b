//! Street addresses after Project US@ (`spec/ias-wire.md`, section 9.1), as far as its published rules are clear.

use super::fold;
use super::street_words::{DIRECTIONS, ROADS, SUFFIXES, UNITS};

/// One spelling. Empty for an address without a word in it.
pub(crate) fn street(text: &str) -> String {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(boxed) = post_office_box(&words).or_else(|| route_box(&words)) {
        return boxed;
    }
    let unit =
        words.iter().skip(1).position(|word| *word == "#" || unit_name(word).is_some()).map(|at| at + 1);
    let unit = unit.filter(|at| *at >= 2 && starts_unit(&words[*at..]));
    let (road, unit) = words.split_at(unit.unwrap_or(words.len()));
    [road_words(road), unit_words(unit)].concat().join(" ")
}

/// Have two normalised addresses the same house or box number?
pub(crate) fn same_number(a: &str, b: &str) -> bool {
    let (a, b) = (number(a), number(b));
    a.is_some() && a == b
}

fn number(street: &str) -> Option<&str> {
    let in_box = street.rsplit_once("BOX ").map(|(_, number)| number);
    in_box.or_else(|| street.split(' ').next()).filter(|number| starts_with_digit(number))
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Letters, digits, hyphen and slash; a point only between digits; `#` is a word of its own.
fn words(text: &str) -> Vec<String> {
    let folded: Vec<char> = fold(text).chars().collect();
    let mut kept = String::new();
    for (at, c) in folded.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(char::is_ascii_digit);
        match c {
            '#' => kept.push_str(" # "),
            '-' | '/' => kept.push(*c),
            '.' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => kept.push('.'),
            '.' | '\'' | '’' => {}
            c if c.is_alphanumeric() => kept.push(*c),
            _ => kept.push(' '),
        }
    }
    kept.split_whitespace().map(str::to_owned).collect()
}

/// `PO BOX`, `P O BOX`, `POST OFFICE BOX`, `POB`.
fn post_office_box(words: &[&str]) -> Option<String> {
    let (["PO" | "POST", "BOX", rest @ ..]
    | ["P", "O", "BOX", rest @ ..]
    | ["POST", "OFFICE", "BOX", rest @ ..]
    | ["POB" | "POBOX", rest @ ..]) = words
    else {
        return None;
    };
    let ([number] | ["#", number]) = rest else { return None };
    Some(format!("PO BOX {}", without_zeros(number)))
}

/// Rural routes and highway contract routes, whose older name is star route.
fn route_box(words: &[&str]) -> Option<String> {
    let (kind, rest) = match words {
        ["RR" | "RFD", rest @ ..] | ["R", "R", rest @ ..] | ["RURAL", "ROUTE" | "RTE" | "RT", rest @ ..] => {
            ("RR", rest)
        }
        ["HC", rest @ ..]
        | ["HIGHWAY" | "HWY", "CONTRACT", "ROUTE" | "RTE" | "RT", rest @ ..]
        | ["STAR", "ROUTE" | "RTE" | "RT", rest @ ..] => ("HC", rest),
        _ => return None,
    };
    let [route, "BOX", number] = rest else { return None };
    Some(format!("{kind} {} BOX {}", without_zeros(route), without_zeros(number)))
}

fn without_zeros(number: &str) -> &str {
    let trimmed = number.trim_start_matches('0');
    if starts_with_digit(trimmed) { trimmed } else { number }
}

fn unit_name(word: &str) -> Option<&'static str> {
    UNITS.iter().find(|(short, long)| word == *short || word == *long).map(|(short, _)| *short)
}

/// A unit has a number, or is one of those that need none; else `Key` or `Front` is the name of a street.
fn starts_unit(words: &[&str]) -> bool {
    let alone =
        matches!(unit_name(words[0]), Some("BSMT" | "FRNT" | "LBBY" | "LOWR" | "PH" | "REAR" | "UPPR"));
    match words {
        [_] => alone,
        ["#", ..] => true,
        [_, next, ..] => *next == "#" || next.len() == 1 || next.contains(|c: char| c.is_ascii_digit()),
        [] => false,
    }
}

/// `APT # 4B` is `APT 4B`; a bare `# 4B` stays what it is.
fn unit_words(words: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let after_name = at > 0 && unit_name(words[at - 1]).is_some();
        if *word != "#" || !after_name {
            out.push(unit_name(word).unwrap_or(word).to_owned());
        }
    }
    out
}

/// House number, direction, name, suffix, direction.
fn road_words(words: &[&str]) -> Vec<String> {
    let start = usize::from(words.first().is_some_and(|word| starts_with_digit(word)));
    let (number, name) = words.split_at(start);
    let mut out: Vec<String> = number.iter().map(|word| (*word).to_owned()).collect();
    out.extend(numbered_road(name).unwrap_or_else(|| named_road(name)));
    out
}

/// `HWY 50 E` is `HIGHWAY 50 E`: the name of the road is its number.
fn numbered_road(name: &[&str]) -> Option<Vec<String>> {
    let before = usize::from(name.len() > 2 && direction(name[0]).is_some());
    let (first, name) = name.split_at(before);
    let written = |pattern: &[&str]| {
        name.starts_with(pattern) && name.get(pattern.len()).is_some_and(|word| starts_with_digit(word))
    };
    let (length, spelled) = ROADS.iter().find_map(|(short, spelled)| {
        let long: Vec<&str> = spelled.split(' ').collect();
        let pattern = [*short, &long].into_iter().find(|pattern| written(pattern))?;
        Some((pattern.len(), *spelled))
    })?;
    let mut out: Vec<String> = first.iter().map(|word| short_direction(word)).collect();
    out.push(spelled.to_owned());
    out.extend(name[length..].iter().map(|word| short_direction(word)));
    Some(out)
}

fn named_road(name: &[&str]) -> Vec<String> {
    let mut name = name.to_vec();
    // `MAIN ST N`: a direction at the end, after a name of its own.
    let after = (name.len() > 2 || (name.len() == 2 && suffix(name[0]).is_none()))
        .then(|| name.last().copied().and_then(direction))
        .flatten();
    if after.is_some() {
        name.pop();
    }
    let kind = (name.len() > 1).then(|| name.last().copied().and_then(suffix)).flatten();
    if kind.is_some() {
        name.pop();
    }
    let mut out: Vec<String> = match &name[..] {
        // `SOUTH BLVD`: the direction is the name, so it is spelled out.
        [only] => vec![long_direction(only)],
        [first, rest @ ..] => {
            let rest = rest.iter().map(|word| (*word).to_owned());
            std::iter::once(short_direction(first)).chain(rest).collect()
        }
        [] => Vec::new(),
    };
    out.extend(kind.into_iter().chain(after).map(str::to_owned));
    out
}

fn suffix(word: &str) -> Option<&'static str> {
    SUFFIXES.iter().find(|forms| forms.contains(&word)).map(|forms| forms[0])
}

fn direction(word: &str) -> Option<&'static str> {
    DIRECTIONS.iter().find(|(short, long)| word == *short || word == *long).map(|(short, _)| *short)
}

fn short_direction(word: &str) -> String {
    direction(word).unwrap_or(word).to_owned()
}

fn long_direction(word: &str) -> String {
    let long = DIRECTIONS.iter().find(|(short, _)| word == *short).map(|(_, long)| *long);
    long.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("6647 Wildflower Drive South", "6647 WILDFLOWER DR S")]
    #[case("123 Main St Apt #4B", "123 MAIN ST APT 4B")]
    #[case("123 MAIN STREET APARTMENT 4B", "123 MAIN ST APT 4B")]
    #[case("123 Main St #4B", "123 MAIN ST # 4B")]
    #[case("123 Main Street, Suite 200", "123 MAIN ST STE 200")]
    #[case("123 N. Main St.", "123 N MAIN ST")]
    #[case("123 Main St North", "123 MAIN ST N")]
    #[case("100 South Boulevard", "100 SOUTH BLVD")]
    #[case("100 S Blvd", "100 SOUTH BLVD")]
    #[case("500 St. Charles Ave", "500 ST CHARLES AVE")]
    #[case("500 Saint Charles Avenue", "500 SAINT CHARLES AVE")]
    #[case("12 Avenue Road", "12 AVENUE RD")]
    #[case("7 Front Street", "7 FRONT ST")]
    #[case("9 Rear Lane", "9 REAR LN")]
    #[case("7 Oak Ln Rear", "7 OAK LN REAR")]
    #[case("39.2 Road", "39.2 ROAD")]
    #[case("112-10 Bronx Road", "112-10 BRONX RD")]
    #[case("123 1/2 Elm St", "123 1/2 ELM ST")]
    #[case("P.O. Box 00123", "PO BOX 123")]
    #[case("Post Office Box 123", "PO BOX 123")]
    #[case("Star Route 68 Box 23A", "HC 68 BOX 23A")]
    #[case("R.R. 2 Box 18", "RR 2 BOX 18")]
    #[case("1500 County Rd 12", "1500 COUNTY ROAD 12")]
    #[case("1500 E Hwy 50", "1500 E HIGHWAY 50")]
    #[case("200 FM 187", "200 FARM TO MARKET 187")]
    #[case("Broadway", "BROADWAY")]
    #[case("", "")]
    fn an_address_has_one_spelling(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(street(text), expected);
    }

    #[rstest]
    #[case("123 MAIN ST", "123 MAIN ST APT 4B", true)]
    #[case("123 MAIN ST", "124 MAIN ST", false)]
    #[case("PO BOX 123", "HC 1 BOX 123", true)]
    #[case("BROADWAY", "BROADWAY", false)]
    fn houses_are_told_by_their_number(#[case] a: &str, #[case] b: &str, #[case] same: bool) {
        assert_eq!(same_number(a, b), same);
    }

    proptest! {
        #[test]
        fn any_text_has_a_spelling(text in "\\PC{0,60}") {
            let _ = street(&text);
        }

        #[test]
        fn short_and_long_words_are_one_address_and_its_spelling_stays(
            number in 1..9999_u32,
            before in prop::sample::select(vec![("", ""), ("N", "North"), ("SW", "Southwest")]),
            name in "(MAIN|OAK GROVE|5TH|O'HARA|MARTIN LUTHER KING)",
            kind in prop::sample::select(vec![("ST", "Street"), ("AVE.", "Avenue"), ("BLVD", "Boulevard")]),
            after in prop::sample::select(vec![("", ""), ("S", "South"), ("NE", "Northeast")]),
            unit in prop::sample::select(vec![("", ""), ("APT 4B", "Apartment #4b"), ("STE 200", "Suite 200")]),
        ) {
            let short = street(&format!("{number} {} {name} {} {} {}", before.0, kind.0, after.0, unit.0));
            let long = street(&format!("{number} {} {name} {} {}, {}", before.1, kind.1, after.1, unit.1));
            prop_assert_eq!(&short, &long);
            prop_assert_eq!(street(&short), short);
        }
    }
}
