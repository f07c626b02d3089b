//! How many records there are, as the network counts them (`spec/bwell-wire.md`, sections 5.10.7 and 5.10.8).

use networks::CorrelationId;
use networks::bwell::{RecordCount, RecordCounts, RecordKind};

use crate::view::{HealthSummaryView, KindCountView, ShareKind};
use crate::{Core, Error};

/// Counts by kind, asked from the network. The summary is what must work; the lists' own counts fill what it has no
/// category for, and where they are refused that stays not counted.
pub async fn health_summary(core: &Core, correlation: CorrelationId) -> Result<HealthSummaryView, Error> {
    let session = core.session()?;
    let (summary, counts) = futures::future::join(
        session.bwell.health_summary(&correlation),
        session.bwell.record_counts(None, &correlation),
    )
    .await;
    let summary = core.noticing(correlation, summary)?;
    let counts = match counts {
        Err(networks::Error::Unauthorized) => core.noticing(correlation, counts).map(Some)?,
        counts => counts.ok(),
    };
    let count = Counts { summary: &summary, lists: counts.as_ref() };
    let kinds: Vec<KindCountView> =
        SHARED.iter().map(|kind| KindCountView { kind: *kind, count: count.shared(*kind) }).collect();
    let parts = [
        count.of(RecordKind::Allergies),
        count.of(RecordKind::CarePlans),
        count.of(RecordKind::Conditions),
        count.of(RecordKind::Encounters),
        count.of(RecordKind::Immunizations),
        count.of(RecordKind::Coverages),
        count.of(RecordKind::Medications),
        count.of(RecordKind::Procedures),
        count.of(RecordKind::Reports),
        count.of(RecordKind::Documents),
        count.shared(ShareKind::Observation),
    ];
    Ok(HealthSummaryView {
        as_of: core.parts.clock.now(),
        kinds,
        total: parts.iter().flatten().copied().reduce(u64::saturating_add),
        at_least: parts.contains(&None),
    })
}

/// The order of seed 002.
const SHARED: [ShareKind; 9] = [
    ShareKind::Patient,
    ShareKind::CarePlan,
    ShareKind::Condition,
    ShareKind::AllergyIntolerance,
    ShareKind::MedicationStatement,
    ShareKind::Immunization,
    ShareKind::Procedure,
    ShareKind::Observation,
    ShareKind::Coverage,
];

struct Counts<'a> {
    summary: &'a [RecordCount],
    lists: Option<&'a RecordCounts>,
}

impl Counts<'_> {
    /// What the summary counts, else what the list counts.
    fn of(&self, kind: RecordKind) -> Option<u64> {
        let summary = self.summary.iter().find(|count| count.category.kind() == Some(kind));
        summary.and_then(|count| count.total).or_else(|| self.lists?.of(kind))
    }

    /// As the share list counts. Observations are more than results and vital signs where there are answers too, so
    /// that a sum of those two would be a guess.
    fn shared(&self, kind: ShareKind) -> Option<u64> {
        match kind {
            // One person is signed in.
            ShareKind::Patient => Some(1),
            ShareKind::CarePlan => self.of(RecordKind::CarePlans),
            ShareKind::Condition => self.of(RecordKind::Conditions),
            ShareKind::AllergyIntolerance => self.of(RecordKind::Allergies),
            ShareKind::MedicationStatement => self.of(RecordKind::Medications),
            ShareKind::Immunization => self.of(RecordKind::Immunizations),
            ShareKind::Procedure => self.of(RecordKind::Procedures),
            ShareKind::Observation => self.lists?.observations(),
            ShareKind::Coverage => self.of(RecordKind::Coverages),
        }
    }
}

#[cfg(test)]
mod tests {
    use networks::bwell::HealthSummaryCategory;

    use super::*;

    fn counted(category: HealthSummaryCategory, total: Option<u64>) -> RecordCount {
        RecordCount { category, total }
    }

    #[test]
    fn what_is_not_counted_is_neither_none_nor_guessed() {
        let summary = [
            counted(HealthSummaryCategory::Condition, Some(0)),
            counted(HealthSummaryCategory::Labs, Some(5)),
            counted(HealthSummaryCategory::VitalSigns, Some(2)),
            counted(HealthSummaryCategory::CarePlan, None),
        ];
        let counts = Counts { summary: &summary, lists: None };
        assert_eq!(counts.shared(ShareKind::Condition), Some(0));
        for kind in [ShareKind::CarePlan, ShareKind::Observation, ShareKind::Coverage, ShareKind::Procedure] {
            assert_eq!(counts.shared(kind), None, "{kind:?}");
        }
    }
}
