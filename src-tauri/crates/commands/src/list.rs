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
                director -> $crate::view::DirectorView;
                notes -> Option<$crate::view::NotesView>;
                open_notes -> ();
                sign_in_again -> $crate::view::AppView;
                organisation -> Option<$crate::view::OrganisationView>;
                set_up -> $crate::view::SetUpView;
                details -> $crate::view::Details;
                consent -> $crate::view::ConsentView;
                turning_off -> $crate::view::TurningOffView;
                receipts -> Vec<$crate::view::ReceiptView>;
                last_known -> $crate::view::LastKnownView;
                search -> $crate::view::SearchView;
                places -> $crate::view::PlacesView;
                about -> $crate::view::AboutView;
                look_closer -> $crate::view::PlacesView;
                health_summary -> $crate::view::HealthSummaryView;
                completeness -> $crate::view::CompletenessView;
                read_records -> ();
                records_looked_at -> ();
                activity -> $crate::view::ActivityView;
                documents -> $crate::view::DocumentsView;
                stop_documents -> $crate::view::DocumentsView;
                look_at_given_link -> Option<$crate::view::LinkLook>;
                share -> Option<$crate::view::ShareView>;
                past_shares -> Vec<$crate::view::PastShareView>;
                lock -> ();
                still_here -> ();
                people -> Vec<$crate::view::PersonHereView>;
                privacy -> $crate::view::PrivacyView;
                decline_pin -> ();
                start_fresh -> ();
                remove_everything -> $crate::view::RemovalView;
                save_activity -> $crate::view::SavedView;
                report -> $crate::view::ReportView;
                take_away -> $crate::view::TakeAwayView;
                save_files -> $crate::view::SavedFilesView;
                stop_restore -> ();
                account -> $crate::view::AccountView;
                close_account -> $crate::view::AccountView;
                keep_account -> $crate::view::AccountView;
                visit -> $crate::view::VisitView;
                end_visit -> ();
                call_staff -> bool;
                self_test -> $crate::view::SelfTestView;
                hush -> ();
            }
            asking {
                story_steps($crate::StoryRequest) -> Vec<$crate::view::StoryStepView>;
                direct($crate::DirectionRequest) -> $crate::view::DirectorView;
                wire_log($crate::WireRequest) -> Vec<$crate::view::WireView>;
                sign_in($crate::SignInRequest) -> $crate::view::AppView;
                sign_out($crate::SignOutRequest) -> Option<$crate::view::RemovalView>;
                open_page($crate::PageRequest) -> Option<$crate::view::QrView>;
                accept_terms($crate::TermsRequest) -> $crate::view::SetUpView;
                save_details($crate::DetailsRequest) -> $crate::view::DetailsOutcome;
                errand_reopen($crate::ErrandRequest) -> ();
                errand_look($crate::ErrandRequest) -> ();
                errand_stop($crate::ErrandRequest) -> ();
                set_consent($crate::ConsentRequest) -> $crate::view::ConsentView;
                connect_look($crate::PlaceRequest) -> ();
                connect_reopen($crate::PlaceRequest) -> ();
                connect_stop($crate::PlaceRequest) -> ();
                turn_back_on($crate::PlaceRequest) -> $crate::view::PlaceView;
                place($crate::PlaceRequest) -> $crate::view::PlaceDetailView;
                keep_on($crate::PlaceRequest) -> ();
                remove_place($crate::RemovePlaceRequest) -> $crate::view::PlaceView;
                hide_place($crate::HidePlaceRequest) -> ();
                find_places($crate::FindPlacesRequest) -> $crate::view::DirectoryView;
                vouch($crate::PlaceRequest) -> ();
                ask_for_place($crate::AskForPlaceRequest) -> ();
                create_share($crate::ShareRequest) -> $crate::view::ShareView;
                show_passcode($crate::ShareIdRequest) -> $crate::view::PasscodeView;
                end_share($crate::ShareIdRequest) -> ();
                save_share_picture($crate::ShareIdRequest) -> $crate::view::SavedView;
                save_share_drawing($crate::ShareIdRequest) -> $crate::view::SavedView;
                save_share_page($crate::SharePageRequest) -> $crate::view::SavedView;
                copy_share_link($crate::ShareIdRequest) -> ();
                preview_share($crate::PreviewRequest) -> $crate::view::LinkOutcome;
                look_at_link($crate::LinkTextRequest) -> $crate::view::LinkLook;
                look_at_picture($crate::LinkPictureRequest) -> $crate::view::LinkLook;
                open_link($crate::OpenLinkRequest) -> $crate::view::LinkOutcome;
                keep_link($crate::LinkIdRequest) -> $crate::view::ReceivedView;
                close_link($crate::LinkIdRequest) -> ();
                unlock($crate::SecretRequest) -> $crate::view::SecretOutcome;
                change_lock($crate::LockRequest) -> $crate::view::SecretOutcome;
                remove_pin($crate::SecretRequest) -> $crate::view::SecretOutcome;
                keep_here($crate::KeepRequest) -> $crate::view::SecretOutcome;
                set_lock_after($crate::LockAfterRequest) -> $crate::view::PrivacyView;
                open_copy($crate::PersonRequest) -> $crate::view::AppView;
                set_language($crate::LanguageRequest) -> ();
                set_visible($crate::VisibleRequest) -> ();
                set_notifications($crate::NotificationsRequest) -> $crate::view::PrivacyView;
                record_list($crate::RecordListRequest) -> $crate::view::RecordListView;
                record_page($crate::RecordPageRequest) -> $crate::view::RecordPageView;
                record($crate::RecordRequest) -> $crate::view::RecordView;
                record_file($crate::RecordFileRequest) -> $crate::view::FileContentView;
                save_record($crate::SaveRecordRequest) -> $crate::view::SavedView;
                save_report($crate::ReportRequest) -> $crate::view::SavedView;
                save_summary($crate::SummaryRequest) -> $crate::view::SavedSummaryView;
                back_up($crate::BackupRequest) -> $crate::view::BackupOutcome;
                look_at_backup($crate::LookAtBackupRequest) -> $crate::view::BackupLook;
                restore_backup($crate::RestoreRequest) -> $crate::view::RestoreStep;
                delete_file($crate::RecordFileRequest) -> $crate::view::DeletedView;
                delete_record($crate::RecordRequest) -> $crate::view::DeletedView;
                delete_place_records($crate::PlaceRequest) -> $crate::view::DeletedView;
                begin_visit($crate::VisitRequest) -> ();
                staff_pin($crate::StaffPinRequest) -> $crate::view::StaffOutcome;
                staff($crate::StaffRequest) -> ();
                say($crate::SayRequest) -> ();
            }
            reporting {
                get_documents($crate::GetDocumentsRequest) -> $crate::view::GetDocumentsOutcome, $crate::view::InBrowser;
                check_identity($crate::IdentityCheckRequest) -> $crate::view::IdentityOutcome, $crate::view::InBrowser;
                sign_in_at_provider($crate::ProviderSignInRequest) -> $crate::view::SignInOutcome, $crate::view::SigningIn;
                connect($crate::PlaceRequest) -> $crate::view::ConnectOutcome, $crate::view::Connecting;
                turn_off($crate::PlaceRequest) -> $crate::view::TurnOffOutcome, $crate::view::TurningOff;
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
