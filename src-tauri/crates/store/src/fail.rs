//! Places where a test ends the process: announced on standard output, then stood still until the kill comes.
//!
//! In a build for people `at` is nothing at all.

/// Every place by name, in the order in which a life of the store passes them.
#[cfg(any(test, feature = "failpoints"))]
pub(crate) const POINTS: &[&str] = &[
    "create-began",
    "create-migrated",
    "create-renamed",
    "open-wal",
    "open-migrated",
    "commit-began",
    "commit-changed",
    "commit-audited",
    "commit-committed",
    "document-began",
    "document-chunk",
    "document-finishing",
    "document-finished",
    "checkpoint-began",
    "checkpoint-done",
];

/// Every place of a life of lockers.
#[cfg(any(test, feature = "failpoints"))]
pub(crate) const LOCKER_POINTS: &[&str] = &[
    "locker-key-kept",
    "small-file-written",
    "label-written",
    "pin-began",
    "pin-secret-kept",
    "pin-sealed",
    "settle-card-moved",
    "pin-set",
    "try-counted",
    "lock-changing",
    "lock-changed",
    "unpin-began",
    "unpin-key-kept",
    "unpin-file-gone",
    "unpin-done",
    "aside-keys-kept",
    "aside-copied",
    "aside-moved",
    "remove-began",
    "remove-keys-gone",
    "remove-file",
    "remove-done",
];

/// Does this process end here? Read from `SATCHEL_STORE_STOP`, `NAME` or `NAME:N` for the N-th passing.
#[cfg(any(test, feature = "failpoints"))]
pub(crate) fn at(name: &'static str) {
    use std::io::Write as _;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static WANTED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static PASSED: AtomicU64 = AtomicU64::new(0);

    debug_assert!(POINTS.contains(&name) || LOCKER_POINTS.contains(&name), "{name} is in no list");
    let wanted = WANTED.get_or_init(|| {
        let text = std::env::var(crate::hold::STOP).ok()?;
        let (name, nth) = text.split_once(':').unwrap_or((&text, "1"));
        Some((name.to_owned(), nth.parse().unwrap_or(1)))
    });
    if let Some((wanted, nth)) = wanted
        && wanted == name
        && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *nth
    {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "at {name}").and_then(|()| out.flush());
        loop {
            std::thread::park();
        }
    }
}

#[cfg(not(any(test, feature = "failpoints")))]
#[inline]
pub(crate) const fn at(_name: &'static str) {}
