//! The SDK's own view of the connections: FHIR subscriptions whose extensions carry the fields (bwell-wire 5.8).
//! Made from the same state as `getMemberConnections`.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use jiff::Timestamp;

use super::connections::{category, kind, wire_name};
use super::fhir::{CodeableConcept, Meta, concept};
use super::records::types::Extension;
use super::scalars::{Code, Instant};
use super::search::{SearchString, string_matches};
use super::{millis, server, user};
use crate::connection::Connection;
use crate::ids::Ids;
use crate::user::User;

/// `_source` of the SDK's call, and of every subscription here.
const SOURCE: &str = "https://icanbwell.com/proa";

#[derive(SimpleObject)]
struct FhirSubscription {
    id: ID,
    meta: Option<Meta>,
    status: Option<Code>,
    criteria: Option<String>,
    reason: Option<String>,
    end: Option<Instant>,
    error: Option<String>,
    subscription_status: Option<Vec<SubscriptionStatus>>,
}

#[derive(SimpleObject)]
struct SubscriptionStatus {
    id: ID,
    meta: Option<Meta>,
    status: Option<Code>,
    #[graphql(name = "type")]
    kind: Option<Code>,
    error: Option<Vec<CodeableConcept>>,
    extension: Option<Vec<Extension>>,
    notification_event: Option<Vec<SubscriptionStatusNotificationEvent>>,
}

#[derive(SimpleObject)]
struct SubscriptionStatusNotificationEvent {
    id: Option<String>,
    event_number: Option<String>,
    timestamp: Option<Instant>,
}

super::bundle!(
    /// Subscriptions found.
    FhirSubscriptionBundle,
    FhirSubscriptionBundleEntry,
    FhirSubscription
);

#[derive(Default)]
pub(crate) struct SubscriptionQuery;

#[Object]
impl SubscriptionQuery {
    /// The user's connections as subscriptions.
    async fn subscriptions(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "_source")] source: Option<SearchString>,
    ) -> Result<Option<FhirSubscriptionBundle>> {
        let ids = &server(ctx).ids;
        let found: Vec<_> = user(ctx, |user, now| {
            let all = user.connections.iter().filter(|_| string_matches(source.as_ref(), SOURCE));
            all.map(|connection| subscription(user, connection, ids, now)).collect()
        })?;
        let total = found.len();
        Ok(Some(FhirSubscriptionBundle::of(server(ctx), found, total, |one| one.id.to_string())))
    }
}

fn subscription(user: &User, connection: &Connection, ids: &Ids, now: Timestamp) -> FhirSubscription {
    let place = user.place_of(connection);
    let connection_id = place.id.get_ref();
    let sync = connection.sync_status(place, now);
    let extension = |id: &str, value: String| Extension {
        id: Some(id.to_owned()),
        url: Some(format!("https://icanbwell.com/codes/{id}").into()),
        value_string: Some(value),
        ..Extension::default()
    };
    let event = |id: &str, at: Timestamp| SubscriptionStatusNotificationEvent {
        id: Some(id.to_owned()),
        event_number: None,
        timestamp: Some(millis(at).into()),
    };
    let events = [
        Some(event("created-date", connection.created)),
        connection.last_synced.map(|at| event("data-last-updated", at)),
        connection.last_synced.map(|at| event("data-retrieval-end", at)),
    ];
    let error = connection.sync_error.as_ref();
    let status = SubscriptionStatus {
        id: ids.named(&format!("{}/{connection_id}/subscription status", user.subject)).into(),
        meta: Some(Meta {
            last_updated: Some(millis(connection.status_updated).into()),
            source: Some(SOURCE.into()),
            ..Meta::default()
        }),
        status: Some("active".into()),
        kind: Some("query-status".into()),
        error: error.map(|code| vec![concept("https://www.icanbwell.com/sync-error", code, None)]),
        extension: Some(vec![
            extension("service_slug", connection_id.clone()),
            extension("connection_name", place.name.clone()),
            extension("token-status", wire_name(connection.status)),
            extension("data-connection-status", wire_name(sync)),
            extension("category", wire_name(kind(place))),
            extension("connection_type", wire_name(category(place)).to_lowercase()),
            extension("source_patient_id", user.patient_id.to_string()),
        ]),
        notification_event: Some(events.into_iter().flatten().collect()),
    };
    FhirSubscription {
        id: ids.named(&format!("{}/{connection_id}/subscription", user.subject)).into(),
        meta: Some(Meta { source: Some(SOURCE.into()), ..Meta::default() }),
        status: Some("active".into()),
        criteria: Some("Patient".into()),
        reason: Some("Data connection".into()),
        end: None,
        error: None,
        subscription_status: Some(vec![status]),
    }
}
