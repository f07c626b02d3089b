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
