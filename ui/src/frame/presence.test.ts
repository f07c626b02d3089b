import { expect, test, vi } from 'vitest';
import { atComputer, watchOnline, watchPresence, watchSight } from './presence';

test('a key, a pointer or a wheel is told at most once in a pause, and not after the end', () => {
  let now = 1000;
  const tell = vi.fn();
  const stop = watchPresence(atComputer, tell, () => now);
  for (const sign of ['keydown', 'pointermove', 'wheel']) window.dispatchEvent(new Event(sign));
  expect(tell).toHaveBeenCalledTimes(1);
  now += atComputer.pause;
  window.dispatchEvent(new Event('touchstart'));
  expect(tell).toHaveBeenCalledTimes(2);
  stop();
  now += atComputer.pause;
  window.dispatchEvent(new Event('pointerdown'));
  expect(tell).toHaveBeenCalledTimes(2);
});

test('a computer that is back on a network is told of, and not after the end', () => {
  const tell = vi.fn();
  const stop = watchOnline(tell);
  window.dispatchEvent(new Event('online'));
  stop();
  window.dispatchEvent(new Event('online'));
  expect(tell).toHaveBeenCalledTimes(1);
});

test('a window that goes out of sight and comes back is told of, and not after the end', () => {
  const tell = vi.fn();
  const stop = watchSight(tell);
  const turn = (state: DocumentVisibilityState) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  turn('hidden');
  turn('visible');
  stop();
  turn('hidden');
  expect(tell.mock.calls).toEqual([[true], [false], [true]]);
  vi.restoreAllMocks();
});
