//! Health records (bwell-wire 5.10): counts, groups and lists, all made from the same records.

mod groups;
mod lists;
mod summary;
pub(crate) mod types;

use async_graphql::MergedObject;

/// Every query about records.
#[derive(MergedObject, Default)]
pub(crate) struct RecordQuery(summary::SummaryQuery, lists::ListQuery, groups::GroupQuery);
