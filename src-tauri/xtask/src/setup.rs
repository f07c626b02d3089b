//! What a fresh machine lacks: found, said, installed. In this order, always.

mod elsewhere;
mod linux;
mod page;
mod tools;

use anyhow::Result;

pub(crate) use self::linux::debian_release;

use crate::context::Context;
use crate::say;

/// Something that a command cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A C compiler, make, and the system's web view with its headers.
    Build,
    /// Node, npm, and the page's modules.
    Page,
    /// A sign-in provider that no one here wrote, run by Node.
    Provider,
    /// A screen that nobody sees, a driver for the web view, a session bus.
    Screen,
    /// A Secret Service, and what makes the system open our addresses.
    Desktop,
    /// Chromium or Chrome.
    Browser,
    /// A network of one's own, with nothing but loopback in it.
    Namespace,
    /// `cargo deny`.
    Deny,
    /// What reads a package's description as software centres do.
    Metadata,
    /// Tauri's command line, which puts packages together.
    Bundler,
    /// What makes a clean system to try a package in, and reads the other kind of package.
    CleanRoot,
}

/// Where Tauri's command line is installed.
pub(crate) const BUNDLER_FOLDER: &str = "src-tauri/packaging/bundler";

/// `cargo demo` with a display.
pub(crate) const DEMO: &[Need] = &[Need::Build, Need::Page];
/// `cargo demo` without one.
pub(crate) const DEMO_HEADLESS: &[Need] = &[Need::Build, Need::Page, Need::Screen];
/// `cargo verify`.
pub(crate) const VERIFY: &[Need] = &[
    Need::Build,
    Need::Page,
    Need::Provider,
    Need::Screen,
    Need::Desktop,
    Need::Browser,
    Need::Namespace,
    Need::Deny,
    Need::Metadata,
];
/// `cargo xtask package`.
pub(crate) const PACKAGE: &[Need] = &[Need::Build, Need::Page, Need::Bundler];
/// `cargo xtask package --test`.
pub(crate) const PACKAGE_TEST: &[Need] =
    &[Need::Build, Need::Page, Need::Bundler, Need::Namespace, Need::CleanRoot];

/// One thing that is missing: how to call it, and how to get it.
struct Step<'a> {
    /// `system packages: xvfb, gnome-keyring`.
    what: String,
    /// The exact commands, as one would type them.
    lines: Vec<String>,
    /// Short, for the closing line: `2 system packages`.
    short: String,
    /// Gets it.
    install: Box<dyn Fn() -> Result<()> + 'a>,
}

/// Looks for everything, says what is missing and how it will be installed, then installs it.
///
/// Gives back one line about what was done. What only a person can install ends with a sentence that says
/// how.
pub(crate) fn prepare(context: &Context, needs: &[Need], dry_run: bool) -> Result<String> {
    if needs.contains(&Need::Page) || needs.contains(&Need::Provider) {
        page::check_node(context)?;
    }
    let mut steps: Vec<Step<'_>> = Vec::new();
    if cfg!(target_os = "linux") {
        steps.extend(linux::step(context, needs)?);
    } else {
        elsewhere::check(context, needs)?;
    }
    if needs.contains(&Need::Page) {
        steps.extend(page::step(context, &page::PAGE));
    }
    if needs.contains(&Need::Provider) {
        steps.extend(page::step(context, &page::PROVIDER));
    }
    if needs.contains(&Need::Bundler) {
        steps.extend(page::step(context, &page::BUNDLER));
    }
    if needs.contains(&Need::Deny) {
        steps.extend(tools::step(context));
    }
    if steps.is_empty() {
        return Ok("nothing to install".to_owned());
    }
    say::line(if dry_run {
        "This machine lacks:"
    } else {
        "This machine lacks the following; installing it now:"
    });
    for step in &steps {
        say::line(format_args!("  {}", step.what));
        step.lines.iter().for_each(|line| say::line(format_args!("    {line}")));
    }
    if dry_run {
        return Ok("nothing was installed".to_owned());
    }
    // The logs of the last time say nothing about this one.
    let _ = std::fs::remove_dir_all(context.folder("setup"));
    for step in &steps {
        (step.install)()?;
    }
    let short: Vec<&str> = steps.iter().map(|step| step.short.as_str()).collect();
    Ok(format!("installed {}", short.join(", ")))
}
