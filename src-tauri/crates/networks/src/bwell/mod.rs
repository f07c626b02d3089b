//! b.well's Application API: GraphQL over one endpoint.
//!
//! One `.graphql` file and one `.rs` file per operation. The documents of the guides stand as printed
//! (`seeds/000`, `seeds/002`); the others carry their source as a comment.

mod activate_direct_connection;
mod care_teams;
mod client;
mod consents;
mod create_consent;
mod create_health_link;
mod get_member_connections;
mod get_oauth_url;
mod operation;
mod session;
mod tasks;
mod user_profile;

#[cfg(test)]
mod guide_examples;
#[cfg(test)]
mod wire_faults;

pub use care_teams::RecommendedConnection;
pub use client::{Bwell, Endpoint, Now};
pub use consents::{Consent, Provision};
pub use create_health_link::{HealthLinkOrder, IssuedHealthLink, ShareType};
pub use get_member_connections::{Connection, ConnectionStatus, IntegrationType, SyncError, SyncStatus};
pub use get_oauth_url::PortalAddress;
pub use operation::{DOCUMENTS, Operation};
pub use tasks::{NetworkSearch, TaskStatus};
pub use user_profile::Person;
