//! An answer whose body is read as it arrives, for files that must not be whole in memory.

use std::time::Duration;

use crate::Error;
use crate::client::{Limits, classify};

/// How long the next piece of a body is waited for.
const SILENCE: Duration = Duration::from_secs(30);

/// An answer under way.
#[derive(Debug)]
pub struct Incoming {
    /// HTTP status.
    pub status: u16,
    response: reqwest::Response,
    seen: usize,
    limits: Limits,
}

impl Incoming {
    pub(crate) fn new(response: reqwest::Response, limits: Limits) -> Self {
        Self { status: response.status().as_u16(), response, seen: 0, limits }
    }

    /// A header's text, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The next bytes; `None` after the last. Never more than the cap of the client, whatever the headers say.
    pub async fn chunk(&mut self) -> Result<Option<impl AsRef<[u8]> + use<>>, Error> {
        let silence = SILENCE.min(self.limits.total);
        let next = tokio::time::timeout(silence, self.response.chunk()).await.map_err(|_| Error::TimedOut)?;
        let chunk = next.map_err(|error| classify(&error))?;
        if let Some(chunk) = &chunk {
            self.seen += chunk.len();
        }
        if self.seen > self.limits.body {
            return Err(Error::TooLarge { limit: self.limits.body });
        }
        Ok(chunk)
    }
}
