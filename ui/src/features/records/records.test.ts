import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeAll, expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { manyLines } from '../../ipc/scripted-records';
import { locale } from '../../i18n/index.svelte';
import { detailText } from '../../lib/record-text';
import CompletenessScreen from './CompletenessScreen.svelte';
import DeleteDialog from './DeleteDialog.svelte';
import { RecordsState } from './records.svelte';
import RecordsScreen from './RecordsScreen.svelte';

const now = new Date(2026, 10, 20, 9, 20).getTime();

beforeAll(async () => {
  await locale.start();
  await locale.finish();
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  Element.prototype.scrollIntoView ??= () => undefined;
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  HTMLDialogElement.prototype.close ??= () => undefined;
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await tick();
  }
}

async function opened(scene: 'rest' | 'first' = 'rest', lines = 0) {
  const core = new ScriptedCore(scene, { now });
  if (lines > 0) core.records.lines = manyLines(lines);
  const state = new RecordsState(core);
  const props = {
    state,
    now,
    oncomplete: () => undefined,
    ontake: () => undefined,
    ondelete: () => undefined,
    ondeletefile: (id: string) => state.askToDeleteFile(id),
  };
  const { unmount } = render(RecordsScreen, { props });
  await settled();
  return { core, state, unmount };
}

const rows = () => screen.queryAllByTestId('record-row');
const press = async (id: string) => {
  await fireEvent.click(screen.getByTestId(id));
  await settled();
};

test('records stand under the place they came from', async () => {
  await opened();
  expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent.trim())).toContain(
    'Juniper Street Family Practice 7',
  );
  expect(rows().length).toBeGreaterThan(5);
});

test('of ten thousand lines only those in sight are in the page', async () => {
  await opened('rest', 10_000);
  await press('records-by-date');
  expect(rows().length).toBeGreaterThan(5);
  expect(rows().length).toBeLessThan(40);
});

test('what was looked for is marked where it stands', async () => {
  const { state } = await opened();
  await fireEvent.input(screen.getByTestId('records-search'), { target: { value: 'a1c' } });
  await settled();
  expect(state.searching).toBe(true);
  expect(screen.getByTestId('records-found').textContent).toContain('Found in 5 records');
  expect(document.querySelectorAll('mark')).toHaveLength(rows().length);
  expect(document.querySelector('mark')?.textContent).toBe('A1c');
});

test('a record shows what it says and where it is from, one press away', async () => {
  await opened();
  await fireEvent.click(rows().find((row) => row.textContent.includes('Visit summary')) as HTMLElement);
  await settled();
  const reader = within(screen.getByTestId('reader'));
  expect(reader.getByTestId('record-source').textContent).toContain('From Juniper Street Family Practice');
  expect(reader.getByTestId('outline-person').textContent).toBe('Rosa Delgado');
  expect(reader.getByText('Penicillin: rash.')).toBeTruthy();
  await press('record-save');
  expect(screen.getByTestId('record-saved').textContent).toContain('Visit summary.xml');
});

test('Escape leads back from what was read to its line in the list', async () => {
  const { state } = await opened();
  const row = rows().find((one) => one.textContent.includes('Visit summary')) as HTMLElement;
  await fireEvent.click(row);
  await settled();
  expect(document.activeElement?.textContent).toBe('Visit summary');
  await fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
  await settled();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(state.selected).toBeNull();
  expect(document.activeElement).toBe(row);
});

test('keys lead over the ends of parts, and to both ends of the list', async () => {
  await opened();
  const list = screen.getByTestId('record-list');
  const after = async (key: string) => {
    await fireEvent.keyDown(list, { key });
    await settled();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return rows().indexOf(document.activeElement as HTMLElement);
  };
  expect(await after('ArrowDown')).toBe(1);
  expect(await after('End')).toBe(rows().length - 1);
  expect(await after('ArrowUp')).toBe(rows().length - 2);
  expect(await after('Home')).toBe(0);
});

test('where nothing came, there is nothing to look through', async () => {
  await opened('first');
  expect(screen.getByTestId('records-empty').textContent).toContain('No records came yet.');
  expect(screen.queryByTestId('records-search')).toBeNull();
  expect(screen.queryByTestId('records-by-date')).toBeNull();
  expect(screen.getByTestId('records-complete')).toBeTruthy();
});

test('a result is drawn over time, and can be read as a table', async () => {
  await opened();
  await fireEvent.click(rows().find((row) => row.textContent.includes('6.4 %')) as HTMLElement);
  await settled();
  const values = [...screen.getByTestId('chart').querySelectorAll('.value')];
  expect(values.map((one) => one.textContent)).toContain('7.0');
  expect(values).toHaveLength(5);
  await press('chart-table');
  expect(within(screen.getByTestId('chart')).getAllByRole('row')).toHaveLength(6);
});

test('a damaged file ends in a clear sentence', async () => {
  await opened();
  await fireEvent.click(rows().find((row) => row.textContent.includes('Chest X-ray')) as HTMLElement);
  await settled();
  expect(screen.getByTestId('file-problem').dataset['problem']).toBe('damaged');
  // The description is all there is to read: it stands open.
  expect(within(screen.getByTestId('reader')).getByText('Final').closest('details')).toBeNull();
});

test('an answer that comes late does not replace a newer one', async () => {
  const { core, state } = await opened();
  core.delay = 20;
  const slow = state.choose({ words: 'a1c' });
  core.delay = 0;
  await state.choose({ words: 'visit' });
  await slow;
  expect(state.list?.total).toBe(1);
});

test('nothing that fits is said, and shown is everything again', async () => {
  const { state } = await opened();
  await state.choose({ words: 'zebra' });
  await settled();
  expect(screen.getByTestId('records-empty')).toBeTruthy();
  await press('records-clear');
  expect(rows().length).toBeGreaterThan(5);
});

test('looking is told once, and what came since the last time is new', async () => {
  const { core, state, unmount } = await opened();
  expect(core.calls.filter(([name]) => name === 'records_looked_at')).toHaveLength(1);
  await state.refresh();
  await settled();
  expect(core.calls.filter(([name]) => name === 'records_looked_at')).toHaveLength(1);
  expect(rows()[0]?.textContent).toContain('New');
  unmount();
});

test('what stays of a place that is off is counted', async () => {
  const core = new ScriptedCore('rest', { now });
  const state = new RecordsState(core);
  const { places } = core.world.places;
  render(CompletenessScreen, {
    props: {
      state,
      places,
      now,
      onback: () => undefined,
      onagain: () => undefined,
      ondelete: () => undefined,
    },
  });
  await settled();
  expect(screen.getByText(/^Tamarack Falls Hospital is off/).textContent).toContain('Its 1 record stays.');
});

test('what came is counted by place, and none came is not said to be none', async () => {
  const state = new RecordsState(new ScriptedCore('rest', { now }));
  render(CompletenessScreen, {
    props: {
      state,
      places: [],
      now,
      onback: () => undefined,
      onagain: () => undefined,
      ondelete: () => undefined,
    },
  });
  await settled();
  const table = screen.getByTestId('complete-table');
  expect(table.textContent).toContain('none came');
  expect(table.textContent).toContain('not sent this way');
  expect(screen.getByTestId('complete-failed').textContent).toContain('Care plans');
});

test('a record is deleted after a look at what goes, and what was looked at is said', async () => {
  const core = new ScriptedCore('rest');
  const state = new RecordsState(core);
  await state.open();
  await state.select('a1c-5');
  state.askToDelete('flu');
  expect(state.toDelete).toBeNull();
  state.askToDelete('a1c-5');
  expect(state.toDelete).toMatchObject({ what: 'record', name: 'Hemoglobin A1c' });
  core.failing.set('delete_record', scriptedError('disk-full'));
  expect(await state.delete()).toBeNull();
  expect(state.deleteProblem?.code).toBe('disk-full');
  expect(await state.delete()).toContain('gone from this computer');
  expect(state.selected).toBeNull();
  expect(core.calls).toContainEqual(['delete_record', { id: 'a1c-5' }]);
});

test('what came from one place is deleted, and what others sent stays', async () => {
  const core = new ScriptedCore('rest');
  const state = new RecordsState(core);
  await state.completeness.refresh();
  const place = state.completeness.value?.places[0];
  if (!place) throw new Error('no place');
  state.askToDeletePlace(place);
  expect(state.toDelete).toMatchObject({ what: 'place', name: place.name, count: place.total });
  expect(await state.delete()).toContain('gone');
  expect(core.calls).toContainEqual(['delete_place_records', { placeId: place.id }]);
});

test('one file is deleted by itself: its record stays open and says so', async () => {
  const { core, state } = await opened();
  await state.select('visit');
  await settled();
  await press('file-delete');
  expect(state.toDelete).toMatchObject({ what: 'file', name: 'Visit summary' });
  const dialog = render(DeleteDialog, {
    props: {
      what: 'file',
      name: 'Visit summary',
      count: 1,
      deleting: false,
      problem: null,
      ondelete: () => undefined,
      onkeep: () => undefined,
    },
  });
  const words = dialog.container.textContent;
  for (const said of ['does not come back', 'network’s copy stays', 'clinic’s own', 'What is said about it'])
    expect(words).toContain(said);
  dialog.unmount();
  core.failing.set('delete_file', scriptedError('disk-full'));
  expect(await state.delete()).toBeNull();
  expect(state.deleteProblem?.code).toBe('disk-full');
  expect(screen.queryByTestId('record-file-deleted')).toBeNull();
  expect(await state.delete()).toBe('The file is gone from this computer. We looked.');
  await settled();
  expect(core.calls).toContainEqual(['delete_file', { fileId: 'visit-file' }]);
  expect(state.selected).toBe('visit');
  expect(screen.getByTestId('record-file-deleted').textContent).toContain('You deleted a file');
  expect(screen.queryByTestId('record-file')).toBeNull();
});

test('a file that stands inside its record is not offered to be deleted by itself', async () => {
  const { state } = await opened();
  await state.select('visit');
  if (!state.record) throw new Error('no record');
  state.record = { ...state.record, files: state.record.files.map((one) => ({ ...one, apart: false })) };
  await settled();
  expect(screen.queryByTestId('file-delete')).toBeNull();
  state.askToDeleteFile('visit-file');
  expect(state.toDelete).toBeNull();
});

test('a row whose detail is its title says it once', () => {
  const row = (detail: string) => ({
    title: { text: 'Visit summary' },
    detail: [{ text: { text: detail } }],
  });
  expect(detailText(row('visit summary '))).toBe('');
  expect(detailText(row('Office visit'))).toBe('Office visit');
});

test('a file that comes while its record is open is shown, and until then none is said to be there', async () => {
  const { core, state } = await opened();
  core.records.notYet.add('visit-file');
  await state.select('visit');
  await settled();
  expect(screen.getByTestId('record-no-file').textContent).toContain('No file came with this record.');
  core.records.notYet.clear();
  await state.changed('records');
  await settled();
  expect(screen.queryByTestId('record-no-file')).toBeNull();
  expect(screen.getByTestId('record-file')).toBeTruthy();
});
