//! QR codes: made, drawn, and read back. Settings: `spec/shl-wire.md`, section 10.3.

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};

/// White modules around the symbol, as the QR standard demands.
pub const QUIET_ZONE: u32 = 4;
/// Pixels a module in a saved picture.
pub const SAVED_SCALE: u32 = 8;
/// Largest version we make at level M: beyond it a phone camera struggles (section 10.3).
const LONGEST_TEXT: usize = 779;
/// The same for a sign-in page at a kiosk, drawn with 4 pixels a module on a screen of its own: version 25 at level M.
const LONGEST_HAND_OFF: usize = 997;

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
        Self::up_to(text, LONGEST_TEXT)
    }

    /// The same for an address that a phone opens from a kiosk's screen: it may be longer.
    pub fn encode_for_hand_off(text: &str) -> Result<Self, QrError> {
        Self::up_to(text, LONGEST_HAND_OFF)
    }

    fn up_to(text: &str, longest: usize) -> Result<Self, QrError> {
        if text.len() > longest {
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
        let mut path = String::new();
        for (x, y, length) in self.runs() {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
        }
        path
    }

    /// A file of its own with the same path, quiet zone included: sharp at every size.
    #[must_use]
    pub fn svg(&self) -> String {
        let side = self.width + 2 * QUIET_ZONE;
        let pixels = side * SAVED_SCALE;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" \
             viewBox=\"-{QUIET_ZONE} -{QUIET_ZONE} {side} {side}\" shape-rendering=\"crispEdges\">\
             <rect x=\"-{QUIET_ZONE}\" y=\"-{QUIET_ZONE}\" width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
             <path d=\"{}\" fill=\"#000\"/></svg>\n",
            self.svg_path()
        )
    }

    /// The dark modules as runs: left, top and length, in modules, from the upper left corner of the symbol.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let rows = self.dark.chunks(self.width as usize).zip(0_u32..);
        rows.flat_map(|(row, y)| {
            let mut x = 0_u32;
            let mut runs = Vec::new();
            for run in row.chunk_by(|a, b| a == b) {
                let length = u32::try_from(run.len()).unwrap_or_default();
                if run[0] {
                    runs.push((x, y, length));
                }
                x += length;
            }
            runs
        })
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

    /// Draws it as large as whole pixels allow in the middle of a white square; nothing where a module would be
    /// smaller than a pixel.
    #[must_use]
    pub fn picture_within(&self, side: u32) -> Option<GrayImage> {
        let scale = side / (self.width + 2 * QUIET_ZONE);
        let code = (scale > 0).then(|| self.picture(scale))?;
        let mut picture = GrayImage::from_pixel(side, side, Luma([255]));
        let margin = i64::from((side - code.width()) / 2);
        image::imageops::replace(&mut picture, &code, margin, margin);
        Some(picture)
    }

    /// The picture as a PNG file, without metadata.
    pub fn png(&self, scale: u32) -> Result<Vec<u8>, QrError> {
        png(&self.picture(scale))
    }

    /// Reads the drawn picture with another library's decoder, and compares: what does not read back is not shown.
    pub fn reads_back(&self, text: &str) -> Result<(), QrError> {
        match crate::scan::find(self.picture(4)) {
            Some(read) if read == text => Ok(()),
            _ => Err(QrError::DoesNotReadBack),
        }
    }
}

/// A picture as a PNG file, without metadata.
pub fn png(picture: &GrayImage) -> Result<Vec<u8>, QrError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|_| QrError::Picture)?;
    Ok(bytes.into_inner())
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

    #[test]
    fn a_picture_of_a_given_size_has_whole_modules_and_reads_back() {
        let qr = Qr::encode("hello").unwrap();
        assert!(qr.picture_within(28).is_none());
        let picture = qr.picture_within(300).unwrap();
        assert_eq!(picture.dimensions(), (300, 300));
        let text = crate::scan::read(&png(&picture).unwrap()).unwrap();
        assert_eq!(text, "hello");
    }

    #[test]
    fn the_saved_drawing_has_its_quiet_zone() {
        let svg = Qr::encode("hello").unwrap().svg();
        assert!(svg.contains("viewBox=\"-4 -4 29 29\"") && svg.contains("width=\"232\""));
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
