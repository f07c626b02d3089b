//! The verbs: what a person can do, in which order the steps go, and what is true at the end.
//!
//! Knows the order of steps and the invariants (ARCHITECTURE, section 3). Must never know Tauri, GraphQL text, SQL,
//! or a sentence for a patient. One file per verb; what leaves for the page has passed through [`view`].

mod activity;
mod clock;
mod connect;
mod connections;
mod consent;
mod core;
mod error;
mod host;
mod passcode;
mod polling;
mod reconnect;
mod search;
mod session;
mod share;
mod sign_in;
mod status;
pub mod view;

pub use activity::activity;
pub use clock::{Clock, Reading};
pub use connect::{connect, look, reopen, stop};
pub use connections::places;
pub use consent::{consent, set_consent};
pub use core::{Changed, Core, Keeping, Parts};
pub use error::{Error, ErrorCode, RetryView};
pub use host::{Host, HostError, Saved};
pub use networks::CorrelationId;
pub use reconnect::{ReconnectPlan, turn_back_on};
pub use search::search;
pub use share::{ShareOrder, create_share, end_share, save_share_picture, share, show_passcode};
pub use sign_in::{demo_people, session, sign_in, sign_out};
