// What the way in which a copy is kept protects from, and what not. Each word is a sentence: `protects-…`, `exposed-…`.
import type { PrivacyView } from '../../ipc/generated';

export type Safeguard = 'copied-file' | 'lost-computer' | 'your-account' | 'after-closing';
export type Risk = 'your-account' | 'left-open' | 'bad-program' | 'guessed' | 'closing';
type Kept = Pick<PrivacyView, 'keyPlace' | 'lock'>;

export function safeguards({ keyPlace, lock }: Kept): Safeguard[] {
  const from: Record<PrivacyView['keyPlace'], Safeguard[]> = {
    safe: ['copied-file', 'lost-computer'],
    passphrase: ['copied-file', 'lost-computer'],
    session: ['after-closing'],
  };
  return lock === 'none' ? from[keyPlace] : [...from[keyPlace], 'your-account'];
}

export function risks({ keyPlace, lock }: Kept): Risk[] {
  const known: Risk[] = lock === 'none' ? ['your-account'] : ['guessed', 'left-open'];
  return [...known, 'bad-program', ...(keyPlace === 'session' ? (['closing'] as const) : [])];
}
