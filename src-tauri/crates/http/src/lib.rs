//! The one guarded way out of this machine.
//!
//! Knows how to leave safely: an allow-list of origins, a guard against private addresses, time-outs, a cap on
//! every body, no redirects, a correlation id on each request, and which failures are worth another try.
//! Must never know what is asked, or why.

mod address;
mod client;
mod correlation;
mod error;
mod incoming;
mod policy;
mod proxy;

pub use client::{Answer, Http, Limits, Outgoing, Verb};
pub use correlation::CorrelationId;
pub use error::{Error, Retry};
pub use incoming::Incoming;
pub use policy::{Origin, OriginError, Policy};
pub use proxy::Proxies;
