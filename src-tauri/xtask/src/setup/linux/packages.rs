//! Which packages, by which names, through which commands. Pure: nothing is asked of the machine here.
//!
//! Debian is where every line of this has run; the names for Fedora and Arch are from their package lists.

use std::collections::BTreeSet;

use crate::setup::Need;

/// Whose packages, and whose tool to install them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::setup) enum Distro {
    Debian,
    /// Debian's packages, but its `chromium` is a snap.
    Ubuntu,
    Fedora,
    Arch,
    Other,
}

/// Something that a system package brings.
#[derive(Debug, PartialEq)]
pub(in crate::setup) struct Want {
    /// What for.
    pub(in crate::setup) need: Need,
    /// One of these in the search path is enough, wherever it is from. Empty: ask the package manager.
    pub(in crate::setup) programs: &'static [&'static str],
    /// One of these, the first that there is: a package was renamed between releases.
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
}

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const WANTS: &[Want] = &[
    want(Need::Build, &["cc"], &["build-essential"], "gcc", "base-devel"),
    want(Need::Build, &["make"], &["build-essential"], "make", "base-devel"),
    // The encrypted database brings its own OpenSSL, whose build wants more of Perl than a base system has.
    want(Need::Build, &[], &["perl"], "perl-core", "perl"),
    want(Need::Build, &["pkg-config"], &["pkg-config", "pkgconf"], "pkgconf-pkg-config", "pkgconf"),
    want(Need::Build, &[], &["libwebkit2gtk-4.1-dev"], "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
    want(Need::Screen, &["Xvfb"], &["xvfb"], "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    want(
        Need::Screen,
        &["WebKitWebDriver"],
        &["webkit2gtk-driver", "webkitgtk-webdriver"],
        "/usr/bin/WebKitWebDriver",
        "webkitgtk-6.0",
    ),
    want(Need::Screen, &["dbus-run-session"], &["dbus"], "dbus-daemon", "dbus"),
    want(Need::Screen, &[], &["fonts-dejavu-core"], "dejavu-sans-fonts", "ttf-dejavu"),
    want(Need::Desktop, &["gnome-keyring-daemon"], &["gnome-keyring"], "gnome-keyring", "gnome-keyring"),
    // What a screen reader listens to; its programs are in no search path.
    want(Need::Desktop, &[], &["at-spi2-core"], "at-spi2-core", "at-spi2-core"),
    want(Need::Desktop, &["xdg-mime"], &["xdg-utils"], "xdg-utils", "xdg-utils"),
    want(
        Need::Desktop,
        &["update-desktop-database"],
        &["desktop-file-utils"],
        "desktop-file-utils",
        "desktop-file-utils",
    ),
    want(Need::Browser, CHROMIUM, &["chromium"], "chromium", "chromium"),
    want(Need::Browser, &["chromedriver"], &["chromium-driver"], "chromedriver", "chromium"),
    want(Need::Namespace, &["ip"], &["iproute2"], "iproute", "iproute2"),
    want(Need::Namespace, &["unshare"], &["util-linux"], "util-linux", "util-linux"),
    want(Need::Metadata, &["appstreamcli"], &["appstream"], "appstream", "appstream"),
    want(Need::CleanRoot, &["debootstrap"], &["debootstrap"], "debootstrap", "debootstrap"),
    want(Need::CleanRoot, &["rpm"], &["rpm"], "rpm", "rpm-tools"),
];

const fn want(
    need: Need,
    programs: &'static [&'static str],
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
) -> Want {
    Want { need, programs, debian, fedora, arch }
}

impl Want {
    /// The package's names, best first.
    pub(in crate::setup) fn names(&self, distro: Distro) -> &[&'static str] {
        match distro {
            Distro::Debian | Distro::Ubuntu | Distro::Other => self.debian,
            Distro::Fedora => std::slice::from_ref(&self.fedora),
            Distro::Arch => std::slice::from_ref(&self.arch),
        }
    }
}

/// What is needed and not there as a program.
pub(in crate::setup) fn unmet(needs: &[Need], has_program: impl Fn(&str) -> bool) -> Vec<&'static Want> {
    let needed = WANTS.iter().filter(|want| needs.contains(&want.need));
    needed.filter(|want| !want.programs.iter().any(|program| has_program(program))).collect()
}

/// The same names, each once.
pub(in crate::setup) fn without_repeats<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

/// Reads `/etc/os-release`.
pub(in crate::setup) fn distro(os_release: &str) -> Distro {
    let value = |key: &str| {
        let line = os_release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches(['"', '\'']).to_lowercase()
    };
    let (id, like) = (value("ID"), value("ID_LIKE"));
    let words: Vec<&str> = std::iter::once(id.as_str()).chain(like.split_whitespace()).collect();
    let any = |names: &[&str]| words.iter().any(|word| names.contains(word));
    if any(&["ubuntu"]) {
        Distro::Ubuntu
    } else if any(&["debian"]) {
        Distro::Debian
    } else if any(&["fedora", "rhel", "centos"]) {
        Distro::Fedora
    } else if any(&["arch", "archlinux"]) {
        Distro::Arch
    } else {
        Distro::Other
    }
}

/// The command that tells which of the packages named after it are installed.
pub(in crate::setup) fn question(distro: Distro) -> &'static [&'static str] {
    match distro {
        // `dpkg -s` calls a removed package with its settings left "ok" too; the two letters tell them apart.
        Distro::Debian | Distro::Ubuntu | Distro::Other => {
            &["dpkg-query", "-W", "-f=${Package} ${db:Status-Abbrev}\n"]
        }
        Distro::Fedora => &["rpm", "-q", "--whatprovides"],
        Distro::Arch => &["pacman", "-Q"],
    }
}

/// Reads the answer to [`question`].
pub(in crate::setup) fn installed_in(distro: Distro, answer: &str, names: &[&str]) -> BTreeSet<String> {
    match distro {
        Distro::Debian | Distro::Ubuntu | Distro::Other => answer
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(_, state)| state.starts_with("ii"))
            .map(|(name, _)| name.to_owned())
            .collect(),
        Distro::Fedora => {
            let absent: Vec<&str> = answer
                .lines()
                .filter_map(|line| line.strip_prefix("no package provides "))
                .map(str::trim)
                .collect();
            let silent = answer.trim().is_empty();
            names
                .iter()
                .filter(|name| !silent && !absent.contains(*name))
                .map(|&name| name.to_owned())
                .collect()
        }
        Distro::Arch => {
            answer.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
        }
    }
}

/// The command that fetches the lists of packages, where that is a command of its own.
pub(in crate::setup) fn refresh(distro: Distro) -> Option<Vec<String>> {
    let words: &[&str] = match distro {
        Distro::Debian | Distro::Ubuntu => &["apt-get", "update"],
        Distro::Fedora | Distro::Arch | Distro::Other => return None,
    };
    Some(words.iter().map(|&word| word.to_owned()).collect())
}

/// The command that installs these packages without a question.
pub(in crate::setup) fn install(distro: Distro, names: &[&str]) -> Vec<String> {
    let words: &[&str] = match distro {
        Distro::Debian | Distro::Ubuntu | Distro::Other => {
            &["apt-get", "install", "-y", "--no-install-recommends"]
        }
        Distro::Fedora => &["dnf", "install", "-y", "--setopt=install_weak_deps=False"],
        Distro::Arch => &["pacman", "-Sy", "--needed", "--noconfirm"],
    };
    words.iter().chain(names).map(|&word| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::{DEMO, DEMO_HEADLESS};

    fn missing_packages(
        distro: Distro,
        needs: &[Need],
        programs: &[&str],
        answer: &str,
    ) -> Vec<&'static str> {
        let unmet = unmet(needs, |program| programs.contains(&program));
        let names: Vec<&str> = unmet.iter().flat_map(|want| want.names(distro)).copied().collect();
        let present = installed_in(distro, answer, &names);
        let missing =
            unmet.iter().filter(|want| want.names(distro).iter().all(|name| !present.contains(*name)));
        without_repeats(missing.map(|want| want.names(distro)[0]))
    }

    #[test]
    fn a_bare_debian_lacks_everything_once() {
        assert_eq!(
            missing_packages(Distro::Debian, DEMO, &[], ""),
            ["build-essential", "perl", "pkg-config", "libwebkit2gtk-4.1-dev"]
        );
    }

    #[test]
    fn a_demo_without_a_display_needs_a_screen_too() {
        let programs = ["cc", "make", "pkg-config"];
        let answer = "perl ii \nlibwebkit2gtk-4.1-dev ii \n";
        assert_eq!(
            missing_packages(Distro::Debian, DEMO_HEADLESS, &programs, answer),
            ["xvfb", "webkit2gtk-driver", "dbus", "fonts-dejavu-core"]
        );
    }

    #[test]
    fn a_removed_package_with_settings_left_is_missing() {
        let answer = "perl rc \nlibwebkit2gtk-4.1-dev ii \n";
        let programs = ["cc", "make", "pkg-config"];
        assert_eq!(missing_packages(Distro::Debian, &[Need::Build], &programs, answer), ["perl"]);
    }

    #[test]
    fn either_name_of_a_renamed_package_is_enough() {
        let answer = "webkitgtk-webdriver ii \nxvfb ii \ndbus ii \nfonts-dejavu-core ii \n";
        assert_eq!(missing_packages(Distro::Ubuntu, &[Need::Screen], &[], answer), [""; 0]);
    }

    #[test]
    fn any_chromium_will_do() {
        assert_eq!(
            missing_packages(Distro::Debian, &[Need::Browser], &["google-chrome", "chromedriver"], ""),
            [""; 0]
        );
        assert_eq!(
            missing_packages(Distro::Debian, &[Need::Browser], &["firefox"], ""),
            ["chromium", "chromium-driver"]
        );
    }

    #[test]
    fn fedora_names_what_is_absent() {
        let answer = "perl-core-5.40.0-1.fc41.x86_64\nno package provides webkit2gtk4.1-devel\n";
        let programs = ["cc", "make", "pkg-config"];
        assert_eq!(
            missing_packages(Distro::Fedora, &[Need::Build], &programs, answer),
            ["webkit2gtk4.1-devel"]
        );
        let everything = missing_packages(Distro::Fedora, &[Need::Build], &programs, "");
        assert_eq!(everything, ["perl-core", "webkit2gtk4.1-devel"], "rpm said nothing at all");
    }

    #[test]
    fn arch_names_what_is_there() {
        let answer = "perl 5.40.0-1\nwebkit2gtk-4.1 2.46.0-1\n";
        assert_eq!(missing_packages(Distro::Arch, &[Need::Build], &[], answer), ["base-devel", "pkgconf"]);
    }

    #[test]
    fn each_distribution_has_its_own_command() {
        assert_eq!(refresh(Distro::Debian).unwrap().join(" "), "apt-get update");
        assert_eq!(
            install(Distro::Debian, &["xvfb", "dbus"]).join(" "),
            "apt-get install -y --no-install-recommends xvfb dbus"
        );
        assert_eq!(
            install(Distro::Fedora, &["/usr/bin/WebKitWebDriver"]).join(" "),
            "dnf install -y --setopt=install_weak_deps=False /usr/bin/WebKitWebDriver"
        );
        assert_eq!(install(Distro::Arch, &["dbus"]).join(" "), "pacman -Sy --needed --noconfirm dbus");
        assert_eq!((refresh(Distro::Fedora), refresh(Distro::Arch)), (None, None));
    }

    #[test]
    fn distributions_are_told_apart() {
        assert_eq!(distro("ID=debian\nVERSION_ID=\"12\"\n"), Distro::Debian);
        assert_eq!(distro("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), Distro::Ubuntu);
        assert_eq!(distro("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"), Distro::Fedora);
        assert_eq!(distro("ID=manjaro\nID_LIKE=arch\n"), Distro::Arch);
        assert_eq!(distro("ID=nixos\n"), Distro::Other);
        assert_eq!(distro(""), Distro::Other);
    }
}
