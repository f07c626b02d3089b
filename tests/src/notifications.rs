//! A desktop's notification service, which remembers what it was asked to show.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use zbus::zvariant::OwnedValue;

use crate::driver::Bus;

/// What was to be shown: all of its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Who wants to show it.
    pub app: String,
    /// Its title.
    pub title: String,
    /// Its sentence.
    pub body: String,
    /// Everything else that was sent along, as text.
    pub rest: String,
}

/// On a session bus.
pub struct Notifications {
    shown: Arc<Mutex<Vec<Shown>>>,
    _connection: zbus::Connection,
}

impl Notifications {
    /// Stands on this bus.
    pub async fn on(bus: &Bus) -> Result<Self> {
        let shown = Arc::new(Mutex::default());
        let connection = zbus::connection::Builder::address(bus.address.as_str())?
            .serve_at("/org/freedesktop/Notifications", service::Service { shown: Arc::clone(&shown) })?
            .name("org.freedesktop.Notifications")?
            .build()
            .await?;
        Ok(Self { shown, _connection: connection })
    }

    /// What was to be shown so far.
    #[must_use]
    pub fn shown(&self) -> Vec<Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// In a module of its own: the attribute makes methods that nobody outside calls.
mod service {
    use super::{Arc, HashMap, Mutex, OwnedValue, PoisonError, Shown};

    pub(super) struct Service {
        pub(super) shown: Arc<Mutex<Vec<Shown>>>,
    }

    #[zbus::interface(name = "org.freedesktop.Notifications")]
    impl Service {
        #[expect(
            clippy::too_many_arguments,
            clippy::needless_pass_by_value,
            reason = "the service has them, and owns them"
        )]
        fn notify(
            &self,
            app_name: String,
            replaces: u32,
            icon: &str,
            summary: String,
            body: String,
            actions: Vec<String>,
            hints: HashMap<String, OwnedValue>,
            expires: i32,
        ) -> u32 {
            let rest = format!("{replaces} {icon} {actions:?} {hints:?} {expires}");
            let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.push(Shown { app: app_name, title: summary, body, rest });
            u32::try_from(shown.len()).unwrap_or(u32::MAX)
        }

        #[expect(clippy::unused_self, reason = "the attribute wants it")]
        fn get_capabilities(&self) -> Vec<String> {
            vec!["body".to_owned()]
        }

        #[expect(clippy::unused_self, reason = "the attribute wants it")]
        fn get_server_information(&self) -> (String, String, String, String) {
            ("tests".to_owned(), "Satchel".to_owned(), "1".to_owned(), "1.2".to_owned())
        }
    }
}
