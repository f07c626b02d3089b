//! Commands by name, for a page that runs in an ordinary browser; and the edge at which a panic stops.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use workflow::{Core, CorrelationId, Error};

use crate::CommandError;

/// Where a command's progress goes.
pub type Progress<'a> = &'a (dyn Fn(Value) + Send + Sync);

/// Runs a command, and turns a panic of ours into an error with a reference. The log gets no payload: it could
/// hold data.
pub async fn guard<T>(command: impl Future<Output = Result<T, CommandError>>) -> Result<T, CommandError> {
    AssertUnwindSafe(command).catch_unwind().await.unwrap_or_else(|_| {
        Err(CommandError::new(&Error::Unexpected("a command panicked"), CorrelationId::new()))
    })
}

fn request<T: DeserializeOwned>(value: Value) -> Result<T, CommandError> {
    serde_json::from_value(value)
        .map_err(|_| CommandError::bad_request("the request does not fit the command"))
}

fn response<T: Serialize>(answer: &T) -> Result<Value, CommandError> {
    serde_json::to_value(answer).map_err(|_| CommandError::bad_request("the answer cannot be written"))
}

macro_rules! dispatch {
    (
        plain { $($plain:ident -> $plain_response:ty;)* }
        asking { $($asking:ident($asking_request:ty) -> $asking_response:ty;)* }
        reporting { $($reporting:ident($reporting_request:ty) -> $reporting_response:ty, $progress:ty;)* }
    ) => {
        /// Runs the command of this name with a request as JSON (`null` where it takes none).
        pub async fn dispatch(
            core: &Arc<Core>,
            name: &str,
            body: Value,
            progress: Progress<'_>,
        ) -> Result<Value, CommandError> {
            crate::offered(core, name)?;
            match name {
                $(stringify!($plain) => response::<$plain_response>(&guard(crate::$plain(core)).await?),)*
                $(stringify!($asking) => {
                    let request = request::<$asking_request>(body)?;
                    response::<$asking_response>(&guard(crate::$asking(core, request)).await?)
                })*
                $(stringify!($reporting) => {
                    let request = request::<$reporting_request>(body)?;
                    let report = |step: $progress| {
                        if let Ok(step) = serde_json::to_value(step) {
                            progress(step);
                        }
                    };
                    response::<$reporting_response>(&guard(crate::$reporting(core, request, &report)).await?)
                })*
                _ => Err(CommandError::bad_request("no such command")),
            }
        }
    };
}
crate::for_each_command!(dispatch);

/// Runs a verb under a fresh correlation id. Its answer stays here if the copy was locked meanwhile.
pub(crate) async fn verb<T, R, F>(core: &Core, run: R) -> Result<T, CommandError>
where
    R: FnOnce(CorrelationId) -> F,
    F: Future<Output = Result<T, Error>>,
{
    under(core, purpose::<R>(), async |correlation| behind_the_lock(core, run(correlation).await)).await
}

/// The same for a verb that does not wait.
pub(crate) fn at_once<T>(core: &Core, result: Result<T, Error>) -> Result<T, CommandError> {
    behind_the_lock(core, result).map_err(|error| CommandError::new(&error, core.correlation("at_once")))
}

/// The same for a verb that opens, shuts or leaves a copy, whose answer holds nothing of what is inside.
pub(crate) async fn at_the_door<T, R, F>(core: &Core, run: R) -> Result<T, CommandError>
where
    R: FnOnce(CorrelationId) -> F,
    F: Future<Output = Result<T, Error>>,
{
    under(core, purpose::<R>(), run).await
}

async fn under<T, F>(
    core: &Core,
    purpose: &'static str,
    run: impl FnOnce(CorrelationId) -> F,
) -> Result<T, CommandError>
where
    F: Future<Output = Result<T, Error>>,
{
    let correlation = core.correlation(purpose);
    run(correlation).await.map_err(|error| CommandError::new(&error, correlation))
}

/// Names the command whose closure this is.
fn purpose<R>() -> &'static str {
    std::any::type_name::<R>()
}

fn behind_the_lock<T>(core: &Core, result: Result<T, Error>) -> Result<T, Error> {
    if let Err(error) = &result {
        core.heed(error);
    }
    if core.is_unlocked() { result } else { Err(Error::Locked) }
}

#[cfg(test)]
mod tests {
    use workflow::ErrorCode;

    use super::guard;

    #[test]
    fn a_panic_stops_at_the_edge_and_gets_a_reference() {
        let command = async { if true { panic!("holds data") } else { Ok(()) } };
        let error = futures::executor::block_on(guard(command)).unwrap_err();
        assert_eq!(error.code, ErrorCode::Unexpected);
        assert!(error.reference.starts_with("SH-"));
        assert!(!format!("{error:?}").contains("holds data"));
    }
}
