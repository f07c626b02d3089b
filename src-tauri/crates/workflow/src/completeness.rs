//! What came from where, and what did not (`spec/bwell-wire.md`, 5.10.7). It is never complete, and never says so.

use store::Store;

use crate::read_records::ReadState;
use crate::record_list::PlaceNames;
use crate::view::{CompletenessView, KindFailureView, ListCountView, ListKind, PlaceCompletenessView};
use crate::{Core, Error};

/// What is kept of each place, by kind.
pub async fn completeness(core: &Core) -> Result<CompletenessView, Error> {
    let store = core.some_copy()?.store()?;
    let state = ReadState::of(&store).await?;
    let failed = state.failed.iter();
    Ok(CompletenessView {
        places: places(&store, &state).await?,
        read_at: state.at,
        failed: failed
            .map(|(kind, code)| KindFailureView { kind: ListKind::from_word(kind), code: *code })
            .collect(),
        left_out: store.count_hidden().await?,
        unreadable: state.unreadable,
        files_missing: state.files_missing,
    })
}

async fn places(store: &Store, state: &ReadState) -> Result<Vec<PlaceCompletenessView>, Error> {
    let names = PlaceNames::of(store).await?;
    let mut places: Vec<PlaceCompletenessView> = Vec::new();
    let place = |id: &str| PlaceCompletenessView {
        id: id.to_owned(),
        name: names.name(id),
        kinds: Vec::new(),
        total: 0,
        last_synced: state.synced.get(id).copied(),
    };
    for counted in store.count_places_by_kind().await? {
        if places.last().is_none_or(|last| last.id != counted.place) {
            places.push(place(&counted.place));
        }
        if let Some(last) = places.last_mut() {
            last.total += counted.count;
            last.kinds.push(ListCountView { kind: ListKind::from_word(&counted.kind), count: counted.count });
        }
    }
    // A place that has answered and sent nothing we can tell is from there.
    for id in
        state.synced.keys().filter(|id| !places.iter().any(|place| place.id == **id)).collect::<Vec<_>>()
    {
        places.push(place(id));
    }
    for place in &mut places {
        place.kinds.sort_by_key(|count| count.kind);
    }
    places.sort_by(|a, b| (a.id.is_empty(), &a.name, &a.id).cmp(&(b.id.is_empty(), &b.name, &b.id)));
    Ok(places)
}
