//! What people have allowed: codes that work once, and the families of refresh tokens that grow from them. A refresh
//! token works once too; using a spent one ends its family (RFC 9700 4.14). Pure state; time comes in as an argument.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Problem, challenge_fits};
use crate::ids::Ids;
use crate::oauth::authorize::Authorization;

/// How long a code lives.
const CODE_LIFE: SignedDuration = SignedDuration::from_secs(60);
/// How long an access token lives, in seconds.
const ACCESS_SECONDS: i64 = 3600;
/// How long a refresh token lives; each use begins anew.
const REFRESH_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

const BAD_CODE: Problem = Problem::new("invalid_grant", "The code, its address or its verifier do not fit.");
const BAD_REFRESH: Problem = Problem::new("invalid_grant", "The refresh token does not work.");

/// What one person has allowed. `W` says who they are.
#[derive(Debug, Clone)]
pub(crate) struct Grant<W> {
    pub(crate) who: W,
    pub(crate) scope: String,
    /// Goes into the first ID token and into no later one.
    pub(crate) nonce: Option<String>,
    /// When they signed in.
    pub(crate) since: Timestamp,
}

/// Tokens given out.
#[derive(Debug)]
pub(crate) struct Issued<W> {
    pub(crate) grant: Grant<W>,
    pub(crate) access: String,
    refresh: Option<String>,
    family: Uuid,
}

impl<W> Issued<W> {
    /// The answer of a token endpoint.
    pub(crate) fn answer(&self, id_token: &str) -> Value {
        let mut answer = json!({
            "access_token": self.access,
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
            "scope": self.grant.scope,
            "id_token": id_token,
        });
        if let Some(refresh) = &self.refresh {
            answer["refresh_token"] = json!(refresh);
        }
        answer
    }
}

/// What a client brings for its tokens.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct TokenForm {
    pub(crate) grant_type: String,
    pub(crate) client_id: Option<String>,
    pub(crate) device_code: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    refresh_token: String,
}

/// All codes and tokens of one provider.
#[derive(Debug)]
pub(crate) struct Grants<W> {
    codes: HashMap<String, Code<W>>,
    families: HashMap<Uuid, Family<W>>,
}

#[derive(Debug)]
struct Code<W> {
    grant: Grant<W>,
    redirect_uri: String,
    challenge: String,
    expires: Timestamp,
    /// What it has given already.
    family: Option<Uuid>,
}

#[derive(Debug)]
struct Family<W> {
    grant: Grant<W>,
    refresh: Option<String>,
    spent: HashSet<String>,
    expires: Timestamp,
    /// Access tokens with their ends.
    access: HashMap<String, Timestamp>,
}

impl<W> Default for Grants<W> {
    fn default() -> Self {
        Self { codes: HashMap::new(), families: HashMap::new() }
    }
}

impl<W: Clone> Grants<W> {
    /// A code for an authorization that somebody has just allowed.
    pub(crate) fn code_for(&mut self, asked: &Authorization, who: W, ids: &Ids, now: Timestamp) -> String {
        let (scope, nonce) = (asked.scope.clone(), asked.nonce.clone());
        let code = Code {
            grant: Grant { who, scope, nonce, since: now },
            redirect_uri: asked.back.redirect_uri.clone(),
            challenge: asked.challenge.clone(),
            expires: now + CODE_LIFE,
            family: None,
        };
        let secret = ids.secret_text("authorization code");
        self.codes.insert(secret.clone(), code);
        secret
    }

    /// Tokens for a code.
    pub(crate) fn redeem(
        &mut self,
        form: &TokenForm,
        ids: &Ids,
        now: Timestamp,
    ) -> Result<Issued<W>, Problem> {
        let code = self.codes.get(&form.code).ok_or(BAD_CODE)?;
        if let Some(family) = code.family {
            // Somebody has a copy of the code: what it gave ends too (RFC 6749 4.1.2).
            self.families.remove(&family);
            return Err(BAD_CODE);
        }
        let fits = now < code.expires
            && code.redirect_uri == form.redirect_uri
            && challenge_fits(&code.challenge, &form.code_verifier);
        if !fits {
            return Err(BAD_CODE);
        }
        let issued = self.open(code.grant.clone(), ids, now);
        if let Some(code) = self.codes.get_mut(&form.code) {
            code.family = Some(issued.family);
        }
        Ok(issued)
    }

    /// The first tokens of a new family. A refresh token is among them when `offline_access` was allowed.
    pub(crate) fn open(&mut self, grant: Grant<W>, ids: &Ids, now: Timestamp) -> Issued<W> {
        let offline = grant.scope.split(' ').any(|one| one == "offline_access");
        let (family, access) = (ids.fresh("grant"), ids.secret_text("provider's access token"));
        let refresh = offline.then(|| ids.secret_text("provider's refresh token"));
        let kept = Family {
            grant: Grant { nonce: None, ..grant.clone() },
            refresh: refresh.clone(),
            spent: HashSet::new(),
            expires: now + REFRESH_LIFE,
            access: HashMap::from([(access.clone(), now + SignedDuration::from_secs(ACCESS_SECONDS))]),
        };
        self.families.insert(family, kept);
        Issued { grant, access, refresh, family }
    }

    /// Tokens for a refresh token, with the next one.
    pub(crate) fn refresh(
        &mut self,
        form: &TokenForm,
        ids: &Ids,
        now: Timestamp,
    ) -> Result<Issued<W>, Problem> {
        let token = &form.refresh_token;
        let of = |family: &Family<W>| family.refresh.as_ref() == Some(token) || family.spent.contains(token);
        let found = self.families.iter_mut().find(|(_, family)| of(family));
        let (id, family) = found.map(|(id, family)| (*id, family)).ok_or(BAD_REFRESH)?;
        if family.spent.contains(token) {
            self.families.remove(&id);
            return Err(BAD_REFRESH);
        }
        if now >= family.expires {
            return Err(BAD_REFRESH);
        }
        let (access, next) =
            (ids.secret_text("provider's access token"), ids.secret_text("provider's refresh token"));
        family.spent.extend(family.refresh.replace(next.clone()));
        family.expires = now + REFRESH_LIFE;
        family.access.insert(access.clone(), now + SignedDuration::from_secs(ACCESS_SECONDS));
        Ok(Issued { grant: family.grant.clone(), access, refresh: Some(next), family: id })
    }

    /// Ends an access token, or with a refresh token everything of its family (RFC 7009 2.1). Unknown ones are fine.
    pub(crate) fn revoke(&mut self, token: &str) {
        self.families
            .retain(|_, family| family.refresh.as_deref() != Some(token) && !family.spent.contains(token));
        for family in self.families.values_mut() {
            family.access.remove(token);
        }
    }

    /// What the bearer of an access token was allowed.
    pub(crate) fn bearer(&self, access: &str, now: Timestamp) -> Result<&Grant<W>, Problem> {
        let live = |family: &&Family<W>| family.access.get(access).is_some_and(|ends| now < *ends);
        let family = self.families.values().find(live);
        family
            .map(|family| &family.grant)
            .ok_or(Problem::new("invalid_token", "The access token does not work."))
    }

    /// Forgets what some people have allowed.
    pub(crate) fn forget(&mut self, gone: impl Fn(&W) -> bool) {
        self.codes.retain(|_, code| !gone(&code.grant.who));
        self.families.retain(|_, family| !gone(&family.grant.who));
    }
}
