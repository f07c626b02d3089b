//! Records in the real window: looked through, narrowed, found, read, and deleted one by one.

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use tests::line::Report;
use tests::page::Page;
use tests::tour::go;
use thirtyfour::components::SelectElement;
use thirtyfour::prelude::*;

use crate::{Window, pictures};

/// What a script says about the page.
pub(crate) async fn says(page: &Page, script: &str) -> Result<Value> {
    Ok(page.0.execute(script, Vec::new()).await?.json().clone())
}

/// How many lines the list has.
async fn total(page: &Page) -> Result<u64> {
    let total = page.attribute("records-found", "data-total").await?;
    total.and_then(|total| total.parse().ok()).context("the list is not counted")
}

/// The list, once what the places sent has been read.
pub(crate) async fn list(page: &Page) -> Result<u64> {
    go(page, "records").await?;
    page.patiently("the records are not read", async || {
        let reading = page.attribute("records-found", "data-reading").await?;
        Ok(reading.as_deref() == Some("false") && total(page).await? > 0)
    })
    .await?;
    total(page).await
}

/// The list after a search: permission is given, every place is found, and what they sent has been read.
pub(crate) async fn searched(window: &Window) -> Result<u64> {
    window.page.press("permission-yes").await?;
    let told = async || Ok(!window.around.notifications.shown().is_empty());
    window.page.patiently("the search does not end", told).await?;
    list(&window.page).await
}

/// The rows in sight: kind, title, and what is marked in it.
async fn rows(page: &Page) -> Result<Vec<(String, String, String)>> {
    let script = "return [...document.querySelectorAll('[data-testid=record-row]')].map((row) => [
        row.dataset.kind, row.querySelector('.title')?.textContent.trim() ?? '',
        [...row.querySelectorAll('mark')].map((mark) => mark.textContent).join(' ')]);";
    let rows = says(page, script).await?;
    let text = |row: &Value, at: usize| row[at].as_str().unwrap_or_default().to_owned();
    Ok(rows.as_array().into_iter().flatten().map(|row| (text(row, 0), text(row, 1), text(row, 2))).collect())
}

/// Looks for these words, and waits until the list is the one that has them.
pub(crate) async fn look_for(page: &Page, words: &str) -> Result<()> {
    let field = page.find("records-search").await?;
    // As a person does: the page hears of each key.
    field.send_keys(Key::Control + "a").await?;
    field.send_keys(Key::Backspace).await?;
    if !words.is_empty() {
        field.send_keys(words).await?;
    }
    let script = format!(
        "return document.querySelector('[data-testid=records-search]').value === {}",
        Value::from(words)
    );
    page.until("the words are not in the field", async || Ok(says(page, &script).await? == true)).await
}

/// Finds a record by its title and opens it; answers its id.
pub(crate) async fn open(page: &Page, title: &str) -> Result<String> {
    open_found(page, title, title).await
}

/// Finds a record by other words and opens it.
pub(crate) async fn open_found(page: &Page, words: &str, title: &str) -> Result<String> {
    look_for(page, words).await?;
    let script = format!(
        "const row = [...document.querySelectorAll('[data-testid=record-row]')].find((row) =>
           row.querySelector('.title')?.textContent.trim() === {});
         row?.scrollIntoView({{ block: 'nearest' }}); return row?.dataset.id ?? null;",
        Value::from(title)
    );
    page.patiently(&format!("`{title}` is not found"), async || Ok(says(page, &script).await?.is_string()))
        .await?;
    let id = says(page, &script).await?.as_str().context("it is gone again")?.to_owned();
    let row = format!("[data-testid=record-row][data-id='{id}']");
    page.until("the record does not open", async || {
        if page.attribute("reader", "data-id").await?.as_deref() == Some(&id) {
            return Ok(true);
        }
        page.0.find(By::Css(&*row)).await?.click().await?;
        Ok(false)
    })
    .await?;
    Ok(id)
}

/// Chooses one of a list of choices.
async fn choose(page: &Page, id: &str, value: &str) -> Result<()> {
    let select = SelectElement::new(&page.find(id).await?).await?;
    Ok(select.select_by_value(value).await?)
}

#[tokio::test]
async fn records_are_looked_through_narrowed_found_read_and_deleted_one_by_one() -> Result<()> {
    let window = Window::open(&["--speed", "60", "--person", "rosa"]).await?;
    let page = &window.page;
    let mut report = Report::new(pictures("records"), |_| {})?;
    let all = searched(&window).await?;
    ensure!(all > 20, "{all} records");
    report.step(page, "list", "by place").await?;

    // By kind, by place, by both.
    choose(page, "records-kind", "lab").await?;
    page.until("there are other kinds", async || {
        let rows = rows(page).await?;
        Ok(!rows.is_empty() && rows.iter().all(|(kind, ..)| kind == "lab"))
    })
    .await?;
    let labs = total(page).await?;
    report.step(page, "labs", "one kind").await?;
    let place = says(
        page,
        "return [...document.querySelectorAll('[data-testid=records-place] option')].find((one) => one.value !== '*').value;",
    )
    .await?;
    choose(page, "records-place", place.as_str().context("no place")?).await?;
    page.until("it is not fewer", async || Ok(total(page).await? < labs)).await?;
    report.step(page, "labs-of-a-place", "one kind of one place").await?;
    choose(page, "records-kind", "").await?;
    page.until("it is not more", async || {
        let now = total(page).await?;
        Ok(now > 0 && now < all && rows(page).await?.iter().any(|(kind, ..)| kind != "lab"))
    })
    .await?;
    choose(page, "records-place", "*").await?;
    page.until("not all are back", async || Ok(total(page).await? == all)).await?;
    page.press("records-by-date").await?;
    report.step(page, "by-date", "by year").await?;

    // Found by words, which are marked.
    look_for(page, "a1c").await?;
    page.until("what was found is not marked", async || {
        let rows = rows(page).await?;
        Ok(!rows.is_empty() && rows.iter().all(|(_, _, marked)| marked.to_lowercase().contains("a1c")))
    })
    .await?;
    report.step(page, "found", "with marks").await?;

    // One of them, with its source one tap away, and its numbers over time.
    open(page, "Hemoglobin A1c").await?;
    page.find("chart").await?;
    page.find("record-source").await?.find(By::Css("summary")).await?.click().await?;
    page.says("record-source", "Alder Bay Medical Center, came").await?;
    report.step(page, "result", "a result, its source open").await?;
    page.press("chart-table").await?;
    let lines = "return document.querySelectorAll('[data-testid=chart] tbody tr').length;";
    page.until("the chart is no table", async || Ok(says(page, lines).await?.as_u64() > Some(2))).await?;
    report.step(page, "numbers", "its numbers as a table").await?;

    // What came from where.
    page.press("records-complete").await?;
    let counted = page.text("complete-table").await?;
    ensure!(
        counted.contains("Juniper Street Family Practice"),
        "the card does not name the place: {counted}"
    );
    report.step(page, "completeness", "what came and what did not").await?;
    page.press("complete-back").await?;

    one_file_goes(page, &mut report).await?;
    one_record_goes(page, &mut report, all).await?;
    one_place_goes(page, &mut report).await?;
    window.close().await
}

/// Deletes what the dialog asks about, after a look at what it says.
async fn confirm(page: &Page, report: &mut Report, step: &str, words: &[&str]) -> Result<()> {
    let dialog = page.text("delete-dialog").await?;
    for word in words {
        ensure!(dialog.contains(word), "`{word}` is not in {dialog}");
    }
    report.step(page, step, step).await?;
    page.press("delete-confirm").await?;
    page.gone("delete-dialog").await?;
    let told = "return [...document.querySelectorAll('[aria-live], [role=status]')].map((e) => e.textContent).join(' ');";
    page.until("nobody hears that it is gone", async || {
        Ok(says(page, told).await?.as_str().unwrap_or_default().contains("gone from this computer"))
    })
    .await
}

/// A file alone: it goes, and what is said about it stays, also after the next look.
async fn one_file_goes(page: &Page, report: &mut Report) -> Result<()> {
    let id = open(page, "Visit summary").await?;
    page.find("record-file").await?;
    report.step(page, "file", "a record with its file").await?;
    page.press("file-delete").await?;
    page.press("delete-keep").await?;
    page.find("record-file").await?;
    page.press("file-delete").await?;
    confirm(page, report, "delete-file", &["network’s copy stays", "does not come back", "What is said"])
        .await?;
    page.find("record-file-deleted").await?;
    ensure!(!page.has("record-file").await?, "the file is still shown");
    ensure!(page.attribute("reader", "data-id").await?.as_deref() == Some(&id), "the record is closed");
    report.step(page, "file-gone", "what is said about it stays").await?;
    go(page, "home").await?;
    list(page).await?;
    ensure!(open(page, "Visit summary").await? == id, "another record");
    page.find("record-file-deleted").await?;
    ensure!(!page.has("record-file").await?, "the file came back");
    Ok(())
}

async fn one_record_goes(page: &Page, report: &mut Report, all: u64) -> Result<()> {
    let id = open(page, "Visit summary").await?;
    page.press("record-delete").await?;
    confirm(page, report, "delete-record", &["network’s copy stays", "does not come back"]).await?;
    look_for(page, "").await?;
    page.until("the list has as many as before", async || Ok(total(page).await? == all - 1)).await?;
    let row = format!("[data-testid=record-row][data-id='{id}']");
    ensure!(page.0.find_all(By::Css(&*row)).await?.is_empty(), "it is still in the list");
    Ok(())
}

async fn one_place_goes(page: &Page, report: &mut Report) -> Result<()> {
    let before = total(page).await?;
    page.press("records-complete").await?;
    page.press("complete-delete").await?;
    confirm(page, report, "delete-place", &["What other places sent stays"]).await?;
    report.step(page, "place-gone", "what other places sent stays").await?;
    page.press("complete-back").await?;
    page.until("nothing is gone", async || {
        let now = total(page).await?;
        Ok(now > 0 && now < before)
    })
    .await?;
    go(page, "activity").await?;
    let told = page.text("activity-list").await?;
    for line in ["You deleted a file here", "You deleted a record here", "You deleted what came from"] {
        if !told.contains(line) {
            bail!("`{line}` is not among what happened: {told}");
        }
    }
    report.step(page, "activity", "each is written down").await
}
