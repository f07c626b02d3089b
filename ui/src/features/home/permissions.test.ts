import { expect, test } from 'vitest';
import type { PermissionView } from '../../ipc/generated';
import { parts } from '../../ipc/scripted-scenes';
import { permissions, share } from './permissions';

const now = Date.parse('2026-11-20T09:00:00Z');
const [some] = parts.rest.places;
const place = (id: string, permission: PermissionView | null) => ({ ...some!, id, permission });
const ends = (at: string): PermissionView => ({ is: 'ends', at, soon: false });

test('what has ended stands first, then what ends first, then what nobody tells', () => {
  const lines = permissions([
    place('silent', { is: 'not-told' }),
    place('never-asked', null),
    place('later', ends('2027-08-19T09:00:00Z')),
    place('sooner', ends('2027-02-17T09:00:00Z')),
    place('ended', { is: 'ended' }),
  ]);
  expect(lines.map(({ place: { id } }) => id)).toEqual(['ended', 'sooner', 'later', 'silent']);
});

test.each([
  ['2026-11-20T09:00:00Z', 0],
  ['2026-11-01T09:00:00Z', 0],
  ['2027-02-01T09:00:00Z', 0.2],
  ['2027-11-20T09:00:00Z', 1],
  ['2029-11-20T09:00:00Z', 1],
])('a bar for %s covers %f of the year', (at, length) => {
  expect(share(at, now)).toBeCloseTo(length);
});
