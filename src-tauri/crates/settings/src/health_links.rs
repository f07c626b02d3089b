//! Which hosts may stand in a share's link.

use url::Url;

use crate::rule::origin;
use crate::section::Section;

/// Viewer and manifest hosts are told apart: in the guide's own example they differ (`spec/shl-wire.md`, section 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthLinks {
    /// Before the `#` of a link. A clinic's phone goes there, Satchel does not.
    pub viewer_hosts: Vec<Url>,
    /// Inside the link. Satchel goes there to show what a clinic will see.
    pub manifest_hosts: Vec<Url>,
}

impl HealthLinks {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let viewer_hosts = section.required_list("viewer_hosts", 1..=8, &origin(loopback));
        let manifest_hosts = section.required_list("manifest_hosts", 1..=8, &origin(loopback));
        Some(Self { viewer_hosts: viewer_hosts?, manifest_hosts: manifest_hosts? })
    }
}
