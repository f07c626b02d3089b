//! The list of commands.

/// Calls a macro with every command, sorted by what it takes.
///
/// - `plain`: nothing goes in. `async fn name(&Arc<Core>) -> Result<Response, CommandError>`
/// - `asking`: a request goes in. `async fn name(&Arc<Core>, Request) -> …`
/// - `reporting`: a request goes in, and progress comes out before the answer.
///   `async fn name(&Arc<Core>, Request, &(dyn Fn(Progress) + Send + Sync)) -> …`
#[macro_export]
macro_rules! for_each_command {
    ($then:ident) => {
        $then! {
            plain {
                app -> $crate::view::AppView;
                clock -> $crate::view::ClockView;
                demo_people -> Vec<$crate::view::DemoPersonView>;
                sign_out -> ();
                consent -> $crate::view::ConsentView;
                search -> $crate::view::SearchView;
                places -> $crate::view::PlacesView;
                activity -> $crate::view::ActivityView;
                share -> Option<$crate::view::ShareView>;
            }
            asking {
                sign_in($crate::SignInRequest) -> $crate::view::SessionView;
                set_consent($crate::ConsentRequest) -> $crate::view::ConsentView;
                connect_look($crate::PlaceRequest) -> ();
                connect_reopen($crate::PlaceRequest) -> ();
                connect_stop($crate::PlaceRequest) -> ();
                turn_back_on($crate::PlaceRequest) -> $crate::view::PlaceView;
                create_share($crate::ShareRequest) -> $crate::view::ShareView;
                show_passcode($crate::ShareIdRequest) -> $crate::view::PasscodeView;
                end_share($crate::ShareIdRequest) -> ();
                save_share_picture($crate::ShareIdRequest) -> $crate::view::SavedView;
            }
            reporting {
                connect($crate::PlaceRequest) -> $crate::view::ConnectOutcome, $crate::view::Connecting;
            }
        }
    };
}

macro_rules! names {
    (
        plain { $($plain:ident -> $plain_response:ty;)* }
        asking { $($asking:ident($asking_request:ty) -> $asking_response:ty;)* }
        reporting { $($reporting:ident($reporting_request:ty) -> $reporting_response:ty, $progress:ty;)* }
    ) => {
        /// Every command's name.
        pub const NAMES: &[&str] = &[
            $(stringify!($plain),)* $(stringify!($asking),)* $(stringify!($reporting),)*
        ];
    };
}
for_each_command!(names);
