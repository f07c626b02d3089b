// How smoothly a list of a hundred thousand records scrolls: `npm run bench:scroll`. Scrolls it in Chromium, as fast as a
// wheel does and in great leaps, and prints the longest frame. Needs a Chromium or Chrome on this machine.
/* global document, requestAnimationFrame */
import { createServer } from 'vite';
import { launch } from './browser.mjs';

const lines = 100_000;

/** Runs in the page: the longest and the middle frame while `move` moves the list, in milliseconds. */
async function scrolled({ frames, leap }) {
  const box = document.querySelector('[data-testid="record-list"]');
  const times = [];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let before = await frame();
  for (let at = 0; at < frames; at += 1) {
    box.scrollTop = leap ? ((at * 7919) % frames) * (box.scrollHeight / frames) : box.scrollTop + 120;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  times.sort((a, b) => a - b);
  return {
    longest: times.at(-1),
    middle: times[Math.floor(times.length / 2)],
    late: times.filter((time) => time > 32).length,
    rows: document.querySelectorAll('[data-testid="record-row"]').length,
  };
}

const server = await createServer({ mode: 'gallery', logLevel: 'error', server: { port: 0 } });
await server.listen();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(
    `${server.resolvedUrls.local[0]}?scene=rest&screen=records&lines=${lines}&press=records-by-date`,
  );
  await page.waitForSelector('[data-testid="record-row"]');
  for (const [name, run] of [
    ['by the wheel', { frames: 300, leap: false }],
    ['in leaps over the whole list', { frames: 120, leap: true }],
  ]) {
    const { longest, middle, late, rows } = await page.evaluate(scrolled, run);
    process.stdout.write(
      `scrolling ${lines} lines ${name}: longest frame ${longest.toFixed(1)} ms, middle ${middle.toFixed(1)} ms, ` +
        `${late} of ${run.frames} over 32 ms, ${rows} lines in the page\n`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}
