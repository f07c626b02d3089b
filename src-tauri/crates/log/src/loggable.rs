//! What may stand in a line.

use std::fmt;
use std::panic::Location;
use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

/// Safe to be logged: what [`write`](Self::write) writes holds no name, no date of birth, no token, no passcode, no
/// part of an address, nothing that a person typed and nothing that a server wrote. One line.
///
/// Numbers, instants, random ids and [words](crate::word) are. A type of ours is where it says so itself, with
/// [`declare_loggable!`](crate::declare_loggable) beside its definition.
///
/// ```
/// # use satchel_log::word;
/// # let value = word!("fine");
/// satchel_log::warn!("a value", value);
/// ```
///
/// Text that is made while we run is not:
///
/// ```compile_fail,E0277
/// # let value = String::from("Rosa");
/// satchel_log::warn!("a value", value);
/// ```
///
/// ```compile_fail,E0277
/// # let value: &str = "Rosa";
/// satchel_log::warn!("a value", value);
/// ```
///
/// ```compile_fail,E0277
/// # let value = format_args!("Rosa");
/// satchel_log::warn!("a value", value);
/// ```
///
/// Nor is a secret, an address, a date or somebody else's error:
///
/// ```compile_fail,E0277
/// # let value = secrecy::SecretString::from("eyJ");
/// satchel_log::warn!("a value", value);
/// ```
///
/// ```compile_fail,E0277
/// # let value: url::Url = "https://example.com/?code=1".parse().unwrap();
/// satchel_log::warn!("a value", value);
/// ```
///
/// ```compile_fail,E0277
/// # let value = jiff::civil::date(1968, 3, 14);
/// satchel_log::warn!("a value", value);
/// ```
///
/// ```compile_fail,E0277
/// # let value = std::io::Error::other("Rosa");
/// satchel_log::warn!("a value", value);
/// ```
///
/// A message is a literal, and a brace in it is a brace: nothing is drawn into it.
///
/// ```compile_fail
/// # let message = "Rosa";
/// satchel_log::warn!(message);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared safe to be logged",
    label = "could hold a name, a token or an address",
    note = "log an id, a number, `word!(…)` or an error of ours; a type of ours says so with `declare_loggable!`"
)]
pub trait Loggable {
    /// Writes it, on one line.
    fn write(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A word that was known when the app was compiled; made by [`word!`](crate::word).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(&'static str);

impl Word {
    /// For [`word!`](crate::word), which calls it while compiling.
    #[doc(hidden)]
    #[must_use]
    pub const fn __compiled(word: &'static str) -> Self {
        Self(word)
    }
}

impl Loggable for Word {
    fn write(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.0)
    }
}

macro_rules! by_display {
    ($($type:ty),+) => {
        $(impl Loggable for $type {
            fn write(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, to)
            }
        })+
    };
}

by_display!(bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
// An instant of a log is of today; a birthday is a `jiff::civil::Date`, which is not here. An id is drawn, not given.
by_display!(Timestamp, Uuid);
// A place in our code: where a panic was.
by_display!(Location<'_>);

impl Loggable for Duration {
    fn write(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, to)
    }
}

impl<T: Loggable + ?Sized> Loggable for &T {
    fn write(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        (*self).write(to)
    }
}

impl<T: Loggable> Loggable for Option<T> {
    fn write(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => value.write(to),
            None => to.write_str("none"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&-7_i64, "-7")]
    #[case(&true, "true")]
    #[case(&Duration::from_millis(1500), "1.5s")]
    #[case(&Timestamp::UNIX_EPOCH, "1970-01-01T00:00:00Z")]
    #[case(&Uuid::from_u128(1), "00000000-0000-0000-0000-000000000001")]
    #[case(&crate::word!("no-internet"), "no-internet")]
    #[case(&Some(3_u8), "3")]
    #[case(&None::<u8>, "none")]
    fn what_is_safe_is_written_as_it_is(#[case] value: &dyn Loggable, #[case] written: &str) {
        assert_eq!(fmt::from_fn(|f| value.write(f)).to_string(), written);
    }
}
