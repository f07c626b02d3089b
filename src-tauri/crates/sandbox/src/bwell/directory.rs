//! Directory search (bwell-wire 5.11): a small directory of the person's own places and a few others, found by name,
//! city or the portal's brand. An endpoint's name is the `connectionId` for `getDataSource` and `getOauthUrl`; the brand is the
//! name of the organization that has this endpoint.

use async_graphql::{Context, Enum, ID, InputObject, Json, Object, Result, SimpleObject};
use serde_json::Value;

use super::search::page_of;
use super::user;

use crate::scenario::{Listing, Place, PlaceKind};

#[derive(InputObject)]
struct SearchHealthResourcesInput {
    client: Option<Vec<Option<ClientInput>>>,
    filters: Option<FiltersInput>,
    order_by: Option<Vec<Option<OrderByInput>>>,
    paging: Option<PagingInput>,
    search: Option<String>,
    search_context: Option<SearchContext>,
    search_location: Option<SearchLocationInput>,
    user: Option<Json<Value>>,
}

#[derive(InputObject)]
struct ClientInput {
    config: Option<String>,
    id: Option<Json<Value>>,
    name: Option<String>,
    data_sets: Option<Vec<Option<DataSet>>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "DataSetsEnum")]
enum DataSet {
    Nppes,
    Connecthub,
}

#[derive(InputObject)]
#[graphql(name = "SearchFiltersInput")]
struct FiltersInput {
    #[graphql(name = "type")]
    kind: Option<Json<Value>>,
    gender: Option<Json<Value>>,
    specialty: Option<Json<Value>>,
    communication: Option<Json<Value>>,
    id: Option<Json<Value>>,
    include_inactive: Option<bool>,
    include_populated_proa_only: Option<bool>,
    patient_acceptance: Option<Json<Value>>,
}

#[derive(InputObject)]
struct OrderByInput {
    field: Option<Json<Value>>,
    order: Option<Order>,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SortOrderEnum")]
enum Order {
    Asc,
    Desc,
}

#[derive(InputObject)]
#[graphql(name = "PagingInfoInput")]
struct PagingInput {
    page_number: Option<i32>,
    page_size: Option<i32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchContextEnum")]
enum SearchContext {
    DataConnections,
    FindCare,
}

#[derive(InputObject)]
#[graphql(name = "SearchLocation")]
struct SearchLocationInput {
    lat: f64,
    lon: f64,
    radius: Option<f64>,
    radius_unit: Option<Json<Value>>,
    zip_code: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchHealthResourcesType")]
enum ResultType {
    Insurance,
    Laboratory,
    Pharmacy,
    Practice,
    Practitioner,
}

#[derive(SimpleObject)]
struct SearchHealthResourcesResults {
    paging_info: Option<PagingInfo>,
    filter_values: Option<Vec<FilterField>>,
    results: Option<Vec<HealthResource>>,
}

#[derive(SimpleObject)]
#[graphql(name = "PagingInfoType")]
struct PagingInfo {
    page_number: Option<i32>,
    page_size: Option<i32>,
    total_items: Option<i32>,
    total_pages: Option<i32>,
}

#[derive(SimpleObject)]
struct FilterField {
    field: Option<String>,
    values: Option<Vec<FilterValue>>,
}

#[derive(SimpleObject)]
struct FilterValue {
    value: Option<String>,
    count: Option<i32>,
}

#[derive(SimpleObject)]
struct HealthResource {
    id: ID,
    #[graphql(name = "type")]
    kind: Option<ResultType>,
    content: Option<String>,
    specialty: Option<Vec<super::fhir::Coding>>,
    bookable: Option<Bookable>,
    location: Option<Vec<HealthResourceLocation>>,
    organization: Option<Vec<HealthResourceOrganization>>,
    npi: Option<Vec<String>>,
    gender: Option<String>,
    endpoint: Option<Vec<HealthResourceEndpoint>>,
    part_of: Option<PartOf>,
}

#[derive(SimpleObject)]
struct Bookable {
    online: Option<bool>,
    phone: Option<bool>,
}

#[derive(SimpleObject)]
struct HealthResourceLocation {
    scheduling: Option<Scheduling>,
    name: Option<String>,
    address: Option<super::fhir::Address>,
    position: Option<super::fhir::LocationPosition>,
    distance_in_miles: Option<f64>,
}

#[derive(SimpleObject)]
struct Scheduling {
    identifier: Option<Vec<super::fhir::Identifier>>,
    bookable: Option<Bookable>,
}

#[derive(SimpleObject)]
struct HealthResourceOrganization {
    name: Option<String>,
    endpoint: Option<Vec<HealthResourceEndpoint>>,
}

#[derive(SimpleObject)]
struct HealthResourceEndpoint {
    name: Option<String>,
}

#[derive(SimpleObject)]
struct PartOf {
    id: Option<String>,
    content: Option<String>,
    endpoint_name: Option<String>,
}

#[derive(Default)]
pub(crate) struct DirectoryQuery;

#[Object]
impl DirectoryQuery {
    /// Places by name, city or brand; an empty search lists all.
    async fn search_health_resources(
        &self,
        ctx: &Context<'_>,
        search_input: Option<SearchHealthResourcesInput>,
    ) -> Result<SearchHealthResourcesResults> {
        let text = search_input.as_ref().and_then(|input| input.search.as_deref());
        let text = text.unwrap_or_default().trim().to_lowercase();
        let paging = search_input.as_ref().and_then(|input| input.paging.as_ref());
        let page = paging.and_then(|paging| paging.page_number).unwrap_or(0);
        let size = paging.and_then(|paging| paging.page_size).unwrap_or(20);
        let found: Vec<_> = user(ctx, |user, _| {
            let places = user.scenario.places.iter().map(Entry::of_place);
            let all = places.chain(user.scenario.directory.iter().map(Entry::of_listing));
            all.filter(|entry| entry.fits(&text)).map(Entry::answer).collect()
        })?;
        let total = i32::try_from(found.len()).unwrap_or(i32::MAX);
        let results = page_of(found, Some(page), Some(size))?;
        Ok(SearchHealthResourcesResults {
            paging_info: Some(PagingInfo {
                page_number: Some(page),
                page_size: Some(size),
                total_items: Some(total),
                total_pages: Some((total + size - 1) / size),
            }),
            filter_values: Some(Vec::new()),
            results: Some(results),
        })
    }
}

/// A place as the directory knows it.
struct Entry<'a> {
    slug: &'a str,
    name: &'a str,
    line: &'a [String],
    city: &'a str,
    state: Option<&'a str>,
    kind: PlaceKind,
    /// The portal's brand.
    brand: Option<&'a str>,
    /// The connection id; a place without one cannot be connected.
    connection: Option<&'a str>,
}

impl<'a> Entry<'a> {
    fn of_place(place: &'a Place) -> Self {
        Self {
            slug: place.slug.get_ref(),
            name: &place.name,
            line: &place.line,
            city: &place.city,
            state: place.state.as_deref(),
            kind: place.kind,
            brand: place.portal.as_deref(),
            connection: Some(place.id.get_ref()),
        }
    }

    fn of_listing(listing: &'a Listing) -> Self {
        Self {
            slug: &listing.slug,
            name: &listing.name,
            line: &listing.line,
            city: &listing.city,
            state: listing.state.as_deref(),
            kind: listing.kind,
            brand: None,
            connection: None,
        }
    }

    /// Whether name, city or brand contain the text, which is in lower case.
    fn fits(&self, text: &str) -> bool {
        let known = [Some(self.name), Some(self.city), self.brand];
        known.into_iter().flatten().any(|known| known.to_lowercase().contains(text))
    }

    fn answer(self) -> HealthResource {
        let kind = match self.kind {
            PlaceKind::Clinical => ResultType::Practice,
            PlaceKind::Insurance => ResultType::Insurance,
            PlaceKind::Lab => ResultType::Laboratory,
            PlaceKind::Pharmacy => ResultType::Pharmacy,
            PlaceKind::Practitioner => ResultType::Practitioner,
        };
        let endpoint = || Some(vec![HealthResourceEndpoint { name: Some(self.connection?.to_owned()) }]);
        let address = super::fhir::Address {
            line: (!self.line.is_empty()).then(|| self.line.to_vec()),
            city: Some(self.city.to_owned()),
            state: self.state.map(str::to_owned),
            ..super::fhir::Address::default()
        };
        let brand = |brand: &str| {
            vec![HealthResourceOrganization { name: Some(brand.to_owned()), endpoint: endpoint() }]
        };
        HealthResource {
            id: self.slug.into(),
            kind: Some(kind),
            content: Some(self.name.to_owned()),
            specialty: None,
            bookable: None,
            location: Some(vec![HealthResourceLocation {
                scheduling: None,
                name: Some(self.name.to_owned()),
                address: Some(address),
                position: None,
                distance_in_miles: None,
            }]),
            organization: self.brand.map(brand),
            npi: None,
            gender: None,
            endpoint: endpoint(),
            part_of: None,
        }
    }
}
