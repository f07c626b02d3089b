//! The sandbox from outside: real HTTP on the loopback address, a clock that stands still until a test moves it.
//! Documents and variables come from `tests/fixtures/guides` (the guides, word for word) and from `data/` (the wire
//! reference, and what the vendor's SDK sends).

// Marked as tests so that the lints know it.
#[cfg(test)]
mod access;
#[cfg(test)]
mod app;
#[cfg(test)]
mod checklist;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod csp;
#[cfg(test)]
mod device;
#[cfg(test)]
mod director;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod idp;
#[cfg(test)]
mod links;
#[cfg(test)]
mod network;
#[cfg(test)]
mod overview;
#[cfg(test)]
mod people;
#[cfg(test)]
mod places;
#[cfg(test)]
mod plays;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod program;
#[cfg(test)]
mod records;
#[cfg(test)]
mod rejections;
#[cfg(test)]
mod session;
#[cfg(test)]
mod story;
#[cfg(test)]
mod support;
