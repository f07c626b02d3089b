//! Switches that make the sandbox misbehave on purpose (checklist 13), and switches for the shape of answers.
//! The control API sets them; each fault says where it strikes, how often, and what it does.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum At {
    /// `POST /v1/graphql`.
    #[default]
    Graphql,
    /// `POST` of a health link's manifest.
    Manifest,
    /// `GET` of a health link's file.
    Files,
    /// The identity provider.
    Idp,
    /// The credential service provider.
    Csp,
    /// The second network and its gateway.
    Exchange,
}

/// One fault. Several members may be combined; the delay comes first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Fault {
    pub(crate) at: At,
    /// Only requests with this root field, such as `getMemberConnections`; of the providers, with this last part of
    /// the path, such as `token`.
    pub(crate) field: Option<String>,
    /// How many requests it strikes, 1 when left out; 0 strikes until it is removed.
    pub(crate) times: u32,
    /// Real milliseconds before anything else happens.
    pub(crate) delay_milliseconds: u64,
    /// An HTTP status in place of an answer.
    pub(crate) status: Option<u16>,
    /// `Retry-After` beside that status.
    pub(crate) retry_after_seconds: Option<u32>,
    /// The request is taken and never answered.
    pub(crate) no_answer: bool,
    /// GraphQL only: an error beside the data, with `extensions` or without any.
    pub(crate) partial: Option<Partial>,
    /// GraphQL only: members of the answer's data that get another value wherever they stand, such as
    /// `{"syncStatus": "HALTED"}`: a value that nobody knows, or none.
    pub(crate) overwrite: BTreeMap<String, Value>,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            at: At::Graphql,
            field: None,
            times: 1,
            delay_milliseconds: 0,
            status: None,
            retry_after_seconds: None,
            no_answer: false,
            partial: None,
            overwrite: BTreeMap::new(),
        }
    }
}

/// The error beside the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Partial {
    /// With `extensions.code` and an `OperationOutcome`, as section 3.1 wants it.
    Complete,
    /// A bare message: what the SDK swallows.
    Bare,
}

#[expect(clippy::struct_excessive_bools, reason = "each is one independent switch")]
/// The shape of answers, and what the sources leave open; the default is the seeds'.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Shape {
    /// `alias` as a list of strings, as the SDK's schema has it.
    pub(crate) alias_as_list: bool,
    /// Files of health links with `zip` `DEF`.
    pub(crate) zip: bool,
    /// Files of health links say `cty`.
    pub(crate) cty: bool,
    /// Files of a health link: 1, or 2 for the patient apart from the rest.
    pub(crate) link_files: u32,
    /// What a health link asks for. b.well's are `P`; `U` is the national profile's.
    pub(crate) link_flag: LinkFlag,
    /// A SMART Health Card beside the summary, in a file of its own.
    pub(crate) health_card: bool,
    /// A live credential for a server of nobody's beside the summary, in a file of its own.
    pub(crate) api_access: bool,
    /// How long health links live, in sandbox seconds: five minutes in seed 002.
    pub(crate) link_seconds: u32,
    /// The one category by which care teams are found; both when left out.
    pub(crate) care_team_category: Option<CareTeamCategory>,
    /// How many participants one care team holds, so that more make more teams; 0: all in one.
    pub(crate) care_team_size: u32,
    /// What a permit makes of connections that had expired before the access ended.
    pub(crate) expired_on_permit: ExpiredOnPermit,
    /// Whether health.network is enabled for the client.
    pub(crate) network: Network,
}

/// Whether records can be found across the networks (the first prerequisite of seed 000). How a refusal looks is not
/// published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Network {
    On,
    Off,
}

/// The flags of a health link (shl-wire 2), as they stand in its payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum LinkFlag {
    /// Open to whoever has the link.
    #[serde(rename = "")]
    None,
    /// A passcode.
    #[default]
    P,
    /// May change.
    L,
    /// May change, behind a passcode.
    #[serde(rename = "LP")]
    Lp,
    /// One file at the address itself.
    U,
    /// The same, and it may change.
    #[serde(rename = "LU")]
    Lu,
}

impl LinkFlag {
    /// The text in the payload.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::P => "P",
            Self::L => "L",
            Self::Lp => "LP",
            Self::U => "U",
            Self::Lu => "LU",
        }
    }

    pub(crate) fn has(self, letter: char) -> bool {
        self.text().contains(letter)
    }
}

/// What becomes of an expired connection after a revocation and a permit; the sources do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ExpiredOnPermit {
    Connected,
    Expired,
}

/// The two names of the recommended connections (bwell-wire 5.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CareTeamCategory {
    /// Seed 000.
    #[serde(rename = "tefca-ias-recommendations")]
    Tefca,
    /// Seed 001.
    #[serde(rename = "recommended-connections")]
    Recommended,
}

impl CareTeamCategory {
    /// The code on the wire.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Tefca => "tefca-ias-recommendations",
            Self::Recommended => "recommended-connections",
        }
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            alias_as_list: false,
            zip: false,
            cty: true,
            link_files: 1,
            link_flag: LinkFlag::P,
            health_card: false,
            api_access: false,
            link_seconds: 300,
            care_team_category: None,
            care_team_size: 0,
            expired_on_permit: ExpiredOnPermit::Connected,
            network: Network::On,
        }
    }
}

/// All switches of one sandbox.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    state: Mutex<(Vec<Fault>, Shape)>,
}

impl Faults {
    /// Adds a fault; it waits behind those already there.
    pub(crate) fn add(&self, fault: Fault) {
        self.with(|(faults, _)| faults.push(fault));
    }

    /// Removes all faults.
    pub(crate) fn clear(&self) {
        self.with(|(faults, _)| faults.clear());
    }

    /// The faults that still strike.
    pub(crate) fn list(&self) -> Vec<Fault> {
        self.with(|(faults, _)| faults.clone())
    }

    /// The fault for a request, if one strikes; counts it.
    pub(crate) fn strike(&self, at: At, fields: &[String]) -> Option<Fault> {
        self.with(|(faults, _)| {
            let hit = |fault: &Fault| {
                fault.at == at && fault.field.as_ref().is_none_or(|field| fields.contains(field))
            };
            let index = faults.iter().position(hit)?;
            let fault = faults[index].clone();
            match fault.times {
                0 => {}
                1 => drop(faults.remove(index)),
                more => faults[index].times = more - 1,
            }
            Some(fault)
        })
    }

    /// The shape of answers.
    pub(crate) fn shape(&self) -> Shape {
        self.with(|(_, shape)| *shape)
    }

    /// Changes the shape of answers.
    pub(crate) fn set_shape(&self, shape: Shape) {
        self.with(|(_, current)| *current = shape);
    }

    fn with<T>(&self, act: impl FnOnce(&mut (Vec<Fault>, Shape)) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
