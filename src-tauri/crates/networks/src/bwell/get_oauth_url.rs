//! `getOauthUrl`: where a person signs in at a place. Source: seed 000, step 4.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use super::client::Bwell;
use super::operation::Operation;
use super::wire::ByConnection;
use crate::{CorrelationId, Error};

/// An address that the person opens in a browser: to sign in at a place, or to prove who they are. Bound to
/// the person and secret: it never prints, and is never logged.
#[derive(Clone)]
pub struct PortalAddress(Url);

impl PortalAddress {
    /// The address, for the one who opens it.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// Reads an address that the network gave.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Url::parse(text).ok().map(Self)
    }

    /// The host, which a person may see and compare.
    #[must_use]
    pub fn host(&self) -> String {
        self.0.host_str().unwrap_or_default().to_owned()
    }
}

impl fmt::Debug for PortalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PortalAddress(…)")
    }
}

pub(super) struct GetOauthUrl;

impl Operation for GetOauthUrl {
    const NAME: &'static str = "getOauthUrl";
    const DOCUMENT: &'static str = include_str!("get_oauth_url.graphql");
    const REPEATABLE: bool = true;
    type Variables = ByConnection;
    type Data = Data;
}

impl Bwell {
    /// A fresh address where the person signs in at a place.
    pub async fn portal_address(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<PortalAddress, Error> {
        self.call::<GetOauthUrl>(&ByConnection::new(connection_id), correlation).await?.address()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    get_oauth_url: Option<Generated>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Generated {
    redirect_url: String,
}

impl Data {
    /// The address, if it is one.
    pub(super) fn address(self) -> Result<PortalAddress, Error> {
        let generated = self.get_oauth_url.ok_or(Error::Unreadable { what: "getOauthUrl" })?;
        PortalAddress::parse(&generated.redirect_url).ok_or(Error::Unreadable { what: "redirectUrl" })
    }
}
