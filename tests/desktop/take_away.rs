//! Taking records away in the real window, to their end: everything saved, wiped, brought back, and equal.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use tests::line::Report;
use tests::page::Page;
use tests::tour::go;
use thirtyfour::prelude::*;

use crate::records::{list, searched};
use crate::{Window, pictures};

const PASSWORD: &str = "three small boats";

/// The file or folder of this name, wherever the system puts downloads.
fn saved(home: &Path, name: &str) -> Result<PathBuf> {
    let places = [home.join("Downloads"), home.to_owned()];
    let found = places.iter().map(|folder| folder.join(name)).find(|path| path.exists());
    found.with_context(|| format!("`{name}` was not saved"))
}

/// Every file of a folder, byte for byte.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path())?);
    }
    Ok(files)
}

async fn take(page: &Page, what: &str) -> Result<()> {
    page.press(&format!("take-{what}-do")).await?;
    page.patiently(&format!("the {what} was not saved"), async || {
        page.shown(&format!("take-{what}-saved")).await
    })
    .await
}

#[tokio::test]
async fn everything_is_taken_away_wiped_and_brought_back_as_it_was() -> Result<()> {
    let window = Window::open(&["--speed", "60", "--person", "rosa"]).await?;
    let page = &window.page;
    let home = window.around.home();
    let mut report = Report::new(pictures("take-away"), |_| {})?;
    let all = searched(&window).await?;
    page.press("records-take").await?;
    take(page, "paper").await?;
    let paper = std::fs::read(saved(home, "Satchel summary.pdf")?)?;
    ensure!(paper.starts_with(b"%PDF-"), "the paper is no PDF");
    take(page, "files").await?;
    let before = files(&saved(home, "Satchel records")?)?;
    ensure!(before.contains_key("All records for other apps.json"), "no bundle: {:?}", before.keys());
    ensure!(before.len() > 3, "no files: {:?}", before.keys());

    page.press("take-backup-do").await?;
    page.type_into("backup-password", PASSWORD).await?;
    page.type_into("backup-again", PASSWORD).await?;
    report.step(page, "password", "a backup wants a password").await?;
    page.press("backup-make").await?;
    page.patiently("no backup was made", async || page.shown("take-backup-saved").await).await?;
    report.step(page, "taken", "all three are saved").await?;
    let backup = saved(home, "Satchel backup.age")?;
    ensure!(std::fs::read(&backup)?.starts_with(b"age-encryption.org/v1\n"), "the backup is not sealed");

    go(page, "settings").await?;
    page.press("settings-remove").await?;
    page.press("remove-confirm").await?;
    page.find("removed-start").await?;
    report.step(page, "wiped", "wiped, and looked at").await?;
    page.press("removed-start").await?;

    page.press("welcome-restore").await?;
    let field = page.0.find(By::Css("input[data-testid='restore-file']")).await?;
    field.send_keys(&*backup.to_string_lossy()).await?;
    page.type_into("restore-password", "three small boat").await?;
    page.press("restore-open").await?;
    let wrong =
        async || Ok(page.attribute("restore-password", "aria-invalid").await?.as_deref() == Some("true"));
    page.patiently("the wrong password is not told", wrong).await?;
    report.step(page, "wrong-password", "a wrong password opens nothing").await?;
    page.type_into("restore-password", PASSWORD).await?;
    page.press("restore-open").await?;
    page.patiently("the backup does not open", async || page.shown("restore-fits").await).await?;
    report.step(page, "fits", "whose it is, and when it was made").await?;
    page.press("restore-do").await?;
    page.patiently("it was not brought back", async || Ok(page.screen().await? != "restore")).await?;
    report.step(page, "back", "brought back, nobody signed in").await?;

    ensure!(list(page).await? == all, "not as many as before");
    report.step(page, "records", "the same list").await?;
    page.press("records-take").await?;
    take(page, "files").await?;
    let again = files(&saved(home, "Satchel records (2)")?)?;
    ensure!(before.keys().eq(again.keys()), "other files: {:?} {:?}", before.keys(), again.keys());
    for (name, bytes) in &before {
        ensure!(again[name] == *bytes, "`{name}` is not what it was");
    }
    go(page, "activity").await?;
    let told = page.text("activity-list").await?;
    ensure!(
        told.contains("You brought a backup back") && told.contains("You saved a PDF of your records"),
        "{told}"
    );
    report.step(page, "activity", "what happened goes on").await?;
    window.close().await
}
