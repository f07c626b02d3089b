//! The two fonts, their widths, and the letters they have.

use krilla::text::Font;
use ttf_parser::Face;

use crate::Error;

const REGULAR: &[u8] = include_bytes!("../fonts/atkinson-hyperlegible-next-regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/atkinson-hyperlegible-next-bold.ttf");

pub(crate) struct Fonts {
    regular: (Font, Face<'static>),
    bold: (Font, Face<'static>),
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, Error> {
        let font = |bytes: &'static [u8]| {
            let font = Font::new(bytes.to_vec().into(), 0).ok_or(Error::Font)?;
            Ok((font, Face::parse(bytes, 0).map_err(|_| Error::Font)?))
        };
        Ok(Self { regular: font(REGULAR)?, bold: font(BOLD)? })
    }

    pub(crate) fn of(&self, bold: bool) -> &Font {
        if bold { &self.bold.0 } else { &self.regular.0 }
    }

    /// The width of a text in points, without what kerning saves.
    pub(crate) fn width(&self, text: &str, bold: bool, size: f32) -> f32 {
        let face = if bold { &self.bold.1 } else { &self.regular.1 };
        let units: u32 = text
            .chars()
            .filter_map(|letter| face.glyph_hor_advance(face.glyph_index(letter)?))
            .map(u32::from)
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "a line has some thousand units")]
        let units = units as f32;
        units * size / f32::from(face.units_per_em())
    }

    /// The text in letters that can be printed: one line, signs that the fonts lack by others that say the same.
    pub(crate) fn readable(&self, text: &str, missing: &mut usize) -> String {
        let face = &self.regular.1;
        let mut readable = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                // What formatters put around numbers, and what would end a line.
                '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\n' | '\t' | '\r' => readable.push(' '),
                // Marks of direction: the page runs one way.
                '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
                // As the units of measure are written where there is no Greek.
                '\u{b5}' | '\u{3bc}' => readable.push('u'),
                '\u{2265}' => readable.push_str(">="),
                '\u{2264}' => readable.push_str("<="),
                '\u{2192}' => readable.push_str("->"),
                letter if letter.is_control() => {}
                letter if face.glyph_index(letter).is_some() => readable.push(letter),
                _ => {
                    *missing += 1;
                    readable.push('?');
                }
            }
        }
        readable
    }
}
