//! The settings of an organisation: one TOML file, read and checked, with every slip told by line and column.
//!
//! Knows the file's shape, what a valid value is, and in which folders such a file may lie. Must never know networks,
//! sockets, or the page: whoever starts the app turns these plain values into the parts that need them. Reads no
//! environment; only [`read_first`] touches the disk. The keys are documented in `organisation.example.toml`.

mod assumptions;
mod bwell;
#[cfg(test)]
mod example;
mod finding;
mod health_links;
mod hosts;
mod identity_check;
mod issuer;
mod kiosk;
mod organisation;
mod place;
mod policy;
mod preset;
mod report;
mod rule;
mod second_network;
mod section;
mod settings;
mod sign_in;
mod words;

pub use assumptions::Assumptions;
pub use bwell::Bwell;
pub use finding::{Finding, Problems};
pub use health_links::HealthLinks;
pub use hosts::{Contact, Hosts};
pub use identity_check::{Csp, IdentityCheck};
pub use issuer::{Algorithm, IssuerProfile, PurposeCarrier, TokenShape};
pub use kiosk::{Kiosk, Visit};
pub use organisation::{Help, Organisation, Terms};
pub use place::{Candidate, FILE_NAME, Folders, Found, LARGEST_FILE, Platform, ReadError, Source};
pub use place::{candidates, read_first};
pub use policy::{PolicyValue, policy_text};
pub use preset::Preset;
pub use report::{Report, report};
pub use second_network::SecondNetwork;
pub use settings::{Parsed, Settings};
pub use sign_in::{RedirectKind, SignIn};
pub use words::Words;

/// The documented file: every key with its meaning, unit and default, for an organisation to start from.
pub const EXAMPLE: &str = include_str!("../organisation.example.toml");
