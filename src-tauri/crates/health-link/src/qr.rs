//! QR codes: made, drawn, and read back. Settings: `spec/shl-wire.md`, section 10.3.

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};

/// White modules around the symbol, as the QR standard demands.
pub const QUIET_ZONE: u32 = 4;
/// Pixels a module in a saved picture.
pub const SAVED_SCALE: u32 = 8;
/// Largest version we make at level M: beyond it a phone camera struggles (section 10.3).
const LONGEST_TEXT: usize = 779;

/// Why there is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// More text than a readable code holds.
    #[error("the text is too long for a readable QR code")]
    TooLong,
    /// The picture does not read back to the text.
    #[error("the QR code does not read back")]
    DoesNotReadBack,
    /// The picture could not be written.
    #[error("the picture could not be written")]
    Picture,
}

/// A QR code: black modules in a square, without quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Qr {
    width: u32,
    dark: Vec<bool>,
}

impl std::fmt::Debug for Qr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Qr({0} × {0})", self.width)
    }
}

impl Qr {
    /// Encodes the text as it is: level M, one byte-mode segment.
    pub fn encode(text: &str) -> Result<Self, QrError> {
        if text.len() > LONGEST_TEXT {
            return Err(QrError::TooLong);
        }
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| QrError::TooLong)?;
        let width = u32::try_from(code.width()).map_err(|_| QrError::TooLong)?;
        Ok(Self { width, dark: code.to_colors().into_iter().map(|c| c == Color::Dark).collect() })
    }

    /// Modules a side, without quiet zone.
    #[must_use]
    pub fn modules(&self) -> u32 {
        self.width
    }

    /// One SVG path over a square of `modules` a side: a rectangle for each run of dark modules in a row.
    #[must_use]
    pub fn svg_path(&self) -> String {
        use std::fmt::Write as _;
        let width = self.width as usize;
        let mut path = String::new();
        for (y, row) in self.dark.chunks(width).enumerate() {
            let mut x = 0;
            while x < width {
                let run = row[x..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    // Writing to a String cannot fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        path
    }

    /// Draws black on white with quiet zone, `scale` pixels a module.
    #[must_use]
    pub fn picture(&self, scale: u32) -> GrayImage {
        let side = (self.width + 2 * QUIET_ZONE) * scale;
        GrayImage::from_fn(side, side, |x, y| {
            let module = |pixel: u32| (pixel / scale).checked_sub(QUIET_ZONE).filter(|m| *m < self.width);
            let dark =
                module(x).zip(module(y)).is_some_and(|(x, y)| self.dark[(y * self.width + x) as usize]);
            Luma([if dark { 0 } else { 255 }])
        })
    }

    /// The picture as a PNG file, without metadata.
    pub fn png(&self, scale: u32) -> Result<Vec<u8>, QrError> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        self.picture(scale).write_to(&mut bytes, ImageFormat::Png).map_err(|_| QrError::Picture)?;
        Ok(bytes.into_inner())
    }

    /// Reads the drawn picture with another library's decoder, and compares: what does not read back is not shown.
    pub fn reads_back(&self, text: &str) -> Result<(), QrError> {
        let picture = self.picture(4);
        let (width, height) = picture.dimensions();
        let read = rxing::helpers::detect_in_luma(
            picture.into_raw(),
            width,
            height,
            Some(rxing::BarcodeFormat::QR_CODE),
        )
        .map_err(|_| QrError::DoesNotReadBack)?;
        if read.getText() == text { Ok(()) } else { Err(QrError::DoesNotReadBack) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_of_the_guides_length_is_version_15_and_reads_back() {
        let text = format!("https://viewer.example.org/#shlink:/{}", "a".repeat(379 - 36));
        let qr = Qr::encode(&text).unwrap();
        assert_eq!((text.len(), qr.modules()), (379, 77));
        qr.reads_back(&text).unwrap();
        assert_eq!(qr.reads_back("something else"), Err(QrError::DoesNotReadBack));
    }

    #[test]
    fn a_code_that_no_camera_would_read_is_not_made() {
        assert_eq!(Qr::encode(&"a".repeat(780)), Err(QrError::TooLong));
    }

    #[test]
    fn the_picture_is_black_on_white_with_a_quiet_zone() {
        let picture = Qr::encode("hello").unwrap().picture(8);
        assert_eq!(picture.dimensions(), ((21 + 8) * 8, (21 + 8) * 8));
        assert_eq!(picture.get_pixel(31, 31), &Luma([255]));
        assert_eq!(picture.get_pixel(32, 32), &Luma([0]));
    }

    proptest! {
        #[test]
        fn the_path_covers_exactly_the_dark_modules(text in "[ -~]{1,200}") {
            let qr = Qr::encode(&text).unwrap();
            let area: usize = qr.svg_path().split('M').skip(1)
                .map(|run| run.split('h').nth(1).unwrap().split('v').next().unwrap().parse::<usize>().unwrap()).sum();
            prop_assert_eq!(area, qr.dark.iter().filter(|d| **d).count());
        }
    }
}
