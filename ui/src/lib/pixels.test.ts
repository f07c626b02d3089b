import { afterEach, expect, test, vi } from 'vitest';
import { Pixels } from './pixels.svelte';

afterEach(() => vi.unstubAllGlobals());

test('a pixel of the screen follows the window to another screen', () => {
  let moved: (() => void) | undefined;
  vi.stubGlobal('devicePixelRatio', 1.25);
  vi.stubGlobal('matchMedia', () => ({
    addEventListener: (_: string, handler: () => void) => (moved = handler),
    removeEventListener: () => undefined,
  }));
  const pixels = new Pixels();
  const stop = pixels.follow();
  expect(pixels.dot).toBe(0.8);
  vi.stubGlobal('devicePixelRatio', 2);
  moved?.();
  expect(pixels.dot).toBe(0.5);
  stop();
});
