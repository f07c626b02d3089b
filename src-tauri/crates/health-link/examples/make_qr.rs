//! Writes a text as a QR code: `make_qr URL OUT.png [--size N]`. Level M, quiet zone 4, black on white, whole pixels a
//! module; `N` is the side of the picture in pixels, without it a module has 8. Reads its own picture back first.

use std::process::ExitCode;

use health_link::qr::{Qr, SAVED_SCALE, png};
use health_link::scan;

const USAGE: &str = "make_qr URL OUT.png [--size N]";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a program for a terminal")]
            {
                eprintln!("{error}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut size = None;
    let mut names = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == "--size" {
            size = Some(arguments.next().and_then(|n| n.parse::<u32>().ok()).ok_or(USAGE)?);
        } else {
            names.push(argument);
        }
    }
    let [text, out] = &names[..] else { return Err(USAGE.to_owned()) };
    let qr = Qr::encode(text).map_err(|error| error.to_string())?;
    let picture = match size {
        Some(size) if size > 20_000 => return Err("a side has at most 20000 pixels".to_owned()),
        Some(size) => qr.picture_within(size).ok_or("too small: a module needs a pixel")?,
        None => qr.picture(SAVED_SCALE),
    };
    let file = png(&picture).map_err(|error| error.to_string())?;
    // What one pixel a module shows is right, but hard to read for any decoder; there the text is not compared.
    let scale = picture.width() / (qr.modules() + 8);
    if scale >= 3 && scan::read(&file).as_ref() != Ok(text) {
        return Err("the QR code does not read back".to_owned());
    }
    std::fs::write(out, file).map_err(|error| format!("{out}: {error}"))
}
