//! What our words mean in the codes of the field.
//!
//! The kind of an event is DICOM's (PS3.15, A.5.3) or ISO 21089's where one fits, and ours where none does. An event of
//! DICOM's has the action that DICOM fixes for it: an export reads, an alert executes.

use serde_json::{Value, json};

use super::{AuditEntry, OUR_TYPES, present};

const DCM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const ENTITY_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const SOURCE_TYPE: &str = "http://terminology.hl7.org/CodeSystem/security-source-type";
const BASIC_AUDIT: &str = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";

/// A code of a system, with its display there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coding {
    system: &'static str,
    code: &'static str,
    display: &'static str,
}

impl Coding {
    const fn new(system: &'static str, code: &'static str, display: &'static str) -> Self {
        Self { system, code, display }
    }

    pub(super) fn json(self) -> Value {
        json!({ "system": self.system, "code": self.code, "display": self.display })
    }
}

const AUDIT_LOG_USED: Coding = Coding::new(DCM, "110101", "Audit Log Used");
const EXPORT: Coding = Coding::new(DCM, "110106", "Export");
const IMPORT: Coding = Coding::new(DCM, "110107", "Import");
const QUERY: Coding = Coding::new(DCM, "110112", "Query");
const SECURITY_ALERT: Coding = Coding::new(DCM, "110113", "Security Alert");
const USER_AUTHENTICATION: Coding = Coding::new(DCM, "110114", "User Authentication");
const LOGIN: Coding = Coding::new(DCM, "110122", "Login");
const LOGOUT: Coding = Coding::new(DCM, "110123", "Logout");
const USER_SECURITY_CHANGED: Coding = Coding::new(DCM, "110137", "User Security Attributes Changed");
const DEPRECATE: Coding = Coding::new(LIFECYCLE, "deprecate", "Deprecate Record Lifecycle Event");
const DESTROY: Coding = Coding::new(LIFECYCLE, "destroy", "Destroy/Delete Record Lifecycle Event");
const DISCLOSE: Coding = Coding::new(LIFECYCLE, "disclose", "Disclose Record Lifecycle Event");
const ORIGINATE: Coding = Coding::new(LIFECYCLE, "originate", "Originate/Retain Record Lifecycle Event");
const CONSENT: Coding = Coding::new(OUR_TYPES, "consent", "Decision of the patient");
const CONNECTION: Coding = Coding::new(OUR_TYPES, "connection", "Connection to a place");
const OTHER: Coding = Coding::new(OUR_TYPES, "other", "Other activity");

pub(super) const APPLICATION: Coding = Coding::new(DCM, "110150", "Application");
pub(super) const DESTINATION: Coding = Coding::new(DCM, "110152", "Destination Role ID");
pub(super) const SOURCE: Coding = Coding::new(DCM, "110153", "Source Role ID");
pub(super) const INFORMATION_RECIPIENT: Coding = Coding::new(PARTICIPATION, "IRCP", "information recipient");
pub(super) const USER_DEVICE: Coding = Coding::new(SOURCE_TYPE, "1", "User Device");
pub(super) const SYSTEM_OBJECT: Coding = Coding::new(ENTITY_TYPE, "2", "System Object");
pub(super) const ORGANIZATION: Coding = Coding::new(ENTITY_TYPE, "3", "Organization");
pub(super) const DOMAIN_RESOURCE: Coding = Coding::new(ENTITY_ROLE, "4", "Domain Resource");
pub(super) const DATA_REPOSITORY: Coding = Coding::new(ENTITY_ROLE, "17", "Data Repository");
pub(super) const TRANSACTION: Coding = Coding::new(
    BASIC_AUDIT,
    "XrequestId",
    "transport specific unique identifier where http X-Request-Id is used",
);

/// What was done to the thing (`AuditEvent.action`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Create,
    Read,
    Update,
    Delete,
    Execute,
}

impl Action {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Create => "C",
            Self::Read => "R",
            Self::Update => "U",
            Self::Delete => "D",
            Self::Execute => "E",
        }
    }
}

/// A word of ours in codes. Our word itself is always the last subtype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: Coding,
    pub(super) detail: Option<Coding>,
    pub(super) action: Action,
}

/// The one table. A word of a newer version is an other activity, and never reads as one that we know.
pub(super) fn of(activity: &str) -> Meaning {
    let (kind, detail, action) = match activity {
        "signed-in" | "copy-unlocked" | "wrong-pin" => (USER_AUTHENTICATION, Some(LOGIN), Action::Execute),
        "signed-out" | "signed-out-by-network" | "copy-locked" => {
            (USER_AUTHENTICATION, Some(LOGOUT), Action::Execute)
        }
        "pin-set" | "pin-changed" | "pin-removed" => {
            (SECURITY_ALERT, Some(USER_SECURITY_CHANGED), Action::Execute)
        }
        "finding-turned-on"
        | "finding-turned-off"
        | "finding-on-elsewhere"
        | "finding-off-elsewhere"
        | "place-vouched"
        | "terms-accepted" => (CONSENT, None, Action::Update),
        "details-saved" | "account-kept" => (OTHER, None, Action::Update),
        "identity-check-began"
        | "identity-check-stopped"
        | "identity-proved"
        | "identity-not-proved"
        | "identity-differs" => (USER_AUTHENTICATION, None, Action::Execute),
        "search-ended" | "search-stopped" | "summary-looked-at" | "link-opened" | "documents-wanted"
        | "documents-asked" | "documents-failed" | "documents-stopped" => (QUERY, None, Action::Execute),
        "place-connected" => (CONNECTION, None, Action::Create),
        "place-turned-back-on" | "place-turned-off" => (CONNECTION, None, Action::Update),
        "place-hidden" | "place-shown" => (CONNECTION, None, Action::Read),
        "sign-in-stopped" | "sign-in-ran-out" | "place-asked-for" | "permission-ends-soon" => {
            (CONNECTION, None, Action::Execute)
        }
        "code-made" | "passcode-shown" | "picture-saved" | "page-saved" | "link-copied" => {
            (EXPORT, Some(DISCLOSE), Action::Read)
        }
        "code-forgotten"
        | "place-removed"
        | "network-deleted-copy"
        | "record-deleted"
        | "file-deleted"
        | "place-records-deleted"
        | "everything-removed" => (DESTROY, None, Action::Delete),
        "copy-made" | "link-kept" => (ORIGINATE, None, Action::Create),
        "copy-put-aside" => (DEPRECATE, None, Action::Update),
        "activity-saved" => (AUDIT_LOG_USED, None, Action::Read),
        "report-saved" | "record-saved" | "records-taken" | "summary-saved" | "backup-made" => {
            (EXPORT, None, Action::Read)
        }
        "records-came"
        | "backup-restored"
        | "documents-ready"
        | "documents-came"
        | "some-documents-came"
        | "documents-kept"
        | "records-kept"
        | "document-set-aside" => (IMPORT, None, Action::Create),
        "account-closing" => (OTHER, None, Action::Delete),
        _ => (OTHER, None, Action::Execute),
    };
    Meaning { kind, detail, action }
}

/// How it ended (`AuditEvent.outcome`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As wanted.
    Success,
    /// It did not work, and nothing is out of order: a later try, or another step first, may work.
    MinorFailure,
    /// Something is out of order: at the network, in an answer, or on this computer.
    SeriousFailure,
}

impl Outcome {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Success => "0",
            Self::MinorFailure => "4",
            Self::SeriousFailure => "8",
        }
    }
}

/// A code that is not known, or none, is the worse of the two. Stopping something oneself is no failure.
pub(super) fn outcome(entry: &AuditEntry<'_>) -> Outcome {
    if entry.failed {
        return failure(present(entry.error_code).unwrap_or_default());
    }
    match entry.action {
        "wrong-pin"
        | "search-stopped"
        | "sign-in-ran-out"
        | "identity-not-proved"
        | "identity-differs"
        | "some-documents-came" => Outcome::MinorFailure,
        _ => Outcome::Success,
    }
}

fn failure(code: &str) -> Outcome {
    match code {
        "no-internet"
        | "network-slow"
        | "asked-too-often"
        | "signed-out"
        | "network-refused"
        | "place-not-known"
        | "record-not-known"
        | "place-busy"
        | "finding-is-off"
        | "identity-needed"
        | "vouch-needed"
        | "link-is-over"
        | "browser-did-not-open"
        | "could-not-save"
        | "could-not-copy"
        | "sign-in-refused"
        | "network-not-enabled"
        | "locked" => Outcome::MinorFailure,
        _ => Outcome::SeriousFailure,
    }
}
