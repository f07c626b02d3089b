//! Where we may go: exact origins, https only, and at most one named loopback origin.

use std::fmt;

use url::{Host, Url};

use crate::address::is_public;

/// A scheme, a host and a port. Compared exactly: no wildcard, no suffix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    scheme: String,
    host: Host,
    port: u16,
}

/// Why a text is not an origin we could allow.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OriginError {
    /// Not a URL with a host.
    #[error("not an address with a host")]
    NotAnOrigin,
    /// Neither https nor http.
    #[error("the scheme is neither https nor http")]
    Scheme,
    /// `user:password@` has no place in an address of ours.
    #[error("the address holds user information")]
    UserInfo,
}

impl Origin {
    /// The origin of a URL.
    pub fn of(url: &Url) -> Result<Self, OriginError> {
        if !matches!(url.scheme(), "https" | "http") {
            return Err(OriginError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::UserInfo);
        }
        let host = url.host().ok_or(OriginError::NotAnOrigin)?.to_owned();
        let port = url.port_or_known_default().ok_or(OriginError::NotAnOrigin)?;
        Ok(Self { scheme: url.scheme().to_owned(), host, port })
    }

    /// From a text such as `https://api.example.org` or `http://127.0.0.1:8787`; a path is ignored.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        Self::of(&Url::parse(text).map_err(|_| OriginError::NotAnOrigin)?)
    }

    /// Is the host an address of this machine, written as a number?
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match &self.host {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Domain(_) => false,
        }
    }

    fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// Could the host be on the public internet? A name that resolves to a private address is caught later, where it is
    /// resolved.
    fn is_public(&self) -> bool {
        match &self.host {
            Host::Ipv4(address) => is_public((*address).into()),
            Host::Ipv6(address) => is_public((*address).into()),
            Host::Domain(name) => {
                let name = name.trim_end_matches('.').to_ascii_lowercase();
                let last = name.rsplit('.').next().unwrap_or_default();
                name.contains('.')
                    && !matches!(last, "localhost" | "local" | "internal" | "lan" | "arpa" | "onion")
            }
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

/// The origins that this run may talk to.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    allowed: Vec<Origin>,
    loopback: Option<Origin>,
    /// Any https origin of the public internet too.
    public: bool,
}

impl Policy {
    /// Only these https origins.
    #[must_use]
    pub fn new(allowed: Vec<Origin>) -> Self {
        Self { allowed, loopback: None, public: false }
    }

    /// Any https origin of the public internet: for a receiver of links, who cannot know beforehand where they lead.
    /// Private addresses stay shut.
    #[must_use]
    pub fn public() -> Self {
        Self { public: true, ..Self::default() }
    }

    /// The policy of a receiver in this run. Where an organisation's https origins are named, a link may lead anywhere
    /// on the public internet; a run that names none is a demo, and stays on its own loopback origin.
    #[must_use]
    pub fn for_links(&self) -> Self {
        Self { public: !self.allowed.is_empty(), ..self.clone() }
    }

    /// Adds the one loopback origin over plain http: the embedded sandbox, or a separate one in tests.
    /// An origin that is not a loopback number is not added.
    #[must_use]
    pub fn with_loopback(mut self, origin: Origin) -> Self {
        self.loopback = origin.is_loopback().then_some(origin);
        self
    }

    /// May we send a request there?
    #[must_use]
    pub fn allows(&self, url: &Url) -> bool {
        let Ok(origin) = Origin::of(url) else { return false };
        let listed = || self.allowed.contains(&origin) || (self.public && origin.is_public());
        self.is_own_loopback(&origin) || (origin.is_https() && listed())
    }

    /// Is it one of the https origins that are named, or our own loopback origin?
    pub(crate) fn lists(&self, url: &Url) -> bool {
        Origin::of(url).is_ok_and(|origin| {
            self.is_own_loopback(&origin) || (origin.is_https() && self.allowed.contains(&origin))
        })
    }

    /// May the system browser be sent there? Any https address, or the loopback origin of the sandbox:
    /// a clinic's portal is not on our list, and we send nothing there ourselves.
    #[must_use]
    pub fn may_open(&self, url: &Url) -> bool {
        let Ok(origin) = Origin::of(url) else { return false };
        self.is_own_loopback(&origin) || (origin.is_https() && !origin.is_loopback())
    }

    fn is_own_loopback(&self, origin: &Origin) -> bool {
        self.loopback.as_ref() == Some(origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn policy() -> Policy {
        Policy::new(vec![Origin::parse("https://api.example.org").unwrap()])
            .with_loopback(Origin::parse("http://127.0.0.1:8787").unwrap())
    }

    #[rstest]
    #[case("https://api.example.org/v1/graphql", true)]
    #[case("https://api.example.org:443/", true)]
    #[case("http://127.0.0.1:8787/v1/graphql", true)]
    #[case("http://api.example.org/", false)]
    #[case("https://api.example.org:8443/", false)]
    #[case("https://api.example.org.evil.test/", false)]
    #[case("https://good@api.example.org/", false)]
    #[case("http://127.0.0.1:8788/", false)]
    #[case("http://127.0.0.2:8787/", false)]
    #[case("http://[::1]:8787/", false)]
    #[case("http://localhost:8787/", false)]
    #[case("http://2130706433:8787/", true)] // the same address in another spelling, normalised by the URL parser
    #[case("file:///etc/passwd", false)]
    fn requests_go_to_listed_origins_alone(#[case] url: &str, #[case] allowed: bool) {
        assert_eq!(policy().allows(&Url::parse(url).unwrap()), allowed, "{url}");
    }

    #[rstest]
    #[case("https://portal.clinic.test/login", true)]
    #[case("http://portal.clinic.test/login", false)]
    #[case("http://127.0.0.1:8787/portal", true)]
    #[case("http://127.0.0.1:9/portal", false)]
    #[case("https://127.0.0.1/", false)]
    #[case("javascript:alert(1)", false)]
    #[case("file:///etc/passwd", false)]
    #[case("https://user@portal.clinic.test/", false)]
    fn the_browser_is_sent_to_https_or_to_the_sandbox(#[case] url: &str, #[case] allowed: bool) {
        assert_eq!(policy().may_open(&Url::parse(url).unwrap()), allowed, "{url}");
    }

    #[rstest]
    #[case("https://links.example.org/m", true)]
    #[case("https://93.184.216.34/m", true)]
    #[case("http://127.0.0.1:8787/m", true)]
    #[case("http://links.example.org/m", false)]
    #[case("http://127.0.0.1:8788/m", false)]
    #[case("https://127.0.0.1/m", false)]
    #[case("https://2130706433/m", false)]
    #[case("https://0x7f.1/m", false)]
    #[case("https://169.254.169.254/latest", false)]
    #[case("https://[::1]/m", false)]
    #[case("https://[::ffff:10.0.0.1]/m", false)]
    #[case("https://10.1.2.3/m", false)]
    #[case("https://localhost/m", false)]
    #[case("https://a.localhost./m", false)]
    #[case("https://router/m", false)]
    #[case("https://printer.local/m", false)]
    #[case("https://metadata.google.internal/m", false)]
    #[case("https://good@bad.example.org/m", false)]
    #[case("file:///etc/passwd", false)]
    #[case("javascript:alert(1)", false)]
    #[case("data:text/html,x", false)]
    fn a_receiver_goes_to_the_public_internet_and_nowhere_else(#[case] url: &str, #[case] allowed: bool) {
        let policy = Policy::public().with_loopback(Origin::parse("http://127.0.0.1:8787").unwrap());
        assert_eq!(policy.allows(&Url::parse(url).unwrap()), allowed, "{url}");
    }

    #[test]
    fn a_demos_receiver_stays_in_the_demo() {
        let public = Url::parse("https://links.example.org/m").unwrap();
        assert!(policy().for_links().allows(&public));
        let demo = Policy::default().with_loopback(Origin::parse("http://127.0.0.1:8787").unwrap());
        assert!(!demo.for_links().allows(&public));
    }

    #[test]
    fn a_plain_http_origin_that_is_not_loopback_is_not_taken_as_one() {
        let policy = Policy::default().with_loopback(Origin::parse("http://192.168.1.2:80").unwrap());
        assert!(!policy.allows(&Url::parse("http://192.168.1.2/").unwrap()));
    }
}
