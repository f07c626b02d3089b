//! b.well's Application API: GraphQL over one endpoint.
//!
//! One `.graphql` file and one `.rs` file per operation; the method that calls it stands there too. The documents of
//! the guides stand as printed (`seeds/000`, `seeds/002`); the others carry their source as a comment.

mod activate_direct_connection;
mod care_teams;
mod client;
mod consents;
mod create_consent;
mod create_health_link;
mod create_verification_url;
mod delete_connection;
mod directory;
mod disconnect_connection;
mod get_data_source;
mod get_member_connections;
mod get_oauth_url;
mod health_links;
mod operation;
mod person;
mod records;
mod request_connection;
mod search_health_resources;
mod session;
mod tasks;
mod update_user_account_status;
mod update_user_profile;
mod user_profile;
mod verification_status;
mod wire;

#[cfg(test)]
mod guide_examples;
#[cfg(test)]
mod loopback;
#[cfg(test)]
mod session_rules;
#[cfg(test)]
mod wire_faults;

pub use care_teams::RecommendedConnection;
pub use client::{Bwell, Endpoint, Now};
pub use consents::{Consent, ConsentCategory, ConsentStatus, Provision};
pub use create_consent::{ConsentSubject, RecordedConsent};
pub use create_health_link::{HealthLinkOrder, IssuedHealthLink, ShareType};
pub use directory::{DirectoryEntry, DirectoryKind, DirectoryLocation, DirectoryPortal};
pub use get_data_source::{DataSource, EndpointStatus};
pub use get_member_connections::{
    Connection, ConnectionCategory, ConnectionStatus, DataConnectionType, IntegrationType, SyncError,
    SyncStatus,
};
pub use get_oauth_url::PortalAddress;
pub use health_links::{HealthLink, HealthLinkStatus};
pub use operation::{DOCUMENTS, Operation};
pub use person::{Address, ContactPoint, ContactSystem, ContactUse, Gender, Person};
pub use records::{
    Attachment, Attribution, HealthSummaryCategory, RECORD_DOCUMENTS, Record, RecordCount, RecordCounts,
    RecordGroup, RecordGroupPage, RecordKind, RecordPage, RecordQuery,
};
pub use request_connection::MissingPlace;
pub use search_health_resources::DirectoryPage;
pub use tasks::{NetworkSearch, TaskStatus};
pub use update_user_account_status::AccountRequest;
pub use verification_status::{Verification, VerificationError, VerificationStatus};
