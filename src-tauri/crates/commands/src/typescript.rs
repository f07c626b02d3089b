//! The page's types, written from ours.

use std::fmt::Write as _;

use ts_rs::{Config, TS};
use workflow::view::outline::{
    Block, Cell, Fact, Inline, Label, Notice, Outline, Person, Run, Section, Style, Table,
};
use workflow::view::{
    AboutView, AccountView, ActivityEntry, ActivityKind, ActivityView, AppView, AssumedView, BackupLook,
    BackupOutcome, BuildView, Capabilities, ChangeView, ChartView, CheckerView, ClockView, CompletenessView,
    ConnectOutcome, ConnectedHow, Connecting, ConsentView, Consequence, ConsequenceView, ContactPurpose,
    ContactView, CopyAfter, CopyTrouble, CopyView, CountersView, DeletedView, DemoFault, DemoPersonView,
    DetailField, Details, DetailsOutcome, DiaryEntry, DiaryKind, DirectorView, DirectoryView, DocumentsView,
    Effect, Errand, FileContentView, FileProblem, FileShown, GetDocumentsOutcome, HealthSummaryView,
    HelpView, HitView, HolderView, IdentityOutcome, InBrowser, KeepHow, KeyPlace, KindCountView,
    KindFailureView, Language, LastBackupView, LastKnownView, LastsUnit, LastsView, LinkLook, LinkOutcome,
    LinkRefusal, LinkView, ListBy, ListCountView, ListKind, ListingStep, ListingView, LockKind, LookReason,
    MissingDocumentView, MissingWhy, NotesView, OrganisationPage, OrganisationView, PartialDate,
    PasscodeView, PastShareView, PermissionView, PersonField, PersonHereView, PlaceAction, PlaceAskedOutcome,
    PlaceAskedView, PlaceCompletenessView, PlaceDetailView, PlaceNameView, PlaceState, PlaceView,
    PlacesAnswered, PlacesView, PointView, PrivacyView, ProofState, ProofView, Provision, QrView,
    ReceiptSearch, ReceiptView, ReceivedGroup, ReceivedKind, ReceivedView, RecordCopyView, RecordFileView,
    RecordLineView, RecordListView, RecordPageView, RecordPartView, RecordPlaceView, RecordView, RefusalView,
    RemovalCheck, RemovalView, Removed, ReportView, RestoreStep, RetrievalFailure, RetrievalNote,
    RetrievalNoteKind, RetrievalOutcome, RetrievalPause, RetrievalStage, RetrievalView, Row, SafeTrouble,
    SavedFilesView, SavedSummaryView, SavedView, SearchStatus, SearchView, SecretOutcome, SelfCheck,
    SelfCheckState, SelfCheckView, SelfTestView, SessionView, SetAsideView, SetUpStep, SetUpView, ShareKind,
    ShareView, SignInOn, SignInOutcome, SigningIn, StaffAct, StaffOutcome, StoryStepView, StoryView, System,
    TakeAwayView, TermsView, Topic, TurnOffOutcome, TurningOff, TurningOffView, VisitEnd, VisitKind,
    VisitStage, VisitView, Voice, When, Whose, WipeCheck, WipeView, WireView, Word, WordsView,
};
use workflow::{ErrorCode, LinkFault, RetryView};

use crate::consent::Decision;
use crate::{
    AskForPlaceRequest, BackupRequest, CommandError, ConsentRequest, DetailsRequest, DirectionRequest,
    ErrandRequest, FindPlacesRequest, GetDocumentsRequest, HidePlaceRequest, IdentityCheckRequest,
    KeepRequest, LanguageRequest, LinkIdRequest, LinkPictureRequest, LinkTextRequest, LockAfterRequest,
    LockRequest, LookAtBackupRequest, NotificationsRequest, OpenLinkRequest, PageRequest, PersonRequest,
    PlaceRequest, PreviewRequest, ProviderSignInRequest, RecordFileRequest, RecordListRequest,
    RecordPageRequest, RecordRequest, RemovePlaceRequest, ReportRequest, RestoreRequest, SaveRecordRequest,
    SayRequest, SecretRequest, ShareIdRequest, SharePageRequest, ShareRequest, SignInRequest, SignOutRequest,
    StaffPinRequest, StaffRequest, StoryRequest, SummaryLine, SummaryRequest, SummarySection, TermsRequest,
    VisibleRequest, VisitRequest, WireRequest,
};

const HEAD: &str = "\
// Written from the Rust types by `cargo xtask bindings`. Do not edit; `cargo verify` fails when it is stale.

/** An instant, RFC 3339, UTC. */
export type Instant = string;
";

macro_rules! declare {
    ($config:expr; $($type:ty),* $(,)?) => {
        [$((<$type>::docs(), <$type>::decl($config))),*]
    };
}

/// The whole of `ui/src/ipc/generated.ts`.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a list of types, a line each")]
pub fn typescript() -> String {
    let config = &Config::default();
    let mut text = HEAD.to_owned();
    let types = declare!(config;
        Capabilities,
        SessionView,
        LockKind,
        HolderView,
        SafeTrouble,
        CopyTrouble,
        CopyView,
        AppView,
        ClockView,
        DemoPersonView,
        DemoFault,
        StoryView,
        DirectorView,
        StoryStepView,
        NotesView,
        WireView,
        StoryRequest,
        DirectionRequest,
        WireRequest,
        SignInRequest,
        Errand,
        ErrandRequest,
        InBrowser,
        SignInOn,
        ProviderSignInRequest,
        SigningIn,
        SignInOutcome,
        WordsView,
        HelpView,
        TermsView,
        CheckerView,
        OrganisationView,
        AssumedView,
        OrganisationPage,
        PageRequest,
        SetUpStep,
        ProofState,
        ProofView,
        DetailField,
        SetUpView,
        TermsRequest,
        IdentityCheckRequest,
        IdentityOutcome,
        Details,
        DetailsRequest,
        DetailsOutcome,
        CopyAfter,
        SignOutRequest,
        RemovalCheck,
        Removed,
        RemovalView,
        SecretOutcome,
        SecretRequest,
        LockRequest,
        KeepHow,
        KeepRequest,
        KeyPlace,
        System,
        PrivacyView,
        LockAfterRequest,
        NotificationsRequest,
        Language,
        LanguageRequest,
        PersonHereView,
        PersonRequest,
        ReportView,
        ReportRequest,
        LastBackupView,
        TakeAwayView,
        SavedFilesView,
        SavedSummaryView,
        SummaryLine,
        SummarySection,
        SummaryRequest,
        BackupRequest,
        BackupOutcome,
        LookAtBackupRequest,
        BackupLook,
        RestoreRequest,
        RestoreStep,
        DeletedView,
        AccountView,
        VisibleRequest,
        Provision,
        Effect,
        ChangeView,
        ConsentView,
        Consequence,
        ConsequenceView,
        TurningOffView,
        ReceiptSearch,
        ReceiptView,
        Decision,
        ConsentRequest,
        SearchStatus,
        DiaryKind,
        DiaryEntry,
        SearchView,
        Voice,
        PlaceState,
        PlaceAction,
        ConnectedHow,
        PlaceView,
        PlacesView,
        LastKnownView,
        PlaceRequest,
        LookReason,
        Connecting,
        ConnectOutcome,
        LastsUnit,
        LastsView,
        PermissionView,
        PlaceDetailView,
        TurningOff,
        TurnOffOutcome,
        RemovePlaceRequest,
        HidePlaceRequest,
        ListingStep,
        ListingView,
        DirectoryView,
        FindPlacesRequest,
        AskForPlaceRequest,
        ShareKind,
        KindCountView,
        HealthSummaryView,
        Word,
        PartialDate,
        When,
        Label,
        Style,
        Run,
        Inline,
        Block,
        Cell,
        Table,
        Section,
        Fact,
        Person,
        Notice,
        Outline,
        Row,
        ListKind,
        ListBy,
        RecordListRequest,
        RecordPartView,
        RecordPlaceView,
        RecordListView,
        RecordPageRequest,
        PlaceNameView,
        HitView,
        RecordLineView,
        RecordPageView,
        RecordRequest,
        RecordFileView,
        RecordCopyView,
        PointView,
        ChartView,
        RecordView,
        RecordFileRequest,
        FileShown,
        FileProblem,
        FileContentView,
        SaveRecordRequest,
        ListCountView,
        PlaceCompletenessView,
        KindFailureView,
        CompletenessView,
        ShareRequest,
        QrView,
        ShareView,
        ShareIdRequest,
        PasscodeView,
        SavedView,
        SharePageRequest,
        PastShareView,
        PreviewRequest,
        LinkTextRequest,
        LinkPictureRequest,
        LinkIdRequest,
        OpenLinkRequest,
        LinkView,
        LinkRefusal,
        RefusalView,
        LinkLook,
        Whose,
        ReceivedKind,
        ReceivedGroup,
        ReceivedView,
        LinkOutcome,
        LinkFault,
        ErrorCode,
        RetryView,
        CommandError,
        BuildView,
        ContactPurpose,
        ContactView,
        AboutView,
        PersonField,
        RetrievalStage,
        RetrievalPause,
        RetrievalOutcome,
        RetrievalFailure,
        PlacesAnswered,
        RetrievalNoteKind,
        RetrievalNote,
        PlaceAskedOutcome,
        PlaceAskedView,
        MissingWhy,
        MissingDocumentView,
        RetrievalView,
        SetAsideView,
        DocumentsView,
        GetDocumentsRequest,
        GetDocumentsOutcome,
        ActivityKind,
        ActivityEntry,
        ActivityView,
        Topic,
        VisitKind,
        VisitEnd,
        VisitStage,
        WipeCheck,
        WipeView,
        VisitView,
        VisitRequest,
        StaffOutcome,
        StaffAct,
        StaffRequest,
        StaffPinRequest,
        SelfCheck,
        SelfCheckState,
        SelfCheckView,
        CountersView,
        SelfTestView,
        SayRequest,
    );
    for (docs, declaration) in types {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{}export {declaration}\n", docs.unwrap_or_default());
    }
    text.push_str("\n/** Every command: what it takes, what it answers, what it reports meanwhile. */\nexport type Commands = {\n");
    for (name, request, response, progress) in commands(config) {
        let _ =
            writeln!(text, "  {name}: {{ request: {request}; response: {response}; progress: {progress} }};");
    }
    text.push_str("};\n");
    text
}

macro_rules! commands {
    (
        plain { $($plain:ident -> $plain_response:ty;)* }
        asking { $($asking:ident($asking_request:ty) -> $asking_response:ty;)* }
        reporting { $($reporting:ident($reporting_request:ty) -> $reporting_response:ty, $progress:ty;)* }
    ) => {
        fn commands(config: &Config) -> Vec<(&'static str, String, String, String)> {
            vec![
                $((stringify!($plain), "null".to_owned(), <$plain_response>::name(config), "never".to_owned()),)*
                $((stringify!($asking), <$asking_request>::name(config), <$asking_response>::name(config), "never".to_owned()),)*
                $((
                    stringify!($reporting),
                    <$reporting_request>::name(config),
                    <$reporting_response>::name(config),
                    <$progress>::name(config),
                ),)*
            ]
        }
    };
}
crate::for_each_command!(commands);

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::typescript;

    /// Fails when the page's types are stale. `SATCHEL_WRITE_BINDINGS=1` writes them instead.
    #[test]
    fn bindings_are_what_the_page_was_built_with() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/generated.ts");
        let fresh = typescript();
        if std::env::var_os("SATCHEL_WRITE_BINDINGS").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(kept == fresh, "ui/src/ipc/generated.ts is stale: run `cargo xtask bindings`");
    }
}
