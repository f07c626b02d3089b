//! The demo that walks by itself: opens the app's window, goes the whole line through the real page, says a line and
//! keeps a picture for each step. `cargo demo` runs it where there is no display to click on.
#![expect(clippy::print_stdout, reason = "a program whose work is to say what happens")]

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Parser;
use tests::driver::{Bus, Driver};
use tests::line::{Inbox, Report, walk};
use tests::page::Page;

#[derive(Parser)]
struct Arguments {
    /// Whom to play
    #[arg(long, default_value = "rosa")]
    person: String,
    /// How many times faster the demo's clock runs while a network is waited for
    #[arg(long, default_value = "60")]
    speed: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let app =
        PathBuf::from(std::env::var_os("SATCHEL_APP").context("SATCHEL_APP names the app to walk through")?);
    let out =
        std::env::var_os("SATCHEL_WALK_OUT").map_or_else(|| PathBuf::from("target/demo"), PathBuf::from);

    let inbox = Inbox::new()?;
    let bus = Bus::start(inbox.folder()).await?;
    let environment = [("PATH", inbox.path()?), ("DBUS_SESSION_BUS_ADDRESS", bus.address.clone().into())];
    let driver = Driver::webkit(&environment, &inbox.folder().join("output")).await?;
    let window = driver.window(&app, &["--demo".to_owned(), "--speed".to_owned(), arguments.speed]).await?;
    let page = Page(window.clone());
    let mut report = Report::new(Some(out.clone()), |line| println!("{line}"))?;
    let walked = walk(&page, &inbox, &arguments.person.to_lowercase(), &mut report).await;
    // The window is closed however the walk went.
    let closed = window.quit().await;
    let walked = walked?;
    closed?;
    println!("The whole line works. The link in the QR code has {} characters.", walked.link.len());
    println!("Pictures: {}", out.display());
    Ok(())
}
