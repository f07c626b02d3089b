//! What the network last told, kept in the copy: the app opens without the internet, and says of when that is.

use networks::bwell::Consent;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::{Changes, LastKnown, Store};

use crate::local_copy::LocalCopy;
use crate::search;
use crate::view::{ConsentView, LastKnownView, PlacesView, Provision};
use crate::{Core, Error};

const CONSENT: &str = "consent";
const PLACES: &str = "places";

/// The decision in force, as it was last told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownConsent {
    /// The network's id of it.
    pub(crate) id: Option<String>,
    pub(crate) provision: Provision,
    pub(crate) decided_at: Option<jiff::Timestamp>,
}

impl KnownConsent {
    pub(crate) fn of(consent: Option<&Consent>) -> Self {
        Self {
            id: consent.and_then(|consent| consent.id.clone()),
            provision: consent
                .map_or(Provision::None, |consent| crate::consent::provision(&consent.provision)),
            decided_at: consent.and_then(|consent| consent.decided_at),
        }
    }
}

/// The last known state, whoever is signed in. Asks nobody.
pub async fn last_known(core: &Core) -> Result<LastKnownView, Error> {
    let store = core.some_copy()?.store()?;
    let consent = read::<KnownConsent>(&store, CONSENT).await?;
    let places = read::<PlacesView>(&store, PLACES).await?;
    let search = search::last_known(&store).await?;
    let told = [consent.as_ref().map(|(at, _)| *at), places.as_ref().map(|(at, _)| *at)];
    Ok(LastKnownView {
        as_of: told.into_iter().flatten().min(),
        consent: consent.map(|(_, known)| ConsentView {
            provision: known.provision,
            decided_at: known.decided_at,
            decided_here: None,
            change: None,
        }),
        search,
        places: places.map(|(_, places)| places),
    })
}

/// The decision in force, as it was last told.
pub(crate) async fn consent(store: &Store) -> Option<KnownConsent> {
    read(store, CONSENT).await.ok().flatten().map(|(_, known)| known)
}

/// Keeps the decision in force.
pub(crate) async fn keep_consent(core: &Core, copy: &LocalCopy, known: &KnownConsent) {
    keep(core, copy, CONSENT, known).await;
}

/// Keeps the places as the page sees them.
pub(crate) async fn keep_places(core: &Core, copy: &LocalCopy, places: &PlacesView) {
    keep(core, copy, PLACES, places).await;
}

async fn keep(core: &Core, copy: &LocalCopy, topic: &str, value: &impl Serialize) {
    // A locked copy learns of it when it is open and somebody looks.
    let (Ok(store), Ok(body)) = (copy.store(), serde_json::to_string(value)) else { return };
    let row = LastKnown { told_at: core.parts.clock.now(), body };
    if let Err(error) = store.commit(Changes::new().put_last_known(topic, row), None).await {
        satchel_log::warn!("what the network told could not be kept", error);
    }
}

/// What an older or newer version wrote and we cannot read is not known.
async fn read<T: DeserializeOwned>(
    store: &Store,
    topic: &str,
) -> Result<Option<(jiff::Timestamp, T)>, Error> {
    let row = store.last_known(topic).await?;
    Ok(row.and_then(|row| Some((row.told_at, serde_json::from_str(&row.body).ok()?))))
}
