// Written from the Rust types by `cargo xtask bindings`. Do not edit; `cargo verify` fails when it is stale.

/** An instant, RFC 3339, UTC. */
export type Instant = string;

/**
 * What is allowed here. The page never asks which mode it is in.
 */
export type Capabilities = { 
/**
 * There are invented people to choose from.
 */
showsDemoPeople: boolean, 
/**
 * Somebody can sign in at an organisation.
 */
canSignIn: boolean, 
/**
 * The same on a phone.
 */
canSignInOnPhone: boolean, 
/**
 * There is a settings file, and it cannot be used.
 */
settingsNeedHelp: boolean, 
/**
 * The banner that says so stands on every screen.
 */
showsDemoBanner: boolean, 
/**
 * A picture of the QR code may be saved.
 */
canSavePicture: boolean, 
/**
 * A copy stays when the app is closed.
 */
keepsCopies: boolean, 
/**
 * Documents can be asked for at the second network: there is one, and this is no kiosk.
 */
getsDocuments: boolean, };

/**
 * Who is signed in.
 */
export type SessionView = { 
/**
 * What to call the person.
 */
givenName: string, 
/**
 * The whole name.
 */
fullName: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * `YYYY-MM-DD`, where the network has it.
 */
birthDate: string | null, };

/**
 * What a person must know to open the copy.
 */
export type LockKind = "none" | "pin" | "passphrase";

/**
 * Whose copy it is: enough for a greeting.
 */
export type HolderView = { 
/**
 * What to call the person.
 */
givenName: string, 
/**
 * Two letters.
 */
initials: string, };

/**
 * Why the computer's safe cannot be used.
 */
export type SafeTrouble = "not-there" | "not-set-up" | "locked" | "silent" | "key-gone" | "failed";

/**
 * Why the file cannot be opened.
 */
export type CopyTrouble = "damaged" | "wrong-key" | "newer" | "in-use" | "read-only" | "disk-full" | "disk";

/**
 * The copy in use, as far as the page may know it. Only `Open` lets data through.
 */
export type CopyView = { "state": "none" } | { "state": "open", 
/**
 * Whose; null where nobody told yet.
 */
holder: HolderView | null, 
/**
 * What locks it; "Lock now" is offered only where something does.
 */
lock: LockKind, } | { "state": "locked", 
/**
 * Whose, where the computer's safe tells.
 */
holder: HolderView | null, 
/**
 * What opens it.
 */
by: LockKind, 
/**
 * Wrong answers that are left before a wait.
 */
triesLeft: number, 
/**
 * Seconds until another answer is looked at; 0 for at once.
 */
waitSeconds: number, } | { "state": "no-safe", 
/**
 * Why.
 */
why: SafeTrouble, 
/**
 * A copy is here already, and its key is in that safe: a passphrase cannot open it.
 */
hasCopy: boolean, } | { "state": "trouble", 
/**
 * Why.
 */
why: CopyTrouble, };

/**
 * The app as it stands.
 */
export type AppView = { 
/**
 * The version a person can read to a help line.
 */
version: string, 
/**
 * What is allowed here.
 */
capabilities: Capabilities, 
/**
 * Who is signed in at the network. Null while the copy is locked, whoever is.
 */
session: SessionView | null, 
/**
 * The copy on this computer.
 */
copy: CopyView, 
/**
 * People who have a copy on this computer.
 */
peopleHere: number, 
/**
 * The question about a PIN is due: nobody answered it for this copy.
 */
offersPin: boolean, };

/**
 * The app's clock: the machine's, or the sandbox's.
 */
export type ClockView = { 
/**
 * What time it is.
 */
now: Instant, 
/**
 * Seconds of this clock per real second.
 */
speed: number, };

/**
 * Someone a demo can be played as.
 */
export type DemoPersonView = { 
/**
 * For `sign_in`.
 */
id: string, 
/**
 * The whole name.
 */
name: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * `YYYY-MM-DD`.
 */
birthDate: string, 
/**
 * One sentence per language code, from the scenario file.
 */
about: { [language: string]: string }, };

/**
 * A switch that makes the pretend networks misbehave.
 */
export type DemoFault = "place-down" | "slow" | "permission-ends" | "network-down" | "partial" | "unknown-status" | "not-authorized" | "busy";

/**
 * A story.
 */
export type StoryView = { 
/**
 * Names it.
 */
id: string, 
/**
 * Per language code.
 */
title: { [language: string]: string }, 
/**
 * What it shows.
 */
about: { [language: string]: string }, 
/**
 * Whom one plays in it, from `demo_people`.
 */
personId: string, };

/**
 * What can be told, and what strikes now.
 */
export type DirectorView = { 
/**
 * In the order of the sandbox.
 */
stories: Array<StoryView>, 
/**
 * The faults that are switched on.
 */
faults: Array<DemoFault>, };

/**
 * A step of a story.
 */
export type StoryStepView = { 
/**
 * What happens.
 */
caption: { [language: string]: string }, 
/**
 * What the presenter points at; empty where there is nothing.
 */
notice: { [language: string]: string }, };

/**
 * What a presenter reads beside the window that the audience sees.
 */
export type NotesView = { 
/**
 * The story's title.
 */
title: { [language: string]: string }, 
/**
 * How many steps were told.
 */
told: number, 
/**
 * All of them.
 */
steps: Array<StoryStepView>, };

/**
 * One request to the pretend networks, and its answer. Secrets are masked where it was recorded.
 */
export type WireView = { 
/**
 * Grows by one.
 */
number: number, 
/**
 * The demo's time.
 */
at: string, 
/**
 * `POST`
 */
method: string, 
/**
 * `/v1/graphql`
 */
path: string, 
/**
 * It came with a token or a key.
 */
authorized: boolean, 
/**
 * The body, cut.
 */
request: string, 
/**
 * HTTP.
 */
status: number, 
/**
 * The body, cut.
 */
answer: string, };

/**
 * Which story.
 */
export type StoryRequest = { 
/**
 * From `director`.
 */
storyId: string, };

/**
 * What the director does.
 */
export type DirectionRequest = { "does": "step", 
/**
 * From `director`.
 */
storyId: string, 
/**
 * Which step.
 */
step: number, } | { "does": "speed", 
/**
 * Seconds for one.
 */
times: number, } | { "does": "later", 
/**
 * How many.
 */
days: number, } | { "does": "fault", 
/**
 * Which.
 */
fault: DemoFault, 
/**
 * On or off.
 */
on: boolean, } | { "does": "reset" };

/**
 * What came after.
 */
export type WireRequest = { 
/**
 * The last number that is known; 0 for all.
 */
after: number, };

/**
 * Whom to play.
 */
export type SignInRequest = { 
/**
 * From `demo_people`.
 */
personId: string, };

/**
 * What a person does in the system's browser for us.
 */
export type Errand = "sign-in" | "identity-check" | "document-check";

/**
 * What a person does in the browser.
 */
export type ErrandRequest = { 
/**
 * Which.
 */
errand: Errand, };

/**
 * How far an errand in the browser is.
 */
export type InBrowser = { "step": "opening" } | { "step": "waiting", 
/**
 * Whose page it is.
 */
host: string, 
/**
 * When we stop waiting.
 */
until: Instant, 
/**
 * At a kiosk: the page for the person's phone.
 */
qr: QrView | null, } | { "step": "confirming" };

/**
 * Where a person signs in.
 */
export type SignInOn = "this-computer" | "phone";

/**
 * Where a person signs in at the organisation.
 */
export type ProviderSignInRequest = { 
/**
 * Where.
 */
on: SignInOn, };

/**
 * How far a sign-in is.
 */
export type SigningIn = { "step": "opening" } | { "step": "in-browser", 
/**
 * Whose page it is.
 */
host: string, 
/**
 * When we stop waiting.
 */
until: Instant, } | { "step": "show-code", 
/**
 * The code.
 */
code: string, 
/**
 * Where it is typed, without `https://`.
 */
address: string, 
/**
 * The same with the code in it, to be scanned.
 */
qr: QrView | null, 
/**
 * When the code ends.
 */
until: Instant, } | { "step": "confirming" };

/**
 * How a sign-in ended.
 */
export type SignInOutcome = { "result": "signed-in", 
/**
 * The app as it stands.
 */
app: AppView, } | { "result": "declined" } | { "result": "stopped" } | { "result": "time-is-up" };

/**
 * A sentence of the organisation's: one text per language code, English always.
 */
export type WordsView = { [language: string]: string };

/**
 * Whom a patient can ask; at least one way.
 */
export type HelpView = { 
/**
 * A telephone number as it is shown.
 */
phone: string | null, 
/**
 * A mail address.
 */
email: string | null, 
/**
 * A page, opened in the browser.
 */
hasPage: boolean, 
/**
 * When somebody answers.
 */
hours: WordsView | null, };

/**
 * The terms of use.
 */
export type TermsView = { 
/**
 * What they are called.
 */
title: WordsView, 
/**
 * The organisation's own mark.
 */
version: string, 
/**
 * From when they hold, `YYYY-MM-DD`.
 */
date: string, };

/**
 * Who checks identities. Without steps or promises of theirs, there are no such cards.
 */
export type CheckerView = { 
/**
 * As patients will see it.
 */
name: string | null, 
/**
 * The check is offered.
 */
offered: boolean, 
/**
 * What the patient will do.
 */
steps: Array<WordsView>, 
/**
 * What the checker promises.
 */
promises: Array<WordsView>, };

/**
 * The organisation.
 */
export type OrganisationView = { 
/**
 * As patients know it; the byline under its words.
 */
name: string, 
/**
 * Whom to ask.
 */
help: HelpView, 
/**
 * What a patient accepts.
 */
terms: TermsView, 
/**
 * It says what it does with personal data.
 */
hasPrivacyPage: boolean, 
/**
 * How patients prove who they are.
 */
checker: CheckerView, 
/**
 * What its settings assume of the networks.
 */
assumed: AssumedView, };

/**
 * What the settings assume, as far as a screen says or does it.
 */
export type AssumedView = { 
/**
 * How many minutes a search may take; absent where nothing is said of it.
 */
searchMinutes: number | null, 
/**
 * How many hours old an update may be that is up to date.
 */
freshHours: number, 
/**
 * Giving the permission again starts a search: finding need not go off before.
 */
yesAloneSearches: boolean, };

/**
 * A page of the organisation's.
 */
export type OrganisationPage = "terms" | "privacy" | "help";

/**
 * A page of the organisation's.
 */
export type PageRequest = { 
/**
 * Which.
 */
page: OrganisationPage, };

/**
 * A step before records can be found.
 */
export type SetUpStep = "terms" | "identity" | "details" | "done";

/**
 * How far a proof of identity has come.
 */
export type ProofState = "proved" | "not-yet" | "under-way" | "again" | "differs" | "checker-trouble" | "failed" | "unknown";

/**
 * Where the proof of identity stands.
 */
export type ProofView = { 
/**
 * How far it has come.
 */
state: ProofState, 
/**
 * When that last changed, where the network says so.
 */
since: Instant | null, };

/**
 * A line of a person's details.
 */
export type DetailField = "given" | "family" | "birth-date" | "gender" | "phone" | "email" | "street" | "city" | "state" | "postal-code";

/**
 * What is in place and what is missing, as the network tells it now.
 */
export type SetUpView = { 
/**
 * The first thing that is missing.
 */
next: SetUpStep, 
/**
 * The organisation's terms, in their present version, were accepted.
 */
termsAccepted: boolean, 
/**
 * The proof of identity.
 */
proof: ProofView, 
/**
 * What an account must have and this one lacks.
 */
missing: Array<DetailField>, };

/**
 * The terms that were shown.
 */
export type TermsRequest = { 
/**
 * Their version.
 */
version: string, };

/**
 * Where a check begins.
 */
export type IdentityCheckRequest = Record<symbol, never>;

/**
 * How a check of the identity ended.
 */
export type IdentityOutcome = { "result": "told", 
/**
 * Where.
 */
proof: ProofView, } | { "result": "stopped" } | { "result": "time-is-up" };

/**
 * A person's details, as the network keeps them and as the form shows them. Empty where nothing is known.
 */
export type Details = { 
/**
 * First and middle names.
 */
given: string, 
/**
 * Family name.
 */
family: string, 
/**
 * `YYYY-MM-DD`.
 */
birthDate: string, 
/**
 * `female`, `male`, `other`, `unknown`, or empty.
 */
gender: string, 
/**
 * As written.
 */
phone: string, 
/**
 * As written.
 */
email: string, 
/**
 * House number and street.
 */
street: string, 
/**
 * Flat, floor, unit.
 */
unit: string, 
/**
 * City.
 */
city: string, 
/**
 * Two letters.
 */
state: string, 
/**
 * Five digits, or nine.
 */
postalCode: string, };

/**
 * What a person typed about themselves.
 */
export type DetailsRequest = { 
/**
 * All lines of the form.
 */
details: Details, };

/**
 * What came of saving them.
 */
export type DetailsOutcome = { "result": "saved", 
/**
 * As it keeps them.
 */
details: Details, } | { "result": "not-right", 
/**
 * Which.
 */
fields: Array<DetailField>, };

/**
 * What happens to the copy when somebody signs out.
 */
export type CopyAfter = "keep" | "remove";

/**
 * Who leaves, and what stays.
 */
export type SignOutRequest = { 
/**
 * What happens to the copy on this computer.
 */
copy: CopyAfter, };

/**
 * One thing that should be gone.
 */
export type RemovalCheck = { 
/**
 * What.
 */
what: Removed, 
/**
 * We looked, and it is gone.
 */
gone: boolean, };

/**
 * What goes when a copy is removed.
 */
export type Removed = "key" | "file" | "put-aside";

/**
 * What was removed, looked at afterwards.
 */
export type RemovalView = { 
/**
 * When.
 */
at: Instant, 
/**
 * What we looked for afterwards.
 */
checks: Array<RemovalCheck>, 
/**
 * The trail of what happened stays in a file of its own: the organisation must keep it.
 */
trailKept: boolean, };

/**
 * What came of an answer to a lock.
 */
export type SecretOutcome = { "result": "done" } | { "result": "wrong", 
/**
 * Wrong answers that are left before a wait.
 */
triesLeft: number, 
/**
 * Seconds until another answer is looked at; 0 for at once.
 */
waitSeconds: number, } | { "result": "wait", 
/**
 * Seconds left.
 */
waitSeconds: number, } | { "result": "wrong-length" } | { "result": "too-easy" };

/**
 * What somebody typed to open a lock. It prints nothing.
 */
export type SecretRequest = { 
/**
 * A PIN or a passphrase.
 */
secret: string, };

/**
 * A new PIN or passphrase.
 */
export type LockRequest = { 
/**
 * The new one.
 */
secret: string, 
/**
 * The one before, where there is one.
 */
current: string | null, };

/**
 * How to go on where the computer's safe cannot be used.
 */
export type KeepHow = "try-again" | "passphrase" | "session";

/**
 * How to go on without the computer's safe.
 */
export type KeepRequest = { 
/**
 * How.
 */
how: KeepHow, 
/**
 * The new passphrase, where that is how.
 */
passphrase: string | null, };

/**
 * Where the key is kept.
 */
export type KeyPlace = "safe" | "passphrase" | "session";

/**
 * The operating system, where a sentence names its safe.
 */
export type System = "linux" | "macos" | "windows" | "other";

/**
 * What protects the copy in use, for the settings.
 */
export type PrivacyView = { 
/**
 * Where its key is kept.
 */
keyPlace: KeyPlace, 
/**
 * Which system's safe that would be.
 */
system: System, 
/**
 * When the key was last had from there.
 */
checkedAt: Instant, 
/**
 * What a person must know to open it.
 */
lock: LockKind, 
/**
 * Minutes without a key or a pointer after which it locks.
 */
lockAfterMinutes: number, 
/**
 * Records in it.
 */
records: number, 
/**
 * Places that it knows.
 */
places: number, 
/**
 * People who have a copy on this computer, this one among them.
 */
people: number, 
/**
 * A word to the system when a search ends.
 */
notifies: boolean, 
/**
 * Removing everything leaves the trail of what happened: the organisation must keep it.
 */
keepsTrail: boolean, };

/**
 * When the copy locks by itself.
 */
export type LockAfterRequest = { 
/**
 * 1, 5 or 15.
 */
minutes: number, };

/**
 * Whether the system is told when a search ends.
 */
export type NotificationsRequest = { 
/**
 * Told.
 */
on: boolean, };

/**
 * A language that Satchel speaks.
 */
export type Language = "en" | "es";

/**
 * The language of the few sentences outside the page.
 */
export type LanguageRequest = { 
/**
 * Which.
 */
language: Language, };

/**
 * A person who has a copy on this computer.
 */
export type PersonHereView = { 
/**
 * For commands. Opaque.
 */
id: string, 
/**
 * The whole name, where the computer's safe tells.
 */
name: string | null, 
/**
 * Two letters, likewise.
 */
initials: string | null, 
/**
 * It is the one in use, and open.
 */
open: boolean, 
/**
 * What opens it.
 */
lock: LockKind, 
/**
 * When it was last opened or locked.
 */
lastUsedAt: Instant | null, };

/**
 * One of the people who have a copy here.
 */
export type PersonRequest = { 
/**
 * From `people`.
 */
id: string, };

/**
 * A report for support, line by line as it would be saved.
 */
export type ReportView = { 
/**
 * For `save_report`: exactly these lines are saved.
 */
id: string, 
/**
 * The lines.
 */
lines: Array<string>, };

/**
 * A report that was shown.
 */
export type ReportRequest = { 
/**
 * From `report`.
 */
id: string, };

/**
 * The last backup.
 */
export type LastBackupView = { 
/**
 * When.
 */
at: Instant, 
/**
 * Its name then.
 */
name: string, 
/**
 * Where it was saved then.
 */
folder: string, 
/**
 * Records that came or changed since.
 */
newSince: number, };

/**
 * What there is to take away.
 */
export type TakeAwayView = { 
/**
 * Records on this computer.
 */
records: number, 
/**
 * Files that came with them.
 */
files: number, 
/**
 * Places that they came from.
 */
places: number, 
/**
 * Is the copy one that a backup can bring back?
 */
canBackUp: boolean, 
/**
 * The last backup that was made here.
 */
lastBackup: LastBackupView | null, };

/**
 * All records and files, saved.
 */
export type SavedFilesView = { 
/**
 * The folder, and where it is.
 */
saved: SavedView, 
/**
 * Records in it.
 */
records: number, 
/**
 * Files beside them.
 */
files: number, };

/**
 * A paper, saved.
 */
export type SavedSummaryView = { 
/**
 * Where.
 */
saved: SavedView, 
/**
 * Its pages.
 */
pages: number, 
/**
 * Some letters could not be printed; each is a question mark there.
 */
lettersMissing: boolean, };

/**
 * One line.
 */
export type SummaryLine = { 
/**
 * What it says.
 */
text: string, 
/**
 * Where that comes from, and when.
 */
detail: string, };

/**
 * Lines under a heading.
 */
export type SummarySection = { 
/**
 * Its heading.
 */
heading: string, 
/**
 * A sentence below it.
 */
note: string | null, 
/**
 * Its lines.
 */
lines: Array<SummaryLine>, };

/**
 * A paper to carry to a visit, in the person's language.
 */
export type SummaryRequest = { 
/**
 * `en` or `es`.
 */
language: string, 
/**
 * The largest line.
 */
title: string, 
/**
 * Sentences below it.
 */
notes: Array<string>, 
/**
 * What follows.
 */
sections: Array<SummarySection>, 
/**
 * At the foot of each page; `{page}` and `{pages}` are numbers.
 */
foot: string, };

/**
 * The new backup's password. It prints nothing.
 */
export type BackupRequest = { 
/**
 * At least eight characters.
 */
password: string, };

/**
 * What came of a backup.
 */
export type BackupOutcome = { "result": "saved", 
/**
 * Where.
 */
saved: SavedView, 
/**
 * Records in it.
 */
records: number, 
/**
 * Files in it.
 */
files: number, } | { "result": "too-short" };

/**
 * The beginning of a backup, and what opens it.
 */
export type LookAtBackupRequest = { 
/**
 * What was typed.
 */
password: string, 
/**
 * Its first bytes in base64: 128 KiB at least, 4 MiB at most.
 */
beginning: string, 
/**
 * There is no more of it.
 */
last: boolean, };

/**
 * What the beginning of a backup says.
 */
export type BackupLook = { "result": "fits", 
/**
 * For `restore_backup`.
 */
id: string, 
/**
 * Whose it is, where it says so.
 */
name: string | null, 
/**
 * When it was made.
 */
madeAt: Instant, 
/**
 * A copy of theirs is on this computer: it would be set aside.
 */
replaces: boolean, } | { "result": "wrong-password" } | { "result": "not-a-backup" } | { "result": "damaged" } | { "result": "newer" } | { "result": "someone-elses" } | { "result": "locked" };

/**
 * The next piece of a backup.
 */
export type RestoreRequest = { 
/**
 * From `look_at_backup`.
 */
id: string, 
/**
 * Bytes in base64, 4 MiB at most; may be empty.
 */
piece: string, 
/**
 * There is no more of it.
 */
last: boolean, 
/**
 * The person wants the copy that is here set aside.
 */
replace: boolean, };

/**
 * How far a restore is.
 */
export type RestoreStep = { "result": "more" } | { "result": "done", 
/**
 * Records that came back.
 */
records: number, 
/**
 * Files that came back.
 */
files: number, } | { "result": "damaged" } | { "result": "newer" };

/**
 * What was deleted here.
 */
export type DeletedView = { 
/**
 * Records.
 */
records: number, 
/**
 * Files that came with them.
 */
files: number, 
/**
 * Records that stay, because another place reports them as well.
 */
kept: number, 
/**
 * We looked, and all of them are gone.
 */
allGone: boolean, };

/**
 * The account at the network.
 */
export type AccountView = { 
/**
 * When the person asked to close it; null: they did not, or took it back.
 */
closingAskedAt: Instant | null, };

/**
 * Can somebody see the window?
 */
export type VisibleRequest = { 
/**
 * Not while it is minimised or behind others, as far as the page knows.
 */
visible: boolean, };

/**
 * The decision about record finding, as the network tells it.
 */
export type Provision = "permit" | "deny" | "none" | "unknown";

/**
 * How far the network shows what follows from a decision.
 */
export type Effect = "waiting" | "shown" | "late";

/**
 * A decision made here, and how far the network shows what follows from it.
 */
export type ChangeView = { 
/**
 * On or off.
 */
on: boolean, 
/**
 * When it was sent.
 */
at: Instant, 
/**
 * How far the network shows it.
 */
effect: Effect, 
/**
 * Places that do not show it yet, by name.
 */
notYet: Array<string>, };

/**
 * The decision and its date.
 */
export type ConsentView = { 
/**
 * What was decided.
 */
provision: Provision, 
/**
 * When, where the network says so.
 */
decidedAt: Instant | null, 
/**
 * This copy holds the receipt of it; it was made here. Null where the network names nothing to compare.
 */
decidedHere: boolean | null, 
/**
 * What became of the decision that was made here last, in this session or one that ended before it was shown.
 */
change: ChangeView | null, };

/**
 * What a decision does to one place. Source: `spec/bwell-wire.md`, sections 6.4 and 6.6.
 */
export type Consequence = "pauses" | "should-come-back" | "waits-for-sign-in" | "stays-off" | "untouched" | "unclear";

/**
 * One place, and what a decision does to it.
 */
export type ConsequenceView = { 
/**
 * The name on the door.
 */
place: string, 
/**
 * What the decision does to it.
 */
consequence: Consequence, 
/**
 * When its state last changed, where the network says so.
 */
since: Instant | null, };

/**
 * What turning finding off would do, counted from the network's own list at this moment.
 */
export type TurningOffView = { 
/**
 * When the network told us.
 */
asOf: Instant, 
/**
 * Each place that the decision is about, or that somebody could think it is about.
 */
places: Array<ConsequenceView>, 
/**
 * Records in this copy: they stay.
 */
recordsHere: number, };

/**
 * How the search ended that a permission started.
 */
export type ReceiptSearch = { 
/**
 * When, where the network says so; else when we saw it.
 */
at: Instant, 
/**
 * `completed`, `failed` or `rejected`.
 */
status: SearchStatus, 
/**
 * Places on the network's lists then.
 */
found: number, };

/**
 * A dated receipt of a decision about finding. Kept in this copy alone.
 */
export type ReceiptView = { 
/**
 * For the page's links. Opaque.
 */
id: string, 
/**
 * On or off.
 */
on: boolean, 
/**
 * When it was decided.
 */
at: Instant, 
/**
 * Short and readable aloud, the same as in what happened.
 */
reference: string, 
/**
 * The network's own id of the decision.
 */
networkId: string, 
/**
 * What it does to each place, counted just before. Null where the network did not answer then.
 */
places: Array<ConsequenceView> | null, 
/**
 * When the network's lists first showed it. Null: they have not yet.
 */
shownAt: Instant | null, 
/**
 * The search that it started, once that has ended.
 */
search: ReceiptSearch | null, };

/**
 * On or off.
 */
export type Decision = "permit" | "deny";

/**
 * What a person decides.
 */
export type ConsentRequest = { 
/**
 * On or off.
 */
provision: Decision, };

/**
 * Where the search stands.
 */
export type SearchStatus = "none" | "ready" | "in-progress" | "completed" | "failed" | "rejected" | "unknown";

/**
 * What happened, for the diary.
 */
export type DiaryKind = "finding-turned-on" | "finding-turned-off" | "finding-on-elsewhere" | "finding-off-elsewhere" | "search-began" | "place-connected" | "place-needs-sign-in" | "search-ended" | "search-stopped";

/**
 * One line of the diary: only what the network told us.
 */
export type DiaryEntry = { 
/**
 * When it happened, where the network says so; else when we saw it.
 */
at: Instant, 
/**
 * What happened.
 */
kind: DiaryKind, 
/**
 * The name on the door.
 */
place: string | null, };

/**
 * The search, as a diary.
 */
export type SearchView = { 
/**
 * Where it stands.
 */
status: SearchStatus, 
/**
 * When the network began.
 */
startedAt: Instant | null, 
/**
 * When the network ended.
 */
endedAt: Instant | null, 
/**
 * When we last asked.
 */
lastAskedAt: Instant | null, 
/**
 * When we ask again; null when no poll is planned.
 */
nextAskAt: Instant | null, 
/**
 * Newest first.
 */
diary: Array<DiaryEntry>, };

/**
 * Whose move it is.
 */
export type Voice = "need" | "work" | "rest" | "off";

/**
 * A place's state: one sentence each.
 */
export type PlaceState = "needs-sign-in" | "needs-sign-in-again" | "needs-identity-again" | "records-coming" | "connected" | "system-down" | "not-matched" | "trouble" | "cannot-renew-here" | "wants-password" | "turned-off" | "removing" | "removed" | "deleted" | "paused" | "unknown";

/**
 * The one next step.
 */
export type PlaceAction = "sign-in" | "turn-back-on" | "turn-on-finding" | "look-again" | "get-help" | "none";

/**
 * How a place came to be connected.
 */
export type ConnectedHow = "for-you" | "by-sign-in" | "apart" | "unknown";

/**
 * One place.
 */
export type PlaceView = { 
/**
 * For commands. Opaque.
 */
id: string, 
/**
 * The name on the door.
 */
name: string, 
/**
 * Two letters for its tag.
 */
initials: string, 
/**
 * Whose move it is.
 */
voice: Voice, 
/**
 * Its state.
 */
state: PlaceState, 
/**
 * The one next step.
 */
action: PlaceAction, 
/**
 * How it is, or would be, connected.
 */
how: ConnectedHow, 
/**
 * When the state last changed.
 */
since: Instant | null, 
/**
 * When new data last came.
 */
lastSynced: Instant | null, 
/**
 * That was not long ago, as the settings have it: the place is up to date.
 */
upToDate: boolean, 
/**
 * Its city, where the directory lists this very place.
 */
city: string | null, 
/**
 * Whose portal it is, where the directory lists this very place.
 */
brand: string | null, 
/**
 * Its own system is down, as the network tells.
 */
systemDown: boolean, 
/**
 * When its permission ends; absent where there is none, or where nobody has asked the place yet.
 */
permission: PermissionView | null, };

/**
 * All places: need first, then work, rest, off; by name inside each.
 */
export type PlacesView = { 
/**
 * When the network told us.
 */
asOf: Instant, 
/**
 * The places.
 */
places: Array<PlaceView>, 
/**
 * Places that the person hid here, and those whose copy the network has deleted.
 */
aside: Array<PlaceView>, };

/**
 * The last known state. Nothing of it is asked for now, and nothing of it can be acted on.
 */
export type LastKnownView = { 
/**
 * When the oldest part of it was told. Null where nothing is known.
 */
asOf: Instant | null, 
/**
 * The decision then in force.
 */
consent: ConsentView | null, 
/**
 * The search as it stood.
 */
search: SearchView | null, 
/**
 * The places as they stood.
 */
places: PlacesView | null, };

/**
 * Which place.
 */
export type PlaceRequest = { 
/**
 * From `places`.
 */
placeId: string, };

/**
 * Why we looked.
 */
export type LookReason = "we-asked" | "the-browser-came-back" | "you-said-so";

/**
 * How connecting goes. Never carries the outcome.
 */
export type Connecting = { "step": "opening-portal" } | { "step": "waiting-for-sign-in", 
/**
 * The host a person may compare.
 */
portalHost: string, 
/**
 * How long we keep asking.
 */
until: Instant, 
/**
 * At a kiosk: the page for the person's phone.
 */
qr: QrView | null, } | { "step": "asked", 
/**
 * When.
 */
at: Instant, 
/**
 * When we ask again.
 */
nextAt: Instant, 
/**
 * Why we asked.
 */
because: LookReason, } | { "step": "confirming" };

/**
 * How connecting ended.
 */
export type ConnectOutcome = { "result": "connected", 
/**
 * The place as it is now.
 */
place: PlaceView, } | { "result": "stopped" } | { "result": "time-is-up" };

/**
 * What a permission is counted in.
 */
export type LastsUnit = "days" | "months" | "years";

/**
 * How long a permission lasts, as the place tells it: a number of one unit.
 */
export type LastsView = { 
/**
 * How many.
 */
count: number, 
/**
 * Of what.
 */
unit: LastsUnit, };

/**
 * When the permission at a place ends.
 */
export type PermissionView = { "is": "ends", 
/**
 * About then.
 */
at: Instant, 
/**
 * That is near.
 */
soon: boolean, } | { "is": "ended" } | { "is": "not-told" };

/**
 * One place with all that is known of it, and what can be done about it.
 */
export type PlaceDetailView = { 
/**
 * The place as the list shows it.
 */
place: PlaceView, 
/**
 * When it was first connected, as the network tells it.
 */
created: Instant | null, 
/**
 * How long a permission lasts there, where the place tells.
 */
lasts: LastsView | null, 
/**
 * How many records of it are in the copy on this computer.
 */
recordsHere: number, 
/**
 * It can be turned off.
 */
canTurnOff: boolean, 
/**
 * The network can be asked to delete its copy.
 */
canRemove: boolean, 
/**
 * The person hid it on this computer.
 */
isHidden: boolean, 
/**
 * Seconds between "Turn off" and the moment it is sent; 0 where turning it on again is one press.
 */
undoSeconds: number, };

/**
 * How turning a place off goes.
 */
export type TurningOff = { "step": "waiting", 
/**
 * Seconds until it is.
 */
seconds: number, } | { "step": "sending" };

/**
 * How turning a place off ended.
 */
export type TurnOffOutcome = { "result": "told", 
/**
 * The place.
 */
place: PlaceView, } | { "result": "kept" };

/**
 * Which place, and what goes with it.
 */
export type RemovePlaceRequest = { 
/**
 * From `places`.
 */
placeId: string, 
/**
 * Its records go from this computer too.
 */
alsoHere: boolean, };

/**
 * Which place, and whether it is shown.
 */
export type HidePlaceRequest = { 
/**
 * From `places`.
 */
placeId: string, 
/**
 * Hide it, or show it again.
 */
hidden: boolean, };

/**
 * What a person can do about a line of the directory.
 */
export type ListingStep = "have" | "sign-in" | "no-sign-in";

/**
 * One place of the directory; one line for each portal that serves it.
 */
export type ListingView = { 
/**
 * For `connect` where the step is to sign in; else only to tell lines apart.
 */
id: string, 
/**
 * The name on the door.
 */
name: string, 
/**
 * Two letters for its tag.
 */
initials: string, 
/**
 * Street and house.
 */
street: string | null, 
/**
 * Its city.
 */
city: string | null, 
/**
 * Two letters.
 */
state: string | null, 
/**
 * Whose portal it is, where that is not the place itself.
 */
brand: string | null, 
/**
 * What can be done.
 */
step: ListingStep, 
/**
 * The place as the person has it.
 */
place: PlaceView | null, 
/**
 * Another line has the same name and another city.
 */
hasNamesake: boolean, };

/**
 * What the directory found, best first.
 */
export type DirectoryView = { 
/**
 * The words that were looked for.
 */
words: string, 
/**
 * The lines of this page.
 */
listings: Array<ListingView>, 
/**
 * How many there are in all, where the network says so.
 */
total: number | null, 
/**
 * The number of the next page, if there is one.
 */
next: number | null, };

/**
 * What to look for in the directory.
 */
export type FindPlacesRequest = { 
/**
 * A name, a city or a portal.
 */
words: string, 
/**
 * From 0.
 */
page: number, };

/**
 * A place that the network should add.
 */
export type AskForPlaceRequest = { 
/**
 * The name on its door.
 */
name: string, 
/**
 * Its city, where it is known.
 */
city: string | null, 
/**
 * Two letters, where they are known.
 */
state: string | null, };

/**
 * The nine kinds of records of seed 002.
 */
export type ShareKind = "patient" | "care-plan" | "condition" | "allergy-intolerance" | "medication-statement" | "immunization" | "procedure" | "observation" | "coverage";

/**
 * How many of one kind.
 */
export type KindCountView = { 
/**
 * Which.
 */
kind: ShareKind, 
/**
 * 0: none came, which does not mean that there are none. Null: the network did not count.
 */
count: number | null, };

/**
 * How many records the network holds, by the kinds that can be shared. Records, not illnesses: two places may report
 * the same one.
 */
export type HealthSummaryView = { 
/**
 * When the network told us.
 */
asOf: Instant, 
/**
 * The nine kinds, in the order of the share list.
 */
kinds: Array<KindCountView>, 
/**
 * Records of every kind that lists know, those that cannot be shared too (visits, reports, documents); without
 * the person's own details. Null: the network did not count.
 */
total: number | null, 
/**
 * Some kind was not counted: the total is a least.
 */
atLeast: boolean, };

/**
 * A word of ours: a label, a state, or why there is nothing.
 */
export type Word = "patient" | "care-plan" | "condition" | "allergy-intolerance" | "medication-statement" | "medication-request" | "medication" | "immunization" | "procedure" | "observation" | "coverage" | "document-reference" | "diagnostic-report" | "encounter" | "practitioner" | "organization" | "provenance" | "bundle" | "other-record" | "document" | "kind" | "visit" | "place" | "seen-by" | "covers" | "what" | "result" | "when" | "status" | "confirmed" | "severity" | "risk" | "began" | "ended" | "recorded" | "recorded-by" | "stated-by" | "note" | "category" | "body-site" | "reaction" | "last-time" | "how-to-take" | "reason" | "taken" | "ordered" | "ordered-by" | "derived-from" | "given" | "given-by" | "dose" | "dose-number" | "lot" | "maker" | "expires" | "done" | "done-by" | "outcome" | "complication" | "follow-up" | "description" | "activity" | "addresses" | "period" | "reference-range" | "interpretation" | "issued" | "method" | "specimen" | "conclusion" | "includes" | "payer" | "subscriber" | "relationship" | "name" | "born" | "died" | "gender" | "address" | "contact" | "language" | "qualification" | "author" | "custodian" | "date" | "file-type" | "transmitter" | "assembler" | "agent" | "about" | "discharge" | "picture-not-shown" | "unknown" | "not-stated" | "not-applicable" | "not-asked" | "withheld" | "declined" | "not-performed" | "result-error" | "stated-as-not" | "not-to-be-done" | "active" | "inactive" | "completed" | "entered-in-error" | "intended" | "stopped" | "on-hold" | "not-taken" | "cancelled" | "draft" | "final" | "preliminary" | "amended" | "corrected" | "registered" | "partial" | "current" | "superseded" | "in-progress" | "not-done" | "planned" | "arrived" | "on-leave" | "finished" | "revoked" | "aborted" | "new" | "recurrence" | "relapse" | "remission" | "resolved" | "unconfirmed" | "provisional" | "differential" | "affirmed" | "refuted" | "scheduled" | "low-risk" | "high-risk" | "risk-not-known" | "mild" | "moderate" | "severe" | "food" | "medicine-category" | "environment" | "biologic" | "lab-group" | "vital-sign-group" | "social-group" | "imaging-group" | "procedure-group" | "survey-group" | "exam-group" | "therapy-group" | "activity-group" | "problem-list-group" | "visit-group" | "concern-group" | "allergy" | "intolerance" | "male" | "female" | "other-gender" | "yes" | "no" | "as-needed" | "normal" | "abnormal" | "very-abnormal" | "low" | "high" | "very-low" | "very-high" | "positive" | "negative" | "detected" | "not-detected" | "indeterminate" | "susceptible" | "resistant" | "intermediate" | "better" | "worse" | "off-scale-high" | "off-scale-low";

/**
 * A point in time, as precise as it was given: `2026`, `2026-11`, `2026-11-12`, `2026-11-12T09:30`,
 * `2026-11-12T09:30:00-05:00`. Calendar parts come first, so that texts sort by day.
 */
export type PartialDate = string;

/**
 * When something was.
 */
export type When = { "at": PartialDate } | { "period": { 
/**
 * The first moment.
 */
start: PartialDate | null, 
/**
 * The last moment.
 */
end: PartialDate | null, } } | { "text": string };

/**
 * A name that is ours to translate, or the source's own.
 */
export type Label = { "word": Word } | { "text": string } | { "unknown": string };

/**
 * How words look. Only what is true is written.
 */
export type Style = { 
/**
 * Heavy.
 */
bold?: boolean, 
/**
 * Slanted.
 */
italic?: boolean, 
/**
 * Above the line, small.
 */
superscript?: boolean, 
/**
 * Below the line, small.
 */
subscript?: boolean, 
/**
 * It was a link in the source. Where to is not kept: nothing here leads outside.
 */
link?: boolean, };

/**
 * Words in one style.
 */
export type Run = { 
/**
 * The words.
 */
text: string, 
/**
 * Heavy.
 */
bold?: boolean, 
/**
 * Slanted.
 */
italic?: boolean, 
/**
 * Above the line, small.
 */
superscript?: boolean, 
/**
 * Below the line, small.
 */
subscript?: boolean, 
/**
 * It was a link in the source. Where to is not kept: nothing here leads outside.
 */
link?: boolean, };

/**
 * A piece of a line.
 */
export type Inline = { "text": Run } | { "word": Word } | { "unknown": string } | { "when": When } | "break";

/**
 * A piece that stands on its own lines.
 */
export type Block = { "paragraph": Array<Inline> } | { "footnote": Array<Block> } | { "preformatted": string } | { "list": { 
/**
 * What it is about.
 */
caption: Array<Inline>, 
/**
 * The items have an order.
 */
ordered: boolean, 
/**
 * What each item holds.
 */
items: Array<Array<Block>>, } } | { "table": Table };

/**
 * One cell.
 */
export type Cell = { 
/**
 * It names its row or column.
 */
heading: boolean, 
/**
 * Columns it takes, 1 to [`Cell::WIDEST`].
 */
columns: number, 
/**
 * Rows it takes, 1 to [`Cell::WIDEST`].
 */
rows: number, 
/**
 * What stands in it.
 */
blocks: Array<Block>, };

/**
 * Rows and columns.
 */
export type Table = { 
/**
 * What it is about.
 */
caption: Array<Inline>, 
/**
 * Rows of headings.
 */
head: Array<Array<Cell>>, 
/**
 * Rows; a row may start with a heading cell of its own.
 */
body: Array<Array<Cell>>, };

/**
 * A part of a document under a heading.
 */
export type Section = { 
/**
 * The heading; a part without one has none.
 */
title: Label | null, 
/**
 * What the part is, by a code such as LOINC `10160-0`, where the source says it.
 */
code: string | null, 
/**
 * 1 for the outermost, at most [`Section::DEEPEST`].
 */
level: number, 
/**
 * What it says.
 */
blocks: Array<Block>, };

/**
 * One answer to one question: "Status: active".
 */
export type Fact = { 
/**
 * The question.
 */
label: Label, 
/**
 * The answer; never empty.
 */
value: Array<Inline>, };

/**
 * Whom a document is about.
 */
export type Person = { 
/**
 * The whole name as one line.
 */
name: string | null, 
/**
 * The birth date, as precise as it was given.
 */
birthDate: PartialDate | null, };

/**
 * What a reader must know about how complete an outline is.
 */
export type Notice = "shortened" | "media-not-shown" | "letters-unclear" | "from-coded-entries" | "content-missing" | "content-unreadable" | "entered-in-error-left-out" | "meaning-changed" | "unknown-kind";

/**
 * One document or record, to be read from top to bottom.
 */
export type Outline = { 
/**
 * What to call it.
 */
title: Label, 
/**
 * When it was written, or when what it tells of happened.
 */
date: When | null, 
/**
 * The person it is about, where it says so. It need not be the person who asked for it.
 */
person: Person | null, 
/**
 * Who wrote it: people, organisations, devices.
 */
authors: Array<string>, 
/**
 * The organisation that keeps the original.
 */
custodian: string | null, 
/**
 * What it says at a glance, above the sections.
 */
facts: Array<Fact>, 
/**
 * The text, in the order of the source.
 */
sections: Array<Section>, 
/**
 * What a reader must know about how complete this is.
 */
notices: Array<Notice>, };

/**
 * One line of a list.
 */
export type Row = { 
/**
 * What kind of record it is, as a word of ours.
 */
kind: Word, 
/**
 * What it is.
 */
title: Label, 
/**
 * The second line: a result, a dose, a state. May be empty.
 */
detail: Array<Inline>, 
/**
 * The clinical date, where there is one.
 */
date: When | null, };

/**
 * What lists are grouped by.
 */
export type ListKind = "visit" | "document" | "report" | "lab" | "vital-sign" | "medicine" | "condition" | "allergy" | "vaccine" | "procedure" | "care-plan" | "insurance" | "other";

/**
 * How a list is cut into parts.
 */
export type ListBy = "place" | "date" | "kind";

/**
 * A list of records.
 */
export type RecordListRequest = { 
/**
 * How it is cut into parts.
 */
by: ListBy, 
/**
 * Only of this kind.
 */
kind: ListKind | null, 
/**
 * Only of this place; an empty text: of no stated place.
 */
place: string | null, 
/**
 * Only with all these words; each may be the beginning of a longer one.
 */
words: string | null, };

/**
 * A part of a list.
 */
export type RecordPartView = { 
/**
 * Of this place; an empty text: no place is stated. Null where parts are not places.
 */
place: string | null, 
/**
 * Of this kind.
 */
kind: ListKind | null, 
/**
 * Of this year; 0: no date. Null where parts are not years.
 */
year: number | null, 
/**
 * Its lines.
 */
count: number, };

/**
 * A place that records came from.
 */
export type RecordPlaceView = { 
/**
 * For commands; an empty text: no place is stated.
 */
id: string, 
/**
 * The name on the door; null where it is not known.
 */
name: string | null, 
/**
 * Records that came from there.
 */
count: number, };

/**
 * A list before its lines: its parts, and what it can be narrowed to.
 */
export type RecordListView = { 
/**
 * The parts, in order; the lines of a part are asked for by its place or kind, those of all years together.
 */
parts: Array<RecordPartView>, 
/**
 * Lines in the list. While words are looked for, no more than 1000 are counted.
 */
total: number, 
/**
 * More were found than are counted.
 */
more: boolean, 
/**
 * Every place that records came from.
 */
places: Array<RecordPlaceView>, 
/**
 * Every kind there is.
 */
kinds: Array<ListKind>, 
/**
 * What first came after that is new; null when nobody has looked before.
 */
newSince: Instant | null, 
/**
 * The network is being read right now.
 */
reading: boolean, 
/**
 * When it was last read; null: never.
 */
readAt: Instant | null, 
/**
 * Records that their source marked as entered in error: kept, and not shown.
 */
leftOut: number, };

/**
 * Some lines of a list.
 */
export type RecordPageRequest = { 
/**
 * Only of this kind.
 */
kind: ListKind | null, 
/**
 * Only of this place; an empty text: of no stated place.
 */
place: string | null, 
/**
 * Only with all these words.
 */
words: string | null, 
/**
 * Lines before the first one wanted.
 */
offset: number, 
/**
 * How many; at most 200 are given.
 */
limit: number, };

/**
 * A place by its name.
 */
export type PlaceNameView = { 
/**
 * Opaque.
 */
id: string, 
/**
 * The name on the door; null where it is not known.
 */
name: string | null, };

/**
 * A piece of a line.
 */
export type HitView = { 
/**
 * The words.
 */
text: string, 
/**
 * They are what was looked for.
 */
hit: boolean, };

/**
 * One line of a list.
 */
export type RecordLineView = { 
/**
 * For commands.
 */
id: string, 
/**
 * What it is listed under.
 */
kind: ListKind, 
/**
 * What it says.
 */
row: Row, 
/**
 * The places that it, and all that tell of the same thing, came from. None: no place is stated.
 */
places: Array<PlaceNameView>, 
/**
 * How many records tell of the same thing, this one too.
 */
copies: number, 
/**
 * When it first came.
 */
cameAt: Instant, 
/**
 * The network no longer lists it; what came stays here.
 */
gone: boolean, 
/**
 * The title with what was found in it, where words were looked for and stand there.
 */
titleHit: Array<HitView> | null, 
/**
 * A piece of its other words with what was found.
 */
textHit: Array<HitView> | null, };

/**
 * Lines of a list.
 */
export type RecordPageView = { 
/**
 * In order.
 */
lines: Array<RecordLineView>, };

/**
 * Which record.
 */
export type RecordRequest = { 
/**
 * From `record_page`.
 */
id: string, };

/**
 * A file that belongs to a record.
 */
export type RecordFileView = { 
/**
 * For commands.
 */
id: string, 
/**
 * What its source calls it.
 */
title: string | null, 
/**
 * Bytes.
 */
length: number, 
/**
 * It lies beside the record, not inside it: it can be deleted by itself.
 */
apart: boolean, };

/**
 * One of the records that tell of the same thing.
 */
export type RecordCopyView = { 
/**
 * For commands.
 */
id: string, 
/**
 * The places that it came from. None: no place is stated.
 */
places: Array<PlaceNameView>, 
/**
 * When it came.
 */
cameAt: Instant, };

/**
 * One number of a chart.
 */
export type PointView = { 
/**
 * The record it is from.
 */
id: string, 
/**
 * Its date, as precise as it was given.
 */
date: PartialDate, 
/**
 * The number.
 */
value: number, 
/**
 * The lower end of the range on its report.
 */
low: number | null, 
/**
 * The upper end.
 */
high: number | null, 
/**
 * The places it came from. None: no place is stated.
 */
places: Array<PlaceNameView>, };

/**
 * The same test over time.
 */
export type ChartView = { 
/**
 * What the source calls it.
 */
name: string | null, 
/**
 * The unit of every number.
 */
unit: string | null, 
/**
 * Oldest first; at least two.
 */
points: Array<PointView>, };

/**
 * One record, to be read.
 */
export type RecordView = { 
/**
 * Its line.
 */
line: RecordLineView, 
/**
 * What it says.
 */
outline: Outline, 
/**
 * Files that belong to it.
 */
files: Array<RecordFileView>, 
/**
 * The person deleted a file of it here.
 */
fileDeleted: boolean, 
/**
 * All records that tell of the same thing, this one first. At least this one.
 */
copies: Array<RecordCopyView>, 
/**
 * The same test over time; empty where there is one number or none.
 */
charts: Array<ChartView>, };

/**
 * Which file.
 */
export type RecordFileRequest = { 
/**
 * From `record`.
 */
fileId: string, };

/**
 * What a file is shown as.
 */
export type FileShown = "text" | "pdf" | "picture" | "nothing";

/**
 * Why a file is not shown.
 */
export type FileProblem = "too-long" | "damaged" | "not-shown";

/**
 * A file, opened.
 */
export type FileContentView = { 
/**
 * How.
 */
shown: FileShown, 
/**
 * Its media type by what is in it, for a picture.
 */
mediaType: string | null, 
/**
 * Its text.
 */
outline: Outline | null, 
/**
 * Its bytes as base64, for pages and pictures.
 */
data: string | null, 
/**
 * Why it is not shown.
 */
problem: FileProblem | null, 
/**
 * It is another kind of file than its source says.
 */
mislabelled: boolean, 
/**
 * Files inside it, as far as they came with it.
 */
inside: Array<FileContentView>, };

/**
 * What to save.
 */
export type SaveRecordRequest = { 
/**
 * From `record_page`.
 */
id: string, 
/**
 * Which of its files; null: the record itself.
 */
fileId: string | null, };

/**
 * How many of one kind.
 */
export type ListCountView = { 
/**
 * Which.
 */
kind: ListKind, 
/**
 * How many.
 */
count: number, };

/**
 * What came from one place.
 */
export type PlaceCompletenessView = { 
/**
 * An empty text: no place is stated.
 */
id: string, 
/**
 * The name on the door; null where it is not known.
 */
name: string | null, 
/**
 * By kind; a kind that is not there: none came.
 */
kinds: Array<ListCountView>, 
/**
 * All together.
 */
total: number, 
/**
 * When new data last came, as the network says.
 */
lastSynced: Instant | null, };

/**
 * A kind that could not be read to its end.
 */
export type KindFailureView = { 
/**
 * Which.
 */
kind: ListKind, 
/**
 * Why.
 */
code: ErrorCode, };

/**
 * What came from where, and what did not.
 */
export type CompletenessView = { 
/**
 * Every place with records or a connection.
 */
places: Array<PlaceCompletenessView>, 
/**
 * When the network was last read; null: never.
 */
readAt: Instant | null, 
/**
 * Kinds that could not be read to their end, and why.
 */
failed: Array<KindFailureView>, 
/**
 * Records that their source marked as entered in error: kept, and not counted.
 */
leftOut: number, 
/**
 * What came and is no record: it has no id.
 */
unreadable: number, 
/**
 * Files that records name and that did not come.
 */
filesMissing: number, };

/**
 * What to share.
 */
export type ShareRequest = { 
/**
 * 1 to 80 characters that the clinic sees.
 */
label: string, 
/**
 * The chosen kinds; null is everything in the summary (no list is sent).
 */
kinds: Array<ShareKind> | null, };

/**
 * One SVG path over a square of `modules` × `modules`, without quiet zone (4 modules of white go around it).
 */
export type QrView = { 
/**
 * Modules a side.
 */
modules: number, 
/**
 * The dark modules.
 */
path: string, };

/**
 * A live share. The passcode is not in it.
 */
export type ShareView = { 
/**
 * For commands.
 */
id: string, 
/**
 * What the clinic sees as the title.
 */
label: string, 
/**
 * The chosen kinds; null is the whole summary.
 */
kinds: Array<ShareKind> | null, 
/**
 * When it began to work.
 */
startsAt: Instant, 
/**
 * When it stops working.
 */
endsAt: Instant, 
/**
 * How far this computer's clock is behind the network's; 0 when nobody needs to know. Both times above are the
 * network's.
 */
clockOffSeconds: number, 
/**
 * Which server answers a scan.
 */
manifestHost: string, 
/**
 * The code.
 */
qr: QrView, };

/**
 * Which share.
 */
export type ShareIdRequest = { 
/**
 * From `create_share` or `share`.
 */
shareId: string, };

/**
 * Six digits, shown only when asked for.
 */
export type PasscodeView = { 
/**
 * The digits, leading zeros included.
 */
digits: string, };

/**
 * Where a file went; never a full path.
 */
export type SavedView = { 
/**
 * Its name.
 */
name: string, 
/**
 * The name of the folder.
 */
folder: string, };

/**
 * Which share, and the words of the page to print.
 */
export type SharePageRequest = { 
/**
 * From `create_share` or `share`.
 */
shareId: string, 
/**
 * The largest line: when it stops working.
 */
stops: string, 
/**
 * Up to four sentences below the code.
 */
notes: Array<string>, };

/**
 * A QR code that was made here. Neither key nor passcode was ever written down.
 */
export type PastShareView = { 
/**
 * For lists.
 */
id: string, 
/**
 * What the clinic saw as the title.
 */
label: string, 
/**
 * The chosen kinds; null is the whole summary.
 */
kinds: Array<ShareKind> | null, 
/**
 * When it began to work.
 */
startsAt: Instant, 
/**
 * When it stopped working, or will.
 */
endsAt: Instant, };

/**
 * Which share, and under which name it is looked at.
 */
export type PreviewRequest = { 
/**
 * From `create_share` or `share`.
 */
shareId: string, 
/**
 * For the network's log.
 */
recipient: string, };

/**
 * What somebody gave: the only address that the page ever hands in, and it is only read.
 */
export type LinkTextRequest = { 
/**
 * A link, or a message with one in it.
 */
text: string, };

/**
 * A picture with a QR code in it.
 */
export type LinkPictureRequest = { 
/**
 * A PNG or JPEG file, in base64.
 */
picture: string, };

/**
 * Which link.
 */
export type LinkIdRequest = { 
/**
 * From `look_at_link` or `look_at_picture`.
 */
linkId: string, };

/**
 * Which link, and who opens it.
 */
export type OpenLinkRequest = { 
/**
 * From `look_at_link` or `look_at_picture`.
 */
linkId: string, 
/**
 * As it was typed; null where none is needed.
 */
passcode: string | null, 
/**
 * For the log of whoever shared.
 */
recipient: string, };

/**
 * A link that was read and not opened: nothing was sent for it.
 */
export type LinkView = { 
/**
 * For commands.
 */
id: string, 
/**
 * The title that its maker gave it. Untrusted; may be empty.
 */
label: string, 
/**
 * Which server it leads to.
 */
host: string, 
/**
 * When it says that it ends; null when it does not say so.
 */
endsAt: Instant | null, 
/**
 * Its maker tells a passcode apart from it.
 */
needsPasscode: boolean, 
/**
 * Its content may change later.
 */
longTerm: boolean, 
/**
 * The key stood where the viewer's server could read it.
 */
keyWasSent: boolean, 
/**
 * It names an end that cannot be meant.
 */
strangeEnd: boolean, };

/**
 * One word for each way in which a link does not open.
 */
export type LinkRefusal = "not-a-link" | "health-card" | "not-a-picture" | "no-code" | "damaged" | "too-long" | "newer" | "expired" | "passcode-required" | "wrong-passcode" | "locked-out" | "not-active" | "asked-too-often" | "server-trouble" | "no-connection" | "past-proxy" | "too-slow" | "blocked" | "too-large" | "unsupported" | "wrong-key" | "no-records";

/**
 * Why a link did not open.
 */
export type RefusalView = { 
/**
 * Each has a sentence of its own.
 */
why: LinkRefusal, 
/**
 * The link's title, where it could be read. Untrusted.
 */
label: string | null, 
/**
 * Tries left, where the server said how many.
 */
triesLeft: number | null, 
/**
 * The least wait before another try, where the server said one.
 */
waitSeconds: number | null, };

/**
 * What reading a text or a picture came to.
 */
export type LinkLook = { "result": "ready", 
/**
 * What it says before it is opened.
 */
link: LinkView, } | { "result": "refused", 
/**
 * Why.
 */
refusal: RefusalView, };

/**
 * Whose records they are.
 */
export type Whose = "mine" | "somebody-else" | "unknown";

/**
 * A kind of what came.
 */
export type ReceivedKind = "patient" | "medication-statement" | "allergy-intolerance" | "condition" | "immunization" | "observation" | "procedure" | "care-plan" | "coverage" | "report" | "visit" | "document" | "other";

/**
 * What came of one kind.
 */
export type ReceivedGroup = { 
/**
 * The kind.
 */
kind: ReceivedKind, 
/**
 * How many came.
 */
count: number, 
/**
 * The first of them; a long list is cut here, not in what was received.
 */
rows: Array<Row>, };

/**
 * What a link gave, as it was received.
 */
export type ReceivedView = { 
/**
 * For commands: the link's.
 */
id: string, 
/**
 * The title that its maker gave it. Untrusted.
 */
label: string, 
/**
 * Which server answered.
 */
host: string, 
/**
 * When.
 */
openedAt: Instant, 
/**
 * Whom it is about, where it says so.
 */
person: Person | null, 
/**
 * Is that who is signed in?
 */
whose: Whose, 
/**
 * What came, by kind.
 */
groups: Array<ReceivedGroup>, 
/**
 * Of the nine kinds of a summary (or of those that were chosen): those that did not come.
 */
missing: Array<ShareKind>, 
/**
 * Kinds that came and were not chosen. Only for a code of one's own.
 */
unasked: Array<ReceivedKind>, 
/**
 * Signed cards, which are named and not opened here.
 */
healthCards: number, 
/**
 * Servers for which it holds a live credential. None is contacted.
 */
credentials: Array<string>, 
/**
 * Files that are no health record that we know.
 */
unread: number, 
/**
 * It may change, and may be looked at again.
 */
mayChange: boolean, 
/**
 * Not before this.
 */
lookAfter: Instant | null, 
/**
 * How many of its records were kept here; null as long as nothing was kept.
 */
kept: number | null, };

/**
 * What opening a link came to.
 */
export type LinkOutcome = { "result": "opened", 
/**
 * What came.
 */
received: ReceivedView, } | { "result": "refused", 
/**
 * Why.
 */
refusal: RefusalView, };

/**
 * Why a link that was ordered is not shown: each has a sentence of its own.
 */
export type LinkFault = "maybe-made" | "damaged" | "no-passcode" | "end" | "label" | "viewer" | "host" | "too-long" | "unreadable";

/**
 * A code exists only where the page does something different for it.
 */
export type ErrorCode = "no-internet" | "network-slow" | "network-trouble" | "asked-too-often" | "signed-out" | "network-refused" | "answer-not-understood" | "place-not-known" | "record-not-known" | "place-busy" | "finding-is-off" | "identity-needed" | "vouch-needed" | "link-check-failed" | "link-is-over" | "browser-did-not-open" | "sign-in-not-usable" | "sign-in-refused" | "network-not-enabled" | "could-not-save" | "could-not-copy" | "store-trouble" | "disk-full" | "cannot-write" | "safe-trouble" | "locked" | "bad-request" | "unexpected";

/**
 * When another try makes sense, as the page reads it.
 */
export type Retry = { "when": "never" } | { "when": "now" } | { "when": "after", 
/**
 * Seconds from now.
 */
seconds: number, } | { "when": "after-sign-in" };

/**
 * A code to act on, when to try again, and a reference to read aloud. No sentence, no cause in technical words.
 */
export type CommandError = { 
/**
 * What happened, as far as the page acts on it.
 */
code: ErrorCode, 
/**
 * When another try makes sense.
 */
retry: Retry, 
/**
 * The name on the door of the place it is about.
 */
place: string | null, 
/**
 * What is wrong with a link that was ordered; null for everything else.
 */
linkFault: LinkFault | null, 
/**
 * Short and readable aloud, such as `SH-4K7Q-29`.
 */
reference: string, 
/**
 * The whole id, for a support bundle.
 */
correlationId: string, };

/**
 * What a build was made from.
 */
export type BuildView = { 
/**
 * The short name of the commit; `+changes` behind it where there were any.
 */
commit: string, 
/**
 * The commit's day, `YYYY-MM-DD`.
 */
day: string, };

/**
 * What Satchel asks a host for.
 */
export type ContactPurpose = "network" | "account" | "identity-check" | "documents" | "shares" | "staff" | "other";

/**
 * A host that requests may go to.
 */
export type ContactView = { 
/**
 * `host` or `host:port`.
 */
host: string, 
/**
 * What for, in the order in which they are shown.
 */
purposes: Array<ContactPurpose>, };

/**
 * What this program is, and what an organisation's settings make of it.
 */
export type AboutView = { 
/**
 * The version a person can read to a help line.
 */
version: string, 
/**
 * Null for a build that is not a release.
 */
build: BuildView | null, 
/**
 * The organisation that offers the app here. Null in the demo.
 */
organisation: string | null, 
/**
 * Every host that requests may go to; none in the demo, whose networks are on this computer.
 */
contacts: Array<ContactView>, };

/**
 * A part of what is known about a person.
 */
export type PersonField = "first-name" | "last-name" | "birth-date" | "gender" | "street" | "city" | "state" | "zip" | "phone" | "email" | "other";

/**
 * How far it is.
 */
export type RetrievalStage = "asking" | "waiting" | "fetching" | "over";

/**
 * What keeps it waiting.
 */
export type RetrievalPause = "offline" | "signed-out";

/**
 * How it ended.
 */
export type RetrievalOutcome = "completed" | "partial" | "failed" | "stopped";

/**
 * Why nothing came. Each has a sentence, a cause and a step of its own.
 */
export type RetrievalFailure = "proof-expired" | "proof-refused" | "proof-too-weak" | "details-differ" | "details-missing" | "not-eligible" | "already-running" | "not-allowed" | "refused" | "network-busy" | "network-stopped" | "took-too-long" | "results-gone" | "unknown-answer" | "interrupted";

/**
 * How many places have answered.
 */
export type PlacesAnswered = { 
/**
 * So many.
 */
answered: number, 
/**
 * Of so many.
 */
total: number, };

/**
 * What happened.
 */
export type RetrievalNoteKind = "proof-passed" | "request-sent" | "places-answered" | "network-finished";

/**
 * One thing that happened.
 */
export type RetrievalNote = { 
/**
 * When.
 */
at: Instant, 
/**
 * What.
 */
kind: RetrievalNoteKind, 
/**
 * Of an answer: how many places, where the network says so.
 */
answered: PlacesAnswered | null, };

/**
 * What came of asking a place.
 */
export type PlaceAskedOutcome = "answered" | "too-slow" | "down" | "unknown";

/**
 * One place that was asked.
 */
export type PlaceAskedView = { 
/**
 * The name on its door; null where the network does not say it.
 */
name: string | null, 
/**
 * What came of it.
 */
outcome: PlaceAskedOutcome, 
/**
 * How many documents of it are kept.
 */
documents: number, 
/**
 * How many of them were here before.
 */
had: number, };

/**
 * Why a document did not come.
 */
export type MissingWhy = "not-there" | "too-large" | "damaged" | "elsewhere" | "unreadable" | "no-answer";

/**
 * A document that did not come.
 */
export type MissingDocumentView = { 
/**
 * What it is called.
 */
title: string | null, 
/**
 * The place that has it.
 */
place: string | null, 
/**
 * Why it did not come.
 */
why: MissingWhy, };

/**
 * One time of asking.
 */
export type RetrievalView = { 
/**
 * How far it is.
 */
stage: RetrievalStage, 
/**
 * What keeps it waiting, where something does.
 */
paused: RetrievalPause | null, 
/**
 * How it ended; null while it goes on.
 */
outcome: RetrievalOutcome | null, 
/**
 * Why it failed; null where it did not.
 */
failure: RetrievalFailure | null, 
/**
 * Short and readable aloud.
 */
reference: string, 
/**
 * The reference of the one before, which this one was to make good.
 */
follows: string | null, 
/**
 * When the person asked.
 */
askedAt: Instant, 
/**
 * When it ended.
 */
endedAt: Instant | null, 
/**
 * When the network was last asked how far it is.
 */
lastAskedAt: Instant | null, 
/**
 * When it will be asked again.
 */
nextAskAt: Instant | null, 
/**
 * The network said when to ask again.
 */
toldWhen: boolean, 
/**
 * How many places have answered, and of how many; only where the network says so.
 */
answered: PlacesAnswered | null, 
/**
 * What happened, oldest first.
 */
diary: Array<RetrievalNote>, 
/**
 * Who was asked, and what came of it; those who sent nothing first.
 */
places: Array<PlaceAskedView>, 
/**
 * How many documents came this time and are kept.
 */
came: number, 
/**
 * How many were here before and came again.
 */
had: number, 
/**
 * How many another place had sent as well; each is kept once.
 */
twice: number, 
/**
 * How many the network lists without any content.
 */
listed: number, 
/**
 * How many seem to be about somebody else.
 */
aside: number, 
/**
 * Those that did not come, or not whole: the first of them.
 */
missing: Array<MissingDocumentView>, 
/**
 * How many that are.
 */
missingCount: number, 
/**
 * Records that the network made of the documents.
 */
records: number, 
/**
 * The network's list ended too early, or led astray: there may be more.
 */
listIncomplete: boolean, 
/**
 * What the network says itself of what went wrong.
 */
theirWords: string | null, 
/**
 * The details that differ between the person's own and the ID check.
 */
differs: Array<PersonField>, 
/**
 * The network can be asked to stop.
 */
canCancel: boolean, };

/**
 * A document that seems to be about somebody else.
 */
export type SetAsideView = { 
/**
 * Names it in requests.
 */
id: string, 
/**
 * What it is called.
 */
title: string | null, 
/**
 * The place that sent it.
 */
place: string | null, 
/**
 * When it came.
 */
at: Instant, 
/**
 * What in it is another person's.
 */
differs: Array<PersonField>, };

/**
 * The documents, as far as they are asked for and have come.
 */
export type DocumentsView = { 
/**
 * The last time that somebody asked; null before the first.
 */
run: RetrievalView | null, 
/**
 * How many documents of the second network are kept here.
 */
kept: number, 
/**
 * Documents that seem to be about somebody else.
 */
setAside: Array<SetAsideView>, };

/**
 * Where asking begins.
 */
export type GetDocumentsRequest = Record<symbol, never>;

/**
 * What came of asking for documents.
 */
export type GetDocumentsOutcome = { "result": "asked", 
/**
 * As they stand now.
 */
documents: DocumentsView, } | { "result": "not-proved" } | { "result": "stopped" } | { "result": "time-is-up" };

/**
 * What was done, for the list of what happened.
 */
export type ActivityKind = "signed-in" | "signed-out" | "finding-turned-on" | "finding-turned-off" | "finding-on-elsewhere" | "finding-off-elsewhere" | "search-ended" | "search-stopped" | "place-connected" | "place-turned-back-on" | "place-turned-off" | "place-removed" | "network-deleted-copy" | "place-hidden" | "place-shown" | "place-vouched" | "place-asked-for" | "permission-ends-soon" | "sign-in-stopped" | "sign-in-ran-out" | "code-made" | "passcode-shown" | "picture-saved" | "page-saved" | "link-copied" | "summary-looked-at" | "link-opened" | "link-kept" | "code-forgotten" | "copy-made" | "copy-locked" | "copy-unlocked" | "wrong-pin" | "pin-set" | "pin-changed" | "pin-removed" | "signed-out-by-network" | "copy-put-aside" | "activity-saved" | "records-came" | "record-saved" | "records-taken" | "summary-saved" | "backup-made" | "backup-restored" | "record-deleted" | "file-deleted" | "place-records-deleted" | "account-closing" | "account-kept" | "everything-removed" | "report-saved" | "identity-check-began" | "identity-proved" | "identity-not-proved" | "identity-differs" | "identity-check-stopped" | "terms-accepted" | "details-saved" | "documents-wanted" | "documents-asked" | "documents-ready" | "documents-came" | "some-documents-came" | "documents-failed" | "documents-stopped";

/**
 * One line of what happened. No health data: a place by its name, a number, a reference.
 */
export type ActivityEntry = { 
/**
 * When.
 */
at: Instant, 
/**
 * What was done, or tried.
 */
kind: ActivityKind, 
/**
 * The name on the door.
 */
place: string | null, 
/**
 * Of a search that ended: how many places it found. Of a place that was removed: how many of its records here.
 * Of records that came: how many are new. Of records that were saved or deleted, and of copies of a
 * file that was deleted: how many.
 */
count: number | null, 
/**
 * Why it did not work; null where it did.
 */
failed: ErrorCode | null, 
/**
 * Short and readable aloud, such as `SH-4K7Q-29`.
 */
reference: string, 
/**
 * The receipt of it, by its id in `receipts`; null where there is none.
 */
receipt: string | null, };

/**
 * What happened, as this computer wrote it down.
 */
export type ActivityView = { 
/**
 * Newest first.
 */
entries: Array<ActivityEntry>, 
/**
 * Does the chain of entries hold? False: somebody changed what was written.
 */
whole: boolean, };

/**
 * What may have changed; the page asks again. Carries no data.
 */
export type Topic = "session" | "consent" | "search" | "places" | "records" | "share" | "activity" | "set-up" | "documents" | "link" | "clock" | "visit" | "notes";

/**
 * A visit that is offered.
 */
export type VisitKind = "show-my-records" | "finish-at-home";

/**
 * How a visit ended.
 */
export type VisitEnd = "done" | "nobody-there" | "time-is-up" | "staff" | "crashed";

/**
 * Where a visit stands.
 */
export type VisitStage = { "stage": "attract" } | { "stage": "going" } | { "stage": "blurred" } | { "stage": "still-there", 
/**
 * Seconds until the visit ends.
 */
secondsLeft: number, 
/**
 * Seconds that there were to answer.
 */
seconds: number, } | { "stage": "over" };

/**
 * One check after a visit.
 */
export type WipeCheck = "signed-out" | "page-closed" | "folder-gone" | "no-file" | "clipboard-empty" | "safe-unused";

/**
 * What was looked at after a visit.
 */
export type WipeView = { 
/**
 * When.
 */
at: Instant, 
/**
 * How the visit had ended.
 */
end: VisitEnd, 
/**
 * Whether somebody had signed in.
 */
signedIn: boolean, 
/**
 * The language of the visit.
 */
language: Language | null, 
/**
 * The checks that passed. What cannot be looked at on this computer is in neither list.
 */
passed: Array<WipeCheck>, 
/**
 * The checks that failed: the kiosk is locked.
 */
failed: Array<WipeCheck>, };

/**
 * The visit as it stands.
 */
export type VisitView = { 
/**
 * Where it stands.
 */
at: VisitStage, 
/**
 * Which visits are offered.
 */
offered: Array<VisitKind>, 
/**
 * Which one was begun.
 */
kind: VisitKind | null, 
/**
 * The name on the screen: whose kiosk this is.
 */
clinic: string, 
/**
 * "About 2 minutes" for a returning person, where that is known.
 */
aboutMinutes: number | null, 
/**
 * Minutes until the longest time of a visit is over, rounded up.
 */
minutesLeft: number | null, 
/**
 * Somebody signs in on a phone: until then the screen waits.
 */
waitsUntil: Instant | null, 
/**
 * The visit before this one.
 */
proof: WipeView | null, 
/**
 * A check failed: only staff can go on.
 */
locked: boolean, 
/**
 * Staff have shown who they are, on this screen.
 */
staff: boolean, 
/**
 * Something can be read aloud here.
 */
canListen: boolean, 
/**
 * The organisation's sign-in cannot be reached: nobody should begin.
 */
offline: boolean, };

/**
 * Which visit.
 */
export type VisitRequest = { 
/**
 * One of those that are offered.
 */
kind: VisitKind, };

/**
 * What came of a PIN of the staff's.
 */
export type StaffOutcome = { "result": "in" } | { "result": "wrong", 
/**
 * Seconds until another can be tried.
 */
waitSeconds: number, } | { "result": "wait", 
/**
 * Seconds until one can be tried.
 */
waitSeconds: number, };

/**
 * What staff do.
 */
export type StaffAct = "extend" | "open-for-patients" | "close" | "leave";

/**
 * What staff do.
 */
export type StaffRequest = { 
/**
 * What.
 */
act: StaffAct, };

/**
 * The staff's PIN, as it was typed. It prints nothing.
 */
export type StaffPinRequest = { 
/**
 * Digits.
 */
pin: string, };

/**
 * One check of the self-test.
 */
export type SelfCheck = "screen-lock" | "network" | "clock" | "safe" | "disk" | "clipboard" | "staff-pin" | "restart" | "last-wipe";

/**
 * What a check of the self-test found.
 */
export type SelfCheckState = "good" | "needs-you" | "unknown";

/**
 * One line of the self-test.
 */
export type SelfCheckView = { 
/**
 * What was looked at.
 */
check: SelfCheck, 
/**
 * What was found.
 */
state: SelfCheckState, 
/**
 * Milliseconds (network), seconds off (clock), checks that passed (last wipe).
 */
value: number | null, };

/**
 * Numbers about visits. No names, no places.
 */
export type CountersView = { 
/**
 * Since when they are counted.
 */
since: Instant, 
/**
 * Visits that somebody began.
 */
visits: number, 
/**
 * Of these: ended by the person.
 */
byPerson: number, 
/**
 * Ended by a timer.
 */
byTimer: number, 
/**
 * Ended by staff.
 */
byStaff: number, 
/**
 * Processes that ended by themselves.
 */
crashed: number, 
/**
 * Proofs in which a check failed.
 */
failedWipes: number, };

/**
 * The self-test for staff.
 */
export type SelfTestView = { 
/**
 * When.
 */
at: Instant, 
/**
 * This program's version.
 */
version: string, 
/**
 * Every check.
 */
checks: Array<SelfCheckView>, 
/**
 * Visits so far.
 */
counters: CountersView, };

/**
 * What is read aloud. It prints nothing.
 */
export type SayRequest = { 
/**
 * A text of the screen.
 */
text: string, 
/**
 * How loud, in percent.
 */
volume: number, };

/** Every command: what it takes, what it answers, what it reports meanwhile. */
export type Commands = {
  app: { request: null; response: AppView; progress: never };
  clock: { request: null; response: ClockView; progress: never };
  demo_people: { request: null; response: Array<DemoPersonView>; progress: never };
  director: { request: null; response: DirectorView; progress: never };
  notes: { request: null; response: NotesView | null; progress: never };
  open_notes: { request: null; response: null; progress: never };
  sign_in_again: { request: null; response: AppView; progress: never };
  organisation: { request: null; response: OrganisationView | null; progress: never };
  set_up: { request: null; response: SetUpView; progress: never };
  details: { request: null; response: Details; progress: never };
  consent: { request: null; response: ConsentView; progress: never };
  turning_off: { request: null; response: TurningOffView; progress: never };
  receipts: { request: null; response: Array<ReceiptView>; progress: never };
  last_known: { request: null; response: LastKnownView; progress: never };
  search: { request: null; response: SearchView; progress: never };
  places: { request: null; response: PlacesView; progress: never };
  about: { request: null; response: AboutView; progress: never };
  look_closer: { request: null; response: PlacesView; progress: never };
  health_summary: { request: null; response: HealthSummaryView; progress: never };
  completeness: { request: null; response: CompletenessView; progress: never };
  read_records: { request: null; response: null; progress: never };
  records_looked_at: { request: null; response: null; progress: never };
  activity: { request: null; response: ActivityView; progress: never };
  documents: { request: null; response: DocumentsView; progress: never };
  stop_documents: { request: null; response: DocumentsView; progress: never };
  look_at_given_link: { request: null; response: LinkLook | null; progress: never };
  share: { request: null; response: ShareView | null; progress: never };
  past_shares: { request: null; response: Array<PastShareView>; progress: never };
  lock: { request: null; response: null; progress: never };
  still_here: { request: null; response: null; progress: never };
  people: { request: null; response: Array<PersonHereView>; progress: never };
  privacy: { request: null; response: PrivacyView; progress: never };
  decline_pin: { request: null; response: null; progress: never };
  start_fresh: { request: null; response: null; progress: never };
  remove_everything: { request: null; response: RemovalView; progress: never };
  save_activity: { request: null; response: SavedView; progress: never };
  report: { request: null; response: ReportView; progress: never };
  take_away: { request: null; response: TakeAwayView; progress: never };
  save_files: { request: null; response: SavedFilesView; progress: never };
  stop_restore: { request: null; response: null; progress: never };
  account: { request: null; response: AccountView; progress: never };
  close_account: { request: null; response: AccountView; progress: never };
  keep_account: { request: null; response: AccountView; progress: never };
  visit: { request: null; response: VisitView; progress: never };
  end_visit: { request: null; response: null; progress: never };
  call_staff: { request: null; response: boolean; progress: never };
  self_test: { request: null; response: SelfTestView; progress: never };
  hush: { request: null; response: null; progress: never };
  story_steps: { request: StoryRequest; response: Array<StoryStepView>; progress: never };
  direct: { request: DirectionRequest; response: DirectorView; progress: never };
  wire_log: { request: WireRequest; response: Array<WireView>; progress: never };
  sign_in: { request: SignInRequest; response: AppView; progress: never };
  sign_out: { request: SignOutRequest; response: RemovalView | null; progress: never };
  open_page: { request: PageRequest; response: QrView | null; progress: never };
  accept_terms: { request: TermsRequest; response: SetUpView; progress: never };
  save_details: { request: DetailsRequest; response: DetailsOutcome; progress: never };
  errand_reopen: { request: ErrandRequest; response: null; progress: never };
  errand_look: { request: ErrandRequest; response: null; progress: never };
  errand_stop: { request: ErrandRequest; response: null; progress: never };
  set_consent: { request: ConsentRequest; response: ConsentView; progress: never };
  connect_look: { request: PlaceRequest; response: null; progress: never };
  connect_reopen: { request: PlaceRequest; response: null; progress: never };
  connect_stop: { request: PlaceRequest; response: null; progress: never };
  turn_back_on: { request: PlaceRequest; response: PlaceView; progress: never };
  place: { request: PlaceRequest; response: PlaceDetailView; progress: never };
  keep_on: { request: PlaceRequest; response: null; progress: never };
  remove_place: { request: RemovePlaceRequest; response: PlaceView; progress: never };
  hide_place: { request: HidePlaceRequest; response: null; progress: never };
  find_places: { request: FindPlacesRequest; response: DirectoryView; progress: never };
  vouch: { request: PlaceRequest; response: null; progress: never };
  ask_for_place: { request: AskForPlaceRequest; response: null; progress: never };
  create_share: { request: ShareRequest; response: ShareView; progress: never };
  show_passcode: { request: ShareIdRequest; response: PasscodeView; progress: never };
  end_share: { request: ShareIdRequest; response: null; progress: never };
  save_share_picture: { request: ShareIdRequest; response: SavedView; progress: never };
  save_share_drawing: { request: ShareIdRequest; response: SavedView; progress: never };
  save_share_page: { request: SharePageRequest; response: SavedView; progress: never };
  copy_share_link: { request: ShareIdRequest; response: null; progress: never };
  preview_share: { request: PreviewRequest; response: LinkOutcome; progress: never };
  look_at_link: { request: LinkTextRequest; response: LinkLook; progress: never };
  look_at_picture: { request: LinkPictureRequest; response: LinkLook; progress: never };
  open_link: { request: OpenLinkRequest; response: LinkOutcome; progress: never };
  keep_link: { request: LinkIdRequest; response: ReceivedView; progress: never };
  close_link: { request: LinkIdRequest; response: null; progress: never };
  unlock: { request: SecretRequest; response: SecretOutcome; progress: never };
  change_lock: { request: LockRequest; response: SecretOutcome; progress: never };
  remove_pin: { request: SecretRequest; response: SecretOutcome; progress: never };
  keep_here: { request: KeepRequest; response: SecretOutcome; progress: never };
  set_lock_after: { request: LockAfterRequest; response: PrivacyView; progress: never };
  open_copy: { request: PersonRequest; response: AppView; progress: never };
  set_language: { request: LanguageRequest; response: null; progress: never };
  set_visible: { request: VisibleRequest; response: null; progress: never };
  set_notifications: { request: NotificationsRequest; response: PrivacyView; progress: never };
  record_list: { request: RecordListRequest; response: RecordListView; progress: never };
  record_page: { request: RecordPageRequest; response: RecordPageView; progress: never };
  record: { request: RecordRequest; response: RecordView; progress: never };
  record_file: { request: RecordFileRequest; response: FileContentView; progress: never };
  save_record: { request: SaveRecordRequest; response: SavedView; progress: never };
  save_report: { request: ReportRequest; response: SavedView; progress: never };
  save_summary: { request: SummaryRequest; response: SavedSummaryView; progress: never };
  back_up: { request: BackupRequest; response: BackupOutcome; progress: never };
  look_at_backup: { request: LookAtBackupRequest; response: BackupLook; progress: never };
  restore_backup: { request: RestoreRequest; response: RestoreStep; progress: never };
  delete_file: { request: RecordFileRequest; response: DeletedView; progress: never };
  delete_record: { request: RecordRequest; response: DeletedView; progress: never };
  delete_place_records: { request: PlaceRequest; response: DeletedView; progress: never };
  begin_visit: { request: VisitRequest; response: null; progress: never };
  staff_pin: { request: StaffPinRequest; response: StaffOutcome; progress: never };
  staff: { request: StaffRequest; response: null; progress: never };
  say: { request: SayRequest; response: null; progress: never };
  get_documents: { request: GetDocumentsRequest; response: GetDocumentsOutcome; progress: InBrowser };
  check_identity: { request: IdentityCheckRequest; response: IdentityOutcome; progress: InBrowser };
  sign_in_at_provider: { request: ProviderSignInRequest; response: SignInOutcome; progress: SigningIn };
  connect: { request: PlaceRequest; response: ConnectOutcome; progress: Connecting };
  turn_off: { request: PlaceRequest; response: TurnOffOutcome; progress: TurningOff };
};
