//! Care teams (bwell-wire 5.6): one, with the places that the search found and that ask the user to sign in.

use async_graphql::{Context, ID, Object, Result, SimpleObject, Union};

use super::fhir::{
    CodeableConcept, Identifier, Meta, Organization, Patient, Period, Practitioner, PractitionerRole,
    Reference, RelatedPerson, concept,
};
use super::scalars::{Alias, Code, Uri};
use super::search::{
    SearchDate, SearchString, SearchToken, TotalType, page_of, string_matches, token_matches,
};
use super::{server, user};
use crate::scenario::Place;

/// The category of seed 000, given in answers.
const CATEGORY: &str = "tefca-ias-recommendations";
/// The category of seed 001, taken in requests too.
const OTHER_CATEGORY: &str = "recommended-connections";

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
        // There is one team at most, so that order and the way of counting change nothing.
        let _ = (last_updated, sort, total);
        let server = server(ctx);
        let as_list = server.faults.shape().alias_as_list;
        let teams: Vec<_> = user(ctx, |user, _| {
            let team_id = server.ids.named(&format!("{}/care team", user.subject)).to_string();
            let fits = token_matches(category.as_ref(), &[("", CATEGORY), ("", OTHER_CATEGORY)])
                && token_matches(status.as_ref(), &[("http://hl7.org/fhir/care-team-status", "active")])
                && string_matches(id.as_ref(), &team_id);
            let participants: Vec<_> = user.recommended().map(|place| participant(place, as_list)).collect();
            (fits && !participants.is_empty()).then(|| CareTeam {
                id: team_id.into(),
                resource_type: Some("CareTeam".into()),
                identifier: None,
                meta: None,
                status: Some("active".into()),
                name: Some("Recommended connections".into()),
                category: Some(vec![concept("https://www.icanbwell.com/careTeamCategory", CATEGORY, None)]),
                participant: Some(participants),
            })
        })?
        .into_iter()
        .collect();
        let total = teams.len();
        let teams = page_of(teams, page, count)?;
        Ok(Some(CareTeamBundle::of(server, teams, total, |team| team.id.to_string())))
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
