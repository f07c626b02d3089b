//! A demo that was given a seed looks the same each time: what goes over the wire line by line, what is on the screen pixel
//! by pixel. On a clock that stands, so that nothing hangs on how fast this machine is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, ensure};
use tests::bridge::Bridge;
use tests::driver::{Driver, free_port};
use tests::line::Report;
use tests::page::Page;
use tests::patient::{Addresses, PatientHost};
use tests::play::{Control, Manner, play};
use tests::world::World;

const STORY: &str = "happy-path";

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_is_played_twice_is_the_same_line_by_line_and_picture_by_picture() -> Result<()> {
    let driver = Driver::chromium().await?;
    // The port stands in the QR code.
    let port = free_port()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/browser/twice");
    let _ = std::fs::remove_dir_all(&folder);
    let one = played(&driver, port, &folder.join("one")).await?;
    let two = played(&driver, port, &folder.join("two")).await?;

    ensure!(one.wire.len() > 40, "only {} lines went over the wire", one.wire.len());
    for (number, (one, two)) in one.wire.iter().zip(&two.wire).enumerate() {
        ensure!(one == two, "line {} differs:\n{one}\n{two}", number + 1);
    }
    ensure!(one.wire.len() == two.wire.len(), "{} lines and {}", one.wire.len(), two.wire.len());

    ensure!(one.pictures.len() == 10, "{} pictures", one.pictures.len());
    let differ: Vec<_> = one.pictures.iter().filter(|name| !same(&folder, name)).collect();
    ensure!(one.pictures == two.pictures && differ.is_empty(), "these pictures differ: {differ:?}");
    Ok(())
}

/// How far a shade may be from that of the other run, and in how many values of a picture it may be further: a browser does
/// not draw the edge of a corner or a small picture on a page that was scrolled alike each time.
const SHADE: u8 = 24;
const EDGES: usize = 240;

fn same(folder: &Path, name: &str) -> bool {
    let read = |run: &str| Some(image::open(folder.join(run).join(name)).ok()?.into_rgb8());
    let (Some(one), Some(two)) = (read("one"), read("two")) else { return false };
    let differs = |(one, two): &(&u8, &u8)| one.abs_diff(**two) > SHADE;
    one.dimensions() == two.dimensions()
        && one.as_raw().iter().zip(two.as_raw()).filter(differs).count() <= EDGES
}

/// What one run left.
struct Played {
    wire: Vec<String>,
    pictures: Vec<String>,
}

async fn played(driver: &Driver, port: u16, folder: &Path) -> Result<Played> {
    let profile = tempfile::tempdir()?;
    let browser = driver.still_browser(profile.path(), 1280, 800).await?;
    let host = Arc::new(PatientHost::default());
    let world = World::alike(Arc::<PatientHost>::clone(&host), port).await?;
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist-bridge");
    let bridge = Bridge::spawn(Arc::clone(&world.core), world.changed.clone(), &pages).await?;
    browser.goto(&bridge.base).await?;
    let control = Control::new(world.sandbox.base_url(), world.sandbox.control_token())?;
    let story = control.story(STORY).await?;
    let mut report = Report::new(Some(PathBuf::from(folder)), |_| {})?.still();
    let manner = Manner { stepped: true, ..Manner::AT_ONCE };
    let told =
        play(&story, &Page(browser.clone()), &control, &Addresses::of(host), manner, &mut report).await;
    browser.quit().await?;
    told?;
    let wire = control.wire_log().await?;
    std::fs::write(folder.join("wire.log"), wire.join("\n"))?;
    drop(bridge);
    world.core.leave().await;
    // Its port is free again when the next begins.
    world.sandbox.stop().await;
    let mut pictures: Vec<String> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    pictures.sort();
    Ok(Played { wire, pictures })
}
