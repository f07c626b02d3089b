// What the parts are shown with.
import type { CommandError, PlaceView, QrView, ReceivedView } from '../../ipc/generated';
import { received } from '../../ipc/scripted-link';
import { parts } from '../../ipc/scripted-scenes';
import { scriptedError } from '../../ipc/scripted';
import { drawnQr } from '../../ipc/scripted-worlds';

export const now = parts.states.at.getTime();
export const person = 'Rosa Delgado';
export const organisation = 'Lakeshore Health';
export const sentence = 'Two places ask you to sign in.';
export const sub = 'Everything else came without you.';
export const fact = 'One note, one fact. The icon repeats the meaning of the color.';
export const name = 'Name on your ID';
export const hint = 'As it is printed.';
export const wrong = 'Enter a year, like 1968';
export const initials = 'QH';
export const caption = 'DEMO · Health records · Rosa Delgado';
export const digits = '481903';
export const word = 'Button';
export const busyWord = 'Turning off…';
export const choices = [
  { value: 'one', label: 'One' },
  { value: 'two', label: 'Two' },
  { value: 'three', label: 'Three' },
];
export const numbered = [
  { title: 'We look', body: 'The network asks its members.' },
  { title: 'You hear', body: 'Each place that answers stands here.' },
];
export const stepNames = ['They scan', 'You say the passcode'];
export const consequences = [
  { voice: 'rest', count: 241, what: 'records stay here', which: 'Those of five places.' },
  { voice: 'need', count: 2, what: 'places ask you to sign in again', which: 'Quillback and Fernhill.' },
  { voice: 'off', count: 1, what: 'place stays off', which: 'Tamarack Falls.' },
  { voice: 'stop', count: 3, what: 'files are gone', which: 'There is no way back.' },
] as const;
export const buttons = [
  { kind: 'primary', label: 'Primary' },
  { kind: 'second', label: 'Second' },
  { kind: 'plain', label: 'Plain' },
  { kind: 'caution', label: 'Turn off' },
  { kind: 'danger', label: 'Delete' },
  { kind: 'danger-solid', label: 'Delete it' },
] as const;
export const states: readonly PlaceView[] = [...parts.states.places, ...parts['more-states'].places];
export const errors: readonly CommandError[] = [
  scriptedError('network-trouble', { when: 'after', seconds: 20 }),
  scriptedError('no-internet'),
  scriptedError('signed-out', { when: 'after-sign-in' }),
];
export const qr: QrView = drawnQr(1);
export const mine: ReceivedView = received('mine', parts.states.at.toISOString());
