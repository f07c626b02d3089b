//! Reading records (`spec/bwell-wire.md`, section 5.10).
//!
//! Three layers: a summary counts them by kind, lists give them page by page, a document's content comes when it is
//! opened. A record is kept as the JSON that came; what is read out of it is an index, not a meaning. There is no
//! call that makes the network fetch anything: a client can only read again.

mod attachment;
mod attribution;
mod document_content;
mod get_health_summary;
mod groups;
mod kind;
mod lists;
mod record;
mod record_counts;
mod report_content;

pub use attachment::Attachment;
pub use attribution::Attribution;
pub use get_health_summary::{HealthSummaryCategory, RecordCount};
pub use groups::{RecordGroup, RecordGroupPage};
pub use kind::RecordKind;
pub use lists::{RecordPage, RecordQuery};
pub use record::Record;
pub use record_counts::RecordCounts;

/// The documents of the lists, the groups and the contents, by operation name.
pub const RECORD_DOCUMENTS: &[(&str, &str)] = &[
    ("allergies", include_str!("allergies.graphql")),
    ("carePlans", include_str!("care_plans.graphql")),
    ("conditions", include_str!("conditions.graphql")),
    ("encounters", include_str!("encounters.graphql")),
    ("immunizations", include_str!("immunizations.graphql")),
    ("observations", include_str!("observations.graphql")),
    ("medications", include_str!("medications.graphql")),
    ("procedures", include_str!("procedures.graphql")),
    ("reports", include_str!("reports.graphql")),
    ("coverages", include_str!("coverages.graphql")),
    ("documents", include_str!("documents.graphql")),
    ("recordCounts", include_str!("record_counts.graphql")),
    ("documentContent", include_str!("document_content.graphql")),
    ("reportContent", include_str!("report_content.graphql")),
    ("allergyIntoleranceGroups", include_str!("allergies_groups.graphql")),
    ("carePlanGroups", include_str!("care_plans_groups.graphql")),
    ("conditionGroups", include_str!("conditions_groups.graphql")),
    ("encounterGroups", include_str!("encounters_groups.graphql")),
    ("immunizationGroups", include_str!("immunizations_groups.graphql")),
    ("labGroups", include_str!("labs_groups.graphql")),
    ("medicationGroups", include_str!("medications_groups.graphql")),
    ("procedureGroups", include_str!("procedures_groups.graphql")),
    ("diagnosticReportLabGroups", include_str!("reports_groups.graphql")),
    ("vitalSignGroups", include_str!("vital_signs_groups.graphql")),
];
