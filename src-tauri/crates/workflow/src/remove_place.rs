//! Removing a place: the network deletes what it got from there. Source: `spec/bwell-wire.md`, sections 5.8 and 6.6.

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::ConnectionStatus;
use store::{Changes, RecordFilter};

use crate::activity::{Deed, noted};
use crate::connections::Found;
use crate::session::Session;
use crate::view::{ActivityKind, PlaceView, Topic};
use crate::{Core, Error, search, turn_off};

/// The network's name in the store.
const NETWORK: &str = "bwell";

/// Asks the network to delete its copy; `also_here`: what came from there goes from this computer too. The place as it
/// is now; that the copy is deleted, only the network says later.
pub async fn remove_place(
    core: &Arc<Core>,
    place_id: &str,
    also_here: bool,
    correlation: CorrelationId,
) -> Result<PlaceView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    if found.connection(place_id)?.status == ConnectionStatus::Deleted {
        return Err(Error::BadRequest("this place is removed already"));
    }
    turn_off::keep_on(core, place_id)?;
    let told = core.noticing(correlation, session.bwell.delete(place_id, &correlation).await);
    let removed = match told {
        Ok(_) if also_here => remove_here(&session, place_id).await,
        told => told.map(|_| 0),
    };
    let deed = Deed::by_person(ActivityKind::PlaceRemoved).at_place(place_id);
    let deed = if let Ok(count @ 1..) = removed { deed.counting(count) } else { deed };
    noted(core, &session, correlation, deed, removed).await?;
    search::follow(core, &session);
    core.changed(&[Topic::Places]);
    // The answer to the mutation is not believed: the list is (invariant 1).
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    found.place(core, place_id).ok_or(Error::PlaceNotKnown)
}

/// How many records were here.
async fn remove_here(session: &Session, place_id: &str) -> Result<usize, Error> {
    let store = session.copy.store()?;
    let of_place = RecordFilter {
        network: Some(NETWORK.to_owned()),
        place_id: Some(place_id.to_owned()),
        ..RecordFilter::default()
    };
    let count = store.count_records(of_place).await?;
    store.commit(Changes::new().remove_records_of_place(NETWORK, place_id), None).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}
