//! Connections (bwell-wire 5.7, 5.8): the sign-in address, the list, and what ends or restores a connection.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};

use super::profile::OperationOutcome;
use super::scalars::{Code, DateTime};
use super::{server, user, zoneless};
use crate::connection::{self, Status, SyncStatus};
use crate::refusal::{Issue, Refusal};
use crate::scenario::{Integration, Place, PlaceKind};
use crate::server::Caller;
use crate::user::User;
use crate::world::Purpose;

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub(super) enum ConnectionCategory {
    /// User name and password; no place of the sandbox has it.
    Basic,
    Oauth,
    Identity,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub(super) enum DataConnectionType {
    Clinical,
    Insurance,
    Lab,
    Pharmacy,
    Practitioner,
}

#[derive(SimpleObject)]
struct Connection {
    id: String,
    name: String,
    category: ConnectionCategory,
    #[graphql(name = "type")]
    kind: DataConnectionType,
    created: DateTime,
    integration_type: Option<String>,
    status: Option<Status>,
    sync_status: Option<SyncStatus>,
    status_updated: Option<DateTime>,
    last_synced: Option<DateTime>,
    sync_errors: Option<Vec<SyncErrorCodeableConcept>>,
    /// The 1.x schema's field.
    is_direct: bool,
}

#[derive(SimpleObject)]
struct SyncErrorCodeableConcept {
    id: String,
    text: Option<String>,
    coding: Option<Vec<SyncErrorCoding>>,
}

#[derive(SimpleObject)]
struct SyncErrorCoding {
    system: Option<String>,
    code: Option<Code>,
    display: Option<String>,
}

#[derive(SimpleObject)]
struct DataSource {
    id: String,
    name: String,
    category: ConnectionCategory,
    #[graphql(name = "type")]
    kind: DataConnectionType,
    integration_type: Option<String>,
    consent_policy_url: Option<String>,
    /// ISO 8601.
    consent_validity_duration: Option<String>,
    endpoint_status: Option<String>,
}

#[derive(SimpleObject)]
struct GenerateUrl {
    redirect_url: String,
}

macro_rules! status_updates {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(SimpleObject)]
        struct $name {
            status: Option<Status>,
            status_updated: DateTime,
        }

        impl From<connection::Connection> for $name {
            fn from(connection: connection::Connection) -> Self {
                Self {
                    status: Some(connection.status),
                    status_updated: zoneless(connection.status_updated).into(),
                }
            }
        }
    )*};
}

status_updates! {
    /// After `disconnectConnection`.
    DisconnectConnection,
    /// After `deleteConnection`.
    ConnectionStatusUpdate,
    /// After `activateDirectConnection`.
    ActivateDirectConnection
}

#[derive(Default)]
pub(crate) struct ConnectionQuery;

#[Object]
impl ConnectionQuery {
    /// The user's connections, oldest first, gone ones included. Filters compare without case.
    async fn get_member_connections(
        &self,
        ctx: &Context<'_>,
        integration_type: Option<Vec<String>>,
        status: Option<Vec<String>>,
        sync_status: Option<Vec<String>>,
    ) -> Result<Vec<Connection>> {
        let wanted = |filter: &Option<Vec<String>>, value: &str| {
            let filter = filter.as_deref().filter(|filter| !filter.is_empty());
            filter.is_none_or(|filter| filter.iter().any(|one| one.eq_ignore_ascii_case(value)))
        };
        let connections = user(ctx, |user, now| {
            let all = user.connections.iter().map(|connection| {
                let place = user.place_of(connection);
                (place, connection, connection.sync_status(place, now))
            });
            all.filter(|(place, connection, sync)| {
                wanted(&integration_type, integration(place))
                    && wanted(&status, wire_name(connection.status).as_str())
                    && wanted(&sync_status, wire_name(*sync).as_str())
            })
            .map(|(place, connection, sync)| answer(place, connection, sync))
            .collect()
        })?;
        Ok(connections)
    }

    /// An address at which this user signs in at a place; secret, for one sign-in within ten minutes.
    async fn get_oauth_url(&self, ctx: &Context<'_>, connection_id: String) -> Result<GenerateUrl> {
        let caller = ctx.data::<Caller>()?;
        let (slug, place) = user(ctx, |user, _| {
            let place = user.sign_in_place(&connection_id)?;
            Ok::<_, Refusal>((user.scenario.places[place].slug.get_ref().clone(), place))
        })??;
        let server = server(ctx);
        let request = server.world(|world, now| {
            world.open_request(&caller.subject, Purpose::SignIn(place), &server.ids, now)
        });
        let redirect_url = format!("{}/portal/{slug}/sign-in?request={request}", server.base_url);
        Ok(GenerateUrl { redirect_url })
    }

    /// What is known of a place before connecting it.
    async fn get_data_source(&self, ctx: &Context<'_>, connection_id: String) -> Result<Option<DataSource>> {
        let source = user(ctx, |user, _| data_source(user, &connection_id))?;
        let unknown = || Refusal::new(Issue::NotFound, "404", "There is no such data source.");
        Ok(Some(source.ok_or_else(unknown)?))
    }
}

#[derive(Default)]
pub(crate) struct ConnectionMutation;

#[Object]
impl ConnectionMutation {
    /// Ends a connection and keeps its records.
    async fn disconnect_connection(
        &self,
        ctx: &Context<'_>,
        connection_id: String,
    ) -> Result<DisconnectConnection> {
        Ok(user(ctx, |user, now| user.disconnect(&connection_id, now))??.into())
    }

    /// Ends a connection; its records go.
    async fn delete_connection(
        &self,
        ctx: &Context<'_>,
        connection_id: String,
    ) -> Result<ConnectionStatusUpdate> {
        Ok(user(ctx, |user, now| user.delete(&connection_id, now))??.into())
    }

    /// Brings a `DIRECT_IAS` connection back without the user.
    async fn activate_direct_connection(
        &self,
        ctx: &Context<'_>,
        connection_id: String,
    ) -> Result<ActivateDirectConnection> {
        Ok(user(ctx, |user, now| user.activate(&connection_id, now))??.into())
    }

    /// Connects a `BASIC` source with user name and password. No place of the sandbox is one: always refused.
    async fn create_connection(
        &self,
        ctx: &Context<'_>,
        connection_id: String,
        username: String,
        password: String,
    ) -> Result<Connection> {
        let _ = (username, password);
        let known = user(ctx, |user, _| user.scenario.place_by_id(&connection_id).is_some())?;
        Err(if known {
            Refusal::rule("NOT_BASIC", "This place does not take a user name and a password here.")
        } else {
            Refusal::new(Issue::NotFound, "404", "There is no such data source.")
        }
        .into())
    }

    /// Asks b.well to add a place.
    async fn request_connection(
        &self,
        city: Option<String>,
        institution: Option<String>,
        provider: Option<String>,
        state: Option<String>,
    ) -> Option<OperationOutcome> {
        let _ = (city, institution, provider, state);
        Some(OperationOutcome::information("The request was taken."))
    }
}

fn answer(place: &Place, connection: &connection::Connection, sync: SyncStatus) -> Connection {
    let error = connection.sync_error.as_ref();
    Connection {
        id: place.id.get_ref().clone(),
        name: place.name.clone(),
        category: category(place),
        kind: kind(place),
        created: zoneless(connection.created).into(),
        integration_type: Some(integration(place).into()),
        status: Some(connection.status),
        sync_status: Some(sync),
        status_updated: Some(zoneless(connection.status_updated).into()),
        last_synced: connection.last_synced.map(zoneless).map(DateTime),
        sync_errors: error.map(|code| {
            let coding = SyncErrorCoding { system: None, code: Some(code.as_str().into()), display: None };
            vec![SyncErrorCodeableConcept { id: code.clone(), text: None, coding: Some(vec![coding]) }]
        }),
        is_direct: *place.integration.get_ref() == Integration::Direct,
    }
}

fn data_source(user: &User, id: &str) -> Option<DataSource> {
    let index = user.scenario.place_by_id(id)?;
    let (place, forced) = (&user.scenario.places[index], user.endpoint_statuses.get(&index));
    Some(DataSource {
        id: id.to_owned(),
        name: place.name.clone(),
        category: category(place),
        kind: kind(place),
        integration_type: Some(integration(place).into()),
        consent_policy_url: place.consent_policy_url.clone(),
        consent_validity_duration: place.consent_days.map(|days| format!("P{days}D")),
        endpoint_status: Some(forced.unwrap_or(&place.endpoint_status).clone()),
    })
}

/// `integrationType`, upper case (9).
pub(super) fn integration(place: &Place) -> &'static str {
    match *place.integration.get_ref() {
        Integration::Direct => "DIRECT_IAS",
        Integration::Indirect => "INDIRECT_IAS",
        Integration::Proa => "PROA",
    }
}

/// `IDENTITY` for direct connections, `OAUTH` for the others (5.8, our choice).
pub(super) fn category(place: &Place) -> ConnectionCategory {
    match *place.integration.get_ref() {
        Integration::Direct => ConnectionCategory::Identity,
        Integration::Indirect | Integration::Proa => ConnectionCategory::Oauth,
    }
}

/// `DataConnectionType`.
pub(super) fn kind(place: &Place) -> DataConnectionType {
    match place.kind {
        PlaceKind::Clinical => DataConnectionType::Clinical,
        PlaceKind::Insurance => DataConnectionType::Insurance,
        PlaceKind::Lab => DataConnectionType::Lab,
        PlaceKind::Pharmacy => DataConnectionType::Pharmacy,
        PlaceKind::Practitioner => DataConnectionType::Practitioner,
    }
}

/// The name of an enum's value on the wire.
pub(super) fn wire_name<T: async_graphql::resolver_utils::EnumType>(value: T) -> String {
    match async_graphql::resolver_utils::enum_value(value) {
        async_graphql::Value::Enum(name) => name.to_string(),
        _ => String::new(),
    }
}
