//! The networks' published sequence, gone through with an organisation's real credentials by whoever holds them: what
//! comes back, masked, beside what we assume. For a terminal, not for a patient.
//!
//! Reads what it can, and asks before each request that changes something. Prints counts, words of closed sets and
//! yes or no; never a name, a date of birth, an id, a token or an address with a path.

use std::collections::BTreeMap;
use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::{Bwell, Connection, ConsentCategory, Person};

use crate::view::{SignInOn, SignInOutcome, SigningIn};
use crate::{Core, Error, ShareOrder, create_share, sign_in_at_provider};

/// Whoever sits there.
pub trait Terminal: Send + Sync {
    /// Prints a line.
    fn say(&self, line: &str);

    /// Asks; nothing but a clear yes is one.
    fn agrees(&self, question: &str) -> bool;
}

/// An unknown word of a network is printed only if it looks like a code.
const LONGEST_WORD: usize = 40;

/// What was seen of one assumption.
struct Seen {
    name: &'static str,
    /// `None`: nothing came that would tell.
    holds: Option<bool>,
    what: String,
}

struct Check<'a> {
    core: &'a Arc<Core>,
    terminal: &'a dyn Terminal,
    correlation: CorrelationId,
    bwell: Bwell,
    seen: Vec<Seen>,
}

/// Signs in, and goes through the sequence. False where a step failed that nothing refused on purpose.
pub async fn live_check(core: &Arc<Core>, on: SignInOn, terminal: &dyn Terminal) -> Result<bool, Error> {
    let correlation = CorrelationId::new();
    terminal.say(&format!("reference of this run: {}", correlation.reference()));
    let told = |step| terminal.say(&where_to_sign_in(step));
    match sign_in_at_provider(core, on, &told, correlation).await? {
        SignInOutcome::SignedIn { .. } => terminal.say("signed in; the network took the provider's ID token"),
        SignInOutcome::Declined | SignInOutcome::Stopped | SignInOutcome::TimeIsUp => {
            terminal.say("nobody signed in");
            return Ok(false);
        }
    }
    let bwell = core.session()?.bwell.clone();
    let mut check = Check { core, terminal, correlation, bwell, seen: Vec::new() };
    let mut whole = check.read().await;
    whole &= check.change().await;
    check.compare();
    Ok(whole)
}

fn where_to_sign_in(step: SigningIn) -> String {
    match step {
        SigningIn::Opening => "asking the identity provider".to_owned(),
        SigningIn::InBrowser { host, .. } => format!("waiting for the sign-in in the browser, at {host}"),
        SigningIn::ShowCode { code, address, .. } => format!("on a phone, go to {address} and type {code}"),
        SigningIn::Confirming => "somebody came back".to_owned(),
    }
}

impl Check<'_> {
    /// Says what a step came to, and hands on its answer.
    fn step<T>(
        &self,
        name: &str,
        answer: Result<T, networks::Error>,
        told: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        match answer {
            Ok(answer) => {
                self.terminal.say(&format!("  ok      {name}: {}", told(&answer)));
                Some(answer)
            }
            Err(error) => {
                self.terminal.say(&format!("  failed  {name}: {error}"));
                None
            }
        }
    }

    async fn read(&mut self) -> bool {
        let (bwell, correlation) = (self.bwell.clone(), self.correlation);
        self.terminal.say("\nread only");
        let person = self.step("userProfile", bwell.person(&correlation).await, profile);
        let verification =
            self.step("verificationStatus", bwell.verification(&correlation).await, |verification| {
                verification.as_ref().map_or("none was ever begun".to_owned(), |verification| {
                    word(verification.status.known(), verification.status.as_str())
                })
            });
        let mut whole = person.is_some() && verification.is_some();
        for category in
            [ConsentCategory::RecordFinding, ConsentCategory::Terms, ConsentCategory::ProaAttestation]
        {
            let name = format!("consents {}", category.as_str());
            let history = self.step(&name, bwell.consents(&category, &correlation).await, |history| {
                let last = history.last().map(|last| word(last.provision.known(), last.provision.as_str()));
                format!("{} decisions, the last {}", history.len(), last.unwrap_or_else(|| "-".to_owned()))
            });
            whole &= history.is_some();
            if let (ConsentCategory::Terms, Some(history)) = (&category, &history) {
                let named = history.iter().any(|consent| !consent.policies.is_empty());
                let what = format!(
                    "{} of {} name a policy",
                    history.iter().filter(|c| !c.policies.is_empty()).count(),
                    history.len()
                );
                self.saw(
                    "the terms' version comes back as the consent's policy",
                    (!history.is_empty()).then_some(named),
                    what,
                );
            }
        }
        whole &= self
            .step("tasks network-data-retrieval", bwell.network_search(&correlation).await, |search| {
                search.as_ref().map_or("no search yet".to_owned(), |search| {
                    format!(
                        "{}, start {}, end {}",
                        word(search.status.known(), search.status.as_str()),
                        yes(search.started_at.is_some()),
                        yes(search.ended_at.is_some())
                    )
                })
            })
            .is_some();
        let recommended = self.step("careTeams", bwell.recommended(&correlation).await, |places| {
            format!("{} places ask for a sign-in", places.len())
        });
        let connections =
            self.step("getMemberConnections", bwell.connections(&correlation).await, |connections| {
                tally(connections)
            });
        whole &= recommended.is_some() && connections.is_some();
        if let (Some(recommended), Some(connections)) = (&recommended, &connections) {
            let same = recommended
                .iter()
                .filter(|place| connections.iter().any(|c| c.id == place.connection_id))
                .count();
            let what = format!("{same} of {} stand there too", recommended.len());
            self.saw(
                "a place that asks for a sign-in keeps its id as a connection",
                (!recommended.is_empty()).then_some(same > 0),
                what,
            );
            let connected: Vec<&Connection> =
                connections.iter().filter(|c| c.last_synced.is_some()).collect();
            self.saw(
                "lastSynced tells when data last came",
                (!connections.is_empty()).then_some(!connected.is_empty()),
                format!("{} of {} have one", connected.len(), connections.len()),
            );
            let created = connections.iter().filter(|c| c.created.is_some()).count();
            self.saw(
                "permission_counts_from_sign_in: connections say when they were made",
                (!connections.is_empty()).then_some(created > 0),
                format!("{created} of {}", connections.len()),
            );
        }
        if let Some(first) = connections.as_ref().and_then(|connections| connections.first()) {
            let source =
                self.step("getDataSource", bwell.data_source(&first.id, &correlation).await, |source| {
                    format!(
                        "endpoint {}, validity {}",
                        word(source.endpoint.known(), source.endpoint.as_str()),
                        yes(source.consent_validity.is_some())
                    )
                });
            whole &= source.is_some();
        }
        let counts = self.step("getHealthSummary", bwell.health_summary(&correlation).await, |counts| {
            format!(
                "{} categories, {} of them counted",
                counts.len(),
                counts.iter().filter(|one| one.total.is_some()).count()
            )
        });
        whole && counts.is_some()
    }

    async fn change(&mut self) -> bool {
        let (bwell, correlation) = (self.bwell.clone(), self.correlation);
        self.terminal.say("\nchanges something; each is asked for");
        let mut whole = true;
        let before =
            bwell.network_search(&correlation).await.ok().flatten().and_then(|search| search.started_at);
        if self.terminal.agrees("createConsent PERMIT: records are looked for. Do it?") {
            let decided = self.core_consent(true).await;
            whole &= decided;
            if let (true, Some(before)) = (decided, before) {
                let after = bwell
                    .network_search(&correlation)
                    .await
                    .ok()
                    .flatten()
                    .and_then(|search| search.started_at);
                self.saw(
                    "second_permit_searches: false, a second permit alone starts no search",
                    after.map(|after| after <= before),
                    "by the start of the task".to_owned(),
                );
            }
        }
        if let Ok(places) = bwell.recommended(&correlation).await
            && let Some(place) = places.first()
            && self.terminal.agrees(
                "getOauthUrl: an address for the first place's sign-in is made, and not opened. Do it?",
            )
        {
            let address = bwell.portal_address(&place.connection_id, &correlation).await;
            whole &= self
                .step("getOauthUrl", address, |address| format!("an address at {}", address.host()))
                .is_some();
        }
        if self
            .terminal
            .agrees("createVerificationUrl: a check of the identity is begun, and not opened. Do it?")
        {
            let matching =
                self.core.parts.organisation.as_ref().is_some_and(|ours| ours.checker.attribute_matching);
            let address = bwell.verification_address(None, matching, &correlation).await;
            whole &= self
                .step("createVerificationUrl", address, |address| format!("an address at {}", address.host()))
                .is_some();
        }
        if self.terminal.agrees("createHealthLink: a share of the whole summary that ends by itself. Do it?")
        {
            let order = ShareOrder { label: "Check".to_owned(), kinds: None };
            match create_share(self.core, order, correlation).await {
                Ok(share) => {
                    let lasts = share.ends_at.duration_since(share.starts_at).as_secs();
                    self.terminal.say(&format!(
                        "  ok      createHealthLink: lasts {lasts} s, manifest at {}",
                        share.manifest_host
                    ));
                    self.saw(
                        "a share lasts about 5 minutes",
                        Some((240..=360).contains(&lasts)),
                        format!("{lasts} s"),
                    );
                }
                Err(error) => {
                    self.terminal.say(&format!("  failed  createHealthLink: {error}"));
                    whole = false;
                }
            }
        }
        if self.terminal.agrees("createConsent DENY: finding is turned off again, places are paused. Do it?")
        {
            whole &= self.core_consent(false).await;
        }
        whole
    }

    async fn core_consent(&mut self, permit: bool) -> bool {
        let decided = self.bwell.set_consent(permit, &self.correlation).await;
        if let Err(networks::Error::Refused { issue }) = &decided {
            let what = word(issue.known(), issue.as_str());
            let expected = issue.as_str() == self.core.parts.assumed.closed_network_issue;
            self.saw("closed_network_issue: how a network that is not enabled refuses", Some(expected), what);
        }
        self.step("createConsent", decided, |told| word(told.provision.known(), told.provision.as_str()))
            .is_some()
    }

    fn saw(&mut self, name: &'static str, holds: Option<bool>, what: String) {
        self.seen.push(Seen { name, holds, what });
    }

    fn compare(&self) {
        self.terminal.say("\nwhat Satchel assumes, and what was seen");
        for seen in &self.seen {
            let verdict = match seen.holds {
                Some(true) => "holds  ",
                Some(false) => "differs",
                None => "unseen ",
            };
            self.terminal.say(&format!("  {verdict} {} ({})", seen.name, seen.what));
        }
        self.terminal.say("What differs is changed in the section [assumptions] of the settings file, where it has a key there.");
    }
}

/// A word of a closed set; one that we do not know is shown only if it looks like one.
fn word(known: Option<&str>, text: &str) -> String {
    let code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':');
    match known {
        Some(known) => known.to_owned(),
        None if text.is_empty() => "absent".to_owned(),
        None if text.len() <= LONGEST_WORD && text.chars().all(code) => format!("{text} (not known to us)"),
        None => "a text that is no code (not known to us)".to_owned(),
    }
}

const fn yes(there: bool) -> &'static str {
    if there { "there" } else { "absent" }
}

fn profile(person: &Person) -> String {
    format!(
        "given {}, family {}, birthDate {}, gender {}, {} addresses, {} contacts",
        yes(!person.given.is_empty()),
        yes(!person.family.is_empty()),
        yes(person.birth_date.is_some()),
        yes(person.gender.is_some()),
        person.addresses.len(),
        person.contacts.len(),
    )
}

/// How many of each kind and state.
fn tally(connections: &[Connection]) -> String {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for connection in connections {
        let kind = format!(
            "{} {} {}",
            word(connection.integration.known(), connection.integration.as_str()),
            word(connection.status.known(), connection.status.as_str()),
            word(connection.sync.known(), connection.sync.as_str()),
        );
        *counted.entry(kind).or_default() += 1;
    }
    let each: Vec<String> = counted.into_iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    if each.is_empty() { "none".to_owned() } else { each.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn only_what_looks_like_a_code_is_printed() {
        assert_eq!(word(Some("validated"), "VALIDATED"), "validated");
        assert_eq!(word(None, "revalidated"), "revalidated (not known to us)");
        assert_eq!(word(None, ""), "absent");
        for text in ["Rosa Delgado", "https://a.example/x", &"a".repeat(41)] {
            assert!(!word(None, text).contains(text), "{text}");
        }
    }
}
