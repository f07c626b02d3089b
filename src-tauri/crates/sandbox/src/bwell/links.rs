//! Sharing records (bwell-wire 5.9, seed 002). The manifest host is in `manifest.rs`.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, Result};

use super::fhir::{Period, Reference, concept, identifier};
use super::records::types::{
    Attachment, DocumentReference, DocumentReferenceContent, DocumentReferenceContext,
};
use super::{millis, server};
use crate::links::{Link, LinkRequest};
use crate::refusal::{Issue, Refusal};
use crate::server::Caller;

#[derive(InputObject)]
struct CreateHealthLinkInput {
    label: Option<String>,
    resources: Option<Vec<ResourceInput>>,
    security_config: SecurityConfigInput,
}

#[derive(InputObject)]
struct ResourceInput {
    resource_type: String,
}

#[derive(InputObject)]
struct SecurityConfigInput {
    passcode: String,
}

#[derive(InputObject)]
struct HealthLinkFilter {
    id: Option<Vec<ID>>,
}

#[derive(Default)]
pub(crate) struct LinkQuery;

#[Object]
impl LinkQuery {
    /// The user's links, oldest first, ended ones included.
    async fn health_links(
        &self,
        ctx: &Context<'_>,
        input: Option<HealthLinkFilter>,
    ) -> Result<Option<Vec<DocumentReference>>> {
        let caller = ctx.data::<Caller>()?;
        let wanted = input.and_then(|input| input.id).filter(|ids| !ids.is_empty());
        let mut links: Vec<_> = server(ctx).world(|world, _| {
            let own = world.links.values().filter(|link| link.subject == caller.subject);
            own.map(Arc::clone).collect()
        });
        links.retain(|link| wanted.as_ref().is_none_or(|wanted| wanted.contains(&ID::from(link.id))));
        links.sort_by_key(|link| (link.created, link.id));
        Ok(Some(links.iter().map(|link| answer(link)).collect()))
    }
}

#[derive(Default)]
pub(crate) struct LinkMutation;

#[Object]
impl LinkMutation {
    /// Makes a link that lives five minutes and opens with the passcode the app has made.
    async fn create_health_link(
        &self,
        ctx: &Context<'_>,
        input: CreateHealthLinkInput,
    ) -> Result<DocumentReference> {
        let caller = ctx.data::<Caller>()?;
        let types = input.resources.map(|types| types.into_iter().map(|one| one.resource_type).collect());
        let request = LinkRequest { label: input.label, types, passcode: input.security_config.passcode };
        let server = server(ctx);
        let link = server.world(|world, now| {
            let unknown = || Refusal::new(Issue::NotFound, "404", "The person is unknown.");
            let user = world.users.get(&caller.subject).ok_or_else(unknown)?;
            let shape = server.faults.shape();
            let link = Arc::new(Link::make(&request, user, &server.ids, &server.base_url, shape, now)?);
            world.links.insert(link.manifest_id.clone(), Arc::clone(&link));
            Ok::<_, Refusal>(link)
        })?;
        Ok(answer(&link))
    }
}

/// The fields of seed 002's example.
fn answer(link: &Link) -> DocumentReference {
    let id = link.id.to_string();
    let attachment = Attachment {
        content_type: Some("application/smart-health-link+json".into()),
        url: Some(link.url.as_str().into()),
        title: Some("SMART Health Link Payload".into()),
        ..Attachment::default()
    };
    let period = Period { start: Some(millis(link.created).into()), end: Some(millis(link.expires).into()) };
    DocumentReference {
        id: link.id.into(),
        resource_type: Some("DocumentReference".into()),
        identifier: Some(vec![
            identifier("http://icanbwell.com/smart-health-links", &link.manifest_id),
            identifier("https://www.icanbwell.com/sourceId", &id),
            identifier("https://www.icanbwell.com/uuid", &id),
        ]),
        status: Some("current".into()),
        description: Some("Patient Summary".into()),
        date: Some(millis(link.created).into()),
        subject: Some(Reference {
            reference: Some(format!("Patient/person.{}", link.person_id)),
            ..Reference::default()
        }),
        category: Some(vec![concept(
            "http://hl7.org/fhir/uv/smart-health-cards-and-links/StructureDefinition/ShlPayload",
            "smart-health-link",
            None,
        )]),
        context: Some(DocumentReferenceContext {
            period: Some(period),
            ..DocumentReferenceContext::default()
        }),
        content: Some(vec![DocumentReferenceContent { attachment: Some(attachment), format: None }]),
        ..DocumentReference::default()
    }
}
