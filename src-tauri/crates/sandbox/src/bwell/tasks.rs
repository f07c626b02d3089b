//! Tasks (bwell-wire 5.5): one per user, the search across the networks.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use jiff::Timestamp;

use super::fhir::{CodeableConcept, Identifier, Meta, Period, Reference, concept, identifier};
use super::scalars::{Canonical, Code, DateTime};
use super::search::{
    SearchReference, SearchString, SearchToken, TotalType, page_of, reference_matches, string_matches,
    token_matches,
};
use super::{micros, server, user};
use crate::user::User;

const ACTIVITY_TYPE: &str = "https://www.icanbwell.com/activityType";
const ACTIVITY_ID: &str = "https://www.icanbwell.com/activityId";
const PERFORMER_TYPE: &str = "https://www.icanbwell.com/performerType";
const CODE: &str = "network-data-retrieval";

#[derive(SimpleObject)]
struct Task {
    id: ID,
    resource_type: Option<String>,
    identifier: Option<Vec<Identifier>>,
    meta: Option<Meta>,
    description: Option<String>,
    status: Option<Code>,
    intent: Option<Code>,
    code: Option<CodeableConcept>,
    instantiates_canonical: Option<Canonical>,
    execution_period: Option<Period>,
    business_status: Option<CodeableConcept>,
    authored_on: Option<DateTime>,
    last_modified: Option<DateTime>,
    #[graphql(name = "for")]
    beneficiary: Option<Reference>,
    focus: Option<Reference>,
    based_on: Option<Vec<Reference>>,
    priority: Option<Code>,
    performer_type: Option<Vec<CodeableConcept>>,
    output: Option<Vec<TaskOutput>>,
}

#[derive(SimpleObject)]
struct TaskOutput {
    #[graphql(name = "type")]
    kind: Option<CodeableConcept>,
    value_string: Option<String>,
    value_codeable_concept: Option<CodeableConcept>,
}

super::bundle!(
    /// Tasks found.
    TaskBundle,
    TaskBundleEntry,
    Task
);

#[derive(Default)]
pub(crate) struct TaskQuery;

#[Object]
impl TaskQuery {
    /// The user's tasks. The performer of the network task is `system`: a filter that excludes it hides the task.
    #[expect(clippy::too_many_arguments, reason = "the wire has so many")]
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        id: Option<SearchString>,
        identifier: Option<SearchToken>,
        code: Option<SearchToken>,
        #[graphql(name = "_tag")] tag: Option<SearchToken>,
        status: Option<SearchToken>,
        performer: Option<SearchToken>,
        subject: Option<SearchReference>,
        #[graphql(name = "_getpagesoffset")] page: Option<i32>,
        #[graphql(name = "_count")] count: Option<i32>,
        #[graphql(name = "_total")] total: Option<TotalType>,
    ) -> Result<Option<TaskBundle>> {
        // There is one task at most, so that the way of counting changes nothing.
        let _ = total;
        let tasks: Vec<_> = user(ctx, |user, now| {
            let task = network_task(user, now)?;
            let status_code = task.status.as_ref().map_or("", |status| status.0.as_str());
            let patient = format!("Patient/{}", user.patient_id);
            let fits = string_matches(id.as_ref(), &task.id)
                && token_matches(identifier.as_ref(), &[(ACTIVITY_ID, CODE)])
                && token_matches(code.as_ref(), &[(ACTIVITY_TYPE, CODE)])
                && token_matches(tag.as_ref(), &[])
                && token_matches(status.as_ref(), &[("http://hl7.org/fhir/task-status", status_code)])
                && token_matches(performer.as_ref(), &[(PERFORMER_TYPE, "system")])
                && reference_matches(subject.as_ref(), &[patient, user.patient_id.to_string()]);
            fits.then_some(task)
        })?
        .into_iter()
        .collect();
        let total = tasks.len();
        let tasks = page_of(tasks, page, count)?;
        Ok(Some(TaskBundle::of(server(ctx), tasks, total, |task| task.id.to_string())))
    }
}

fn network_task(user: &User, now: Timestamp) -> Option<Task> {
    let search = user.search.as_ref()?;
    let status = search.status(&user.scenario, now);
    let begun = search.begins(&user.scenario);
    let ended = match status {
        "completed" | "failed" => Some(search.ends(&user.scenario)),
        "rejected" => search.rejected,
        _ => None,
    };
    let period = Period {
        start: (begun <= now).then(|| micros(begun).into()),
        end: ended.map(|at| micros(at).into()),
    };
    let modified = ended.unwrap_or(if begun <= now { begun } else { search.started });
    Some(Task {
        id: search.task_id.into(),
        resource_type: Some("Task".into()),
        identifier: Some(vec![identifier(ACTIVITY_ID, CODE)]),
        meta: Some(Meta { last_updated: Some(micros(modified).into()), ..Meta::default() }),
        description: Some("Retrieve user data from the network".into()),
        status: Some(status.into()),
        intent: Some("order".into()),
        code: Some(concept(ACTIVITY_TYPE, CODE, Some("Retrieve user data from the network"))),
        instantiates_canonical: None,
        execution_period: (period.start.is_some() || period.end.is_some()).then_some(period),
        business_status: None,
        authored_on: Some(micros(search.started).into()),
        last_modified: Some(micros(modified).into()),
        beneficiary: Some(Reference {
            reference: Some(format!("Patient/{}", user.patient_id)),
            ..Reference::default()
        }),
        focus: None,
        based_on: None,
        priority: Some("routine".into()),
        performer_type: Some(vec![concept(PERFORMER_TYPE, "system", None)]),
        output: None,
    })
}
