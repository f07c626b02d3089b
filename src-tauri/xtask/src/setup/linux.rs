//! System packages on Linux: asking the package manager, and having it install.

mod packages;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal as _};

use anyhow::Result;

use self::packages::{
    Distro, Want, distro, install, installed_in, question, refresh, unmet, without_repeats,
};
use super::{Need, Step};
use crate::context::{self, Context};
use crate::process::{self, Cmd, Output};
use crate::say;
use crate::stop::Stop;

/// What is missing here, if anything.
pub(crate) fn step<'a>(context: &'a Context, needs: &[Need]) -> Result<Option<Step<'a>>> {
    let distro = distro(&fs::read_to_string("/etc/os-release").unwrap_or_default());
    let unmet = unmet(needs, |program| context::find_program(&[program]).is_some());
    if distro == Distro::Other {
        return elsewhere_on_linux(context, &unmet).map(|()| None);
    }
    let present = installed(context, distro, &unmet);
    let mut missing: Vec<&Want> = unmet
        .into_iter()
        .filter(|want| want.names(distro).iter().all(|name| !present.contains(*name)))
        .collect();
    if distro == Distro::Ubuntu && missing.iter().any(|want| want.need == Need::Browser) {
        say::line(
            "Chromium or Chrome is missing, and Ubuntu's package is a snap, which not every machine can install.",
        );
        say::line("  For the page's tests install one, for example: sudo snap install chromium");
        missing.retain(|want| want.need != Need::Browser);
    }
    if missing.is_empty() {
        return Ok(None);
    }
    let first = |want: &&Want| want.names(distro).first().copied().unwrap_or_default();
    let names = without_repeats(missing.iter().map(first));
    let rights = rights(context);
    let mut commands = refresh(distro).map(|words| vec![words]).unwrap_or_default();
    commands.push(install(distro, &names));
    let lines: Vec<String> = commands.iter().map(|words| as_root(context, rights, words).line()).collect();
    if rights == Rights::None {
        return Err(Stop::first(format!(
            "Some system packages are missing, and installing them takes rights that this session does not have. \
             Run as root, then run this again:\n  {}",
            lines.join("\n  ")
        ))
        .into());
    }
    Ok(Some(Step {
        what: format!("system packages: {}", names.join(", ")),
        lines,
        short: say::counted(names.len(), "system package"),
        install: Box::new(move || get(context, distro, &missing, rights)),
    }))
}

/// The code name of this machine's Debian or Ubuntu, such as `bookworm`.
pub(crate) fn debian_release() -> Option<String> {
    let text = fs::read_to_string("/etc/os-release").ok()?;
    matches!(distro(&text), Distro::Debian | Distro::Ubuntu).then_some(())?;
    text.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).map(str::to_owned)
}

/// Which of these packages the package manager knows to be installed.
fn installed(context: &Context, distro: Distro, wants: &[&Want]) -> BTreeSet<String> {
    let names = without_repeats(wants.iter().flat_map(|want| want.names(distro)).copied());
    // A path is a way to name a package for installing only; its program was looked for already.
    let names: Vec<&str> = names.into_iter().filter(|name| !name.starts_with('/')).collect();
    if names.is_empty() {
        return BTreeSet::new();
    }
    let question = question(distro);
    let (program, args) = question.split_first().unwrap_or((&"true", &[]));
    let command = context.program(program).args(args).args(&names).env("LC_ALL", "C");
    installed_in(distro, &command.answer_anyway().unwrap_or_default(), &names)
}

/// What this session may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    Root,
    /// `sudo` is there, and asks a person or nobody.
    Sudo,
    None,
}

fn rights(context: &Context) -> Rights {
    if context.program("id").args(["-u"]).answer().is_some_and(|id| id.trim() == "0") {
        return Rights::Root;
    }
    let sudo = context::find_program(&["sudo"]).is_some();
    let silent = || context.program("sudo").args(["-n", "true"]).answer().is_some();
    if sudo && (io::stdin().is_terminal() || silent()) { Rights::Sudo } else { Rights::None }
}

fn as_root(context: &Context, rights: Rights, words: &[String]) -> Cmd {
    const QUIET: &str = "DEBIAN_FRONTEND=noninteractive";
    let command = |words: &[String]| {
        let (program, args) =
            words.split_first().map_or(("true", [].as_slice()), |(first, rest)| (first, rest));
        context.program(program).args(args)
    };
    match rights {
        Rights::Root | Rights::None => command(words).env("DEBIAN_FRONTEND", "noninteractive"),
        Rights::Sudo if words.first().is_some_and(|word| word == "apt-get") => {
            command(words).behind(["sudo", "env", QUIET])
        }
        Rights::Sudo => command(words).behind(["sudo"]),
    }
}

/// Fetches the lists of packages, chooses among renamed packages, installs.
fn get(context: &Context, distro: Distro, missing: &[&Want], rights: Rights) -> Result<()> {
    if rights == Rights::Sudo && io::stdin().is_terminal() {
        // A password is asked for here, where a person can answer; what follows runs in the background.
        let _ = std::process::Command::new("sudo").arg("-v").status();
    }
    let log = context.folder("setup").join("packages.log");
    let output = Output::File { path: log.clone(), echo: false };
    if let Some(words) = refresh(distro)
        && !process::run(&as_root(context, rights, &words), &output, "package lists")?
    {
        say::line("  The lists of packages could not all be fetched; going on with those that are there.");
    }
    let names =
        without_repeats(missing.iter().filter_map(|want| available(context, distro, want.names(distro))));
    let command = as_root(context, rights, &install(distro, &names));
    if process::run(&command, &output, "system packages")? {
        return Ok(());
    }
    say::error(process::tail(&log, 30));
    Err(Stop::first(format!("This failed: {}\nAll it said is in {}", command.line(), log.display())).into())
}

/// The first of a package's names that can be installed here.
fn available(context: &Context, distro: Distro, names: &[&'static str]) -> Option<&'static str> {
    let known = |name: &&'static str| {
        matches!(distro, Distro::Debian | Distro::Ubuntu)
            && context
                .program("apt-cache")
                .args(["show", *name])
                .answer()
                .is_some_and(|text| !text.trim().is_empty())
    };
    if names.len() < 2 { None } else { names.iter().copied().find(|name| known(name)) }
        .or_else(|| names.first().copied())
}

/// A Linux whose packages we do not know by name: say what is missing in general words.
fn elsewhere_on_linux(context: &Context, unmet: &[&Want]) -> Result<()> {
    let mut missing: Vec<String> = unmet
        .iter()
        .filter_map(|want| want.programs.first())
        .map(|program| format!("the program {program}"))
        .collect();
    let library = || context.program("pkg-config").args(["--exists", "webkit2gtk-4.1"]).answer().is_some();
    if unmet.iter().any(|want| want.need == Need::Build) && !library() {
        missing.push("WebKitGTK 4.1 with its headers (webkit2gtk-4.1 for pkg-config)".to_owned());
    }
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join("\n  ");
    Err(Stop::first(format!("Please install with this system's own tool, then run this again:\n  {list}"))
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_change_the_command() {
        let context = Context::from_environment().unwrap();
        let words = install(Distro::Debian, &["xvfb"]);
        let line = |rights| as_root(&context, rights, &words).line();
        assert_eq!(line(Rights::Root), "apt-get install -y --no-install-recommends xvfb");
        assert_eq!(
            line(Rights::Sudo),
            "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends xvfb"
        );
        let dnf = as_root(&context, Rights::Sudo, &install(Distro::Fedora, &["dbus-daemon"])).line();
        assert!(dnf.starts_with("sudo dnf install"), "{dnf}");
    }
}
