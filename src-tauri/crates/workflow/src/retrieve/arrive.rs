//! Results on their way here: page after page is read, and the documents of their entries fetched, while whoever takes
//! them writes those that came before. Nobody waits for more than one of the three.

use std::pin::pin;

use futures::FutureExt as _;
use futures::future::{BoxFuture, join};
use futures::stream::{self, StreamExt as _};
use networks::health_gorilla::{End, Entry, Pages};
use store::NewDocument;
use tokio::sync::mpsc;

use super::entry::about;
use super::fetch::{Fetched, Fetching, Lost};
use super::import::{ENTRY, Halt, Import, NETWORK};
use crate::listing::record_id;

/// Documents that the network is asked for at once. It serves others too, so this is small, and no setting.
const AT_ONCE: usize = 4;
/// Documents that came and wait to be written, at most: of 1 MiB each at most, larger ones are in the store already.
pub(super) const WAITING: usize = 24;
/// Pages that were read and whose documents were not asked for yet, at most.
const PAGES: usize = 1;

/// One thing that arrives, in the order of the results.
pub(super) enum Arrival {
    /// It need not be fetched.
    Known(Box<Entry>),
    /// It is new here.
    New(Box<New>),
    /// All of a page has arrived.
    PageEnd,
}

/// An entry, and its document where it has content.
pub(super) struct New {
    pub(super) entry: Entry,
    pub(super) about: NewDocument,
    pub(super) came: Option<Result<Fetched, Lost>>,
}

/// What a page leads to.
enum Next {
    Known(Box<Entry>),
    Fetch(Box<Entry>),
    PageEnd,
}

impl Import<'_> {
    /// Sends everything that arrives, until the pages end, or nobody takes it any more. How the pages ended.
    pub(super) async fn arrive(
        &self,
        fetching: &Fetching<'_>,
        mut pages: Pages,
        taken: mpsc::Sender<Arrival>,
    ) -> Result<Option<End>, Halt> {
        let (read, mut unread) = mpsc::channel(PAGES);
        let reading = async move {
            while let Some(entries) =
                pages.next(self.network, &fetching.correlation).await.map_err(Halt::Network)?
            {
                if read.send(self.sort(entries).await?).await.is_err() {
                    break;
                }
            }
            Ok(pages.end())
        };
        let bringing = async move {
            let next = stream::poll_fn(|context| unread.poll_recv(context)).flat_map(stream::iter);
            let arriving = next.map(|next: Next| -> BoxFuture<'_, Arrival> {
                match next {
                    Next::Known(entry) => std::future::ready(Arrival::Known(entry)).boxed(),
                    Next::Fetch(entry) => {
                        bring(fetching, *entry).map(|new| Arrival::New(Box::new(new))).boxed()
                    }
                    Next::PageEnd => std::future::ready(Arrival::PageEnd).boxed(),
                }
            });
            let mut arriving = pin!(arriving.buffered(AT_ONCE));
            while let Some(arrival) = arriving.next().await {
                if taken.send(arrival).await.is_err() {
                    break;
                }
            }
        };
        join(reading, bringing).await.0
    }

    /// The entries of a page: known, or to be fetched.
    async fn sort(&self, entries: Vec<Entry>) -> Result<Vec<Next>, Halt> {
        let id = |entry: &Entry| record_id(NETWORK, ENTRY, &entry.reference.id);
        let asked = entries.iter().map(|entry| (id(entry), entry.reference.id.clone())).collect();
        let known = self.store.known_entries(NETWORK, asked).await?;
        let sorted = entries.into_iter().map(|entry| {
            if known.contains(&id(&entry)) {
                Next::Known(Box::new(entry))
            } else {
                Next::Fetch(Box::new(entry))
            }
        });
        Ok(sorted.chain(std::iter::once(Next::PageEnd)).collect())
    }
}

/// One entry's document, where it has content.
pub(super) async fn bring(fetching: &Fetching<'_>, entry: Entry) -> New {
    let about = about(&entry, fetching.clock.now());
    let came = match entry.reference.attachments.iter().find(|one| one.has_content()) {
        Some(attachment) => Some(fetching.fetch(attachment, &about).await),
        None => None,
    };
    New { entry, about, came }
}
