//! Where lines go: files of a day, and standard error.

use std::fmt;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use tracing::{Metadata, Subscriber};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{FilterFn, LevelFilter};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

use crate::line::TARGET;

/// Names of files begin with it, the day follows, then [`SUFFIX`].
pub(crate) const PREFIX: &str = "satchel";
/// How names of files end.
pub(crate) const SUFFIX: &str = "log";
/// Files that are kept, today's among them.
const FILES: usize = 7;
/// The least urgent line that is kept in a file.
const KEPT: LevelFilter = LevelFilter::INFO;
/// Says how talkative standard error is: `off`, `error`, `warn`, `info`, `debug`.
const VARIABLE: &str = "SATCHEL_LOG";

/// The log cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The folder cannot be made, or no file in it.
    #[error("the folder of the log cannot be written")]
    Folder,
}

crate::declare_loggable!(Error, "no variant holds anything");

/// From now on lines go to `folder`, one file a day (UTC), the newest seven; and to standard error, as
/// [`to_stderr`] says. `now` gives the time that stands in a line.
///
/// The first call in a process counts; a later one changes nothing.
pub fn to_folder(folder: &Path, now: fn() -> Timestamp) -> Result<(), Error> {
    install(tracing_subscriber::registry().with(files(folder, now)?).with(stderr()));
    Ok(())
}

/// From now on lines go to standard error: warnings and errors, or what `SATCHEL_LOG` (`off`, `error`, `warn`, `info`,
/// `debug`) says.
///
/// The first call in a process counts; a later one changes nothing.
pub fn to_stderr() {
    install(tracing_subscriber::registry().with(stderr()));
}

fn install(subscriber: impl Subscriber + Send + Sync) {
    // Fails where there is one: the first stays.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// Written at once and not by a thread of its own: the last lines before a crash are the ones that matter.
fn files<S>(folder: &Path, now: fn() -> Timestamp) -> Result<impl Layer<S>, Error>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(PREFIX)
        .filename_suffix(SUFFIX)
        .max_log_files(FILES)
        .build(folder)
        .map_err(|_| Error::Folder)?;
    Ok(lines().with_timer(Now(now)).with_writer(files).with_filter(ours(KEPT)))
}

fn stderr<S>() -> impl Layer<S>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    let level = level(std::env::var(VARIABLE).ok().as_deref());
    lines().without_time().with_writer(io::stderr).with_filter(ours(level))
}

/// The module stands in the line already; the target is the same for all.
fn lines<S>() -> tracing_subscriber::fmt::Layer<S> {
    tracing_subscriber::fmt::layer().with_ansi(false).with_target(false)
}

/// Lets through what came by our macros. Events and spans of others could hold addresses.
fn ours(level: LevelFilter) -> FilterFn<impl Fn(&Metadata<'_>) -> bool> {
    FilterFn::new(move |event: &Metadata<'_>| event.target() == TARGET && *event.level() <= level)
        .with_max_level_hint(level)
}

/// What is no level is no reason to say more.
fn level(word: Option<&str>) -> LevelFilter {
    match word {
        Some("off") => LevelFilter::OFF,
        Some("error") => LevelFilter::ERROR,
        Some("info") => LevelFilter::INFO,
        Some("debug") => LevelFilter::DEBUG,
        _ => LevelFilter::WARN,
    }
}

/// The clock of the lines.
struct Now(fn() -> Timestamp);

impl FormatTime for Now {
    fn format_time(&self, to: &mut Writer<'_>) -> fmt::Result {
        write!(to, "{:.3}", (self.0)())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rstest::rstest;
    use tempfile::TempDir;

    use super::*;
    use crate::{recent, word};

    fn noon() -> Timestamp {
        "2026-11-21T12:00:00.123456789Z".parse().unwrap()
    }

    /// What a file holds after `work`, line by line.
    fn kept(work: impl FnOnce()) -> Vec<String> {
        let folder = TempDir::new().unwrap();
        let subscriber = tracing_subscriber::registry().with(files(folder.path(), noon).unwrap());
        tracing::subscriber::with_default(subscriber, work);
        recent(folder.path(), usize::MAX)
    }

    #[test]
    fn a_line_has_its_time_its_level_its_place_its_message_and_its_fields() {
        let lines = kept(|| {
            crate::warn!("the places could not be kept", error = Error::Folder, after = 3_u8);
            crate::error!("a panic", waited = Duration::from_millis(20), operation = word!("tasks"));
        });
        assert_eq!(
            lines,
            [
                "2026-11-21T12:00:00.123Z  WARN satchel_log::subscriber::tests: \
                 the places could not be kept error=the folder of the log cannot be written after=3",
                "2026-11-21T12:00:00.123Z ERROR satchel_log::subscriber::tests: \
                 a panic waited=20ms operation=tasks",
            ]
        );
    }

    #[test]
    fn a_message_draws_nothing_in() {
        let name = "Rosa";
        let lines = kept(|| crate::warn!("{name} and {}"));
        assert!(lines[0].ends_with(": {name} and {}") && !lines[0].contains(name), "{lines:?}");
    }

    #[test]
    fn what_helps_only_who_works_on_the_app_is_not_kept() {
        let lines = kept(|| {
            crate::info!("kept");
            crate::debug!("not kept");
        });
        assert_eq!(lines.len(), 1, "{lines:?}");
    }

    #[test]
    fn what_a_dependency_says_is_not_kept_not_even_around_a_line_of_ours() {
        let lines = kept(|| {
            let address = "https://example.com/?code=canary";
            tracing::error!(target: "hyper::client", %address, "an event of a dependency");
            tracing::error!(%address, "an event of ours that went round our macros");
            let span = tracing::error_span!("request", %address);
            span.in_scope(|| crate::info!("ours"));
        });
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].ends_with(": ours") && !lines[0].contains("canary"), "{lines:?}");
    }

    #[test]
    fn at_most_seven_files_stay_and_nothing_else_is_touched() {
        let folder = TempDir::new().unwrap();
        for day in 10..30 {
            std::fs::write(folder.path().join(format!("satchel.2020-01-{day}.log")), "old\n").unwrap();
        }
        std::fs::write(folder.path().join("person.db"), "").unwrap();
        let subscriber = tracing_subscriber::registry().with(files(folder.path(), noon).unwrap());
        tracing::subscriber::with_default(subscriber, || crate::info!("new"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), FILES + 1);
        assert!(folder.path().join("person.db").exists());
        assert!(recent(folder.path(), 1)[0].ends_with(": new"));
    }

    #[test]
    fn a_folder_is_made_where_there_is_none_and_a_file_in_its_place_is_an_error() {
        let folder = TempDir::new().unwrap();
        let (inside, taken) = (folder.path().join("a/b"), folder.path().join("taken"));
        std::fs::write(&taken, "").unwrap();
        assert!(files::<tracing_subscriber::Registry>(&inside, noon).is_ok());
        assert_eq!(files::<tracing_subscriber::Registry>(&taken, noon).err(), Some(Error::Folder));
    }

    #[rstest]
    #[case(None, LevelFilter::WARN)]
    #[case(Some("off"), LevelFilter::OFF)]
    #[case(Some("error"), LevelFilter::ERROR)]
    #[case(Some("warn"), LevelFilter::WARN)]
    #[case(Some("info"), LevelFilter::INFO)]
    #[case(Some("debug"), LevelFilter::DEBUG)]
    #[case(Some("hyper=trace"), LevelFilter::WARN)]
    #[case(Some(""), LevelFilter::WARN)]
    fn standard_error_is_as_talkative_as_it_is_told(
        #[case] word: Option<&str>,
        #[case] expected: LevelFilter,
    ) {
        assert_eq!(level(word), expected);
    }
}
