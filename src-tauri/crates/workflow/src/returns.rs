//! The return inbox: addresses of ours that somebody called, by a deep link or a listener on this machine.
//!
//! Anybody can call them, so nothing in them is believed here. Whoever waits for an answer looks whether one is it.

use std::sync::{Arc, Mutex};

use tokio::sync::mpsc;
use url::Url;

use crate::core::held;

/// Addresses that wait to be looked at. Who floods us with others is not remembered.
const MOST_WAITING: usize = 16;

/// Everybody who waits for a return.
#[derive(Default)]
pub(crate) struct Returns {
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    next: u64,
    inboxes: Vec<(u64, mpsc::Sender<Url>)>,
}

/// One who waits. Dropping it ends the wait.
pub(crate) struct Inbox {
    id: u64,
    returns: Arc<Returns>,
    called: mpsc::Receiver<Url>,
}

impl Returns {
    /// Begins to wait.
    pub(crate) fn wait(self: &Arc<Self>) -> Inbox {
        let (sender, called) = mpsc::channel(MOST_WAITING);
        let mut waiting = held(&self.waiting);
        let id = waiting.next;
        waiting.next = id.wrapping_add(1);
        waiting.inboxes.push((id, sender));
        Inbox { id, returns: Arc::clone(self), called }
    }

    /// Somebody called an address of ours.
    pub(crate) fn put(&self, called: &Url) {
        for (_, inbox) in &held(&self.waiting).inboxes {
            // Full: whoever calls us that often is no browser that comes back.
            let _ = inbox.try_send(called.clone());
        }
    }
}

impl Inbox {
    /// The next address.
    pub(crate) async fn next(&mut self) -> Option<Url> {
        self.called.recv().await
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        held(&self.returns.waiting).inboxes.retain(|(id, _)| *id != self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn everybody_who_waits_hears_of_a_call_and_nobody_else() {
        let returns = Arc::new(Returns::default());
        let address: Url = "health.satchel.demo:/oauth/callback?state=1".parse().unwrap();
        returns.put(&address);
        let (mut one, mut other) = (returns.wait(), returns.wait());
        returns.put(&address);
        assert_eq!((one.next().await, other.next().await), (Some(address.clone()), Some(address.clone())));
        drop(one);
        assert_eq!(held(&returns.waiting).inboxes.len(), 1);
        // A flood is cut off, and the next one in order is heard again.
        for _ in 0..100 {
            returns.put(&address);
        }
        for _ in 0..MOST_WAITING {
            assert!(other.next().await.is_some());
        }
        returns.put(&address);
        assert!(other.next().await.is_some());
    }
}
