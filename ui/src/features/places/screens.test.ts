// The screens of the places, as a person meets them.
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore } from '../../ipc/scripted';
import DiaryScreen from './DiaryScreen.svelte';
import { PlaceDetailState } from './place.svelte';
import PlaceScreen from './PlaceScreen.svelte';
import { PlacesState } from './places.svelte';
import { TurnOffState } from './turn-off.svelte';

beforeEach(async () => {
  await locale.choose('en');
  await locale.finish();
});
afterEach(cleanup);

const { world } = new ScriptedCore('states');
const more = new ScriptedCore('more-states').world;
const places = [...world.places.places, ...more.places.places, ...more.places.aside];

test.each(places.map((place) => [`${place.state} (${place.id})`, place] as const))(
  'the screen of a place that is %s has one next step and a way to look again',
  async (_, place) => {
    const core = new ScriptedCore('more-states');
    core.world.places.places = [structuredClone(place)];
    core.world.places.aside = [];
    const state = new PlaceDetailState(core);
    await state.open(place.id);
    const nothing = () => undefined;
    const onlook = vi.fn();
    render(PlaceScreen, {
      state,
      turningOff: new TurnOffState(core),
      now: Date.parse('2026-11-19T13:08:00Z'),
      busy: null,
      actProblem: null,
      onback: nothing,
      onlook,
      onact: nothing,
      onoff: nothing,
      onagain: nothing,
      onagainoff: nothing,
      onhide: nothing,
      onremove: nothing,
    });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(place.name);
    const steps = screen.queryAllByTestId('place-act');
    expect(steps).toHaveLength(place.action === 'none' || place.action === 'look-again' ? 0 : 1);
    screen.getByTestId('place-look').click();
    expect(onlook).toHaveBeenCalledOnce();
    expect(document.body.textContent).not.toMatch(/\{\s?\$/);
  },
);

test.each([
  ['first', 0],
  ['nothing', 1],
  ['need', 1],
] as const)(
  'the diary counts what a search found, and nothing where there was none: %s',
  async (scene, cards) => {
    const core = new ScriptedCore(scene);
    const state = new PlacesState(core);
    await state.refresh();
    const nothing = () => undefined;

    const props = { now: Date.parse('2026-11-19T13:08:00Z'), notifies: null, onreceipt: null };
    render(DiaryScreen, { ...props, state, onnotify: nothing, onback: nothing, onlook: nothing });
    expect(document.querySelectorAll('dl')).toHaveLength(cards);
  },
);
