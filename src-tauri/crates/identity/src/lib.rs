//! Who somebody is: sign-in by OAuth, checks of identity tokens, and whether a token and a record are one person.
//!
//! Knows the authorization code flow, the device flow, the rules for tokens and the rules for matching people. Must
//! never know which network wants the token, and keeps nothing: the clock is an argument, what it remembers is a
//! value of the caller. Facts: `spec/ias-wire.md`, sections 5 to 9.

mod algorithm;
mod authorize;
mod claims;
mod compact;
pub mod demographics;
mod device;
mod field;
mod issuer;
mod key_cache;
mod keys;
mod loopback;
mod normal;
mod oauth;
pub mod ownership;
mod person;
#[cfg(test)]
mod primitives;
mod provider;
mod refusal;
mod replay;
mod roca;
mod rules;
mod sign_in_token;
mod strict_json;
mod token;
mod tokens;

pub use algorithm::Algorithm;
pub use authorize::{Ask, Authorized, PendingSignIn, Received};
pub use claims::person_from_claims;
pub use device::DeviceAuthorization;
pub use field::Field;
pub use issuer::{IssuerProfile, PurposeCarrier, Skew, SkewTooLarge, T_IAS, T_IAS_URI, TokenShape};
pub use key_cache::KeyCache;
pub use keys::KeySet;
pub use loopback::{CALLBACK_PATH, LandingPage, Loopback};
pub use oauth::{Client, Error, RefusedBecause, RelyingParty};
pub use person::{BirthDate, Person, PersonAddress, PersonName, Standing};
pub use provider::Provider;
pub use refusal::Refusal;
pub use replay::ReplayCache;
pub use sign_in_token::SignedIn;
pub use token::{Check, IasToken, Occasion, check_signature, key_id};
pub use tokens::Tokens;
