//! One Tauri handler per command, from the list in `commands`: window permissions stay per command.

use std::sync::Arc;

use commands::{CommandError, Core, guard};
use tauri::ipc::{Channel, Invoke};
use tauri::{Runtime, State};

macro_rules! handlers {
    (
        plain { $($plain:ident -> $plain_response:ty;)* }
        asking { $($asking:ident($asking_request:ty) -> $asking_response:ty;)* }
        reporting { $($reporting:ident($reporting_request:ty) -> $reporting_response:ty, $progress:ty;)* }
    ) => {
        $(
            #[tauri::command]
            async fn $plain(core: State<'_, Arc<Core>>) -> Result<$plain_response, CommandError> {
                commands::offered(&core, stringify!($plain))?;
                guard(commands::$plain(&core)).await
            }
        )*
        $(
            #[tauri::command]
            async fn $asking(
                core: State<'_, Arc<Core>>,
                request: $asking_request,
            ) -> Result<$asking_response, CommandError> {
                commands::offered(&core, stringify!($asking))?;
                guard(commands::$asking(&core, request)).await
            }
        )*
        $(
            #[tauri::command]
            async fn $reporting(
                core: State<'_, Arc<Core>>,
                request: $reporting_request,
                progress: Channel<$progress>,
            ) -> Result<$reporting_response, CommandError> {
                commands::offered(&core, stringify!($reporting))?;
                // A page that is gone hears nothing, and the work goes on.
                let report = move |step: $progress| drop(progress.send(step));
                guard(commands::$reporting(&core, request, &report)).await
            }
        )*

        /// Every handler.
        pub(crate) fn all<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($plain,)* $($asking,)* $($reporting,)*]
        }
    };
}
commands::for_each_command!(handlers);
