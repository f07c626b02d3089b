//! Where the file lies. Which folders there are is given; only [`read_first`] looks at them.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The file's name in every folder.
pub const FILE_NAME: &str = "organisation.toml";
/// A file is a few kilobytes; in bytes.
pub const LARGEST_FILE: usize = 128 * 1024;

/// A system, for its folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is its system")]
pub enum Platform {
    Linux,
    MacOs,
    Windows,
}

/// The folders that may hold a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// Only an administrator can write here, so what lies here beats the user's own.
    pub managed: Option<PathBuf>,
    /// The user's own.
    pub user: Option<PathBuf>,
}

impl Folders {
    /// Managed are `/etc/satchel` (Linux), `/Library/Application Support/Satchel` (macOS) and `Satchel` below
    /// `program_files` (Windows: below `ProgramData` any user may make a folder, and could speak for the clinic).
    /// `user` is the app's folder for settings, as the system names it.
    #[must_use]
    pub fn new(platform: Platform, program_files: Option<&Path>, user: Option<PathBuf>) -> Self {
        let managed = match platform {
            Platform::Linux => Some(PathBuf::from("/etc/satchel")),
            Platform::MacOs => Some(PathBuf::from("/Library/Application Support/Satchel")),
            Platform::Windows => program_files.map(|folder| folder.join("Satchel")),
        };
        Self { managed, user }
    }
}

/// Why a file is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// `--config`.
    Named,
    /// Set by a clinic's IT.
    Managed,
    /// The user's own.
    User,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Named => "named by --config, so no other file is looked for",
            Self::Managed => "set by this computer's administrator, so it stands before the user's own",
            Self::User => "the user's own; the administrator has set none",
        })
    }
}

/// A place to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub path: PathBuf,
    /// Why it would be the one.
    pub source: Source,
}

/// The places to look at, the first that exists counts. A named file is the only one: it is there, or that is an error.
#[must_use]
pub fn candidates(named: Option<&Path>, folders: &Folders) -> Vec<Candidate> {
    if let Some(path) = named {
        return vec![Candidate { path: path.to_owned(), source: Source::Named }];
    }
    let place = |folder: &Option<PathBuf>, source| {
        folder.as_ref().map(|folder| Candidate { path: folder.join(FILE_NAME), source })
    };
    [place(&folders.managed, Source::Managed), place(&folders.user, Source::User)]
        .into_iter()
        .flatten()
        .collect()
}

/// A file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which, and why.
    pub candidate: Candidate,
    /// Not checked yet.
    pub text: String,
}

/// A file that is there and cannot be taken. Never passed over: a clinic's file that cannot be read must not make way
/// for another.
#[derive(Debug, thiserror::Error)]
#[error("the settings file ({}) cannot be read: {why}", .candidate.source)]
pub struct ReadError {
    /// Which; not in the sentence, for a path may hold a person's name.
    pub candidate: Candidate,
    /// The system's reason, or what is odd about the file.
    pub why: io::Error,
}

/// Reads the first file that is there; `None` where there is none, and no organisation with it.
pub fn read_first(candidates: &[Candidate]) -> Result<Option<Found>, ReadError> {
    for candidate in candidates {
        match read(&candidate.path) {
            Ok(text) => return Ok(Some(Found { candidate: candidate.clone(), text })),
            Err(why) if why.kind() == io::ErrorKind::NotFound && candidate.source != Source::Named => {}
            Err(why) => return Err(ReadError { candidate: candidate.clone(), why }),
        }
    }
    Ok(None)
}

fn read(path: &Path) -> io::Result<String> {
    let odd = |why| Err(io::Error::new(io::ErrorKind::InvalidData, why));
    // Before it is opened: a pipe would keep us waiting.
    if !std::fs::metadata(path)?.is_file() {
        return odd("not a file");
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST_FILE {
        return odd("too large");
    }
    // Editors on Windows begin a file with a byte order mark.
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(_) => odd("not UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Platform::Linux, Some("/etc/satchel"))]
    #[case(Platform::MacOs, Some("/Library/Application Support/Satchel"))]
    #[case(Platform::Windows, Some("programs/Satchel"))]
    fn each_system_has_a_folder_that_only_an_administrator_writes(
        #[case] platform: Platform,
        #[case] managed: Option<&str>,
    ) {
        let folders = Folders::new(platform, Some(Path::new("programs")), None);
        assert_eq!(folders.managed, managed.map(PathBuf::from));
    }

    #[test]
    fn without_a_programs_folder_windows_has_no_managed_one() {
        assert_eq!(Folders::new(Platform::Windows, None, None), Folders::default());
    }

    #[rstest]
    #[case(&[], &[], None)]
    #[case(&[], &["user"], Some(("user", Source::User)))]
    #[case(&[], &["managed"], Some(("managed", Source::Managed)))]
    #[case(&[], &["managed", "user"], Some(("managed", Source::Managed)))]
    #[case(&["named"], &["managed", "user", "named"], Some(("named", Source::Named)))]
    fn a_named_file_beats_a_managed_one_and_that_the_users(
        #[case] named: &[&str],
        #[case] there: &[&str],
        #[case] taken: Option<(&str, Source)>,
    ) {
        let root = tempfile::tempdir().unwrap();
        for folder in ["managed", "user", "named"] {
            std::fs::create_dir(root.path().join(folder)).unwrap();
        }
        for folder in there {
            std::fs::write(root.path().join(folder).join(FILE_NAME), folder).unwrap();
        }
        let named = named.first().map(|folder| root.path().join(folder).join(FILE_NAME));
        let folders =
            Folders { managed: Some(root.path().join("managed")), user: Some(root.path().join("user")) };
        let found = read_first(&candidates(named.as_deref(), &folders)).unwrap();
        let found = found.as_ref().map(|found| (found.text.as_str(), found.candidate.source));
        assert_eq!(found, taken);
    }

    #[test]
    fn a_named_file_that_is_not_there_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(FILE_NAME), "user").unwrap();
        let folders = Folders { managed: None, user: Some(root.path().to_owned()) };
        let error = read_first(&candidates(Some(&root.path().join("elsewhere")), &folders)).unwrap_err();
        assert_eq!(error.candidate.source, Source::Named);
        assert!(!error.to_string().contains("elsewhere"), "{error}");
    }

    #[test]
    fn a_managed_file_that_cannot_be_read_does_not_make_way_for_the_users() {
        let root = tempfile::tempdir().unwrap();
        // A folder where a file should be: nobody can read it, root included.
        std::fs::create_dir_all(root.path().join("managed").join(FILE_NAME)).unwrap();
        std::fs::write(root.path().join(FILE_NAME), "user").unwrap();
        let folders =
            Folders { managed: Some(root.path().join("managed")), user: Some(root.path().to_owned()) };
        let error = read_first(&candidates(None, &folders)).unwrap_err();
        assert_eq!(error.candidate.source, Source::Managed);
        insta::assert_snapshot!(error, @"the settings file (set by this computer's administrator, so it stands before the user's own) cannot be read: not a file");
    }

    #[rstest]
    #[case(vec![b'x'; LARGEST_FILE], Ok(LARGEST_FILE))]
    #[case(vec![b'x'; LARGEST_FILE + 1], Err("too large"))]
    #[case(vec![0xff, 0xfe, b'a'], Err("not UTF-8"))]
    #[case(b"\xef\xbb\xbfa = 1".to_vec(), Ok(5))]
    fn a_file_is_text_and_has_an_end(#[case] bytes: Vec<u8>, #[case] outcome: Result<usize, &str>) {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(FILE_NAME);
        std::fs::write(&path, bytes).unwrap();
        let read = read(&path).map(|text| text.len()).map_err(|why| why.to_string());
        assert_eq!(read.as_ref().map_err(String::as_str).copied(), outcome);
    }
}
