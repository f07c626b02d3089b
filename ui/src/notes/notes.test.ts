import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locale } from '../i18n/index.svelte';
import { ScriptedCore } from '../ipc/scripted';
import Notes from './Notes.svelte';

beforeEach(() => locale.startAll());
afterEach(cleanup);

const says = (id: string, text: string) =>
  waitFor(() => expect(screen.getByTestId(id).textContent).toBe(text));

test('the notes follow the story: what is shown, what to point at, what comes next', async () => {
  const core = new ScriptedCore('welcome');
  render(Notes, { props: { transport: core } });
  await says('notes-now', 'Choose a story in the director.');

  const steps = core.director.answers(() => '').story_steps({ storyId: 'happy-path' });
  const told = (count: number) => {
    core.director.notes = { title: { en: 'From search to front desk' }, told: count, steps };
    core.emit('notes');
  };
  told(0);
  await says('notes-now', 'The story begins with the next step.');
  await says('notes-next', 'Rosa turns on finding.');
  told(2);
  await says('notes-now', 'Alder Bay answers.');
  await says('notes-point', 'Nobody typed a hospital name.');
  await says('notes-next', 'Quillback asks for a sign-in.');
  told(3);
  await says('notes-next', 'The story ends here.');
  expect(screen.queryByTestId('notes-point')).toBeNull();
});
