//! Looking through what is kept: a list in parts, its lines, and what was found. Works without a network.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use store::{CountBy, HIT_BEGINS, HIT_ENDS, ListFilter, Listed, Store};

use crate::read_records::{ReadState, is_reading};
use crate::view::{
    HitView, ListBy, ListKind, PlaceNameView, RecordLineView, RecordListView, RecordPageView, RecordPartView,
    RecordPlaceView,
};
use crate::{Core, Error};

/// Lines that are found are counted no further: nobody reads more, and counting takes time.
const MOST_FOUND: u32 = 1000;
/// Lines of one page.
const MOST_LINES: u32 = 200;
/// Where the store keeps when somebody last looked.
const LOOKED: &str = "records-looked-at";

/// Which records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrder {
    /// Of this kind.
    pub kind: Option<ListKind>,
    /// Of this place; an empty text: of no stated place.
    pub place: Option<String>,
    /// With all these words.
    pub words: Option<String>,
}

impl ListOrder {
    fn filter(&self) -> ListFilter {
        let words = self.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
        ListFilter {
            kind: self.kind.map(ListKind::word),
            place: self.place.clone(),
            words: words.map(str::to_owned),
        }
    }
}

/// The names of places, as networks told them.
pub(crate) struct PlaceNames(HashMap<String, String>);

impl PlaceNames {
    pub(crate) async fn of(store: &Store) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        let rows = store.connections().await?;
        let others = store.place_names().await?;
        let named = rows.into_iter().filter_map(|row| {
            let named: Named = serde_json::from_str(&row.body).ok()?;
            Some((row.id, named.name))
        });
        // What is a connection is called what its network calls it there.
        Ok(Self(others.into_iter().chain(named).collect()))
    }

    pub(crate) fn name(&self, id: &str) -> Option<String> {
        self.0.get(id).cloned()
    }

    pub(crate) fn named(&self, ids: &[String]) -> Vec<PlaceNameView> {
        ids.iter().map(|id| PlaceNameView { id: id.clone(), name: self.name(id) }).collect()
    }
}

/// The list in parts, and what it can be narrowed to.
pub async fn record_list(core: &Core, by: ListBy, order: &ListOrder) -> Result<RecordListView, Error> {
    let store = core.some_copy()?.store()?;
    let names = PlaceNames::of(&store).await?;
    let filter = order.filter();
    let is_search = filter.words.is_some();
    let total = store.count_list(filter.clone(), if is_search { MOST_FOUND + 1 } else { u32::MAX }).await?;
    let parts = if is_search { Vec::new() } else { parts(&store, by, &filter, &names).await? };
    let state = ReadState::of(&store).await?;
    Ok(RecordListView {
        parts,
        total: total.min(if is_search { MOST_FOUND.into() } else { u64::MAX }),
        more: is_search && total > MOST_FOUND.into(),
        places: places(&store, &names).await?,
        kinds: kinds(&store).await?,
        new_since: store.setting(LOOKED).await?.and_then(|text| text.parse().ok()),
        reading: core.session().is_ok_and(|session| is_reading(&session)),
        read_at: state.at,
        left_out: store.count_hidden().await?,
    })
}

async fn parts(
    store: &Store,
    by: ListBy,
    filter: &ListFilter,
    names: &PlaceNames,
) -> Result<Vec<RecordPartView>, Error> {
    let empty = RecordPartView { place: None, kind: None, year: None, count: 0 };
    let counted = |by| store.count_list_by(by, filter.clone());
    Ok(match by {
        ListBy::Place => {
            let mut places = counted(CountBy::Place).await?;
            // By name; what states no place comes last.
            places.sort_by_key(|(id, _)| (id.is_empty(), names.name(id).unwrap_or_else(|| id.clone())));
            let part = |(place, count)| RecordPartView { place: Some(place), count, ..empty.clone() };
            places.into_iter().map(part).collect()
        }
        ListBy::Kind => {
            let mut kinds: Vec<(ListKind, u64)> = counted(CountBy::Kind)
                .await?
                .iter()
                .map(|(word, count)| (ListKind::from_word(word), *count))
                .collect();
            kinds.sort_unstable();
            let part = |(kind, count)| RecordPartView { kind: Some(kind), count, ..empty.clone() };
            kinds.into_iter().map(part).collect()
        }
        ListBy::Date => {
            let part = |(year, count): (String, u64)| RecordPartView {
                year: Some(year.parse().unwrap_or_default()),
                count,
                ..empty.clone()
            };
            counted(CountBy::Year).await?.into_iter().map(part).collect()
        }
    })
}

/// Every place that records came from, by name.
async fn places(store: &Store, names: &PlaceNames) -> Result<Vec<RecordPlaceView>, Error> {
    let mut places: Vec<RecordPlaceView> = Vec::new();
    for counted in store.count_places_by_kind().await? {
        match places.iter_mut().find(|place| place.id == counted.place) {
            Some(place) => place.count += counted.count,
            None => places.push(RecordPlaceView {
                name: names.name(&counted.place),
                id: counted.place,
                count: counted.count,
            }),
        }
    }
    places.sort_by(|a, b| (a.id.is_empty(), &a.name, &a.id).cmp(&(b.id.is_empty(), &b.name, &b.id)));
    Ok(places)
}

async fn kinds(store: &Store) -> Result<Vec<ListKind>, Error> {
    let counted = store.count_list_by(CountBy::Kind, ListFilter::default()).await?;
    let mut kinds: Vec<ListKind> = counted.iter().map(|(word, _)| ListKind::from_word(word)).collect();
    kinds.sort_unstable();
    Ok(kinds)
}

/// Some lines of the list, from an offset on.
pub async fn record_page(
    core: &Core,
    order: &ListOrder,
    offset: u32,
    limit: u32,
) -> Result<RecordPageView, Error> {
    let store = core.some_copy()?.store()?;
    let names = PlaceNames::of(&store).await?;
    let lines = store.list(order.filter(), offset, limit.min(MOST_LINES)).await?;
    Ok(RecordPageView { lines: lines.into_iter().map(|line| line_view(line, &names)).collect() })
}

/// The person has looked: what comes from now on is new.
pub async fn records_looked_at(core: &Core) -> Result<(), Error> {
    let now = core.parts.clock.now();
    let changes = store::Changes::new().put_setting(LOOKED, &now.to_string());
    Ok(core.some_copy()?.store()?.commit(changes, None).await?)
}

pub(crate) fn line_view(line: Listed, names: &PlaceNames) -> RecordLineView {
    RecordLineView {
        id: line.record.to_string(),
        kind: ListKind::from_word(&line.kind),
        row: RawValue::from_string(line.row).unwrap_or_default(),
        places: names.named(&line.places),
        copies: line.copies,
        came_at: line.first_seen_at,
        gone: line.gone,
        title_hit: line.title_hit.as_deref().map(hits),
        text_hit: line.text_hit.as_deref().map(hits),
    }
}

/// The pieces of a text with marks. Marks that the text brought itself are no more than letters that nobody sees.
fn hits(marked: &str) -> Vec<HitView> {
    let mut pieces = Vec::new();
    let mut hit = false;
    for piece in marked.split_inclusive([HIT_BEGINS, HIT_ENDS]) {
        let text = piece.trim_end_matches([HIT_BEGINS, HIT_ENDS]);
        if !text.is_empty() {
            pieces.push(HitView { text: text.to_owned(), hit });
        }
        hit = piece.ends_with(HIT_BEGINS);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_told_apart() {
        let piece = |text: &str, hit| HitView { text: text.to_owned(), hit };
        assert_eq!(
            hits("Your \u{2}A1C\u{3} is \u{2}better\u{3}"),
            [piece("Your ", false), piece("A1C", true), piece(" is ", false), piece("better", true)]
        );
        assert_eq!(hits("\u{2}\u{3}"), []);
        assert_eq!(hits("plain"), [piece("plain", false)]);
    }
}
