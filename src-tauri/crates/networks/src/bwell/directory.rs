//! A line of the directory: a place, where it is, and whose portals serve it.
//! Source: `spec/bwell-wire.md`, section 5.11.

use serde::Deserialize;

use super::wire::List;
use crate::lenient::lenient_enum;

lenient_enum! {
    /// What a line of the directory is.
    DirectoryKind {
        /// A clinic or a hospital.
        Practice = "PRACTICE",
        /// One person who treats.
        Practitioner = "PRACTITIONER",
        /// An insurer.
        Insurance = "INSURANCE",
        /// A laboratory.
        Laboratory = "LABORATORY",
        /// A pharmacy.
        Pharmacy = "PHARMACY",
    }
}

/// A line of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// The directory's id.
    pub id: String,
    /// The name on the door.
    pub name: String,
    /// What it is.
    pub kind: DirectoryKind,
    /// Where it is; there may be several, or none.
    pub locations: Vec<DirectoryLocation>,
    /// Where a person could sign in for it, each once; none means that it cannot be connected.
    pub portals: Vec<DirectoryPortal>,
}

/// An address of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryLocation {
    /// What this address is called.
    pub name: Option<String>,
    /// Street and house.
    pub line: Vec<String>,
    /// City.
    pub city: Option<String>,
    /// Two letters.
    pub state: Option<String>,
    /// ZIP code.
    pub postal_code: Option<String>,
}

/// A portal that serves a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryPortal {
    /// What `getDataSource` and `getOauthUrl` take. Opaque.
    pub connection_id: String,
    /// Whose portal it is, where that is not the place itself: its organisation, or what it is part of.
    pub brand: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireEntry {
    id: Option<String>,
    r#type: Option<String>,
    content: Option<String>,
    #[serde(default)]
    location: List<WireLocation>,
    #[serde(default)]
    organization: List<WireOrganization>,
    #[serde(default)]
    endpoint: List<WireEndpoint>,
    part_of: Option<PartOf>,
}

#[derive(Deserialize)]
struct WireLocation {
    name: Option<String>,
    address: Option<WireAddress>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireAddress {
    #[serde(default)]
    line: List<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
}

#[derive(Deserialize)]
struct WireOrganization {
    name: Option<String>,
    #[serde(default)]
    endpoint: List<WireEndpoint>,
}

#[derive(Deserialize)]
struct WireEndpoint {
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PartOf {
    content: Option<String>,
    endpoint_name: Option<String>,
}

impl WireEntry {
    /// A line without an id or a name is none.
    pub(super) fn entry(self) -> Option<DirectoryEntry> {
        let portals = self.portals();
        Some(DirectoryEntry {
            id: self.id?,
            name: self.content?,
            kind: DirectoryKind::parse_option(self.r#type.as_deref()),
            locations: self.location.into_iter().map(DirectoryLocation::from).collect(),
            portals,
        })
    }

    /// Its own endpoints first, then its organisations', then that of what it is part of.
    fn portals(&self) -> Vec<DirectoryPortal> {
        let names = |endpoints: &[WireEndpoint]| {
            endpoints.iter().filter_map(|endpoint| endpoint.name.clone()).collect::<Vec<_>>()
        };
        let own = names(&self.endpoint).into_iter().map(|id| (id, None));
        let organizations = self
            .organization
            .iter()
            .flat_map(|it| names(&it.endpoint).into_iter().map(move |id| (id, it.name.clone())));
        let whole =
            self.part_of.iter().filter_map(|it| Some((it.endpoint_name.clone()?, it.content.clone())));
        let mut portals: Vec<DirectoryPortal> = Vec::new();
        for (connection_id, brand) in own.chain(organizations).chain(whole) {
            // The place's own name is no other's brand.
            let brand = brand.filter(|brand| Some(brand) != self.content.as_ref());
            match portals.iter_mut().find(|portal| portal.connection_id == connection_id) {
                Some(known) => known.brand = known.brand.take().or(brand),
                None if connection_id.is_empty() => {}
                None => portals.push(DirectoryPortal { connection_id, brand }),
            }
        }
        portals
    }
}

impl From<WireLocation> for DirectoryLocation {
    fn from(wire: WireLocation) -> Self {
        let address = wire.address.unwrap_or_default();
        Self {
            name: wire.name,
            line: address.line.into_iter().collect(),
            city: address.city,
            state: address.state,
            postal_code: address.postal_code,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(json: &serde_json::Value) -> Option<DirectoryEntry> {
        WireEntry::deserialize(json).unwrap().entry()
    }

    #[test]
    fn a_place_is_told_with_its_city_and_whose_portal_serves_it() {
        let place = entry(&json!({
            "id": "1", "type": "PRACTICE", "content": "Cedar Clinic",
            "location": [{"name": "Cedar East", "address": {
                "line": ["4 Elm Street", null], "city": "Austin", "state": "TX", "postalCode": "73301"}}],
            "endpoint": [{"name": "cedar"}, null],
            "organization": [
                {"name": "Birch Health", "endpoint": [{"name": "birch"}, {"name": "cedar"}, {"name": null}]},
                {"name": "No Portal", "endpoint": null},
                null,
            ],
            "partOf": {"content": "Forest Group", "endpointName": "forest"},
        }))
        .unwrap();
        assert_eq!((place.name.as_str(), &place.kind), ("Cedar Clinic", &DirectoryKind::Practice));
        assert_eq!(place.locations[0].city.as_deref(), Some("Austin"));
        assert_eq!(place.locations[0].line, ["4 Elm Street"]);
        let portals: Vec<_> =
            place.portals.iter().map(|p| (p.connection_id.as_str(), p.brand.as_deref())).collect();
        // The place's own endpoint is served by the organisation that has it too.
        let expected = [
            ("cedar", Some("Birch Health")),
            ("birch", Some("Birch Health")),
            ("forest", Some("Forest Group")),
        ];
        assert_eq!(portals, expected);
    }

    #[test]
    fn a_new_type_is_unknown_and_a_line_without_an_id_or_a_name_is_none() {
        let place = entry(&json!({"id": "2", "content": "Fir", "type": "SPA"})).unwrap();
        assert_eq!(place.kind, DirectoryKind::Unknown("SPA".into()));
        assert!(place.portals.is_empty() && place.locations.is_empty());
        assert_eq!(entry(&json!({"id": "2"})), None);
        assert_eq!(entry(&json!({"content": "Fir"})), None);
    }
}
