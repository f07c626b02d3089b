//! Names: what is dropped, what is kept apart, and when two are the same.

use crate::person::PersonName;

use super::fold;

const TITLES: [&str; 5] = ["DR", "MR", "MRS", "MS", "MISS"];
const SUFFIXES: [&str; 7] = ["JR", "SR", "II", "III", "IV", "MD", "PHD"];
/// What software writes where there is no name.
const PLACEHOLDERS: [&str; 6] = ["NULL", "UNKNOWN", "N/A", "NONE", "UNDEFINED", "NOT AVAILABLE"];
/// Letters above are in no verified name we may compare: most look like a Latin one (Cyrillic, Greek).
const LAST_LETTER: char = '\u{17f}';

/// A name, normalised: letters alone, suffix apart.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Empty where there is none.
    pub(crate) family: String,
    /// The first given name; empty where there is none.
    first: String,
    /// All given names in one.
    all_given: String,
    /// What follows the first given name.
    middle: String,
    pub(crate) suffix: Option<String>,
    /// A letter that cannot be compared.
    pub(crate) foreign: bool,
}

impl Name {
    pub(crate) fn read(name: &PersonName) -> Self {
        let mut family = words(&name.family);
        let mut given: Vec<String> = name.given.iter().flat_map(|part| words(part)).collect();
        let stated = name.suffix.as_deref().map(words).unwrap_or_default().concat();
        let inside = take_suffix(&mut family).or_else(|| take_suffix(&mut given));
        let suffix = if stated.is_empty() { inside } else { Some(stated) };
        drop_titles(&mut family);
        drop_titles(&mut given);
        let middle: Vec<String> = name.middle.as_deref().map(words).unwrap_or_default();
        let all_given = given.concat();
        let first = given.first().cloned().unwrap_or_default();
        let middle = [given.get(1..).unwrap_or_default(), &middle].concat().concat();
        let family = family.concat();
        let foreign = family.chars().chain(all_given.chars()).any(|c| c > LAST_LETTER);
        Self { family, first, all_given, middle, suffix, foreign }
    }

    pub(crate) fn has_given(&self) -> bool {
        !self.first.is_empty()
    }

    /// The first names are equal, or all of them written as one word are: `Jean-Paul` is `Jean Paul`.
    pub(crate) fn same_given(&self, other: &Self) -> bool {
        self.first == other.first || self.all_given == other.all_given
    }

    pub(crate) fn near_given(&self, other: &Self) -> bool {
        one_edit_apart(&self.first, &other.first) || one_edit_apart(&self.all_given, &other.all_given)
    }

    /// Both have a middle name, and neither is the other nor its initial.
    pub(crate) fn middle_differs(&self, other: &Self) -> bool {
        let (a, b) = (&self.middle, &other.middle);
        let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
        !a.is_empty() && !b.is_empty() && a != b && !initial(a, b) && !initial(b, a)
    }
}

/// Separated by blanks, each reduced to its letters; placeholders and what has no letter are no words.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    if PLACEHOLDERS.contains(&folded.trim()) {
        return Vec::new();
    }
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    folded.split([' ', '\u{a0}', ',']).map(letters).filter(|word| !word.is_empty()).collect()
}

/// A suffix at the end, where something else stands before it.
fn take_suffix(words: &mut Vec<String>) -> Option<String> {
    let last = words.last().filter(|last| SUFFIXES.contains(&last.as_str()))?;
    if words.len() < 2 {
        return None;
    }
    let suffix = last.clone();
    words.pop();
    Some(suffix)
}

fn drop_titles(words: &mut Vec<String>) {
    while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
}

/// One letter changed, added, left out, or two neighbours swapped, in words of five letters or more.
pub(crate) fn one_edit_apart(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a == b || a.len().min(b.len()) < 5 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let swapped = || match (a, b) {
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) => a1 == b2 && a2 == b1 && a == b,
        _ => false,
    };
    let changed = || !a.is_empty() && !b.is_empty() && a[1..] == b[1..];
    let added = || !b.is_empty() && *a == b[1..];
    let left_out = || !a.is_empty() && a[1..] == *b;
    changed() || added() || left_out() || swapped()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn name(family: &str, given: &[&str]) -> Name {
        Name::read(&PersonName {
            family: family.to_owned(),
            given: given.iter().map(|part| (*part).to_owned()).collect(),
            ..PersonName::default()
        })
    }

    #[rstest]
    #[case("Núñez", "NUNEZ")]
    #[case("Nu\u{303}n\u{303}ez", "NUNEZ")]
    #[case("O’Brien", "OBRIEN")]
    #[case("O Brien", "OBRIEN")]
    #[case("St. John-Smythe", "STJOHNSMYTHE")]
    #[case("Weiß", "WEISS")]
    #[case("Sørensen", "SORENSEN")]
    #[case("Łukasz", "LUKASZ")]
    #[case("Đặng", "DANG")]
    #[case("Doe, Jr.", "DOE")]
    #[case("Jr", "JR")] // a name of its own
    #[case("ﬁsher", "FISHER")]
    fn a_family_name_is_its_letters(#[case] family: &str, #[case] key: &str) {
        assert!(name(family, &["A"]).family == key, "{family}");
    }

    #[test]
    fn a_title_is_no_given_name() {
        assert!(name("Doe", &["Dr. Anna"]).same_given(&name("Doe", &["Anna"])));
        assert!(name("Doe", &["Miss"]).has_given());
    }

    #[rstest]
    #[case("JONATHON", "JONATHAN", true)]
    #[case("MULLER", "MUELLER", true)]
    #[case("MUELLER", "MULLER", true)]
    #[case("SMITH", "SMIHT", true)]
    #[case("SMITH", "SMITHS", true)]
    #[case("SMITH", "SMITH", false)]
    #[case("SMITH", "SMYTHE", false)]
    #[case("KATE", "KATY", false)] // too short to tell a slip from another name
    #[case("KATE", "KATHERINE", false)]
    #[case("ABCDE", "BACED", false)]
    fn one_slip_is_told_from_another_name(#[case] a: &str, #[case] b: &str, #[case] near: bool) {
        assert_eq!(one_edit_apart(a, b), near, "{a} {b}");
    }

    proptest! {
        #[test]
        fn any_name_is_read_and_being_one_edit_apart_goes_both_ways(a in "\\PC{0,12}", b in "[A-D]{4,8}", c in "[A-D]{4,8}") {
            let _ = name(&a, &[&a]);
            prop_assert_eq!(one_edit_apart(&b, &c), one_edit_apart(&c, &b));
        }
    }
}
