//! The system's keychain, asked from a thread of its own each time.
//!
//! A locked one may let a call wait for ever. Then the thread is left behind: it holds a copy of the key if it was to
//! write one, and ends when the keychain answers or the process does. On Linux the Secret Service is opened anew for
//! each call, because `keyring` itself opens it once a process and remembers a failure: a keychain that starts after
//! the app, or starts again, would never be found.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use keyring_core::{Entry, Error as Refusal};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::VaultError;
use crate::Key;

/// Calls that nobody waits for any more. Beyond this many the keychain is not asked again until one has ended.
const MOST_LEFT_BEHIND: usize = 4;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// An entry of the system's keychain.
#[derive(Clone)]
pub struct Keychain {
    service: Arc<str>,
    account: Arc<str>,
    limit: Duration,
}

impl Keychain {
    /// Writes, reads and deletes an entry of its own.
    pub(crate) async fn probe(service: &str, account: &str, limit: Duration) -> Result<Self, VaultError> {
        let keychain = Self::new(service, account, limit);
        let trial = Zeroizing::new(Key::random()?.bytes().to_vec());
        let beside = format!("{account} (trial)");
        keychain
            .ask(&beside, move |entry| {
                entry.set_secret(&trial)?;
                let same = Zeroizing::new(entry.get_secret()?) == trial;
                entry.delete_credential()?;
                Ok(same)
            })
            .await?
            .then_some(keychain)
            .ok_or(VaultError::Failed)
    }

    /// Without a trial: for an entry beside one that was tried.
    pub(crate) fn new(service: &str, account: &str, limit: Duration) -> Self {
        Self { service: service.into(), account: account.into(), limit }
    }

    /// Is a call under way that nobody waits for any more? It may still write or delete.
    pub(crate) fn has_left_behind() -> bool {
        RUNNING.load(Ordering::SeqCst) > 0
    }

    pub(crate) async fn get(&self) -> Result<Key, VaultError> {
        let bytes = self.ask(&self.account, Entry::get_secret).await?;
        Key::from_vec(bytes).ok_or(VaultError::NotAKey)
    }

    pub(crate) async fn set(&self, key: &Key) -> Result<(), VaultError> {
        let bytes = Zeroizing::new(*key.bytes());
        self.ask(&self.account, move |entry| entry.set_secret(&*bytes)).await
    }

    pub(crate) async fn delete(&self) -> Result<(), VaultError> {
        match self.ask(&self.account, Entry::delete_credential).await {
            Ok(()) | Err(VaultError::Missing) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn ask<T: Send + 'static>(
        &self,
        account: &str,
        question: impl FnOnce(&Entry) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, VaultError> {
        let running = Running::begin().ok_or(VaultError::TimedOut)?;
        let (service, account) = (Arc::clone(&self.service), account.to_owned());
        let (tell, told) = oneshot::channel();
        let work = move || {
            let answer =
                entry(&service, &account).and_then(|entry| question(&entry).map_err(|refusal| why(&refusal)));
            // Over before anybody hears of it.
            drop(running);
            let _ = tell.send(answer);
        };
        thread::Builder::new().name("keychain".to_owned()).spawn(work).map_err(|_| VaultError::Failed)?;
        match tokio::time::timeout(self.limit, told).await {
            Ok(Ok(answer)) => answer,
            // The thread ended without an answer: a panic beneath us.
            Ok(Err(_)) => Err(VaultError::Failed),
            Err(_) => Err(VaultError::TimedOut),
        }
    }
}

/// One call under way, waited for or not.
struct Running;

impl Running {
    fn begin() -> Option<Self> {
        // One that is waited for beside those that are not.
        let free = |running| (running <= MOST_LEFT_BEHIND).then_some(running + 1);
        RUNNING.fetch_update(Ordering::SeqCst, Ordering::SeqCst, free).ok().map(|_| Self)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn entry(service: &str, account: &str) -> Result<Entry, VaultError> {
    use keyring_core::api::CredentialStoreApi as _;

    // Whatever keeps the service from being opened: for us it is not there.
    let store = zbus_secret_service_keyring_store::Store::new().map_err(|_| VaultError::NoKeychain)?;
    // What a person sees in their keychain's own window.
    let label = std::collections::HashMap::from([("label", service)]);
    store.build(service, account, Some(&label)).map_err(|refusal| why(&refusal))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn entry(service: &str, account: &str) -> Result<Entry, VaultError> {
    keyring::Entry::new(service, account).map(|entry| entry.inner).map_err(|refusal| why(&refusal))
}

fn why(refusal: &keyring::Error) -> VaultError {
    match refusal {
        Refusal::NoEntry => VaultError::Missing,
        Refusal::NoDefaultStore => VaultError::NoKeychain,
        Refusal::NoStorageAccess(source) => no_access(&**source),
        Refusal::BadEncoding(_) | Refusal::BadDataFormat(..) | Refusal::Ambiguous(_) => VaultError::NotAKey,
        _ => VaultError::Failed,
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn no_access(source: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultError {
    match source.downcast_ref() {
        Some(secret_service::Error::NoResult) => VaultError::NoCollection,
        _ => VaultError::Locked,
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn no_access(_source: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultError {
    VaultError::Locked
}

impl fmt::Debug for Keychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keychain")
    }
}
