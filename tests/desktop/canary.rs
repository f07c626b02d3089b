//! The canary in the real window: a whole run, a crash, and then a look through everything that the app left outside
//! the page: files, log, what it said, notifications, its arguments and its surroundings' view of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use tests::line::{Portal, Report, walk};
use tests::tour;
use url::Url;

use crate::edges::{descendants, kill, pid_of};
use crate::surroundings::Surroundings;
use crate::{Window, app};

/// Signs in as the others do, and remembers the address: it is secret.
struct Remembering<'a> {
    around: &'a Surroundings,
    secrets: std::sync::Mutex<Vec<String>>,
}

impl Portal for Remembering<'_> {
    async fn sign_in(&self) -> Result<()> {
        let address = self.around.inbox.next().await?;
        let query = address.query_pairs().map(|(_, value)| value.into_owned());
        self.secrets.lock().map_err(|_| anyhow::anyhow!("poisoned"))?.extend(query);
        tests::patient::sign_in_at_portal(&address, tests::patient::Answer::Approve).await?;
        Ok(())
    }
}

#[tokio::test]
async fn nothing_private_is_left_in_files_logs_arguments_or_notifications() -> Result<()> {
    let window = Window::open_keeping(&["--speed", "200", "--person", "mateo"]).await?;
    let page = &window.page;
    // One person's search ends before anybody signs in or shows a code: the demo's clock hurries until then.
    page.press("pin-not-now").await?;
    page.press("permission-yes").await?;
    for _ in 0..600 {
        if !window.around.notifications.shown().is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    tour::go(page, "person").await?;
    page.press("people-add").await?;
    let portal = Remembering { around: &window.around, secrets: std::sync::Mutex::default() };
    let mut report = Report::new(None, |_| {})?;
    let walked = walk(&window.page, &portal, "rosa", &mut report).await?;

    let mut private: Vec<String> =
        ["Rosa", "Delgado", "1968-04", "Quillback", "Fernhill", "Mateo", "Quispe", "1991-11"]
            .map(str::to_owned)
            .to_vec();
    private.extend(portal.secrets.into_inner().map_err(|_| anyhow::anyhow!("poisoned"))?);
    let link = Url::parse(&walked.link)?;
    private
        .push(link.fragment().context("the link has a payload")?.trim_start_matches("shlink:/").to_owned());
    private.retain(|word| word.len() >= 4);
    ensure!(private.len() >= 8, "there are secrets to look for: {}", private.len());

    // What anybody on this machine may read of a running process.
    for pid in descendants(pid_of(&app()?)?)? {
        let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        ensure!(finds(&arguments, &private).is_none(), "in the arguments of {pid}");
    }
    // A crash: whatever is written when it is killed as a fault would kill it.
    let pid = pid_of(&app()?)?;
    kill("-ABRT", pid).await?;
    for _ in 0..200 {
        if pid_of(&app()?).is_err() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }

    let told = window.around.notifications.shown();
    ensure!(!told.is_empty() && told.iter().all(|one| one.title == "The search has ended"), "told: {told:?}");
    ensure!(finds(format!("{told:?}").as_bytes(), &private).is_none(), "told: {told:?}");
    let mut files = Vec::new();
    below(window.around.home(), &mut files)?;
    let mut looked = 0;
    for file in &files {
        // Sockets and pipes of the surroundings hold nothing.
        let Ok(bytes) = fs::read(file) else { continue };
        looked += 1;
        if let Some(word) = finds(&bytes, &private) {
            anyhow::bail!("`{word}` is in {}", file.display());
        }
        // A token looks like this wherever it comes from.
        ensure!(finds(&bytes, &["eyJhbGciOi".to_owned()]).is_none(), "a token is in {}", file.display());
    }
    let is = |ending: &str| files.iter().any(|file| file.to_string_lossy().ends_with(ending));
    ensure!(
        is(".satchel") && is(".log") && is("output"),
        "store, log and output were among {looked} files: {files:?}"
    );
    window.page.0.clone().leak()?;
    Ok(())
}

/// The first of the words that is in it: as it is, and as a system that writes two bytes a letter would write it.
pub(crate) fn finds(bytes: &[u8], words: &[String]) -> Option<String> {
    let has = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    let wide = |word: &str| word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    words.iter().find(|word| has(word.as_bytes()) || has(&wide(word))).cloned()
}

pub(crate) fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // A link leads out of here.
        let kind = fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            below(&path, files)?;
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
