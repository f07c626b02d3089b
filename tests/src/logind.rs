//! Linux's logind, as far as going to sleep is concerned: says that it will, and waits for whoever asked for a delay.

use std::io::{PipeReader, Read as _, pipe};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use zbus::object_server::SignalEmitter;

use crate::driver::Bus;

const PATH: &str = "/org/freedesktop/login1";

/// How long a real one waits at most, by its own settings.
const PATIENCE: Duration = Duration::from_secs(5);

/// On a bus that stands for the system's.
pub struct Logind {
    connection: zbus::Connection,
    /// The other ends of what was handed out.
    held: Arc<Mutex<Vec<PipeReader>>>,
}

use manager::Manager;

/// In a module of its own: the attribute makes methods that nobody outside calls.
mod manager {
    use super::{Arc, Mutex, OwnedFd, PipeReader, PoisonError, SignalEmitter, pipe};

    pub(super) struct Manager {
        pub(super) held: Arc<Mutex<Vec<PipeReader>>>,
    }

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Manager {
        fn inhibit(
            &self,
            what: &str,
            who: &str,
            why: &str,
            mode: &str,
        ) -> zbus::fdo::Result<zbus::zvariant::OwnedFd> {
            if (what, mode) != ("sleep", "delay") || who.is_empty() || why.is_empty() {
                return Err(zbus::fdo::Error::InvalidArgs(
                    "only a delay of sleep, with a name and a reason".to_owned(),
                ));
            }
            let (reader, writer) = pipe().map_err(|error| zbus::fdo::Error::Failed(error.to_string()))?;
            self.held.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
            Ok(OwnedFd::from(writer).into())
        }

        #[zbus(signal)]
        pub(super) async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
    }
}

impl Logind {
    /// Stands on this bus.
    pub async fn on(bus: &Bus) -> Result<Self> {
        let held = Arc::new(Mutex::default());
        let connection = zbus::connection::Builder::address(bus.address.as_str())?
            .serve_at(PATH, Manager { held: Arc::clone(&held) })?
            .name("org.freedesktop.login1")?
            .build()
            .await?;
        Ok(Self { connection, held })
    }

    /// Says that the machine sleeps, and waits until everybody who asked for a delay has let go.
    pub async fn sleeps(&self) -> Result<()> {
        let emitter = SignalEmitter::new(&self.connection, PATH)?;
        Manager::prepare_for_sleep(&emitter, true).await?;
        let held = std::mem::take(&mut *self.held.lock().unwrap_or_else(PoisonError::into_inner));
        anyhow::ensure!(!held.is_empty(), "nobody asked for a delay");
        for mut reader in held {
            // An end of the pipe that is closed on the other side reads as its end.
            let let_go = tokio::task::spawn_blocking(move || reader.read(&mut [0]));
            let read = tokio::time::timeout(PATIENCE, let_go).await.context("nobody let go")???;
            anyhow::ensure!(read == 0, "something was written");
        }
        Ok(())
    }
}
