//! Clients of the networks.
//!
//! Knows endpoints, wire types, quirks and retry classes. Must never know the database, the page, or what a
//! patient should do next. A wire struct is private to the file of its operation; what other crates see are the
//! types of the field ([`bwell::Connection`], [`bwell::NetworkSearch`], …).

pub mod bwell;
pub mod demo;
mod error;
pub mod health_gorilla;
mod lenient;

pub use error::{Error, IssueCode};
pub use satchel_http::{
    CorrelationId, Error as HttpError, Http, Limits, Origin, OriginError, Policy, Proxies, Retry,
};
