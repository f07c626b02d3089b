//! `cargo xtask gallery`: every screen in every look, without a core. The work is done by `ui/scripts/gallery.mjs`.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::Gallery;
use crate::context::Context;
use crate::process::{self, Cmd, Output};
use crate::say;
use crate::setup::{self, Need};

/// What it cannot do without.
pub(crate) const NEEDS: &[Need] = &[Need::Page, Need::Browser];

/// Looks at the screens that were asked for. Exit code 1 when something is wrong with one of them.
pub(crate) fn run(context: &Context, options: &Gallery) -> Result<ExitCode> {
    let done = setup::prepare(context, NEEDS, false)?;
    say::line(format_args!("set-up: {done}"));
    let fine = process::run(&command(context, options), &Output::Terminal, "gallery")?;
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `node scripts/gallery.mjs …`; pictures go beside what Cargo builds.
pub(crate) fn command(context: &Context, options: &Gallery) -> Cmd {
    let mut cmd = context.node(["scripts/gallery.mjs", "--out"]).args([context.folder("gallery")]);
    if options.quick {
        cmd = cmd.args(["--quick"]);
    }
    if !options.only.is_empty() {
        cmd = cmd.args(["--only", &options.only.join(",")]);
    }
    cmd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_gets_what_was_asked_for() {
        let context = Context::from_environment().unwrap();
        let options = Gallery { only: vec!["home".to_owned(), "places".to_owned()], quick: true };
        let line = command(&context, &options).line();
        assert!(line.starts_with("node scripts/gallery.mjs --out "), "{line}");
        assert!(line.ends_with("gallery --quick --only home,places"), "{line}");
    }
}
