//! Health links as state: what `createHealthLink` makes and what the manifest host may give away (shl-wire 1, 12).

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::{error::Unspecified, pbkdf2};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::connection::seconds;
use crate::faults::{LinkFlag, Shape};
use crate::health_card;
use crate::ids::Ids;
use crate::jwe::{Sealing, seal};
use crate::records::{SHARE_TYPES, patient, records};
use crate::refusal::{Issue, Refusal};
use crate::user::User;

/// How long an address of a file lives.
const FILE_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// Wrong passcodes for the whole life of a link.
const ATTEMPTS: u32 = 5;
/// Rounds of PBKDF2: slow enough to be the real thing, quick enough for a demo on a small computer.
const ROUNDS: u32 = 20_000;
/// Longest label (shl-wire 2).
const LABEL_CHARS: usize = 80;

/// What a patient asks for.
#[derive(Debug)]
pub(crate) struct LinkRequest {
    pub(crate) label: Option<String>,
    /// FHIR types; `None` shares everything of the summary.
    pub(crate) types: Option<Vec<String>>,
    pub(crate) passcode: String,
}

/// One share of one user.
pub(crate) struct Link {
    pub(crate) id: Uuid,
    pub(crate) subject: String,
    pub(crate) person_id: Uuid,
    /// Last part of the manifest's address: 43 characters, a secret.
    pub(crate) manifest_id: String,
    pub(crate) created: Timestamp,
    pub(crate) expires: Timestamp,
    /// The text for the QR code.
    pub(crate) url: String,
    /// What it asks for.
    pub(crate) flag: LinkFlag,
    files: Vec<SealedFile>,
    salt: [u8; 32],
    passcode_hash: [u8; 32],
    guard: Mutex<Guard>,
}

/// One file of a link.
#[derive(Debug)]
pub(crate) struct SealedFile {
    /// Its media type.
    pub(crate) kind: &'static str,
    /// A compact JWE.
    pub(crate) jwe: String,
}

/// FHIR, in the spelling that every known receiver takes.
const FHIR: &str = "application/fhir+json";

/// What changes while a link lives. Behind one lock per link, so that parallel guesses are counted one by one.
#[derive(Debug)]
struct Guard {
    attempts: u32,
    /// Addresses of files handed out: secret, file, end. Each works once.
    tickets: Vec<(String, usize, Timestamp)>,
    accesses: Vec<Access>,
}

/// One knock at the manifest's door; the control API shows them.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Access {
    pub(crate) at: Timestamp,
    pub(crate) recipient: String,
    pub(crate) opened: bool,
}

/// The answer to a passcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Open,
    /// Wrong; so many attempts are left.
    Wrong(u32),
    /// No attempts are left: the link is dead.
    Dead,
}

#[derive(Serialize)]
struct Payload<'a> {
    url: &'a str,
    key: &'a str,
    exp: i64,
    flag: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

impl LinkRequest {
    /// Refuses what the contract refuses.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.passcode.len() != 6 || !self.passcode.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::value("securityConfig.passcode must be six digits."));
        }
        if self.label.as_ref().is_some_and(|label| label.chars().count() > LABEL_CHARS) {
            return Err(Refusal::value("label must not be longer than 80 characters."));
        }
        let unknown = |kind: &&String| !SHARE_TYPES.contains(&kind.as_str());
        match self.types.iter().flatten().find(unknown) {
            Some(kind) => Err(Refusal::value(format!("{kind} cannot be shared."))),
            None => Ok(()),
        }
    }
}

impl Link {
    /// Makes a link with everything sealed. `base_url` without trailing slash.
    pub(crate) fn make(
        request: &LinkRequest,
        user: &User,
        ids: &Ids,
        base_url: &str,
        shape: Shape,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        request.check()?;
        let unsealed =
            |_: Unspecified| Refusal::new(Issue::Exception, "500", "The file could not be sealed.");
        let key = ids.secret("link key");
        let (manifest_id, salt) = (ids.secret_text("manifest"), ids.secret("salt"));
        let (created, expires) = (now, now + seconds(shape.link_seconds));

        let entries = entries(user, request.types.as_deref(), ids, now);
        let flag = shape.link_flag;
        // A direct link is one file.
        let whole = shape.link_files <= 1 || flag.has('U');
        let contents = if whole { vec![entries] } else { split(entries) };
        let mut plain: Vec<_> =
            contents.iter().map(|entries| (FHIR, bundle(entries, ids, now).to_string())).collect();
        if shape.health_card && !flag.has('U') {
            let card = health_card::file(base_url, user, now).map_err(unsealed)?;
            plain.push(("application/smart-health-card", card));
        }
        if shape.api_access && !flag.has('U') {
            plain.push(("application/smart-api-access", api_access()));
        }
        let mut files = Vec::new();
        for (kind, plaintext) in plain {
            // A fresh nonce for every file under the link's one key.
            let mut nonce = [0; 12];
            nonce.copy_from_slice(&ids.secret("nonce")[..12]);
            let sealing = Sealing { zip: shape.zip, cty: shape.cty.then_some(kind) };
            let jwe = seal(&key, nonce, plaintext.as_bytes(), sealing).map_err(unsealed)?;
            files.push(SealedFile { kind, jwe });
        }

        let path = if flag.has('U') { "u" } else { "manifests" };
        let payload = Payload {
            url: &format!("{base_url}/v1/health-link/{path}/{manifest_id}"),
            key: &URL_SAFE_NO_PAD.encode(key),
            exp: expires.as_second(),
            flag: flag.text(),
            label: request.label.as_deref(),
        };
        let payload = serde_json::to_vec(&payload).unwrap_or_default();
        let url =
            format!("{base_url}/v1/health-link/viewer.html#shlink:/{}", URL_SAFE_NO_PAD.encode(payload));
        let passcode_hash = slow_hash(&request.passcode, &salt);
        let guard = Guard { attempts: ATTEMPTS, tickets: Vec::new(), accesses: Vec::new() };
        Ok(Self {
            id: ids.fresh("link"),
            subject: user.subject.clone(),
            person_id: user.person_id,
            manifest_id,
            created,
            expires,
            url,
            flag,
            files,
            salt,
            passcode_hash,
            guard: Mutex::new(guard),
        })
    }

    /// Whether anybody may still ask. The link ends with the second that its `exp` names.
    pub(crate) fn active(&self, now: Timestamp) -> bool {
        now.as_second() < self.expires.as_second() && self.guard(|guard| guard.attempts > 0)
    }

    /// Compares a passcode, in constant time and one at a time per link; a wrong one costs an attempt.
    pub(crate) fn try_passcode(&self, passcode: Option<&str>, recipient: &str, now: Timestamp) -> Answer {
        self.guard(|guard| {
            if guard.attempts == 0 {
                return Answer::Dead;
            }
            let opened = !self.flag.has('P')
                || passcode.is_some_and(|passcode| {
                    let tried = pbkdf2::verify(
                        pbkdf2::PBKDF2_HMAC_SHA256,
                        ROUNDS_NON_ZERO,
                        &self.salt,
                        passcode.as_bytes(),
                        &self.passcode_hash,
                    );
                    tried.is_ok()
                });
            guard.accesses.push(Access { at: now, recipient: recipient.to_owned(), opened });
            if opened {
                return Answer::Open;
            }
            guard.attempts -= 1;
            Answer::Wrong(guard.attempts)
        })
    }

    /// The sealed files.
    pub(crate) fn files(&self) -> &[SealedFile] {
        &self.files
    }

    /// The one file of a direct link, for a recipient whose visit is written down.
    pub(crate) fn direct(&self, recipient: &str, now: Timestamp) -> Option<&str> {
        let access = Access { at: now, recipient: recipient.to_owned(), opened: true };
        self.guard(|guard| guard.accesses.push(access));
        self.files.first().map(|file| file.jwe.as_str())
    }

    /// Hands out an address for a file: its 43 secret characters.
    pub(crate) fn ticket(&self, file: usize, ids: &Ids, now: Timestamp) -> String {
        let secret = ids.secret_text("file");
        self.guard(|guard| guard.tickets.push((secret.clone(), file, now + FILE_LIFE)));
        secret
    }

    /// The file behind an address; the address is used up.
    pub(crate) fn redeem(&self, secret: &str, now: Timestamp) -> Option<&str> {
        self.guard(|guard| {
            let index = guard.tickets.iter().position(|(ticket, ..)| ticket == secret)?;
            let (_, file, expires) = guard.tickets.swap_remove(index);
            (now < expires).then(|| self.files[file].jwe.as_str())
        })
    }

    /// Who asked, and what came of it.
    pub(crate) fn accesses(&self) -> Vec<Access> {
        self.guard(|guard| guard.accesses.clone())
    }

    fn guard<T>(&self, act: impl FnOnce(&mut Guard) -> T) -> T {
        act(&mut self.guard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

const ROUNDS_NON_ZERO: NonZeroU32 = match NonZeroU32::new(ROUNDS) {
    Some(rounds) => rounds,
    None => NonZeroU32::MIN,
};

fn slow_hash(passcode: &str, salt: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS_NON_ZERO, salt, passcode.as_bytes(), &mut hash);
    hash
}

/// The entries of a link: resources of the chosen types that can be shared, nothing else.
fn entries(user: &User, types: Option<&[String]>, ids: &Ids, now: Timestamp) -> Vec<Value> {
    let chosen = |kind: &str| types.is_none_or(|types| types.iter().any(|chosen| chosen == kind));
    let patient = patient(user, now);
    std::iter::once(("Patient", patient))
        .chain(records(user, ids).into_iter().map(|record| (record.kind, record.resource)))
        .filter(|(kind, _)| SHARE_TYPES.contains(kind) && chosen(kind))
        .map(|(_, mut resource)| {
            // Inside a collection a resource goes by its `fullUrl`.
            for role in ["subject", "patient", "beneficiary"] {
                if let Some(reference) = resource.pointer_mut(&format!("/{role}/reference")) {
                    *reference = json!(format!("urn:uuid:{}", user.patient_id));
                }
            }
            let id = resource.get("id").and_then(Value::as_str).unwrap_or_default();
            json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource })
        })
        .collect()
}

/// A token for a server that is not there: whoever receives it must not use it.
fn api_access() -> String {
    json!({
        "access_token": "made-up",
        "token_type": "Bearer",
        "scope": "patient/*.rs",
        "aud": "https://fhir.nobody.example",
    })
    .to_string()
}

/// The patient in a file of its own.
fn split(entries: Vec<Value>) -> Vec<Vec<Value>> {
    let is_patient = |entry: &Value| entry["resource"]["resourceType"] == "Patient";
    let (patient, rest) = entries.into_iter().partition(is_patient);
    vec![patient, rest]
}

fn bundle(entries: &[Value], ids: &Ids, now: Timestamp) -> Value {
    json!({
        "resourceType": "Bundle",
        "id": ids.fresh("summary"),
        "type": "collection",
        "timestamp": format!("{now:.3}"),
        "entry": entries,
    })
}
