//! One page to print: the QR code at a true size, and the words beside it. A PDF, so that a printer keeps the size.

use std::fmt::Write as _;

use crate::qr::{QUIET_ZONE, Qr};

/// Points a module: 9 dots at 300 dpi, 18 at 600; 0.76 mm. At least 0.5 mm is wanted (`spec/shl-wire.md`, section 10.3).
const MODULE: f64 = 2.16;
/// US Letter, in points. What is on it also fits A4.
const PAGE: (f64, f64) = (612.0, 792.0);
/// White at the page's edge, in points.
const MARGIN: f64 = 60.0;
/// The longest line of words, in characters.
const LONGEST_LINE: usize = 200;

/// What stands beside the code, in the person's language. There is no place for a passcode.
#[derive(Clone, Debug)]
pub struct Words {
    /// When it stops working: the largest line.
    pub stops: String,
    /// What the clinic sees as the title. Left out when the page's letters cannot write it.
    pub title: String,
    /// A sentence or two below.
    pub notes: Vec<String>,
}

/// Lays out the page.
#[must_use]
pub fn pdf(qr: &Qr, words: &Words) -> Vec<u8> {
    let mut page = String::new();
    let mut top = PAGE.1 - MARGIN;
    for (text, size, font) in
        [(Some(words.stops.as_str()), 30.0, "B"), (Some(words.title.as_str()), 16.0, "R")]
    {
        for line in text.and_then(written).map(|text| lines(&text, size)).unwrap_or_default() {
            top -= size * 1.2;
            put(&mut page, font, size, top, &line);
        }
        top -= 8.0;
    }
    let side = f64::from(qr.modules() + 2 * QUIET_ZONE) * MODULE;
    let (left, upper) = ((PAGE.0 - side) / 2.0, top - 8.0);
    // Black in the printer's own black, no colour.
    page.push_str("0 g\n");
    for (x, y, length) in qr.runs() {
        let at = |modules: u32| f64::from(modules + QUIET_ZONE) * MODULE;
        let _ = writeln!(
            page,
            "{:.2} {:.2} {:.2} {MODULE} re",
            left + at(x),
            upper - at(y) - MODULE,
            f64::from(length) * MODULE
        );
    }
    page.push_str("f\n");
    top = upper - side - 8.0;
    for note in &words.notes {
        for line in written(note).map(|text| lines(&text, 13.0)).unwrap_or_default() {
            top -= 13.0 * 1.35;
            put(&mut page, "R", 13.0, top, &line);
        }
        top -= 6.0;
    }
    file(&page)
}

/// Writes a line of letters that [`written`] has let through.
fn put(page: &mut String, font: &str, size: f64, y: f64, line: &[u8]) {
    let hex: String = line.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let _ = writeln!(page, "BT /{font} {size} Tf {MARGIN} {y:.2} Td <{hex}> Tj ET");
}

/// The text in the letters of Western Europe, which every PDF reader has; nothing when it has others.
fn written(text: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = text
        .chars()
        .take(LONGEST_LINE)
        .map(|letter| match letter {
            '\u{2018}' => Some(0x91),
            '\u{2019}' => Some(0x92),
            '\u{201c}' => Some(0x93),
            '\u{201d}' => Some(0x94),
            '\u{2013}' => Some(0x96),
            '\u{2014}' => Some(0x97),
            '\u{2026}' => Some(0x85),
            // What a formatter puts between a time and its AM or PM.
            '\u{202f}' | '\u{2009}' => Some(b' '),
            letter if letter.is_control() => None,
            letter => u8::try_from(u32::from(letter)).ok(),
        })
        .collect::<Option<_>>()?;
    (!text.is_empty()).then_some(text)
}

/// Broken at spaces by a rough width: half the size for a letter, a little more for the large ones.
fn lines(text: &[u8], size: f64) -> Vec<Vec<u8>> {
    let fitting = ((PAGE.0 - 2.0 * MARGIN) / (size * 0.56)).max(8.0);
    let mut lines: Vec<Vec<u8>> = vec![Vec::new()];
    for word in text.split(|byte| *byte == b' ').filter(|word| !word.is_empty()) {
        let line = lines.last().map_or(0, Vec::len);
        let too_long = f64::from(u32::try_from(line + 1 + word.len()).unwrap_or(u32::MAX)) > fitting;
        if line > 0 && too_long {
            lines.push(Vec::new());
        }
        if let Some(last) = lines.last_mut() {
            if !last.is_empty() {
                last.push(b' ');
            }
            last.extend_from_slice(word);
        }
    }
    lines
}

/// The objects around the page, and where each begins. No metadata, no date.
fn file(page: &str) -> Vec<u8> {
    let font = |name: &str| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</PrintScaling/None>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Contents 4 0 R/Resources<</Font<</R 5 0 R/B 6 0 R>>>>>>",
            PAGE.0, PAGE.1
        ),
        format!("<</Length {}>>\nstream\n{page}endstream", page.len()),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut starts = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        starts.push(file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let table = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for start in starts {
        let _ = writeln!(file, "{start:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};

    fn words() -> Words {
        Words {
            stops: "Stops working at 7:47\u{202f}PM".to_owned(),
            title: "Health records of Peña".to_owned(),
            notes: vec!["The passcode is not on this page. ".repeat(4)],
        }
    }

    /// The rectangles of a page, as a printer of 150 dpi puts them on paper.
    fn printed(pdf: &[u8]) -> GrayImage {
        const DOTS: f64 = 150.0 / 72.0;
        let mut paper = GrayImage::from_pixel(1275, 1650, Luma([255]));
        let text = String::from_utf8_lossy(pdf);
        for line in text.lines().filter_map(|line| line.strip_suffix(" re")) {
            let [x, y, w, h] = line.split(' ').map(|n| n.parse::<f64>().unwrap()).collect::<Vec<_>>()[..]
            else {
                panic!("not a rectangle")
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a dot on the paper")]
            let dot = |at: f64| (at * DOTS).round() as u32;
            for px in dot(x)..dot(x + w) {
                for py in dot(PAGE.1 - y - h)..dot(PAGE.1 - y) {
                    paper.put_pixel(px, py, Luma([0]));
                }
            }
        }
        paper
    }

    #[test]
    fn the_printed_page_reads_back_and_has_large_modules() {
        let text = format!("https://viewer.example.org/#shlink:/{}", "a".repeat(343));
        let pdf = pdf(&Qr::encode(&text).unwrap(), &words());
        const { assert!(MODULE * 25.4 / 72.0 >= 0.5) };
        assert_eq!(crate::scan::find(printed(&pdf)).as_deref(), Some(text.as_str()));
    }

    #[test]
    fn the_largest_code_and_every_word_stay_on_the_page() {
        let qr = Qr::encode(&"a".repeat(779)).unwrap();
        let pdf = String::from_utf8_lossy(&pdf(&qr, &words())).into_owned();
        let heights: Vec<f64> = pdf
            .lines()
            .filter_map(|line| line.split_once(" Td")?.0.rsplit(' ').next()?.parse().ok())
            .collect();
        assert!(heights.len() >= 4 && heights.iter().all(|y| *y > 36.0), "{heights:?}");
        assert!(pdf.lines().filter(|line| line.ends_with(" re")).all(|line| !line.contains('-')));
    }

    #[test]
    fn words_that_the_page_cannot_write_are_left_out_and_none_can_leave_their_line() {
        assert_eq!(written("健康记录"), None);
        assert_eq!(written("a\nb"), None);
        let tricky = Words { stops: ") Tj ET (".to_owned(), title: "健康".to_owned(), notes: Vec::new() };
        let pdf = String::from_utf8(pdf(&Qr::encode("x").unwrap(), &tricky)).unwrap();
        assert_eq!(pdf.matches(" Tj ET").count(), 1);
        assert!(pdf.contains("<2920546a2045542028>"));
    }

    #[test]
    fn the_table_points_at_each_object() {
        let file = String::from_utf8(pdf(&Qr::encode("x").unwrap(), &words())).unwrap();
        let at = file.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse::<usize>().unwrap();
        assert!(file[at..].starts_with("xref\n0 7\n"));
        for (number, line) in file[at..].lines().skip(3).take(6).enumerate() {
            let start: usize = line[..10].parse().unwrap();
            assert!(file[start..].starts_with(&format!("{} 0 obj", number + 1)));
        }
    }
}
