//! What the page sees. Nothing leaves the core for the page but these types: no token, no address, no wire name.

mod about;
mod activity;
mod app;
mod copy;
mod director;
mod directory;
mod documents;
mod finding;
mod identity;
mod kiosk;
mod known;
mod link;
mod organisation;
mod places;
mod receipts;
mod records;
mod set_up;
mod share;
mod take_away;

pub use about::{AboutView, BuildView, ContactPurpose, ContactView};
pub use activity::{ActivityEntry, ActivityKind, ActivityView};
pub use app::{AppView, Capabilities, ClockView, DemoPersonView, SavedView, SessionView, Topic};
pub use copy::{
    CopyAfter, CopyTrouble, CopyView, HolderView, KeepHow, KeyPlace, Language, LockKind, PersonHereView,
    PrivacyView, RemovalCheck, RemovalView, Removed, ReportView, SafeTrouble, SecretOutcome, System,
};
pub use director::{DemoFault, DirectorView, NotesView, StoryStepView, StoryView, WireView};
pub use directory::{DirectoryView, ListingStep, ListingView};
pub use documents::{
    DocumentsView, GetDocumentsOutcome, MissingDocumentView, MissingWhy, PersonField, PlaceAskedOutcome,
    PlaceAskedView, PlacesAnswered, RetrievalFailure, RetrievalNote, RetrievalNoteKind, RetrievalOutcome,
    RetrievalPause, RetrievalStage, RetrievalView, SetAsideView,
};
pub use finding::{
    ChangeView, ConsentView, DiaryEntry, DiaryKind, Effect, Provision, SearchStatus, SearchView,
};
pub use identity::{Errand, InBrowser, SignInOn, SignInOutcome, SigningIn};
pub use kiosk::{
    CountersView, SelfCheck, SelfCheckState, SelfCheckView, SelfTestView, StaffAct, StaffOutcome, VisitEnd,
    VisitKind, VisitStage, VisitView, WipeCheck, WipeView,
};
pub use known::LastKnownView;
pub use link::{
    LinkLook, LinkOutcome, LinkRefusal, LinkView, ReceivedGroup, ReceivedKind, ReceivedView, RefusalView,
    Whose,
};
pub use organisation::{
    AssumedView, CheckerView, HelpView, OrganisationPage, OrganisationView, TermsView, WordsView,
};
pub use places::{
    ConnectOutcome, ConnectedHow, Connecting, LastsUnit, LastsView, LookReason, PermissionView, PlaceAction,
    PlaceDetailView, PlaceState, PlaceView, PlacesView, TurnOffOutcome, TurningOff, Voice,
};
pub use receipts::{Consequence, ConsequenceView, ReceiptSearch, ReceiptView, TurningOffView};
pub use records::{
    ChartView, CompletenessView, FileContentView, FileProblem, FileShown, HealthSummaryView, HitView,
    KindCountView, KindFailureView, ListBy, ListCountView, ListKind, PartialDate, PlaceCompletenessView,
    PlaceNameView, PointView, RecordCopyView, RecordFileView, RecordLineView, RecordListView, RecordPageView,
    RecordPartView, RecordPlaceView, RecordView, Row, When, Word, outline,
};
pub use set_up::{
    DetailField, Details, DetailsOutcome, IdentityOutcome, ProofState, ProofView, SetUpStep, SetUpView,
};
pub use share::{PasscodeView, PastShareView, QrView, ShareKind, ShareView};
pub use take_away::{
    AccountView, BackupLook, BackupOutcome, DeletedView, LastBackupView, RestoreStep, SavedFilesView,
    SavedSummaryView, TakeAwayView,
};

/// Two letters of a name for a tag: the first of the first word and of the next word that is not a small one.
#[must_use]
pub fn initials(name: &str) -> String {
    const SMALL: [&str; 8] = ["of", "the", "and", "de", "la", "del", "los", "y"];
    name.split_whitespace()
        .filter(|word| !SMALL.contains(&word.to_lowercase().as_str()))
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}
