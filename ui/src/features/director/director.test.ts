import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { DirectorState } from './director.svelte';

function directed() {
  const core = new ScriptedCore('welcome');
  const played: string[] = [];
  const director = new DirectorState(core, {
    leave: () => {
      played.push('nobody');
      return Promise.resolve();
    },
    play: (person) => {
      played.push(person);
      return Promise.resolve();
    },
  });
  return { core, director, played };
}

test('a story begins with nobody, then everything as it was, then its person', async () => {
  const { core, director, played } = directed();
  await director.toggle();
  await director.begin('happy-path');
  expect(played).toEqual(['nobody', 'rosa']);
  expect(core.director.directed).toEqual([{ does: 'reset' }]);
  expect(director.story?.id).toBe('happy-path');
  expect(director.told).toBe(0);
});

test('each step is told once and in order, and after the last there is none', async () => {
  const { core, director } = directed();
  await director.begin('happy-path');
  for (let press = 0; press < 5; press += 1) await director.step();
  const steps = core.director.directed.filter((one) => one.does === 'step');
  expect(steps.map((one) => one.step)).toEqual([0, 1, 2]);
  expect(director.next).toBeNull();
});

test('the next-step key does nothing where no story is told', async () => {
  const { core, director } = directed();
  await director.step();
  expect(core.director.directed).toEqual([]);
});

test('a step that fails is not told, and can be told again', async () => {
  const { core, director } = directed();
  await director.begin('happy-path');
  core.failing.set('direct', scriptedError('network-trouble'));
  await director.step();
  expect(director.problem?.code).toBe('network-trouble');
  expect(director.told).toBe(0);
  await director.step();
  expect(director.problem).toBeNull();
  expect(director.told).toBe(1);
});

test('one key resets the story that is told, faults and all', async () => {
  const { core, director, played } = directed();
  await director.begin('happy-path');
  await director.step();
  await director.fault('slow', true);
  expect(director.view?.faults).toEqual(['slow']);
  await director.reset();
  expect(played).toEqual(['nobody', 'rosa', 'nobody', 'rosa']);
  expect(director.told).toBe(0);
  expect(core.director.faults).toEqual([]);
});

test('the wire is asked for what is new alone, and a silence says nothing', async () => {
  const { core, director } = directed();
  await director.listen();
  expect(director.lines.map((line) => line.number)).toEqual([1, 2]);
  await director.listen();
  expect(director.lines).toHaveLength(2);
  expect(core.calls.filter(([name]) => name === 'wire_log').map(([, request]) => request)).toEqual([
    { after: 0 },
    { after: 2 },
  ]);
  core.failing.set('wire_log', scriptedError('network-trouble'));
  await director.listen();
  expect(director.problem).toBeNull();
});

test('notes open in a window of their own', async () => {
  const { core, director } = directed();
  await director.openNotes();
  expect(core.director.notesOpened).toBe(1);
});
