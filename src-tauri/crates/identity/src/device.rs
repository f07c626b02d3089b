//! Sign-in on another device (RFC 8628): for a kiosk, and for "sign in on my phone".

use std::fmt;
use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use oauth2::{
    DeviceCodeErrorResponse, DeviceCodeErrorResponseType, RequestTokenError, Scope,
    StandardDeviceAuthorizationResponse,
};
use url::Url;

use crate::{Error, RelyingParty, Tokens};

/// A wait after a lost connection doubles up to this.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// What a person is shown, and what is asked with meanwhile.
pub struct DeviceAuthorization {
    details: StandardDeviceAuthorizationResponse,
    verification: Url,
    verification_with_code: Option<Url>,
    expires_at: Timestamp,
}

impl fmt::Debug for DeviceAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceAuthorization").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl DeviceAuthorization {
    /// The code to be typed at [`verification`](Self::verification).
    #[must_use]
    pub fn user_code(&self) -> &str {
        self.details.user_code().secret()
    }

    /// The address to go to, short enough to be typed.
    #[must_use]
    pub fn verification(&self) -> &Url {
        &self.verification
    }

    /// The address with the code in it, for a QR code.
    #[must_use]
    pub fn verification_with_code(&self) -> Option<&Url> {
        self.verification_with_code.as_ref()
    }

    /// After this, there is nothing to wait for.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

impl RelyingParty<'_> {
    /// Asks for a code to show. The addresses are ones that a browser may be sent to.
    pub async fn begin_on_another_device(&self, now: Timestamp) -> Result<DeviceAuthorization, Error> {
        let library = self.library();
        let details: StandardDeviceAuthorizationResponse = library
            .exchange_device_code()
            .map_err(|_| Error::NotOffered("sign-in on another device"))?
            .add_scopes(self.client.scopes.iter().cloned().map(Scope::new))
            .request_async(&self.wire())
            .await?;
        let openable = |address: &str| {
            let url = Url::parse(address).ok().filter(|url| self.http.policy().may_open(url));
            url.ok_or(Error::Unreadable)
        };
        let verification = openable(details.verification_uri())?;
        let with_code = details.verification_uri_complete().map(|address| openable(address.secret()));
        let lasts = SignedDuration::try_from(details.expires_in()).map_err(|_| Error::Unreadable)?;
        Ok(DeviceAuthorization {
            verification,
            verification_with_code: with_code.transpose()?,
            expires_at: now.checked_add(lasts).map_err(|_| Error::Unreadable)?,
            details,
        })
    }

    /// Waits until the person has signed in, declined, or let the code expire. Asks as often as the provider wants:
    /// `slow_down` adds five seconds each time, a lost connection doubles the wait. Dropping the future is how to
    /// cancel it.
    pub async fn wait_for_other_device<C, S, F>(
        &self,
        device: &DeviceAuthorization,
        clock: C,
        sleep: S,
    ) -> Result<Tokens, Error>
    where
        C: Fn() -> Timestamp + Send + Sync,
        S: Fn(Duration) -> F,
        F: Future<Output = ()>,
    {
        let left = Duration::try_from(device.expires_at.duration_since(clock())).unwrap_or_default();
        let library = self.library();
        let answer = library
            .exchange_device_access_token(&device.details)
            .set_time_fn(|| for_library(clock()))
            .set_max_backoff_interval(LONGEST_WAIT)
            .request_async(&self.wire(), sleep, Some(left))
            .await?;
        Tokens::read(&answer, clock())
    }
}

/// The same instant in the library's type; what that cannot hold is long past every end.
fn for_library(instant: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(instant.as_microsecond()).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

impl From<RequestTokenError<Self, DeviceCodeErrorResponse>> for Error {
    fn from(error: RequestTokenError<Self, DeviceCodeErrorResponse>) -> Self {
        use DeviceCodeErrorResponseType as Code;
        match error {
            RequestTokenError::Request(error) => error,
            RequestTokenError::ServerResponse(answer) => match answer.error() {
                Code::ExpiredToken => Self::DeviceCodeExpired,
                Code::AccessDenied => Self::Declined,
                Code::Basic(code) => Self::from_code(code),
                // The library waits on these.
                Code::AuthorizationPending | Code::SlowDown => Self::Unreadable,
            },
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::Unreadable,
        }
    }
}
