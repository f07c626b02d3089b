//! Why a token is refused: one variant a rule, and the stable code that a rule has.

/// A refusal. Rules V1 to V24: `spec/ias-wire.md`, section 8. Holds nothing of the token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// V1: not three parts, no signature, or longer than the cap.
    #[error("the token is not in compact form")]
    NotCompact,
    /// V2: a part is not strict base64url.
    #[error("a part of the token is not base64url")]
    NotBase64Url,
    /// V3: header or payload is not one JSON object with unique members and bounded nesting.
    #[error("a part of the token is not a well-formed JSON object")]
    NotJsonObject,
    /// V4: the algorithm is not on the issuer's list.
    #[error("the algorithm is not allowed")]
    AlgorithmNotAllowed,
    /// V5: the key is not one for this algorithm, or too weak.
    #[error("the key does not fit the algorithm")]
    KeyDoesNotFit,
    /// V6: the token brings its own key, or says where to fetch one.
    #[error("the token brings its own key")]
    BringsOwnKey,
    /// V7: a header changes how the token is to be read.
    #[error("the token demands an extension")]
    DemandsExtension,
    /// V8: not typed as a JWT.
    #[error("the token is of another type")]
    WrongType,
    /// V9: no key, or no single key, for this token.
    #[error("no key for this token")]
    UnknownKey,
    /// V9: the key set itself is not acceptable.
    #[error("the key set is not acceptable")]
    BadKeySet,
    /// V10: the signature is not the key's over these bytes.
    #[error("the signature is wrong")]
    BadSignature,
    /// V11: issued by somebody else.
    #[error("issued by somebody else")]
    WrongIssuer,
    /// V12: meant for somebody else.
    #[error("meant for somebody else")]
    WrongAudience,
    /// V13 and V23: no longer valid, or without an end.
    #[error("expired")]
    Expired,
    /// V14: issued in the future, or not valid yet.
    #[error("not valid yet")]
    NotYetValid,
    /// V14: issued too long ago.
    #[error("issued too long ago")]
    TooOld,
    /// V14: a time is missing or not a number, or the end is before the start.
    #[error("a time in the token is malformed")]
    MalformedTime,
    /// V16: the purpose of use is not the one that was asked for.
    #[error("made for another purpose")]
    WrongPurpose,
    /// V17: the identity was proofed below level 2.
    #[error("the identity assurance is too low")]
    AssuranceTooLow,
    /// V18: no subject, or not one of at most 255 ASCII characters.
    #[error("the subject is malformed")]
    MalformedSubject,
    /// V18: a refreshed token is about somebody else.
    #[error("the subject changed")]
    SubjectChanged,
    /// V19: not the answer to our question.
    #[error("the nonce is another")]
    NonceMismatch,
    /// V20: the access token beside it is not the one it was issued with.
    #[error("the hash of the access token is another")]
    HashMismatch,
    /// V21: already used for another transaction or person, or not to be told apart from one that was.
    #[error("the token was used before")]
    Replayed,
    /// V21: the replay cache is full of tokens that are still valid. Nothing more is accepted until one expires.
    #[error("too many tokens are being remembered")]
    ReplayCacheFull,
    /// V22: the person was authenticated too long ago.
    #[error("authenticated too long ago")]
    AuthenticationTooOld,
    /// V24: required demographic claims are absent or unreadable.
    #[error("required claims are missing: {}", list(.0))]
    ClaimsMissing(Vec<crate::Field>),
    /// J4: there is no key set and none can be fetched.
    #[error("the keys of the issuer are not available")]
    KeysUnavailable,
}

satchel_log::declare_loggable!(Refusal, "names of rules and of fields");

impl Refusal {
    /// The stable code (kebab-case) of the rule, as in `spec/ias-wire.md`, section 8.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotCompact
            | Self::NotBase64Url
            | Self::NotJsonObject
            | Self::MalformedTime
            | Self::MalformedSubject => "malformed",
            Self::AlgorithmNotAllowed => "alg-not-allowed",
            Self::KeyDoesNotFit => "key-mismatch",
            Self::BringsOwnKey | Self::DemandsExtension => "header-not-allowed",
            Self::WrongType => "wrong-type",
            Self::UnknownKey => "unknown-key",
            Self::BadKeySet => "bad-jwks",
            Self::BadSignature => "bad-signature",
            Self::WrongIssuer => "wrong-issuer",
            Self::WrongAudience => "wrong-audience",
            Self::Expired => "expired",
            Self::NotYetValid => "not-yet-valid",
            Self::TooOld | Self::AuthenticationTooOld => "too-old",
            Self::WrongPurpose => "wrong-purpose",
            Self::AssuranceTooLow => "assurance-too-low",
            Self::SubjectChanged => "subject-changed",
            Self::NonceMismatch => "nonce-mismatch",
            Self::HashMismatch => "hash-mismatch",
            Self::Replayed | Self::ReplayCacheFull => "replayed",
            Self::ClaimsMissing(_) => "claims-missing",
            Self::KeysUnavailable => "cannot-verify",
        }
    }
}

fn list(fields: &[crate::Field]) -> String {
    fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(", ")
}
