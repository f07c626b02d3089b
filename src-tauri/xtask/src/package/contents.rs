//! What is in a package: exactly this, in both kinds.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::context::Context;

/// Every file of a Linux package. A new one is added here on purpose.
const FILES: &[&str] = &[
    "/usr/bin/satchel",
    "/usr/share/applications/Satchel.desktop",
    "/usr/share/doc/satchel/CHANGELOG.md",
    "/usr/share/doc/satchel/copyright",
    "/usr/share/doc/satchel/organisation.example.toml",
    "/usr/share/doc/satchel/third-party-licences.txt",
    "/usr/share/icons/hicolor/128x128/apps/satchel.png",
    "/usr/share/icons/hicolor/16x16/apps/satchel.png",
    "/usr/share/icons/hicolor/24x24/apps/satchel.png",
    "/usr/share/icons/hicolor/256x256/apps/satchel.png",
    "/usr/share/icons/hicolor/32x32/apps/satchel.png",
    "/usr/share/icons/hicolor/48x48/apps/satchel.png",
    "/usr/share/icons/hicolor/512x512/apps/satchel.png",
    "/usr/share/icons/hicolor/64x64/apps/satchel.png",
    "/usr/share/icons/hicolor/scalable/apps/satchel.svg",
    "/usr/share/metainfo/health.satchel.desktop.metainfo.xml",
];

/// Looks into the `.deb`, and into the `.rpm` when there is one.
pub(super) fn check(context: &Context, deb: &Path, rpm: Option<&Path>) -> Result<String> {
    let list =
        context.program("dpkg-deb").args(["--contents"]).args([deb]).answer().context("dpkg-deb fails")?;
    agree("deb", &deb_files(&list))?;
    let ask = |field: &str| context.program("dpkg-deb").args(["--field"]).args([deb]).args([field]).answer();
    let depends = ask("Depends").unwrap_or_default();
    // Without the system's certificates there is no client, and the app ends at its start.
    for library in ["libwebkit2gtk-4.1-0", "libgtk-3-0", "ca-certificates"] {
        ensure!(depends.contains(library), "the .deb does not depend on {library}");
    }
    let control = context.program("dpkg-deb").args(["--info"]).args([deb]).answer().unwrap_or_default();
    ensure!(
        !["preinst", "postinst", "prerm", "postrm"].iter().any(|script| control.contains(script)),
        "the .deb runs a script of its own"
    );
    let Some(rpm) = rpm else { return Ok("the .deb holds what it should; there is no .rpm".to_owned()) };
    let query = |what: &[&str]| {
        let rpm = context.program("rpm").args(["-qp", "--nosignature"]).args(what).args([rpm]);
        rpm.answer().context("rpm cannot read the .rpm")
    };
    agree("rpm", &query(&["--list"])?.lines().map(str::to_owned).collect())?;
    ensure!(query(&["--scripts"])?.trim().is_empty(), "the .rpm runs a script of its own");
    let requires = query(&["--requires"])?;
    for library in ["libwebkit2gtk-4.1.so.0", "libgtk-3.so.0", "ca-certificates"] {
        ensure!(requires.contains(library), "the .rpm does not require {library}");
    }
    let checked = context.program("rpm").args(["-K", "--nosignature"]).args([rpm]).answer();
    ensure!(checked.is_some(), "the digests of the .rpm are wrong");
    Ok(format!("both hold these {} files, and run no script", FILES.len()))
}

/// Lines of `dpkg-deb --contents`: rights, owner, size, day, time, path.
fn deb_files(list: &str) -> BTreeSet<String> {
    let path = |line: &str| line.split_whitespace().nth(5).map(str::to_owned);
    let files = list.lines().filter(|line| !line.starts_with('d')).filter_map(path);
    files.map(|path| format!("/{}", path.trim_start_matches("./").trim_start_matches('/'))).collect()
}

fn agree(kind: &str, found: &BTreeSet<String>) -> Result<()> {
    let wanted: BTreeSet<String> = FILES.iter().map(|&file| file.to_owned()).collect();
    let lacks: Vec<&String> = wanted.difference(found).collect();
    let more: Vec<&String> = found.difference(&wanted).collect();
    ensure!(lacks.is_empty() && more.is_empty(), "the .{kind} lacks {lacks:?} and has beside them {more:?}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_from_a_packages_list() {
        let list = "\
drwxr-xr-x 0/0               0 2026-11-26 08:40 usr/bin
-rwxr-xr-x 0/0          151344 2026-11-26 08:40 usr/bin/satchel
-rw-r--r-- 0/0             643 2026-11-26 08:40 ./usr/share/applications/Satchel.desktop
";
        let files: Vec<String> = deb_files(list).into_iter().collect();
        assert_eq!(files, ["/usr/bin/satchel", "/usr/share/applications/Satchel.desktop"]);
    }

    #[test]
    fn a_file_too_few_or_too_many_is_told() {
        let mut files: BTreeSet<String> = FILES.iter().map(|&file| file.to_owned()).collect();
        assert!(agree("deb", &files).is_ok());
        files.insert("/usr/bin/surprise".to_owned());
        assert!(agree("deb", &files).unwrap_err().to_string().contains("surprise"));
        files.remove("/usr/bin/surprise");
        files.remove("/usr/bin/satchel");
        assert!(agree("rpm", &files).unwrap_err().to_string().contains("/usr/bin/satchel"));
    }
}
