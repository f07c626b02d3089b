//! `searchHealthResources`: places by name, found or not by the record locator. Source: `spec/bwell-wire.md`,
//! section 5.11.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::directory::{DirectoryEntry, WireEntry};
use super::operation::Operation;
use super::wire::List;
use crate::{CorrelationId, Error};

/// One page of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryPage {
    /// In the order of the directory, which puts the best first.
    pub entries: Vec<DirectoryEntry>,
    /// How many there are on all pages, where the network says so.
    pub total: Option<u64>,
    /// The number of the next page; `None` on the last.
    pub next: Option<u32>,
}

pub(super) struct SearchHealthResources;

impl Operation for SearchHealthResources {
    const NAME: &'static str = "SearchHealthResources";
    const DOCUMENT: &'static str = include_str!("search_health_resources.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variables {
    search_input: SearchInput,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SearchInput {
    client: [Client; 1],
    search: String,
    search_context: &'static str,
    paging: Paging,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Client {
    data_sets: [&'static str; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Paging {
    page_number: u32,
    page_size: u32,
}

/// The size that the SDK asks for.
const PAGE_SIZE: u32 = 20;

fn variables(words: &str, page: u32) -> Variables {
    Variables {
        search_input: SearchInput {
            client: [Client { data_sets: ["NPPES", "CONNECTHUB"] }],
            search: words.to_owned(),
            search_context: "DATA_CONNECTIONS",
            paging: Paging { page_number: page, page_size: PAGE_SIZE },
        },
    }
}

impl Bwell {
    /// Places by name or city, one page of them; pages count from 0.
    pub async fn search_directory(
        &self,
        words: &str,
        page: u32,
        correlation: &CorrelationId,
    ) -> Result<DirectoryPage, Error> {
        self.call::<SearchHealthResources>(&variables(words, page), correlation).await?.page(page)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    search_health_resources: Option<Results>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Results {
    paging_info: Option<PagingInfo>,
    #[serde(default)]
    results: List<WireEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PagingInfo {
    total_items: Option<u64>,
    total_pages: Option<u32>,
}

impl Data {
    /// The page with this number. Where the network does not count its pages, one without entries is the last.
    fn page(self, page: u32) -> Result<DirectoryPage, Error> {
        let wire = self.search_health_resources.ok_or(Error::Unreadable { what: "searchHealthResources" })?;
        let results = wire.results;
        let paging = wire.paging_info.as_ref();
        let is_last = paging
            .and_then(|info| info.total_pages)
            .map_or(results.is_empty(), |pages| page.saturating_add(1) >= pages);
        Ok(DirectoryPage {
            entries: results.into_iter().filter_map(WireEntry::entry).collect(),
            total: paging.and_then(|info| info.total_items),
            next: (!is_last).then(|| page.saturating_add(1)),
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    fn page(number: u32, paging: &Value, results: &Value) -> DirectoryPage {
        let json = json!({"searchHealthResources": {"pagingInfo": paging, "results": results}});
        serde_json::from_value::<Data>(json).unwrap().page(number).unwrap()
    }

    #[test]
    fn the_request_asks_for_places_that_can_be_connected() {
        assert_eq!(
            serde_json::to_value(variables("cedar clinic", 2)).unwrap(),
            json!({"searchInput": {
                "client": [{"dataSets": ["NPPES", "CONNECTHUB"]}],
                "search": "cedar clinic",
                "searchContext": "DATA_CONNECTIONS",
                "paging": {"pageNumber": 2, "pageSize": 20},
            }})
        );
    }

    #[test]
    fn the_lines_that_are_places_are_kept_and_the_rest_is_counted_by_the_network() {
        let paging = json!({"pageNumber": 0, "pageSize": 20, "totalItems": 3, "totalPages": 1});
        let found = page(0, &paging, &json!([null, {"id": "1"}, {"id": "2", "content": "Fir"}]));
        assert_eq!(found.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["Fir"]);
        assert_eq!((found.total, found.next), (Some(3), None));
    }

    #[test]
    fn no_results_at_all_is_unreadable() {
        let data: Data = serde_json::from_value(json!({"searchHealthResources": null})).unwrap();
        assert_eq!(data.page(0), Err(Error::Unreadable { what: "searchHealthResources" }));
    }

    #[rstest]
    #[case::more(0, json!({"totalPages": 2}), json!([{}]), Some(1))]
    #[case::last(1, json!({"totalPages": 2}), json!([{}]), None)]
    #[case::past_the_end(7, json!({"totalPages": 2}), json!([]), None)]
    #[case::not_counted(0, json!(null), json!([{}]), Some(1))]
    #[case::not_counted_and_empty(1, json!(null), json!(null), None)]
    fn the_last_page_is_known(
        #[case] number: u32,
        #[case] paging: Value,
        #[case] results: Value,
        #[case] next: Option<u32>,
    ) {
        assert_eq!(page(number, &paging, &results).next, next);
    }
}
