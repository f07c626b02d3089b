//! Which version this is, and from which sources it was built.

use workflow::view::BuildView;

/// `0.1.0 (c4f19ae, 2026-11-14)`; what was not built for release says so instead.
pub(crate) const LINE: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("SATCHEL_BUILT_FROM"), ")");

/// The commit and its day, where this was built for release from a clone.
pub(crate) fn build() -> Option<BuildView> {
    let (commit, day) = env!("SATCHEL_BUILT_FROM").split_once(", ")?;
    Some(BuildView { commit: commit.to_owned(), day: day.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_begins_with_the_one_version() {
        assert!(LINE.starts_with(concat!(env!("CARGO_PKG_VERSION"), " (")) && LINE.ends_with(')'), "{LINE}");
        if cfg!(debug_assertions) && option_env!("SATCHEL_COMMIT").is_none() {
            assert!(build().is_none(), "a debug build does not follow every commit");
        }
    }
}
