//! The receiver of SMART Health Links before hosts of every kind: those that follow the specification, and those that
//! do not. Each row of `spec/shl-wire.md`, section 13, that needs a host is here; those that a text alone decides are
//! beside the code in `health-link`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod host;
mod limits;
mod opens;
mod refuses;
