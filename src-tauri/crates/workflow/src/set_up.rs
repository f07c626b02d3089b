//! What must be in place before records can be found, and how the app learns what is missing. Sources: the prerequisites
//! of `seeds/000` and `seeds/002`; `spec/bwell-wire.md`, sections 5.2 to 5.4.

use networks::CorrelationId;
use networks::bwell::{
    Consent, ConsentCategory, ConsentSubject, Person, Provision, Verification, VerificationError,
    VerificationStatus,
};

use crate::activity::{Deed, noted};
use crate::details::missing;
use crate::view::{ActivityKind, ProofState, ProofView, SetUpStep, SetUpView, Topic};
use crate::{Core, Error};

/// What is in place and what is missing.
pub async fn set_up(core: &Core, correlation: CorrelationId) -> Result<SetUpView, Error> {
    let session = core.session()?;
    let bwell = &session.bwell;
    let terms = ConsentCategory::Terms;
    let (terms, verification, person) = tokio::join!(
        bwell.consents(&terms, &correlation),
        bwell.verification(&correlation),
        bwell.person(&correlation),
    );
    let (terms, verification, person) = (
        core.noticing(correlation, terms)?,
        core.noticing(correlation, verification)?,
        core.noticing(correlation, person)?,
    );
    Ok(view(core, &terms, verification.as_ref(), &person))
}

fn view(core: &Core, terms: &[Consent], verification: Option<&Verification>, person: &Person) -> SetUpView {
    let organisation = core.parts.organisation.as_ref();
    // Where nobody is set up there are no terms to accept and nobody who checks.
    let terms_accepted = organisation.is_none_or(|ours| accepted(terms, &ours.terms.policy()));
    let offered = organisation.is_some_and(|ours| ours.checker.through_bwell);
    let (proof, missing) = (proof(verification), missing(person));
    SetUpView {
        next: next(terms_accepted, offered, proof.state, missing.is_empty()),
        terms_accepted,
        proof,
        missing,
    }
}

/// The first thing that is missing. A mismatch is corrected in the details; whoever corrected them checks again.
fn next(terms_accepted: bool, offered: bool, proof: ProofState, complete: bool) -> SetUpStep {
    match proof {
        _ if !terms_accepted => SetUpStep::Terms,
        ProofState::Differs => SetUpStep::Details,
        // Where another place checks, the network says so by its own answers.
        state if state != ProofState::Proved && offered => SetUpStep::Identity,
        _ if !complete => SetUpStep::Details,
        _ => SetUpStep::Done,
    }
}

/// Was this version accepted, and is that in force? A decision without a policy is about some version: which one the
/// network does not tell, so it is not about this one.
fn accepted(history: &[Consent], policy: &str) -> bool {
    Consent::in_force(history).is_some_and(|consent| {
        consent.provision == Provision::Permit && consent.policies.iter().any(|named| named == policy)
    })
}

/// The network's word as the page shows it.
pub(crate) fn proof(verification: Option<&Verification>) -> ProofView {
    let Some(verification) = verification else {
        return ProofView { state: ProofState::NotYet, since: None };
    };
    let state = match (&verification.status, &verification.error) {
        (VerificationStatus::Validated, _) => ProofState::Proved,
        (VerificationStatus::Attested, _) => ProofState::NotYet,
        (VerificationStatus::InProcess, _) => ProofState::UnderWay,
        (VerificationStatus::ReqRevalid, _) => ProofState::Again,
        (VerificationStatus::ValFail | VerificationStatus::RevalFail, error) => match error {
            Some(VerificationError::PersonMatch) => ProofState::Differs,
            Some(VerificationError::Server) => ProofState::CheckerTrouble,
            Some(VerificationError::Unknown(_)) | None => ProofState::Failed,
        },
        (VerificationStatus::Unknown(_), _) => ProofState::Unknown,
    };
    ProofView { state, since: verification.status_date }
}

/// Accepts the organisation's terms in the version that was shown.
pub async fn accept_terms(
    core: &Core,
    version: &str,
    correlation: CorrelationId,
) -> Result<SetUpView, Error> {
    let session = core.session()?;
    let ours = core.parts.organisation.as_ref().ok_or(Error::BadRequest("nobody is set up"))?;
    if ours.terms.version != version {
        return Err(Error::BadRequest("another version of the terms"));
    }
    let subject = ConsentSubject::Terms { policy: Some(ours.terms.policy()) };
    let decided = session.bwell.decide(&subject, true, &correlation).await;
    let decided = core.noticing(correlation, decided).map(drop);
    noted(core, &session, correlation, Deed::by_person(ActivityKind::TermsAccepted), decided).await?;
    core.changed(&[Topic::SetUp]);
    set_up(core, correlation).await
}

#[cfg(test)]
mod tests {
    use networks::bwell::ConsentStatus;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("validated", None, ProofState::Proved)]
    #[case("validated", Some("SERVER_ERROR"), ProofState::Proved)]
    #[case("attested", None, ProofState::NotYet)]
    #[case("in-process", None, ProofState::UnderWay)]
    #[case("req-revalid", None, ProofState::Again)]
    #[case("val-fail", None, ProofState::Failed)]
    #[case("reval-fail", None, ProofState::Failed)]
    #[case("val-fail", Some("PERSON_MATCH_ERROR"), ProofState::Differs)]
    #[case("reval-fail", Some("PERSON_MATCH_ERROR"), ProofState::Differs)]
    #[case("val-fail", Some("SERVER_ERROR"), ProofState::CheckerTrouble)]
    #[case("val-fail", Some("CAMERA_ERROR"), ProofState::Failed)]
    #[case("VALIDATED_SOON", None, ProofState::Unknown)]
    #[case("", None, ProofState::Unknown)]
    fn every_word_of_the_network_is_one_state(
        #[case] status: &str,
        #[case] error: Option<&str>,
        #[case] state: ProofState,
    ) {
        let verification = Verification {
            status: VerificationStatus::parse(status),
            error: error.map(VerificationError::parse),
            status_date: None,
            last_performed: None,
        };
        assert_eq!(proof(Some(&verification)).state, state);
        assert_eq!(proof(None).state, ProofState::NotYet);
    }

    #[rstest]
    #[case(false, true, ProofState::Proved, true, SetUpStep::Terms)]
    #[case(true, true, ProofState::NotYet, true, SetUpStep::Identity)]
    #[case(true, true, ProofState::NotYet, false, SetUpStep::Identity)]
    #[case(true, true, ProofState::UnderWay, true, SetUpStep::Identity)]
    #[case(true, true, ProofState::Again, true, SetUpStep::Identity)]
    #[case(true, true, ProofState::Failed, true, SetUpStep::Identity)]
    #[case(true, true, ProofState::Unknown, true, SetUpStep::Identity)]
    #[case(true, true, ProofState::Differs, true, SetUpStep::Details)]
    #[case(true, false, ProofState::NotYet, true, SetUpStep::Done)]
    #[case(true, true, ProofState::Proved, false, SetUpStep::Details)]
    #[case(true, true, ProofState::Proved, true, SetUpStep::Done)]
    fn the_first_thing_that_is_missing_comes_next(
        #[case] terms_accepted: bool,
        #[case] offered: bool,
        #[case] proof: ProofState,
        #[case] complete: bool,
        #[case] step: SetUpStep,
    ) {
        assert_eq!(next(terms_accepted, offered, proof, complete), step);
    }

    fn decision(provision: Provision, policy: Option<&str>) -> Consent {
        Consent {
            id: None,
            status: ConsentStatus::Active,
            provision,
            decided_at: None,
            organization_ids: Vec::new(),
            policies: policy.map(str::to_owned).into_iter().collect(),
        }
    }

    #[test]
    fn only_the_present_version_counts_and_the_last_word() {
        let (ours, other) = ("https://a.example/terms#version=2", "https://a.example/terms#version=1");
        assert!(!accepted(&[], ours));
        assert!(!accepted(&[decision(Provision::Permit, Some(other))], ours));
        assert!(!accepted(&[decision(Provision::Permit, None)], ours));
        assert!(accepted(
            &[decision(Provision::Permit, Some(other)), decision(Provision::Permit, Some(ours))],
            ours
        ));
        assert!(!accepted(
            &[decision(Provision::Permit, Some(ours)), decision(Provision::Deny, Some(ours))],
            ours
        ));
    }
}
