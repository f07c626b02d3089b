//! The proxies of the system. Only requests to listed hosts go through one: for those an organisation answers, and what
//! passes is encrypted to the host itself. A link leads anywhere, and behind a proxy nobody could tell that it does not
//! lead into a private network: its receiver never takes one.

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use crate::Error;

/// Which requests would go through a proxy, and how.
pub struct Proxies {
    matcher: Matcher,
    /// None: what the system says, which `reqwest` reads from the same places.
    only: Option<reqwest::Proxy>,
}

impl Proxies {
    /// As the environment says (`HTTPS_PROXY`, `NO_PROXY` and their kin), else the system's settings (Windows, macOS).
    #[must_use]
    pub fn of_system() -> Self {
        Self { matcher: Matcher::from_system(), only: None }
    }

    /// This one, for every host.
    pub fn at(proxy: &Url) -> Result<Self, Error> {
        let only = reqwest::Proxy::all(proxy.as_str()).map_err(|_| Error::Setup)?;
        Ok(Self { matcher: Matcher::builder().all(proxy.as_str()).build(), only: Some(only) })
    }

    /// Would a request to this address go through one?
    pub(crate) fn lead_to(&self, url: &Url) -> bool {
        url.as_str().parse().is_ok_and(|uri| self.matcher.intercept(&uri).is_some())
    }

    /// A client's proxies.
    pub(crate) fn of(&self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        match &self.only {
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder,
        }
    }
}

impl std::fmt::Debug for Proxies {
    /// The address of a proxy may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proxies")
    }
}
