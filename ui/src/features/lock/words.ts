// What is said about an answer to a lock.
import { t } from '../../i18n/index.svelte';
import type { LockState } from './lock.svelte';

/** What a person types: a PIN where nothing else is known. */
export type SecretKind = 'pin' | 'passphrase';

/** "Try again in 4 minutes.", under one minute in seconds. Empty when nobody has to wait. */
export function waitSentence(seconds: number): string {
  if (seconds <= 0) return '';
  return seconds < 60
    ? t('lock-wait-seconds', { seconds })
    : t('lock-wait-minutes', { minutes: Math.ceil(seconds / 60) });
}

/** An answer to a lock was not right. Null when there is nothing to say. */
export function wrongSentence(lock: LockState, kind: SecretKind): string | null {
  if (lock.refused === null) return null;
  if (lock.refused === 'wait') return waitSentence(lock.wait) || null;
  const wrong = t(`lock-wrong-${kind}`);
  if (lock.wait > 0) return `${wrong} ${waitSentence(lock.wait)}`;
  if (lock.refused !== 'wrong' || lock.triesLeft === null) return wrong;
  return `${wrong} ${t('lock-tries', { count: lock.triesLeft })}`;
}
