//! The rooms around the line, as a person goes through them: records, settings, a PIN, the report, people, the lock, the way out.

use anyhow::{Context as _, Result};

use crate::line::{Report, places};
use crate::page::Page;

/// A PIN that nobody would try first.
pub const PIN: &str = "482915";

/// Goes through all of them, from any screen of somebody who is signed in and has no PIN; ends where nobody is.
pub async fn tour(page: &Page, report: &mut Report) -> Result<()> {
    records(page, report).await?;
    documents(page, report).await?;
    one_place(page, report).await?;
    go(page, "settings").await?;
    page.find("settings-kept").await?;
    report.step(page, "settings", "Settings say where the key is, and what locks the copy.").await?;
    page.press("settings-finding").await?;
    page.find("turn-off-counted").await?;
    report.step(page, "turn-off", "What turning off finding does, counted from the network's list.").await?;
    page.press("turn-off-keep").await?;
    page.press("settings-receipts").await?;
    page.find("receipt").await?;
    report.step(page, "receipt", "The receipt of the permission.").await?;
    page.press("back").await?;
    page.press("settings-set-pin").await?;
    page.type_into("new-pin", PIN).await?;
    page.type_into("new-pin-again", PIN).await?;
    report.step(page, "set-pin", "A PIN, and what forgetting it means.").await?;
    page.press("set-pin").await?;
    page.find("settings-change-lock").await?;

    go(page, "activity").await?;
    page.press("activity-report").await?;
    page.find("report-lines").await?;
    report.step(page, "report", "A report for support, line by line before it is saved.").await?;
    page.press("report-save").await?;

    go(page, "person").await?;
    page.find("people-list").await?;
    report.step(page, "people", "Who has a copy on this computer.").await?;
    page.press("back").await?;

    let before = page.screen().await?;
    go(page, "lock").await?;
    page.find("lock-open").await?;
    report.step(page, "locked", "Locked.").await?;
    page.type_into("lock-secret", "000111").await?;
    page.press("lock-open").await?;
    let told = async || Ok(page.attribute("lock-secret", "aria-invalid").await?.as_deref() == Some("true"));
    page.until("the wrong PIN is not told", told).await?;
    report.step(page, "wrong-pin", "A wrong PIN, and how many tries are left.").await?;
    page.type_into("lock-secret", PIN).await?;
    page.press("lock-open").await?;
    // The same screen comes back.
    page.on_screen(&before).await?;

    go(page, "settings").await?;
    page.press("settings-sign-out").await?;
    page.find("sign-out-stay").await?;
    report.step(page, "sign-out", "Signing out asks what stays.").await?;
    page.press("sign-out-stay").await?;
    page.press("settings-remove").await?;
    page.find("remove-confirm").await?;
    report.step(page, "remove", "What goes, and what stays.").await?;
    page.press("remove-confirm").await?;
    page.find("removed-start").await?;
    report.step(page, "removed", "Removed, and looked at.").await?;
    page.press("removed-start").await?;
    page.on_screen("welcome").await
}

/// One place and what can be done about it, and adding one by name; nothing is changed.
async fn one_place(page: &Page, report: &mut Report) -> Result<()> {
    go(page, "places").await?;
    page.find("places-add").await?;
    let connected = async || -> Result<Option<(String, String)>> {
        Ok(places(page).await?.into_iter().find(|(_, state)| state == "connected"))
    };
    page.until("no place is connected", async || Ok(connected().await?.is_some())).await?;
    let (id, _) = connected().await?.context("it is gone again")?;
    page.press(&format!("place-open-{id}")).await?;
    page.find("place-look").await?;
    report.step(page, "place", "One place, with what is known of it.").await?;
    page.press("place-off").await?;
    page.find("place-off-keep").await?;
    report.step(page, "place-off", "Turning it off says first what that means.").await?;
    page.press("place-off-keep").await?;
    page.press("place-remove").await?;
    page.find("place-remove-keep").await?;
    report.step(page, "place-remove", "Removing it says what goes and what stays.").await?;
    page.press("place-remove-keep").await?;
    page.press("back").await?;
    page.press("places-add").await?;
    page.type_into("add-words", "e").await?;
    page.press("add-search").await?;
    page.find("add-list").await?;
    report.step(page, "add-place", "A place by its name, with what tells namesakes apart.").await?;
    page.press("back").await
}

/// Goes through what a new person does first, from where nobody is signed in; ends on Home. Whoever plays the browser
/// passes the check of the identity.
pub async fn set_up(page: &Page, report: &mut Report) -> Result<()> {
    page.press("person-nia").await?;
    let either = async || Ok(page.shown("pin-not-now").await? || page.shown("terms-accept").await?);
    page.until("neither a PIN nor the terms are asked about", either).await?;
    if page.shown("pin-not-now").await? {
        page.press("pin-not-now").await?;
    }
    page.find("terms-accept").await?;
    page.press("terms-accept").await?;
    report.step(page, "terms", "A new person: the terms, which nobody accepts by accident.").await?;
    page.press("terms-agree").await?;
    page.press("terms-accept").await?;
    page.find("identity-start").await?;
    report.step(page, "identity", "Why it is checked who she is, in the checker's own words.").await?;
    page.press("set-up-later").await?;
    page.find("set-up-note").await?;
    report.step(page, "missing", "Home says what is missing, and leads there.").await?;
    go(page, "settings").await?;
    page.press("settings-details").await?;
    page.find("details-save").await?;
    report.step(page, "details", "Her details, to see and correct.").await?;
    page.press("back").await?;
    go(page, "home").await?;
    page.press("set-up-go-on").await?;
    page.press("identity-start").await?;
    page.find("permission-yes").await?;
    page.press("permission-not-now").await?;
    page.on_screen("home").await
}

/// What came: the list, one record, and what did not come.
async fn records(page: &Page, report: &mut Report) -> Result<()> {
    go(page, "records").await?;
    page.find("record-row").await?;
    report.step(page, "records", "What the places sent, place by place.").await?;
    page.press("record-row").await?;
    page.find("outline").await?;
    report.step(page, "record", "One record, and where it is from.").await?;
    // In a narrow window the record takes the place of the list.
    if page.shown("reader-back").await? {
        page.press("reader-back").await?;
    }
    page.press("records-complete").await?;
    page.find("complete-table").await?;
    report.step(page, "completeness", "What came, and what did not.").await?;
    page.press("complete-delete").await?;
    page.find("delete-keep").await?;
    report
        .step(page, "delete-place", "Deleting what came from a place says what goes and what stays.")
        .await?;
    page.press("delete-keep").await?;
    take_away(page, report).await
}

/// The three ways to take records along, one of them gone to its end, and the way back; nothing is changed.
async fn take_away(page: &Page, report: &mut Report) -> Result<()> {
    page.press("complete-back").await?;
    page.press("records-take").await?;
    page.find("take-paper").await?;
    page.press("take-paper-do").await?;
    page.find("take-paper-saved").await?;
    report.step(page, "take-away", "Three ways to take records along; the paper is saved.").await?;
    page.press("take-backup-do").await?;
    page.find("backup-make").await?;
    report.step(page, "backup", "A backup wants a password, and says what losing it means.").await?;
    page.press("dialog-close").await?;
    page.press("take-restore-do").await?;
    page.find("restore-choose").await?;
    report.step(page, "restore", "The way back begins with a file and its password.").await?;
    page.press("restore-back").await?;
    page.find("take-paper").await.map(drop)
}

/// How the second network is asked; nothing is asked.
async fn documents(page: &Page, report: &mut Report) -> Result<()> {
    go(page, "home").await?;
    page.press("home-documents").await?;
    page.find("documents-start").await?;
    report
        .step(page, "documents", "Getting documents from a second network: what it takes, said before.")
        .await
}

/// Goes there by the rail, or by More where the window is narrow or the text large.
pub async fn go(page: &Page, place: &str) -> Result<()> {
    let (rail, more) =
        (format!("nav-{place}"), format!("more-{}", if place == "person" { "people" } else { place }));
    let either = async || Ok(page.shown(&rail).await? || page.shown("nav-more").await?);
    page.until(&format!("there is no way to {place}"), either).await?;
    if page.shown(&rail).await? {
        return page.press(&rail).await;
    }
    page.press("nav-more").await?;
    page.press(&more).await
}
