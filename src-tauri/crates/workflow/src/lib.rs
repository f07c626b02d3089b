//! The verbs: what a person can do, in which order the steps go, and what is true at the end.
//!
//! Knows the order of steps and the invariants (ARCHITECTURE, section 3). Must never know Tauri, GraphQL text, SQL,
//! or a sentence for a patient. One file per verb; what leaves for the page has passed through [`view`].

mod about;
mod account;
mod activity;
mod add_place;
mod assumed;
mod authorize;
mod back_up;
mod chance;
mod check_identity;
mod clock;
mod completeness;
mod connect;
mod connections;
mod consent;
mod consequences;
mod core;
mod delete;
mod details;
mod director;
mod errand;
mod error;
mod export;
mod facts;
mod finding_change;
mod health_summary;
mod host;
mod keep;
mod keeping;
mod kiosk;
mod last_known;
mod link;
mod listing;
mod live_check;
mod local_copy;
mod lock;
pub mod on_disk;
mod organisation;
mod passcode;
mod people;
mod place;
mod polling;
mod privacy;
mod providers;
mod read_records;
mod receipts;
mod receive;
mod reconnect;
mod record;
mod record_list;
mod remove_place;
mod report;
mod restore;
mod retrieve;
mod returns;
mod save_files;
mod save_summary;
mod search;
mod session;
mod set_up;
mod share;
mod sign_in;
mod sign_in_at_provider;
mod status;
mod take_away;
mod turn_off;
mod verify;
mod verify_identity;
pub mod view;
mod wipe;

pub use about::about;
pub use account::{account, close_account, keep_account};
pub use activity::activity;
pub use add_place::{ask_for_place, find_places, vouch};
pub use assumed::Assumed;
pub use back_up::back_up;
pub use check_identity::check_identity;
pub use clock::{Clock, Reading};
pub use completeness::completeness;
pub use connect::{connect, look, reopen, stop};
pub use connections::places;
pub use consent::{consent, set_consent};
pub use consequences::turning_off;
pub use core::{Changed, Core, Parts};
pub use delete::{delete_file, delete_place_records, delete_record};
pub use details::{details, save_details};
pub use director::{Direction, direct, director, notes, open_notes, story_steps, wire_log};
pub use errand::{look_at_errand, reopen_errand, stop_errand};
pub use error::{Error, ErrorCode, LinkFault, RetryView};
pub use export::save_activity;
pub use facts::look_closer;
pub use health_summary::health_summary;
pub use host::{FileName, Host, HostError, Landing, NewFile, NewFolder, Notice, Saved};
pub use identity::{CALLBACK_PATH, Client, IssuerProfile};
pub use keep::{keep_here, start_fresh};
pub use keeping::Keeping;
pub use kiosk::{
    Attendant, Kiosk, Limits, begin_visit, call_staff, end_visit, hush, say, self_test, staff, staff_pin,
    still_here, visit, watch_the_network, watch_the_visit,
};
pub use last_known::last_known;
pub use link::{
    close_link, keep_link, look_at_given_link, look_at_link, look_at_picture, open_link, preview_share,
    typed_passcode,
};
pub use live_check::{Terminal, live_check};
pub use lock::{change_lock, decline_pin, lock, lock_for_sleep, remove_pin, unlock, watch_the_lock};
pub use networks::CorrelationId;
pub use organisation::{Checker, Organisation, Terms, Words, open_page, organisation};
pub use people::{open_copy, people};
pub use place::{hide_place, place};
pub use polling::{Draw, PLACES_EVERY, Pace, Sight};
pub use privacy::{privacy, set_language, set_lock_after, set_notifications};
pub use providers::{CredentialProvider, IdentityProvider, ReturnWay};
pub use read_records::read_records;
pub use receipts::receipts;
pub use receive::{RECEIVER_LIMITS, Received, ReceivedFile, Refusal, Visitor, receive};
pub use reconnect::{ReconnectPlan, turn_back_on};
pub use record::{record, record_file, save_record};
pub use record_list::{ListOrder, record_list, record_page, records_looked_at};
pub use remove_place::remove_place;
pub use report::{report, save_report};
pub use restore::{look_at_backup, restore_backup, stop_restore};
pub use retrieve::{Proof, begin_retrieval, documents, get_documents, stop_documents};
pub use save_files::save_files;
pub use save_summary::save_summary;
pub use search::search;
pub use session::store_of;
pub use set_up::{accept_terms, set_up};
pub use share::{
    PageWords, ShareOrder, copy_share_link, create_share, end_share, past_shares, save_share_drawing,
    save_share_page, save_share_picture, share, show_passcode,
};
pub use sign_in::{app, demo_people, sign_in, sign_in_again, sign_out};
pub use sign_in_at_provider::sign_in_at_provider;
pub use take_away::take_away;
pub use turn_off::{keep_on, turn_off};
pub use verify::{Trail, verify_trails};
pub use verify_identity::{IdentityChecked, IdentityProof, verify_identity};
pub use wipe::remove_everything;
