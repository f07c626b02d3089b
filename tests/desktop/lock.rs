//! The lock, the people and the end of a copy, in the real window, with the system's own keychain.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use tests::line::Report;
use tests::page::Page;
use tests::tour::PIN;
use thirtyfour::prelude::*;
use tokio::io::AsyncWriteExt as _;

use crate::{Closed, Window, app, pictures};

async fn unlock(page: &Page, pin: &str) -> Result<()> {
    page.find("lock-open").await?;
    page.type_into("lock-secret", pin).await?;
    page.press("lock-open").await
}

/// Looks through the trails without a window, with this PIN typed: whether all were whole, and what was said.
async fn verify_audit(closed: &Closed, pin: &str) -> Result<(bool, String)> {
    let mut looking = tokio::process::Command::new(app()?)
        .arg("--verify-audit")
        .arg("--data-dir")
        .arg(closed.around.copies())
        .envs(closed.around.environment()?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut typed = looking.stdin.take().context("no input")?;
    typed.write_all(format!("{pin}\n").as_bytes()).await?;
    drop(typed);
    let output = looking.wait_with_output().await?;
    Ok((output.status.success(), String::from_utf8(output.stdout)?))
}

/// First run: a PIN is offered and set; the app locks, opens, is closed and opened again, and knows her name before the
/// lock because the keychain does.
#[tokio::test]
async fn a_pin_is_set_at_the_first_run_and_asked_for_at_the_next() -> Result<()> {
    let window = Window::open_keeping(&["--person", "rosa"]).await?;
    let mut report = Report::new(pictures("lock"), |_| {})?;
    let page = &window.page;
    page.find("set-pin").await?;
    report.step(page, "offer", "A PIN is offered, and what forgetting it means stands first.").await?;
    page.type_into("new-pin", PIN).await?;
    page.type_into("new-pin-again", PIN).await?;
    page.press("set-pin").await?;
    page.find("permission-yes").await?;
    page.press("back").await?;
    page.press("nav-settings").await?;
    page.says("settings-kept", "safe").await?;
    report.step(page, "settings", "Settings say where the key is, and what locks the copy.").await?;

    page.press("nav-lock").await?;
    page.find("lock-open").await?;
    page.until("it does not greet her", async || {
        Ok(page.0.find(By::Css("main h1")).await?.text().await?.contains("Rosa"))
    })
    .await?;
    ensure!(!page.has("settings-kept").await?, "nothing of what was shown is left in the page");
    report.step(page, "locked", "Locked.").await?;
    unlock(page, "000111").await?;
    page.until("the wrong PIN is not told", async || {
        Ok(page.0.find(By::Css("main")).await?.text().await?.contains("4 tries"))
    })
    .await?;
    report.step(page, "wrong", "A wrong PIN, and how many tries are left.").await?;
    unlock(page, PIN).await?;
    page.find("settings-kept").await?;

    let closed = window.closed().await?;
    let (whole, said) = verify_audit(&closed, PIN).await?;
    ensure!(whole && said.contains("whole, ") && said.contains("1 copies"), "{said}");
    let (whole, said) = verify_audit(&closed, "000111").await?;
    ensure!(!whole && said.contains("not checked"), "{said}");
    let window = closed.opened(&["--data-dir"]).await?;
    let page = &window.page;
    // The keychain knows her name before the lock.
    page.says("people-list", "Rosa Delgado").await?;
    report.step(page, "people", "After a restart: who is using Satchel?").await?;
    page.press("people-person").await?;
    unlock(page, PIN).await?;
    page.find("sign-in-again").await?;
    report.step(page, "sign-in-again", "The copy is open; the network asks for a new sign-in.").await?;
    page.press("sign-in-again").await?;
    page.gone("sign-in-again").await?;
    page.press("nav-activity").await?;
    // The trail goes on where it ended.
    page.says("activity-list", "PIN").await?;
    report.step(page, "activity", "The trail holds both runs.").await?;

    // To the end: everything is removed, and nothing of hers is left.
    page.press("nav-settings").await?;
    page.press("settings-remove").await?;
    page.find("remove-confirm").await?;
    report.step(page, "remove", "What goes, and what stays.").await?;
    page.press("remove-confirm").await?;
    page.find("removed-start").await?;
    report.step(page, "removed", "Removed, and looked at.").await?;
    let left: Vec<_> = std::fs::read_dir(window.around.copies())?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "logs")
        .collect();
    ensure!(left.is_empty(), "left: {left:?}");
    window.close().await
}

/// The machine goes to sleep: logind says so on the system bus, and waits for us.
#[tokio::test]
async fn the_copy_is_locked_before_the_machine_sleeps() -> Result<()> {
    let window = Window::open_keeping(&["--person", "rosa"]).await?;
    let page = &window.page;
    page.find("set-pin").await?;
    page.type_into("new-pin", PIN).await?;
    page.type_into("new-pin-again", PIN).await?;
    page.press("set-pin").await?;
    page.find("permission-yes").await?;
    window.around.logind().sleeps().await?;
    page.find("lock-open").await?;
    window.close().await
}

/// Without a keychain: the reason in words, and the next rung. The passphrase is the lock then.
#[tokio::test]
async fn without_a_keychain_a_passphrase_is_offered_in_words() -> Result<()> {
    let window = Window::open(&["--data-dir", "--person", "rosa"]).await?;
    let mut report = Report::new(pictures("passphrase"), |_| {})?;
    let page = &window.page;
    page.find("new-passphrase").await?;
    report.step(page, "no-safe", "This computer has no safe.").await?;
    page.type_into("new-passphrase", "brown bag on a nail").await?;
    page.type_into("new-passphrase-again", "brown bag on a nail").await?;
    page.press("set-passphrase").await?;
    page.find("permission-yes").await?;
    page.press("back").await?;
    page.press("nav-lock").await?;
    unlock(page, "brown bag on a nail").await?;
    page.find("nav-home").await?;

    let window = window.restarted(&["--data-dir"]).await?;
    let page = &window.page;
    page.press("people-person").await?;
    report.step(page, "locked", "Nobody can say whose it is before the passphrase.").await?;
    unlock(page, "brown bag on a nail").await?;
    page.find("sign-in-again").await?;
    window.close().await
}

/// A file that was damaged while Satchel was closed: a clear sentence, the old one kept, a fresh start.
#[tokio::test]
async fn a_damaged_copy_is_put_aside_for_a_fresh_start() -> Result<()> {
    let window = Window::open_keeping(&["--person", "rosa"]).await?;
    window.page.press("pin-not-now").await?;
    window.page.find("permission-yes").await?;
    let copies = window.around.copies();
    let closed = window.closed().await?;
    let store = |folder: &std::path::Path| -> Result<Vec<std::path::PathBuf>> {
        let all = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        Ok(all.filter(|path| path.extension().is_some_and(|ending| ending == "satchel")).collect())
    };
    let file = store(&copies)?.pop().context("there is a copy")?;
    let mut bytes = std::fs::read(&file)?;
    bytes[100..200].iter_mut().for_each(|byte| *byte ^= 0xff);
    std::fs::write(&file, &bytes)?;

    let window = closed.opened(&["--data-dir", "--person", "rosa"]).await?;
    let mut report = Report::new(pictures("damaged"), |_| {})?;
    let page = &window.page;
    page.find("start-fresh").await?;
    report.step(page, "trouble", "The copy cannot be opened.").await?;
    page.press("start-fresh").await?;
    page.press("pin-not-now").await?;
    page.find("permission-yes").await?;
    ensure!(store(&copies)?.len() == 2, "the old one is kept beside the new one");
    ensure!(
        store(&copies)?.iter().any(|path| std::fs::read(path).is_ok_and(|kept| kept == bytes)),
        "as it was"
    );
    window.close().await
}
