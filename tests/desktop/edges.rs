//! The edges of the window: what the page may not do, what comes in from outside, and what stays behind.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use futures::StreamExt as _;
use tests::driver::{Driver, Target};
use tests::line::{Portal as _, places};
use tests::page::Page;
use tests::patient::{Answer, sign_in_at_portal};
use tokio::process::Command;

use crate::surroundings::Surroundings;
use crate::{ONE_AT_A_TIME, Window, app, private_folder};

/// Runs a promise in the page, and answers what it came to.
async fn outcome(page: &Page, promise: &str) -> Result<String> {
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         Promise.resolve().then(() => {promise}).then(() => done('done'), (e) => done('refused: ' + (e.message || e)));"
    );
    Ok(page.0.execute_async(script, Vec::new()).await?.json().as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_command_that_is_not_granted_is_refused() -> Result<()> {
    let window = Window::open(&[]).await?;
    window.page.find("person-rosa").await?;
    let invoke = |command: &str| format!("window.__TAURI_INTERNALS__.invoke('{command}', {{}})");
    ensure!(outcome(&window.page, &invoke("app")).await? == "done", "a granted command works");
    for command in [
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:deep-link|register",
        "plugin:event|emit",
    ] {
        let answer = outcome(&window.page, &invoke(command)).await?;
        ensure!(answer.contains("not allowed"), "{command}: {answer}");
    }
    window.close().await
}

#[tokio::test]
async fn the_page_reaches_no_network() -> Result<()> {
    let window = Window::open(&[]).await?;
    window.page.find("person-rosa").await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let answer = outcome(&window.page, &format!("fetch('http://{address}/')")).await?;
    ensure!(answer.starts_with("refused"), "fetch: {answer}");
    let nobody = tokio::time::timeout(Duration::from_millis(200), listener.accept()).await;
    ensure!(nobody.is_err(), "the page made a connection");
    window.close().await
}

/// A portal's return starts the app a second time with its address. The second process hands it over and ends; the
/// first looks, and believes the network alone.
#[tokio::test]
async fn a_second_start_with_a_callback_address_is_a_knock_for_the_first() -> Result<()> {
    let window = Window::open(&["--person", "mateo"]).await?;
    let page = &window.page;
    page.press("permission-yes").await?;
    page.press("nav-places").await?;
    let row = "place-0e4d5c1c-93a7-5f0e-8b1f-7a2d9c44b6e8";
    page.find(row).await?;
    page.press(&row.replace("place-", "place-action-")).await?;
    page.find("connect-finished").await?;
    let address = window.around.inbox.next().await?;
    let back = sign_in_at_portal(&address, Answer::Approve).await?;
    ensure!(back.query() == Some("status_code=success"), "the portal ended elsewhere");

    let second = Command::new(app()?)
        .arg("health.satchel.demo:/connected?status_code=success")
        .env("DBUS_SESSION_BUS_ADDRESS", &window.around.bus.address)
        .kill_on_drop(true)
        .status();
    let second =
        tokio::time::timeout(Duration::from_secs(10), second).await.context("the second start stayed")??;
    ensure!(second.success(), "the second start ended with {second}");
    page.until("the place did not become connected", async || {
        let state = page.attribute(row, "data-state").await?.unwrap_or_default();
        Ok(matches!(state.as_str(), "connected" | "records-coming"))
    })
    .await?;
    window.close().await
}

#[tokio::test]
async fn a_killed_app_leaves_no_process_behind() -> Result<()> {
    let window = Window::open(&[]).await?;
    window.page.find("person-rosa").await?;
    let app = app()?;
    let family = descendants(pid_of(&app)?)?;
    ensure!(family.len() >= 2, "the window has its web processes: {family:?}");
    kill("-KILL", family[0]).await?;
    for _ in 0..200 {
        if family.iter().all(|pid| !is_running(*pid)) {
            // There is no session left to end.
            window.page.0.clone().leak()?;
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("still there: {:?}", family.iter().filter(|pid| is_running(**pid)).collect::<Vec<_>>())
}

/// A graphics driver or too little memory can end the page's process. The core has lost nothing: the page is loaded
/// again, says so, and knows what it knew. A page that is lost over and over only flickers, so at the fourth loss the app
/// leaves with a sentence.
#[tokio::test]
async fn a_page_whose_process_dies_is_loaded_again_and_nothing_is_lost() -> Result<()> {
    let _alone = ONE_AT_A_TIME.lock().await;
    let (around, target) = (Surroundings::new().await?, Target::new()?);
    let output = std::fs::File::create(around.output())?;
    let mut app = Command::new(app()?)
        .args(["--demo", "--person", "mateo"])
        .envs(around.environment()?)
        .envs(target.environment())
        .stdout(Stdio::null())
        .stderr(output)
        .kill_on_drop(true)
        .spawn()?;
    let pid = app.id().context("it runs")?;
    {
        let (page, _driver) = attached(&target).await?;
        page.press("permission-yes").await?;
        page.press("nav-places").await?;
        page.until("no place was found", async || Ok(!places(&page).await?.is_empty())).await?;
    }
    for _ in 1..=3 {
        let lost = page_process(pid)?;
        kill("-KILL", lost).await?;
        in_time("nobody draws the page", async || Ok(page_process(pid)? != lost)).await?;
        let (page, _driver) = attached(&target).await?;
        page.says("notice", "open this window again").await?;
        page.press("nav-places").await?;
        page.until("the places are gone", async || Ok(!places(&page).await?.is_empty())).await?;
    }
    kill("-KILL", page_process(pid)?).await?;
    let left = tokio::time::timeout(Duration::from_mins(1), app.wait()).await.context("it stays")??;
    ensure!(!left.success(), "it says that all is well");
    let said = std::fs::read_to_string(around.output())?;
    ensure!(said.contains("Your records are safe. Restart this computer"), "it said: {said}");
    Ok(())
}

/// The window of an app that was started without a driver.
async fn attached(target: &Target) -> Result<(Page, Driver)> {
    let begun = std::time::Instant::now();
    loop {
        match target.attach().await {
            Ok((window, driver)) => return Ok((Page(window), driver)),
            Err(error) if begun.elapsed() > Duration::from_mins(1) => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

async fn in_time(what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
    for _ in 0..600 {
        if holds().await.unwrap_or(false) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("{what}")
}

/// The process that draws the page.
fn page_process(app: u32) -> Result<u32> {
    let draws = |pid: &u32| {
        std::fs::read_to_string(format!("/proc/{pid}/comm"))
            .is_ok_and(|name| name.starts_with("WebKitWebProc"))
    };
    descendants(app)?.into_iter().filter(|pid| is_running(*pid)).find(draws).context("nobody draws the page")
}

/// What a demo keeps is encrypted, in a folder of its own, and gone when it is left; asked to end counts as left.
#[tokio::test]
async fn a_demo_that_is_left_leaves_nothing_on_the_disk() -> Result<()> {
    let window = Window::open(&["--person", "rosa"]).await?;
    window.page.find("permission-yes").await?;
    let folder =
        private_folder(&window.around.home().join("tmp"))?.context("the demo has a folder of its own")?;
    let files: Vec<_> = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).collect();
    ensure!(files.iter().any(|file| file.extension().is_some_and(|e| e == "satchel")), "no store: {files:?}");
    for file in &files {
        let bytes = std::fs::read(file)?;
        let readable = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        ensure!(
            !readable("SQLite format 3") && !readable("signed-in") && !readable("Rosa"),
            "{} is readable",
            file.display()
        );
    }
    let pid = pid_of(&app()?)?;
    kill("-TERM", pid).await?;
    for _ in 0..200 {
        if !is_running(pid) && !folder.exists() {
            window.page.0.clone().leak()?;
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("still there: {}", folder.display())
}

/// The patient of this test signs in through the app's own browser opener.
#[tokio::test]
async fn the_portal_opens_in_the_systems_browser() -> Result<()> {
    let window = Window::open(&["--person", "mateo"]).await?;
    let page = &window.page;
    page.press("permission-yes").await?;
    page.press("nav-places").await?;
    let row = "place-0e4d5c1c-93a7-5f0e-8b1f-7a2d9c44b6e8";
    page.find(row).await?;
    page.press(&row.replace("place-", "place-action-")).await?;
    window.around.inbox.sign_in().await?;
    page.until("the place did not become connected", async || {
        let state = page.attribute(row, "data-state").await?.unwrap_or_default();
        Ok(matches!(state.as_str(), "connected" | "records-coming"))
    })
    .await?;
    window.close().await
}

/// Sends a process this signal.
pub(crate) async fn kill(signal: &str, pid: u32) -> Result<()> {
    let sent = Command::new("kill").args([signal, &pid.to_string()]).status().await?;
    ensure!(sent.success(), "{pid} got no {signal}");
    Ok(())
}

fn processes() -> Result<Vec<u32>> {
    Ok(std::fs::read_dir("/proc")?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect())
}

pub(crate) fn pid_of(app: &Path) -> Result<u32> {
    let app = std::fs::canonicalize(app)?;
    processes()?
        .into_iter()
        .filter(|pid| std::fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == app))
        .max()
        .context("the app does not run")
}

/// A process and all below it, itself first.
pub(crate) fn descendants(pid: u32) -> Result<Vec<u32>> {
    let parents: Vec<(u32, u32)> =
        processes()?.into_iter().filter_map(|pid| Some((pid, stat(pid)?.1))).collect();
    let mut family = vec![pid];
    let mut next = 0;
    while next < family.len() {
        let parent = family[next];
        family.extend(parents.iter().filter(|(_, p)| *p == parent).map(|(child, _)| *child));
        next += 1;
    }
    Ok(family)
}

/// State and parent of a process.
fn stat(pid: u32) -> Option<(char, u32)> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

/// A zombie that nobody has collected yet runs no more.
fn is_running(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != 'Z')
}

/// An app that is being left: it still has the name by which a second start finds it, and goes without an answer.
async fn leaving(bus: &tests::driver::Bus) -> Result<tokio::task::JoinHandle<()>> {
    let connection = zbus::connection::Builder::address(bus.address.as_str())?
        .name("health.satchel.demo.SingleInstance")?
        .build()
        .await?;
    let mut calls = zbus::MessageStream::from(&connection);
    Ok(tokio::spawn(async move {
        while let Some(Ok(message)) = calls.next().await {
            if message.header().member().is_some_and(|member| member == "ExecuteCallback") {
                break;
            }
        }
        // Gone, without a word.
        let _ = connection.close().await;
    }))
}

/// The bug: closed and opened again at once, Satchel could not open its window.
#[tokio::test]
async fn a_start_right_after_a_close_opens_a_window() -> Result<()> {
    let alone = crate::ONE_AT_A_TIME.lock().await;
    let around = crate::Surroundings::new().await?;
    let gone = leaving(&around.bus).await?;
    let window = Window::open_in(around, &[], alone).await?;
    window.page.find("person-rosa").await?;
    gone.await.context("nobody was handed anything")?;
    window.close().await
}
