//! Counts per kind (bwell-wire 5.10.1).

use async_graphql::{Context, Enum, Object, Result, SimpleObject};

use crate::bwell::{server, user};
use crate::records::{Kind, summary};

#[derive(SimpleObject)]
struct HealthSummary {
    resources: Vec<HealthSummaryResource>,
}

#[derive(SimpleObject)]
struct HealthSummaryResource {
    category: Option<HealthSummaryCategory>,
    total: Option<i32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
enum HealthSummaryCategory {
    AllergyIntolerance,
    CarePlan,
    Condition,
    Encounter,
    Immunization,
    Labs,
    Medications,
    Procedure,
    VitalSigns,
}

#[derive(Default)]
pub(crate) struct SummaryQuery;

#[Object]
impl SummaryQuery {
    /// How many records there are of each kind, from connected places that have answered.
    async fn get_health_summary(&self, ctx: &Context<'_>) -> Result<Option<HealthSummary>> {
        let ids = &server(ctx).ids;
        let counts = user(ctx, |user, _| summary(user, ids))?;
        let resource = |(kind, total)| HealthSummaryResource {
            category: Some(category(kind)),
            total: i32::try_from(total).ok(),
        };
        Ok(Some(HealthSummary { resources: counts.into_iter().map(resource).collect() }))
    }
}

fn category(kind: Kind) -> HealthSummaryCategory {
    match kind {
        Kind::Allergies => HealthSummaryCategory::AllergyIntolerance,
        Kind::CarePlans => HealthSummaryCategory::CarePlan,
        Kind::Conditions => HealthSummaryCategory::Condition,
        Kind::Encounters => HealthSummaryCategory::Encounter,
        Kind::Immunizations => HealthSummaryCategory::Immunization,
        Kind::Labs => HealthSummaryCategory::Labs,
        Kind::Medications => HealthSummaryCategory::Medications,
        Kind::Procedures => HealthSummaryCategory::Procedure,
        Kind::VitalSigns => HealthSummaryCategory::VitalSigns,
    }
}
