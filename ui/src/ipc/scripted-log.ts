// What was done, in the scenes of the scripted core.
import type { ActivityEntry } from './generated';
import { iso, type Scene } from './scripted-scenes';

const line = (
  at: string,
  kind: ActivityEntry['kind'],
  reference: string,
  change: Partial<ActivityEntry> = {},
): ActivityEntry => ({
  at,
  kind,
  place: null,
  count: null,
  failed: null,
  reference,
  receipt: null,
  ...change,
});

const summer = [
  line(iso(8, 19, 12, 19), 'search-ended', 'SR-2M6D-54', { count: 5 }),
  line(iso(8, 19, 12, 7), 'finding-turned-on', 'RC-71PA-03', { receipt: 'receipt-on' }),
  line(iso(8, 19, 11, 53), 'signed-in', 'SI-4H2M-81'),
];
const autumn = [
  line(iso(11, 19, 8, 40), 'place-turned-back-on', 'ER-5T0B-88', {
    place: 'Tamarack Falls Hospital',
    failed: 'network-trouble',
  }),
  line(iso(10, 3, 16, 2), 'sign-in-ran-out', 'CN-40HJ-76', { place: 'Quillback Heart Clinic' }),
  ...summer,
];
export const logs: Partial<Record<Scene, ActivityEntry[]>> = {
  need: autumn,
  rest: [
    line(iso(11, 20, 9, 47), 'code-forgotten', 'SH-4K7Q-29'),
    line(iso(11, 20, 9, 43), 'passcode-shown', 'SH-4K7Q-29'),
    line(iso(11, 20, 9, 42), 'code-made', 'SH-4K7Q-29'),
    line(iso(11, 19, 18, 31), 'place-connected', 'CN-3V6E-72', { place: 'Fernhill Women’s Health' }),
    line(iso(11, 19, 13, 10), 'place-connected', 'CN-80WX-11', { place: 'Quillback Heart Clinic' }),
    ...autumn,
  ],
  off: [line(iso(11, 21, 15, 20), 'finding-turned-off', 'RC-8C1T-47', { receipt: 'receipt-off' }), ...autumn],
  states: [
    line(iso(11, 19, 13, 2), 'picture-saved', 'SH-9F3B-12', { failed: 'could-not-save' }),
    line(iso(11, 19, 13, 1), 'picture-saved', 'SH-9F3B-12'),
    line(iso(11, 19, 12, 58), 'code-made', 'ER-77QA-10', { failed: 'no-internet' }),
    line(iso(11, 19, 12, 50), 'sign-in-stopped', 'CN-51KD-90', { place: 'Quillback Heart Clinic' }),
    line(iso(11, 19, 12, 40), 'place-turned-back-on', 'CN-22ZD-31', { place: 'Tamarack Falls Hospital' }),
    line(iso(11, 18, 9, 5), 'signed-out', 'SI-6B0X-33'),
    line(iso(11, 18, 9, 4), 'search-stopped', 'SR-1W8N-05'),
    ...autumn.slice(1),
  ],
};
