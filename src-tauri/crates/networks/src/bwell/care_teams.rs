//! `careTeams`: places found that ask for a sign-in. Source: seed 000, step 3.

use serde::{Deserialize, Serialize};

use super::operation::{Bundle, Concept, Operation, SearchToken};

/// A place that the search found and that connects only after a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommendedConnection {
    /// The alias: what `getOauthUrl` takes as its connection id. Opaque.
    pub connection_id: String,
    /// The name on the door.
    pub name: String,
}

pub(super) struct CareTeams;

impl Operation for CareTeams {
    const NAME: &'static str = "careTeams";
    const DOCUMENT: &'static str = include_str!("care_teams.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variables {
    category_code: SearchToken,
}

/// The category as seed 000 prints it; `recommended-connections` is its other name
/// (`spec/bwell-wire.md`, section 9: the client sends the former).
pub(super) const fn variables() -> Variables {
    Variables { category_code: SearchToken::code("tefca-ias-recommendations") }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    care_teams: Option<Bundle<WireCareTeam>>,
}

#[derive(Serialize, Deserialize)]
struct WireCareTeam {
    category: Option<Vec<Concept>>,
    participant: Option<Vec<Participant>>,
}

#[derive(Serialize, Deserialize)]
struct Participant {
    id: Option<String>,
    member: Option<Member>,
    role: Option<Vec<Concept>>,
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
    Many(Vec<String>),
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
    /// The places, once each. A member that is no organisation, or has no alias, cannot be connected and is left out.
    pub(super) fn recommended(self) -> Vec<RecommendedConnection> {
        let mut places: Vec<RecommendedConnection> = Vec::new();
        let members = self
            .care_teams
            .into_iter()
            .flat_map(Bundle::into_resources)
            .flat_map(|team| team.participant.unwrap_or_default())
            .filter_map(|participant| participant.member?.resource);
        for organization in members {
            let Some(connection_id) = organization.alias.and_then(Alias::first) else { continue };
            if places.iter().any(|place| place.connection_id == connection_id) {
                continue;
            }
            places.push(RecommendedConnection { connection_id, name: organization.name.unwrap_or_default() });
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_may_be_a_string_or_a_list_and_a_place_is_named_once() {
        let member = |alias: serde_json::Value| serde_json::json!({"member": {"resource": {"alias": alias, "name": "Clinic"}}});
        let data: Data =
            serde_json::from_value(serde_json::json!({"careTeams": {"entry": [{"resource": {"participant": [
                member("a".into()), member(serde_json::json!(["b", "c"])), member("a".into()),
                member(serde_json::json!([])), {"member": {"resource": {}}}, {"member": null}
            ]}}]}}))
            .unwrap();
        let ids: Vec<String> = data.recommended().into_iter().map(|place| place.connection_id).collect();
        assert_eq!(ids, ["a", "b"]);
    }
}
