// Every screen with its states, as `cargo xtask gallery` shows them: a name, and what the gallery's address says
// (src/gallery/main.ts has the words). A new screen of src/frame/screens.ts must be named here; a test insists.

/** The screens of the app, by the name that `data-screen` gives them. */
export const screens = {
  starting: {
    slow: 'hangs=app',
    failed: 'broken=app:store-trouble',
  },
  welcome: {
    demo: 'scene=welcome',
    organization: 'scene=organisation',
    'not-set-up': 'scene=not-set-up',
    long: 'scene=welcome&long=1',
    failed: 'scene=welcome&broken=sign_in&press=person-rosa',
  },
  'sign-in': {
    browser: 'scene=organisation&press=welcome-sign-in',
    phone: 'scene=organisation&press=welcome-sign-in-phone',
    declined: 'scene=organisation&press=welcome-sign-in,do:declined',
    'time-is-up': 'scene=organisation&press=welcome-sign-in-phone,do:time-is-up',
    failed: 'scene=organisation&broken=sign_in_at_provider&press=welcome-sign-in',
  },
  lock: {
    pin: 'scene=locked',
    passphrase: 'scene=locked-passphrase',
    wrong: 'scene=locked&press=type:lock-secret:111111,lock-open',
    wait: 'scene=locked&wait=60',
    nobody: 'scene=locked&holder=0',
  },
  'pin-offer': {
    first: 'scene=offer',
    easy: 'scene=offer&press=type:new-pin:111111,type:new-pin-again:111111,set-pin',
  },
  safe: {
    'not-there': 'scene=no-safe',
    locked: 'scene=no-safe&why=locked&hasCopy=1',
    silent: 'scene=no-safe&why=silent',
    'key-gone': 'scene=no-safe&why=key-gone&hasCopy=1',
  },
  trouble: {
    damaged: 'scene=trouble',
    newer: 'scene=trouble&why=newer',
    'in-use': 'scene=trouble&why=in-use',
    'disk-full': 'scene=trouble&why=disk-full',
  },
  people: {
    three: 'scene=people&screen=people',
    long: 'scene=rest&screen=people&long=1',
    slow: 'scene=rest&screen=people&hangs=people',
    failed: 'scene=rest&screen=people&broken=people:store-trouble',
  },
  terms: {
    first: 'scene=set-up',
    failed: 'scene=set-up&broken=accept_terms&press=terms-agree,terms-accept',
  },
  identity: {
    first: 'scene=rest&proof=not-yet',
    waiting: 'scene=rest&proof=not-yet&press=identity-start',
    'time-is-up': 'scene=rest&proof=not-yet&press=identity-start,do:time-is-up',
    stopped: 'scene=rest&proof=not-yet&press=identity-start,do:stopped',
    'under-way': 'scene=rest&proof=under-way',
    again: 'scene=rest&proof=again',
    'checker-trouble': 'scene=rest&proof=checker-trouble',
    'not-proved': 'scene=rest&proof=failed',
    failed: 'scene=rest&proof=not-yet&broken=check_identity&press=identity-start',
  },
  details: {
    'from-settings': 'scene=rest&screen=settings&press=settings-details',
    differs: 'scene=rest&proof=differs',
    wrong: 'scene=rest&screen=settings&press=settings-details,type:details-given:,details-save',
    slow: 'scene=rest&screen=settings&hangs=details&press=settings-details',
    failed: 'scene=rest&screen=settings&broken=details&press=settings-details',
  },
  permission: {
    first: 'scene=first',
    failed: 'scene=first&broken=set_consent&press=permission-yes',
    slow: 'scene=first&hangs=set_consent&press=permission-yes',
  },
  home: {
    need: 'scene=need',
    'need-one': 'scene=need&places=1',
    'need-long': 'scene=need&long=1',
    working: 'scene=working',
    rest: 'scene=rest',
    off: 'scene=off',
    stopped: 'scene=stopped',
    nothing: 'scene=nothing',
    offline: 'scene=offline',
    error: 'scene=error',
    states: 'scene=states',
    many: 'scene=states&places=30',
    'signed-out': 'scene=signed-out',
    late: 'scene=off&change=late',
    waiting: 'scene=off&change=waiting',
    'change-failed': 'scene=off&broken=set_consent&press=home-clasp',
    'set-up-missing': 'scene=rest&proof=not-yet&press=set-up-later',
    'no-permission': 'scene=first&press=permission-not-now',
    'no-banner': 'scene=need&banner=0',
  },
  places: {
    need: 'scene=need&screen=places',
    states: 'scene=states&screen=places',
    'more-states': 'scene=more-states&screen=places',
    working: 'scene=working&screen=places',
    rest: 'scene=rest&screen=places',
    off: 'scene=off&screen=places',
    nothing: 'scene=nothing&screen=places',
    stopped: 'scene=stopped&screen=places',
    offline: 'scene=offline&screen=places',
    error: 'scene=error&screen=places',
    long: 'scene=states&screen=places&long=1',
    one: 'scene=need&places=1&screen=places',
    many: 'scene=states&screen=places&places=30',
    'turning-on': 'scene=off&screen=places&hangs=set_consent&press=finding-switch',
  },
  place: {
    connected: 'scene=rest&screen=place&place=juniper',
    'by-sign-in': 'scene=rest&screen=place&place=quillback',
    'needs-sign-in': 'scene=need&screen=place&place=quillback',
    'turned-off': 'scene=rest&screen=place&place=tamarack',
    down: 'scene=need&screen=place&place=alder',
    coming: 'scene=states&screen=place&place=cedar',
    removing: 'scene=more-states&screen=place&place=cedar',
    hidden: 'scene=more-states&screen=place&place=birch',
    long: 'scene=rest&screen=place&place=quillback&long=1',
    slow: 'scene=rest&screen=place&place=juniper&hangs=place',
    failed: 'scene=rest&screen=place&place=juniper&broken=place',
    undo: 'scene=rest&screen=place&place=quillback&press=place-off,place-off-confirm',
  },
  'add-place': {
    first: 'scene=rest&screen=add-place',
    found: 'scene=rest&screen=add-place&press=type:add-words:quill,add-search',
    none: 'scene=rest&screen=add-place&press=type:add-words:zebra,add-search',
    slow: 'scene=rest&screen=add-place&hangs=find_places&press=type:add-words:quill,add-search',
    failed: 'scene=rest&screen=add-place&broken=find_places&press=type:add-words:quill,add-search',
  },
  diary: {
    done: 'scene=need&screen=diary',
    working: 'scene=working&screen=diary',
    stopped: 'scene=stopped&screen=diary',
    nothing: 'scene=nothing&screen=diary',
    'no-search': 'scene=first&screen=diary',
  },
  connect: {
    waiting: 'scene=need&press=home-clasp',
    'time-is-up': 'scene=need&press=home-clasp,do:time-is-up',
    failed: 'scene=need&broken=connect:browser-did-not-open&press=home-clasp',
    long: 'scene=need&long=1&press=home-clasp',
    vouch: 'scene=need&broken=connect:vouch-needed&press=home-clasp',
  },
  records: {
    list: 'scene=rest&screen=records',
    'by-date': 'scene=rest&screen=records&press=records-by-date',
    'by-kind': 'scene=rest&screen=records&press=records-by-kind',
    open: 'scene=rest&screen=records&press=record-row',
    lab: 'scene=rest&screen=records&press=type:records-search:hemoglobin,record-row',
    found: 'scene=rest&screen=records&press=type:records-search:hemoglobin',
    'none-found': 'scene=rest&screen=records&press=type:records-search:zebra',
    empty: 'scene=need&screen=records',
    reading: 'scene=need&screen=records&reading=1',
    many: 'scene=rest&screen=records&lines=100000',
    long: 'scene=rest&screen=records&long=1',
    slow: 'scene=rest&screen=records&hangs=record_list',
    failed: 'scene=rest&screen=records&broken=record_list:store-trouble',
    'signed-out': 'scene=signed-out&screen=records',
  },
  completeness: {
    all: 'scene=rest&screen=completeness',
    long: 'scene=rest&screen=completeness&long=1',
    empty: 'scene=need&screen=completeness',
    slow: 'scene=rest&screen=completeness&hangs=completeness',
    failed: 'scene=rest&screen=completeness&broken=completeness:store-trouble',
  },
  'take-away': {
    first: 'scene=rest&screen=take-away',
    saved: 'scene=rest&screen=take-away&press=take-paper-do,take-files-do',
    empty: 'scene=need&screen=take-away',
    failed: 'scene=rest&screen=take-away&broken=save_summary:could-not-save&press=take-paper-do',
  },
  restore: {
    first: 'scene=rest&screen=restore',
    'nobody-here': 'scene=welcome&press=welcome-restore',
  },
  share: {
    choose: 'scene=rest&screen=share',
    kinds: 'scene=rest&screen=share&press=share-choose',
    past: 'scene=rest&screen=share&press=share-make,share-scanned,share-done,nav-share',
    failed: 'scene=rest&screen=share&broken=create_share&press=share-make',
    slow: 'scene=rest&screen=share&hangs=create_share&press=share-make',
    long: 'scene=rest&screen=share&long=1',
  },
  'share-live': {
    first: 'scene=rest&screen=share&press=share-make',
    'last-minute': 'scene=rest&screen=share&press=share-make,do:four-minutes',
    look: 'scene=rest&screen=share&press=share-make,share-look',
    full: 'scene=rest&screen=share&press=share-make,share-full-open',
    'no-passcode': 'scene=rest&screen=share&broken=show_passcode&press=share-make,share-scanned',
    long: 'scene=rest&screen=share&long=1&press=share-make',
  },
  'share-passcode': {
    shown: 'scene=rest&screen=share&press=share-make,share-scanned',
    covered: 'scene=rest&screen=share&press=share-make,share-scanned,passcode-cover',
    'hear-it': 'scene=rest&screen=share&press=share-make,share-scanned,passcode-hear',
  },
  'share-ended': {
    over: 'scene=rest&screen=share&press=share-make,do:six-minutes',
  },
  'open-link': {
    first: 'scene=rest&screen=open-link',
    ready: 'scene=rest&screen=open-link&press=type:open-link-text:shlink',
    'not-a-link': 'scene=rest&screen=open-link&press=type:open-link-text:hello',
    wrong:
      'scene=rest&screen=open-link&press=type:open-link-text:shlink,type:open-link-passcode:771902,open-link-open',
    read: 'scene=rest&screen=open-link&press=type:open-link-text:shlink,type:open-link-passcode:123456,open-link-open',
    mine: 'scene=rest&screen=open-link&mine=1&press=type:open-link-text:shlink,type:open-link-passcode:123456,open-link-open',
    kept: 'scene=rest&screen=open-link&mine=1&press=type:open-link-text:shlink,type:open-link-passcode:123456,open-link-open,open-link-keep',
    failed: 'scene=rest&screen=open-link&broken=look_at_link&press=type:open-link-text:shlink',
  },
  activity: {
    list: 'scene=rest&screen=activity',
    'not-whole': 'scene=rest&screen=activity&whole=0',
    empty: 'scene=rest&screen=activity&log=0',
    slow: 'scene=rest&screen=activity&hangs=activity',
    failed: 'scene=rest&screen=activity&broken=activity:store-trouble',
    'signed-out': 'scene=signed-out&screen=activity',
  },
  receipt: {
    on: 'scene=rest&screen=receipt',
    off: 'scene=off&screen=receipt',
    none: 'scene=rest&screen=receipt&receipt=not-there',
    slow: 'scene=rest&screen=receipt&hangs=receipts',
  },
  report: {
    lines: 'scene=rest&screen=report',
    slow: 'scene=rest&screen=report&hangs=report',
    failed: 'scene=rest&screen=report&broken=report:store-trouble',
  },
  documents: {
    start: 'scene=rest&screen=documents&documents=start',
    check: 'scene=rest&screen=documents&press=documents-start',
    'check-not-proved': 'scene=rest&screen=documents&press=documents-start,do:check-not-proved',
    'check-time-is-up': 'scene=rest&screen=documents&press=documents-start,do:check-time-is-up',
    sending: 'scene=rest&screen=documents&documents=sending',
    waiting: 'scene=rest&screen=documents&documents=waiting',
    offline: 'scene=rest&screen=documents&documents=offline',
    'signed-out': 'scene=rest&screen=documents&documents=signed-out',
    coming: 'scene=rest&screen=documents&documents=coming',
    came: 'scene=rest&screen=documents&documents=came',
    nothing: 'scene=rest&screen=documents&documents=nothing',
    most: 'scene=rest&screen=documents&documents=most',
    stopped: 'scene=rest&screen=documents&documents=stopped',
    aside: 'scene=rest&screen=documents&documents=aside',
    'details-differ': 'scene=rest&screen=documents&documents=details-differ',
    'details-missing': 'scene=rest&screen=documents&documents=details-missing',
    'proof-refused': 'scene=rest&screen=documents&documents=proof-refused',
    refused: 'scene=rest&screen=documents&documents=refused',
    'took-too-long': 'scene=rest&screen=documents&documents=took-too-long',
    'network-busy': 'scene=rest&screen=documents&documents=network-busy',
    interrupted: 'scene=rest&screen=documents&documents=interrupted',
    slow: 'scene=rest&screen=documents&hangs=documents',
    failed: 'scene=rest&screen=documents&broken=documents',
  },
  settings: {
    pin: 'scene=rest&screen=settings',
    'no-lock': 'scene=rest&screen=settings&lock=none',
    passphrase: 'scene=rest&screen=settings&lock=passphrase&kept=passphrase',
    session: 'scene=rest&screen=settings&lock=none&kept=session',
    off: 'scene=off&screen=settings',
    closing: 'scene=rest&screen=settings&closing=1',
    'signed-out': 'scene=signed-out&screen=settings',
    long: 'scene=rest&screen=settings&long=1',
    slow: 'scene=rest&screen=settings&hangs=privacy',
    failed: 'scene=rest&screen=settings&broken=privacy:store-trouble',
  },
  removed: {
    done: 'scene=rest&screen=settings&press=settings-remove,remove-confirm',
  },
  about: {
    demo: 'scene=rest&screen=about',
    organization: 'scene=rest&screen=about&offered=1',
    slow: 'scene=rest&screen=about&hangs=about',
  },
  licences: {
    list: 'scene=rest&screen=licences',
  },
};

/** The dialogs of the app, by the name that src/frame/screens.ts gives them, over the screens where they open. */
export const dialogs = {
  help: 'scene=need&press=nav-help',
  look: 'scene=welcome&press=nav-look',
  more: 'scene=need&press=nav-more',
  'turn-off': 'scene=need&screen=places&press=finding-switch',
  'search-again': 'scene=stopped&press=home-clasp',
  'place-off': 'scene=rest&screen=place&place=quillback&press=place-off',
  'place-remove': 'scene=rest&screen=place&place=quillback&press=place-remove',
  forgot: 'scene=locked&press=lock-forgot',
  'set-lock': 'scene=rest&screen=settings&lock=none&press=settings-set-pin',
  'change-lock': 'scene=rest&screen=settings&press=settings-change-lock',
  'remove-lock': 'scene=rest&screen=settings&press=settings-remove-pin',
  'sign-out': 'scene=rest&screen=settings&press=settings-sign-out',
  'sign-out-remove': 'scene=rest&screen=settings&press=settings-sign-out,sign-out-remove',
  remove: 'scene=rest&screen=settings&press=settings-remove',
  backup: 'scene=rest&screen=take-away&press=take-backup-do',
  'delete-record': 'scene=rest&screen=records&press=record-row,record-delete',
  'delete-file': 'scene=rest&screen=records&press=record-row,file-delete',
  'delete-place': 'scene=rest&screen=completeness&press=complete-delete',
  'close-account': 'scene=rest&screen=settings&press=settings-close-account',
};

/** Other dialogs and panels, which no name of the frame opens. */
export const over = {
  director: {
    panel: 'scene=need&press=director-open',
    story: 'scene=need&press=director-open,type:director-story:happy-path',
    wire: 'scene=need&press=director-open,director-wire',
  },
  components: {
    all: 'components',
    dialog: 'components&press=components-Dialog',
    ask: 'components&press=components-AskDialog',
    full: 'components&press=components-QrFull',
  },
};

const going = 'scene=need&kiosk=home&stage=going';
const pin = ['2', '4', '6', '8'].map((digit) => `kiosk-digit-${digit}`);
const corner = Array.from({ length: 5 }, () => 'kiosk-corner');

/** A kiosk's screens, by the name that `data-screen` gives them there. */
export const kiosk = {
  attract: {
    first: 'kiosk=attract',
    offline: 'kiosk=attract&offline=1',
  },
  choose: { first: 'scene=organisation&kiosk=choose' },
  'sign-in': {
    phone: 'scene=organisation&kiosk=choose&waits=1&press=kiosk-show-my-records',
    declined: 'scene=organisation&kiosk=choose&press=kiosk-show-my-records,do:declined',
    failed: 'scene=organisation&kiosk=choose&broken=sign_in_at_provider&press=kiosk-show-my-records',
  },
  terms: {
    first: 'scene=set-up&kiosk=terms',
    failed: 'scene=set-up&kiosk=terms&broken=accept_terms&press=kiosk-terms-accept',
  },
  identity: { first: 'scene=need&kiosk=identity' },
  'at-home': { first: 'scene=need&kiosk=at-home' },
  permission: {
    first: 'scene=first&kiosk=permission',
    failed: 'scene=first&kiosk=permission&broken=set_consent&press=kiosk-permission-yes',
  },
  begun: { first: 'scene=working&kiosk=begun' },
  home: {
    need: 'scene=need&kiosk=home',
    rest: 'scene=rest&kiosk=home',
    working: 'scene=working&kiosk=home',
    nothing: 'scene=nothing&kiosk=home',
    off: 'scene=off&kiosk=home',
    error: 'scene=error&kiosk=home',
    blurred: `${going.replace('going', 'blurred')}`,
    help: `${going}&press=kiosk-help`,
  },
  places: {
    two: 'scene=need&kiosk=places',
    long: 'scene=need&kiosk=places&long=1',
  },
  connect: {
    waiting: 'scene=need&kiosk=places&waits=1&press=kiosk-place-quillback',
    'time-is-up': 'scene=need&kiosk=places&press=kiosk-place-quillback,do:time-is-up',
    failed: 'scene=need&kiosk=places&broken=connect&press=kiosk-place-quillback',
  },
  share: {
    live: 'scene=rest&kiosk=share',
    'last-minute': 'scene=rest&kiosk=share&press=do:four-minutes',
    ended: 'scene=rest&kiosk=share&press=do:six-minutes',
    failed: 'scene=rest&kiosk=share&broken=create_share',
  },
  passcode: {
    covered: 'scene=rest&kiosk=share&press=kiosk-scanned',
    shown: 'scene=rest&kiosk=share&press=kiosk-scanned,kiosk-show-passcode',
  },
  'still-there': { first: 'scene=need&kiosk=home&stage=still-there' },
  ending: { first: 'scene=need&kiosk=home&stage=over' },
  proof: { first: 'scene=need&kiosk=attract&ended=1' },
  locked: { first: 'kiosk=attract&locked=1' },
  'staff-pin': {
    first: `kiosk=attract&press=${corner.join()}`,
    wrong: `kiosk=attract&press=${corner.join()},kiosk-digit-1,kiosk-pin-enter`,
  },
  staff: { test: `kiosk=attract&press=${[...corner, ...pin, 'kiosk-pin-enter'].join()}` },
  starting: { slow: 'kiosk=attract&hangs=visit' },
};

/** States that stand under their screen and are a dialog over it. */
const isOver = new Set(['share-live-full', 'kiosk-home-help']);

/**
 * All of it, one row a state: `name` is its folder, `screen` what `data-screen` must say when it stands (null: any),
 * `dialog` that something must be open over it.
 */
export function rows() {
  const of = (group, known, prefix = '') =>
    Object.entries(known).flatMap(([screen, states]) =>
      Object.entries(states).map(([state, query]) => {
        const name = `${prefix}${screen}-${state}`;
        return {
          group,
          sheet: `${prefix}${screen}`,
          name,
          screen: group === 'over' ? null : screen,
          dialog: isOver.has(name),
          query,
        };
      }),
    );
  return [
    ...of('app', screens),
    ...Object.entries(dialogs).map(([name, query]) => ({
      group: 'app',
      sheet: 'dialogs',
      name: `dialog-${name}`,
      screen: null,
      dialog: true,
      query,
    })),
    ...of('over', over),
    ...of('kiosk', kiosk, 'kiosk-'),
  ];
}
