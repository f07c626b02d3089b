//! The checks of tokens and people, as whoever uses the crate sees them.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a check that cannot go on has failed")]

mod certified;
mod device;
mod examples;
mod key_cache;
mod keys;
mod loopback;
mod matching;
mod mutations;
mod ownership;
mod provider;
mod published;
mod rules;
mod sign_in;
mod sign_in_token;
mod support;
mod vectors;
