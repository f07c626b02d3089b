import { expect, test } from 'vitest';
import { attr, has, languages, locale, t } from '../i18n/index.svelte';
import type { CommandError, ErrorCode, Retry } from '../ipc/generated';
import { errorTable, nextStep, waitSeconds } from './errors';

const codes = Object.keys(errorTable) as ErrorCode[];
const error = (code: ErrorCode, retry: Retry): CommandError => ({
  code,
  retry,
  place: null,
  linkFault: null,
  reference: 'ER-1',
  correlationId: '',
});

test.each(languages)('every error has a title, a body and an action in %s', async (language) => {
  await locale.choose(language);
  for (const code of codes) {
    expect(t(`error-${code}`, { place: 'Juniper' })).not.toBe(`error-${code}`);
    for (const part of ['body', 'action']) {
      expect(has(`error-${code}`, part)).toBe(true);
      expect(attr(`error-${code}`, part, { place: 'Juniper' })).not.toMatch(/[{}]/);
    }
  }
});

test('no internet is nobody’s fault and never a warning colour', () => {
  expect(errorTable['no-internet']).toEqual({ severity: 'off', action: 'again' });
});

test('when trying again cannot help, a person can', () => {
  expect(nextStep(error('network-trouble', { when: 'now' }))).toBe('again');
  expect(nextStep(error('network-trouble', { when: 'never' }))).toBe('help');
});

test('when signing in helps, that is the step, whatever failed', () => {
  expect(nextStep(error('network-trouble', { when: 'after-sign-in' }))).toBe('sign-in');
});

test('a wait is shown in whole seconds, and only when the network named one', () => {
  expect(waitSeconds(error('asked-too-often', { when: 'after', seconds: 11.2 }))).toBe(12);
  expect(waitSeconds(error('asked-too-often', { when: 'now' }))).toBe(0);
});
