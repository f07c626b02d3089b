import type { CommandError, ErrorCode } from '../ipc/generated';

/** `need`: the person has to act. `work`: we or somebody else must. `off`: this computer has no internet. */
export type Severity = 'need' | 'work' | 'off';
/** The one next step. `again`: do once more what failed. */
export type NextStep =
  'again' | 'sign-in' | 'prove-again' | 'turn-on-finding' | 'new-code' | 'back' | 'unlock' | 'help';

/** What the page does with each error. The words are `error-<code>` in errors.ftl. */
export const errorTable: Record<ErrorCode, { severity: Severity; action: NextStep }> = {
  'no-internet': { severity: 'off', action: 'again' },
  'network-slow': { severity: 'work', action: 'again' },
  'network-trouble': { severity: 'work', action: 'again' },
  'asked-too-often': { severity: 'work', action: 'again' },
  'signed-out': { severity: 'need', action: 'sign-in' },
  'network-refused': { severity: 'need', action: 'help' },
  'answer-not-understood': { severity: 'work', action: 'again' },
  'place-not-known': { severity: 'need', action: 'back' },
  'record-not-known': { severity: 'need', action: 'back' },
  'place-busy': { severity: 'work', action: 'back' },
  'finding-is-off': { severity: 'need', action: 'turn-on-finding' },
  'identity-needed': { severity: 'need', action: 'prove-again' },
  'vouch-needed': { severity: 'need', action: 'back' },
  'link-check-failed': { severity: 'need', action: 'new-code' },
  'link-is-over': { severity: 'need', action: 'new-code' },
  'browser-did-not-open': { severity: 'need', action: 'again' },
  'sign-in-not-usable': { severity: 'need', action: 'again' },
  'sign-in-refused': { severity: 'need', action: 'help' },
  'network-not-enabled': { severity: 'need', action: 'help' },
  'could-not-save': { severity: 'need', action: 'again' },
  'could-not-copy': { severity: 'need', action: 'again' },
  'store-trouble': { severity: 'need', action: 'again' },
  'disk-full': { severity: 'need', action: 'again' },
  'cannot-write': { severity: 'need', action: 'again' },
  'safe-trouble': { severity: 'need', action: 'again' },
  locked: { severity: 'need', action: 'unlock' },
  'bad-request': { severity: 'need', action: 'help' },
  unexpected: { severity: 'need', action: 'again' },
};

/** When trying again cannot help, the next step is a person; when signing in can, it is that. */
export function nextStep(error: CommandError): NextStep {
  const { action } = errorTable[error.code];
  if (error.retry.when === 'after-sign-in') return 'sign-in';
  return action === 'again' && error.retry.when === 'never' ? 'help' : action;
}

/** Seconds to wait before trying again makes sense, 0 when it does now. */
export function waitSeconds(error: CommandError): number {
  return error.retry.when === 'after' ? Math.max(0, Math.ceil(error.retry.seconds)) : 0;
}
