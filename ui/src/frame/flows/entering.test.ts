import { beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { nextStep } from '../../lib/errors';
import { Stage } from '../stage.svelte';

async function atPlace() {
  const core = new ScriptedCore('rest');
  const stage = new Stage(core);
  await stage.boot();
  stage.go({ name: 'place', placeId: 'juniper' });
  return { core, stage };
}

beforeEach(() => locale.choose('en'));

test('a place that does not believe the old proof leads to a new one', () => {
  expect(nextStep(scriptedError('identity-needed'))).toBe('prove-again');
});

test('whoever proved it again is back at the place that asked', async () => {
  const { core, stage } = await atPlace();
  stage.entering.proveAgain();
  expect(stage.screen.name).toBe('identity');
  const checking = stage.entering.checkIdentity();
  await vi.waitFor(() => expect(stage.setUp.phase).toBe('waiting'));
  core.errands.proved('proved');
  await checking;
  expect(stage.screen).toEqual({ name: 'place', placeId: 'juniper' });
  // Only once: the next check ends as every other does.
  await stage.entering.goOn();
  expect(stage.screen.name).toBe('home');
});

test('whoever would rather not is back there too', async () => {
  const { stage } = await atPlace();
  stage.entering.proveAgain();
  stage.entering.later();
  expect(stage.screen).toEqual({ name: 'place', placeId: 'juniper' });
});

test('details that were opened where a check said they differ lead back there, saved or not', async () => {
  const { stage } = await atPlace();
  stage.go({ name: 'documents' });
  await stage.entering.details(['family']);
  stage.entering.leaveDetails();
  expect(stage.screen.name).toBe('documents');
  stage.go({ name: 'settings' });
  await stage.entering.details();
  stage.entering.leaveDetails();
  expect(stage.screen.name).toBe('settings');
});
