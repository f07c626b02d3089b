//! The user's profile and account (bwell-wire 5.2, 5.12).

use async_graphql::{Context, Enum, ID, InputObject, Json, Object, Result, SimpleObject};
use serde_json::Value;

use super::consent::IdentifierInput;
use super::fhir::{Address, CodeableConcept, ContactPoint, HumanName, Identifier, Meta};
use super::scalars::{Code, Date};
use super::{server, user};
use crate::profile::{self, Profile, Telecom};
use crate::refusal::{Issue, Refusal};
use crate::server::Caller;
use crate::user::User;

/// A person.
#[derive(SimpleObject)]
struct Person {
    id: ID,
    resource_type: Option<String>,
    active: Option<bool>,
    gender: Option<Code>,
    birth_date: Option<Date>,
    language: Option<String>,
    name: Option<Vec<HumanName>>,
    address: Option<Vec<Address>>,
    telecom: Option<Vec<ContactPoint>>,
    identifier: Option<Vec<Identifier>>,
    meta: Option<Meta>,
}

#[derive(InputObject)]
#[graphql(name = "FHIRPersonInput")]
struct PersonInput {
    resource_type: PersonResourceType,
    id: Option<String>,
    birth_date: Option<String>,
    language: Option<String>,
    active: Option<bool>,
    gender: Option<Gender>,
    name: Option<Vec<Option<NameInput>>>,
    address: Option<Vec<Option<AddressInput>>>,
    telecom: Option<Vec<Option<TelecomInput>>>,
    identifier: Option<Vec<Option<IdentifierInput>>>,
    link: Option<Json<Value>>,
    managing_organization: Option<Json<Value>>,
    photo: Option<Json<Value>>,
    meta: Option<Json<Value>>,
    extension: Option<Json<Value>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "FHIRPersonResourceType", rename_items = "PascalCase")]
enum PersonResourceType {
    Person,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "FHIRPersonGender", rename_items = "lowercase")]
enum Gender {
    Female,
    Male,
    Other,
    Unknown,
}

#[derive(InputObject)]
#[graphql(name = "NameInput")]
struct NameInput {
    #[graphql(name = "use")]
    usage: Option<String>,
    text: Option<String>,
    family: Option<String>,
    given: Option<Vec<Option<String>>>,
    prefix: Option<Vec<Option<String>>>,
    suffix: Option<Vec<Option<String>>>,
}

#[derive(InputObject)]
#[graphql(name = "AddressInput")]
struct AddressInput {
    #[graphql(name = "use")]
    usage: Option<String>,
    #[graphql(name = "type")]
    kind: Option<String>,
    text: Option<String>,
    line: Option<Vec<Option<String>>>,
    city: Option<String>,
    district: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
}

#[derive(InputObject)]
#[graphql(name = "ContactPointInput")]
struct TelecomInput {
    system: Option<String>,
    #[graphql(name = "use")]
    usage: Option<String>,
    value: Option<String>,
    rank: Option<i32>,
}

/// What happens to the account.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
enum Operation {
    RequestDelete,
    CancelDelete,
    ConfirmDelete,
    DeletionInProgress,
    ImmediateExecution,
}

#[derive(SimpleObject)]
pub(super) struct OperationOutcome {
    resource_type: Option<String>,
    issue: Option<Vec<OperationOutcomeIssue>>,
}

#[derive(SimpleObject)]
struct OperationOutcomeIssue {
    severity: Option<Code>,
    code: Option<Code>,
    details: Option<CodeableConcept>,
    diagnostics: Option<String>,
    location: Option<Vec<String>>,
    expression: Option<Vec<String>>,
}

impl OperationOutcome {
    /// An answer that only tells something.
    pub(super) fn information(text: &str) -> Self {
        let issue = OperationOutcomeIssue {
            severity: Some("information".into()),
            code: Some("informational".into()),
            details: Some(CodeableConcept { text: Some(text.into()), ..CodeableConcept::default() }),
            diagnostics: None,
            location: None,
            expression: None,
        };
        Self { resource_type: Some("OperationOutcome".into()), issue: Some(vec![issue]) }
    }
}

#[derive(Default)]
pub(crate) struct ProfileQuery;

#[Object]
impl ProfileQuery {
    /// The signed-in person.
    async fn user_profile(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let person = user(ctx, |user, _| (!user.guest).then(|| person(user)))?;
        Ok(Some(person.ok_or_else(|| Refusal::new(Issue::NotFound, "404", "A guest has no profile."))?))
    }
}

#[derive(Default)]
pub(crate) struct ProfileMutation;

#[Object]
impl ProfileMutation {
    /// Changes what is given and keeps the rest; given name, family name and birth date must be there in the end.
    async fn update_user_profile(
        &self,
        ctx: &Context<'_>,
        input: Option<PersonInput>,
    ) -> Result<Option<Person>> {
        let input = input.ok_or_else(|| missing("input"))?;
        let changed = user(ctx, |user, _| {
            let profile = change(user.profile.clone(), input)?;
            user.profile = profile;
            Ok::<_, Refusal>(person(user))
        })??;
        Ok(Some(changed))
    }

    /// Deletes the account, or notes down what was asked (5.12). Only `IMMEDIATE_EXECUTION` acts at once.
    async fn update_user_account_status(
        &self,
        ctx: &Context<'_>,
        operation: Operation,
    ) -> Result<OperationOutcome> {
        let text = match operation {
            Operation::RequestDelete | Operation::ConfirmDelete => "The account will be deleted.",
            Operation::CancelDelete => "The account will be kept.",
            Operation::DeletionInProgress => "No deletion is in progress.",
            Operation::ImmediateExecution => "The account is deleted.",
        };
        match operation {
            Operation::ImmediateExecution => {
                let caller = ctx.data::<Caller>()?;
                server(ctx).world(|world, _| world.forget(&caller.subject));
            }
            Operation::RequestDelete => user(ctx, |user, _| user.closing = true)?,
            Operation::CancelDelete => user(ctx, |user, _| user.closing = false)?,
            Operation::ConfirmDelete | Operation::DeletionInProgress => {}
        }
        Ok(OperationOutcome::information(text))
    }
}

fn change(mut profile: Profile, input: PersonInput) -> Result<Profile, Refusal> {
    if let Some(date) = input.birth_date {
        let parsed = date.parse::<jiff::civil::Date>();
        parsed.map_err(|_| Refusal::value("input.birthDate must be YYYY-MM-DD."))?;
        profile.birth_date = Some(date);
    }
    if let Some(name) = input.name.into_iter().flatten().flatten().next() {
        profile.family = name.family.or(profile.family);
        if let Some(given) = name.given {
            profile.given = given.into_iter().flatten().collect();
        }
    }
    if let Some(gender) = input.gender {
        let code = match gender {
            Gender::Female => "female",
            Gender::Male => "male",
            Gender::Other => "other",
            Gender::Unknown => "unknown",
        };
        profile.gender = Some(code.into());
    }
    profile.language = input.language.or(profile.language);
    if let Some(addresses) = input.address {
        let address = |input: AddressInput| profile::Address {
            line: input.line.into_iter().flatten().flatten().collect(),
            city: input.city,
            state: input.state,
            postal_code: input.postal_code,
        };
        profile.address = addresses.into_iter().flatten().map(address).collect();
    }
    if let Some(telecoms) = input.telecom {
        let telecom =
            |input: TelecomInput| Telecom { system: input.system, usage: input.usage, value: input.value };
        profile.telecom = telecoms.into_iter().flatten().map(telecom).collect();
    }
    match () {
        () if profile.given.is_empty() => Err(missing("name.given")),
        () if profile.family.is_none() => Err(missing("name.family")),
        () if profile.birth_date.is_none() => Err(missing("birthDate")),
        () => Ok(profile),
    }
}

fn missing(what: &str) -> Refusal {
    Refusal::new(Issue::Required, "400", format!("{what} is missing."))
}

fn person(user: &User) -> Person {
    let profile = &user.profile;
    let name = HumanName {
        text: None,
        family: profile.family.clone(),
        given: Some(profile.given.clone()),
        ..HumanName::default()
    };
    let address = |address: &profile::Address| Address {
        line: Some(address.line.clone()),
        city: address.city.clone(),
        state: address.state.clone(),
        postal_code: address.postal_code.clone(),
        ..Address::default()
    };
    let telecom = |telecom: &Telecom| ContactPoint {
        system: telecom.system.clone().map(Code),
        usage: telecom.usage.clone().map(Code),
        value: telecom.value.clone(),
        ..ContactPoint::default()
    };
    Person {
        id: user.person_id.into(),
        resource_type: Some("Person".into()),
        active: Some(true),
        gender: profile.gender.clone().map(Code),
        birth_date: profile.birth_date.clone().map(Date),
        language: profile.language.clone(),
        name: Some(vec![name]),
        address: Some(profile.address.iter().map(address).collect()),
        telecom: Some(profile.telecom.iter().map(telecom).collect()),
        identifier: None,
        meta: None,
    }
}
