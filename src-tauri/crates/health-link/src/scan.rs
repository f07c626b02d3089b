//! Reading a QR code out of a picture that somebody has: a screenshot, or a photo of paper.

use std::io::Cursor;

use image::imageops::{FilterType, resize};
use image::{GrayImage, ImageReader, Limits};

/// Longest side of a picture that we open, in pixels.
const LONGEST_SIDE: u32 = 12_000;
/// Memory for one picture, in bytes: a photo of 50 million pixels.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Sides to which a large picture is brought, one after the other, until a code is found.
const SIDES: [u32; 3] = [1600, 900, 2800];

/// Why nothing was read. Holds nothing of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// Not a PNG or JPEG picture, damaged, or larger than we open.
    #[error("not a picture that can be opened")]
    Picture,
    /// No QR code in it that could be read.
    #[error("no QR code in the picture")]
    NoCode,
}

/// The text of the QR code in a PNG or JPEG file.
pub fn read(file: &[u8]) -> Result<String, ScanError> {
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| ScanError::Picture)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| ScanError::Picture)?.into_luma8();
    let longest = picture.width().max(picture.height());
    let smaller = SIDES.into_iter().filter(|side| *side < longest);
    // A small picture is tried as it is; a large one is brought to a size at which decoders are quick and noise is gone.
    if longest <= SIDES[0] {
        return find(picture).ok_or(ScanError::NoCode);
    }
    smaller
        .into_iter()
        .find_map(|side| find(shrunk(&picture, side, longest)))
        .or_else(|| find(picture))
        .ok_or(ScanError::NoCode)
}

fn shrunk(picture: &GrayImage, side: u32, longest: u32) -> GrayImage {
    let to = |length: u32| {
        u32::try_from(u64::from(length) * u64::from(side) / u64::from(longest)).unwrap_or(1).max(1)
    };
    resize(picture, to(picture.width()), to(picture.height()), FilterType::Triangle)
}

/// The text of the code in these pixels.
pub(crate) fn find(picture: GrayImage) -> Option<String> {
    let (width, height) = picture.dimensions();
    let read = rxing::helpers::detect_in_luma(
        picture.into_raw(),
        width,
        height,
        Some(rxing::BarcodeFormat::QR_CODE),
    );
    read.ok().map(|read| read.getText().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::{Qr, png};
    use image::{ImageFormat, Luma};

    #[test]
    fn a_code_in_a_large_photo_is_found() {
        let code = Qr::encode("shlink:/large").unwrap().picture(20);
        let mut photo = GrayImage::from_pixel(2400, 1800, Luma([200]));
        image::imageops::replace(&mut photo, &code, 900, 500);
        let mut jpeg = Cursor::new(Vec::new());
        photo.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        assert_eq!(read(&jpeg.into_inner()).unwrap(), "shlink:/large");
    }

    #[test]
    fn what_is_no_picture_or_has_no_code_is_told_apart() {
        assert_eq!(read(b"hello"), Err(ScanError::Picture));
        assert_eq!(read(&[]), Err(ScanError::Picture));
        let empty = GrayImage::from_pixel(300, 300, Luma([255]));
        assert_eq!(read(&png(&empty).unwrap()), Err(ScanError::NoCode));
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_not_opened() {
        let mut file = png(&GrayImage::from_pixel(8, 8, Luma([0]))).unwrap();
        // Width and height in the header of a PNG, with a fresh checksum.
        file[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let mut crc = flate2::Crc::new();
        crc.update(&file[12..29]);
        file[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        assert_eq!(read(&file), Err(ScanError::Picture));
    }
}
