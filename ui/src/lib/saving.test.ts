import { expect, test } from 'vitest';
import { scriptedError } from '../ipc/scripted';
import { Saving } from './saving.svelte';

test('a saved file says where it went', async () => {
  const saving = new Saving(() => Promise.resolve({ name: 'list.ndjson', folder: 'Documents' }));
  await saving.start();
  expect(saving.saved).toEqual({ name: 'list.ndjson', folder: 'Documents' });
  expect(saving.running).toBe(false);
});

test('a file that could not be saved is never called saved, not even when an earlier one was', async () => {
  const answers = [
    () => Promise.resolve({ name: 'list.ndjson', folder: 'Documents' }),
    () => Promise.reject(scriptedError('could-not-save') as unknown as Error),
  ];
  const saving = new Saving(() =>
    (answers.shift() ?? (() => Promise.reject(new Error('asked once more'))))(),
  );
  await saving.start();
  await saving.start();
  expect(saving.saved).toBeNull();
  expect(saving.problem?.code).toBe('could-not-save');
});

test('pressing twice saves once', async () => {
  let times = 0;
  const saving = new Saving(() => {
    times += 1;
    return Promise.resolve({ name: 'list.ndjson', folder: 'Documents' });
  });
  await Promise.all([saving.start(), saving.start()]);
  expect(times).toBe(1);
});
