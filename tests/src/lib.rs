//! What the tests stand on: a person who signs in at a portal, a clinic that opens a link, a page that is driven.
//!
//! Everything here talks to the real core, the real sandbox and a real page. Nothing is mocked.

pub mod apart;
pub mod attendant;
pub mod axe;
pub mod bridge;
pub mod clinic;
pub mod driver;
pub mod files;
pub mod film;
pub mod hold;
pub mod kiosk_window;
pub mod line;
#[cfg(target_os = "linux")]
pub mod logind;
#[cfg(target_os = "linux")]
pub mod notifications;
pub mod page;
pub mod patient;
pub mod picture;
pub mod play;
pub mod proof;
pub mod r4;
#[cfg(target_os = "linux")]
pub mod reader;
pub mod tour;
pub mod wiretap;
pub mod world;
