//! A QR code as a camera sees it: tilted, turned, blurred, noisy, unevenly lit, damaged, printed, on a dark window. It is
//! read by another library than the one that made it. The cases are those of `spec/shl-wire.md`, section 10.2.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "pixels and angles of small pictures"
)]

use std::io::Cursor;

use health_link::qr::{QUIET_ZONE, Qr};
use health_link::scan;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, blur, resize};
use image::{GrayImage, ImageFormat, Luma};

/// The link of the guide's own example response (seed 002): 379 characters, version 15.
const GUIDE: &str = "https://api-gateway.client-sandbox.icanbwell.com/v1/health-link/viewer.html#shlink:/eyJ1cmwiOiJodHRwczovL2FwaS1nYXRld2F5LmRldi5pY2FuYndlbGwuY29tL3YxL2hlYWx0aC1saW5rL21hbmlmZXN0cy9pck9hSG4wUTV3Rlg5TEU3VnUwcWk2TTROOTIzQUxMUDhuS1BxVGNkOHBrIiwia2V5IjoiVThnY3BpWW9zb3pNanEtcVB0anh2Y3Q1YlhqeUNwSlpRTmdpd0VMMnhiVSIsImV4cCI6MTc2NjE3MzYyMiwiZmxhZyI6IlAiLCJsYWJlbCI6IkhlYWx0aCBSZWNvcmRzIn0";

/// How a camera stands, and what it does to a picture.
#[derive(Clone, Copy)]
struct Camera {
    /// Pixels across symbol and quiet zone.
    width: u32,
    /// How far a corner may be off, as a part of the width.
    tilt: f64,
    /// How far it may be turned, in degrees.
    turn: f64,
    blur: f32,
    noise: i32,
    seed: u64,
}

const TILTED: Camera = Camera { width: 360, tilt: 0.06, turn: 12.0, blur: 0.8, noise: 10, seed: 1 };
const NEARLY_FLAT: Camera = Camera { width: 260, tilt: 0.012, turn: 4.0, ..TILTED };

impl Camera {
    /// Takes the picture, with light from one side, and keeps it as a phone does: JPEG at 80 %.
    fn takes(self, scene: &GrayImage) -> Vec<u8> {
        let mut random = Random(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let side = f64::from(self.width);
        let picture = (side * 1.35) as u32;
        let middle = f64::from(picture) / 2.0;
        let turn = random.between(-self.turn, self.turn).to_radians();
        let mut corner = |x: f64, y: f64| {
            let (x, y) = ((x - 0.5) * side, (y - 0.5) * side);
            let off = self.tilt * side;
            (
                middle + x * turn.cos() - y * turn.sin() + random.between(-off, off),
                middle + x * turn.sin() + y * turn.cos() + random.between(-off, off),
            )
        };
        let quad = [corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)];
        let look = inverse(&to_quad(&quad));
        let mut seen = GrayImage::from_fn(picture, picture, |px, py| {
            // Nine looks a pixel stand for the light that falls on it.
            let mut light = 0.0;
            for (dx, dy) in (0..3).flat_map(|x| (0..3).map(move |y| (x, y))) {
                let (u, v) =
                    apply(&look, f64::from(px) + f64::from(dx) / 3.0, f64::from(py) + f64::from(dy) / 3.0);
                light += brightness(scene, u, v);
            }
            Luma([(light / 9.0) as u8])
        });
        if self.blur > 0.0 {
            seen = blur(&seen, self.blur);
        }
        for (x, y, pixel) in seen.enumerate_pixels_mut() {
            let lamp = 0.65 + 0.35 * f64::from(x + y) / f64::from(2 * picture);
            let noise = random.between(f64::from(-self.noise), f64::from(self.noise));
            pixel.0[0] = (f64::from(pixel.0[0]) * lamp + noise).clamp(0.0, 255.0) as u8;
        }
        let mut jpeg = Cursor::new(Vec::new());
        JpegEncoder::new_with_quality(&mut jpeg, 80).encode_image(&seen).unwrap();
        jpeg.into_inner()
    }
}

/// What lies at a place of the scene, from 0 to 1 in both directions; a grey desk around it.
fn brightness(scene: &GrayImage, u: f64, v: f64) -> f64 {
    let (x, y) = (u * f64::from(scene.width()), v * f64::from(scene.height()));
    if x < 0.0 || y < 0.0 || x >= f64::from(scene.width()) || y >= f64::from(scene.height()) {
        return 150.0;
    }
    f64::from(scene.get_pixel(x as u32, y as u32).0[0])
}

type Matrix = [[f64; 3]; 3];

/// Takes the unit square to these corners.
fn to_quad(corners: &[(f64, f64); 4]) -> Matrix {
    let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *corners;
    let (dx1, dx2, dx3) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
    let (dy1, dy2, dy3) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
    let area = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((dx3 * dy2 - dx2 * dy3) / area, (dx1 * dy3 - dx3 * dy1) / area);
    [[x1 - x0 + g * x1, x3 - x0 + h * x3, x0], [y1 - y0 + g * y1, y3 - y0 + h * y3, y0], [g, h, 1.0]]
}

/// The way back, but for a factor that [`apply`] takes out.
fn inverse(m: &Matrix) -> Matrix {
    let minor = |r: usize, c: usize| {
        let (r1, r2, c1, c2) = ((r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    std::array::from_fn(|r| std::array::from_fn(|c| minor(c, r)))
}

fn apply(m: &Matrix, x: f64, y: f64) -> (f64, f64) {
    let row = |r: usize| m[r][0] * x + m[r][1] * y + m[r][2];
    (row(0) / row(2), row(1) / row(2))
}

struct Random(u64);

impl Random {
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        low + (high - low) * ((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

fn code() -> Qr {
    Qr::encode(GUIDE).unwrap()
}

fn png(picture: &GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// How many of these pictures are read, each to the exact text.
fn read(pictures: impl Iterator<Item = Vec<u8>>) -> usize {
    pictures.filter(|picture| scan::read(picture).as_deref() == Ok(GUIDE)).count()
}

#[test]
fn the_guides_own_example_reads_back_at_every_size_of_screen_and_paper() {
    let code = code();
    assert_eq!(code.modules(), 77);
    // 4 and 6 CSS pixels a module at 100 and 200 %, and what is saved.
    assert_eq!(read([4, 6, 8, 10, 12].into_iter().map(|scale| code.png(scale).unwrap())), 5);
}

#[test]
fn a_tilted_turned_blurred_and_noisy_picture_is_read() {
    let scene = code().picture(4);
    let taken = (1..=8).map(|seed| Camera { seed, ..TILTED }.takes(&scene));
    assert_eq!(read(taken), 8);
}

#[test]
fn a_nearly_flat_picture_is_read_from_three_pixels_a_module() {
    let scene = code().picture(4);
    let taken = (1..=8).map(|seed| Camera { seed, ..NEARLY_FLAT }.takes(&scene));
    assert_eq!(read(taken), 8);
}

#[test]
fn a_code_on_a_dark_window_is_read_because_its_quiet_zone_is_white() {
    let card = code().picture(4);
    let mut window = GrayImage::from_pixel(card.width() + 160, card.height() + 160, Luma([15]));
    image::imageops::replace(&mut window, &card, 80, 80);
    assert_eq!(read([png(&window)].into_iter()), 1);
    let taken = (1..=4).map(|seed| Camera { width: 520, seed, ..TILTED }.takes(&window));
    assert_eq!(read(taken), 4);
}

#[test]
fn blots_on_four_percent_of_it_do_not_matter() {
    let code = code();
    for seed in 1..=6 {
        let mut random = Random(seed * 77 + 1);
        let mut scene = code.picture(5);
        let (quiet, side) = (f64::from(QUIET_ZONE * 5), f64::from(code.modules() * 5));
        let mut blotted = 0.0;
        while blotted < 0.04 * side * side {
            let radius = random.between(3.0, 9.0);
            // Inside the data: the three corners are what a code is found by.
            let (x, y) = (random.between(0.15, 0.98), random.between(0.28, 0.72));
            let (x, y) = (quiet + x * side, quiet + y * side);
            let shade = if random.between(0.0, 1.0) < 0.5 { 0 } else { 255 };
            for (px, py, pixel) in scene.enumerate_pixels_mut() {
                if (f64::from(px) - x).hypot(f64::from(py) - y) < radius {
                    *pixel = Luma([shade]);
                }
            }
            blotted += std::f64::consts::PI * radius * radius;
        }
        let camera = Camera { width: 400, tilt: 0.012, turn: 4.0, seed, ..TILTED };
        assert_eq!(read([camera.takes(&scene)].into_iter()), 1, "seed {seed}");
    }
}

#[test]
fn weak_contrast_and_sizes_that_are_no_whole_number_are_read() {
    let scene = code().picture(6);
    let weak = GrayImage::from_fn(scene.width(), scene.height(), |x, y| {
        Luma([if scene.get_pixel(x, y).0[0] == 0 { 0x44 } else { 0xdd }])
    });
    let odd = [271, 333, 457, 601].map(|side| resize(&scene, side, side, FilterType::Triangle));
    assert_eq!(read(odd.iter().chain([&weak]).map(png)), 5);
}

#[test]
fn a_print_of_six_dots_a_module_is_read_at_the_distance_of_a_hand() {
    // 0.51 mm a module under a camera of 7.4 pixels a millimetre: 320 pixels across 43 mm.
    let paper = code().picture(6);
    let taken =
        (1..=8).map(|seed| Camera { width: 320, tilt: 0.03, turn: 8.0, seed, ..TILTED }.takes(&paper));
    assert_eq!(read(taken), 8);
}
