//! One place, with all that is known of it.

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::ConnectionStatus;
use store::RecordFilter;

use crate::activity::{Deed, noted};
use crate::connections::Found;
use crate::facts::{self, Known};
use crate::view::{ActivityKind, PlaceDetailView, Topic};
use crate::{Core, Error, turn_off};

/// The place as the network shows it, with what it tells of itself, asked now.
pub async fn place(
    core: &Arc<Core>,
    place_id: &str,
    correlation: CorrelationId,
) -> Result<PlaceDetailView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let name = found.place(core, place_id).ok_or(Error::PlaceNotKnown)?.name;
    facts::look_at_one(core, &session, place_id, &name, correlation).await?;
    let known = Known::of(core, &session).await;
    let place = found.place_with(place_id, &known).ok_or(Error::PlaceNotKnown)?;
    let connection = found.connection(place_id).ok();
    let of_place = RecordFilter { place_id: Some(place_id.to_owned()), ..RecordFilter::default() };
    Ok(PlaceDetailView {
        created: connection.and_then(|c| c.created),
        lasts: known.lasts(place_id),
        records_here: session.copy.store()?.count_records(of_place).await?,
        can_turn_off: connection.is_some_and(|c| c.status == ConnectionStatus::Connected),
        can_remove: connection.is_some_and(|c| c.status != ConnectionStatus::Deleted),
        is_hidden: known.is_hidden(place_id),
        undo_seconds: connection
            .map_or(0, |connection| turn_off::undo_seconds(connection, &core.parts.assumed)),
        place,
    })
}

/// Hides a place on this computer, or shows it again. Nothing is sent.
pub async fn hide_place(
    core: &Core,
    place_id: &str,
    hidden: bool,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let session = core.session()?;
    let kind = if hidden { ActivityKind::PlaceHidden } else { ActivityKind::PlaceShown };
    let done = facts::hide(core, &session, place_id, hidden).await;
    noted(core, &session, correlation, Deed::by_person(kind).at_place(place_id), done).await?;
    core.changed(&[Topic::Places]);
    Ok(())
}
