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
until: Instant, } | { "step": "confirming" };

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
checker: CheckerView, };

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
checks: Array<RemovalCheck>, };

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
notifies: boolean, };

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
export type PlaceState = "needs-sign-in" | "needs-sign-in-again" | "records-coming" | "connected" | "trouble" | "cannot-renew-here" | "turned-off" | "removed" | "paused" | "unknown";

/**
 * The one next step.
 */
export type PlaceAction = "sign-in" | "turn-back-on" | "turn-on-finding" | "look-again" | "get-help" | "none";

/**
 * How a place came to be connected.
 */
export type ConnectedHow = "for-you" | "by-sign-in" | "unknown";

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
lastSynced: Instant | null, };

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
places: Array<PlaceView>, };

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
until: Instant, } | { "step": "asked", 
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
 * The nine kinds of records of seed 002.
 */
export type ShareKind = "patient" | "care-plan" | "condition" | "allergy-intolerance" | "medication-statement" | "immunization" | "procedure" | "observation" | "coverage";

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
 * A code exists only where the page does something different for it.
 */
export type ErrorCode = "no-internet" | "network-slow" | "network-trouble" | "asked-too-often" | "signed-out" | "network-refused" | "answer-not-understood" | "place-not-known" | "place-busy" | "finding-is-off" | "link-check-failed" | "link-is-over" | "browser-did-not-open" | "sign-in-not-usable" | "sign-in-refused" | "network-not-enabled" | "could-not-save" | "store-trouble" | "disk-full" | "cannot-write" | "safe-trouble" | "locked" | "bad-request" | "unexpected";

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
export type ActivityKind = "signed-in" | "signed-out" | "finding-turned-on" | "finding-turned-off" | "finding-on-elsewhere" | "finding-off-elsewhere" | "search-ended" | "search-stopped" | "place-connected" | "place-turned-back-on" | "sign-in-stopped" | "sign-in-ran-out" | "code-made" | "passcode-shown" | "picture-saved" | "code-forgotten" | "copy-made" | "copy-locked" | "copy-unlocked" | "wrong-pin" | "pin-set" | "pin-changed" | "pin-removed" | "signed-out-by-network" | "copy-put-aside" | "activity-saved" | "report-saved" | "identity-check-began" | "identity-proved" | "identity-not-proved" | "identity-differs" | "identity-check-stopped" | "terms-accepted" | "details-saved" | "documents-wanted" | "documents-asked" | "documents-ready" | "documents-came" | "some-documents-came" | "documents-failed" | "documents-stopped";

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
 * Of a search that ended: how many places it found.
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
export type Topic = "session" | "consent" | "search" | "places" | "share" | "documents" | "activity" | "set-up" | "clock";

/** Every command: what it takes, what it answers, what it reports meanwhile. */
export type Commands = {
  app: { request: null; response: AppView; progress: never };
  clock: { request: null; response: ClockView; progress: never };
  demo_people: { request: null; response: Array<DemoPersonView>; progress: never };
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
  activity: { request: null; response: ActivityView; progress: never };
  documents: { request: null; response: DocumentsView; progress: never };
  stop_documents: { request: null; response: DocumentsView; progress: never };
  share: { request: null; response: ShareView | null; progress: never };
  lock: { request: null; response: null; progress: never };
  still_here: { request: null; response: null; progress: never };
  people: { request: null; response: Array<PersonHereView>; progress: never };
  privacy: { request: null; response: PrivacyView; progress: never };
  decline_pin: { request: null; response: null; progress: never };
  start_fresh: { request: null; response: null; progress: never };
  remove_everything: { request: null; response: RemovalView; progress: never };
  save_activity: { request: null; response: SavedView; progress: never };
  report: { request: null; response: ReportView; progress: never };
  sign_in: { request: SignInRequest; response: AppView; progress: never };
  sign_out: { request: SignOutRequest; response: RemovalView | null; progress: never };
  open_page: { request: PageRequest; response: null; progress: never };
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
  create_share: { request: ShareRequest; response: ShareView; progress: never };
  show_passcode: { request: ShareIdRequest; response: PasscodeView; progress: never };
  end_share: { request: ShareIdRequest; response: null; progress: never };
  save_share_picture: { request: ShareIdRequest; response: SavedView; progress: never };
  unlock: { request: SecretRequest; response: SecretOutcome; progress: never };
  change_lock: { request: LockRequest; response: SecretOutcome; progress: never };
  remove_pin: { request: SecretRequest; response: SecretOutcome; progress: never };
  keep_here: { request: KeepRequest; response: SecretOutcome; progress: never };
  set_lock_after: { request: LockAfterRequest; response: PrivacyView; progress: never };
  open_copy: { request: PersonRequest; response: AppView; progress: never };
  set_language: { request: LanguageRequest; response: null; progress: never };
  set_visible: { request: VisibleRequest; response: null; progress: never };
  set_notifications: { request: NotificationsRequest; response: PrivacyView; progress: never };
  save_report: { request: ReportRequest; response: SavedView; progress: never };
  get_documents: { request: GetDocumentsRequest; response: GetDocumentsOutcome; progress: InBrowser };
  check_identity: { request: IdentityCheckRequest; response: IdentityOutcome; progress: InBrowser };
  sign_in_at_provider: { request: ProviderSignInRequest; response: SignInOutcome; progress: SigningIn };
  connect: { request: PlaceRequest; response: ConnectOutcome; progress: Connecting };
};
