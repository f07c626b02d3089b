//! `careTeams`: places found that ask for a sign-in. Source: seed 000, step 3; its other category: seed 001.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::{Bundle, Concept, List, SearchToken};
use crate::{CorrelationId, Error};

/// A place that the search found and that connects only after a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommendedConnection {
    /// The alias: what `getOauthUrl` takes as its connection id. Opaque.
    pub connection_id: String,
    /// The name on the door.
    pub name: String,
}

/// As seed 000 prints it: without paging.
pub(super) struct CareTeams;

impl Operation for CareTeams {
    const NAME: &'static str = "careTeams";
    const DOCUMENT: &'static str = include_str!("care_teams.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

struct CareTeamsPage;

impl Operation for CareTeamsPage {
    const NAME: &'static str = "careTeamsPage";
    const DOCUMENT: &'static str = include_str!("care_teams_page.graphql");
    const REPEATABLE: bool = true;
    type Variables = PageVariables;
    type Data = Data;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variables {
    category_code: SearchToken,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageVariables {
    category_code: SearchToken,
    page: usize,
    page_size: usize,
}

/// The category as seed 000 prints it, and as seed 001 does (`spec/bwell-wire.md`, section 9).
pub(super) const CATEGORIES: [&str; 2] = ["tefca-ias-recommendations", "recommended-connections"];

/// What a server answers at least when nobody says how much it may (section 5.10.2).
const SMALLEST_FULL_PAGE: usize = 10;
/// What seed 001 asks for.
const PAGE_SIZE: usize = 50;
/// More is no list for a person; a server that never ends is left here.
const PAGES: usize = 20;

pub(super) fn variables(category: &str) -> Variables {
    Variables { category_code: SearchToken::code(category) }
}

pub(super) fn page_variables(category: &str, page: usize) -> PageVariables {
    PageVariables { category_code: SearchToken::code(category), page, page_size: PAGE_SIZE }
}

impl Bwell {
    /// Places found that ask for a sign-in. Asked as printed in seed 000; by the category's other names where that
    /// finds nothing.
    pub async fn recommended(
        &self,
        correlation: &CorrelationId,
    ) -> Result<Vec<RecommendedConnection>, Error> {
        for (number, category) in self.recommendations().iter().enumerate() {
            match self.recommended_as(category, correlation).await {
                // Whoever does not know another name has nothing under it.
                Err(Error::Refused { .. }) if number > 0 => {}
                Ok(places) if places.is_empty() => {}
                answer => return answer,
            }
        }
        Ok(Vec::new())
    }

    /// Page by page only where the plain answer may have been cut off.
    async fn recommended_as(
        &self,
        category: &str,
        correlation: &CorrelationId,
    ) -> Result<Vec<RecommendedConnection>, Error> {
        let first = self.call::<CareTeams>(&variables(category), correlation).await?;
        if first.entries() < SMALLEST_FULL_PAGE {
            return Ok(first.recommended());
        }
        match self.page_by_page(category, correlation).await {
            // Whoever knows no pages has answered all of it.
            Err(Error::Refused { .. }) => Ok(first.recommended()),
            answer => answer,
        }
    }

    async fn page_by_page(
        &self,
        category: &str,
        correlation: &CorrelationId,
    ) -> Result<Vec<RecommendedConnection>, Error> {
        let mut members: Vec<Organization> = Vec::new();
        for page in 0..PAGES {
            let data = self.call::<CareTeamsPage>(&page_variables(category, page), correlation).await?;
            let is_last = data.entries() < PAGE_SIZE;
            members.extend(data.organizations());
            if is_last {
                break;
            }
        }
        Ok(once_each(members))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    care_teams: Option<Bundle<WireCareTeam>>,
}

#[derive(Serialize, Deserialize)]
struct WireCareTeam {
    #[serde(default)]
    category: List<Concept>,
    #[serde(default)]
    participant: List<Participant>,
}

#[derive(Serialize, Deserialize)]
struct Participant {
    id: Option<String>,
    member: Option<Member>,
    #[serde(default)]
    role: List<Concept>,
}

#[derive(Serialize, Deserialize)]
struct Member {
    resource: Option<Organization>,
}

#[derive(Serialize, Deserialize)]
struct Organization {
    alias: Option<Alias>,
    name: Option<String>,
}

/// A string in seed 000, a list of strings in the SDK's schema (`spec/bwell-wire.md`, section 5.6).
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Alias {
    One(String),
    Many(List<String>),
}

impl Alias {
    fn first(self) -> Option<String> {
        match self {
            Self::One(alias) => Some(alias),
            Self::Many(aliases) => aliases.into_iter().next(),
        }
        .filter(|alias| !alias.is_empty())
    }
}

impl Data {
    fn entries(&self) -> usize {
        self.care_teams.as_ref().map_or(0, Bundle::entries)
    }

    /// The places of this answer.
    pub(super) fn recommended(self) -> Vec<RecommendedConnection> {
        once_each(self.organizations())
    }

    fn organizations(self) -> impl Iterator<Item = Organization> {
        self.care_teams
            .into_iter()
            .flat_map(Bundle::into_resources)
            .flat_map(|team| team.participant)
            .filter_map(|participant| participant.member?.resource)
    }
}

/// The places, once each. A member that is no organisation, or has no alias, cannot be connected and is left out.
fn once_each(members: impl IntoIterator<Item = Organization>) -> Vec<RecommendedConnection> {
    let mut places: Vec<RecommendedConnection> = Vec::new();
    for organization in members {
        let Some(connection_id) = organization.alias.and_then(Alias::first) else { continue };
        if places.iter().any(|place| place.connection_id == connection_id) {
            continue;
        }
        places.push(RecommendedConnection { connection_id, name: organization.name.unwrap_or_default() });
    }
    places
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::response::IntoResponse;
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;
    use crate::bwell::loopback::{server, session, session_naming};

    fn place(alias: &Value) -> Value {
        json!({"member": {"resource": {"alias": alias, "name": "Clinic"}}})
    }

    fn answer(entries: &[Value]) -> String {
        json!({"data": {"careTeams": {"id": "1", "entry": entries}}}).to_string()
    }

    fn team(alias: &str) -> Value {
        json!({"resource": {"participant": [place(&json!(alias))]}})
    }

    #[test]
    fn an_alias_may_be_a_string_or_a_list_and_a_place_is_named_once() {
        let data: Data = serde_json::from_value(json!({"careTeams": {"entry": [{"resource": {"participant": [
            place(&json!("a")), place(&json!(["b", "c"])), place(&json!("a")), place(&json!([])), place(&json!([null])),
            {"member": {"resource": {}}}, {"member": null}, null,
        ]}}]}}))
        .unwrap();
        let ids: Vec<String> = data.recommended().into_iter().map(|place| place.connection_id).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    const PRINTED: &str = "tefca-ias-recommendations";
    const OTHER: &str = "recommended-connections";
    const REFUSED: &str =
        r#"{"errors":[{"message":"x","extensions":{"code":"400","resource":{"issue":[{"code":"value"}]}}}]}"#;

    /// What was asked: the category, and the page where there was one. What came of it.
    #[rstest]
    #[case::as_printed(&[answer(&[team("a")])], &[(PRINTED, None)], &["a"])]
    #[case::by_its_other_name(&[answer(&[]), answer(&[team("b")])], &[(PRINTED, None), (OTHER, None)], &["b"])]
    #[case::found_nothing(&[answer(&[]), answer(&[])], &[(PRINTED, None), (OTHER, None)], &[])]
    #[case::the_other_name_is_refused(&[answer(&[]), REFUSED.to_owned()], &[(PRINTED, None), (OTHER, None)], &[])]
    #[case::pages_are_refused(
        &[answer(&vec![team("a"); 10]), REFUSED.to_owned()],
        &[(PRINTED, None), (PRINTED, Some(0))],
        &["a"],
    )]
    #[case::a_full_page(
        &[answer(&vec![team("a"); 10]), answer(&vec![team("a"); 50]), answer(&[team("z")])],
        &[(PRINTED, None), (PRINTED, Some(0)), (PRINTED, Some(1))],
        &["a", "z"],
    )]
    #[tokio::test]
    async fn it_asks_as_printed_then_by_the_other_name_then_page_by_page(
        #[case] answers: &[String],
        #[case] expected: &[(&str, Option<u64>)],
        #[case] places: &[&str],
    ) {
        let answers = answers.to_vec();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        let (base, _) = server(move |n, _, body| {
            let sent: Value = serde_json::from_str(body).unwrap();
            let category = sent["variables"]["categoryCode"]["value"]["code"].as_str().unwrap().to_owned();
            noted.lock().unwrap().push((category, sent["variables"]["page"].as_u64()));
            answers[n].clone().into_response()
        })
        .await;
        let found = session(&base).await.recommended(&CorrelationId::new()).await.unwrap();
        let ids: Vec<&str> = found.iter().map(|place| place.connection_id.as_str()).collect();
        assert_eq!(ids, places);
        let asked = asked.lock().unwrap();
        let asked: Vec<_> = asked.iter().map(|(category, page)| (category.as_str(), *page)).collect();
        assert_eq!(asked, expected);
    }

    #[tokio::test]
    async fn an_organisation_that_knows_the_name_asks_by_that_alone() {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        let (base, _) = server(move |_, _, body| {
            let sent: Value = serde_json::from_str(body).unwrap();
            noted.lock().unwrap().push(sent["variables"]["categoryCode"]["value"]["code"].clone());
            answer(&[]).into_response()
        })
        .await;
        let session = session_naming(&base, &["a-third-name"]).await;
        assert_eq!(session.recommended(&CorrelationId::new()).await.unwrap(), []);
        assert_eq!(*asked.lock().unwrap(), ["a-third-name"]);
    }

    #[tokio::test]
    async fn a_list_that_never_ends_is_left() {
        let (base, count) = server(|_, _, _| answer(&vec![team("a"); 50]).into_response()).await;
        let found = session(&base).await.recommended(&CorrelationId::new()).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 1 + PAGES);
    }
}
