//! What the page may ask.
//!
//! Knows names, requests, views and topics. Must never know Tauri, a wire or SQL. The list in [`for_each_command`] is
//! the only list: the shell makes its Tauri handlers from it one by one, [`dispatch`] serves a page in an ordinary
//! browser, and the TypeScript types of the page are written from it.

mod about;
mod activity;
mod connections;
mod consent;
mod copy;
mod demo;
mod dispatch;
mod documents;
mod error;
mod kiosk;
mod link;
mod list;
mod places;
mod records;
mod report;
mod search;
mod session;
mod set_up;
mod share;
mod take_away;
mod typescript;

pub use about::about;
pub use activity::activity;
pub use connections::{
    PlaceRequest, connect, connect_look, connect_reopen, connect_stop, places, turn_back_on,
};
pub use consent::{ConsentRequest, consent, last_known, receipts, set_consent, turning_off};
pub use copy::{
    KeepRequest, LanguageRequest, LockAfterRequest, LockRequest, NotificationsRequest, PersonRequest,
    SecretRequest, change_lock, decline_pin, keep_here, lock, open_copy, people, privacy, remove_everything,
    remove_pin, save_activity, set_language, set_lock_after, set_notifications, start_fresh, still_here,
    unlock,
};
pub use demo::{
    DirectionRequest, IN_NOTES, StoryRequest, WireRequest, clock, demo_people, direct, director, notes,
    open_notes, story_steps, wire_log,
};
pub use dispatch::{Progress, dispatch, guard};
pub use documents::{GetDocumentsRequest, documents, get_documents, stop_documents};
pub use error::CommandError;
pub use kiosk::{
    AT_KIOSK, OF_KIOSK, SayRequest, StaffPinRequest, StaffRequest, VisitRequest, begin_visit, call_staff,
    end_visit, hush, offered, say, self_test, staff, staff_pin, visit,
};
pub use link::{
    LinkIdRequest, LinkPictureRequest, LinkTextRequest, OpenLinkRequest, PreviewRequest, close_link,
    keep_link, look_at_given_link, look_at_link, look_at_picture, open_link, preview_share,
};
pub use list::NAMES;
pub use places::{
    AskForPlaceRequest, FindPlacesRequest, HidePlaceRequest, RemovePlaceRequest, ask_for_place, find_places,
    hide_place, keep_on, look_closer, place, remove_place, turn_off, vouch,
};
pub use records::{
    RecordFileRequest, RecordListRequest, RecordPageRequest, RecordRequest, SaveRecordRequest, completeness,
    health_summary, read_records, record, record_file, record_list, record_page, records_looked_at,
    save_record,
};
pub use report::{ReportRequest, report, save_report};
pub use search::{VisibleRequest, search, set_visible};
pub use session::{
    ErrandRequest, ProviderSignInRequest, SignInRequest, SignOutRequest, app, errand_look, errand_reopen,
    errand_stop, sign_in, sign_in_again, sign_in_at_provider, sign_out,
};
pub use set_up::{
    DetailsRequest, IdentityCheckRequest, PageRequest, TermsRequest, accept_terms, check_identity, details,
    open_page, organisation, save_details, set_up,
};
pub use share::{
    ShareIdRequest, SharePageRequest, ShareRequest, copy_share_link, create_share, end_share, past_shares,
    save_share_drawing, save_share_page, save_share_picture, share, show_passcode,
};
pub use take_away::{
    BackupRequest, LookAtBackupRequest, RestoreRequest, SummaryLine, SummaryRequest, SummarySection, account,
    back_up, close_account, delete_file, delete_place_records, delete_record, keep_account, look_at_backup,
    restore_backup, save_files, save_summary, stop_restore, take_away,
};
pub use typescript::typescript;
pub use workflow::Core;
pub use workflow::view::{self, Topic};
