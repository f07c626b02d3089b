// What is said about a proof of identity: one voice, one sentence, one step for each state of the network.
import { attr, t } from '../../i18n/index.svelte';
import type { ProofState, Voice } from '../../ipc/generated';
import type { SetUpState } from './set-up.svelte';

type Sentence =
  | 'identity-opening'
  | 'identity-waiting'
  | 'identity-confirming'
  | 'identity-stopped'
  | 'identity-time-is-up'
  | `identity-proof-${ProofState}`;
type Words = { voice: Voice; sentence: string; sub: string; again: boolean };

const states = {
  proved: { voice: 'rest', again: true },
  'not-yet': { voice: 'need', again: false },
  'under-way': { voice: 'work', again: true },
  again: { voice: 'need', again: true },
  differs: { voice: 'need', again: true },
  'checker-trouble': { voice: 'work', again: true },
  failed: { voice: 'need', again: true },
  unknown: { voice: 'work', again: true },
} as const satisfies Record<ProofState, { voice: Voice; again: boolean }>;

export function proofWords(state: SetUpState): Words {
  const said = (id: Sentence, voice: Voice, again: boolean, host = ''): Words => ({
    voice,
    sentence: t(id),
    sub: attr(id, 'sub', { host }),
    again,
  });
  switch (state.phase) {
    case 'opening':
      return said('identity-opening', 'need', false);
    case 'waiting':
      return said('identity-waiting', 'need', false, state.host ?? '');
    case 'confirming':
      return said('identity-confirming', 'work', false);
    case 'stopped':
      return said('identity-stopped', 'need', true);
    case 'time-is-up':
      return said('identity-time-is-up', 'need', true);
    case 'idle': {
      const proof = state.proof ?? 'not-yet';
      return said(`identity-proof-${proof}`, states[proof].voice, states[proof].again);
    }
  }
}
