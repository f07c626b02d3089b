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
 * The banner that says so stands on every screen.
 */
showsDemoBanner: boolean, 
/**
 * A picture of the QR code may be saved.
 */
canSavePicture: boolean, };

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
 * Who is signed in.
 */
session: SessionView | null, };

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
 * The decision about record finding, as the network tells it.
 */
export type Provision = "permit" | "deny" | "none" | "unknown";

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
decidedAt: Instant | null, };

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
export type DiaryKind = "finding-turned-on" | "search-began" | "place-connected" | "place-needs-sign-in" | "search-ended" | "search-stopped";

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
export type ErrorCode = "no-internet" | "network-slow" | "network-trouble" | "asked-too-often" | "signed-out" | "network-refused" | "answer-not-understood" | "place-not-known" | "place-busy" | "finding-is-off" | "link-check-failed" | "link-is-over" | "browser-did-not-open" | "could-not-save" | "store-trouble" | "bad-request" | "unexpected";

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
 * What was done, for the list of what happened.
 */
export type ActivityKind = "signed-in" | "signed-out" | "finding-turned-on" | "finding-turned-off" | "search-ended" | "search-stopped" | "place-connected" | "place-turned-back-on" | "sign-in-stopped" | "sign-in-ran-out" | "code-made" | "passcode-shown" | "picture-saved" | "code-forgotten";

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
reference: string, };

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
export type Topic = "session" | "consent" | "search" | "places" | "share" | "activity" | "clock";

/** Every command: what it takes, what it answers, what it reports meanwhile. */
export type Commands = {
  app: { request: null; response: AppView; progress: never };
  clock: { request: null; response: ClockView; progress: never };
  demo_people: { request: null; response: Array<DemoPersonView>; progress: never };
  sign_out: { request: null; response: null; progress: never };
  consent: { request: null; response: ConsentView; progress: never };
  search: { request: null; response: SearchView; progress: never };
  places: { request: null; response: PlacesView; progress: never };
  activity: { request: null; response: ActivityView; progress: never };
  share: { request: null; response: ShareView | null; progress: never };
  sign_in: { request: SignInRequest; response: SessionView; progress: never };
  set_consent: { request: ConsentRequest; response: ConsentView; progress: never };
  connect_look: { request: PlaceRequest; response: null; progress: never };
  connect_reopen: { request: PlaceRequest; response: null; progress: never };
  connect_stop: { request: PlaceRequest; response: null; progress: never };
  turn_back_on: { request: PlaceRequest; response: PlaceView; progress: never };
  create_share: { request: ShareRequest; response: ShareView; progress: never };
  show_passcode: { request: ShareIdRequest; response: PasscodeView; progress: never };
  end_share: { request: ShareIdRequest; response: null; progress: never };
  save_share_picture: { request: ShareIdRequest; response: SavedView; progress: never };
  connect: { request: PlaceRequest; response: ConnectOutcome; progress: Connecting };
};
