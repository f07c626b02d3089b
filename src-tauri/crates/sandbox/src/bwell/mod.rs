//! b.well's GraphQL schema, one module per area. Types and field names are those of bwell-wire 5 and 7; what a field
//! does lives in `user.rs` and its neighbours.
#![expect(clippy::unused_async, reason = "async-graphql wants every resolver to be async")]

mod bundle;
mod care_teams;
mod connections;
mod consent;
mod directory;
mod fhir;
mod links;
mod profile;
mod records;
mod scalars;
mod search;
mod session;
mod subscriptions;
mod tasks;
mod variables;
mod verification;

use std::sync::Arc;

use async_graphql::{Context, EmptySubscription, MergedObject, Schema};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use self::bundle::bundle;
use crate::refusal::{Issue, Refusal};
use crate::server::{Caller, Server};
use crate::user::User;

/// The root fields that work without a session (checklist 2).
pub(crate) const SESSION_FIELDS: [&str; 6] =
    ["initSdk", "getToken", "login", "exchangeAuthCode", "createGuestAccessToken", "refresh"];

/// Every query.
#[derive(MergedObject, Default)]
pub(crate) struct Query(
    session::SessionQuery,
    profile::ProfileQuery,
    verification::VerificationQuery,
    consent::ConsentQuery,
    tasks::TaskQuery,
    care_teams::CareTeamQuery,
    connections::ConnectionQuery,
    subscriptions::SubscriptionQuery,
    directory::DirectoryQuery,
    links::LinkQuery,
    records::RecordQuery,
);

/// Every mutation.
#[derive(MergedObject, Default)]
pub(crate) struct Mutation(
    session::SessionMutation,
    profile::ProfileMutation,
    verification::VerificationMutation,
    consent::ConsentMutation,
    connections::ConnectionMutation,
    links::LinkMutation,
);

/// The schema as a whole.
pub(crate) type BwellSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema.
pub(crate) fn schema() -> BwellSchema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .extension(variables::VariablePositions)
        .finish()
}

/// Headers that the session operations read (2.3, 2.4).
#[derive(Debug, Clone, Default)]
pub(crate) struct SessionHeaders {
    /// `Authorization` as sent.
    pub(crate) authorization: Option<String>,
    /// `ClientKey`.
    pub(crate) client_key: Option<String>,
    /// `refresh_token`.
    pub(crate) refresh_token: Option<String>,
}

fn server<'a>(ctx: &Context<'a>) -> &'a Server {
    ctx.data_unchecked::<Arc<Server>>()
}

/// Looks at the calling user, or changes them.
fn user<T>(ctx: &Context<'_>, look: impl FnOnce(&mut User, Timestamp) -> T) -> Result<T, Refusal> {
    let unknown = || Refusal::new(Issue::NotFound, "404", "The person is unknown.");
    let caller = ctx.data::<Caller>().map_err(|_| unknown())?;
    server(ctx).user(caller, look).ok_or_else(unknown)
}

/// Microseconds and `Z`, as tasks have it (section 3).
fn micros(at: Timestamp) -> String {
    format!("{at:.6}")
}

/// Milliseconds and `Z`, as health links have it.
fn millis(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Microseconds **without a zone**, as connections have it.
fn zoneless(at: Timestamp) -> String {
    format!("{:.6}", at.to_zoned(TimeZone::UTC).datetime())
}
