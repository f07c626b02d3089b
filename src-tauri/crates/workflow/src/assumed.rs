//! What no published document says and the verbs must know all the same. Each is a named assumption of the settings
//! (`[assumptions]`), so that whoever learns better changes one line.

use jiff::SignedDuration;

use crate::view::AssumedView;

/// What is assumed of the first network. The names are those of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one assumption, true or not")]
pub struct Assumed {
    /// **Assumption** `search_minutes`: how long a search may take. `None`: nothing is said of it.
    pub search_minutes: Option<u32>,
    /// **Assumption** `second_permit_searches`: a second `PERMIT` starts a search without a `DENY` before it.
    pub second_permit_searches: bool,
    /// **Assumption** `up_to_date_hours`: an update counts as fresh for this long.
    pub up_to_date_hours: u32,
    /// **Assumption** `error_means_failed_update`: a place with nothing but `status` ERROR had an update that failed.
    pub error_means_failed_update: bool,
    /// **Assumption** `permission_counts_from_sign_in`: `consentValidityDuration` counts from there.
    pub permission_counts_from_sign_in: bool,
    /// **Assumption** `records_name_their_place`: records carry the place they came from.
    pub records_name_their_place: bool,
    /// **Assumption** `permit_restores_expired`: a new permission brings expired places back too.
    pub permit_restores_expired: bool,
    /// **Assumption** `expired_direct_activates`: an expired direct place can be activated after a fresh proof.
    pub expired_direct_activates: bool,
    /// **Assumption** `closed_network_issue`: the issue type by which a network says that finding is not enabled for
    /// the organisation.
    pub closed_network_issue: String,
}

/// As the settings have them where nobody says otherwise.
impl Default for Assumed {
    fn default() -> Self {
        Self {
            search_minutes: Some(60),
            second_permit_searches: false,
            up_to_date_hours: 36,
            error_means_failed_update: true,
            permission_counts_from_sign_in: true,
            records_name_their_place: true,
            permit_restores_expired: false,
            expired_direct_activates: true,
            closed_network_issue: "not-supported".to_owned(),
        }
    }
}

impl Assumed {
    /// How old the last update of a place may be that is up to date.
    pub(crate) fn fresh_for(&self) -> SignedDuration {
        SignedDuration::from_hours(self.up_to_date_hours.into())
    }

    /// What of it a screen says, or does.
    pub(crate) fn view(&self) -> AssumedView {
        AssumedView {
            search_minutes: self.search_minutes,
            fresh_hours: self.up_to_date_hours,
            yes_alone_searches: self.second_permit_searches,
        }
    }
}
