//! What a camera would read in a screenshot.

use anyhow::{Context as _, Result};

/// Reads the QR code in a PNG, with a decoder that did not make it.
pub fn read_qr(png: &[u8]) -> Result<String> {
    let picture = image::load_from_memory(png)?.into_luma8();
    let (width, height) = picture.dimensions();
    let read = rxing::helpers::detect_in_luma(
        picture.into_raw(),
        width,
        height,
        Some(rxing::BarcodeFormat::QR_CODE),
    )
    .ok()
    .context("no QR code in the picture")?;
    Ok(read.getText().to_owned())
}

/// Reads a QR code as the page gets it: its modules, and the path that draws the dark ones.
pub fn read_drawing(view: &serde_json::Value) -> Result<String> {
    const SCALE: u32 = 4;
    const QUIET: u32 = 4;
    let modules = u32::try_from(view["modules"].as_u64().context("no modules")?)?;
    let side = (modules + 2 * QUIET) * SCALE;
    let mut picture = image::GrayImage::from_pixel(side, side, image::Luma([255]));
    // Each run is `Mx yhNv1h-Nz`.
    for run in view["path"].as_str().context("no path")?.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').context("a run without a place")?;
        let (y, rest) = rest.split_once('h').context("a run without a length")?;
        let length = rest.split_once('v').context("a run without an end")?.0;
        let (x, y, length): (u32, u32, u32) = (x.parse()?, y.parse()?, length.parse()?);
        for dark_x in (x + QUIET) * SCALE..(x + QUIET + length) * SCALE {
            for dark_y in (y + QUIET) * SCALE..(y + QUIET + 1) * SCALE {
                picture.put_pixel(dark_x, dark_y, image::Luma([0]));
            }
        }
    }
    let mut png = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)?;
    read_qr(&png)
}
