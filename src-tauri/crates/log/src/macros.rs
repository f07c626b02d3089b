//! The only ways into the log.

/// Something failed that we cannot mend: a fault of ours, or the app cannot go on.
#[macro_export]
macro_rules! error {
    ($($line:tt)+) => { $crate::__line!(Error, $($line)+) };
}

/// Something failed that should not, and we go on.
#[macro_export]
macro_rules! warn {
    ($($line:tt)+) => { $crate::__line!(Warn, $($line)+) };
}

/// Something that helps to understand what a person saw.
#[macro_export]
macro_rules! info {
    ($($line:tt)+) => { $crate::__line!(Info, $($line)+) };
}

/// Something that helps whoever works on the app; not kept in files.
#[macro_export]
macro_rules! debug {
    ($($line:tt)+) => { $crate::__line!(Debug, $($line)+) };
}

/// One line. The message is a literal, and never a format: a brace in it draws nothing in.
#[doc(hidden)]
#[macro_export]
macro_rules! __line {
    ($level:ident, $message:literal $(, $field:ident $(= $value:expr)?)* $(,)?) => {
        $crate::__write(
            $crate::__Level::$level,
            ::core::module_path!(),
            $message,
            &[$((::core::stringify!($field), &$crate::__value!($field $(= $value)?) as &dyn $crate::Loggable)),*],
        )
    };
}

/// What stands behind a field: its value, or the variable of its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($field:ident) => {
        $field
    };
    ($field:ident = $value:expr) => {
        $value
    };
}

/// A word that was known when the app was compiled: a literal or a constant.
///
/// ```
/// # use satchel_log::word;
/// const NAME: &str = "tasks";
/// satchel_log::info!("answered", operation = word!(NAME));
/// ```
///
/// ```compile_fail,E0435
/// # use satchel_log::word;
/// let name: &'static str = String::from("Rosa").leak();
/// satchel_log::info!("answered", operation = word!(name));
/// ```
#[macro_export]
macro_rules! word {
    ($word:expr) => {
        const { $crate::Word::__compiled($word) }
    };
}

/// Declares beside a type's definition that its `Display` is safe to be logged, and why.
///
/// ```
/// /// An answer that was no use.
/// struct Status(u16);
///
/// impl std::fmt::Display for Status {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         write!(f, "status {}", self.0)
///     }
/// }
///
/// satchel_log::declare_loggable!(Status, "a number alone");
/// satchel_log::info!("failed", error = Status(503));
/// ```
#[macro_export]
macro_rules! declare_loggable {
    ($type:ty, $reason:literal) => {
        #[doc = concat!("Safe: ", $reason, ".")]
        impl $crate::Loggable for $type {
            fn write(&self, to: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self, to)
            }
        }
    };
}
