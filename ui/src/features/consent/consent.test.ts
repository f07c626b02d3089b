import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { lakeshore } from '../../ipc/scripted-identity';
import { assumed } from '../../lib/assumed.svelte';
import { ConsentState } from './consent.svelte';
import { counted } from './consequences';

const provisions = (core: ScriptedCore) =>
  core.calls
    .filter(([name]) => name === 'set_consent')
    .map(([, request]) => (request as { provision: string }).provision);

test('on is only on when the core says so', async () => {
  const core = new ScriptedCore('first');
  const consent = new ConsentState(core);
  await consent.mirror.refresh();
  core.failing.set('set_consent', scriptedError('network-trouble'));
  expect(await consent.turnOn()).toBe(false);
  expect(consent.on).toBe(false);
  expect(consent.problem?.code).toBe('network-trouble');
  expect(await consent.again()).toBe(true);
  expect(consent.on).toBe(true);
  expect(consent.problem).toBeNull();
});

test('searching again is off, then on', async () => {
  const core = new ScriptedCore('stopped');
  const consent = new ConsentState(core);
  await consent.searchAgain();
  expect(provisions(core)).toEqual(['deny', 'permit']);
});

test('where a yes alone starts a search, finding does not go off for it', async () => {
  assumed.take({ ...lakeshore.assumed, yesAloneSearches: true });
  const core = new ScriptedCore('stopped');
  await new ConsentState(core).searchAgain();
  expect(provisions(core)).toEqual(['permit']);
  assumed.take(lakeshore.assumed);
});

test('searching again that failed half way is cured by the second half alone', async () => {
  const core = new ScriptedCore('stopped');
  const consent = new ConsentState(core);
  await consent.mirror.refresh();
  const { call } = core;
  let times = 0;
  core.call = ((...args: Parameters<typeof call>) => {
    if (args[0] === 'set_consent' && ++times === 2)
      core.failing.set('set_consent', scriptedError('network-slow'));
    return call.apply(core, args);
  }) as typeof call;
  expect(await consent.searchAgain()).toBe(false);
  expect(consent.on).toBe(false);
  expect(await consent.again()).toBe(true);
  expect(provisions(core)).toEqual(['deny', 'permit', 'permit']);
});

test('pressing twice changes once', async () => {
  const core = new ScriptedCore('rest');
  const consent = new ConsentState(core);
  await Promise.all([consent.turnOff(), consent.turnOff()]);
  expect(provisions(core)).toEqual(['deny']);
});

test('consequences are counted by what the core says of each place', async () => {
  const consent = new ConsentState(new ScriptedCore('states'));
  await consent.turningOff.refresh();
  const places = counted(consent.turningOff.value?.places ?? []);
  const names = (list: { place: string }[]) => list.map((one) => one.place.split(' ')[0]);
  expect(names(places.pauses)).toEqual(['Alder', 'Cedar', 'Juniper', 'Maple']);
  expect(names(places['waits-for-sign-in'])).toEqual(['Quillback', 'Fernhill']);
  expect(names(places['stays-off'])).toEqual(['Tamarack']);
  expect(names(places.unclear)).toEqual(['Harbor', 'Larkspur']);
});

test('a decision is being done until the network shows it, whatever was answered', async () => {
  const core = new ScriptedCore('rest');
  const consent = new ConsentState(core);
  await consent.turnOff();
  expect(consent.changing).toBeNull();
  expect(consent.doing).toBe('turning-off');
  await consent.mirror.refresh();
  expect(consent.doing).toBeNull();
});
