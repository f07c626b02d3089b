//! What no published document says and the app must decide all the same: each assumption by name, with its default,
//! so that whoever learns better changes one line.

use crate::rule::{flag, number, relative_path, token};
use crate::section::Section;

/// The marked rows of the last table of `design/design.md`, and the marked facts of `spec/bwell-wire.md` and
/// `spec/ias-wire.md` that another deployment may answer otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one assumption, true or not")]
pub struct Assumptions {
    /// "It can take an hour": how long a search may take, in minutes. `None` leaves the sentence out. The guide's
    /// example took 12.
    pub search_minutes: Option<u32>,
    /// A second `PERMIT` starts a search without a `DENY` before it.
    pub second_permit_searches: bool,
    /// "Up to date": the last update is younger than this many hours.
    pub up_to_date_hours: u32,
    /// A place with nothing but `status` ERROR: "Their last update did not work".
    pub error_means_failed_update: bool,
    /// `consentValidityDuration` counts from the sign-in; otherwise no permission is forecast to end.
    pub permission_counts_from_sign_in: bool,
    /// Records carry the place they came from (`spec/bwell-wire.md`, section 5.10.5); otherwise nothing is counted
    /// by place.
    pub records_name_their_place: bool,
    /// Giving the permission again brings expired places back, as it does those with `ACCESS_ENDED`.
    pub permit_restores_expired: bool,
    /// An expired direct place can be activated once the identity is verified again.
    pub expired_direct_activates: bool,
    /// The codes of recommended connections, in the order in which they are tried.
    pub recommendation_categories: Vec<String>,
    /// The issue type by which b.well says that health.network is not enabled for the organisation.
    pub closed_network_issue: String,
    /// The second network's status tells how many places answered; shown only where it is sent.
    pub status_counts_places: bool,
    /// "Stop asking": the second network's job can be cancelled. Otherwise "We stop looking".
    pub retrieval_can_be_cancelled: bool,
    /// How long a retrieval is waited for, in minutes.
    pub retrieval_minutes: u32,
    /// The operation that starts a retrieval, below the FHIR base. The vendor has not published its own.
    pub retrieval_operation: String,
    /// The parameter that carries the identity token there.
    pub retrieval_token_parameter: String,
    /// The parameter that carries the purpose of use there.
    pub retrieval_purpose_parameter: String,
    /// `$audit` below the status tells who was asked, and what came of it.
    pub retrieval_audit: bool,
    /// The tenant's patient can be corrected with `PUT`.
    pub tenant_patient_updates: bool,
    /// "About 2 minutes" for a returning person at the kiosk. `None` leaves the sentence out. Measure it.
    pub kiosk_visit_minutes: Option<u32>,
}

impl Assumptions {
    pub(crate) fn read(section: &mut Section<'_, '_>) -> Self {
        let said = |minutes: u32| (minutes > 0).then_some(minutes);
        let categories = ["tefca-ias-recommendations", "recommended-connections"].map(str::to_owned).to_vec();
        let name =
            |key, default: &str, section: &mut Section<'_, '_>| section.or(key, default.to_owned(), &token());
        let operation = "DocumentReference/$p360-retrieve".to_owned();
        Self {
            search_minutes: said(section.or("search_minutes", 60, &number(0..=1440, "minutes"))),
            second_permit_searches: section.or("second_permit_searches", false, &flag()),
            up_to_date_hours: section.or("up_to_date_hours", 36, &number(1..=720, "hours")),
            error_means_failed_update: section.or("error_means_failed_update", true, &flag()),
            permission_counts_from_sign_in: section.or("permission_counts_from_sign_in", true, &flag()),
            records_name_their_place: section.or("records_name_their_place", true, &flag()),
            permit_restores_expired: section.or("permit_restores_expired", false, &flag()),
            expired_direct_activates: section.or("expired_direct_activates", true, &flag()),
            recommendation_categories: section.list_or(
                "recommendation_categories",
                categories,
                1..=4,
                &token(),
            ),
            closed_network_issue: name("closed_network_issue", "not-supported", section),
            status_counts_places: section.or("status_counts_places", true, &flag()),
            retrieval_can_be_cancelled: section.or("retrieval_can_be_cancelled", true, &flag()),
            retrieval_minutes: section.or("retrieval_minutes", 15, &number(1..=1440, "minutes")),
            retrieval_operation: section.or("retrieval_operation", operation, &relative_path()),
            retrieval_token_parameter: name("retrieval_token_parameter", "iasToken", section),
            retrieval_purpose_parameter: name("retrieval_purpose_parameter", "purposeOfUse", section),
            retrieval_audit: section.or("retrieval_audit", true, &flag()),
            tenant_patient_updates: section.or("tenant_patient_updates", true, &flag()),
            kiosk_visit_minutes: said(section.or("kiosk_visit_minutes", 2, &number(0..=60, "minutes"))),
        }
    }
}
