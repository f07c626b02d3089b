//! Care teams (bwell-wire 5.6): the places that the search found and that ask the user to sign in. They stand in one
//! team, or on request in several.

use async_graphql::{Context, ID, Object, Result, SimpleObject, Union};
use uuid::Uuid;

use super::fhir::{
    CodeableConcept, Identifier, Meta, Organization, Patient, Period, Practitioner, PractitionerRole,
    Reference, RelatedPerson, concept,
};
use super::scalars::{Alias, Code, Uri};
use super::search::{
    SearchDate, SearchString, SearchToken, TotalType, page_of, string_matches, token_matches,
};
use super::{server, user};
use crate::faults::CareTeamCategory;
use crate::scenario::Place;

#[derive(SimpleObject)]
struct CareTeam {
    id: ID,
    resource_type: Option<String>,
    identifier: Option<Vec<Identifier>>,
    meta: Option<Meta>,
    status: Option<Code>,
    name: Option<String>,
    category: Option<Vec<CodeableConcept>>,
    participant: Option<Vec<CareTeamParticipant>>,
}

#[derive(SimpleObject)]
struct CareTeamParticipant {
    id: Option<String>,
    role: Option<Vec<CodeableConcept>>,
    member: Option<CareTeamParticipantMemberReference>,
    period: Option<Period>,
    on_behalf_of: Option<Reference>,
}

#[derive(SimpleObject)]
struct CareTeamParticipantMemberReference {
    id: Option<String>,
    reference: Option<String>,
    #[graphql(name = "type")]
    kind: Option<Uri>,
    display: Option<String>,
    identifier: Option<Identifier>,
    resource: Option<CareTeamParticipantMember>,
}

#[derive(Union)]
/// The SDK's document names them all; the sandbox answers with organizations.
enum CareTeamParticipantMember {
    CareTeam(Box<CareTeam>),
    Organization(Box<Organization>),
    Patient(Box<Patient>),
    Practitioner(Box<Practitioner>),
    PractitionerRole(Box<PractitionerRole>),
    RelatedPerson(Box<RelatedPerson>),
}

super::bundle!(
    /// Care teams found.
    CareTeamBundle,
    CareTeamBundleEntry,
    CareTeam
);

#[derive(Default)]
pub(crate) struct CareTeamQuery;

#[Object]
impl CareTeamQuery {
    /// Recommended connections: nothing at all when there are none.
    #[expect(clippy::too_many_arguments, reason = "the wire has so many")]
    async fn care_teams(
        &self,
        ctx: &Context<'_>,
        category: Option<SearchToken>,
        id: Option<SearchString>,
        #[graphql(name = "_lastUpdated")] last_updated: Option<SearchDate>,
        #[graphql(name = "_sort")] sort: Option<Vec<Option<String>>>,
        status: Option<SearchToken>,
        #[graphql(name = "_getpagesoffset")] page: Option<i32>,
        #[graphql(name = "_count")] count: Option<i32>,
        #[graphql(name = "_total")] total: Option<TotalType>,
    ) -> Result<Option<CareTeamBundle>> {
        // Teams are few and made alike, so that order and the way of counting change nothing.
        let _ = (last_updated, sort, total);
        let server = server(ctx);
        let shape = server.faults.shape();
        let known = [CareTeamCategory::Tefca, CareTeamCategory::Recommended];
        let codings = known.map(|known| ("", shape.care_team_category.unwrap_or(known).code()));
        let fits = token_matches(category.as_ref(), &codings)
            && token_matches(status.as_ref(), &[("http://hl7.org/fhir/care-team-status", "active")]);
        let mut teams: Vec<_> = user(ctx, |user, _| {
            let places: Vec<_> = user.recommended().collect();
            let size = match usize::try_from(shape.care_team_size) {
                Ok(0) | Err(_) => places.len().max(1),
                Ok(size) => size,
            };
            let team = |(number, places): (usize, &[&Place])| {
                let name = if number == 0 { String::new() } else { format!(" {number}") };
                let id = server.ids.named(&format!("{}/care team{name}", user.subject));
                care_team(
                    id,
                    codings[0].1,
                    places.iter().map(|place| participant(place, shape.alias_as_list)),
                )
            };
            places.chunks(size).enumerate().map(team).collect()
        })?;
        teams.retain(|team| fits && string_matches(id.as_ref(), &team.id));
        let total = teams.len();
        let teams = page_of(teams, page, count)?;
        Ok(Some(CareTeamBundle::of(server, teams, total, |team| team.id.to_string())))
    }
}

fn care_team(id: Uuid, category: &str, participants: impl Iterator<Item = CareTeamParticipant>) -> CareTeam {
    CareTeam {
        id: id.into(),
        resource_type: Some("CareTeam".into()),
        identifier: None,
        meta: None,
        status: Some("active".into()),
        name: Some("Recommended connections".into()),
        category: Some(vec![concept("https://www.icanbwell.com/careTeamCategory", category, None)]),
        participant: Some(participants.collect()),
    }
}

fn participant(place: &Place, alias_as_list: bool) -> CareTeamParticipant {
    let id = place.id.get_ref();
    let alias = if alias_as_list { Alias::List(vec![id.clone()]) } else { Alias::One(id.clone()) };
    let organization = Organization {
        id: id.into(),
        resource_type: Some("Organization".into()),
        identifier: None,
        name: Some(place.name.clone()),
        alias: Some(alias),
        meta: None,
        active: Some(true),
        kind: None,
        telecom: None,
        address: Some(vec![super::fhir::Address {
            city: Some(place.city.clone()),
            ..super::fhir::Address::default()
        }]),
        endpoint: None,
    };
    CareTeamParticipant {
        id: place.participant_id.clone(),
        role: Some(vec![concept("https://www.icanbwell.com/connection-type", "indirect", None)]),
        member: Some(CareTeamParticipantMemberReference {
            id: None,
            reference: Some(format!("Organization/{id}")),
            kind: Some("Organization".into()),
            display: Some(place.name.clone()),
            identifier: None,
            resource: Some(CareTeamParticipantMember::Organization(Box::new(organization))),
        }),
        period: None,
        on_behalf_of: None,
    }
}
