//! One spelling for what is the same: names, dates, telephone numbers, addresses (`spec/ias-wire.md`, section 9.3).
//!
//! Nothing here guesses. Nicknames, phonetics and transliteration are for a search; this is for a gate.

mod contact;
mod date;
mod name;
mod state;
mod street;
mod street_words;

pub(crate) use contact::{email, phone, zip5};
pub(crate) use date::{DateOrder, birth_date};
pub(crate) use name::{Name, one_edit_apart};
pub(crate) use state::state;
pub(crate) use street::{same_number, street};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Compatibility forms taken apart, marks dropped, the five letters that have no parts replaced, upper case.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => folded.push_str("SS"),
            'æ' | 'Æ' => folded.push_str("AE"),
            'ø' | 'Ø' => folded.push('O'),
            'ł' | 'Ł' => folded.push('L'),
            'đ' | 'Đ' => folded.push('D'),
            c => folded.extend(c.to_uppercase()),
        }
    }
    folded
}
